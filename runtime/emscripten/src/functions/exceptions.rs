//! Exceptions of C++ and `longjmp`, of the kind that JavaScript carries: a throw is an error of the host function, which
//! ends every call up to the `invoke_*` that catches it. What follows is between the guest and its host: which handler
//! the exception is for, who has caught it, and when it is destroyed.
//!
//! In front of each object the guest has a header of 24 bytes, which only present versions also know of: older ones leave
//! its memory to the host.

use crate::guest::Guest;
use crate::row::{Host, Row};
use crate::state::{Aborted, Emscripten, Uncaught};
use wasmc_runtime::{Error, FuncType, Val};

/// The header's fields, by their distance from its start.
mod header {
    pub const BYTES: u32 = 24;
    pub const REFERENCES: u32 = 0;
    pub const TYPE: u32 = 4;
    pub const DESTRUCTOR: u32 = 8;
    pub const CAUGHT: u32 = 12;
    pub const RETHROWN: u32 = 13;
    pub const ADJUSTED: u32 = 16;
}

/// An exception, by its object's address.
#[derive(Clone, Copy)]
struct Object(u32);

impl Object {
    fn field(self, offset: u32) -> u32 {
        self.0.wrapping_sub(header::BYTES).wrapping_add(offset)
    }

    fn word(self, host: &Host<'_>, offset: u32) -> Result<u32, Error> {
        Ok(host.memory.u32(self.field(offset))?)
    }

    fn set_word(self, host: &mut Host<'_>, offset: u32, value: u32) -> Result<(), Error> {
        Ok(host.memory.write(self.field(offset), &value.to_le_bytes())?)
    }

    fn flag(self, host: &Host<'_>, offset: u32) -> Result<bool, Error> {
        Ok(host.memory.slice(self.field(offset), 1)?[0] != 0)
    }

    fn set_flag(self, host: &mut Host<'_>, offset: u32, value: bool) -> Result<(), Error> {
        Ok(host.memory.write(self.field(offset), &[value.into()])?)
    }
}

/// Whether a name is `__cxa_find_matching_catch_*`, which takes as many types as its number says, and two.
pub fn is_find(name: &str) -> bool {
    let number = name.strip_prefix("__cxa_find_matching_catch_");
    number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The function of such a name.
pub fn find_row<T: 'static>(ty: &FuncType) -> Row<T> {
    Row::dynamic("__cxa_find_matching_catch", ty.params.clone(), |guest, types| {
        let types: Vec<u32> = types.iter().filter_map(|ty| ty.i32().map(i32::cast_unsigned)).collect();
        find_matching_catch(guest, &types).map(|object| Some(Val::I32(object.cast_signed())))
    })
}

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::calling("__cxa_allocate_exception", allocate::<T>),
        Row::calling("__cxa_free_exception", |guest: &mut Guest<'_, T>, object: u32| free(guest, Object(object))),
        Row::plain("__cxa_init_primary_exception", |host: &mut Host<'_>, object: u32, ty: u32, destructor: u32| {
            initialize(host, Object(object), ty, destructor)?;
            Ok::<_, Error>(object)
        }),
        Row::plain("__cxa_throw", throw),
        Row::plain("__cxa_rethrow", rethrow),
        Row::plain("__resumeException", resume),
        Row::plain("llvm_eh_typeid_for", |_: &mut Host<'_>, ty: u32| ty),
        Row::calling("__cxa_find_matching_catch", |guest: &mut Guest<'_, T>| find_matching_catch(guest, &[])),
        Row::calling("__cxa_begin_catch", |guest: &mut Guest<'_, T>, object: u32| begin_catch(guest, Object(object))),
        Row::calling("__cxa_end_catch", end_catch::<T>),
        Row::calling("__cxa_get_exception_ptr", |guest: &mut Guest<'_, T>, object: u32| {
            adjusted(guest, Object(object))
        }),
        Row::plain("__cxa_uncaught_exceptions", |host: &mut Host<'_>| host.state.exceptions.uncaught),
        Row::plain("__cxa_uncaught_exception", |host: &mut Host<'_>| i32::from(host.state.exceptions.uncaught > 0)),
        Row::calling("__cxa_increment_exception_refcount", |guest: &mut Guest<'_, T>, object: u32| match object {
            0 => Ok(()),
            _ => add_reference(guest, Object(object)),
        }),
        Row::calling("__cxa_decrement_exception_refcount", |guest: &mut Guest<'_, T>, object: u32| match object {
            0 => Ok(()),
            _ => drop_reference(guest, Object(object)),
        }),
        Row::calling("__cxa_current_primary_exception", |guest: &mut Guest<'_, T>| {
            let Some(&object) = guest.state().exceptions.caught.last() else { return Ok(0) };
            add_reference(guest, Object(object))?;
            Ok::<_, Error>(object)
        }),
        Row::plain("__cxa_rethrow_primary_exception", |host: &mut Host<'_>, object: u32| {
            if object == 0 {
                return Ok(());
            }
            hold(host.state, object)?;
            Object(object).set_flag(host, header::RETHROWN, true)?;
            rethrow(host)
        }),
        Row::plain("__cxa_call_unexpected", |_: &mut Host<'_>, _: i32| {
            Err::<(), _>(Aborted("an exception that its function does not allow".to_owned()).into_error())
        }),
        Row::plain("_emscripten_throw_longjmp", longjmp),
        Row::calling("emscripten_longjmp", |guest: &mut Guest<'_, T>, buffer: i32, value: i32| {
            guest.call_needed("setThrew", &[buffer, if value == 0 { 1 } else { value }])?;
            Err::<(), _>(Error::host(Uncaught::Longjmp))
        }),
        Row::plain("getTempRet0", |host: &mut Host<'_>| host.state.upper_half),
        Row::plain("setTempRet0", |host: &mut Host<'_>, half: i32| host.state.upper_half = half),
    ]
}

fn longjmp(_: &mut Host<'_>) -> Result<(), Error> {
    Err(Error::host(Uncaught::Longjmp))
}

/// Room for an object, with a header in front.
fn allocate<T: 'static>(guest: &mut Guest<'_, T>, bytes: u32) -> Result<u32, Error> {
    let out_of_memory = || Aborted("no memory for an exception".to_owned()).into_error();
    let all = bytes.checked_add(header::BYTES).ok_or_else(out_of_memory)?;
    match guest.call_needed("malloc", &[all.cast_signed()])?.cast_unsigned() {
        0 => Err(out_of_memory()),
        start => Ok(start.wrapping_add(header::BYTES)),
    }
}

fn free<T: 'static>(guest: &mut Guest<'_, T>, object: Object) -> Result<(), Error> {
    match guest.call_export("__cxa_free_exception", &[object.0.cast_signed()])? {
        Some(_) => Ok(()),
        None => guest.call_needed("free", &[object.field(0).cast_signed()]).map(|_| ()),
    }
}

fn initialize(host: &mut Host<'_>, object: Object, ty: u32, destructor: u32) -> Result<(), Error> {
    object.set_word(host, header::REFERENCES, 0)?;
    object.set_word(host, header::TYPE, ty)?;
    object.set_word(host, header::DESTRUCTOR, destructor)?;
    object.set_word(host, header::ADJUSTED, 0)?;
    object.set_flag(host, header::CAUGHT, false)?;
    object.set_flag(host, header::RETHROWN, false)
}

fn throw(host: &mut Host<'_>, object: u32, ty: u32, destructor: u32) -> Result<(), Error> {
    initialize(host, Object(object), ty, destructor)?;
    host.state.exceptions.uncaught += 1;
    leave(host, Object(object))
}

/// Ends all calls up to the one that catches.
fn leave(host: &mut Host<'_>, object: Object) -> Result<(), Error> {
    host.state.exceptions.last = object.0;
    Err(Error::host(Uncaught::Exception { object: object.0, what: None }))
}

/// The name of an exception's type, for a message: the second word of what describes the type.
pub fn type_name(host: &Host<'_>, object: u32) -> Option<String> {
    let ty = Object(object).word(host, header::TYPE).ok().filter(|&ty| ty != 0)?;
    let name = host.memory.u32(ty.checked_add(4)?).ok()?;
    host.memory.text(name).ok()
}

fn rethrow(host: &mut Host<'_>) -> Result<(), Error> {
    let Some(object) = host.state.exceptions.caught.pop().map(Object) else {
        return Err(Aborted("`throw;` without an exception".to_owned()).into_error());
    };
    // One that is thrown by its pointer was pushed for this call alone; other ones are still their handler's.
    if !object.flag(host, header::RETHROWN)? {
        host.state.exceptions.caught.push(object.0);
        object.set_flag(host, header::RETHROWN, true)?;
        object.set_flag(host, header::CAUGHT, false)?;
        host.state.exceptions.uncaught += 1;
    }
    leave(host, object)
}

fn resume(host: &mut Host<'_>, object: u32) -> Result<(), Error> {
    let last = host.state.exceptions.last;
    leave(host, Object(if last == 0 { object } else { last }))
}

/// Finds the first of a handler's types that fits the exception on its way: the guest looks for it in the upper half.
fn find_matching_catch<T: 'static>(guest: &mut Guest<'_, T>, types: &[u32]) -> Result<u32, Error> {
    let object = Object(guest.state().exceptions.last);
    if object.0 == 0 {
        guest.set_upper_half(0)?;
        return Ok(0);
    }
    let mut host = guest.host()?;
    object.set_word(&mut host, header::ADJUSTED, object.0)?;
    let thrown = object.word(&host, header::TYPE)?;
    let mut found = thrown;
    for &caught in types.iter().take_while(|_| thrown != 0) {
        if caught == 0 || caught == thrown {
            break;
        }
        let arguments = [caught, thrown, object.field(header::ADJUSTED)].map(u32::cast_signed);
        if guest.call_needed("__cxa_can_catch", &arguments)? != 0 {
            found = caught;
            break;
        }
    }
    guest.set_upper_half(found.cast_signed())?;
    Ok(object.0)
}

fn begin_catch<T: 'static>(guest: &mut Guest<'_, T>, object: Object) -> Result<u32, Error> {
    let mut host = guest.host()?;
    if !object.flag(&host, header::CAUGHT)? {
        object.set_flag(&mut host, header::CAUGHT, true)?;
        host.state.exceptions.uncaught -= 1;
    }
    object.set_flag(&mut host, header::RETHROWN, false)?;
    hold(host.state, object.0)?;
    add_reference(guest, object)?;
    adjusted(guest, object)
}

fn end_catch<T: 'static>(guest: &mut Guest<'_, T>) -> Result<(), Error> {
    guest.set_threw(0)?;
    let Some(object) = guest.state().exceptions.caught.pop() else {
        return Err(Aborted("the end of a handler without an exception".to_owned()).into_error());
    };
    drop_reference(guest, Object(object))?;
    guest.state().exceptions.last = 0;
    Ok(())
}

/// Notes that a handler has an exception.
fn hold(state: &mut Emscripten, object: u32) -> Result<(), Error> {
    /// More handlers than a guest's stack has room for.
    const MOST: usize = 1 << 20;
    if state.exceptions.caught.len() == MOST {
        return Err(Aborted("too many exceptions at once".to_owned()).into_error());
    }
    state.exceptions.caught.push(object);
    Ok(())
}

/// What a handler gets: a pointer that was thrown itself, or the object as seen by the handler's type.
fn adjusted<T: 'static>(guest: &mut Guest<'_, T>, object: Object) -> Result<u32, Error> {
    if let Some(found) = guest.call_export("__cxa_get_exception_ptr", &[object.0.cast_signed()])? {
        return Ok(found.cast_unsigned());
    }
    let ty = object.word(&guest.host()?, header::TYPE)?;
    let is_pointer = guest.call_export("__cxa_is_pointer_type", &[ty.cast_signed()])?;
    let host = guest.host()?;
    if is_pointer.is_some_and(|is_pointer| is_pointer != 0) {
        return Ok(host.memory.u32(object.0)?);
    }
    let adjusted = object.word(&host, header::ADJUSTED)?;
    Ok(if adjusted == 0 { object.0 } else { adjusted })
}

fn add_reference<T: 'static>(guest: &mut Guest<'_, T>, object: Object) -> Result<(), Error> {
    if guest.call_export("__cxa_increment_exception_refcount", &[object.0.cast_signed()])?.is_some() {
        return Ok(());
    }
    let mut host = guest.host()?;
    let references = object.word(&host, header::REFERENCES)?;
    object.set_word(&mut host, header::REFERENCES, references.wrapping_add(1))
}

fn drop_reference<T: 'static>(guest: &mut Guest<'_, T>, object: Object) -> Result<(), Error> {
    if guest.call_export("__cxa_decrement_exception_refcount", &[object.0.cast_signed()])?.is_some() {
        return Ok(());
    }
    let mut host = guest.host()?;
    let references = object.word(&host, header::REFERENCES)?;
    object.set_word(&mut host, header::REFERENCES, references.wrapping_sub(1))?;
    // One that is on its way again has no references now, and is destroyed by its next handler.
    if references != 1 || object.flag(&host, header::RETHROWN)? {
        return Ok(());
    }
    let destructor = object.word(&host, header::DESTRUCTOR)?;
    if destructor != 0 {
        guest.call_pointer(destructor, &[object.0.cast_signed()])?;
    }
    free(guest, object)
}
