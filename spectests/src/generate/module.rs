//! The module around the function that loops.

use super::random::Random;
use super::text::{LOADED, Place, Type, Writer};
use super::{Domain, Plan};

/// The module's text.
pub fn text(plan: &Plan, random: &mut Random) -> String {
    let address = plan.address();
    let float = if plan.domain == Domain::F32 { Type::F32 } else { Type::F64 };
    let helpers = [0, 1].map(|which| helper(plan, which, random)).concat();
    let run = run(plan, random);
    let maximum = plan.max_pages.map_or(String::new(), |pages| pages.to_string());
    let index = if plan.memory64 { "i64 " } else { "" };
    format!(
        "(module
  (type $helper (func (param {address} i32) (result i32)))
  (import \"host\" \"log\" (func $log (param i64)))
  (memory (export \"memory\") {index}{} {maximum})
  (global $g0 (export \"g0\") (mut i32) (i32.const 0))
  (global $g1 (export \"g1\") (mut i32) (i32.const 7))
  (table 6 6 funcref)
  (elem (i32.const 0) $helper0 $helper1 $other)
  (func $other)
{helpers}  (func (export \"run\") (param $a {address}) (param $b {address}) (param $c {address}) (param $n {address}) (result i64 {})
{run}  )
)
",
        plan.pages,
        float.name()
    )
}

fn parameters(plan: &Plan) -> Vec<Place> {
    let mut places: Vec<_> =
        ["$a", "$b", "$c"].map(|name| Place { base: format!("(local.get {name})"), plus: 0 }).into();
    if plan.domain == Domain::Bytes {
        places[2].plus = 4;
    }
    places
}

fn run(plan: &Plan, random: &mut Random) -> String {
    let mut writer = Writer::new(plan, parameters(plan), false);
    let float = writer.float();
    for _ in 0..if random.once_in(3) { 2 } else { 1 } {
        if random.once_in(4) {
            writer.statements(1, random);
        }
        writer.looping("$n", random);
    }
    writer.line("(local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (i32.add (local.get $x0) (i32.mul (local.get $x1) (i32.const 3))))))");
    writer.line(
        "(local.set $sum (i64.add (local.get $sum) (i64.add (local.get $y0) (i64.mul (local.get $y1) (i64.const 3)))))",
    );
    if plan.simd {
        writer.line("(local.set $v0 (i64x2.add (local.get $v0) (local.get $v1)))");
        for lane in 0..2 {
            writer.line(format!(
                "(local.set $sum (i64.add (local.get $sum) (i64x2.extract_lane {lane} (local.get $v0))))"
            ));
        }
    }
    let name = float.name();
    writer.line("(local.get $sum)");
    writer.line(format!("({name}.add (local.get $fsum) ({name}.sub (local.get $f0) (local.get $f1)))"));
    locals(plan, float) + &indented(&writer.lines)
}

/// A function that is called with an address and a number.
fn helper(plan: &Plan, which: usize, random: &mut Random) -> String {
    let mut writer = Writer::new(plan, parameters(plan), true);
    let float = writer.float();
    writer.line("(local.set $b (local.get $a))");
    writer.line("(local.set $c (local.get $a))");
    let count = random.below(3);
    writer.statements(count, random);
    // It returns what it has loaded, so that this is needed.
    let floats = format!("(i32.trunc_sat_{0}_s (local.get $fsum))", float.name());
    writer.line(format!("(i32.add (local.get $x0) (i32.xor {floats} (i32.wrap_i64 (local.get $sum))))"));
    let address = plan.address();
    let locals = locals(plan, float).replacen("    (local $x0 i32)\n", "", 1);
    let head = format!("(func $helper{which} (type $helper) (param $a {address}) (param $x0 i32) (result i32)");
    format!("  {head}\n    (local $b {address})\n    (local $c {address})\n{locals}{}  )\n", indented(&writer.lines))
}

/// The locals of a function.
fn locals(plan: &Plan, float: Type) -> String {
    let mut locals = Vec::new();
    let address = plan.address();
    let vector = plan.simd.then_some(Type::V128);
    for ty in [Type::I32, Type::I64, float].into_iter().chain(vector) {
        let letter = ty.letter();
        locals.extend((0..2).map(|which| (format!("{letter}{which}"), ty.name())));
        locals.push((format!("unused_{}", ty.name()), ty.name()));
        let loaded = if plan.exact_traps { LOADED } else { 0 };
        locals.extend((0..loaded).map(|which| (format!("l{letter}{which}"), ty.name())));
    }
    locals.extend([("sum".to_owned(), "i64"), ("fsum".to_owned(), float.name()), ("inner".to_owned(), address)]);
    for depth in 0..2 {
        locals.extend(["i", "n", "e"].map(|name| (format!("{name}{depth}"), address)));
        locals.extend((0..3).map(|array| (format!("p{depth}{array}"), address)));
    }
    locals.into_iter().map(|(name, ty)| format!("    (local ${name} {ty})\n")).collect()
}

fn indented(lines: &[String]) -> String {
    lines.iter().map(|line| format!("    {line}\n")).collect()
}
