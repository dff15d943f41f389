//! Pages that were laid out and not written: to be drawn one by one, for somebody who looks at them.
//! Knows ids, and nothing of what they mean.

use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

use super::look::{Near, Piece};
use crate::model::{Defect, MarkId};
use crate::render::Pages;

/// The pages of a laid-out report.
pub struct Sheets {
    pub(super) document: PagedDocument,
    pub(super) areas: Vec<Vec<Area>>,
    /// Their labels and which marks they bear.
    pub pages: Pages,
    /// What does not fit on them.
    pub defects: Vec<Defect>,
}

impl std::fmt::Debug for Sheets {
    /// Sizes, not pages.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets")
            .field("pages", &self.pages.labels.len())
            .finish_non_exhaustive()
    }
}

/// Pages of which nobody sees more than that the next ones can begin with them.
#[derive(Clone)]
pub struct Pressed(pub(super) PagedDocument);

impl std::fmt::Debug for Pressed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Pressed")
            .field(&self.0.pages().len())
            .finish()
    }
}

/// Words on a page that belong together and stand on one line. Lengths are points.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What the words belong to.
    pub owner: Owner,
    /// From the left edge of the page.
    pub left: f64,
    /// From its upper edge.
    pub top: f64,
    /// How wide the words are.
    pub width: f64,
    /// How high the line is.
    pub height: f64,
}

/// What words on a page belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The text behind a mark.
    Mark(MarkId),
    /// A note or something that the compiler made, by its generated id: see
    /// [`crate::render::anchors`].
    Id(String),
}

impl Sheets {
    /// What the next layout can begin with.
    pub fn pressed(&self) -> Pressed {
        Pressed(self.document.clone())
    }

    /// The width and the height of a page, in points; none if there is no such page.
    pub fn size(&self, page: usize) -> Option<(f64, f64)> {
        let frame = &self.document.pages().get(page)?.frame;
        Some((frame.width().to_pt(), frame.height().to_pt()))
    }

    /// What changes when a page looks different.
    pub fn fingerprint(&self, page: usize) -> Option<u128> {
        let page = self.document.pages().get(page)?;
        Some(hash128(&(&page.frame, &page.fill)))
    }

    /// Draws a page as SVG. It holds shapes only: no text that runs, no address that is followed.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }

    /// Where the words of a page stand, in the order of the text.
    pub fn areas(&self, page: usize) -> &[Area] {
        self.areas.get(page).map_or(&[], Vec::as_slice)
    }
}

/// Joins the pieces of a page that stand on one line and belong to the same thing.
pub(super) fn areas(pieces: &[Piece<'_>]) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    let mut last: Option<(&Near, f64)> = None;
    for piece in pieces {
        let (left, right) = (piece.left.to_pt(), piece.right.to_pt());
        let (baseline, size) = (piece.baseline.to_pt(), piece.size.to_pt());
        // A raised number is a part of its line.
        let goes_on = last.is_some_and(|(near, line)| {
            *near == *piece.near && (line - baseline).abs() < size * 0.6
        });
        if goes_on && let Some(area) = areas.last_mut() {
            let end = (area.left + area.width).max(right);
            area.left = area.left.min(left);
            area.width = end - area.left;
            continue;
        }
        let Some(owner) = owner(&piece.near) else {
            last = None;
            continue;
        };
        last = Some((&piece.near, baseline));
        areas.push(Area {
            owner,
            left,
            top: baseline - size * 0.8,
            width: right - left,
            height: size * 1.1,
        });
    }
    areas
}

fn owner(near: &Near) -> Option<Owner> {
    let id = near.note.as_ref().or(near.anchor.as_ref());
    match (id, near.mark) {
        (Some(id), _) => Some(Owner::Id(id.clone())),
        (None, Some(mark)) => Some(Owner::Mark(MarkId(mark))),
        (None, None) => None,
    }
}
