// Virtual calls: shapes in a scene, a visitor over a syntax tree, streams through layers, and containers of the library.
// class: calls
// small: 100
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

static uint32_t state = 2463534242u;

static uint32_t next() {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
    virtual void grow(double by) = 0;
    virtual bool contains(double x, double y) const = 0;
};

struct Rectangle : Shape {
    double x, y, width, height;
    Rectangle(double x, double y, double width, double height) : x(x), y(y), width(width), height(height) {}
    double area() const override { return width * height; }
    void grow(double by) override { width += by, height += by / 2; }
    bool contains(double px, double py) const override { return px >= x && px < x + width && py >= y && py < y + height; }
};

struct Circle : Shape {
    double x, y, radius;
    Circle(double x, double y, double radius) : x(x), y(y), radius(radius) {}
    double area() const override { return 3.14159 * radius * radius; }
    void grow(double by) override { radius += by; }
    bool contains(double px, double py) const override { return (px - x) * (px - x) + (py - y) * (py - y) < radius * radius; }
};

struct Square final : Rectangle {
    Square(double x, double y, double side) : Rectangle(x, y, side, side) {}
    void grow(double by) override { width = height = width + by; }
};

static double scene(int n) {
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int i = 0; i < 300; i++) {
        double x = next() % 100, y = next() % 100, size = 1 + next() % 9;
        switch (next() % 3) {
        case 0: shapes.push_back(std::make_unique<Rectangle>(x, y, size, size / 2)); break;
        case 1: shapes.push_back(std::make_unique<Circle>(x, y, size)); break;
        default: shapes.push_back(std::make_unique<Square>(x, y, size)); break;
        }
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
        for (auto &shape : shapes) {
            shape->grow(i % 2 ? 0.25 : -0.25);
            if (shape->contains(i % 100, i % 90)) total += shape->area();
        }
    }
    return total;
}

struct Number;
struct Binary;

struct Visitor {
    virtual void number(const Number &node) = 0;
    virtual void binary(const Binary &node) = 0;
};

struct Node {
    virtual ~Node() = default;
    virtual void accept(Visitor &visitor) const = 0;
};

struct Number : Node {
    uint32_t value;
    explicit Number(uint32_t value) : value(value) {}
    void accept(Visitor &visitor) const override { visitor.number(*this); }
};

struct Binary : Node {
    char op;
    std::unique_ptr<Node> left, right;
    Binary(char op, std::unique_ptr<Node> left, std::unique_ptr<Node> right) : op(op), left(std::move(left)), right(std::move(right)) {}
    void accept(Visitor &visitor) const override { visitor.binary(*this); }
};

struct Evaluator : Visitor {
    uint32_t result = 0;
    void number(const Number &node) override { result = node.value; }
    void binary(const Binary &node) override {
        node.left->accept(*this);
        uint32_t left = result;
        node.right->accept(*this);
        result = node.op == '+' ? left + result : node.op == '*' ? left * result : left ^ result;
    }
};

struct Counter : Visitor {
    std::unordered_map<uint32_t, uint32_t> seen;
    void number(const Number &node) override { seen[node.value]++; }
    void binary(const Binary &node) override { node.left->accept(*this), node.right->accept(*this); }
};

static std::unique_ptr<Node> grow(int depth) {
    if (depth == 0 || next() % 12 == 0) return std::make_unique<Number>(next() % 512);
    return std::make_unique<Binary>("+*^"[next() % 3], grow(depth - 1), grow(depth - 1));
}

struct Source {
    virtual ~Source() = default;
    virtual int get() = 0;
};

struct Bytes : Source {
    const std::string &text;
    size_t at = 0;
    explicit Bytes(const std::string &text) : text(text) {}
    int get() override { return at < text.size() ? (unsigned char)text[at++] : -1; }
};

struct Runs : Source {
    Source &from;
    int last = -1, left = 0;
    explicit Runs(Source &from) : from(from) {}
    int get() override {
        if (left > 0) return left--, last;
        last = from.get();
        if (last == '*') left = from.get() - '0', last = from.get();
        return last;
    }
};

struct Shifted : Source {
    Source &from;
    int by = 0;
    explicit Shifted(Source &from) : from(from) {}
    int get() override {
        int c = from.get();
        return c < 0 ? c : (c + by++) & 255;
    }
};

static uint32_t streams(const std::string &text) {
    Bytes bytes(text);
    Runs runs(bytes);
    Shifted shifted(runs);
    Source *source = &shifted;
    uint32_t hash = 0;
    for (int c; (c = source->get()) >= 0;) hash = hash * 31 + (uint32_t)c;
    return hash;
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 20000;
    double total = scene(3 * n);
    auto tree = grow(12);
    Evaluator evaluator;
    Counter counter;
    uint32_t sum = 0;
    for (int i = 0; i < n / 30; i++) tree->accept(evaluator), sum += evaluator.result + (uint32_t)i;
    for (int i = 0; i < n / 100; i++) tree->accept(counter);
    for (uint32_t value = 0; value < 512; value++) sum = sum * 31 + counter.seen[value];
    std::string text;
    for (int i = 0; i < 1000; i++) text += next() % 5 ? std::string(1, (char)('a' + next() % 26)) : "*" + std::to_string(next() % 9) + "x";
    for (int i = 0; i < n; i++) sum = sum * 31 + streams(text);
    std::printf("%.9g %u\n", total, (unsigned)sum);
    return 0;
}
