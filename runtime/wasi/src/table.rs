//! Descriptors: what a guest has open, by number.

use crate::dir::Dir;
use crate::errno::{Errno, Result};
use crate::file::File;
use crate::rights::Rights;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A descriptor's number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fd(pub u32);

/// What a descriptor stands for.
#[derive(Debug)]
pub enum Resource {
    /// Anything but a directory.
    File(File),
    /// A directory.
    Dir(Dir),
}

/// Something open, and what may be done with it.
#[derive(Debug)]
pub struct Descriptor {
    resource: Resource,
    rights: AtomicU64,
    /// What is passed on to what is opened through it.
    inheriting: AtomicU64,
    /// The reason for lacking rights, where it lies in the directory that the guest was given.
    read_only: bool,
}

impl Descriptor {
    /// A descriptor with these rights.
    pub fn new(resource: Resource, rights: Rights, inheriting: Rights, read_only: bool) -> Self {
        Self {
            resource,
            rights: AtomicU64::new(rights.bits()),
            inheriting: AtomicU64::new(inheriting.bits()),
            read_only,
        }
    }

    /// What it stands for.
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// What may be done with it.
    pub fn rights(&self) -> Rights {
        Rights::from_bits_truncate(self.rights.load(Ordering::Relaxed))
    }

    /// What may be done with what is opened through it.
    pub fn inheriting(&self) -> Rights {
        Rights::from_bits_truncate(self.inheriting.load(Ordering::Relaxed))
    }

    /// Whether it is, or lies in, a directory that was given to the guest to be read only.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// Takes away all rights but these, which it must have.
    pub fn reduce(&self, rights: Rights, inheriting: Rights) -> Result<()> {
        if !self.rights().contains(rights) || !self.inheriting().contains(inheriting) {
            return Err(Errno::Notcapable);
        }
        // Another thread may take away others at the same time.
        self.rights.fetch_and(rights.bits(), Ordering::Relaxed);
        self.inheriting.fetch_and(inheriting.bits(), Ordering::Relaxed);
        Ok(())
    }

    /// The error for what there is no right to.
    pub fn denied(&self) -> Errno {
        if self.read_only { Errno::Rofs } else { Errno::Notcapable }
    }

    /// The file, if it is one with these rights. A descriptor that cannot be read or written is as bad for that as none.
    pub fn file(&self, needed: Rights) -> Result<&File> {
        match &self.resource {
            Resource::Dir(_) => Err(Errno::Isdir),
            Resource::File(file) if self.rights().contains(needed) => Ok(file),
            Resource::File(_) if needed.intersects(Rights::FD_READ | Rights::FD_WRITE) => Err(Errno::Badf),
            Resource::File(_) => Err(self.denied()),
        }
    }

    /// The directory, if it is one with these rights.
    pub fn dir(&self, needed: Rights) -> Result<&Dir> {
        match &self.resource {
            Resource::File(_) => Err(Errno::Notdir),
            Resource::Dir(dir) if self.rights().contains(needed) => Ok(dir),
            Resource::Dir(_) => Err(self.denied()),
        }
    }
}

/// A guest's descriptors. Those in use by a call stay open until it ends, whatever other threads do.
#[derive(Debug, Default)]
pub struct Table(RwLock<Numbers>);

#[derive(Debug, Default)]
struct Numbers {
    descriptors: Vec<Option<Arc<Descriptor>>>,
    /// No number below this one is free.
    taken: usize,
}

impl Numbers {
    fn is_in_use(&self, fd: Fd) -> bool {
        self.descriptors.get(fd.0 as usize).is_some_and(Option::is_some)
    }

    /// Puts something at a number, whatever was there before.
    fn set(&mut self, place: usize, descriptor: Arc<Descriptor>) -> Option<Arc<Descriptor>> {
        if self.descriptors.len() <= place {
            self.descriptors.resize(place + 1, None);
        }
        self.descriptors[place].replace(descriptor)
    }

    /// Frees a number.
    fn take(&mut self, fd: Fd) -> Option<Arc<Descriptor>> {
        let taken = self.descriptors.get_mut(fd.0 as usize)?.take()?;
        self.taken = self.taken.min(fd.0 as usize);
        Some(taken)
    }
}

impl Table {
    fn read(&self) -> RwLockReadGuard<'_, Numbers> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Numbers> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a number stands for.
    pub fn get(&self, fd: Fd) -> Result<Arc<Descriptor>> {
        self.read().descriptors.get(fd.0 as usize).and_then(Clone::clone).ok_or(Errno::Badf)
    }

    /// Gives it the lowest number that is free.
    pub fn push(&self, descriptor: Descriptor) -> Result<Fd> {
        let mut numbers = self.write();
        let rest = &numbers.descriptors[numbers.taken..];
        let free = numbers.taken + rest.iter().position(Option::is_none).unwrap_or(rest.len());
        let fd = Fd(u32::try_from(free).ok().filter(|&fd| fd < 1 << 31).ok_or(Errno::Mfile)?);
        numbers.set(free, Arc::new(descriptor));
        numbers.taken = free + 1;
        Ok(fd)
    }

    /// Gives it a number, whatever had it before.
    pub fn set(&self, fd: Fd, descriptor: Descriptor) {
        let replaced = self.write().set(fd.0 as usize, Arc::new(descriptor));
        drop(replaced);
    }

    /// Frees a number.
    pub fn close(&self, fd: Fd) -> Result<()> {
        let closed = self.write().take(fd);
        // The file is closed here, without the lock: that may take a while.
        closed.map(drop).ok_or(Errno::Badf)
    }

    /// Gives what has the number `from` the number `to`, which must be in use.
    pub fn renumber(&self, from: Fd, to: Fd) -> Result<()> {
        let mut numbers = self.write();
        if !numbers.is_in_use(from) || !numbers.is_in_use(to) {
            return Err(Errno::Badf);
        }
        if from != to {
            let moved = numbers.take(from).expect("it is in use");
            let replaced = numbers.set(to.0 as usize, moved);
            drop(numbers);
            drop(replaced);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptor() -> Descriptor {
        let file = File::new(std::fs::File::open("/dev/null").unwrap().into()).unwrap();
        Descriptor::new(Resource::File(file), Rights::STREAM, Rights::empty(), false)
    }

    #[test]
    fn the_lowest_number_that_is_free_is_next() {
        let table = Table::default();
        table.set(Fd(2), descriptor());
        let next = || table.push(descriptor()).unwrap().0;
        assert_eq!([next(), next(), next(), next()], [0, 1, 3, 4]);
        table.close(Fd(3)).unwrap();
        table.close(Fd(1)).unwrap();
        assert_eq!(table.close(Fd(1)), Err(Errno::Badf));
        assert_eq!([next(), next(), next()], [1, 3, 5]);
        table.renumber(Fd(0), Fd(4)).unwrap();
        assert_eq!(table.renumber(Fd(0), Fd(4)), Err(Errno::Badf));
        assert_eq!(table.renumber(Fd(4), Fd(9)), Err(Errno::Badf));
        table.renumber(Fd(4), Fd(4)).unwrap();
        assert_eq!([next(), next()], [0, 6]);
    }
}
