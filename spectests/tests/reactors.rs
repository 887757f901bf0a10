//! Libraries that others have built with Emscripten, driven through the embedding API as their JavaScript does it: SQLite, the regular
//! expressions of editors, and the kernels of a machine-learning library. npm downloads them into the user's cache.

#![allow(clippy::unwrap_used, reason = "test code")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs};
use wasmc::{OptLevel, Options};
use wasmc_emscripten::{Emscripten, Names, Program};
use wasmc_runtime::{Caller, Engine, Linker, Memory, Module, Store, Val};
use wasmc_wasi::WasiCtxBuilder;

/// A file of a package, whose version is part of its name.
fn fetch(package: &str, file: &str) -> Vec<u8> {
    let home = || PathBuf::from(env::var_os("HOME").unwrap()).join(".cache");
    let cache = env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("wasmc-tests");
    let folder = cache.join("npm").join(package.replace('/', "+"));
    // Several tests take files of the same package.
    static ONE_BY_ONE: Mutex<()> = Mutex::new(());
    let _one_by_one = ONE_BY_ONE.lock().unwrap_or_else(PoisonError::into_inner);
    if !folder.exists() {
        let fresh = folder.with_extension(std::process::id().to_string());
        fs::create_dir_all(&fresh).unwrap();
        let script = "npm pack --silent \"$0\" >/dev/null && tar xzf ./*.tgz && rm ./*.tgz";
        let status = Command::new("bash").args(["-euc", script, package]).current_dir(&fresh).status().unwrap();
        assert!(status.success(), "npm pack {package}");
        // Whoever comes second has downloaded the same.
        if fs::rename(&fresh, &folder).is_err() {
            fs::remove_dir_all(&fresh).unwrap();
        }
    }
    fs::read(folder.join("package").join(file)).unwrap()
}

struct Library {
    store: Store<Emscripten>,
    program: Program<Emscripten>,
    memory: Memory,
}

impl Library {
    /// Instantiates a library, which finds this directory as `/`.
    fn new(module: &[u8], folder: Option<&Path>) -> Self {
        Self::with(module, folder, |_| {})
    }

    /// The same, with host functions that are not Emscripten's own.
    fn with(module: &[u8], folder: Option<&Path>, define: impl FnOnce(&mut Linker<Emscripten>)) -> Self {
        let options = Options { opt: OptLevel::O1, ..Options::default() };
        let artifact = wasmc::compile_to_artifact(module, &options, &()).unwrap();
        let engine = Engine::default();
        let module = Module::from_bytes(&engine, &artifact).unwrap();
        assert!(wasmc_emscripten::is_emscripten(&module));
        let mut wasi = WasiCtxBuilder::new();
        wasi.inherit_stdio().unwrap();
        if let Some(folder) = folder {
            wasi.preopened_dir(folder, "/").unwrap();
        }
        let mut store = Store::new(&engine, Emscripten::new(wasi.build()));
        let mut linker = Linker::new(&engine);
        define(&mut linker);
        let program = Program::new(&linker, &mut store, &module, &Names::default(), |state| state).unwrap();
        program.initialize(&mut store).unwrap();
        let memory = program.memory(&mut store).unwrap();
        Self { store, program, memory }
    }

    fn call(&mut self, name: &str, arguments: &[i32]) -> i32 {
        let func = self.program.instance().get_func(&self.store, name).unwrap();
        let arguments: Vec<Val> = arguments.iter().map(|&argument| Val::I32(argument)).collect();
        let mut results = vec![Val::I32(0); func.ty(&self.store).results.len()];
        func.call(&mut self.store, &arguments, &mut results).unwrap();
        results.first().map_or(0, |result| result.i32().unwrap())
    }

    /// Puts bytes into memory that this function allocates.
    fn put(&mut self, allocate: &str, bytes: &[u8]) -> i32 {
        let address = self.call(allocate, &[bytes.len() as i32]);
        assert_ne!(address, 0);
        self.memory.write(&mut self.store, address as usize, bytes).unwrap();
        address
    }

    fn text(&mut self, text: &str) -> i32 {
        self.put("malloc", &[text.as_bytes(), &[0]].concat())
    }

    fn bytes<const N: usize>(&self, address: i32) -> [u8; N] {
        let mut bytes = [0; N];
        self.memory.read(&self.store, address as usize, &mut bytes).unwrap();
        bytes
    }

    fn word(&self, address: i32) -> i32 {
        i32::from_le_bytes(self.bytes(address))
    }

    fn string(&self, address: i32) -> String {
        let data = self.memory.data(&self.store);
        let rest = &data[address as usize..];
        let len = rest.iter().position(|&byte| byte == 0).unwrap();
        String::from_utf8(rest[..len].to_vec()).unwrap()
    }
}

/// A connection to a database.
struct Database<'a> {
    sqlite: &'a mut Library,
    handle: i32,
}

impl<'a> Database<'a> {
    fn open(sqlite: &'a mut Library, name: &str) -> Self {
        const READ_WRITE_CREATE: i32 = 2 | 4;
        let (name, out) = (sqlite.text(name), sqlite.call("malloc", &[4]));
        assert_eq!(sqlite.call("sqlite3_open_v2", &[name, out, READ_WRITE_CREATE, 0]), 0);
        let handle = sqlite.word(out);
        Self { sqlite, handle }
    }

    /// Runs a statement. The rows, with their columns as text.
    fn run(&mut self, sql: &str) -> Result<Vec<String>, String> {
        const ROW: i32 = 100;
        const DONE: i32 = 101;
        let sqlite = &mut *self.sqlite;
        let (text, out) = (sqlite.text(sql), sqlite.call("malloc", &[4]));
        if sqlite.call("sqlite3_prepare_v2", &[self.handle, text, -1, out, 0]) != 0 {
            return Err(self.error());
        }
        let statement = sqlite.word(out);
        let mut rows = Vec::new();
        let ended = loop {
            match sqlite.call("sqlite3_step", &[statement]) {
                ROW => {}
                ended => break ended,
            }
            let count = sqlite.call("sqlite3_column_count", &[statement]);
            let column = |column: i32| match sqlite.call("sqlite3_column_text", &[statement, column]) {
                0 => "null".to_owned(),
                text => sqlite.string(text),
            };
            rows.push((0..count).map(column).collect::<Vec<_>>().join("|"));
        };
        let error = (ended != DONE).then(|| self.error());
        self.sqlite.call("sqlite3_finalize", &[statement]);
        error.map_or(Ok(rows), Err)
    }

    fn error(&mut self) -> String {
        let text = self.sqlite.call("sqlite3_errmsg", &[self.handle]);
        self.sqlite.string(text)
    }

    fn close(self) {
        assert_eq!(self.sqlite.call("sqlite3_close_v2", &[self.handle]), 0);
    }
}

/// Fills a database, asks it, and makes mistakes.
fn use_database(mut database: Database<'_>) {
    let mut run = |sql: &str| database.run(sql);
    assert_eq!(run("CREATE TABLE numbers (n INTEGER PRIMARY KEY, square INTEGER, name TEXT)"), Ok(vec![]));
    let fill = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5000)
        INSERT INTO numbers SELECT n, n * n, printf('number %05d', n) FROM c";
    assert_eq!(run(fill), Ok(vec![]));
    assert_eq!(run("CREATE INDEX by_name ON numbers (name)"), Ok(vec![]));
    assert_eq!(run("SELECT count(*), sum(square), max(name) FROM numbers").unwrap(), ["5000|41679167500|number 05000"]);
    let some = "SELECT n, name, NULL, n / 7.0 FROM numbers WHERE name BETWEEN 'number 00041' AND 'number 00043'";
    assert_eq!(
        run(some).unwrap(),
        ["41|number 00041|null|5.85714285714286", "42|number 00042|null|6.0", "43|number 00043|null|6.14285714285714"]
    );
    assert_eq!(
        run("SELECT date(86400 * 365, 'unixepoch'), upper('text'), 9223372036854775807").unwrap(),
        ["1971-01-01|TEXT|9223372036854775807"]
    );
    assert_eq!(run("SELECT cube FROM numbers").unwrap_err(), "no such column: cube");
    assert_eq!(run("INSERT INTO numbers VALUES (1, 1, 'again')").unwrap_err(), "UNIQUE constraint failed: numbers.n");
    assert_eq!(run("BEGIN"), Ok(vec![]));
    assert_eq!(run("DELETE FROM numbers WHERE n % 2"), Ok(vec![]));
    assert_eq!(run("ROLLBACK"), Ok(vec![]));
    assert_eq!(run("SELECT count(*) FROM numbers").unwrap(), ["5000"]);
    assert_eq!(run("PRAGMA integrity_check").unwrap(), ["ok"]);
    database.close();
}

fn sqlite(package: &str, file: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(package.replace('/', "+"));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let mut sqlite = Library::new(&fetch(package, file), Some(&folder));
    use_database(Database::open(&mut sqlite, ":memory:"));
    use_database(Database::open(&mut sqlite, "/numbers.db"));
    // The file is a real one, which another connection finds.
    assert!(fs::metadata(folder.join("numbers.db")).unwrap().len() > 100_000);
    let mut again = Database::open(&mut sqlite, "numbers.db");
    assert_eq!(again.run("SELECT square FROM numbers WHERE n = 4999").unwrap(), ["24990001"]);
    assert_eq!(again.run("VACUUM"), Ok(vec![]));
    again.close();
}

#[test]
fn sqlite_of_2023() {
    sqlite("@sqlite.org/sqlite-wasm@3.41.2", "sqlite-wasm/jswasm/sqlite3.wasm");
}

#[test]
fn sqlite_of_2026() {
    sqlite("@sqlite.org/sqlite-wasm@3.51.2-build9", "dist/sqlite3.wasm");
}

#[test]
fn oniguruma_finds_what_grammars_look_for() {
    // The library tells JavaScript the values of its constants.
    let constants = Arc::new(Mutex::new(HashMap::new()));
    let known = constants.clone();
    let constant = move |mut caller: Caller<'_, Emscripten>, name: u32, _type: u32, value: f64| {
        let memory = caller.get_export("memory").unwrap().into_memory().unwrap();
        let bytes = memory.data(&caller)[name as usize..].iter().take_while(|byte| **byte != 0);
        known.lock().unwrap().insert(bytes.map(|&byte| char::from(byte)).collect::<String>(), value as i32);
    };
    let module = fetch("vscode-oniguruma@2.0.1", "release/onig.wasm");
    let mut onig = Library::with(&module, None, |linker| {
        linker.func_wrap("env", "_embind_register_constant", constant).unwrap();
    });
    onig.call("_embind_initialize_bindings", &[]);
    let constant = |name: &str| constants.lock().unwrap()[name];
    let (capture_groups, syntax) = (constant("ONIG_OPTION_CAPTURE_GROUP"), constant("ONIG_SYNTAX_DEFAULT"));
    let patterns = ["(?<=fn )\\w+", "\\b(0x)([0-9a-f]+)\\b", "\"(?:[^\"\\\\]|\\\\.)*\"", "[äöü]+"];
    let words = |words: Vec<i32>| words.into_iter().flat_map(i32::to_le_bytes).collect::<Vec<u8>>();
    let texts = patterns.iter().map(|pattern| onig.put("omalloc", pattern.as_bytes())).collect();
    let texts = onig.put("omalloc", &words(texts));
    let lengths = onig.put("omalloc", &words(patterns.iter().map(|pattern| pattern.len() as i32).collect()));
    let scanner = onig.call("createOnigScanner", &[texts, lengths, patterns.len() as i32, capture_groups, syntax]);
    assert_ne!(scanner, 0);
    let text = "let s = \"a \\\" b\"; fn name() { 0xfee1 } übrig";
    let address = onig.put("omalloc", text.as_bytes());
    let mut found = Vec::new();
    let mut position = 0;
    loop {
        let arguments = [scanner, 1, address, text.len() as i32, position, 0];
        let result = onig.call("findNextOnigScannerMatch", &arguments);
        if result == 0 {
            break;
        }
        let (pattern, groups) = (onig.word(result), onig.word(result + 4));
        let group =
            |index: i32| onig.word(result + 8 + 8 * index) as usize..onig.word(result + 12 + 8 * index) as usize;
        found.push((pattern, (0..groups).map(|index| &text[group(index)]).collect::<Vec<_>>()));
        position = group(0).end as i32;
    }
    let expected = [(2, vec!["\"a \\\" b\""]), (0, vec!["name"]), (1, vec!["0xfee1", "0x", "fee1"]), (3, vec!["ü"])];
    assert_eq!(found, expected);
    onig.call("freeOnigScanner", &[scanner]);
}

fn tensors(file: &str) {
    let mut tf = Library::new(&fetch("@tensorflow/tfjs-backend-wasm@4.22.0", file), None);
    tf.call("init", &[]);
    let tensor = |tf: &mut Library, id: i32, values: &[f32]| {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        let address = tf.put("malloc", &bytes);
        tf.call("register_tensor", &[id, values.len() as i32, address]);
        address
    };
    let values = |tf: &Library, address: i32, count: i32| -> Vec<f32> {
        (0..count).map(|index| f32::from_le_bytes(tf.bytes(address + 4 * index))).collect()
    };
    // The product of a 7x20 matrix and a 20x9 one.
    let (rows, inner, columns) = (7_i32, 20_i32, 9_i32);
    let left: Vec<f32> = (0..rows * inner).map(|i| (i % 13 - 6) as f32).collect();
    let right: Vec<f32> = (0..inner * columns).map(|i| (i % 7 - 3) as f32).collect();
    tensor(&mut tf, 1, &left);
    tensor(&mut tf, 2, &right);
    let product = tensor(&mut tf, 3, &vec![0.0; (rows * columns) as usize]);
    let shape = |tf: &mut Library, sizes: [i32; 3]| tf.put("malloc", &sizes.map(i32::to_le_bytes).concat());
    let (left_shape, right_shape) = (shape(&mut tf, [1, rows, inner]), shape(&mut tf, [1, inner, columns]));
    tf.call("BatchMatMul", &[1, left_shape, 3, 2, right_shape, 3, 0, 0, 3]);
    let dot = |row: i32, column: i32| -> f32 {
        (0..inner).map(|k| left[(row * inner + k) as usize] * right[(k * columns + column) as usize]).sum()
    };
    let expected: Vec<f32> = (0..rows * columns).map(|at| dot(at / columns, at % columns)).collect();
    assert_eq!(values(&tf, product, rows * columns), expected);
    // The sum after `Softmax` is one.
    const FLOAT: i32 = 0;
    let soft = tensor(&mut tf, 4, &vec![0.0; (rows * columns) as usize]);
    tf.call("Softmax", &[3, 4, columns, rows]);
    for row in values(&tf, soft, rows * columns).chunks(columns as usize) {
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5, "{row:?}");
    }
    let squares = tensor(&mut tf, 5, &vec![0.0; left.len()]);
    tf.call("Square", &[1, FLOAT, 5]);
    assert_eq!(values(&tf, squares, left.len() as i32), left.iter().map(|x| x * x).collect::<Vec<_>>());
    tf.call("dispose_data", &[1]);
    tf.call("dispose", &[]);
}

#[test]
fn tensors_are_multiplied() {
    tensors("wasm-out/tfjs-backend-wasm.wasm");
}

#[test]
fn tensors_are_multiplied_by_vectors() {
    tensors("wasm-out/tfjs-backend-wasm-simd.wasm");
}
