//! The errors of the interface, by their numbers, and which error of the system is which.

use rustix::io::Errno as Sys;
use std::io;

/// Lists the errors: number, name, and the system's of the same meaning.
macro_rules! errors {
    ($($name:ident = $number:literal $(<- $($system:ident)|+)?,)*) => {
        /// An error of the interface. Success, 0, is none.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "the names are POSIX's")]
        pub enum Errno {
            $($name = $number,)*
        }

        impl From<Sys> for Errno {
            /// What has no number of its own is an input/output error.
            fn from(error: Sys) -> Self {
                match error {
                    $($($(Sys::$system)|+ => Self::$name,)?)*
                    _ => Self::Io,
                }
            }
        }
    };
}

errors! {
    TooBig = 1 <- TOOBIG,
    Acces = 2 <- ACCESS,
    Addrinuse = 3 <- ADDRINUSE,
    Addrnotavail = 4 <- ADDRNOTAVAIL,
    Afnosupport = 5 <- AFNOSUPPORT,
    Again = 6 <- AGAIN,
    Already = 7 <- ALREADY,
    Badf = 8 <- BADF,
    Badmsg = 9 <- BADMSG,
    Busy = 10 <- BUSY,
    Canceled = 11 <- CANCELED,
    Connaborted = 13 <- CONNABORTED,
    Connrefused = 14 <- CONNREFUSED,
    Connreset = 15 <- CONNRESET,
    Deadlk = 16 <- DEADLK,
    Destaddrreq = 17 <- DESTADDRREQ,
    Dom = 18 <- DOM,
    Dquot = 19 <- DQUOT,
    Exist = 20 <- EXIST,
    Fault = 21 <- FAULT,
    Fbig = 22 <- FBIG,
    Hostunreach = 23 <- HOSTUNREACH,
    Ilseq = 25 <- ILSEQ,
    Inprogress = 26 <- INPROGRESS,
    Intr = 27 <- INTR,
    Inval = 28 <- INVAL,
    Io = 29 <- IO,
    Isconn = 30 <- ISCONN,
    Isdir = 31 <- ISDIR,
    Loop = 32 <- LOOP,
    Mfile = 33 <- MFILE,
    Mlink = 34 <- MLINK,
    Msgsize = 35 <- MSGSIZE,
    Nametoolong = 37 <- NAMETOOLONG,
    Netdown = 38 <- NETDOWN,
    Netreset = 39 <- NETRESET,
    Netunreach = 40 <- NETUNREACH,
    Nfile = 41 <- NFILE,
    Nobufs = 42 <- NOBUFS,
    Nodev = 43 <- NODEV,
    Noent = 44 <- NOENT,
    Nolck = 46 <- NOLCK,
    Nomem = 48 <- NOMEM,
    Noprotoopt = 50 <- NOPROTOOPT,
    Nospc = 51 <- NOSPC,
    Nosys = 52 <- NOSYS,
    Notconn = 53 <- NOTCONN,
    Notdir = 54 <- NOTDIR,
    Notempty = 55 <- NOTEMPTY,
    Notsock = 57 <- NOTSOCK,
    Notsup = 58 <- OPNOTSUPP,
    Notty = 59 <- NOTTY,
    Nxio = 60 <- NXIO,
    Overflow = 61 <- OVERFLOW,
    Perm = 63 <- PERM,
    Pipe = 64 <- PIPE,
    Proto = 65 <- PROTO,
    Protonosupport = 66 <- PROTONOSUPPORT,
    Prototype = 67 <- PROTOTYPE,
    Range = 68 <- RANGE,
    Rofs = 69 <- ROFS,
    Spipe = 70 <- SPIPE,
    Srch = 71 <- SRCH,
    Stale = 72 <- STALE,
    Timedout = 73 <- TIMEDOUT,
    Txtbsy = 74 <- TXTBSY,
    Xdev = 75 <- XDEV,
    Notcapable = 76,
}

impl From<io::Error> for Errno {
    fn from(error: io::Error) -> Self {
        match Sys::from_io_error(&error) {
            Some(error) => error.into(),
            // Errors that the sandbox makes itself: a path that leads out of it is a lack of permission.
            None => match error.kind() {
                io::ErrorKind::PermissionDenied => Self::Perm,
                io::ErrorKind::NotFound => Self::Noent,
                io::ErrorKind::AlreadyExists => Self::Exist,
                io::ErrorKind::InvalidInput => Self::Inval,
                io::ErrorKind::Unsupported => Self::Notsup,
                _ => Self::Io,
            },
        }
    }
}

/// A result of the interface.
pub type Result<T, E = Errno> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_errors_have_numbers_of_their_own() {
        for (system, errno) in [(libc::EROFS, 69), (libc::EXDEV, 75), (libc::ENXIO, 60), (libc::ENOTSUP, 58)] {
            assert_eq!(Errno::from(io::Error::from_raw_os_error(system)) as u16, errno);
        }
        assert_eq!(Errno::from(io::Error::from(io::ErrorKind::PermissionDenied)), Errno::Perm);
    }
}
