//! A server for the browser on this machine and nobody else. Knows who may ask, and not what is in
//! the answers.

use std::io::{self, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::answers::{self, Answer, Trust};
use super::board::Board;
use super::http::{self, Request};
use crate::model::limits::STACK_BYTES;

/// How many connections there can be at a time. A browser holds six, and one for the news.
const MOST_GUESTS: usize = 64;
/// How long a browser may take to ask, and to take an answer in.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a browser that waits for news is told that it still can.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How often it is looked whether the last browser has been told of the end, and how many times.
const FAREWELL: (Duration, usize) = (Duration::from_millis(10), 30);

/// A server at work.
pub(super) struct Service {
    pub(super) address: SocketAddr,
    guests: Guests,
}

/// Counts those who are being answered.
#[derive(Clone, Default)]
struct Guests(Arc<AtomicUsize>);

impl Service {
    /// Waits until those who listen for news have been told of the end, but not for one who does not
    /// listen.
    pub(super) fn farewell(&self) {
        let (pause, times) = FAREWELL;
        for _ in 0..times {
            if self.guests.0.load(Ordering::Relaxed) == 0 {
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
struct Place(Guests);

impl Guests {
    /// A place, if there is one.
    fn take_in(&self) -> Option<Place> {
        let before = self.0.fetch_add(1, Ordering::Relaxed);
        let place = Place(self.clone());
        (before < MOST_GUESTS).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Answers on a thread of its own, if there are not too many already.
fn welcome(stream: TcpStream, port: u16, board: &Arc<Board>, guests: &Guests) {
    let Some(place) = guests.take_in() else {
        return;
    };
    let board = Arc::clone(board);
    let builder = thread::Builder::new().stack_size(STACK_BYTES);
    // Where there is no thread to be had, the connection ends here.
    let _ = builder.spawn(move || {
        let _place = place;
        // A browser that went away while it was answered is no error.
        let _ = attend(stream, port, &board);
    });
}

fn attend(mut stream: TcpStream, port: u16, board: &Board) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let asked = Request::read(&mut stream).and_then(|request| {
        permit(&request, port)?;
        Ok(request)
    });
    match asked {
        Err(status) => http::write_head(&mut stream, status, &[], Some(0))?,
        Ok(request) if request.target.split('?').next() == Some("/news") => {
            tell_news(&mut stream, board)?;
        }
        Ok(request) => {
            // A panic over one answer ends this thread and nothing else.
            let answer = answers::answer(&board.state(), &request.target);
            send(&mut stream, &answer, request.method == "HEAD")?;
        }
    }
    stream.shutdown(Shutdown::Write)?;
    http::drain(&mut stream);
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

fn send(stream: &mut TcpStream, answer: &Answer, only_head: bool) -> io::Result<()> {
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
fn tell_news(stream: &mut TcpStream, board: &Board) -> io::Result<()> {
    let headers = [
        ("Content-Type", "text/event-stream"),
        ("Content-Security-Policy", Trust::Author.policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];
    http::write_head(stream, 200, &headers, None)?;
    let mut news = board.news();
    loop {
        stream.write_all(format!("data: {}\n\n", answers::news(&news)).as_bytes())?;
        if news.ended {
            return Ok(());
        }
        let seen = news.count;
        loop {
            news = board.news_after(seen, HEARTBEAT);
            if news.count > seen || news.ended {
                break;
            }
            stream.write_all(b":\n\n")?;
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
