//! Two things done at once.

use std::{panic, thread};

use super::limits::STACK_BYTES;

/// Does two things at once and gives back what comes of each. Neither may depend on which is done first.
///
/// The first has a thread of its own, with as much stack as any run has.
///
/// # Panics
/// Where the system has no thread left, or where one of the two does.
pub fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        let begun = builder.spawn_scoped(scope, first);
        let of_second = second();
        match begun.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(of_first)) => (of_first, of_second),
            Ok(Err(why)) => panic::resume_unwind(why),
            Err(error) => panic::panic_any(error.to_string()),
        }
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
