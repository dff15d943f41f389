//! Looks again whenever the report changes: checks it, lays it out, and shows both in a browser of
//! this machine.
//!
//! One thread waits for changes and checks; what it finds is up at once. Another lays out the newest
//! check; what came up and went by while it worked is never laid out. Readers see the newest state on
//! the [`board`] and wait for nobody.

mod answers;
mod board;
mod changes;
mod http;
mod patience;
mod reads;
mod server;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use camino::{Utf8Path, Utf8PathBuf};

use self::board::{Board, Check};
use self::changes::{Changes, Signal, Wake};
use self::reads::Recorder;
use crate::diagnostic::Finding;
use crate::model::limits::STACK_BYTES;
use crate::pipeline::{self, Checked, LastPreview};
use crate::source::Files;
use crate::write::{self, WriteError};

/// How often a check begins anew because a folder came into view while it ran.
const MOST_FRESH_STARTS: usize = 4;

/// Checks the report in a folder.
pub type CheckAgain = Box<dyn FnMut(&dyn Files) -> anyhow::Result<Checked>>;

/// What is wanted of a watch.
pub struct Watch {
    /// The report's folder.
    pub folder: Utf8PathBuf,
    /// Checks the report as it stands in these files.
    pub check: CheckAgain,
    /// Whether somebody looks with a browser.
    pub serve: Serve,
    /// Where the books go after each change, if they are wanted.
    pub build: Option<Utf8PathBuf>,
    /// Is told of everything.
    pub say: Say,
}

/// Where the preview is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serve {
    /// Nowhere.
    No,
    /// At a port that is free.
    AnyPort,
    /// At this port.
    Port(u16),
}

/// Somebody who wants to know what happens.
pub type Say = Arc<dyn Fn(Happened<'_>) + Send + Sync>;

/// What has happened.
#[derive(Debug)]
pub enum Happened<'a> {
    /// The preview can be looked at.
    Serving(SocketAddr),
    /// The report was checked.
    Checked(&'a Checked),
    /// The report could not be checked.
    CannotRun(&'a anyhow::Error),
    /// The pages have been tried: what they show, or what kept them from being laid out.
    Tried(&'a Checked, &'a [Finding]),
    /// Trying them failed in a way that should not be.
    Broke,
    /// The findings refuse the books; nothing was written.
    Refused,
    /// The books were made and written.
    Wrote(&'a [Utf8PathBuf]),
    /// The books were made and could not be written.
    NotWritten(&'a WriteError),
}

/// Why nothing can be watched.
#[derive(Debug)]
pub enum CannotWatch {
    /// The system watches no files, or not these.
    Folder(notify::Error),
    /// The preview cannot be served at this port, or at none.
    Port(Option<u16>, std::io::Error),
    /// The program cannot be told of Ctrl-C, or has no room for another thread.
    System(anyhow::Error),
}

/// Stops a watch.
pub type Stop = Box<dyn FnOnce() + Send>;

/// Watches until somebody wants an end; `when_interrupted` keeps what is to be called then.
///
/// # Errors
/// See [`CannotWatch`].
pub fn run(
    mut watch: Watch,
    when_interrupted: impl FnOnce(Stop) -> std::io::Result<()>,
) -> Result<(), CannotWatch> {
    let (mut changes, stop) = Changes::new(&watch.folder).map_err(CannotWatch::Folder)?;
    let stop: Stop = Box::new(move || {
        // Where nobody listens any more, the watch has ended.
        let _ = stop.send(Signal::Stop);
    });
    when_interrupted(stop).map_err(|error| CannotWatch::System(error.into()))?;
    let board = Arc::new(Board::default());
    let port = match watch.serve {
        Serve::No => None,
        Serve::AnyPort => Some(None),
        Serve::Port(port) => Some(Some(port)),
    };
    let service = port.map(|port| {
        let serving = server::serve(&board, port);
        serving.map_err(|error| CannotWatch::Port(port, error))
    });
    let service = service.transpose()?;
    if let Some(service) = &service {
        (watch.say)(Happened::Serving(service.address));
    }
    let writing = Arc::new(Mutex::new(()));
    if service.is_some() || watch.build.is_some() {
        let printer = Printer {
            board: Arc::clone(&board),
            say: Arc::clone(&watch.say),
            serves: service.is_some(),
            folder: watch.folder.clone(),
            out: watch.build.clone(),
            writing: Arc::clone(&writing),
        };
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        let spawned = builder.spawn(move || printer.run());
        spawned.map_err(|error| CannotWatch::System(error.into()))?;
    }
    let outcome = check_all(&mut watch, &mut changes, &board);
    board.end();
    if let Some(service) = &service {
        service.farewell();
    }
    // Nobody leaves while files are written. Pages that are being laid out are left as they are.
    drop(writing.lock());
    outcome.map_err(CannotWatch::Folder)
}

/// Checks whenever something has changed.
fn check_all(watch: &mut Watch, changes: &mut Changes, board: &Board) -> notify::Result<()> {
    let mut fresh_starts = 0;
    loop {
        let recorder = Recorder::new(changes.root());
        let outcome = (watch.check)(&recorder);
        let reads = recorder.into_reads();
        if changes.follow(&reads)? && fresh_starts < MOST_FRESH_STARTS {
            fresh_starts += 1;
            continue;
        }
        fresh_starts = 0;
        match outcome {
            Ok(checked) => {
                let check = board.checked(checked);
                (watch.say)(Happened::Checked(&check.checked));
            }
            Err(error) => {
                board.cannot_run(format!("{error:#}"));
                (watch.say)(Happened::CannotRun(&error));
            }
        }
        if changes.wait(&reads) == Wake::Stop {
            return Ok(());
        }
    }
}

/// The thread that lays out and makes books.
struct Printer {
    board: Arc<Board>,
    say: Say,
    serves: bool,
    /// The report's folder.
    folder: Utf8PathBuf,
    out: Option<Utf8PathBuf>,
    writing: Arc<Mutex<()>>,
}

impl Printer {
    /// Always works on the newest check.
    fn run(&self) {
        let mut memory = LastPreview::default();
        let mut seen = 0;
        while let Some(check) = self.board.check_after(seen) {
            seen = check.version;
            if self.serves {
                self.lay_out(&check, &mut memory);
            }
            if let Some(out) = &self.out
                && self.board.state().version() == seen
            {
                self.build(&check, out);
            }
        }
    }

    fn lay_out(&self, check: &Arc<Check>, memory: &mut LastPreview) {
        let Some(outcome) = guarded(|| pipeline::preview(&check.checked, memory)) else {
            *memory = LastPreview::default();
            self.board.laid_out(check, Err(Vec::new()));
            (self.say)(Happened::Broke);
            return;
        };
        self.board.laid_out(check, outcome);
        let on_pages = Arc::clone(&self.board.state().on_pages);
        (self.say)(Happened::Tried(&check.checked, &on_pages));
    }

    fn build(&self, check: &Check, out: &Utf8Path) {
        let formats = &check.checked.loaded.report.manifest.formats;
        match guarded(|| pipeline::build(&check.checked, formats, &|_| {})) {
            Some(Ok(built)) => {
                let _held = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
                let inputs = check.checked.loaded.inputs(&self.folder);
                if let Some(path) = write::replaced(out, &built.artifacts, inputs) {
                    let error =
                        io::Error::other("it would be replaced, and the report is made from it");
                    (self.say)(Happened::NotWritten(&WriteError { path, error }));
                    return;
                }
                match write::write_all(out, &built.artifacts) {
                    Ok(paths) => (self.say)(Happened::Wrote(&paths)),
                    Err(error) => (self.say)(Happened::NotWritten(&error)),
                }
            }
            Some(Err(_)) => (self.say)(Happened::Refused),
            None => (self.say)(Happened::Broke),
        }
    }
}

/// Does something that uses the layout engine. If it breaks down, the watch goes on.
fn guarded<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        builder.spawn_scoped(scope, work).ok()?.join().ok()
    })
}
