//! Holds the shape of the repository: which crate may use which, what lies where, and what every file has in common.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The arrows between crates. A new one is a design decision, to be made in a commit of its own.
const ARROWS: &[(&str, &str, &[&str])] = &[
    ("runtime/abi", "wasmc-abi", &[]),
    ("frontend", "wasmc-frontend", &["wasmc-abi"]),
    ("llvm-backend", "wasmc-llvm-backend", &["wasmc-abi", "wasmc-frontend"]),
    ("linker", "wasmc-linker", &["wasmc-abi"]),
    ("runtime", "wasmc-runtime", &["wasmc-abi"]),
    ("runtime/wasi", "wasmc-wasi", &["wasmc-runtime"]),
    ("runtime/emscripten", "wasmc-emscripten", &["wasmc-runtime", "wasmc-wasi"]),
    ("runtime/capi", "wasmc-capi", &["wasmc-emscripten", "wasmc-runtime", "wasmc-wasi"]),
    (
        "cli",
        "wasmc",
        &[
            "wasmc-abi",
            "wasmc-emscripten",
            "wasmc-frontend",
            "wasmc-linker",
            "wasmc-llvm-backend",
            "wasmc-runtime",
            "wasmc-wasi",
        ],
    ),
    ("spectests", "wasmc-spectests", &["wasmc", "wasmc-abi", "wasmc-emscripten", "wasmc-runtime", "wasmc-wasi"]),
];

/// What a crate's tests may use beyond that: the runtime's make their artifacts with the linker.
const TEST_ARROWS: &[(&str, &str)] = &[("wasmc-runtime", "wasmc-linker")];

/// What a crate may use if whoever builds it asks for that by a feature: an embedder's program can have the compiler in it.
const OPTIONAL_ARROWS: &[(&str, &str)] = &[("wasmc-runtime", "wasmc-linker"), ("wasmc-runtime", "wasmc-llvm-backend")];

/// Everything at the top level but dot-files.
const TOP_LEVEL: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "cli",
    "frontend",
    "linker",
    "llvm-backend",
    "runtime",
    "scripts",
    "spectests",
];

/// The longest a source file may be, in lines.
const MAX_LINES: usize = 500;

/// Files that are longer, with their length. This list may only shrink, and so may each number in it.
const RATCHET: &[(&str, usize)] = &[];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the root").to_path_buf()
}

/// Every file that is tracked or could be: paths from the root, with `/`.
fn files() -> Vec<String> {
    let output = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).expect("file names are UTF-8");
    list.split('\0').filter(|path| !path.is_empty() && root().join(path).exists()).map(String::from).collect()
}

/// The text files among [`files`] with their contents.
fn texts() -> Vec<(String, String)> {
    let read = |path: String| std::fs::read_to_string(root().join(&path)).ok().map(|text| (path, text));
    files().into_iter().filter_map(read).collect()
}

fn rust_files() -> Vec<(String, String)> {
    texts().into_iter().filter(|(path, _)| path.ends_with(".rs")).collect()
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// The names on the left of `=` in a manifest's tables of dependencies: those of the crate, then those of its tests.
fn dependencies(manifest: &str) -> [BTreeSet<String>; 2] {
    let mut names = [BTreeSet::new(), BTreeSet::new()];
    let mut inside = false;
    let mut of_tests = 0;
    for line in manifest.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            inside = table.ends_with("dependencies");
            of_tests = usize::from(table.contains("dev-dependencies"));
            if let Some((_, name)) = table.split_once("dependencies.") {
                names[of_tests].insert(name.to_string());
            }
        } else if inside && let Some((name, _)) = line.split_once(['=', '.']) {
            names[of_tests].insert(name.trim().to_string());
        }
    }
    names
}

#[test]
fn crates_follow_the_arrows() {
    let manifests: BTreeMap<String, String> =
        texts().into_iter().filter(|(path, _)| path.ends_with("/Cargo.toml")).collect();
    let mut complaints = Vec::new();
    for (folder, name, may_use) in ARROWS {
        let manifest = &manifests[&format!("{folder}/Cargo.toml")];
        if !manifest.contains(&format!("name = \"{name}\"")) {
            complaints.push(format!("{folder} should be the crate {name}"));
        }
        let [of_crate, of_tests] = dependencies(manifest);
        let ours = |used: &&String| *used == "wasmc" || used.starts_with("wasmc-");
        let optional = |used: &str| {
            let line = manifest.lines().find(|line| line.starts_with(used) && line.contains("optional = true"));
            line.is_some() && OPTIONAL_ARROWS.contains(&(*name, used))
        };
        let wrong = of_crate.iter().filter(ours).filter(|used| !may_use.contains(&used.as_str()) && !optional(used));
        complaints.extend(wrong.map(|used| format!("{name} must not depend on {used}")));
        let allowed = |used: &str| may_use.contains(&used) || TEST_ARROWS.contains(&(*name, used));
        let wrong = of_tests.iter().filter(ours).filter(|used| !allowed(used));
        complaints.extend(wrong.map(|used| format!("the tests of {name} must not depend on {used}")));
    }
    assert_none(&complaints);
}

#[test]
fn the_list_of_arrows_is_the_list_of_members() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, members) = manifest.split_once("members = [").unwrap();
    let (members, _) = members.split_once(']').unwrap();
    let members: BTreeSet<&str> =
        members.split(',').map(|m| m.trim().trim_matches('"')).filter(|m| !m.is_empty()).collect();
    assert_eq!(members, ARROWS.iter().map(|(folder, ..)| *folder).collect());
}

#[test]
fn the_runtime_has_no_llvm_in_it() {
    for package in ["wasmc-runtime", "wasmc-wasi", "wasmc-emscripten", "wasmc-capi", "wasmc-linker"] {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--offline", "--prefix=none", "-p", package])
            .current_dir(root())
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).unwrap();
        assert!(tree.contains("wasmc-abi"), "cargo tree shows no dependencies of {package}");
        for llvm in ["llvm-sys", "inkwell"] {
            assert!(!tree.contains(llvm), "{package} depends on {llvm}");
        }
    }
}

#[test]
fn the_top_level_is_as_designed() {
    let found: BTreeSet<String> = files()
        .iter()
        .map(|path| path.split('/').next().unwrap().to_string())
        .filter(|name| !name.starts_with('.'))
        .collect();
    assert_eq!(found, TOP_LEVEL.iter().map(ToString::to_string).collect());
}

#[test]
fn every_source_file_says_what_it_is() {
    let silent =
        |(path, text): &(String, String)| (!text.starts_with("//!")).then(|| format!("{path}: begins without `//!`"));
    assert_none(&rust_files().iter().filter_map(silent).collect::<Vec<_>>());
}

#[test]
fn source_files_are_short() {
    let allowed: BTreeMap<&str, usize> = RATCHET.iter().copied().collect();
    let mut complaints = Vec::new();
    let lengths: BTreeMap<String, usize> =
        rust_files().into_iter().map(|(path, text)| (path, text.lines().count())).collect();
    for (path, &lines) in &lengths {
        let limit = allowed.get(path.as_str()).copied().unwrap_or(MAX_LINES);
        if lines > limit {
            complaints.push(format!("{path}: {lines} lines, more than {limit}"));
        }
    }
    for (path, limit) in RATCHET {
        match lengths.get(*path) {
            Some(&lines) if lines == *limit && lines > MAX_LINES => {}
            Some(&lines) if lines > *limit => {}
            found => complaints.push(format!("{path}: has {found:?} lines, tighten or remove its entry in the list")),
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    let lax = |(folder, ..): &(&str, &str, &[&str])| {
        let manifest = std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        (!manifest.contains("[lints]\nworkspace = true\n"))
            .then(|| format!("{folder}: without `[lints] workspace = true`"))
    };
    assert_none(&ARROWS.iter().filter_map(lax).collect::<Vec<_>>());
}

#[test]
fn nothing_names_a_place_on_someones_machine() {
    let places = ["work", "root", "home", "tmp", "Users"].map(|folder| format!("/{folder}/"));
    let mut complaints = Vec::new();
    for (path, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            let names = |place: &String| {
                line.match_indices(place.as_str())
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "-_.}".contains(c)))
            };
            if places.iter().any(names) {
                complaints.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn no_test_is_switched_off() {
    let needle = concat!("#[", "ignore");
    // Another test runs such a test in a process of its own.
    let allowed = concat!("#[", "ignore = \"ends its process\"]");
    let ignoring = |(path, text): &(String, String)| {
        (text.matches(needle).count() > text.matches(allowed).count()).then(|| format!("{path}: {needle}"))
    };
    assert_none(&rust_files().iter().filter_map(ignoring).collect::<Vec<_>>());
}

/// Each attribute that begins in `text`, up to the bracket that closes it.
fn attributes(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices('#').filter(|(at, _)| {
        let starts_line = text[..*at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
        starts_line && (text[*at..].starts_with("#[") || text[*at..].starts_with("#!["))
    });
    starts.map(|(at, _)| {
        let mut depth = 0_usize;
        let end = text[at..].find(|c| {
            depth += usize::from(c == '[');
            depth -= usize::from(c == ']');
            c == ']' && depth == 0
        });
        &text[at..end.map_or(text.len(), |end| at + end)]
    })
}

#[test]
fn every_allowance_has_a_reason() {
    let mut complaints = Vec::new();
    for (path, text) in rust_files() {
        let silencing =
            attributes(&text).filter(|a| ["[allow(", "[expect(", " allow(", " expect("].iter().any(|s| a.contains(s)));
        complaints
            .extend(silencing.filter(|a| !a.contains("reason = ")).map(|a| format!("{path}: `{a}]` gives no reason")));
    }
    assert_none(&complaints);
}

#[test]
fn scripts_stop_at_the_first_error_and_name_no_host() {
    let mut complaints = Vec::new();
    for (path, text) in texts() {
        let is_script = text.starts_with("#!") && text.lines().next().is_some_and(|line| line.contains("sh"));
        if is_script && !text.contains("set -euo pipefail\n") {
            complaints.push(format!("{path}: no `set -euo pipefail`"));
        }
        if is_script && text.contains("://") {
            complaints.push(format!("{path}: names a host"));
        }
    }
    assert_none(&complaints);
}
