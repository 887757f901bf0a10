// The C++ library: streams, strings, containers, files, chrono, regular expressions, random numbers.
#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

struct Shape { virtual ~Shape() = default; virtual double area() const = 0; };
struct Square : Shape { double side; explicit Square(double s) : side(s) {} double area() const override { return side * side; } };
struct Circle : Shape { double radius; explicit Circle(double r) : radius(r) {} double area() const override { return 3.14159 * radius * radius; } };

static std::string &global() { static std::string text = "made once"; return text; }
struct Announce { const char *name; explicit Announce(const char *n) : name(n) { std::cout << "constructed " << n << '\n'; } } announce("before main");

int main(int argc, char **argv) {
    std::cout << std::fixed << std::setprecision(3) << 3.14159265 << ' ' << std::hex << 255 << std::dec << ' ' << std::setw(8) << 42
              << ' ' << std::boolalpha << true << ' ' << std::scientific << 12345.678 << std::endl;
    std::istringstream in("12 apples 3.5 0x1f");
    int n; std::string word; double d;
    in >> n >> word >> d;
    std::cout << std::defaultfloat << n << word << d << '\n';
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int i = 1; i < 5; i++) { if (i % 2) shapes.push_back(std::make_unique<Square>(i)); else shapes.push_back(std::make_unique<Circle>(i)); }
    std::cout << std::accumulate(shapes.begin(), shapes.end(), 0.0, [](double sum, auto &s) { return sum + s->area(); }) << '\n';
    std::map<std::string, std::set<int>> index;
    for (int i = 0; i < 20; i++) index[i % 3 ? "other" : "third"].insert(i * i % 17);
    for (auto &[key, values] : index) { std::cout << key << ':'; for (int v : values) std::cout << ' ' << v; std::cout << '\n'; }
    std::unordered_map<long long, std::string> hashed;
    for (long long i = 0; i < 1000; i++) hashed[i * 1000003] = std::to_string(i);
    std::cout << hashed.size() << ' ' << hashed[500 * 1000003LL] << '\n';
    std::regex pattern("([a-z]+)=([0-9]+)");
    std::string text = "one=1, two=22; three=333";
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) std::cout << (*it)[1] << "->" << (*it)[2] << ' ';
    std::cout << '\n';
    std::mt19937_64 random(12345);
    std::vector<unsigned> numbers(1000);
    std::generate(numbers.begin(), numbers.end(), [&] { return (unsigned)(random() >> 40); });
    std::sort(numbers.begin(), numbers.end());
    std::cout << numbers.front() << ' ' << numbers[500] << ' ' << numbers.back() << '\n';
    auto start = std::chrono::steady_clock::now();
    auto wall = std::chrono::system_clock::now().time_since_epoch();
    std::cout << (std::chrono::steady_clock::now() >= start) << ' ' << (std::chrono::duration_cast<std::chrono::hours>(wall).count() > 470000) << '\n';
    { std::ofstream out("library.txt"); for (int i = 0; i < 100; i++) out << i << ' ' << i * i << '\n'; }
    std::ifstream file("library.txt");
    long sum = 0; int a, b;
    while (file >> a >> b) sum += a * b;
    std::cout << sum << ' ' << file.eof() << ' ' << std::ifstream("missing").is_open() << '\n';
    try { std::ifstream strict; strict.exceptions(std::ios::failbit); strict.open("missing"); } catch (const std::ios_base::failure &e) { std::cout << "failure\n"; }
    std::cout << global() << ' ' << std::stod("2.5e3") << ' ' << std::string(3, 'x') + std::string(argc > 1 ? argv[1] : "") << '\n';
    std::string line; int lines = 0;
    while (std::getline(std::cin, line)) lines++;
    std::cerr << "lines " << lines << std::endl;
    std::cout << "done" << std::endl;
}
