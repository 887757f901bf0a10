//! Shared memories: one memory in several stores, on several threads.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use support::memory_type;
use support::shared::{IMPORTED, OWN, World, guest, shared_type};
use wasmc_runtime::{
    Engine, Extern, Instance, Limits, Linker, Memory, MemoryType, Module, SharedMemory, Store, TrapCode, WaitResult,
};

/// An engine, the guest, and a memory that it can import.
fn setup() -> (Engine, Module, SharedMemory) {
    let engine = Engine::default();
    let module = guest().load(&engine);
    let memory = SharedMemory::new(&engine, shared_type(1, 100)).unwrap();
    (engine, module, memory)
}

/// Reads the 32 bits at an address that nobody writes any more.
fn read(memory: &SharedMemory, address: usize) -> u32 {
    // SAFETY: inside of the memory; the test writes no more.
    let byte = |offset: usize| unsafe { *memory.data()[address + offset].get() };
    u32::from_le_bytes(std::array::from_fn(byte))
}

#[test]
fn types_are_checked() {
    let (engine, mut store) = support::store();
    for ty in [memory_type(1, Some(2)), MemoryType { shared: true, ..memory_type(1, None) }] {
        let message = SharedMemory::new(&engine, ty).unwrap_err().to_string();
        assert_eq!(message, "not a type for this memory: a shared memory must be shared and have a maximum");
    }
    let message = Memory::new(&mut store, shared_type(1, 2)).unwrap_err().to_string();
    assert_eq!(message, "not a type for this memory: a shared memory is a `SharedMemory`");

    let memory = SharedMemory::new(&engine, shared_type(1, 3)).unwrap();
    assert_eq!(memory.grow(1).unwrap(), 1);
    assert_eq!(memory.grow(2).unwrap_err().to_string(), "cannot grow the memory by 2 pages");
    assert_eq!((memory.size(), memory.data_size(), memory.data().len()), (2, 131072, 131072));
    assert_eq!(memory.ty().limits, Limits { min: 2, max: Some(3) });
    let item = Extern::from(memory);
    assert_eq!(item.ty(&store).to_string(), "memory 2 3 shared");
}

#[test]
fn additions_of_several_threads_are_not_lost() {
    const THREADS: u32 = 4;
    const EACH: i32 = 50_000;
    let (engine, module, memory) = setup();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| World::new(&engine, &module, &memory).call::<_, ()>("add", (IMPORTED, 8, EACH)));
        }
    });
    assert_eq!(read(&memory, 8), THREADS * EACH as u32);
}

#[test]
fn waits_end_without_a_notification() {
    let (engine, module, memory) = setup();
    let mut world = World::new(&engine, &module, &memory);
    world.call::<_, ()>("store", (IMPORTED, 0, 5));
    assert_eq!(world.call::<_, i32>("wait32", (IMPORTED, 0, 4, -1_i64)), 1);
    assert_eq!(world.call::<_, i32>("wait64", (IMPORTED, 0, 6_i64, -1_i64)), 1);
    assert_eq!(world.call::<_, i32>("wait64", (IMPORTED, 0, 5_i64, 0_i64)), 2);
    let start = Instant::now();
    assert_eq!(world.call::<_, i32>("wait32", (IMPORTED, 0, 5, 20_000_000_i64)), 2);
    assert!(start.elapsed() >= Duration::from_millis(20));

    assert_eq!(memory.atomic_wait32(0, 4, None).unwrap(), WaitResult::Mismatch);
    assert_eq!(memory.atomic_wait64(0, 5, Some(Duration::ZERO)).unwrap(), WaitResult::TimedOut);
    assert_eq!(memory.atomic_notify(0, 1).unwrap(), 0);
    let code = |trap: wasmc_runtime::Trap| trap.code();
    assert_eq!(memory.atomic_wait32(2, 0, None).map_err(code), Err(TrapCode::UnalignedAtomic));
    assert_eq!(memory.atomic_wait64(65532, 0, None).map_err(code), Err(TrapCode::UnalignedAtomic));
    assert_eq!(memory.atomic_wait64(65536, 0, None).map_err(code), Err(TrapCode::MemoryOutOfBounds));
    assert_eq!(memory.atomic_notify(u64::MAX - 3, 0).map_err(code), Err(TrapCode::MemoryOutOfBounds));
}

#[test]
fn notifications_wake_as_many_as_they_say() {
    const WAITERS: u32 = 5;
    let (engine, module, memory) = setup();
    let awake = AtomicU32::new(0);
    thread::scope(|scope| {
        for waiter in 0..WAITERS {
            let (engine, module, memory, awake) = (&engine, &module, &memory, &awake);
            scope.spawn(move || {
                let mut world = World::new(engine, module, memory);
                // Both widths are one queue.
                let outcome = match waiter % 2 {
                    0 => world.call::<_, i32>("wait32", (IMPORTED, 16, 0, -1_i64)),
                    _ => world.call::<_, i32>("wait64", (IMPORTED, 16, 0_i64, i64::MAX)),
                };
                awake.fetch_add(1, Ordering::SeqCst);
                assert_eq!(outcome, 0);
            });
        }
        let mut world = World::new(&engine, &module, &memory);
        let mut woken = 0;
        let mut wake = |total: u32, world: &mut World| {
            while woken < total {
                let more = world.call::<_, i32>("notify", (IMPORTED, 16, (total - woken) as i32)).cast_unsigned();
                assert!(more <= total - woken);
                woken += more;
                thread::yield_now();
            }
            while awake.load(Ordering::SeqCst) < total {
                thread::yield_now();
            }
            thread::sleep(Duration::from_millis(5));
            assert_eq!(awake.load(Ordering::SeqCst), total, "nobody else has been woken");
        };
        wake(2, &mut world);
        assert_eq!(world.call::<_, i32>("notify", (IMPORTED, 16, 0)), 0);
        assert_eq!(world.call::<_, i32>("notify", (IMPORTED, 20, -1)), 0, "another address has another queue");
        assert_eq!(world.call::<_, i32>("notify", (OWN, 16, -1)), 0, "and so has another memory");
        wake(WAITERS, &mut world);
        assert_eq!(world.call::<_, i32>("notify", (IMPORTED, 16, -1)), 0);
    });
}

#[test]
fn the_host_and_guests_wake_each_other() {
    let (engine, module, memory) = setup();
    thread::scope(|scope| {
        let (engine, module, memory) = (&engine, &module, &memory);
        scope.spawn(move || {
            let mut world = World::new(engine, module, memory);
            assert_eq!(world.call::<_, i32>("wait32", (IMPORTED, 0, 0, -1_i64)), 0);
            while world.call::<_, i32>("notify", (IMPORTED, 4, 1)) == 0 {}
        });
        while memory.atomic_notify(0, u32::MAX).unwrap() == 0 {}
        assert_eq!(memory.atomic_wait32(4, 0, None).unwrap(), WaitResult::Ok);
    });
}

#[test]
fn a_memory_grows_while_others_use_it() {
    let (engine, module, memory) = setup();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut world = World::new(&engine, &module, &memory);
                let mut before = 0;
                while !done.load(Ordering::SeqCst) {
                    let bytes = world.call::<_, i64>("touch_last", IMPORTED);
                    assert!(bytes >= before, "a memory never becomes smaller");
                    before = bytes;
                }
            });
        }
        let guest = scope.spawn(|| {
            let mut world = World::new(&engine, &module, &memory);
            (0..40).map(|_| world.call::<_, i64>("grow", (IMPORTED, 1_i64))).collect::<Vec<_>>()
        });
        let mut sizes: Vec<_> = (0..40).map(|_| memory.grow(1).unwrap() as i64).collect();
        sizes.extend(guest.join().unwrap());
        done.store(true, Ordering::SeqCst);
        sizes.sort_unstable();
        assert_eq!(sizes, (1..81).collect::<Vec<_>>(), "each size was seen by one who grew the memory");
    });
    assert_eq!(memory.size(), 81);
    assert!(memory.grow(20).is_err());
    let mut world = World::new(&engine, &module, &memory);
    assert_eq!(world.call::<_, i64>("grow", (IMPORTED, 20_i64)), -1);
    assert_eq!(world.call::<_, i64>("grow", (IMPORTED, 19_i64)), 81);
}

#[test]
fn accesses_beyond_the_end_trap_on_every_thread() {
    let (engine, module, memory) = setup();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut world = World::new(&engine, &module, &memory);
                for index in [IMPORTED, OWN] {
                    for address in [65536, -4] {
                        let error = world.try_call::<_, i32>("load", (index, address)).unwrap_err();
                        assert_eq!(error.trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
                    }
                    assert_eq!(world.call::<_, i32>("load", (index, 65532)), 0);
                }
            });
        }
    });
}

#[test]
fn a_memory_outlives_the_store_that_made_it() {
    let (engine, module, memory) = setup();
    let mut first = World::new(&engine, &module, &memory);
    first.call::<_, ()>("store", (OWN, 100, 42));
    first.call::<_, ()>("store", (IMPORTED, 100, 43));
    let (own, imported) = (first.memory("own"), first.memory("imported"));
    assert!(first.instance.get_memory(&first.store, "own").is_none(), "it is a memory of another kind");
    assert_eq!(own.data().as_ptr(), first.memory("own").data().as_ptr());
    drop(memory);
    assert_eq!(first.call::<_, i32>("load", (IMPORTED, 100)), 43, "the store keeps what its guests use");
    drop(first);
    assert_eq!((read(&own, 100), read(&imported, 100)), (42, 43));

    let mut second = World::new(&engine, &module, &own);
    drop(own);
    assert_eq!(second.call::<_, i32>("load", (IMPORTED, 100)), 42);
    assert_eq!(second.call::<_, i32>("load", (OWN, 100)), 0);
}

#[test]
fn a_linker_offers_a_memory_to_all_stores() {
    let (engine, module, memory) = setup();
    let (mut one, mut other) = (Store::new(&engine, ()), Store::new(&engine, ()));
    let mut linker = Linker::new(&engine);
    linker.define(&one, "env", "memory", memory.clone()).unwrap();
    for store in [&mut one, &mut other] {
        let instance = linker.instantiate(&mut *store, &module).unwrap();
        instance.get_typed_func::<(i32, i32, i32), ()>(&*store, "add").unwrap().call(store, (0, 0, 1)).unwrap();
    }
    assert_eq!(read(&memory, 0), 2);
    let small = SharedMemory::new(&engine, shared_type(0, 100)).unwrap();
    let message = Instance::new(&mut one, &module, &[small.into()]).unwrap_err().to_string();
    let expected =
        "incompatible import type: \"env\".\"memory\": expected memory 1 100 shared, found memory 0 100 shared";
    assert_eq!(message, expected);
}

#[test]
#[should_panic(expected = "a shared memory is used in stores of its engine")]
fn a_memory_belongs_to_an_engine() {
    let (engine, module, _) = setup();
    let foreign = SharedMemory::new(&Engine::default(), shared_type(1, 100)).unwrap();
    World::new(&engine, &module, &foreign);
}
