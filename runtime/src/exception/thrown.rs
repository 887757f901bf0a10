//! An exception on its way through the host.

use super::ExnRef;
use crate::error::Result;
use crate::instance::InstanceData;
use crate::module::entity;
use crate::store::{AsContext, StoreOpaque};
use crate::tag::Tag;
use crate::val::Val;
use std::fmt;
use wasmc_abi::{ArchivedEntityIndex, EntityIndex, TagIndex};

/// A guest has thrown an exception that it does not catch. A host function that returns it as its error throws it again, so
/// that the guest may catch it that has called the function.
#[derive(Clone)]
pub struct ThrownException {
    exception: ExnRef,
    /// What modules call its tag, if one has it.
    tag: Option<String>,
    values: Vec<Val>,
}

impl ThrownException {
    pub(crate) fn new(exception: ExnRef, store: &StoreOpaque) -> Self {
        let tag = tag_name(store, exception.tag_in(store));
        let values = exception.fields_in(store);
        Self { exception, tag, values }
    }

    /// The exception.
    pub fn exception(&self) -> &ExnRef {
        &self.exception
    }
}

impl ExnRef {
    /// The error by which a host function throws the exception to whoever has called it.
    ///
    /// # Errors
    /// Always.
    pub fn throw<R>(&self, store: impl AsContext) -> Result<R> {
        Err(ThrownException::new(self.clone(), store.as_context().opaque()).into())
    }
}

impl fmt::Display for ThrownException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("uncaught exception")?;
        if let Some(tag) = &self.tag {
            write!(f, ": tag {tag}")?;
        }
        let values: Vec<String> = self.values.iter().map(ToString::to_string).collect();
        if values.is_empty() { Ok(()) } else { write!(f, " ({})", values.join(", ")) }
    }
}

impl fmt::Debug for ThrownException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for ThrownException {}

/// What modules call a tag: the first name that one exports or imports it by, in quotes, or else its number in the first that
/// has it.
fn tag_name(store: &StoreOpaque, tag: Tag) -> Option<String> {
    let tag = tag.vm(store);
    let index = |instance: &InstanceData| instance.tags.iter().position(|&other| other == tag);
    let mut named = store.instances.iter().filter_map(|instance| name_in(instance, TagIndex::from(index(instance)?)));
    named.next().or_else(|| store.instances.iter().find_map(index).map(|index| index.to_string()))
}

/// The name that an instance exports or imports a tag by.
fn name_in(instance: &InstanceData, tag: TagIndex) -> Option<String> {
    let module = instance.module.info();
    let is_tag = |found: &ArchivedEntityIndex| matches!(entity(found), EntityIndex::Tag(found) if found == tag);
    let exported = module.exports.iter().find(|export| is_tag(&export.entity)).map(|export| &export.name);
    let imported = || module.imports.iter().find(|import| is_tag(&import.entity)).map(|import| &import.name);
    Some(format!("{:?}", exported.or_else(imported)?.as_str()))
}
