//! Calls that a throw may leave: `invoke_*` calls a function pointer, and tells the guest when it has been left by an
//! exception of C++ or by `longjmp`. Traps, exits and exceptions of WebAssembly pass.

use crate::guest::{Get, Guest};
use crate::row::call_halved;
use crate::state::Uncaught;
use wasmc_runtime::{AsContextMut, Caller, Error, Forward, Func, FuncType, Store, Trap, TrapCode, Val, ValType};

/// Whether a name is that of such a function.
pub fn is_invoke(name: &str) -> bool {
    kind(name).is_some()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Catching,
    /// `dynCall_*`: only the call.
    Plain,
}

fn kind(name: &str) -> Option<Kind> {
    let (prefix, signature) = name.split_once('_')?;
    let letters =
        |signature: &str| !signature.is_empty() && signature.bytes().all(|letter| b"vijfdpe".contains(&letter));
    match prefix {
        "invoke" if letters(signature) => Some(Kind::Catching),
        "dynCall" if letters(signature) => Some(Kind::Plain),
        _ => None,
    }
}

/// The function of such a name.
pub fn find<T: 'static>(store: &mut Store<T>, name: &str, ty: &FuncType, get: Get<T>) -> Option<Func> {
    let kind = kind(name).filter(|_| ty.params.first() == Some(&ValType::I32))?;
    // Guests without 64-bit integers at their edge pass these in halves.
    let halves = name.contains('j') && !ty.params.iter().chain(&ty.results).any(|ty| *ty == ValType::I64);
    Some(match halves {
        true => Func::new(store, ty.clone(), move |mut caller: Caller<'_, T>, values, results| {
            let mut guest = Guest { store: caller.as_context_mut(), get };
            attempt(&mut guest, kind, |guest| call_in_halves(guest, values, results))
        }),
        false => Func::forwarding(store, ty.clone(), move |mut caller: Caller<'_, T>, call: Forward<'_>| {
            let mut guest = Guest { store: caller.as_context_mut(), get };
            attempt(&mut guest, kind, |guest| {
                let func = guest.function(call.first().cast_unsigned())?;
                match call.fits(&guest.store, &func) {
                    true => call.call(&mut guest.store, &func),
                    false => Err(mismatch()),
                }
            })
        }),
    })
}

/// Makes a call, and tells the guest if a throw has left it.
fn attempt<T: 'static>(
    guest: &mut Guest<'_, T>,
    kind: Kind,
    call: impl FnOnce(&mut Guest<'_, T>) -> Result<(), Error>,
) -> Result<(), Error> {
    let stack = if kind == Kind::Catching { guest.stack()? } else { None };
    let Err(error) = call(guest) else { return Ok(()) };
    if kind == Kind::Plain || !error.is::<Uncaught>() {
        return Err(error);
    }
    if let Some(stack) = stack {
        guest.set_stack(stack)?;
    }
    guest.set_threw(1)
}

/// Calls the function pointer that is the first value with the others.
fn call_in_halves<T: 'static>(guest: &mut Guest<'_, T>, values: &[Val], results: &mut [Val]) -> Result<(), Error> {
    let (pointer, arguments) = values.split_first().expect("`find` has seen that there is a first parameter");
    let func = guest.function(pointer.i32().unwrap_or(0).cast_unsigned())?;
    let ty = func.ty(&guest.store);
    let words = ty.params.iter().map(|ty| 1 + usize::from(*ty == ValType::I64)).sum::<usize>();
    if words != arguments.len() || ty.results.len() != results.len() {
        return Err(mismatch());
    }
    call_halved(guest, func, arguments, results)
}

fn mismatch() -> Error {
    Trap::new(TrapCode::IndirectCallTypeMismatch).into()
}
