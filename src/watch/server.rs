//! A server for the browser on this machine and nobody else. Knows who may ask, and not what is in
//! the answers.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::answers::{self, Answer, Trust};
use super::board::Board;
use super::http::{self, Request};
use super::patience::Patient;
use crate::model::limits::STACK_BYTES;

/// How many connections there can be at a time. A browser holds six, and one for the news.
const MOST_GUESTS: usize = 64;
/// How many threads answer at most: one whose connection was ended goes on until it notices.
const MOST_THREADS: usize = 2 * MOST_GUESTS;
/// How long a browser may take to ask, and to take an answer in, from the first byte to the last.
const ASKING: Duration = Duration::from_secs(5);
const TAKING: Duration = Duration::from_secs(60);
/// How long it is waited for whatever somebody still sends who was answered.
const LEAVING: Duration = Duration::from_secs(2);
/// How often a browser that waits for news is told that it still can.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How often it is looked whether the last browser has been told of the end, and how many times.
const FAREWELL: (Duration, usize) = (Duration::from_millis(10), 30);

/// A server at work.
pub(super) struct Service {
    pub(super) address: SocketAddr,
    guests: Guests,
}

/// Those who are being answered.
#[derive(Clone, Default)]
struct Guests(Arc<Mutex<Seats>>);

/// Who sits where.
#[derive(Default)]
struct Seats {
    /// The connections by whether all was asked, and by when they came.
    taken: BTreeMap<(bool, u64), TcpStream>,
    /// How many came so far.
    count: u64,
    /// How many threads are at work.
    threads: usize,
}

impl Service {
    /// Waits until those who listen for news have been told of the end, but not for one who does not
    /// listen.
    pub(super) fn farewell(&self) {
        let (pause, times) = FAREWELL;
        for _ in 0..times {
            if self.guests.seats().taken.is_empty() {
                return;
            }
            thread::sleep(pause);
        }
    }
}

/// Begins to serve what is on the board, at this port or at one that is free.
///
/// # Errors
/// When the port is taken.
pub(super) fn serve(board: &Arc<Board>, port: Option<u16>) -> io::Result<Service> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))?;
    let address = listener.local_addr()?;
    let guests = Guests::default();
    let service = Service {
        address,
        guests: guests.clone(),
    };
    let board = Arc::clone(board);
    thread::Builder::new().spawn(move || {
        loop {
            let Ok((stream, _)) = listener.accept() else {
                // Too many files are open; some will be closed.
                thread::sleep(Duration::from_millis(50));
                continue;
            };
            welcome(stream, address.port(), &board, &guests);
        }
    })?;
    Ok(service)
}

/// A place among those who are being answered; it is free again when this is gone.
struct Place {
    guests: Guests,
    came: u64,
}

impl Guests {
    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place. Where all are taken, the connection ends that has been waiting longest for somebody to ask; if all
    /// have asked, the oldest of them: whoever listens for news comes again.
    fn take_in(&self, stream: &TcpStream) -> Option<Place> {
        let mut seats = self.seats();
        if seats.threads >= MOST_THREADS {
            return None;
        }
        let stream = stream.try_clone().ok()?;
        while seats.taken.len() >= MOST_GUESTS {
            let (_, oldest) = seats.taken.pop_first()?;
            // One that has gone by itself needs no end.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        seats.count += 1;
        seats.threads += 1;
        let came = seats.count;
        seats.taken.insert((false, came), stream);
        let guests = self.clone();
        Some(Place { guests, came })
    }
}

impl Place {
    /// Says that all was asked.
    fn has_asked(&self) {
        let mut seats = self.guests.seats();
        if let Some(stream) = seats.taken.remove(&(false, self.came)) {
            seats.taken.insert((true, self.came), stream);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut seats = self.guests.seats();
        seats.threads -= 1;
        for asked in [false, true] {
            seats.taken.remove(&(asked, self.came));
        }
    }
}

/// Answers on a thread of its own, if there are not too many already.
fn welcome(stream: TcpStream, port: u16, board: &Arc<Board>, guests: &Guests) {
    let Some(place) = guests.take_in(&stream) else {
        return;
    };
    let board = Arc::clone(board);
    let builder = thread::Builder::new().stack_size(STACK_BYTES);
    // Where there is no thread to be had, the connection ends here.
    let _ = builder.spawn(move || {
        // A browser that went away while it was answered is no error.
        let _ = attend(&stream, &place, port, &board);
    });
}

fn attend(stream: &TcpStream, place: &Place, port: u16, board: &Board) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let asked = Request::read(&mut Patient::new(stream, ASKING)).and_then(|request| {
        permit(&request, port)?;
        Ok(request)
    });
    place.has_asked();
    match asked {
        Err(status) => {
            http::write_head(&mut Patient::new(stream, LEAVING), status, &[], Some(0))?;
        }
        Ok(request) if request.target.split('?').next() == Some("/news") => {
            tell_news(stream, board)?;
        }
        Ok(request) => {
            // A panic over one answer ends this thread and nothing else.
            let answer = answers::answer(&board.state(), &request.target);
            let mut taking = Patient::new(stream, TAKING);
            send(&mut taking, &answer, request.method == "HEAD")?;
        }
    }
    stream.shutdown(Shutdown::Write)?;
    http::drain(&mut Patient::new(stream, LEAVING));
    Ok(())
}

/// Who may ask what: pages of this server, and somebody who types the address. A page of another
/// site can neither ask under its own name nor lead its browser here.
fn permit(request: &Request, port: u16) -> Result<(), u16> {
    // Another name leads here only where somebody has made it do so.
    let own = ["127.0.0.1", "localhost"].map(|name| match port {
        80 => name.to_owned(),
        _ => format!("{name}:{port}"),
    });
    let host = request.header("host");
    if !host.is_some_and(|host| own.iter().any(|name| name.eq_ignore_ascii_case(host))) {
        return Err(421);
    }
    let from = request.header("sec-fetch-site");
    if !matches!(from, None | Some("same-origin" | "none")) {
        return Err(403);
    }
    match request.method.as_str() {
        "GET" | "HEAD" => Ok(()),
        _ => Err(405),
    }
}

fn send(stream: &mut impl Write, answer: &Answer, only_head: bool) -> io::Result<()> {
    let headers = [
        ("Content-Type", answer.media_type.as_str()),
        ("Content-Security-Policy", answer.trust.policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    ];
    http::write_head(stream, answer.status, &headers, Some(answer.body.len()))?;
    if only_head {
        return Ok(());
    }
    stream.write_all(&answer.body)
}

/// Tells a browser of everything new, until it goes away or there will be no more.
fn tell_news(stream: &TcpStream, board: &Board) -> io::Result<()> {
    let headers = [
        ("Content-Type", "text/event-stream"),
        ("Content-Security-Policy", Trust::Author.policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];
    // A browser takes in what is a line at once, or is gone.
    let hand_over = |words: &str| Patient::new(stream, LEAVING).write_all(words.as_bytes());
    http::write_head(&mut Patient::new(stream, LEAVING), 200, &headers, None)?;
    let mut news = board.news();
    loop {
        hand_over(&format!("data: {}\n\n", answers::news(&news)))?;
        if news.ended {
            return Ok(());
        }
        let seen = news.count;
        loop {
            news = board.news_after(seen, HEARTBEAT);
            if news.count > seen || news.ended {
                break;
            }
            hand_over(":\n\n")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_asks_and_only_for_what_it_may_see() {
        let answer = |method: &str, host: Option<&str>, from: Option<&str>| {
            let host = host.map(|host| format!("Host: {host}\r\n"));
            let from = from.map(|from| format!("Sec-Fetch-Site: {from}\r\n"));
            let (host, from) = (host.unwrap_or_default(), from.unwrap_or_default());
            let sent = format!("{method} / HTTP/1.1\r\n{host}{from}\r\n");
            permit(&Request::read(&mut sent.as_bytes()).unwrap(), 4000)
        };
        let host = Some("127.0.0.1:4000");
        assert_eq!(answer("GET", host, None), Ok(()));
        assert_eq!(answer("HEAD", Some("LocalHost:4000"), None), Ok(()));
        assert_eq!(answer("GET", host, Some("same-origin")), Ok(()));
        assert_eq!(answer("GET", host, Some("none")), Ok(()));
        for stranger in [
            "evil.example",
            "evil.example:4000",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1:4000\r\nHost: 127.0.0.1:4000",
        ] {
            assert_eq!(answer("GET", Some(stranger), None), Err(421), "{stranger}");
        }
        assert_eq!(answer("GET", None, None), Err(421));
        for site in ["cross-site", "same-site"] {
            assert_eq!(answer("GET", host, Some(site)), Err(403), "{site}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get", ""] {
            assert_eq!(answer(method, host, None), Err(405), "{method}");
        }
    }
}
