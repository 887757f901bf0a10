//! A typed call: the signature is checked when the function is looked up, not when it is called.

use wasmc_runtime::*;

const GCD: &str = r#"
    (module
      (func (export "gcd") (param $a i32) (param $b i32) (result i32)
        (local $rest i32)
        (loop $next
          (if (i32.eqz (local.get $b)) (then (return (local.get $a))))
          (local.set $rest (i32.rem_u (local.get $a) (local.get $b)))
          (local.set $a (local.get $b))
          (local.set $b (local.get $rest))
          (br $next))
        (unreachable)))"#;

fn main() -> Result<()> {
    let mut store = Store::<()>::default();
    let module = Module::new(store.engine(), GCD)?;
    let instance = Instance::new(&mut store, &module, &[])?;
    let gcd = instance.get_typed_func::<(i32, i32), i32>(&mut store, "gcd")?;
    println!("gcd(6, 27) = {}", gcd.call(&mut store, (6, 27))?);
    assert_eq!(gcd.call(&mut store, (6, 27))?, 3);
    // Another signature is an error here, not at the call.
    assert!(instance.get_typed_func::<(i64, i64), i64>(&mut store, "gcd").is_err());
    Ok(())
}
