//! Says what is being done when it takes longer than half a second, on a terminal only.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a step may take before it is named.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line at the foot of the terminal. It is gone when this is dropped.
pub(super) struct Progress {
    step: Arc<Mutex<&'static str>>,
    done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins; nothing is shown yet, and nothing ever in a pipe.
    pub fn start() -> Self {
        let step = Arc::new(Mutex::new("reading the report"));
        let done = Arc::new(AtomicBool::new(false));
        let thread = io::stderr().is_terminal().then(|| {
            let (step, done) = (Arc::clone(&step), Arc::clone(&done));
            thread::spawn(move || show(&step, &done))
        });
        Self { step, done, thread }
    }

    /// Names the step that begins now.
    pub fn step(&self, name: &'static str) {
        if let Ok(mut step) = self.step.lock() {
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

fn show(step: &Mutex<&'static str>, done: &AtomicBool) {
    let mut shown = false;
    loop {
        thread::park_timeout(PATIENCE);
        if done.load(Ordering::Relaxed) {
            break;
        }
        let name = step.lock().map(|step| *step).unwrap_or_default();
        let _ = write!(io::stderr(), "\r\x1b[2K{name} …");
        let _ = io::stderr().flush();
        shown = true;
    }
    if shown {
        let _ = write!(io::stderr(), "\r\x1b[2K");
        let _ = io::stderr().flush();
    }
}
