// A WASI program with threads, without a library: the C library here is built for one thread. It sets up stacks and
// thread-local variables itself, and builds its mutexes and queues on waiting and notifying.

typedef unsigned size_t;

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
WASI(fd_write) int fd_write(int fd, const void *iovs, size_t count, size_t *written);
WASI(args_sizes_get) int args_sizes_get(size_t *count, size_t *bytes);
WASI(args_get) int args_get(char **argv, char *buffer);
WASI(random_get) int random_get(void *buffer, size_t bytes);
WASI(sched_yield) int sched_yield(void);
WASI(clock_time_get) int clock_time_get(int clock, long long precision, unsigned long long *time);
WASI(path_open) int path_open(int fd, int lookup, const char *path, size_t length, int oflags, long long base,
                              long long inheriting, int flags, int *opened);
WASI(fd_close) int fd_close(int fd);
WASI(fd_renumber) int fd_renumber(int fd, int to);
WASI(fd_read) int fd_read(int fd, const void *iovs, size_t count, size_t *size);
WASI(fd_pread) int fd_pread(int fd, const void *iovs, size_t count, long long offset, size_t *size);
WASI(proc_exit) _Noreturn void proc_exit(int status);
__attribute__((import_module("wasi"), import_name("thread-spawn"))) int thread_spawn(void *argument);

static void print(const char *text) {
    size_t length = 0, written;
    while (text[length]) length++;
    struct { const char *start; size_t length; } iov = {text, length};
    if (fd_write(1, &iov, 1, &written) || written != length) __builtin_trap();
}

static void print_number(const char *label, unsigned long long value) {
    char text[80], digits[20];
    int end = 0, count = 0;
    while (*label) text[end++] = *label++;
    do digits[count++] = '0' + value % 10; while (value /= 10);
    while (count) text[end++] = digits[--count];
    text[end++] = '\n';
    text[end] = 0;
    print(text);
}

static void expect(_Bool holds, const char *what) {
    if (holds) return;
    print("wrong: ");
    print(what);
    print("\n");
    proc_exit(1);
}

// Waits while there is this value.
static void wait_while(int *place, int value) {
    while (__atomic_load_n(place, __ATOMIC_SEQ_CST) == value) {
        __builtin_wasm_memory_atomic_wait32(place, value, -1);
    }
}

static void set_and_wake(int *place, int value) {
    __atomic_store_n(place, value, __ATOMIC_SEQ_CST);
    __builtin_wasm_memory_atomic_notify(place, -1);
}

// Threads

enum { THREADS = 4, STACK_BYTES = 1 << 16, TLS_BYTES = 256 };

struct thread {
    char *stack_end;
    void (*run)(int index);
    int index;
    int running;
    char tls[TLS_BYTES] __attribute__((aligned(16)));
    char stack[STACK_BYTES] __attribute__((aligned(16)));
};

static struct thread threads[THREADS];
static _Thread_local int own = 42;
static _Thread_local int own_zero;

// No C runs before a thread has its stack, whose end is the first field of what it is given.
__asm__(".globaltype __stack_pointer, i32\n"
        ".functype thread_main (i32, i32) -> ()\n"
        ".export_name wasi_thread_start, wasi_thread_start\n"
        ".globl wasi_thread_start\n"
        ".type wasi_thread_start,@function\n"
        "wasi_thread_start:\n"
        ".functype wasi_thread_start (i32, i32) -> ()\n"
        "local.get 1\n"
        "i32.load 0\n"
        "global.set __stack_pointer\n"
        "local.get 0\n"
        "local.get 1\n"
        "call thread_main\n"
        "end_function\n");

void __wasm_init_tls(void *block);

__attribute__((used)) void thread_main(int number, struct thread *thread) {
    __wasm_init_tls(thread->tls);
    expect(number > 0 && number < 1 << 29, "a thread's number");
    thread->run(thread->index);
    set_and_wake(&thread->running, 0);
}

static void start(int index, void (*run)(int)) {
    struct thread *thread = &threads[index];
    thread->stack_end = thread->stack + STACK_BYTES;
    thread->run = run;
    thread->index = index;
    thread->running = 1;
    expect(__builtin_wasm_tls_size() <= TLS_BYTES, "thread-local variables are too large");
    expect(thread_spawn(thread) > 0, "a thread could not be started");
}

static void run_all(void (*run)(int)) {
    for (int index = 0; index < THREADS; index++) start(index, run);
    for (int index = 0; index < THREADS; index++) wait_while(&threads[index].running, 1);
}

// Counters of all widths

enum { ROUNDS = 100000 };

static unsigned char count8;
static unsigned short count16;
static unsigned count32;
static unsigned long long count64;

static void count(int index) {
    for (int round = 0; round < ROUNDS; round++) {
        __atomic_fetch_add(&count8, 1, __ATOMIC_SEQ_CST);
        __atomic_fetch_sub(&count16, 1, __ATOMIC_SEQ_CST);
        unsigned seen = __atomic_load_n(&count32, __ATOMIC_SEQ_CST);
        while (!__atomic_compare_exchange_n(&count32, &seen, seen + 3, 1, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {}
        __atomic_fetch_add(&count64, 1ull << 30, __ATOMIC_SEQ_CST);
    }
}

static void counters(void) {
    run_all(count);
    expect(count8 == (unsigned char)(THREADS * ROUNDS), "8 bits");
    expect(count16 == (unsigned short)-(THREADS * ROUNDS), "16 bits");
    print_number("32 bits: ", count32);
    print_number("64 bits: ", count64);
}

// A mutex: 0 is free, 1 is taken, 2 is taken and perhaps waited for.

static int mutex;

static void lock(void) {
    int state = 0;
    if (__atomic_compare_exchange_n(&mutex, &state, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) return;
    while (__atomic_exchange_n(&mutex, 2, __ATOMIC_SEQ_CST)) __builtin_wasm_memory_atomic_wait32(&mutex, 2, -1);
}

static void unlock(void) {
    if (__atomic_exchange_n(&mutex, 0, __ATOMIC_SEQ_CST) == 2) __builtin_wasm_memory_atomic_notify(&mutex, 1);
}

static struct { unsigned long long sum, turns; int last; } guarded;

static void add_guarded(int index) {
    for (int round = 0; round < ROUNDS / 4; round++) {
        lock();
        guarded.sum += index + 1;
        guarded.turns++;
        guarded.last = index;
        unlock();
        own++;
        own_zero--;
    }
    expect(own == 42 + ROUNDS / 4 && own_zero == -(ROUNDS / 4), "thread-local variables");
}

static void mutexes(void) {
    run_all(add_guarded);
    print_number("sum: ", guarded.sum);
    print_number("turns: ", guarded.turns);
    expect(own == 42 && own_zero == 0, "the first thread's variables");
}

// A queue of a few places: two threads fill it and two empty it.

enum { PLACES = 8, ITEMS = 20000 };

static struct { int items[PLACES]; int first, filled; unsigned long long sum; int taken; } queue;

// Threads wait at `changed` for another state of the queue.
static int changed;

static void change(void) {
    __atomic_fetch_add(&changed, 1, __ATOMIC_SEQ_CST);
    __builtin_wasm_memory_atomic_notify(&changed, -1);
}

static void produce(int index) {
    for (int item = index; item < ITEMS; item += 2) {
        for (;;) {
            int before = __atomic_load_n(&changed, __ATOMIC_SEQ_CST);
            lock();
            _Bool fits = queue.filled < PLACES;
            if (fits) queue.items[(queue.first + queue.filled++) % PLACES] = item;
            unlock();
            if (fits) break;
            __builtin_wasm_memory_atomic_wait32(&changed, before, -1);
        }
        change();
    }
}

static void consume(void) {
    for (;;) {
        int before = __atomic_load_n(&changed, __ATOMIC_SEQ_CST);
        lock();
        _Bool any = queue.filled > 0;
        if (any) {
            queue.sum += queue.items[queue.first];
            queue.first = (queue.first + 1) % PLACES;
            queue.filled--;
            queue.taken++;
        }
        _Bool done = queue.taken == ITEMS;
        unlock();
        if (any) change();
        if (done) return;
        if (!any) __builtin_wasm_memory_atomic_wait32(&changed, before, -1);
    }
}

static void produce_or_consume(int index) { index < 2 ? produce(index) : consume(); }

static void queues(void) {
    run_all(produce_or_consume);
    print_number("items: ", queue.taken);
    print_number("sum: ", queue.sum);
}

// A sum that each thread has a part of

enum { NUMBERS = 1 << 18 };

static unsigned numbers[NUMBERS];
static unsigned long long sums[THREADS];

static void sum_part(int index) {
    unsigned *part = &numbers[index * (NUMBERS / THREADS)];
    for (int i = 0; i < NUMBERS / THREADS; i++) part[i] = (i ^ index) * 7;
    unsigned long long sum = 0;
    for (int i = 0; i < NUMBERS / THREADS; i++) sum += part[i];
    sums[index] = sum;
}

static void sum(void) {
    run_all(sum_part);
    unsigned long long all = 0, again = 0;
    for (int index = 0; index < THREADS; index++) all += sums[index];
    for (int i = 0; i < NUMBERS; i++) again += numbers[i];
    expect(all == again, "the sum of the parts");
    print_number("sum: ", all);
}

// Many threads, one after the other; each uses WASI, and makes the memory larger.

static int started;

static void use_wasi(int index) {
    char bytes[16] = {0}, sum = 0;
    expect(!random_get(bytes, sizeof bytes), "random numbers");
    for (int i = 0; i < 16; i++) sum |= bytes[i];
    expect(sum && !sched_yield(), "WASI in a thread");
    int pages = __builtin_wasm_memory_grow(0, 1);
    expect(pages > 0, "growing the memory");
    *(volatile char *)(pages * 65536 + 65535) = 1;
    __atomic_fetch_add(&started, 1, __ATOMIC_SEQ_CST);
}

static void many(void) {
    int pages = __builtin_wasm_memory_size(0);
    for (int round = 0; round < 10; round++) run_all(use_wasi);
    print_number("threads: ", started);
    print_number("pages: ", __builtin_wasm_memory_size(0) - pages);
}

// Files that several threads read at the same time, straight into their memory, while it is made larger

enum { FILE_BYTES = 1 << 20, PART = FILE_BYTES / THREADS };

static int file;
static unsigned char contents[FILE_BYTES];

static void read_part(int index) {
    for (int round = 0; round < 20; round++) {
        unsigned char *part = contents + index * PART;
        for (int i = 0; i < PART; i++) part[i] = 0;
        // Two buffers, the second of which begins the part.
        struct { void *start; size_t length; } iovs[2] = {{part + PART / 2, PART / 2}, {part, PART / 2}};
        size_t size;
        expect(!fd_pread(file, iovs, 2, index * PART, &size) && size == PART, "reading");
        for (int i = 0; i < PART; i++) {
            unsigned offset = index * PART + (i + PART / 2) % PART;
            expect(part[i] == (unsigned char)(offset * 7 + (offset >> 8)), "what has been read");
        }
        expect(__builtin_wasm_memory_grow(0, 1) > 0, "growing the memory");
    }
}

static void files(void) {
    const long long rights = 1 << 1 | 1 << 6;
    expect(!path_open(3, 0, "file", 4, 1, rights, rights, 0, &file), "opening");
    for (unsigned i = 0; i < FILE_BYTES; i++) contents[i] = i * 7 + (i >> 8);
    struct { const void *start; size_t length; } iov = {contents, FILE_BYTES};
    size_t size;
    expect(!fd_write(file, &iov, 1, &size) && size == FILE_BYTES, "writing");
    run_all(read_part);
    print("files: fine\n");
}

// Descriptors that threads close, open and renumber under each other's hands: each call finds what is open, or that nothing is.

enum { BADF = 8 };

static void steal(int index) {
    unsigned state = index * 77777 + 1;
    for (int round = 0; round < 3000; round++) {
        state = state * 1664525 + 1013904223;
        int fd = 4 + (state >> 16) % 6, other = 4 + (state >> 20) % 6, opened, error;
        unsigned char first = 1;
        struct { void *start; size_t length; } iov = {&first, 1};
        size_t size;
        switch ((state >> 24) % 4) {
        case 0: error = path_open(3, 0, "file", 4, 0, 1 << 1, 0, 0, &opened); break;
        case 1: error = fd_close(fd); break;
        case 2: error = fd_renumber(fd, other); break;
        default:
            error = fd_pread(fd, &iov, 1, 256, &size);
            expect(error || (size == 1 && first == 1), "what a stolen descriptor reads");
        }
        expect(!error || error == BADF, "the error of a stolen descriptor");
    }
}

static void thieves(void) {
    files();
    run_all(steal);
    print("thieves: fine\n");
}

// How much faster two threads are than one: not part of any test, as that depends on what else the machine does.

enum { LONG = 4000 };

static int workers;

static void sum_often(int index) {
    if (index >= workers) return;
    unsigned *part = &numbers[index * (NUMBERS / workers)];
    unsigned long long sum = 0;
    for (int round = 0; round < LONG; round++) {
        for (int i = 0; i < NUMBERS / workers; i++) sum += part[i] ^ round;
    }
    sums[index] = sum;
}

static void speed(void) {
    for (int i = 0; i < NUMBERS; i++) numbers[i] = i * 7;
    for (workers = 1; workers <= 2; workers++) {
        unsigned long long start, end;
        clock_time_get(1, 0, &start);
        run_all(sum_often);
        clock_time_get(1, 0, &end);
        print_number(workers == 1 ? "one thread, microseconds: " : "two threads: ", (end - start) / 1000);
    }
    print_number("sum: ", sums[0] + sums[1]);
}

// Ends that come from another thread than the first

static int never;

static void exit_here(int index) { proc_exit(7); }
static void trap_here(int index) { *(volatile char *)-1 = 1; }
static void wait_for_ever(int index) { wait_while(&never, 0); }
static void run_for_ever(int index) { while (!__atomic_load_n(&never, __ATOMIC_SEQ_CST)) {} }

static void read_for_ever(int index) {
    struct { void *start; size_t length; } iov = {contents, 1};
    size_t size;
    fd_read(0, &iov, 1, &size);
}

static void end_by(void (*run)(int)) {
    start(0, wait_for_ever);
    start(1, run_for_ever);
    start(3, read_for_ever);
    start(2, run);
}

static char arguments[64];

__attribute__((export_name("_start"))) void _start(void) {
    char *argv[4];
    size_t count, bytes;
    if (args_sizes_get(&count, &bytes) || count != 2 || bytes > sizeof arguments) __builtin_trap();
    args_get(argv, arguments);
    switch (argv[1][0]) {
    case 'c': return counters();
    case 'm': return mutexes();
    case 'q': return queues();
    case 's': return sum();
    case 'w': return many();
    case 'f': return thieves();
    case 'l': return speed();
    case 'e': end_by(exit_here); wait_while(&never, 0);
    case 't': end_by(trap_here); wait_while(&never, 0);
    case 'r': return end_by(wait_for_ever);
    }
}
