//! The remembered texts of one type.

use std::any::TypeId;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;
use std::mem;
use std::sync::Arc;

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail")]
mod tests;

/// How many texts of a type are remembered, and how many bytes they and their values may have
/// together, and each of them: enough for every entry of a large catalogue in several variants, and
/// short of what a stream may take (8 MB). What a value has elsewhere, such as its strings, came out
/// of its text, and is taken for as large.
const MAX_TEXTS: usize = 4096;
const MAX_BYTES: usize = 1 << 20;
pub(super) const MAX_EACH: usize = 64 << 10;

/// Up to which length a text that was not expected is looked up. A longer one is a list rather than
/// an entry, and reading all of it once more would cost more than it saves.
const LOOKED_UP: usize = 1024;

/// How many texts are known to have been there once.
const MAX_SEEN: usize = 2 * MAX_TEXTS;

/// Of a text of any length this much of its start and of its end tells whether it has been there. One that is taken for
/// another is remembered in vain.
const LOOKED_AT: usize = 128;

/// How many texts are tried, the newest first, where the guesses fail.
const TRIED: usize = 8;

/// What may be spent before anything has repeated, and what may be saved up.
const START: i64 = 256 << 10;
const SAVINGS: i64 = 1 << 20;

/// What must have been saved before a kind that rests wakes: enough to try all and to remember some texts, or it would
/// spend what it has on trying, and never learn what has begun to repeat.
const WAKING: i64 = 32 << 10;

/// In bytes of text, what trying a text costs that turns out to be another one: a fixed part, and
/// of what was equal the part by which comparing is faster than decoding.
const TRIAL: i64 = 16;
const COMPARING: i64 = 8;

/// In bytes of text, what it costs to look whether a text has been there.
const LOOKING: i64 = 64;

/// The part of every decoded text that may be spent on trying again, so that a kind that rests
/// wakes now and then.
const ALLOWANCE: i64 = 32;

/// How much is compared between two looks at how far it came.
const BLOCK: usize = 1024;

/// No text.
const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct Kind {
    pub(super) of: TypeId,
    /// By the number of their value.
    texts: Vec<Text>,
    numbers: HashMap<Arc<[u8]>, u32>,
    bytes: usize,
    /// Hashes of what has been decoded. What comes once only, such as all that never repeats, is not remembered.
    seen: HashSet<u64>,
    /// The text that was there last.
    last: u32,
    /// The newest first.
    recent: Vec<u32>,
    /// Bytes that need not be decoded, less those that it cost.
    balance: i64,
    /// From when the balance is below zero, until enough is saved: that is what bounds the cost of lists that never
    /// repeat, or that are equal for long and then differ.
    rests: bool,
}

#[derive(Debug)]
struct Text {
    bytes: Arc<[u8]>,
    /// How deep it stood: at another depth it could go beyond the limit of nesting.
    depth: usize,
    /// The two texts that followed it last, the newer one first.
    followers: [u32; 2],
}

#[derive(Debug)]
pub(super) enum Found {
    Text {
        number: u32,
        bytes: usize,
    },
    /// The input ends within this text.
    Start(Arc<[u8]>),
    Nothing,
}

#[derive(Debug)]
pub(super) enum Remembered {
    Yes,
    /// It cannot be, or is already.
    Not,
    /// Only once all others are forgotten.
    Full,
}

enum Compared {
    Equal,
    /// As far as the input goes.
    Start,
    /// Within this many bytes.
    Differs(usize),
}

impl Kind {
    pub(super) fn new(of: TypeId) -> Self {
        Self {
            of,
            texts: Vec::new(),
            numbers: HashMap::new(),
            bytes: 0,
            seen: HashSet::new(),
            last: NONE,
            recent: Vec::new(),
            balance: START,
            rests: false,
        }
    }

    pub(super) fn rests(&self) -> bool {
        self.rests
    }

    /// A text of this many bytes was decoded.
    pub(super) fn earn(&mut self, bytes: usize) {
        self.balance = (self.balance + weight(bytes) / ALLOWANCE).min(SAVINGS);
        self.rests &= self.balance < WAKING;
    }

    fn spend(&mut self, bytes: i64) {
        self.balance -= bytes;
        self.rests |= self.balance < 0;
    }

    /// The remembered text with which the input begins. What followed the last one before is nearly always right in a
    /// list, and then this is all that is done for an entry: a guess that fails before the other one hits is not even
    /// charged.
    #[inline]
    pub(super) fn find(&mut self, input: &[u8], depth: usize) -> Found {
        if self.rests() {
            return Found::Nothing;
        }
        let followers = self.get(self.last).map_or([NONE; 2], |last| last.followers);
        for number in followers {
            if let Some(known) = self.get(number)
                && known.depth == depth
                && input.starts_with(&known.bytes)
            {
                return self.hit(number);
            }
        }
        self.search(followers, input, depth)
    }

    /// Where the guesses fail, they may be cut short by the end of the input, or it is one of the newest.
    fn search(&mut self, followers: [u32; 2], input: &[u8], depth: usize) -> Found {
        for number in followers {
            match self.try_text(number, input, depth) {
                Found::Nothing => {}
                found => return found,
            }
        }
        for place in 0..self.recent.len() {
            match self.try_text(self.recent[place], input, depth) {
                Found::Nothing => {}
                found => {
                    self.recent[..=place].rotate_right(1);
                    return found;
                }
            }
        }
        Found::Nothing
    }

    /// Remembers a text that was not found, under the number of its value of this size. It may be known all the
    /// same and just not have been expected here, as it will be from now on.
    pub(super) fn remember(&mut self, text: &[u8], depth: usize, number: u32, size: usize) -> Remembered {
        // What a number or a word is may depend on what follows it; these end by themselves.
        let ends = matches!(text.first(), Some(b'{' | b'[' | b'"'));
        if !ends || text.len().max(size) > MAX_EACH || self.is_new(text) {
            return Remembered::Not;
        }
        self.spend(weight(text.len()));
        let look_up = text.len() <= LOOKED_UP;
        if look_up && let Some(known) = self.numbers.get(text).copied() {
            self.follow(known);
            return Remembered::Not;
        }
        let bytes = 2 * text.len() + size;
        let room = self.bytes + bytes <= MAX_BYTES && self.texts.len() < MAX_TEXTS;
        if !room || number as usize != self.texts.len() {
            return Remembered::Full;
        }
        let text = Arc::<[u8]>::from(text);
        self.bytes += bytes;
        if look_up {
            self.numbers.insert(Arc::clone(&text), number);
        }
        self.texts.push(Text { bytes: text, depth, followers: [NONE; 2] });
        self.recent.truncate(TRIED - 1);
        self.recent.insert(0, number);
        self.follow(number);
        Remembered::Yes
    }

    pub(super) fn forget(&mut self) {
        let seen = mem::take(&mut self.seen);
        *self = Self { balance: self.balance, rests: self.rests, seen, ..Self::new(self.of) };
    }

    /// Whether a text is there for the first time, as far as can be told.
    fn is_new(&mut self, text: &[u8]) -> bool {
        self.spend(LOOKING);
        if self.seen.len() == MAX_SEEN {
            self.seen.clear();
        }
        let (start, end) = (text.len().min(LOOKED_AT), text.len().saturating_sub(LOOKED_AT));
        let hash = self.seen.hasher().hash_one((text.len(), &text[..start], &text[end..]));
        self.seen.insert(hash)
    }

    fn get(&self, number: u32) -> Option<&Text> {
        self.texts.get(number as usize)
    }

    fn try_text(&mut self, number: u32, input: &[u8], depth: usize) -> Found {
        let Some(known) = self.get(number).filter(|known| known.depth == depth) else {
            return Found::Nothing;
        };
        match compare(&known.bytes, input) {
            Compared::Equal => self.hit(number),
            Compared::Start => Found::Start(Arc::clone(&known.bytes)),
            Compared::Differs(after) => {
                self.spend(TRIAL + weight(after) / COMPARING);
                Found::Nothing
            }
        }
    }

    #[inline]
    fn hit(&mut self, number: u32) -> Found {
        let bytes = self.get(number).map_or(0, |known| known.bytes.len());
        self.balance = (self.balance + weight(bytes)).min(SAVINGS);
        self.follow(number);
        Found::Text { number, bytes }
    }

    #[inline]
    fn follow(&mut self, number: u32) {
        if let Some(last) = self.texts.get_mut(self.last as usize)
            && last.followers[0] != number
        {
            last.followers = [number, last.followers[0]];
        }
        self.last = number;
    }
}

/// Compares block by block, so that what it cost in vain is known.
fn compare(text: &[u8], input: &[u8]) -> Compared {
    let common = text.len().min(input.len());
    let blocks = text[..common].chunks(BLOCK).zip(input[..common].chunks(BLOCK));
    let equal = blocks.take_while(|(one, other)| one == other).count() * BLOCK;
    if equal < common {
        Compared::Differs((equal + BLOCK).min(common))
    } else if common < text.len() {
        Compared::Start
    } else {
        Compared::Equal
    }
}

fn weight(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX / 2)
}
