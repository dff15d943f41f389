//! A connection that ends when its time is over, however little at a time somebody sends or takes in. Knows
//! nothing of what is said.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A connection with a time by which all must be read or written.
pub(super) struct Patient<'s> {
    stream: &'s TcpStream,
    until: Instant,
}

impl<'s> Patient<'s> {
    /// A connection that may be used for so long from now on.
    pub(super) fn new(stream: &'s TcpStream, patience: Duration) -> Self {
        Self {
            stream,
            until: now() + patience,
        }
    }

    /// The time that is left.
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(now());
        match left.is_zero() {
            true => Err(io::ErrorKind::TimedOut.into()),
            false => Ok(Some(left)),
        }
    }
}

impl Read for Patient<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Patient<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "to wait no longer than one may, the clock is asked"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    #[test]
    fn a_byte_now_and_then_gains_no_time() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut slow = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().unwrap();
        let sender = thread::spawn(move || {
            // Each comes within the time, all of them together do not.
            for _ in 0..50 {
                if slow.write_all(b"a").is_err() {
                    break;
                }
                thread::sleep(Duration::from_millis(60));
            }
        });
        let mut read = Vec::new();
        let end = Patient::new(&stream, Duration::from_millis(300)).read_to_end(&mut read);
        assert!(end.is_err());
        assert!((1..40).contains(&read.len()), "{}", read.len());
        drop(stream);
        sender.join().unwrap();
    }
}
