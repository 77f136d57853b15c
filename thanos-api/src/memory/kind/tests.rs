//! A server that sends what never repeats cannot make remembering cost more than it may.

use std::any::TypeId;

use super::{BLOCK, Found, Kind, MAX_BYTES, MAX_SEEN, MAX_TEXTS, Remembered, START, TRIED, weight};

/// What remembering took, counted here and not by what is tested, in bytes that could have been decoded instead.
#[derive(Debug, Default)]
struct Spent {
    decoded: i64,
    remembering: i64,
    recognized: usize,
}

/// Does with each text what a stream does. Every remembered text is supposed to be compared as far as any two of
/// these texts are equal, which is more than is done.
fn spend(texts: impl Iterator<Item = Vec<u8>>, equal: usize) -> Spent {
    let mut kind = Kind::new(TypeId::of::<()>());
    let mut spent = Spent::default();
    for text in texts {
        let awake = !kind.rests();
        let tried = kind.texts.len().min(TRIED + 2);
        match kind.find(&text, 1) {
            Found::Text { .. } => {
                spent.recognized += 1;
                continue;
            }
            Found::Nothing => {}
            Found::Start(_) => panic!("it does not end early"),
        }
        // An eighth of a byte for a byte that is compared, and a fixed part.
        let trial = weight(equal.next_multiple_of(BLOCK).min(text.len())) / 8 + 16;
        spent.remembering += if awake { weight(tried) * trial } else { 0 };
        spent.decoded += weight(text.len());
        let is_wanted = !kind.rests();
        kind.earn(text.len());
        if is_wanted {
            let number = u32::try_from(kind.texts.len()).unwrap_or(u32::MAX);
            let seen = kind.seen.len();
            let remembered = kind.remember(&text, 1, number, 0);
            // A text that is new is looked at in part only.
            spent.remembering += if kind.seen.len() == seen { weight(text.len()) } else { 64 };
            if matches!(remembered, Remembered::Full) {
                kind.forget();
            }
        }
        assert!(kind.bytes <= MAX_BYTES && kind.texts.len() <= MAX_TEXTS && kind.recent.len() <= TRIED);
        assert!(kind.seen.len() <= MAX_SEEN);
    }
    spent
}

fn judge(spent: &Spent) {
    assert!(spent.decoded > 100 * START, "{spent:?}");
    // Beyond what is spent before it is known that nothing repeats, and the one text by which it is overdrawn.
    let bound = spent.decoded / 10 + 2 * START;
    assert!(spent.remembering <= bound, "{spent:?}");
    assert!(spent.remembering > START / 16, "nothing was tried: {spent:?}");
}

/// A text of this length in which a number stands after so many bytes.
fn text(number: usize, length: usize, before: usize) -> Vec<u8> {
    format!("[{}{number:010}{}]", "x".repeat(before), "y".repeat(length - before)).into_bytes()
}

#[test]
fn lists_that_never_repeat_cost_little_more_than_decoding_them() {
    for length in [20, 300, 9000] {
        let spent = spend((0..40_000_000 / length).map(|number| text(number, length, 0)), 1);
        judge(&spent);
        assert_eq!(spent.recognized, 0);
    }
}

#[test]
fn lists_that_are_equal_for_long_and_then_differ_cost_little_more_than_decoding_them() {
    for length in [300, 9000, 60_000] {
        for before in [length / 2, length - 10] {
            let spent = spend((0..40_000_000 / length).map(|number| text(number, length, before)), before + 1);
            judge(&spent);
            assert_eq!(spent.recognized, 0);
        }
    }
}

#[test]
fn lists_that_repeat_again_after_long_are_recognized_again() {
    for (length, count) in [(300, 20_000), (9000, 1000)] {
        let new = (0..4 * count).map(|number| text(number, length, 0));
        let spent = spend(new.chain((0..count).map(|_| text(0, length, length / 2))), 1);
        assert!(spent.recognized > count * 8 / 10, "{spent:?}");
    }
}
