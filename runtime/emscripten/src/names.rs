//! The names that a module's imports and exports had before Emscripten made them short. The JavaScript that comes with
//! the module has them: it gives each import as an object's field, and keeps each export in a variable.
//!
//! Only what all versions write is looked for, and spaces and comments in it do not matter: the object
//! `asmLibraryArg = {…}` or `wasmImports = {…}`, and assignments from `Module["asm"]["x"]` or `wasmExports["x"]`. Tools that
//! rename variables leave nothing of that.

use std::collections::HashMap;

/// From the short names of imports and exports to those that they stand for.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Names {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

/// Why names were not found.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NamesError {
    /// There is no such object.
    #[error("no object of imports, `wasmImports` or `asmLibraryArg`, is in the JavaScript")]
    NoImports,
    /// What is in it is something else.
    #[error("the JavaScript gives imports in a form that is not known: `{0}`")]
    Unknown(String),
}

/// What the object of imports is called, by version.
const IMPORTS: [&str; 2] = ["asmLibraryArg", "wasmImports"];

/// What the exports are called, by version. A short name in quotes and brackets, or after a dot, follows.
const EXPORTS: [&str; 3] = ["Module[\"asm\"]", "Module['asm']", "wasmExports"];

/// The constructors of global variables, which present versions call without keeping them in a variable.
const CONSTRUCTORS: &str = "__wasm_call_ctors";

impl Names {
    /// The names that this JavaScript, which Emscripten has written, has for its module's.
    ///
    /// # Errors
    /// If it is not of the form that Emscripten writes.
    pub fn from_javascript(text: &str) -> Result<Self, NamesError> {
        let object = IMPORTS.iter().find_map(|name| after_assignment(text, name)).ok_or(NamesError::NoImports)?;
        Ok(Self { imports: fields(object)?, exports: exports(text) })
    }

    /// What an import is really called.
    pub fn import<'a>(&'a self, name: &'a str) -> &'a str {
        self.imports.get(name).map_or(name, String::as_str)
    }

    /// What an export is really called.
    pub fn export<'a>(&'a self, name: &'a str) -> &'a str {
        self.exports.get(name).map_or(name, String::as_str)
    }
}

/// What follows `name = {`.
fn after_assignment<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut found = text.match_indices(name).filter(|(at, _)| !text[..*at].ends_with(is_name));
    found.find_map(|(at, _)| skip(skip(&text[at + name.len()..]).strip_prefix('=')?).strip_prefix('{'))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// Leaves out spaces and comments.
fn skip(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = match rest.get(..2) {
            Some("/*") => rest.split_once("*/"),
            Some("//") => rest.split_once('\n'),
            _ => return rest,
        };
        rest = after.map_or("", |(_, after)| after.trim_start());
    }
}

/// The fields of an object up to the brace that closes it: each a name, in quotes or not, and a variable.
fn fields(object: &str) -> Result<HashMap<String, String>, NamesError> {
    let unknown = |at: &str| NamesError::Unknown(at.chars().take(40).collect());
    let mut fields = HashMap::new();
    let mut rest = skip(object);
    while !rest.starts_with('}') {
        let (key, after) = key(rest).ok_or_else(|| unknown(rest))?;
        let value = match skip(after).strip_prefix(':') {
            Some(after) => name(skip(after)),
            // A field that is called like its variable.
            None => Some((key, after)),
        };
        let (value, after) = value.ok_or_else(|| unknown(rest))?;
        fields.insert(key.to_owned(), original(value).to_owned());
        let after = skip(after);
        rest = match after.strip_prefix(',') {
            Some(after) => skip(after),
            None if after.starts_with('}') => after,
            None => return Err(unknown(rest)),
        };
    }
    Ok(fields)
}

fn key(text: &str) -> Option<(&str, &str)> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote),
        _ => name(text),
    }
}

fn name(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_at(text.find(|c| !is_name(c)).unwrap_or(text.len()));
    (!name.is_empty()).then_some((name, rest))
}

/// What a variable's name stands for: those of C are written with a `_` in front.
fn original(variable: &str) -> &str {
    match variable {
        "wasmMemory" => "memory",
        "wasmTable" => "__indirect_function_table",
        _ => variable.strip_prefix('_').unwrap_or(variable),
    }
}

/// The names of exports.
fn exports(text: &str) -> HashMap<String, String> {
    let mut exports = HashMap::new();
    for object in EXPORTS {
        for (at, _) in text.match_indices(object).filter(|(at, _)| !text[..*at].ends_with(is_name)) {
            let Some((short, after)) = member(&text[at + object.len()..]) else { continue };
            let before = text[..at].trim_end();
            if let Some(variable) = assigned(before) {
                exports.insert(short.to_owned(), original(variable).to_owned());
            } else if skip(after).starts_with("()") || before.ends_with("addOnInit(") {
                exports.entry(short.to_owned()).or_insert_with(|| CONSTRUCTORS.to_owned());
            }
        }
    }
    exports
}

/// A member's name, and what follows: of `["x"]`, `['x']` or `.x`.
fn member(text: &str) -> Option<(&str, &str)> {
    if let Some(after) = text.strip_prefix('.') {
        return name(after);
    }
    let (name, after) =
        key(skip(text.strip_prefix('[')?)).filter(|_| text[1..].trim_start().starts_with(['"', '\'']))?;
    Some((name, skip(after).strip_prefix(']')?))
}

/// The variable, or the member of `Module`, that what follows is assigned to.
fn assigned(before: &str) -> Option<&str> {
    let target = before.strip_suffix('=').filter(|target| !target.ends_with(['=', '!', '<', '>']))?.trim_end();
    let inner = match target.strip_suffix(']') {
        Some(target) => target.strip_suffix(['"', '\''])?,
        None => target,
    };
    let start = inner.rfind(|c| !is_name(c)).map_or(0, |at| at + 1);
    Some(&inner[start..]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Names {
        Names::from_javascript(text).unwrap()
    }

    #[test]
    fn of_3_1_6() {
        let names = names(
            r#"var asmLibraryArg={"a":___cxa_throw,"b":_fd_write,"c":invoke_iii,"d":_getTempRet0};var asm=createWasm();
            wasmMemory=Module["asm"]["e"];wasmTable=Module["asm"]["h"];addOnInit(Module["asm"]["f"]);
            var _main=Module["_main"]=function(){return(_main=Module["_main"]=Module["asm"]["g"]).apply(null,arguments)};
            var stackSave=Module["stackSave"]=function(){return(stackSave=Module["stackSave"]=Module["asm"]["i"])}"#,
        );
        for (short, name) in
            [("a", "__cxa_throw"), ("b", "fd_write"), ("c", "invoke_iii"), ("d", "getTempRet0"), ("zz", "zz")]
        {
            assert_eq!(names.import(short), name);
        }
        for (short, name) in [("e", "memory"), ("f", "__wasm_call_ctors"), ("g", "main"), ("i", "stackSave")] {
            assert_eq!(names.export(short), name);
        }
    }

    #[test]
    fn of_present_versions() {
        let names = names(
            "function assignWasmExports(wasmExports){Module['_run']=_run=wasmExports['d'];_malloc=wasmExports.e;\n\
             memory = wasmMemory = wasmExports [\"x\"]; __emscripten_stack_restore = wasmExports['f']}\n\
             function initRuntime(){runtimeInitialized=true;wasmExports['g']()}\n\
             var notwasmImports={q:_q};var wasmImports = {\n  /** @export */\n  a: __abort_js, // ends it\n  b:_fd_write,\n\
             \x20 invoke_vi,\n};",
        );
        for (short, name) in [("a", "_abort_js"), ("b", "fd_write"), ("invoke_vi", "invoke_vi"), ("q", "q")] {
            assert_eq!(names.import(short), name);
        }
        for (short, name) in
            [("d", "run"), ("e", "malloc"), ("f", "_emscripten_stack_restore"), ("g", "__wasm_call_ctors")]
        {
            assert_eq!(names.export(short), name);
        }
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        assert_eq!(Names::from_javascript("var x = {}"), Err(NamesError::NoImports));
        assert_eq!(Names::from_javascript("wasmImports = ["), Err(NamesError::NoImports));
        for odd in ["a:()=>1}", "a:_b", "a:_b c:_d}", "\"a:_b}", "...x}", ""] {
            let error = Names::from_javascript(&format!("wasmImports={{{odd}")).unwrap_err();
            assert!(matches!(error, NamesError::Unknown(_)), "{odd}");
        }
        assert_eq!(names("wasmImports={}"), Names::default());
    }
}
