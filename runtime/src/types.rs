//! The engine's numbers for defined types, and which type fits where another is asked for.
//!
//! Two types have the same number exactly if they are equal, whichever modules or host functions define them. Equality is
//! that of the core specification 3.0 (3.3, "rolling"): two recursion groups are equal as wholes, when they have the
//! same types in the same order, and the references to types of the group lead to the same positions in it. So groups are
//! what is looked up, in a form in which each reference is a number already, or a position in the group.

use std::collections::HashMap;
use std::iter::successors;
use std::sync::Arc;
use wasmc_abi::{FuncType, HeapType, RefType, SubType, TypeIndex, ValType};

/// Marks a reference in a group's form as a position in the group. Numbers are smaller.
const IN_GROUP: u32 = 1 << 31;

/// All types that an engine has seen. They are kept as long as it is.
#[derive(Default)]
pub struct Types {
    /// The number of each group's first type, by the group's form. The others follow it.
    groups: HashMap<Vec<SubType>, u32>,
    by_number: Vec<Entry>,
}

struct Entry {
    signature: Arc<FuncType>,
    supertype: Option<u32>,
}

impl Types {
    /// The numbers of a module's types, which come in groups of these sizes. The artifact's checks hold that no type refers
    /// to one after its group, and that each one's supertype comes before it.
    pub fn add_module(&mut self, types: &[SubType], groups: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(types.len());
        for size in groups {
            let start = numbers.len();
            let group = &types[start..start + size as usize];
            let reference = |ty: TypeIndex| match ty.index().checked_sub(start) {
                None => TypeIndex(numbers[ty.index()]),
                Some(position) => TypeIndex(IN_GROUP | position as u32),
            };
            let form = group.iter().map(|ty| ty.map_types(reference)).collect();
            let first = self.add_group(form);
            numbers.extend(first..first + size);
        }
        numbers
    }

    /// The number of the type that `(type (func …))` defines.
    ///
    /// # Panics
    /// If it refers to a type that the engine does not know.
    pub fn add_func_type(&mut self, ty: &FuncType) -> u32 {
        let known = |number: TypeIndex| {
            assert!(number.index() < self.by_number.len(), "a function type refers to a type of another engine");
            number
        };
        let form = SubType::from(ty.map_types(known));
        self.add_group(vec![form])
    }

    fn add_group(&mut self, form: Vec<SubType>) -> u32 {
        if let Some(&first) = self.groups.get(&form) {
            return first;
        }
        let first = u32::try_from(self.by_number.len()).ok().filter(|&first| first < IN_GROUP - form.len() as u32);
        let first = first.expect("memory ends before 2^31 types do");
        for ty in &form {
            let ty = ty.map_types(|TypeIndex(reference)| match reference & IN_GROUP {
                0 => TypeIndex(reference),
                _ => TypeIndex(first + (reference & !IN_GROUP)),
            });
            let supertype = ty.supertype.map(|ty| ty.0);
            self.by_number.push(Entry { signature: Arc::new(ty.func().clone()), supertype });
        }
        self.groups.insert(form, first);
        first
    }

    /// The signature of a type; references in it are numbers of this engine.
    pub fn signature(&self, number: u32) -> Arc<FuncType> {
        self.by_number[number as usize].signature.clone()
    }

    /// Whether a function of the first type is one of the second, too.
    pub fn is_subtype(&self, found: u32, wanted: u32) -> bool {
        successors(Some(found), |&ty| self.by_number[ty as usize].supertype).any(|ty| ty == wanted)
    }

    /// Whether all that a place of type `found` refers to may be referred to from one of type `wanted`.
    pub fn heap_type_fits(&self, found: HeapType, wanted: HeapType) -> bool {
        match (found, wanted) {
            (HeapType::Concrete(found), HeapType::Concrete(wanted)) => self.is_subtype(found.0, wanted.0),
            (HeapType::NoFunc | HeapType::NoExtern | HeapType::NoExn, _) => found.top() == wanted.top(),
            _ => found == wanted || found.top() == wanted,
        }
    }

    fn ref_type_fits(&self, found: RefType, wanted: RefType) -> bool {
        (wanted.nullable || !found.nullable) && self.heap_type_fits(found.heap, wanted.heap)
    }

    /// Whether a place of type `wanted` can take all values of type `found`.
    pub fn fits(&self, found: ValType, wanted: ValType) -> bool {
        match (found, wanted) {
            (ValType::Ref(found), ValType::Ref(wanted)) => self.ref_type_fits(found, wanted),
            _ => found == wanted,
        }
    }

    /// Whether a function of type `found` can be called as one of type `wanted`: it takes all that the latter takes, and
    /// returns nothing else.
    pub fn signature_fits(&self, found: &FuncType, wanted: &FuncType) -> bool {
        let all_fit = |found: &[ValType], wanted: &[ValType]| {
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(&found, &wanted)| self.fits(found, wanted))
        };
        all_fit(&wanted.params, &found.params) && all_fit(&found.results, &wanted.results)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(sub $supertype (func (param (ref null $param))))`, each if there is one.
    fn func(param: Option<u32>, supertype: Option<u32>) -> SubType {
        let reference = |ty| ValType::Ref(RefType { nullable: true, heap: HeapType::Concrete(TypeIndex(ty)) });
        let ty = FuncType { params: param.map(reference).into_iter().collect(), results: Vec::new() };
        SubType { is_final: false, supertype: supertype.map(TypeIndex), ..ty.into() }
    }

    fn add<const N: usize>(types: &mut Types, module: [SubType; N], groups: &[u32]) -> [u32; N] {
        types.add_module(&module, groups.iter().copied()).try_into().unwrap()
    }

    #[test]
    fn groups_are_equal_as_wholes() {
        let mut types = Types::default();
        let [plain, own, other] =
            add(&mut types, [func(None, None), func(Some(1), None), func(Some(1), None)], &[1; 3]);
        assert!(plain != own && own != other);
        // The same at other indices.
        let [_, _, again] = add(&mut types, [func(None, None), func(None, None), func(Some(2), None)], &[2, 1]);
        assert_eq!(again, own);
        // The same types in one group, and two of a group of which each refers to the other.
        let [first, second] = add(&mut types, [func(None, None), func(Some(1), None)], &[2]);
        assert!(first != plain && second != own);
        let [even, odd] = add(&mut types, [func(Some(1), None), func(Some(0), None)], &[2]);
        assert!(even != odd && even != own);
        assert_eq!(add(&mut types, [func(Some(1), None), func(Some(0), None)], &[2]), [even, odd]);
        // Final types differ from others.
        assert_ne!(types.add_func_type(&FuncType::default()), plain);
    }

    #[test]
    fn subtypes_are_those_declared() {
        let mut types = Types::default();
        let module = [func(None, None), func(None, Some(0)), func(None, Some(1)), func(None, Some(0))];
        let [top, middle, bottom, side] = add(&mut types, module, &[1; 4]);
        assert!(types.is_subtype(bottom, top) && types.is_subtype(bottom, middle) && types.is_subtype(top, top));
        assert!(!types.is_subtype(top, bottom));
        // Equal to the second.
        assert_eq!(side, middle);
        let reference = |nullable, heap| ValType::Ref(RefType { nullable, heap });
        let concrete = HeapType::Concrete(TypeIndex(bottom));
        assert!(types.fits(reference(false, concrete), reference(true, HeapType::Func)));
        assert!(!types.fits(reference(true, concrete), reference(false, HeapType::Func)));
        assert!(!types.fits(reference(false, HeapType::Func), reference(false, concrete)));
        assert!(types.fits(reference(true, HeapType::NoFunc), reference(true, concrete)));
        assert!(!types.fits(reference(true, HeapType::NoExtern), reference(true, concrete)));
    }
}
