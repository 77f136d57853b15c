//! What repeats in one stream: texts that were decoded before, and the values they came to.
//!
//! Wherever a type asks for a shared value, the text ahead is compared with the texts remembered.
//! Comparing runs at the speed of memory, and a text that is known need not be scanned for its end.
//! It belongs to one stream, holds a bounded amount, and rests where it does not pay.

mod kind;
pub(crate) mod lent;

use std::any::TypeId;
use std::sync::Arc;

use kind::{Found, Kind, Remembered};
use lent::Values;

/// Texts and values by the type that they are decoded into. The values are lent to the thread
/// while it decodes, where the types themselves reach them; the texts stay with the reader.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    texts: Texts,
    values: Values,
    /// How many bytes have been decoded without anything being asked of it.
    passed: usize,
}

/// Up to how many bytes of elements an answer is small: it is decoded before remembering has paid. What is tested here
/// is small, and about remembering.
const SMALL: usize = if cfg!(test) { 1 } else { 16 << 10 };

/// The texts of a [`Memory`].
#[derive(Debug, Default)]
pub(crate) struct Texts {
    kinds: Vec<Kind>,
    /// The numbers of the values that the reader has just recognized one after the other.
    run: Vec<u32>,
}

/// A text that the one at hand began like, when it ended.
#[derive(Debug)]
pub(crate) struct Expected {
    text: Arc<[u8]>,
    /// How much of it has come.
    come: usize,
}

impl Expected {
    pub(crate) fn missing(&self) -> &[u8] {
        &self.text[self.come..]
    }

    pub(crate) fn advance(&mut self, bytes: usize) {
        self.come += bytes;
    }
}

/// What stands ahead, as far as remembered texts tell.
pub(crate) enum Ahead {
    /// A remembered text of this length.
    Known(usize),
    /// The start of one.
    Started(Expected),
    Unknown,
}

impl Memory {
    /// One that remembers from the first byte on.
    #[cfg(feature = "schemars")]
    pub(crate) fn eager() -> Self {
        Self { passed: SMALL, ..Self::default() }
    }

    /// Decodes a text of which parts may be known.
    ///
    /// At the start of an answer, and where nothing has repeated for long, types do not even ask; the bytes of such a
    /// text count towards asking.
    pub(crate) fn lend<R>(&mut self, decode: impl FnOnce(Option<&mut Texts>) -> (R, usize)) -> R {
        let Self { texts, values, passed } = self;
        let all_rest = !texts.kinds.is_empty() && texts.kinds.iter().all(Kind::rests);
        if *passed < SMALL || all_rest {
            let (decoded, bytes) = decode(None);
            *passed = passed.saturating_add(bytes);
            texts.kinds.iter_mut().for_each(|kind| kind.earn(bytes));
            return decoded;
        }
        texts.run.clear();
        lent::lend(values, || decode(Some(texts)).0)
    }
}

impl Texts {
    /// The place of a kind in the list, which stays the same.
    pub(crate) fn kind(&mut self, of: TypeId) -> usize {
        let known = self.kinds.iter().position(|kind| kind.of == of);
        known.unwrap_or_else(|| {
            self.kinds.push(Kind::new(of));
            self.kinds.len() - 1
        })
    }

    /// Looks for a remembered text at the start of the input. The number of its value joins the
    /// answer that is being prepared.
    #[inline]
    pub(crate) fn recognize(&mut self, kind: usize, input: &[u8], depth: usize) -> Ahead {
        match self.kinds[kind].find(input, depth) {
            Found::Text { number, bytes } => {
                self.run.push(number);
                Ahead::Known(bytes)
            }
            Found::Start(text) => Ahead::Started(Expected { text, come: input.len() }),
            Found::Nothing => Ahead::Unknown,
        }
    }

    /// Answers with all that was recognized since the last answer.
    pub(crate) fn answer(&mut self) -> bool {
        lent::answer(&mut self.run)
    }

    /// Has the next value of this kind offered, if remembering it may pay.
    pub(crate) fn want(&self, kind: usize) {
        if !self.kinds[kind].rests() {
            lent::want();
        }
    }

    /// A text of this kind was decoded. If the value was offered, both are remembered from the second time on.
    pub(crate) fn learn(&mut self, kind: usize, text: &[u8], depth: usize) {
        let kind = &mut self.kinds[kind];
        kind.earn(text.len());
        if let Some((number, size)) = lent::offered() {
            match kind.remember(text, depth, number, size) {
                Remembered::Yes => {}
                Remembered::Not => lent::withdraw(kind.of),
                Remembered::Full => {
                    kind.forget();
                    lent::forget(kind.of);
                }
            }
        }
    }

    /// A text of this kind came to a value that is not to be remembered.
    pub(crate) fn decline(&mut self, kind: usize) {
        if lent::offered().is_some() {
            lent::withdraw(self.kinds[kind].of);
        }
    }
}
