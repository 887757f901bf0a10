/* Exceptions that the standard library throws, and that pass through it. Its messages differ between libraries. */
#include "log.h"
#include <algorithm>
#include <any>
#include <bitset>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>
#include <variant>
#include <vector>

template <typename Error> static void expect(const char *what, const std::function<void()> &action) {
    try {
        action();
        say("%s: nothing", what);
    } catch (const Error &error) {
        say("%s: as expected, a message: %d", what, error.what()[0] != 0);
    } catch (const std::exception &) {
        say("%s: another exception", what);
    }
}

static void containers() {
    std::vector<int> vector{1, 2, 3};
    std::string text = "text";
    std::map<std::string, int> map{{"one", 1}};
    expect<std::out_of_range>("vector", [&] { vector.at(3) = 1; });
    expect<std::out_of_range>("string", [&] { text.at(4) = 'x'; });
    expect<std::out_of_range>("substr", [&] { (void)text.substr(5); });
    expect<std::out_of_range>("map", [&] { map.at("two")++; });
    expect<std::length_error>("resize", [&] { vector.resize(std::numeric_limits<size_t>::max()); });
    expect<std::length_error>("append", [&] { text.reserve(std::numeric_limits<size_t>::max()); });
    expect<std::overflow_error>("bitset", [] { (void)std::bitset<80>().set().to_ulong(); });
    expect<std::invalid_argument>("bits", [] { std::bitset<8> bits(std::string("012")); });
    expect<std::invalid_argument>("stoi", [] { (void)std::stoi("one"); });
    expect<std::out_of_range>("stoi far", [] { (void)std::stoi("99999999999"); });
    expect<std::bad_optional_access>("optional", [] { (void)std::optional<int>().value(); });
    expect<std::bad_variant_access>("variant", [] { (void)std::get<int>(std::variant<int, float>(1.0f)); });
    expect<std::bad_any_cast>("any", [] { (void)std::any_cast<int>(std::any(1.0)); });
    expect<std::bad_function_call>("function", [] { std::function<void()>()(); });
    expect<std::bad_weak_ptr>("weak", [] { std::shared_ptr<int> shared{std::weak_ptr<int>()}; });
    expect<std::system_error>("system", [] { throw std::system_error(std::make_error_code(std::errc::broken_pipe)); });
    expect<std::regex_error>("regex", [] { std::regex regex("(a"); });
}

/* Volatile, so that no compiler leaves an allocation out. */
static volatile size_t most = std::numeric_limits<size_t>::max() - 4096;
static void *volatile allocated;

static void allocate() {
    allocated = new char[most];
}

static void allocation() {
    expect<std::bad_alloc>("new", allocate);
    expect<std::bad_alloc>("new array", [] { allocated = new double[most]; });
    allocated = new (std::nothrow) char[most];
    say("nothrow: %d", allocated == nullptr);
    static int tries;
    std::set_new_handler([] {
        if (++tries == 3) throw std::bad_alloc();
    });
    expect<std::bad_alloc>("handler", allocate);
    std::set_new_handler(nullptr);
    say("tries: %d", tries);
}

static void types_at_run_time() {
    Base base(1);
    Base &reference = base;
    static Base *volatile null = nullptr;
    expect<std::bad_cast>("cast", [&] { (void)dynamic_cast<Derived &>(reference); });
    expect<std::bad_typeid>("typeid", [] {
        Base *pointer = null;
        say("%s", typeid(*pointer).name());
    });
}

static void streams() {
    std::istringstream input("12 word");
    int number = 0;
    input.exceptions(std::ios::failbit | std::ios::badbit);
    expect<std::ios_base::failure>("stream", [&] { input >> number >> number; });
    say("read %d", number);
    struct Broken : std::streambuf {
        int_type overflow(int_type) override { throw std::runtime_error("broken"); }
    } broken;
    std::ostream output(&broken);
    output << "lost";
    say("swallowed: %d", output.bad());
    output.clear();
    output.exceptions(std::ios::badbit);
    expect<std::runtime_error>("passed on", [&] { output << "lost"; });
}

/* Out of the middle of an algorithm, also of one written in C. */
static void algorithms() {
    std::vector<std::string> words;
    for (int i = 0; i < 200; i++) words.push_back(std::string(1 + i * 37 % 91, static_cast<char>('a' + i * 7 % 26)));
    int compared = 0;
    try {
        std::sort(words.begin(), words.end(), [&](const std::string &a, const std::string &b) {
            if (++compared == 150) throw compared;
            return a < b;
        });
    } catch (int i) {
        say("sort stops after %d", i);
    }
    say("left: %zu words", words.size());
    int numbers[] = {5, 3, 9, 1};
    try {
        std::qsort(numbers, 4, sizeof *numbers, [](const void *, const void *) -> int { throw std::runtime_error("from C"); });
    } catch (const std::exception &error) {
        say("qsort: %s", error.what());
    }
    try {
        std::map<int, std::unique_ptr<Noisy>> map;
        for (int i = 0; i < 4; i++) map.emplace(pass(i, i == 2), std::make_unique<Noisy>("in a map"));
    } catch (int i) {
        say("map of %d", i);
    }
}

void library() {
    containers();
    allocation();
    types_at_run_time();
    streams();
    algorithms();
}
