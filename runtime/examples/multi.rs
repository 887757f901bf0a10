//! Functions with several results, and calls whose types are known only at run time.

use wasmc_runtime::*;

const MODULE: &str = r#"
    (module
      (import "" "swap" (func $swap (param i32 i64) (result i64 i32)))
      (func (export "swap") (param i32 i64) (result i64 i32) (call $swap (local.get 0) (local.get 1)))
      (func (export "same") (param i64 i64 i64 i64) (result i64 i64 i64 i64)
        (local.get 0) (local.get 1) (local.get 2) (local.get 3)))"#;

fn main() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let module = Module::new(&engine, MODULE)?;
    let ty = FuncType::new([ValType::I32, ValType::I64], [ValType::I64, ValType::I32]);
    let swap = Func::new(&mut store, ty, |_, params, results| {
        println!("The host is given {} and {}", params[0], params[1]);
        results[0] = Val::I64(params[1].unwrap_i64() + 1);
        results[1] = Val::I32(params[0].unwrap_i32() + 1);
        Ok(())
    });
    let instance = Instance::new(&mut store, &module, &[swap.into()])?;

    let swap = instance.get_func(&mut store, "swap").expect("the module exports it");
    let mut results = [Val::I32(0), Val::I32(0)];
    swap.call(&mut store, &[Val::I32(1), Val::I64(3)], &mut results)?;
    println!("and returns {} and {}", results[0], results[1]);
    assert_eq!((results[0].unwrap_i64(), results[1].unwrap_i32()), (4, 2));

    // The same with types that Rust knows.
    let typed = swap.typed::<(i32, i64), (i64, i32)>(&store)?;
    assert_eq!(typed.call(&mut store, (1, 3))?, (4, 2));

    let same = instance.get_func(&mut store, "same").expect("the module exports it");
    let arguments: Vec<Val> = (0..4).map(Val::I64).collect();
    let mut results = vec![Val::I64(0); 4];
    same.call(&mut store, &arguments, &mut results)?;
    assert!(arguments.iter().zip(&results).all(|(a, b)| a.unwrap_i64() == b.unwrap_i64()));
    Ok(())
}
