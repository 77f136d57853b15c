//! The server, in a process of its own, so that nothing it does is on the clients' accounts.

use std::io::{self, BufRead, BufReader, Read as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::thread;

use serde::{Deserialize, Serialize};

use crate::body::Body;
use crate::measured::Failure;
use crate::shapes::Shape;

/// What the server tells when it is ready.
#[derive(Serialize, Deserialize)]
pub(crate) struct Ready {
    pub(crate) url: String,
    pub(crate) users: u64,
    pub(crate) bytes: u64,
}

/// A server that runs. It ends when this is dropped, or when the driver is killed: either closes the pipe.
pub(crate) struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    pub(crate) ready: Ready,
}

impl Server {
    pub(crate) fn start(shape: Shape, megabytes: u32) -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", shape.name(), &megabytes.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdin = child.stdin.take();
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let ready = serde_json::from_str(&line).map_err(|_| "the server did not start")?;
        Ok(Self { child, stdin, ready })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// Makes the answer, tells where it can be had, and gives it to whoever asks until stdin is closed.
pub(crate) fn serve(shape: Shape, megabytes: u32) -> Result<(), Failure> {
    let body = Arc::new(Body::new(shape, megabytes)?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    println!("{}", serde_json::to_string(&Ready { url, users: body.users, bytes: body.bytes })?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let body = Arc::clone(&body);
            // A client that went away is its own report's business.
            thread::spawn(move || drop(converse(&stream, &body)));
        }
    });
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}

fn converse(stream: &TcpStream, body: &Body) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while read_request(&mut reader)? {
        body.send(stream)?;
    }
    Ok(())
}

/// Reads over a request, and tells whether there was one.
fn read_request(reader: &mut impl BufRead) -> io::Result<bool> {
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        if line == "\r\n" {
            io::copy(&mut reader.take(length), &mut io::sink())?;
            return Ok(true);
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
        line.clear();
    }
    Ok(false)
}
