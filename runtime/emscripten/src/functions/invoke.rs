//! Calls that a throw may leave: `invoke_*` calls a function pointer, and tells the guest when it has been left by an
//! exception of C++ or by `longjmp`. Traps, exits and exceptions of WebAssembly pass.

use super::Code;
use crate::guest::{Get, Guest};
use crate::row::call_halved;
use crate::state::Uncaught;
use wasmc_runtime::{AsContextMut, Caller, Error, FuncType, Trap, TrapCode, Val, ValType};

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
pub fn find<T: 'static>(name: &str, ty: &FuncType, get: Get<T>) -> Option<Code<T>> {
    let kind = kind(name).filter(|_| ty.params.first() == Some(&ValType::I32))?;
    Some(Box::new(move |mut caller: Caller<'_, T>, values: &[Val], results: &mut [Val]| {
        let mut guest = Guest { store: caller.as_context_mut(), get };
        let stack = if kind == Kind::Catching { guest.stack()? } else { None };
        let Err(error) = call(&mut guest, values, results) else { return Ok(()) };
        if kind == Kind::Plain || !error.is::<Uncaught>() {
            return Err(error);
        }
        if let Some(stack) = stack {
            guest.set_stack(stack)?;
        }
        guest.set_threw(1)
    }))
}

/// Calls the function pointer that is the first value with the others.
fn call<T: 'static>(guest: &mut Guest<'_, T>, values: &[Val], results: &mut [Val]) -> Result<(), Error> {
    let (pointer, arguments) = values.split_first().expect("`find` has seen that there is a first parameter");
    let func = guest.function(pointer.i32().unwrap_or(0).cast_unsigned())?;
    let ty = func.ty(&guest.store);
    let same = |types: &[ValType], values: &[Val]| {
        types.len() == values.len() && types.iter().zip(values).all(|(ty, value)| *ty == value.ty())
    };
    if same(&ty.params, arguments) && same(&ty.results, results) {
        return func.call(&mut guest.store, arguments, results);
    }
    // Guests without 64-bit integers at their edge pass these in halves.
    let words = |types: &[ValType]| types.iter().map(|ty| 1 + usize::from(*ty == ValType::I64)).sum::<usize>();
    if words(&ty.params) != arguments.len() || ty.results.len() != results.len() {
        return Err(Trap::new(TrapCode::IndirectCallTypeMismatch).into());
    }
    call_halved(guest, func, arguments, results)
}
