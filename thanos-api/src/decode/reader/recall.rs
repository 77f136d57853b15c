//! Where a type asks for a value that may have been there before.

use serde::de::Visitor;

use super::stop::Stop;
use super::{Part, Reader};
use crate::memory::{Ahead, lent};

impl<'de> Reader<'de, '_> {
    /// One value: a known one, or it is decoded and may be known the next time.
    pub(super) fn one<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let kind = self.asked_kind()?;
        self.peek()?;
        if self.recognize(kind)? { self.answer(visitor) } else { self.learn(kind, visitor) }
    }

    /// Entries of a list: all that are known from here on, in one answer, so that the memory is
    /// reached once for them all; or one, which is decoded.
    pub(super) fn run<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let kind = self.asked_kind()?;
        self.peek()?;
        if !self.recognize(kind)? {
            return self.learn(kind, visitor);
        }
        let mut end = self.at;
        while self.peek()? == b',' {
            self.at += 1;
            self.peek()?;
            if !self.recognize(kind)? {
                break;
            }
            end = self.at;
        }
        self.at = end;
        self.answer(visitor)
    }

    #[inline]
    fn asked_kind(&mut self) -> Result<usize, Stop> {
        let asked = lent::asked().zip(self.texts.as_mut());
        let kind = asked.map(|(of, texts)| texts.kind(of));
        kind.map_or_else(|| self.stop(Stop::Unusual), Ok)
    }

    #[inline]
    fn recognize(&mut self, kind: usize) -> Result<bool, Stop> {
        let Some(texts) = &mut self.texts else {
            return Ok(false);
        };
        match texts.recognize(kind, &self.text[self.at..], self.depth) {
            Ahead::Known(bytes) => {
                self.at += bytes;
                Ok(true)
            }
            Ahead::Started(text) => {
                self.part = Part::Awaited { text, depth: self.depth };
                self.stop(Stop::Short)
            }
            Ahead::Unknown => Ok(false),
        }
    }

    /// The type finds the known values where they were lent to it.
    fn answer<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let answered = self.texts.as_mut().is_some_and(|texts| texts.answer());
        if answered { visitor.visit_unit() } else { self.stop(Stop::Unusual) }
    }

    fn learn<V: Visitor<'de>>(&mut self, kind: usize, visitor: V) -> Result<V::Value, Stop> {
        let start = self.at;
        if let Some(texts) = &self.texts {
            texts.want(kind);
        }
        let value = visitor.visit_newtype_struct(&mut *self)?;
        match &mut self.texts {
            // The type made something out of an error, perhaps not what it makes of what `serde_json` finds.
            Some(texts) if self.stopped => texts.decline(kind),
            Some(texts) => texts.learn(kind, &self.text[start..self.at], self.depth),
            None => {}
        }
        Ok(value)
    }
}
