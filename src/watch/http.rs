//! A request and its answer, as much of them as a browser of this machine needs: one of each a
//! connection, no body asked with, and bounds for everything. Knows nothing of what is asked for.

use std::io::{self, Read, Write};

/// How long the head of a request may be, in bytes; browsers need some hundreds.
const MOST_HEAD: usize = 16 * 1024;
/// How much is read and thrown away of what comes after a request.
const MOST_REST: u64 = 64 * 1024;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// The path and what follows it, as it was sent.
    pub(super) target: String,
    /// Names and values; names of the same letters may come more than once.
    headers: Vec<(String, String)>,
}

impl Request {
    /// Reads the head of a request.
    ///
    /// # Errors
    /// The status that says why it cannot be answered.
    pub(super) fn read(stream: &mut impl Read) -> Result<Self, u16> {
        let head = head(stream)?;
        let mut lines = head.split("\r\n");
        let mut first = lines.next().unwrap_or_default().split(' ');
        let (Some(method), Some(target), Some(version), None) =
            (first.next(), first.next(), first.next(), first.next())
        else {
            return Err(400);
        };
        if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
            return Err(505);
        }
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_name = !name.is_empty() && !name.contains([' ', '\t']);
            is_name.then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        Ok(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers.collect::<Option<_>>().ok_or(400_u16)?,
        })
    }

    /// The value of a header; none where there are several, which no honest browser sends.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value)
    }
}

/// The lines up to the first empty one.
fn head(stream: &mut impl Read) -> Result<String, u16> {
    let mut bytes = Vec::new();
    let mut piece = [0; 2048];
    loop {
        let count = match stream.read(&mut piece) {
            // Whoever sends half a head and waits has had its time.
            Ok(0) | Err(_) => return Err(408),
            Ok(count) => count,
        };
        let seen = bytes.len();
        bytes.extend_from_slice(&piece[..count]);
        let from = seen.saturating_sub(3);
        let end = bytes[from..]
            .windows(4)
            .position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            bytes.truncate(from + end);
            return String::from_utf8(bytes).map_err(|_| 400);
        }
        if bytes.len() > MOST_HEAD {
            return Err(431);
        }
    }
}

/// Writes the head of an answer. `length` is that of its body; what has none goes on until the
/// connection ends.
///
/// # Errors
/// When nobody reads any more.
pub(super) fn write_head(
    stream: &mut impl Write,
    status: u16,
    headers: &[(&str, &str)],
    length: Option<usize>,
) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} \r\nConnection: close\r\n");
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())
}

/// Reads what somebody still sends who was answered already. A connection that is closed over unread
/// bytes can lose its answer.
pub(super) fn drain(stream: &mut impl Read) {
    let _ = io::copy(&mut stream.take(MOST_REST), &mut io::sink());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_within_its_bounds() {
        let check = |sent: &str, expected: Result<(&str, &str, Option<&str>), u16>| {
            let read = Request::read(&mut sent.as_bytes());
            let seen = read
                .as_ref()
                .map(|one| (&*one.method, &*one.target, one.header("host")))
                .map_err(|status| *status);
            assert_eq!(seen, expected, "{sent:.60}");
        };
        check(
            "GET /a?b HTTP/1.1\r\nHoSt:  x:1 \r\nA: b\r\n\r\nrest",
            Ok(("GET", "/a?b", Some("x:1"))),
        );
        check("HEAD / HTTP/1.0\r\n\r\n", Ok(("HEAD", "/", None)));
        check(
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            Ok(("GET", "/", None)),
        );
        check("GET /\r\n\r\n", Err(400));
        check("GET / a HTTP/1.1\r\n\r\n", Err(400));
        check("GET / HTTP/1.1\r\nHost : a\r\n\r\n", Err(400));
        check("GET / HTTP/1.1\r\nHost\r\n\r\n", Err(400));
        check("GET / HTTP/2\r\n\r\n", Err(505));
        check("GET / HTTP/1.1\r\nHost: a\r\n", Err(408));
        check("", Err(408));
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(MOST_HEAD + 2048));
        check(&long, Err(431));
    }
}
