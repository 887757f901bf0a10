// Ray tracing: spheres and a plane with shadows and mirrors, structs of three doubles passed by value, recursion.
// class: numeric
// small: 16
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    double x, y, z;
} Vec;

typedef struct {
    Vec centre, colour;
    double radius, mirror;
} Sphere;

enum { SPHERES = 9, DEPTH = 5 };

static Sphere spheres[SPHERES];
static const Vec light = {-4, 8, -6};

static Vec add(Vec a, Vec b) { return (Vec){a.x + b.x, a.y + b.y, a.z + b.z}; }
static Vec sub(Vec a, Vec b) { return (Vec){a.x - b.x, a.y - b.y, a.z - b.z}; }
static Vec scale(Vec a, double by) { return (Vec){a.x * by, a.y * by, a.z * by}; }
static double dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static Vec unit(Vec a) { return scale(a, 1 / sqrt(dot(a, a))); }

// The distance along the ray to the sphere, or a huge one.
static double hit(const Sphere *sphere, Vec from, Vec direction) {
    Vec to = sub(sphere->centre, from);
    double along = dot(to, direction), square = sphere->radius * sphere->radius - dot(to, to) + along * along;
    if (square < 0) return 1e30;
    double half = sqrt(square);
    if (along - half > 1e-6) return along - half;
    return along + half > 1e-6 ? along + half : 1e30;
}

static const Sphere *nearest(Vec from, Vec direction, double *distance) {
    const Sphere *best = 0;
    for (int i = 0; i < SPHERES; i++) {
        double here = hit(&spheres[i], from, direction);
        if (here < *distance) *distance = here, best = &spheres[i];
    }
    return best;
}

static Vec trace(Vec from, Vec direction, int depth) {
    double distance = 1e30, mirror = 0.2, floor_at = direction.y < 0 ? -(from.y + 1) / direction.y : 1e30;
    const Sphere *sphere = nearest(from, direction, &distance);
    Vec colour, normal = {0, 1, 0}, point;
    if (floor_at > 1e-6 && floor_at < distance) {
        point = add(from, scale(direction, floor_at));
        colour = ((int)floor(point.x) + (int)floor(point.z)) & 1 ? (Vec){0.9, 0.9, 0.9} : (Vec){0.2, 0.2, 0.2};
    } else if (sphere) {
        point = add(from, scale(direction, distance));
        normal = unit(sub(point, sphere->centre));
        colour = sphere->colour, mirror = sphere->mirror;
    } else {
        return (Vec){0.4, 0.5, 0.7 + 0.3 * direction.y};
    }
    Vec to_light = sub(light, point);
    double way = sqrt(dot(to_light, to_light)), shade = 0.1;
    to_light = scale(to_light, 1 / way);
    if (!nearest(point, to_light, &way)) shade += fmax(0, dot(normal, to_light));
    colour = scale(colour, shade * (1 - mirror));
    if (depth == 0 || mirror == 0) return colour;
    Vec reflected = sub(direction, scale(normal, 2 * dot(direction, normal)));
    return add(colour, scale(trace(point, reflected, depth - 1), mirror));
}

int main(int argc, char **argv) {
    int size = argc > 1 ? atoi(argv[1]) : 1700;
    double sum = 0;
    uint32_t hash = 0;
    for (int i = 0; i < SPHERES; i++)
        spheres[i] = (Sphere){{i % 3 * 2.2 - 2.2, i / 3 * 0.7 - 0.3, 4 + i / 3 * 1.5}, {i % 2, 1 - i * 0.1, i * 0.1}, 0.8, i % 4 * 0.25};
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++) {
            Vec direction = unit((Vec){(x - size / 2.0) / size, (size / 2.0 - y) / size, 1});
            Vec colour = trace((Vec){0, 0.5, -3}, direction, DEPTH);
            sum += colour.x + colour.y + colour.z;
            hash = hash * 31 + (uint32_t)(fmin(1, colour.x) * 255) + (uint32_t)(fmin(1, colour.z) * 255);
        }
    printf("%.9g %u\n", sum, (unsigned)hash);
    return 0;
}
