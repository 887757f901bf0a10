//! Tables whose elements are known when a module is compiled, so that a call through one needs neither the table nor the
//! function reference in it.
//!
//! A table is constant if nobody can write it once code of the module can run: it is neither imported nor exported, no
//! instruction writes it, and the segments that fill it at instantiation have constant offsets, are within bounds, and come
//! before every segment that may fail. A segment that fails ends the instantiation, but functions that an earlier one put
//! into an imported table can be called nevertheless, and then see the table without the later ones.

use crate::module::Body;
use std::collections::HashMap;
use std::hash::Hash;
use wasmc_abi::{
    ConstExpr, ConstOp, ElementItems, ElementMode, ElementSegment, EntityIndex, FuncIndex, FuncType, HeapType,
    ModuleInfo, TableIndex, TypeIndex, ValType,
};
use wasmparser::Operator;

/// A table may have this many elements for each one that a segment writes, and [`MOST_EMPTY`] more: what is known of an
/// element takes space in the artifact.
const MOST_PER_ITEM: u64 = 16;
const MOST_EMPTY: u64 = 1024;

/// The most functions that calls tell apart by their indices, rather than calling them through their address.
const MOST_DIRECT: usize = 4;

/// A table that never changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConstantTable {
    /// The elements up to the last one that is not null.
    pub elements: Vec<Option<FuncIndex>>,
    /// How many elements there are in all.
    pub size: u64,
    /// Of each of `elements`, the number of its type: 0 for null, equal numbers for equal types.
    pub kinds: Vec<u32>,
    /// Of each number but 0, which elements have it.
    having: Vec<Having>,
    /// By the module's types, the number of each in `kinds`: none if no element has it.
    numbers: Vec<Option<u32>>,
}

/// The elements of one type.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Having {
    /// The first of them, and the first element after all of them.
    pub range: (u64, u64),
    /// How many there are.
    pub count: u64,
    /// The functions among them, in the order of the table, and one more than [`MOST_DIRECT`] if there are more.
    candidates: Vec<Candidate>,
}

/// A function that calls of one type may reach, and at which indices of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The function.
    pub func: FuncIndex,
    /// The indices, ascending.
    pub indices: Vec<u64>,
}

impl ConstantTable {
    fn new(info: &ModuleInfo, types: &[TypeIndex], elements: Vec<Option<FuncIndex>>, size: u64) -> Self {
        let mut by_type = HashMap::new();
        let mut having: Vec<Having> = Vec::new();
        let mut kind = |(index, func): (usize, &Option<FuncIndex>)| {
            let Some(func) = *func else { return 0 };
            let next = by_type.len() as u32 + 1;
            let kind = *by_type.entry(types[info.funcs[func.index()].ty.index()]).or_insert(next);
            having.resize_with(having.len().max(kind as usize), Having::default);
            having[kind as usize - 1].add(index as u64, func);
            kind
        };
        let kinds = elements.iter().enumerate().map(&mut kind).collect();
        let numbers = types.iter().map(|ty| by_type.get(ty).copied()).collect();
        Self { elements, size, kinds, having, numbers }
    }

    /// The number in `kinds` of functions of exactly this type.
    pub fn kind(&self, ty: TypeIndex) -> Option<u32> {
        self.numbers[ty.index()]
    }

    /// The largest number in `kinds`.
    pub fn most_kinds(&self) -> u32 {
        self.having.len() as u32
    }

    /// The elements that have a number, which is not 0.
    pub fn having(&self, kind: u32) -> &Having {
        &self.having[kind as usize - 1]
    }
}

impl Having {
    fn add(&mut self, index: u64, func: FuncIndex) {
        self.range = (if self.count == 0 { index } else { self.range.0 }, index + 1);
        self.count += 1;
        let known = self.candidates.len();
        match self.candidates.iter_mut().find(|candidate| candidate.func == func) {
            Some(candidate) => candidate.indices.push(index),
            None if known > MOST_DIRECT => {}
            None => self.candidates.push(Candidate { func, indices: vec![index] }),
        }
    }

    /// Whether all elements in the range are of the type.
    pub fn fills_range(&self) -> bool {
        self.count == self.range.1 - self.range.0
    }

    /// The functions, if they are few.
    pub fn few(&self) -> Option<&[Candidate]> {
        (self.candidates.len() <= MOST_DIRECT).then_some(&self.candidates)
    }
}

/// Finds the constant tables among a module's tables. `types` are the identities of its types.
///
/// What only such tables hold needs no function reference, unless code reads the table otherwise than by calls: then the
/// segments that fill it become empty. That cannot be seen, since active segments are dropped at instantiation. Returns the
/// functions that code refers to beside, which may have been named by these segments alone.
pub fn take_constants<T: Eq + Hash>(
    info: &mut ModuleInfo,
    bodies: &[Body<'_>],
    types: &[T],
) -> (Vec<Option<ConstantTable>>, Vec<FuncIndex>) {
    let mut contents = fill(info);
    if contents.iter().all(Option::is_none) {
        return (contents.into_iter().map(|_| None).collect(), Vec::new());
    }
    let uses = Uses::of(info, bodies);
    for (table, contents) in contents.iter_mut().enumerate() {
        *contents = contents.take().filter(|_| !uses.written[table]);
        if contents.is_some() && !uses.read[table] {
            info.elements.iter_mut().filter(|segment| fills(segment, table)).for_each(empty);
        }
    }
    let types = representatives(info, types);
    let make = |(table, contents): (usize, Option<Vec<Option<FuncIndex>>>)| {
        Some(ConstantTable::new(info, &types, contents?, info.tables[table].ty.limits.min))
    };
    (contents.into_iter().enumerate().map(make).collect(), uses.referenced)
}

/// For each type, the first one that is equal. The validator gives equal types one identity, but not if none of the
/// proposals is on by which types refer to each other; then, and for all types that do not, their structure says it.
fn representatives<T: Eq + Hash>(info: &ModuleInfo, types: &[T]) -> Vec<TypeIndex> {
    let alone = info.rec_groups.iter().flat_map(|&size| (0..size).map(move |_| size == 1));
    let (mut by_identity, mut by_structure) = (HashMap::new(), HashMap::new());
    let mut representatives = Vec::with_capacity(types.len());
    for (index, ((ty, identity), alone)) in info.types.iter().zip(types).zip(alone).enumerate() {
        let index = TypeIndex::from(index);
        let has_only_structure = alone && ty.is_final && ty.supertype.is_none() && !names_types(ty.func());
        representatives.push(match has_only_structure {
            true => *by_structure.entry(ty.func()).or_insert(index),
            false => *by_identity.entry(identity).or_insert(index),
        });
    }
    representatives
}

fn names_types(ty: &FuncType) -> bool {
    ty.params
        .iter()
        .chain(&ty.results)
        .any(|ty| matches!(ty, ValType::Ref(ty) if matches!(ty.heap, HeapType::Concrete(_))))
}

fn fills(segment: &ElementSegment, table: usize) -> bool {
    matches!(segment.mode, ElementMode::Active { table: target, .. } if target.index() == table)
}

fn empty(segment: &mut ElementSegment) {
    segment.items = ElementItems::Funcs(Vec::new());
}

/// What instantiation leaves in each table, as far as it is known and nobody outside of the module can change it.
fn fill(info: &ModuleInfo) -> Vec<Option<Vec<Option<FuncIndex>>>> {
    let mut contents: Vec<_> = (0..info.tables.len()).map(|table| begin(info, table.into())).collect();
    let mut may_have_failed = false;
    for segment in &info.elements {
        let ElementMode::Active { table, offset } = &segment.mode else { continue };
        let target = &mut contents[table.index()];
        let size = info.tables[table.index()].ty.limits.min;
        let items = constant_offset(offset).zip(items(segment));
        let range = items.and_then(|(offset, items)| {
            let end = offset.checked_add(items.len() as u64).filter(|&end| end <= size)?;
            Some((offset..end, items))
        });
        // The size of an imported table is at least that of its import.
        may_have_failed |= range.is_none();
        *target = match (target.take(), range) {
            (Some(elements), Some((range, items))) if !may_have_failed => write(elements, range, items),
            _ => None,
        };
    }
    contents
}

/// What a table begins with; none if others may write it, or if that is not known.
fn begin(info: &ModuleInfo, table: TableIndex) -> Option<Vec<Option<FuncIndex>>> {
    let is_exported = info.exports.iter().any(|export| export.entity == EntityIndex::Table(table));
    let declared = &info.tables[table.index()];
    if table.0 < info.imported_tables || is_exported || declared.ty.element.heap.top() != HeapType::Func {
        return None;
    }
    let func = declared.init.as_ref().map_or(Some(None), item)?;
    match func {
        Some(_) if declared.ty.limits.min > MOST_EMPTY => None,
        Some(_) => Some(vec![func; declared.ty.limits.min as usize]),
        None => Some(Vec::new()),
    }
}

fn write(
    mut elements: Vec<Option<FuncIndex>>,
    range: std::ops::Range<u64>,
    items: Vec<Option<FuncIndex>>,
) -> Option<Vec<Option<FuncIndex>>> {
    let most = MOST_EMPTY + MOST_PER_ITEM * (elements.len() + items.len()) as u64;
    if range.end > most {
        return None;
    }
    let range = range.start as usize..range.end as usize;
    elements.resize(elements.len().max(range.end), None);
    elements[range].copy_from_slice(&items);
    let used = elements.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    elements.truncate(used);
    Some(elements)
}

fn constant_offset(offset: &ConstExpr) -> Option<u64> {
    match offset.0[..] {
        [ConstOp::I32Const(offset)] => Some(offset.cast_unsigned().into()),
        [ConstOp::I64Const(offset)] => Some(offset.cast_unsigned()),
        _ => None,
    }
}

fn items(segment: &ElementSegment) -> Option<Vec<Option<FuncIndex>>> {
    match &segment.items {
        ElementItems::Funcs(funcs) => Some(funcs.iter().copied().map(Some).collect()),
        ElementItems::Exprs(exprs) => exprs.iter().map(item).collect(),
    }
}

/// The function or null that an expression gives, if that is known.
fn item(expr: &ConstExpr) -> Option<Option<FuncIndex>> {
    match expr.0[..] {
        [ConstOp::RefFunc(func)] => Some(Some(func)),
        [ConstOp::RefNull(_)] => Some(None),
        _ => None,
    }
}

/// What code does with tables, besides calling what is in them.
struct Uses {
    written: Vec<bool>,
    read: Vec<bool>,
    /// The functions that it makes references to.
    referenced: Vec<FuncIndex>,
}

impl Uses {
    /// Reads all operators. Nothing is validated yet; what is behind an error does not matter.
    fn of(info: &ModuleInfo, bodies: &[Body<'_>]) -> Self {
        let tables = info.tables.len();
        let mut uses = Self { written: vec![false; tables], read: vec![false; tables], referenced: Vec::new() };
        for operator in bodies.iter().flat_map(Body::operators) {
            uses.add(info, &operator);
        }
        uses
    }

    fn add(&mut self, info: &ModuleInfo, operator: &Operator<'_>) {
        let mark = |tables: &mut Vec<bool>, table: u32| {
            tables.get_mut(table as usize).into_iter().for_each(|table| *table = true);
        };
        match *operator {
            Operator::TableSet { table }
            | Operator::TableGrow { table }
            | Operator::TableFill { table }
            | Operator::TableInit { table, .. } => mark(&mut self.written, table),
            Operator::TableCopy { dst_table, src_table } => {
                mark(&mut self.written, dst_table);
                mark(&mut self.read, src_table);
            }
            Operator::TableGet { table } => mark(&mut self.read, table),
            // Which functions have a subtype, nobody has found out here.
            Operator::CallIndirect { type_index, table_index }
            | Operator::ReturnCallIndirect { type_index, table_index }
                if info.types.get(type_index as usize).is_none_or(|ty| !ty.is_final) =>
            {
                mark(&mut self.read, table_index);
            }
            Operator::RefFunc { function_index } => self.referenced.push(FuncIndex(function_index)),
            _ => {}
        }
    }
}
