//! A guest's memory: read, written and grown from both sides, and what happens beyond its end.

use wasmc_runtime::*;

const MODULE: &str = r#"
    (module
      (memory (export "memory") 2 3)
      (func (export "size") (result i32) (memory.size))
      (func (export "load") (param i32) (result i32) (i32.load8_s (local.get 0)))
      (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
      (data (i32.const 0x1000) "\01\02\03\04"))"#;

fn main() -> Result<()> {
    let mut store: Store<()> = Store::default();
    let module = Module::new(store.engine(), MODULE)?;
    let instance = Instance::new(&mut store, &module, &[])?;
    let memory = instance.get_memory(&mut store, "memory").expect("the module exports it");
    let size = instance.get_typed_func::<(), i32>(&mut store, "size")?;
    let load = instance.get_typed_func::<i32, i32>(&mut store, "load")?;
    let put = instance.get_typed_func::<(i32, i32), ()>(&mut store, "store")?;

    println!("Reading");
    assert_eq!(memory.size(&store), 2);
    assert_eq!(memory.data_size(&store), 0x20000);
    assert_eq!(memory.data(&store)[0x1000..0x1004], [1, 2, 3, 4]);
    assert_eq!(size.call(&mut store, ())?, 2);
    assert_eq!(load.call(&mut store, 0x1003)?, 4);

    println!("Writing");
    memory.data_mut(&mut store)[0x1003] = 5;
    put.call(&mut store, (0x1002, 6))?;
    let mut bytes = [0; 4];
    memory.read(&store, 0x1000, &mut bytes)?;
    assert_eq!(bytes, [1, 2, 6, 5]);
    memory.write(&mut store, 0x1000, b"over")?;
    assert_eq!(load.call(&mut store, 0x1000)?, i32::from(b'o'));

    println!("Beyond the end");
    assert!(memory.write(&mut store, 0x1ffff, b"..").is_err());
    let error = load.call(&mut store, 0x20000).expect_err("beyond the end");
    assert_eq!(error.trap().map(Trap::code), Some(TrapCode::MemoryOutOfBounds));
    println!("{error:#}");

    println!("Growing");
    memory.grow(&mut store, 1)?;
    assert_eq!(memory.data_size(&store), 0x30000);
    assert_eq!(load.call(&mut store, 0x20000)?, 0);
    assert!(memory.grow(&mut store, 1).is_err());
    assert!(memory.grow(&mut store, 0).is_ok());

    println!("A memory of the host's");
    let own = Memory::new(&mut store, MemoryType::new(5, Some(5)))?;
    assert_eq!(own.size(&store), 5);
    assert!(own.grow(&mut store, 1).is_err());
    Ok(())
}
