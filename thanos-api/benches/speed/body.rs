//! The bytes of an answer, made before any clock starts: to send them must cost next to nothing.

use std::io::{self, BufWriter, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize as _;

use crate::measured::Failure;
use crate::shapes::{Shape, Transfer};
use crate::users::Account;

const MEGABYTE: u64 = 1_000_000;
/// No more than this is made up and held. A longer answer repeats it, which no client with bounded memory can notice.
const BLOCK_MEGABYTES: u32 = 500;
const CHUNK: usize = 777;

/// An answer with its head, in pieces that are sent one after the other.
pub(crate) struct Body {
    head: String,
    open: Vec<u8>,
    block: Vec<u8>,
    joint: Vec<u8>,
    close: Vec<u8>,
    blocks: u32,
    pub(crate) users: u64,
    /// How long the JSON text is.
    pub(crate) bytes: u64,
}

impl Body {
    pub(crate) fn new(shape: Shape, megabytes: u32) -> Result<Self, Failure> {
        let blocks = megabytes.div_ceil(BLOCK_MEGABYTES);
        let length = u64::from(megabytes) * MEGABYTE / u64::from(blocks);
        let (block, users) = users(shape, length)?;
        let mut body = Self {
            head: String::new(),
            open: b"[".to_vec(),
            joint: b",".to_vec(),
            close: b"]".to_vec(),
            blocks,
            users: users * u64::from(blocks),
            bytes: (block.len() as u64 + 1) * u64::from(blocks) + 1,
            block,
        };
        body.head = match shape.transfer() {
            Transfer::Length => format!("Content-Length: {}", body.bytes),
            Transfer::Gzip => format!("Content-Encoding: gzip\r\nContent-Length: {}", body.compress()?),
            Transfer::Chunks => body.cut(),
        };
        Ok(body)
    }

    /// Sends the answer. The buffer joins the head and a short body to one write and lets what is long pass.
    pub(crate) fn send(&self, stream: impl Write) -> io::Result<()> {
        let mut stream = BufWriter::with_capacity(1 << 16, stream);
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{}\r\n\r\n", self.head)?;
        self.write(&mut stream)?;
        stream.flush()
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&self.open)?;
        for number in 0..self.blocks {
            if number > 0 {
                to.write_all(&self.joint)?;
            }
            to.write_all(&self.block)?;
        }
        to.write_all(&self.close)
    }

    /// Compresses the text as a server in a hurry does, and tells how long it is now.
    fn compress(&mut self) -> io::Result<usize> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        self.write(&mut encoder)?;
        self.block = encoder.finish()?;
        (self.open, self.close, self.blocks) = (Vec::new(), Vec::new(), 1);
        Ok(self.block.len())
    }

    /// Cuts the text into chunks, with their framing, so that they can still be sent in large writes.
    fn cut(&mut self) -> String {
        for piece in [&mut self.open, &mut self.block, &mut self.joint, &mut self.close] {
            let mut framed = Vec::with_capacity(piece.len() + piece.len() / 64 + 16);
            for chunk in piece.chunks(CHUNK) {
                framed.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                framed.extend_from_slice(chunk);
                framed.extend_from_slice(b"\r\n");
            }
            *piece = framed;
        }
        self.close.extend_from_slice(b"0\r\n\r\n");
        "Transfer-Encoding: chunked".to_owned()
    }
}

/// As many users as make up the length, with commas between them, and how many that are.
fn users(shape: Shape, length: u64) -> Result<(Vec<u8>, u64), Failure> {
    let wanted = if shape == Shape::Small { 2 } else { u64::MAX };
    let mut text = Vec::with_capacity(usize::try_from(length)? + 20_000);
    let mut account = Account::new(shape);
    let mut count = 0;
    while count < wanted && (text.len() as u64) < length {
        if count > 0 {
            text.push(b',');
        }
        let user = account.next_user();
        if shape == Shape::Pretty {
            user.serialize(&mut serde_json::Serializer::pretty(&mut text))?;
        } else {
            user.serialize(&mut serde_json::Serializer::new(&mut text))?;
        }
        count += 1;
    }
    Ok((text, count))
}
