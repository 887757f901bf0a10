/* Jsonnet on every script in its folder: evaluated and formatted, and each error told. What Jsonnet reports as an error was thrown inside of
   it. Then its JSON parser on each script, few of which are JSON. */
#include <dirent.h>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>
#include "json.hpp"
extern "C" {
#include "libjsonnet.h"
#include "libjsonnet_fmt.h"
}

static std::vector<std::string> scripts() {
    std::vector<std::string> names;
    DIR *folder = opendir(".");
    while (const dirent *entry = folder ? readdir(folder) : nullptr) {
        std::string name = entry->d_name;
        if (name.size() > 8 && name.substr(name.size() - 8) == ".jsonnet") names.push_back(name);
    }
    if (folder) closedir(folder);
    std::sort(names.begin(), names.end());
    return names;
}

static void show(JsonnetVm *vm, const char *what, int error, char *text) {
    std::printf("%s%s: %s\n", what, error ? " fails" : "", text);
    jsonnet_realloc(vm, text, 0);
}

static void run(const std::string &name, const std::string &text) {
    std::printf("-- %s\n", name.c_str());
    int error = 0;
    JsonnetVm *vm = jsonnet_make();
    jsonnet_ext_var(vm, "var1", "test");
    jsonnet_ext_code(vm, "var2", "{ x: 1, y: 2 }");
    char *result = jsonnet_evaluate_snippet(vm, name.c_str(), text.c_str(), &error);
    show(vm, "result", error, result);
    result = jsonnet_fmt_snippet(vm, name.c_str(), text.c_str(), &error);
    show(vm, "formatted", error, result);
    jsonnet_destroy(vm);
    try {
        std::printf("JSON of %zu\n", nlohmann::json::parse(text).size());
    } catch (const nlohmann::json::exception &broken) {
        std::printf("no JSON: %s\n", broken.what());
    }
}

static void misuse_json() {
    nlohmann::json value = {{"list", {1, 2, 3}}, {"text", "x"}};
    auto attempt = [](const char *what, auto &&action) {
        try {
            action();
        } catch (const nlohmann::json::type_error &error) {
            std::printf("%s: type error %d: %s\n", what, error.id, error.what());
        } catch (const nlohmann::json::out_of_range &error) {
            std::printf("%s: out of range %d: %s\n", what, error.id, error.what());
        } catch (const nlohmann::json::exception &error) {
            std::printf("%s: %d: %s\n", what, error.id, error.what());
        }
    };
    attempt("number", [&] { (void)value["text"].get<int>(); });
    attempt("index", [&] { (void)value.at("list").at(3); });
    attempt("key", [&] { (void)value.at("absent"); });
    attempt("pointer", [&] { (void)value.at("/list/x"_json_pointer); });
    attempt("push", [&] { value["text"].push_back(1); });
    attempt("binary", [&] { (void)nlohmann::json::from_cbor(std::vector<uint8_t>{0x82, 0x01}); });
    attempt("text", [&] { (void)nlohmann::json("\xff").dump(); });
}

int main() {
    for (const std::string &name : scripts()) {
        std::ifstream file(name);
        run(name, std::string(std::istreambuf_iterator<char>(file), {}));
    }
    misuse_json();
    return 0;
}
