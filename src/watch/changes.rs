//! Waits until a file changes that a check has read. Knows paths, and nothing of what is in the files.

use std::collections::BTreeSet;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::reads::Reads;

/// How long what follows an event is taken for a part of it: an editor that saves makes several, and
/// one that saves all its files makes many.
const BURST: Duration = Duration::from_millis(15);

/// How often it is looked for a folder that is not there.
const LOOK_FOR_FOLDER: Duration = Duration::from_secs(1);

/// What ends the waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something that matters has changed.
    Changed,
    /// Somebody wants an end.
    Stop,
}

/// What can be told to who waits.
pub(super) enum Signal {
    /// Something happened on disk.
    Disk(notify::Result<Event>),
    /// There shall be an end.
    Stop,
}

/// The folders of a report under watch.
pub(super) struct Changes {
    root: Utf8PathBuf,
    watcher: RecommendedWatcher,
    watched: BTreeSet<Utf8PathBuf>,
    signals: Receiver<Signal>,
}

impl Changes {
    /// Watches nothing yet. The sender ends the waiting.
    ///
    /// # Errors
    /// When the folder is not there or the system cannot watch files.
    pub(super) fn new(folder: &Utf8Path) -> notify::Result<(Self, Sender<Signal>)> {
        // Some systems name the real paths in what they tell.
        let root = folder.canonicalize_utf8().map_err(notify::Error::io)?;
        let (sender, signals) = mpsc::channel();
        let stop = sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody waits any longer only where the program ends.
            let _ = sender.send(Signal::Disk(event));
        })?;
        let changes = Self {
            root,
            watcher,
            watched: BTreeSet::new(),
            signals,
        };
        Ok((changes, stop))
    }

    /// The real path of the folder.
    pub(super) fn root(&self) -> &Utf8Path {
        &self.root
    }

    /// Watches the folders of what was read, and no others. Says whether one of them was not watched
    /// while it was read: then a change of it may have been missed.
    ///
    /// # Errors
    /// When the system cannot watch a folder that is there.
    pub(super) fn follow(&mut self, reads: &Reads) -> notify::Result<bool> {
        let wanted: BTreeSet<Utf8PathBuf> = reads
            .folders()
            .into_iter()
            .filter(|folder| self.root.join(folder).is_dir())
            .collect();
        let gone: Vec<Utf8PathBuf> = self.watched.difference(&wanted).cloned().collect();
        for folder in gone {
            self.forget(&folder);
        }
        let new: Vec<Utf8PathBuf> = wanted.difference(&self.watched).cloned().collect();
        for folder in &new {
            let path = self.root.join(folder);
            self.watcher
                .watch(path.as_std_path(), RecursiveMode::NonRecursive)?;
            self.watched.insert(folder.clone());
        }
        Ok(!new.is_empty())
    }

    /// Waits until something of what was read has changed, and until the burst is over.
    pub(super) fn wait(&mut self, reads: &Reads) -> Wake {
        loop {
            let signal = match self.next() {
                Ok(signal) => signal,
                Err(RecvTimeoutError::Timeout) if self.root.is_dir() => return Wake::Changed,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Wake::Stop,
            };
            let Some(first) = self.take(signal, reads) else {
                return Wake::Stop;
            };
            if !first {
                continue;
            }
            thread::sleep(BURST);
            while let Ok(signal) = self.signals.try_recv() {
                if self.take(signal, reads).is_none() {
                    return Wake::Stop;
                }
            }
            return Wake::Changed;
        }
    }

    /// The next signal. A folder that was removed gives none when it is there again.
    fn next(&self) -> Result<Signal, RecvTimeoutError> {
        if self.watched.contains(Utf8Path::new("")) {
            Ok(self.signals.recv()?)
        } else {
            self.signals.recv_timeout(LOOK_FOR_FOLDER)
        }
    }

    /// Whether a signal matters; none is the end.
    fn take(&mut self, signal: Signal, reads: &Reads) -> Option<bool> {
        let event = match signal {
            Signal::Stop => return None,
            Signal::Disk(Ok(event)) if !event.need_rescan() => event,
            // What the system has lost sight of may be anything.
            Signal::Disk(_) => return Some(true),
        };
        let paths: Vec<Utf8PathBuf> = event
            .paths
            .iter()
            .filter_map(|path| self.inside(path))
            .collect();
        if may_unwatch(&event.kind) {
            for path in &paths {
                self.forget(path);
            }
        }
        let matters = changes_contents(&event.kind) && paths.iter().any(|path| reads.concern(path));
        Some(matters)
    }

    /// A path as the report names it.
    fn inside(&self, path: &std::path::Path) -> Option<Utf8PathBuf> {
        let path = Utf8Path::from_path(path)?;
        path.strip_prefix(&self.root).ok().map(Utf8Path::to_owned)
    }

    /// No longer watches a folder, which may be gone already.
    fn forget(&mut self, folder: &Utf8Path) {
        if self.watched.remove(folder) {
            let _ = self.watcher.unwatch(self.root.join(folder).as_std_path());
        }
    }
}

/// A folder that is moved or removed takes its watch with it; one of the same name needs a new one.
fn may_unwatch(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    )
}

/// Whether an event is more than somebody's reading.
fn changes_contents(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(_) | EventKind::Other => false,
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
    }
}
