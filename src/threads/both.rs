//! Two things done at once.

use std::sync::{Mutex, PoisonError};
use std::{panic, thread};

use crate::model::limits::STACK_BYTES;

/// Does two things at once and gives back what comes of each. Neither may depend on which is done first.
///
/// The first has a thread of its own, with as much stack as any run has.
///
/// Where the system has no thread left, they are done one after the other.
///
/// # Panics
/// Where one of the two does.
pub fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    let first = Mutex::new(Some(first));
    let run_first = || {
        let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
        first.map(|first| first())
    };
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        let begun = builder.spawn_scoped(scope, run_first);
        let of_second = second();
        let of_first = match begun.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(of_first)) => of_first,
            Ok(Err(why)) => panic::resume_unwind(why),
            Err(_) => run_first(),
        };
        (of_first.expect("it is run once"), of_second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done() {
        let (sender, receiver) = std::sync::mpsc::channel();
        let sent = both(move || sender.send(7).is_ok(), || receiver.recv());
        assert_eq!(sent, (true, Ok(7)), "neither waits for the other");
    }
}
