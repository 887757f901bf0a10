/* A shop in SQLite: thousands of rows, joins, aggregates, windows, text, transactions; in memory and in a file (argument 1). */
#include <stdio.h>
#include <stdlib.h>
#include "sqlite3.h"

static void check(sqlite3 *db, int status) {
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    printf("error %d: %s\n", status, sqlite3_errmsg(db));
    exit(1);
}

static int print_row(void *unused, int columns, char **values, char **names) {
    (void)unused, (void)names;
    for (int i = 0; i < columns; i++) printf(i == 0 ? "  %s" : " | %s", values[i] ? values[i] : "null");
    printf("\n");
    return 0;
}

static void run(sqlite3 *db, const char *sql) {
    check(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static void show(sqlite3 *db, const char *sql) {
    printf("%s\n", sql);
    check(db, sqlite3_exec(db, sql, print_row, NULL, NULL));
}

static void fill(sqlite3 *db, int orders) {
    run(db,
        "create table customer(id integer primary key, name text not null, city text);"
        "create table orders(id integer primary key, customer int references customer, amount real, note text, day int);"
        "create index by_customer on orders(customer, day);"
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)"
        "  insert into customer select i, 'customer-' || i, substr('ParisRome Oslo Lima ', 1 + 5 * (i % 4), 5) from n;"
        "begin");
    sqlite3_stmt *insert;
    check(db, sqlite3_prepare_v2(db, "insert into orders(customer, amount, note, day) values(?, ?, ?, ?)", -1, &insert, NULL));
    unsigned state = 12345;
    for (int i = 0; i < orders; i++) {
        char note[64];
        state = state * 1103515245u + 12345u;
        snprintf(note, sizeof note, "order %d of kind %c", i, 'a' + (int)(state >> 16) % 26);
        sqlite3_bind_int(insert, 1, 1 + (state >> 8) % 500);
        sqlite3_bind_double(insert, 2, (state >> 4) % 100000 / 64.0);
        sqlite3_bind_text(insert, 3, note, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int(insert, 4, i % 365);
        check(db, sqlite3_step(insert));
        check(db, sqlite3_reset(insert));
    }
    sqlite3_finalize(insert);
    run(db, "commit");
}

static void report(sqlite3 *db) {
    show(db, "select count(*), sum(amount), min(amount), max(amount), avg(length(note)) from orders");
    show(db, "select city, count(*), round(sum(amount), 2) from customer join orders on customer = customer.id group by city order by 3 desc");
    show(db, "select name, count(*) as n, round(avg(amount), 3) from customer c join orders o on o.customer = c.id"
             " where note like '%kind q%' group by c.id having n > 1 order by n desc, name limit 8");
    show(db, "select day, round(total, 2), round(sum(total) over (order by day rows 6 preceding), 2)"
             " from (select day, sum(amount) as total from orders group by day) limit 10");
    show(db, "with recursive fib(a, b) as (select 0, 1 union all select b, a + b from fib where b < 1e15) select max(a) from fib");
    show(db, "select a.customer, count(*) from orders a join orders b on a.customer = b.customer and a.day = b.day and a.id < b.id"
             " group by 1 order by 2 desc, 1 limit 5");
    show(db, "select group_concat(distinct substr(note, -1)) from (select note from orders order by substr(note, -1))");
    show(db, "select json_group_array(json_object('id', id, 'name', upper(name))) from customer where id <= 3");
    show(db, "select printf('%.10f|%e|%x', exp(1), pow(2, 0.5) * 1e100, 48879), typeof(1 / 2.0), quote(zeroblob(3)), abs(-9e18)");
}

static void change(sqlite3 *db) {
    run(db, "begin; update orders set amount = amount * 2 where day % 7 = 0; delete from orders where customer % 3 = 0; rollback");
    show(db, "select count(*), round(sum(amount), 2) from orders");
    run(db, "begin; update orders set amount = amount + 1 where day < 100; delete from orders where customer % 10 = 0; commit");
    show(db, "select count(*), round(sum(amount), 2) from orders");
    printf("constraint: %d\n", sqlite3_exec(db, "insert into customer values(1, 'twice', null)", NULL, NULL, NULL));
    run(db, "vacuum");
    show(db, "pragma integrity_check");
}

int main(int argc, char **argv) {
    sqlite3 *db;
    printf("SQLite %s\n", sqlite3_libversion());
    check(NULL, sqlite3_open(":memory:", &db));
    fill(db, 40000);
    report(db);
    change(db);
    sqlite3_close(db);
    if (argc < 2) return 0;

    printf("in a file\n");
    check(NULL, sqlite3_open(argv[1], &db));
    fill(db, 5000);
    change(db);
    check(db, sqlite3_close(db));
    check(NULL, sqlite3_open(argv[1], &db));
    show(db, "select count(*), sum(length(note)) from orders");
    show(db, "pragma integrity_check");
    sqlite3_close(db);
    return 0;
}
