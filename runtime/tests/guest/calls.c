// Calls in both directions.
PART InstanceHeader wasmc_instance[1];
PART unsigned wasmc_type_ids[8];

static void add(void *env, Value *v) { v[0].i32 = v[0].i32 + v[1].i32; }

static void mix(void *env, Value *v) {
    Value in[4] = {v[0], v[1], v[2], v[3]};
    v[0].f64 = in[3].f64;
    v[1].f32 = in[2].f32;
    v[2].i64 = in[1].i64;
    v[3].i32 = in[0].i32;
}

static void same_ref(void *env, Value *v) {}

// Hands its argument to the host function, and adds one to what comes back.
#line 510
static void to_host(void *env, Value *v) {
    call(&wasmc_funcrefs[0], v);
    v[0].i32 += 1;
}

static void sum17(void *env, Value *v) {
    long sum = 0;
    for (int i = 0; i < 17; i++) sum += v[i].i64;
    v[0].i64 = sum;
}

static void nothing(void *env, Value *v) {}

PART FuncRef wasmc_funcrefs[] = {
    {0}, FUNC(add), FUNC(mix), FUNC(same_ref), FUNC(same_ref), FUNC(to_host), FUNC(sum17), FUNC(nothing),
};
