//! The remembered values, where a type that is being decoded reaches them.
//!
//! Between a type and what it is decoded from stands serde, which hands on text, numbers and nothing
//! else. So the values of a stream are lent to its thread while it decodes one element: a type
//! [asks](ask), the reader answers with the numbers of values, and the type takes them.

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::mem;

/// The name under which a type asks for a value that may be remembered.
pub(crate) const ASK_ONE: &str = "\0one shared value";
/// The name under which a type asks for as many entries of a list as are remembered, or for one.
pub(crate) const ASK_RUN: &str = "\0entries of a shared list";

/// How large the room is that is kept for the next list, in bytes: as large as a list that is remembered.
const MAX_ROOM: usize = super::kind::MAX_EACH;

/// The values of a stream.
#[derive(Debug, Default)]
pub(crate) struct Values {
    shelves: Vec<Shelf>,
    /// The numbers of those that the reader answers with.
    answer: Vec<u32>,
    /// The number of the value that a type has just put down, and its size.
    offered: Option<(u32, usize)>,
}

/// The values of one type.
#[derive(Debug)]
struct Shelf {
    of: TypeId,
    /// A `Row` of them.
    row: Box<dyn Any + Send + Sync>,
    drop_last: fn(&mut (dyn Any + Send + Sync)),
}

struct Row<V> {
    /// By number.
    values: Vec<V>,
    /// The room of the last list, for the next.
    room: Vec<V>,
}

/// What is said between a type and the reader, apart from the values: cells without a destructor
/// are the ones that a thread reaches fast.
struct Desk {
    lent: Cell<bool>,
    asked: Cell<Option<TypeId>>,
    wanted: Cell<bool>,
}

thread_local! {
    static DESK: Desk = const {
        Desk { lent: Cell::new(false), asked: Cell::new(None), wanted: Cell::new(false) }
    };
    static VALUES: RefCell<Values> =
        const { RefCell::new(Values { shelves: Vec::new(), answer: Vec::new(), offered: None }) };
}

/// Decodes while the thread has the values. They come back also when a type panics.
pub(super) fn lend<R>(values: &mut Values, decode: impl FnOnce() -> R) -> R {
    let lent_before = DESK.with(|desk| desk.lent.replace(true));
    swap(values);
    let _lending = Lending { values, lent_before };
    decode()
}

struct Lending<'a> {
    values: &'a mut Values,
    lent_before: bool,
}

impl Drop for Lending<'_> {
    fn drop(&mut self) {
        swap(self.values);
        DESK.with(|desk| desk.lent.set(self.lent_before));
    }
}

fn swap(values: &mut Values) {
    with(|lent| mem::swap(lent, values));
}

/// Nothing where the values are out of reach, as while one of them is being cloned.
fn with<R>(access: impl FnOnce(&mut Values) -> R) -> Option<R> {
    VALUES.with(|values| Some(access(&mut *values.try_borrow_mut().ok()?)))
}

/// Whether a reader may know the value of type `V` that comes next. If so, the type has to ask for
/// it under one of the names.
pub(crate) fn ask<V: Any>() -> bool {
    let lent = is_lent();
    if lent {
        DESK.with(|desk| desk.asked.set(Some(TypeId::of::<V>())));
    }
    lent
}

fn is_lent() -> bool {
    DESK.with(|desk| desk.lent.get())
}

/// What was asked for.
pub(crate) fn asked() -> Option<TypeId> {
    DESK.with(|desk| desk.asked.take())
}

/// Has the value that is decoded next offered.
pub(crate) fn want() {
    DESK.with(|desk| desk.wanted.set(true));
}

/// Whether the value that is about to be decoded is wanted.
pub(crate) fn is_wanted() -> bool {
    DESK.with(|desk| desk.wanted.take())
}

/// Puts a value down that was wanted, and that takes so many bytes.
pub(crate) fn offer<V: Any + Send + Sync>(value: V, size: usize) {
    with(|lent| {
        let values = &mut lent.row::<V>()?.values;
        let number = u32::try_from(values.len()).ok()?;
        values.push(value);
        lent.offered = Some((number, size));
        Some(())
    });
}

/// The number and the size of the value put down last, if there is one.
pub(super) fn offered() -> Option<(u32, usize)> {
    with(|lent| lent.offered.take()).flatten()
}

/// Drops the value of this type that was put down last.
pub(super) fn withdraw(of: TypeId) {
    with(|lent| {
        if let Some(shelf) = lent.shelves.iter_mut().find(|shelf| shelf.of == of) {
            (shelf.drop_last)(&mut *shelf.row);
        }
    });
}

/// Drops all values of this type.
pub(super) fn forget(of: TypeId) {
    with(|lent| lent.shelves.retain(|shelf| shelf.of != of));
}

/// Lets the type have the values of these numbers, and takes the list of the last answer back.
pub(super) fn answer(numbers: &mut Vec<u32>) -> bool {
    let answered = with(|lent| mem::swap(&mut lent.answer, numbers));
    numbers.clear();
    answered.is_some()
}

/// Takes the values that the reader answered with. False if there was no answer, or not all of it
/// could be had.
pub(crate) fn take<V: Any + Clone + Send + Sync>(into: &mut Vec<V>) -> bool {
    let taken = with(|lent| {
        let numbers = mem::take(&mut lent.answer);
        let values = &lent.row::<V>()?.values;
        let before = into.len();
        into.reserve(numbers.len());
        into.extend(numbers.iter().map_while(|number| values.get(*number as usize)).cloned());
        let all = !numbers.is_empty() && into.len() - before == numbers.len();
        lent.answer = numbers;
        lent.answer.clear();
        Some(all)
    });
    taken.flatten().unwrap_or(false)
}

/// Takes the value that the reader answered with.
pub(crate) fn take_one<V: Any + Clone + Send + Sync>() -> Option<V> {
    with(|lent| {
        let number = lent.answer.pop()?;
        lent.row::<V>()?.values.get(number as usize).cloned()
    })
    .flatten()
}

/// An empty list, with the room of the one that was [put back](put_room) last: lists grow entry by entry, and those of
/// one stream are about equally long.
pub(crate) fn take_room<V: Any + Send + Sync>() -> Vec<V> {
    if !is_lent() {
        return Vec::new();
    }
    with(|lent| Some(mem::take(&mut lent.row::<V>()?.room))).flatten().unwrap_or_default()
}

/// Keeps the room of a list for the next one, unless it is large.
pub(crate) fn put_room<V: Any + Send + Sync>(mut list: Vec<V>) {
    list.clear();
    if is_lent() && list.capacity() * size_of::<V>() <= MAX_ROOM {
        with(|lent| lent.row::<V>().map(|row| row.room = list));
    }
}

impl Values {
    fn row<V: Any + Send + Sync>(&mut self) -> Option<&mut Row<V>> {
        let of = TypeId::of::<V>();
        let place = self.shelves.iter().position(|shelf| shelf.of == of);
        let place = place.unwrap_or_else(|| {
            let row = Row::<V> { values: Vec::new(), room: Vec::new() };
            self.shelves.push(Shelf { of, row: Box::new(row), drop_last: drop_last::<V> });
            self.shelves.len() - 1
        });
        self.shelves[place].row.downcast_mut()
    }
}

fn drop_last<V: Any>(row: &mut (dyn Any + Send + Sync)) {
    if let Some(row) = row.downcast_mut::<Row<V>>() {
        row.values.pop();
    }
}
