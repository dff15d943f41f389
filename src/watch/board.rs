//! What is known of the report right now, for everybody who wants to see it. One thread puts up what
//! it has checked, one what it has laid out; readers never wait for either.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::diagnostic::Finding;
use crate::pipeline::{Checked, Preview};
use crate::render::epub::File;

/// Counts the checks since the start, from one.
pub(super) type Version = u64;

/// The newest state.
#[derive(Debug, Default)]
pub(super) struct Board {
    state: Mutex<State>,
    news: Condvar,
}

/// A state; cheap to copy.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// Counts everything that was put up.
    count: u64,
    /// The last check that could run.
    pub(super) check: Option<Arc<Check>>,
    /// Why the newest check could not run.
    pub(super) trouble: Option<String>,
    /// The last pages that could be laid out.
    pub(super) pages: Option<Arc<Pages>>,
    /// The newest check whose pages have been tried.
    pub(super) tried: Version,
    /// What was found in trying them.
    pub(super) on_pages: Arc<Vec<Finding>>,
    /// Whether nothing will ever change again.
    pub(super) ended: bool,
}

/// What is newest, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct News {
    /// Counts everything that was put up.
    pub(super) count: u64,
    /// The newest check.
    pub(super) check: Version,
    /// The newest check whose pages have been tried.
    pub(super) tried: Version,
    /// The check of the pages that are shown; nought before the first.
    pub(super) pages: Version,
    /// Whether there will be no more.
    pub(super) ended: bool,
}

/// One check.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) version: Version,
    pub(super) checked: Checked,
}

/// The pages of one check.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) check: Arc<Check>,
    pub(super) preview: Preview,
    chapters: OnceLock<Vec<File>>,
}

impl Pages {
    /// The files of the EPUB; made when somebody looks at it. None if it cannot be made.
    pub(super) fn chapters(&self) -> &[File] {
        self.chapters.get_or_init(|| {
            let made = self.preview.chapters(&self.check.checked);
            made.unwrap_or_default()
        })
    }
}

impl State {
    /// What was found in the newest check, and on its pages when they have been tried.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let check = self.check.as_deref();
        let of_check = check.map_or(&[][..], |check| &check.checked.findings);
        let is_tried = check.is_some_and(|check| check.version == self.tried);
        let on_pages = if is_tried { &self.on_pages[..] } else { &[] };
        of_check.iter().chain(on_pages)
    }

    /// The number of the newest check; nought before the first.
    pub(super) fn version(&self) -> Version {
        self.check.as_ref().map_or(0, |check| check.version)
    }

    fn news(&self) -> News {
        News {
            count: self.count,
            check: self.version(),
            tried: self.tried,
            pages: self.pages.as_ref().map_or(0, |pages| pages.check.version),
            ended: self.ended,
        }
    }
}

impl Board {
    pub(super) fn state(&self) -> State {
        self.lock().clone()
    }

    /// Puts up a check.
    pub(super) fn checked(&self, checked: Checked) -> Arc<Check> {
        self.change(|state| {
            let version = state.version() + 1;
            let check = Arc::new(Check { version, checked });
            state.check = Some(Arc::clone(&check));
            state.trouble = None;
            check
        })
    }

    /// Puts up why no check could run. What was seen before stays.
    pub(super) fn cannot_run(&self, reason: String) {
        self.change(|state| state.trouble = Some(reason));
    }

    /// Puts up the pages of a check, or what kept them from being laid out.
    pub(super) fn laid_out(&self, check: &Arc<Check>, outcome: Result<Preview, Vec<Finding>>) {
        self.change(|state| {
            state.tried = check.version;
            match outcome {
                Ok(mut preview) => {
                    state.on_pages = Arc::new(std::mem::take(&mut preview.findings));
                    state.pages = Some(Arc::new(Pages {
                        check: Arc::clone(check),
                        preview,
                        chapters: OnceLock::new(),
                    }));
                }
                Err(findings) => {
                    // What the check has said already is not said again.
                    let known = &check.checked.findings;
                    let is_new = |one: &Finding| !known.contains(one);
                    state.on_pages = Arc::new(findings.into_iter().filter(is_new).collect());
                }
            }
        });
    }

    /// Says that nothing will change any more.
    pub(super) fn end(&self) {
        self.change(|state| state.ended = true);
    }

    /// Waits for a check that is newer than `seen`; none at the end. Of several, only the newest is
    /// ever given.
    pub(super) fn check_after(&self, seen: Version) -> Option<Arc<Check>> {
        let state = self.lock();
        let state = self
            .news
            .wait_while(state, |state| !state.ended && state.version() <= seen)
            .unwrap_or_else(PoisonError::into_inner);
        state.check.clone().filter(|_| !state.ended)
    }

    /// What is newest.
    pub(super) fn news(&self) -> News {
        self.lock().news()
    }

    /// Waits until there is more news than `seen`, for so long at most.
    pub(super) fn news_after(&self, seen: u64, patience: Duration) -> News {
        let state = self.lock();
        let (state, _) = self
            .news
            .wait_timeout_while(state, patience, |state| !state.ended && state.count <= seen)
            .unwrap_or_else(PoisonError::into_inner);
        state.news()
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.lock();
        let changed = change(&mut state);
        state.count += 1;
        self.news.notify_all();
        changed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
