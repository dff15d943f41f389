//! Work that may never end, or may panic, because somebody else chose what it works on.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::model::DocumentFault;
use crate::model::limits::STACK_BYTES;

/// The name of the thread in which such work is done: whoever prints panics can leave its own out.
pub const BOUNDED: &str = "bounded";

/// Why work was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenUp {
    /// It took longer than it may.
    TooLong,
    /// It panicked, or no thread could be started for it.
    Panicked,
}

impl From<GivenUp> for DocumentFault {
    fn from(why: GivenUp) -> Self {
        match why {
            GivenUp::TooLong => Self::TooLong,
            GivenUp::Panicked => Self::Unreadable,
        }
    }
}

/// Does work in a thread of its own and waits for it no longer than so many seconds. What does not end
/// goes on until the program does.
///
/// # Errors
/// When it takes longer, or panics, or cannot be begun.
pub fn bounded<T: Send + 'static>(
    seconds: u64,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, GivenUp> {
    let (sender, result) = mpsc::channel();
    let begun = thread::Builder::new()
        .name(BOUNDED.to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || sender.send(work()));
    if begun.is_err() {
        return Err(GivenUp::Panicked);
    }
    result
        .recv_timeout(Duration::from_secs(seconds))
        .map_err(|error| match error {
            RecvTimeoutError::Timeout => GivenUp::TooLong,
            RecvTimeoutError::Disconnected => GivenUp::Panicked,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_end_and_what_panics_is_given_up() {
        let long = || thread::sleep(Duration::from_secs(60));
        assert_eq!(bounded(0, long), Err(GivenUp::TooLong));
        let broken = || -> u8 { panic!("no matter") };
        assert_eq!(bounded(9, broken), Err(GivenUp::Panicked));
        assert_eq!(bounded(9, || 7), Ok(7));
    }
}
