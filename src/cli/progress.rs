//! Says what is being done when it takes longer than half a second, on a terminal only.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a step may take before it is named.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is being done.
static STEP: Mutex<&str> = Mutex::new("reading the report");

/// Whether a step is named at the foot of the terminal.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// What is being done.
pub(super) fn step() -> &'static str {
    STEP.lock().map(|step| *step).unwrap_or_default()
}

/// Takes the line at the foot of the terminal away.
pub(super) fn clear() {
    if SHOWN.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stderr(), "\r\x1b[2K");
        let _ = io::stderr().flush();
    }
}

/// A line at the foot of the terminal. It is gone when this is dropped.
pub(super) struct Progress {
    done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins; nothing is shown yet, and nothing ever in a pipe.
    pub fn start() -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let thread = io::stderr().is_terminal().then(|| {
            let done = Arc::clone(&done);
            thread::spawn(move || show(&done))
        });
        Self { done, thread }
    }

    /// Names the step that begins now.
    pub fn step(&self, name: &'static str) {
        if let Ok(mut step) = STEP.lock() {
            *step = name;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

fn show(done: &AtomicBool) {
    loop {
        thread::park_timeout(PATIENCE);
        if done.load(Ordering::Relaxed) {
            break;
        }
        let _ = write!(io::stderr(), "\r\x1b[2K{} …", step());
        let _ = io::stderr().flush();
        SHOWN.store(true, Ordering::Relaxed);
    }
    clear();
}
