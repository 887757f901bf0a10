//! A guest that calls a function of the host's.

use wasmc_runtime::*;

/// What the guest finds in its store.
struct Greeter {
    name: String,
    greetings: u32,
}

fn main() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
             (import "" "hello" (func $hello))
             (func (export "run") (call $hello) (call $hello)))"#,
    )?;
    let mut store = Store::new(&engine, Greeter { name: "world".to_owned(), greetings: 0 });
    let hello = Func::wrap(&mut store, |mut caller: Caller<'_, Greeter>| {
        caller.data_mut().greetings += 1;
        println!("Hello {}, for the {}. time!", caller.data().name, caller.data().greetings);
    });
    let instance = Instance::new(&mut store, &module, &[hello.into()])?;
    let run = instance.get_typed_func::<(), ()>(&mut store, "run")?;
    run.call(&mut store, ())?;
    assert_eq!(store.data().greetings, 2);
    Ok(())
}
