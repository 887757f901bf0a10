//! Host functions as rows of a table: a name, a type and a closure. A module may import one in two types: 64-bit integers
//! are themselves, or, for the sake of older JavaScript, two halves of 32 bits each.

use crate::bytes::Bytes;
use crate::errno::{Sys, SysError};
use crate::guest::{Get, Guest, zeros};
use crate::state::Emscripten;
use std::sync::Arc;
use wasmc_runtime::{AsContextMut, Caller, Error, FuncType, Val, ValType};

/// The guest during a host function that does not call it.
pub struct Host<'a> {
    pub memory: Bytes<'a>,
    pub state: &'a mut Emscripten,
}

type Run<T> = dyn Fn(&mut Guest<'_, T>, &[Val]) -> Result<Option<Val>, Error> + Send + Sync;

/// A host function.
pub struct Row<T: 'static> {
    pub name: &'static str,
    params: Vec<ValType>,
    run: Arc<Run<T>>,
}

impl<T: 'static> Row<T> {
    /// A function that does not call the guest.
    pub fn plain<A>(name: &'static str, func: impl Plain<A>) -> Self {
        let params = func.params();
        Self { name, params, run: Arc::new(move |guest, values| func.run(&mut guest.host()?, values)) }
    }

    /// A function that may call the guest.
    pub fn calling<A>(name: &'static str, func: impl Calling<T, A>) -> Self {
        let params = func.params();
        Self { name, params, run: Arc::new(move |guest, values| func.run(guest, values)) }
    }

    /// A function whose parameters are known only at run time.
    pub fn dynamic(
        name: &'static str,
        params: Vec<ValType>,
        run: impl Fn(&mut Guest<'_, T>, &[Val]) -> Result<Option<Val>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self { name, params, run: Arc::new(run) }
    }

    /// Whether a module may import it as a function of this type. As in JavaScript, results are what one makes of them.
    pub fn fits(&self, ty: &FuncType) -> bool {
        ty.params == self.params || ty.params == halved(&self.params)
    }

    /// The function in a type that fits.
    pub fn host(
        &self,
        ty: FuncType,
        get: Get<T>,
    ) -> impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<(), Error> + Send + Sync + 'static {
        let (params, run) = (self.params.clone(), Arc::clone(&self.run));
        let is_halved = ty.params != params;
        move |mut caller, values, results| {
            let mut guest = Guest { store: caller.as_context_mut(), get };
            let returned = match is_halved {
                true => run(&mut guest, &joined(values, &params)),
                false => run(&mut guest, values),
            };
            store_result(&mut guest, returned?, results)
        }
    }
}

/// Parameters as they are passed in halves.
fn halved(params: &[ValType]) -> Vec<ValType> {
    let halves = |ty: &ValType| if *ty == ValType::I64 { vec![ValType::I32; 2] } else { vec![*ty] };
    params.iter().flat_map(halves).collect()
}

/// Arguments for these parameters from values in which 64-bit integers are two halves, the lower one first. Values that are
/// missing are zero.
pub fn joined(values: &[Val], params: &[ValType]) -> Vec<Val> {
    let mut values = values.iter().cloned();
    let mut half = || values.next().unwrap_or(Val::I32(0));
    let mut join = |ty: &ValType| match (ty, half()) {
        (ValType::I64, Val::I32(low)) => {
            let high = half().i32().unwrap_or(0);
            Val::I64(i64::from(high) << 32 | i64::from(low.cast_unsigned()))
        }
        (_, value) => value,
    };
    params.iter().map(&mut join).collect()
}

/// Leaves what a function returned where the guest looks for it: where its type has one word for a 64-bit integer, the upper
/// half goes another way.
pub fn store_result<T>(guest: &mut Guest<'_, T>, returned: Option<Val>, results: &mut [Val]) -> Result<(), Error> {
    match (returned, results) {
        (Some(Val::I64(value)), [slot @ Val::I32(_)]) => {
            *slot = Val::I32(value as i32);
            guest.set_upper_half((value >> 32) as i32)
        }
        (Some(value), [slot]) => {
            if value.ty() == slot.ty() {
                *slot = value;
            }
            Ok(())
        }
        (_, _) => Ok(()),
    }
}

/// Calls a function of the guest with values as a module passes them that knows 64-bit integers only as halves.
pub fn call_halved<T>(
    guest: &mut Guest<'_, T>,
    func: wasmc_runtime::Func,
    values: &[Val],
    results: &mut [Val],
) -> Result<(), Error> {
    let ty = func.ty(&guest.store);
    let mut returned = zeros(&ty.results);
    func.call(&mut guest.store, &joined(values, &ty.params), &mut returned)?;
    store_result(guest, returned.into_iter().next(), results)
}

/// What a host function may return.
pub trait Ret {
    fn into_result(self) -> Result<Option<Val>, Error>;
}

/// A type of arguments and results.
pub trait Value: Sized {
    const TYPE: ValType;

    fn from_val(value: &Val) -> Option<Self>;

    fn into_val(self) -> Val;
}

macro_rules! values {
    ($($ty:ty, $variant:ident, |$raw:ident| $from:expr, |$value:ident| $into:expr;)*) => {$(
        impl Value for $ty {
            const TYPE: ValType = ValType::$variant;

            fn from_val(value: &Val) -> Option<Self> {
                match *value {
                    Val::$variant($raw) => Some($from),
                    _ => None,
                }
            }

            fn into_val(self) -> Val {
                let $value = self;
                Val::$variant($into)
            }
        }

        impl Ret for $ty {
            fn into_result(self) -> Result<Option<Val>, Error> {
                Ok(Some(self.into_val()))
            }
        }
    )*};
}

values! {
    i32, I32, |raw| raw, |value| value;
    u32, I32, |raw| raw.cast_unsigned(), |value| value.cast_signed();
    i64, I64, |raw| raw, |value| value;
    f64, F64, |raw| f64::from_bits(raw), |value| value.to_bits();
    f32, F32, |raw| f32::from_bits(raw), |value| value.to_bits();
}

impl Ret for () {
    fn into_result(self) -> Result<Option<Val>, Error> {
        Ok(None)
    }
}

impl<R: Ret> Ret for Result<R, Error> {
    fn into_result(self) -> Result<Option<Val>, Error> {
        self?.into_result()
    }
}

/// The guest gets errors as negative numbers.
impl Ret for Sys {
    fn into_result(self) -> Result<Option<Val>, Error> {
        match self {
            Ok(returned) => returned.into_result(),
            Err(SysError::Errno(errno)) => (-errno.0).into_result(),
            Err(SysError::End(error)) => Err(error),
        }
    }
}

/// A closure that does not call the guest, and takes these arguments.
pub trait Plain<A>: Send + Sync + 'static {
    fn params(&self) -> Vec<ValType>;

    fn run(&self, host: &mut Host<'_>, values: &[Val]) -> Result<Option<Val>, Error>;
}

/// A closure that may call the guest, and takes these arguments.
pub trait Calling<T: 'static, A>: Send + Sync + 'static {
    fn params(&self) -> Vec<ValType>;

    fn run(&self, guest: &mut Guest<'_, T>, values: &[Val]) -> Result<Option<Val>, Error>;
}

macro_rules! closures {
    ($($arg:ident)*) => {
        impl<F, R: Ret, $($arg: Value),*> Plain<($($arg,)*)> for F
        where
            F: Fn(&mut Host<'_>, $($arg),*) -> R + Send + Sync + 'static,
        {
            closures! { body Host<'_>; $($arg)* }
        }

        impl<T: 'static, F, R: Ret, $($arg: Value),*> Calling<T, ($($arg,)*)> for F
        where
            F: Fn(&mut Guest<'_, T>, $($arg),*) -> R + Send + Sync + 'static,
        {
            closures! { body Guest<'_, T>; $($arg)* }
        }
    };
    (body $context:ty; $($arg:ident)*) => {
        fn params(&self) -> Vec<ValType> {
            vec![$($arg::TYPE),*]
        }

        fn run(&self, context: &mut $context, values: &[Val]) -> Result<Option<Val>, Error> {
            let mut values = values.iter();
            $(
                let $arg = values.next().and_then($arg::from_val).expect("`Row::fits` has compared the types");
            )*
            self(context, $($arg),*).into_result()
        }
    };
}

#[allow(non_snake_case, unused_mut, unused_variables, reason = "an argument and its type have one name")]
mod closures {
    use super::*;
    closures! {}
    closures! { A1 }
    closures! { A1 A2 }
    closures! { A1 A2 A3 }
    closures! { A1 A2 A3 A4 }
    closures! { A1 A2 A3 A4 A5 }
    closures! { A1 A2 A3 A4 A5 A6 }
    closures! { A1 A2 A3 A4 A5 A6 A7 }
    closures! { A1 A2 A3 A4 A5 A6 A7 A8 }
}
