//! Functions of sockets. A guest cannot make one; those that it has are its standard streams, or were accepted through one.

use super::{Call, flags};
use crate::errno::{Errno, Result};
use crate::file::{FdFlags, File, FileType, transferred};
use crate::memory::Buffers;
use crate::rights::Rights;
use crate::table::{Descriptor, Resource};
use rustix::net::{Shutdown, SocketFlags};
use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;

impl Call<'_> {
    pub fn sock_accept(&self, fd: u32, fdflags: u32, accepted: u32) -> Result<()> {
        let fdflags = flags::<FdFlags>(fdflags)?;
        let result = self.memory.buffer(accepted, 4)?;
        let socket = self.socket(fd, Rights::SOCK_ACCEPT)?;
        let mut system = SocketFlags::CLOEXEC;
        system.set(SocketFlags::NONBLOCK, fdflags.contains(FdFlags::NONBLOCK));
        let connection = File::new(rustix::net::accept_with(socket.file(Rights::SOCK_ACCEPT)?, system)?)?;
        let rights = connection.all_rights();
        let fd = self.ctx.table().push(Descriptor::new(Resource::File(connection), rights, Rights::empty(), false))?;
        result.write(0, &fd.0.to_le_bytes());
        Ok(())
    }

    pub fn sock_recv(&self, fd: u32, iovs: u32, iovs_len: u32, flags: u32, size: u32, roflags: u32) -> Result<()> {
        const PEEK: u32 = 1;
        const WAITALL: u32 = 2;
        if flags & !(PEEK | WAITALL) != 0 {
            return Err(Errno::Inval);
        }
        let socket = self.socket(fd, Rights::FD_READ)?;
        let buffers = self.memory.buffers(iovs, iovs_len)?;
        let results = (self.memory.buffer(size, 4)?, self.memory.buffer(roflags, 2)?);
        let peek = if flags & PEEK != 0 { libc::MSG_PEEK } else { 0 };
        let wait_all = if flags & WAITALL != 0 { libc::MSG_WAITALL } else { 0 };
        let mut message = message(&buffers);
        let socket = socket.file(Rights::FD_READ)?.as_fd().as_raw_fd();
        // SAFETY: the message's buffers lie in the guest's memory, which is borrowed, and it has no other parts.
        let received = transferred(|| unsafe { libc::recvmsg(socket, &raw mut message, peek | wait_all) })?;
        let truncated = u16::from(message.msg_flags & libc::MSG_TRUNC != 0);
        results.0.write(0, &received.to_le_bytes());
        results.1.write(0, &truncated.to_le_bytes());
        Ok(())
    }

    pub fn sock_send(&self, fd: u32, iovs: u32, iovs_len: u32, flags: u32, size: u32) -> Result<()> {
        if flags != 0 {
            return Err(Errno::Inval);
        }
        let socket = self.socket(fd, Rights::FD_WRITE)?;
        let buffers = self.memory.buffers(iovs, iovs_len)?;
        let result = self.memory.buffer(size, 4)?;
        let message = message(&buffers);
        let socket = socket.file(Rights::FD_WRITE)?.as_fd().as_raw_fd();
        // SAFETY: as for `sock_recv`.
        let sent = transferred(|| unsafe { libc::sendmsg(socket, &raw const message, libc::MSG_NOSIGNAL) })?;
        result.write(0, &sent.to_le_bytes());
        Ok(())
    }

    pub fn sock_shutdown(&self, fd: u32, how: u32) -> Result<()> {
        let how = match how {
            1 => Shutdown::Read,
            2 => Shutdown::Write,
            3 => Shutdown::Both,
            _ => return Err(Errno::Inval),
        };
        let socket = self.socket(fd, Rights::SOCK_SHUTDOWN)?;
        Ok(rustix::net::shutdown(socket.file(Rights::SOCK_SHUTDOWN)?, how)?)
    }

    /// A descriptor that is a socket's, with these rights.
    fn socket(&self, fd: u32, needed: Rights) -> Result<Arc<Descriptor>> {
        let descriptor = self.get(fd)?;
        match descriptor.resource() {
            Resource::File(file) if matches!(file.filetype(), FileType::SocketStream | FileType::SocketDgram) => {}
            _ => return Err(Errno::Notsock),
        }
        descriptor.file(needed)?;
        Ok(descriptor)
    }
}

/// A message of these buffers, and nothing else.
fn message(buffers: &Buffers<'_>) -> libc::msghdr {
    let buffers = buffers.as_slice();
    libc::msghdr {
        msg_name: std::ptr::null_mut(),
        msg_namelen: 0,
        msg_iov: buffers.as_ptr().cast_mut(),
        msg_iovlen: buffers.len(),
        msg_control: std::ptr::null_mut(),
        msg_controllen: 0,
        msg_flags: 0,
    }
}
