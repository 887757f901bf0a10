//! The index spaces of a module (Wasm core specification, 2.5.1) and of its image, one newtype each.

use rkyv::{Archive, Deserialize, Serialize};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Archive, Serialize, Deserialize)]
        #[rkyv(derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug))]
        pub struct $name(pub u32);

        impl $name {
            /// The position of this index in a list of its index space.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// # Panics
            /// If `position` is 2^32 or more; the validator limits every index space far below that.
            fn from(position: usize) -> Self {
                Self(u32::try_from(position).expect("index spaces are limited to 32 bits by validation"))
            }
        }

        impl $name {
            /// The index that an archived one stands for.
            pub fn from_archived(archived: &rkyv::Archived<Self>) -> Self {
                Self(archived.0.to_native())
            }
        }
    )*};
}

indices! {
    /// A type in the type section.
    TypeIndex;
    /// A function, imported ones first.
    FuncIndex;
    /// A table, imported ones first.
    TableIndex;
    /// A linear memory, imported ones first.
    MemoryIndex;
    /// A global, imported ones first.
    GlobalIndex;
    /// An exception tag, imported ones first.
    TagIndex;
    /// An element segment.
    ElemIndex;
    /// A data segment.
    DataIndex;
    /// A position in the instance's array of function references ([`crate::instance::FuncRef`]).
    FuncRefIndex;
    /// A position in the instance's array of exposed globals.
    GlobalSlot;
    /// A distance in bytes from the start of the image.
    ImageOffset;
    /// A position in the Wasm binary, in bytes from its start.
    WasmOffset;
}
