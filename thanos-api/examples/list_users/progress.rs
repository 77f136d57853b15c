//! A line on the terminal that tells how far the listing is, and is gone when it ends.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Often enough to look alive, and too seldom to cost anything.
const INTERVAL: Duration = Duration::from_millis(100);

pub(crate) struct Progress {
    place: Place,
    /// The width of the line that stands there; 0 if none does.
    width: usize,
    drawn: Option<Instant>,
}

enum Place {
    /// stderr is no terminal: nobody watches.
    Nowhere,
    /// The terminal shows this line alone.
    Alone,
    /// The terminal shows the list, too: the line has to give way to each row.
    BelowTheRows,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let place = match (io::stderr().is_terminal(), io::stdout().is_terminal()) {
            (false, _) => Place::Nowhere,
            (true, false) => Place::Alone,
            (true, true) => Place::BelowTheRows,
        };
        Self { place, width: 0, drawn: None }
    }

    pub(crate) fn before_row(&mut self) {
        if matches!(self.place, Place::BelowTheRows) {
            self.erase();
        }
    }

    pub(crate) fn draw(&mut self, line: impl FnOnce() -> String) {
        let due = match self.place {
            Place::Nowhere => false,
            Place::Alone => self.drawn.is_none_or(|drawn| drawn.elapsed() >= INTERVAL),
            Place::BelowTheRows => true,
        };
        if due {
            self.erase();
            let line = line();
            self.width = line.chars().count();
            self.drawn = Some(Instant::now());
            put(&line);
        }
    }

    /// By spaces, which every terminal understands, and not by an escape sequence.
    pub(crate) fn erase(&mut self) {
        if self.width > 0 {
            let blank = format!("\r{:width$}\r", "", width = self.width);
            self.width = 0;
            put(&blank);
        }
    }
}

/// A progress line that cannot be written is not missed.
fn put(text: &str) {
    let mut stderr = io::stderr();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
