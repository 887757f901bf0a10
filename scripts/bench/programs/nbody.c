// Bodies under gravitation: five in an array of structs for many steps, then several hundred in separate arrays.
// class: numeric
// small: 100
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PLANETS = 5, STARS = 400 };

typedef struct {
    double x, y, z, vx, vy, vz, mass;
} Body;

static Body planets[PLANETS] = {
    {0, 0, 0, 0, 0, 0, 39.478},
    {4.841, -1.160, -0.103, 0.606, 2.811, -0.025, 0.0376},
    {8.343, 4.124, -0.403, -1.010, 1.825, 0.008, 0.0112},
    {12.894, -15.111, -0.223, 1.082, 0.868, -0.010, 0.0017},
    {15.379, -25.919, 0.179, 0.979, 0.594, -0.034, 0.0020},
};

static float px[STARS], py[STARS], pz[STARS], vx[STARS], vy[STARS], vz[STARS];

static void advance(double dt) {
    for (int i = 0; i < PLANETS; i++) {
        Body *a = &planets[i];
        for (int j = i + 1; j < PLANETS; j++) {
            Body *b = &planets[j];
            double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
            double square = dx * dx + dy * dy + dz * dz, force = dt / (square * sqrt(square));
            a->vx -= dx * b->mass * force, a->vy -= dy * b->mass * force, a->vz -= dz * b->mass * force;
            b->vx += dx * a->mass * force, b->vy += dy * a->mass * force, b->vz += dz * a->mass * force;
        }
    }
    for (Body *a = planets; a < planets + PLANETS; a++) a->x += dt * a->vx, a->y += dt * a->vy, a->z += dt * a->vz;
}

static void swarm(float dt) {
    for (int i = 0; i < STARS; i++)
        for (int j = 0; j < STARS; j++) {
            float dx = px[j] - px[i], dy = py[j] - py[i], dz = pz[j] - pz[i];
            float square = dx * dx + dy * dy + dz * dz + 0.01f, force = dt / (square * sqrtf(square));
            vx[i] += dx * force, vy[i] += dy * force, vz[i] += dz * force;
        }
    for (int i = 0; i < STARS; i++) px[i] += dt * vx[i], py[i] += dt * vy[i], pz[i] += dt * vz[i];
}

int main(int argc, char **argv) {
    int steps = argc > 1 ? atoi(argv[1]) : 3000000;
    for (int i = 0; i < STARS; i++) px[i] = i % 20, py[i] = i / 20 % 20, pz[i] = i * 7 % 13;
    for (int step = 0; step < steps; step++) advance(0.001);
    for (int step = 0; step < steps / 6000; step++) swarm(0.0001f);
    double energy = 0, sum = 0;
    for (Body *a = planets; a < planets + PLANETS; a++)
        energy += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
    for (int i = 0; i < STARS; i++) sum += px[i] * vy[i] + vz[i];
    printf("%.9g %.9g\n", energy, sum);
    return 0;
}
