//! What the books need and no rule changes, made while the rules are asked: formatted citations and the
//! cover of the EPUB.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use super::{drawn_picture, own_templates, with_pictures};
use crate::asset::{self, Budget};
use crate::load::{CheckOptions, Loaded};
use crate::model::{Defect, Format};
use crate::render::pdf;
use crate::resolve::{self, Citations};
use crate::rules::{self, Verdict};
use crate::threads::both;

/// What was made ahead of the books.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    pub(super) citations: Option<Citations>,
    /// The cover, where an EPUB is made and nothing refuses it.
    pub(super) cover: Option<Cover>,
}

/// The picture of a cover, or what keeps it from being drawn.
pub(super) type Cover = Result<Vec<u8>, Vec<Defect>>;

impl Ahead {
    /// Asks the rules, and makes beside that what books will need, if any will be made.
    pub(super) fn beside(loaded: &Loaded, options: &CheckOptions) -> (Self, Verdict) {
        let threads = available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let books = options.books_of(&loaded.report.manifest);
        if books.is_empty() {
            let verdict = rules::run(&loaded.report, &loaded.sources, options.today, threads);
            return (Self::default(), verdict);
        }
        let asking = rules::Asking::new(&loaded.report, &loaded.sources, options.today);
        // No part of the citations can be done beside another. Whoever is done first helps with the rules.
        let citations = || {
            let citations =
                resolve::format_citations(&loaded.report, &loaded.library, &loaded.style);
            asking.work();
            citations
        };
        let others = NonZeroUsize::new(threads.get() - 1).unwrap_or(NonZeroUsize::MIN);
        let (citations, (verdict, cover)) = both(citations, || {
            asking.in_threads(others);
            let verdict = asking.verdict();
            // Every book needs the faces.
            pdf::read_faces();
            let is_wanted = books.contains(&Format::Epub) && !super::refuses(&verdict.findings);
            let cover = is_wanted.then(|| cover(loaded));
            (verdict, cover)
        });
        let ahead = Self {
            citations: Some(citations),
            cover,
        };
        (ahead, verdict)
    }
}

/// Draws the cover, with its logo as screens show it.
pub(super) fn cover(loaded: &Loaded) -> Cover {
    let page = resolve::title_page(&loaded.report);
    let page = with_pictures(&page, |picture| {
        asset::fit(&drawn_picture(picture)?, Budget::SCREEN)
    })?;
    pdf::cover(&page, &own_templates(loaded, "pdf/"), &loaded.fonts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_title_page_has_composed_letters_and_no_picture_but_the_logo() {
        let mut report = sample::report();
        report.manifest.title = "Cafe\u{301}".to_owned();
        let page = resolve::title_page(&report);
        assert_eq!(page.manifest.title, "Caf\u{e9}");
        assert!(!report.assets.is_empty() && page.assets.is_empty());
    }
}
