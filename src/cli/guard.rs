//! Runs a command where it can be stopped: when it takes too long or too much memory, or when
//! somebody interrupts it.
//!
//! The layout engine cannot be stopped from inside, so the command runs in a thread of its own, and
//! this one ends the process. Files are written last and all at once, which is not interrupted.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};
use std::{panic, process};

use anyhow::{Context, anyhow};

use super::args::Bounds;
use super::{CANNOT_RUN, INTERRUPTED, apart, progress, terminal};
use crate::model::limits;
use crate::threads::BOUNDED;
use crate::write;

/// How often time and memory are looked at.
const TICK: Duration = Duration::from_millis(100);

/// How long the last words may take: whoever reads them may have stopped reading.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Runs a command within its bounds and gives back its exit code. Beyond a bound the process ends.
///
/// # Errors
/// Those of the command.
pub(super) fn run(
    bounds: Bounds,
    work: impl FnOnce() -> anyhow::Result<u8> + Send + 'static,
) -> anyhow::Result<u8> {
    if bounds.memory > 0 && memory_taken().is_none() {
        terminal::say(
            "this system does not tell how much memory a run takes: `--memory` stops nothing",
        );
    }
    quiet_where_bounded();
    let begun = now();
    let (sender, result) = mpsc::channel();
    thread::Builder::new()
        .name("underpin".to_owned())
        .stack_size(limits::STACK_BYTES)
        .spawn(move || sender.send(work()))
        .context("no thread could be started")?;
    loop {
        match result.recv_timeout(TICK) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) => {
                // The other process keeps its bounds by itself.
                if !apart::is_running()
                    && let Some(reason) = bounds.exceeded(begun.elapsed())
                {
                    stop(&reason);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                let step = progress::step();
                return Err(anyhow!(
                    "a fault of this program, while {step}; please report it with the report that shows it"
                ));
            }
        }
    }
}

/// What panics in work that is given up becomes a finding, and is not printed.
fn quiet_where_bounded() {
    let say = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        if thread::current().name() != Some(BOUNDED) {
            say(what);
        }
    }));
}

/// Ends the process at the first signal that asks for it, but not while files are written. Where no
/// thread can wait for signals, they end the process as they always do, and the next run cleans up.
pub(super) fn end_when_interrupted() {
    let _ = when_interrupted(|| interrupt());
}

/// Does something at the first signal that asks for an end, and ends the process at the second.
///
/// # Errors
/// When the system tells of no signals, or has no room for a thread that waits for them.
#[cfg(unix)]
pub(super) fn when_interrupted(first: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let wait = move || {
        let mut asked = signals.forever();
        if asked.next().is_some() {
            first();
        }
        if asked.next().is_some() {
            interrupt();
        }
    };
    thread::Builder::new().spawn(wait).map(drop)
}

/// Other systems end the process at Ctrl-C by themselves, and the next run cleans up.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
pub(super) fn when_interrupted(_: impl FnOnce() + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Ends the process as somebody asks for it, when no file is being written and the other process that it
/// may have begun has ended too.
pub(super) fn interrupt() -> ! {
    apart::end();
    let _paused = write::pause();
    end(INTERRUPTED, None)
}

/// Ends the process, unless files are being written or output is being printed: then the work is
/// done, and whoever reads slowly may.
fn stop(reason: &Reason) {
    if terminal::is_printing() {
        return;
    }
    let Some(written) = write::try_pause() else {
        return;
    };
    let Reason { bound, help } = reason;
    let nothing = if *written {
        ""
    } else {
        "; nothing was written"
    };
    let step = progress::step();
    let words = format!("error: stopped {bound}, while {step}{nothing}\n  help: {help}");
    end(CANNOT_RUN, Some(words));
}

/// Ends the process with an exit code, after some last words.
fn end(code: u8, words: Option<String>) -> ! {
    let (sender, said) = mpsc::channel();
    thread::spawn(move || {
        progress::clear();
        if let Some(words) = words {
            terminal::say(&words);
        }
        sender.send(())
    });
    let _ = said.recv_timeout(LAST_WORDS);
    process::exit(code.into())
}

/// How many bytes of memory the process takes, where the system tells.
fn memory_taken() -> Option<u64> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem as u64)
}

/// Which bound was reached, and what to do about it.
struct Reason {
    bound: String,
    help: String,
}

impl Bounds {
    /// The bound that a run of this length has gone beyond, if any. Zero is no bound.
    fn exceeded(&self, time: Duration) -> Option<Reason> {
        let seconds = self.timeout;
        if seconds > 0 && time >= Duration::from_secs(seconds) {
            return Some(Reason {
                bound: format!("after {seconds} seconds"),
                help: "`--timeout SECONDS` allows more; a template that never ends needs mending"
                    .to_owned(),
            });
        }
        let most = self.memory;
        let taken = memory_taken()? / (1024 * 1024);
        (most > 0 && taken > most).then(|| Reason {
            bound: format!("at {taken} MiB of memory; the limit is {most} MiB"),
            help: "`--memory MIB` allows more; several smaller reports need less".to_owned(),
        })
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long a run takes decides only whether it goes on"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(timeout: u64, memory: u64, seconds: u64, expected: Option<&str>) {
        let bounds = Bounds { timeout, memory };
        let reason = bounds.exceeded(Duration::from_secs(seconds));
        let bound = reason.map(|reason| reason.bound);
        let bound = bound.as_deref();
        match expected {
            None => assert_eq!(bound, None),
            Some(words) => assert!(
                bound.is_some_and(|bound| bound.contains(words)),
                "{bound:?}"
            ),
        }
    }

    #[test]
    fn beyond_a_bound_there_is_a_reason() {
        check(5, 0, 4, None);
        check(5, 0, 5, Some("after 5 seconds"));
        check(0, 0, 5, None);
        check(0, 1_000_000, 5, None);
        check(0, 1, 0, Some("the limit is 1 MiB"));
    }
}
