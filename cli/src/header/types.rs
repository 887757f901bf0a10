//! Types and values of C for those of Wasm.

use wasmc_abi::{FuncType, HeapType, ValType};

/// The type in C. `p` is what the header's names begin with.
pub fn c_type(p: &str, ty: ValType) -> String {
    match ty {
        ValType::I32 => "int32_t".to_owned(),
        ValType::I64 => "int64_t".to_owned(),
        ValType::F32 => "float".to_owned(),
        ValType::F64 => "double".to_owned(),
        ValType::V128 => format!("{p}_v128_t"),
        ValType::Ref(_) => "void *".to_owned(),
    }
}

/// The type and a name behind it.
pub fn declare(p: &str, ty: ValType, name: &str) -> String {
    let ty = c_type(p, ty);
    let space = if ty.ends_with('*') { "" } else { " " };
    format!("{ty}{space}{name}")
}

/// The kind in `wasm.h`.
pub fn kind(ty: ValType) -> &'static str {
    match ty {
        ValType::I32 => "WASM_I32",
        ValType::I64 => "WASM_I64",
        ValType::F32 => "WASM_F32",
        ValType::F64 => "WASM_F64",
        ValType::V128 => "WASM_V128",
        ValType::Ref(ty) => match ty.heap.top() {
            HeapType::Extern => "WASM_EXTERNREF",
            HeapType::Exn => "WASMC_EXNREF",
            _ => "WASM_FUNCREF",
        },
    }
}

/// The member of `wasm_val_t` and of `wasmc_val_raw_t`. Vectors are copied instead.
pub fn member(ty: ValType) -> Option<&'static str> {
    Some(match ty {
        ValType::I32 => "i32",
        ValType::I64 => "i64",
        ValType::F32 => "f32",
        ValType::F64 => "f64",
        ValType::V128 => return None,
        ValType::Ref(ty) if ty.heap.top() == HeapType::Extern => "externref",
        ValType::Ref(_) => "funcref",
    })
}

/// A statement that puts a variable into a place among the values.
pub fn store(ty: ValType, index: usize, variable: &str) -> String {
    match member(ty) {
        Some(member) => format!("v[{index}].{member} = {variable};"),
        None => format!("memcpy(v[{index}].v128, {variable}.bytes, 16);"),
    }
}

/// A statement that takes a variable from a place among the values.
pub fn load(ty: ValType, index: usize, variable: &str) -> String {
    match member(ty) {
        Some(member) => format!("{variable} = v[{index}].{member};"),
        None => format!("memcpy({variable}.bytes, v[{index}].v128, 16);"),
    }
}

/// How a function returns its results.
pub enum Returned {
    /// It has none.
    Nothing,
    /// One.
    One(ValType),
    /// A struct of several: its name.
    Several(String),
}

impl Returned {
    /// Of a function that is called `name`.
    pub fn of(ty: &FuncType, name: &str) -> Self {
        match *ty.results {
            [] => Self::Nothing,
            [result] => Self::One(result),
            _ => Self::Several(format!("{name}_results_t")),
        }
    }

    /// The type, with `name` behind it.
    pub fn declare(&self, p: &str, name: &str) -> String {
        match self {
            Self::Nothing => format!("void {name}"),
            Self::One(ty) => declare(p, *ty, name),
            Self::Several(ty) => format!("{ty} {name}"),
        }
    }

    /// The definition of the struct, if it takes one.
    pub fn define(&self, p: &str, ty: &FuncType) -> String {
        let Self::Several(name) = self else { return String::new() };
        let member = |(index, &ty): (usize, &ValType)| format!("  {};\n", declare(p, ty, &format!("r{index}")));
        let members: String = ty.results.iter().enumerate().map(member).collect();
        format!("typedef struct {name} {{\n{members}}} {name};\n\n")
    }

    /// Statements that do something with each result: its index, and the variable `r` or the member of it.
    pub fn each(&self, ty: &FuncType, statement: fn(ValType, usize, &str) -> String) -> Vec<String> {
        let several = matches!(self, Self::Several(_));
        let variable = |index: usize| if several { format!("r.r{index}") } else { "r".to_owned() };
        ty.results.iter().enumerate().map(|(index, &ty)| statement(ty, index, &variable(index))).collect()
    }
}
