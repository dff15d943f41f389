//! From a report to its books. Knows both books' common words and ids, and no Markdown.
//!
//! Every number, formatted citation and reference text is in the [`Report`] already; the books
//! print the same inlines, so they cannot differ in what they say.

pub mod anchors;
pub mod chart;
mod decimals;
pub mod epub;
mod family;
mod font_file;
pub mod html;
pub mod pdf;
pub mod register_row;
#[cfg(test)]
pub mod sample;
mod short;
mod spots;
pub mod xhtml;
mod xml;

pub use crate::terms::Terms;
pub use font_file::FontFile;
pub(crate) use short::{
    ends_with_stop, first_of, is_source, kept_of_caption, short_caption, without_calls,
    without_sources,
};
pub use spots::{Spot, Spots};

use std::collections::BTreeMap;

use crate::model::{Attrs, Label, LabelKind, Manifest, MarkId, Maths, Report, appendix_letter};

/// On which page of the PDF each mark stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// The printed label of each page, front matter included: "i", "ii", "1", …
    pub labels: Vec<String>,
    /// For each mark of the report, by [`MarkId`], the index of its page in `labels`.
    pub of_mark: Vec<Option<usize>>,
    /// For each generated anchor of the register and the reference list, the index of its page.
    pub of_anchor: BTreeMap<String, usize>,
}

impl Pages {
    /// The printed label of the page on which a mark stands.
    pub fn label_of(&self, mark: MarkId) -> Option<&str> {
        let page = self.of_mark.get(mark.0).copied().flatten()?;
        self.labels.get(page).map(String::as_str)
    }
}

/// The number before a heading: "2.1", or "Appendix B." for the title of an appendix.
pub fn heading_number(label: &Label, terms: &Terms) -> String {
    let title_of_appendix = label.kind == LabelKind::Appendix && !label.number.contains('.');
    if title_of_appendix && !label.number.is_empty() {
        format!("{} {}.", terms.get("appendix"), label.number)
    } else {
        label.number.clone()
    }
}

/// The number of a formula, if it has one: that of its label, or else the one that its author gave it.
pub fn formula_number<'r>(report: &'r Report, attrs: &Attrs, maths: &'r Maths) -> Option<&'r str> {
    let label = attrs
        .id
        .as_ref()
        .and_then(|id| report.labels.get(&id.value));
    let counted = label.filter(|label| label.kind == LabelKind::Formula);
    let number = counted.map(|label| label.number.as_str());
    number
        .or(maths.tag.as_deref())
        .filter(|number| !number.is_empty())
}

/// The number and the words of the register's heading.
pub fn register_title(place: &RegisterPlace, terms: &Terms) -> (String, String) {
    (
        format!("{} {}.", terms.get("appendix"), place.number),
        terms.get("register").to_owned(),
    )
}

/// The UUID of this edition: the manifest's, or one made from title, language and edition, so that
/// the same edition always has the same and the next has another.
pub fn edition_uuid(manifest: &Manifest) -> uuid::Uuid {
    let own = manifest.identifiers.uuid.as_deref();
    if let Some(uuid) = own.and_then(|uuid| uuid::Uuid::parse_str(uuid.trim()).ok()) {
        return uuid;
    }
    let language = manifest.language.as_ref().map(|tag| tag.value.as_str());
    let name = format!(
        "underpin\n{}\n{}\n{}",
        manifest.title,
        language.unwrap_or_default(),
        manifest.edition.as_deref().unwrap_or_default()
    );
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, name.as_bytes())
}

/// The edition's identifiers as addresses; the first names the book.
pub(crate) fn identifiers(manifest: &Manifest) -> Vec<String> {
    let known = &manifest.identifiers;
    let isbn = known.isbn.as_ref().map(|isbn| {
        let digits: String = isbn.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        format!("urn:isbn:{digits}")
    });
    let doi = known.doi.as_ref().map(|doi| format!("doi:{doi}"));
    let uuid = (known.uuid.is_some() || (isbn.is_none() && doi.is_none()))
        .then(|| format!("urn:uuid:{}", edition_uuid(manifest)));
    [isbn, doi, uuid].into_iter().flatten().collect()
}

/// Where the reference list and the register are placed, and under which number.
///
/// Both are made by the compiler and not written by the author; the register is lettered as the
/// last appendix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterPlace {
    /// The appendix letter.
    pub number: String,
    /// Which claims it lists: indices into [`Report::claims`].
    pub claims: Vec<usize>,
}

/// Decides whether a register is printed, as which appendix, and with which claims.
pub fn register_place(report: &Report) -> Option<RegisterPlace> {
    use crate::model::RegisterScope;
    let claims: Vec<usize> = report
        .claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| match report.manifest.register_scope {
            RegisterScope::All => true,
            RegisterScope::Marked => claim.label.is_some(),
            RegisterScope::None => false,
        })
        .map(|(index, _)| index)
        .collect();
    if claims.is_empty() {
        return None;
    }
    // A title without a number takes no letter.
    let is_lettered = |label: &&Label| {
        let number = &label.number;
        label.kind == LabelKind::Appendix && !number.is_empty() && !number.contains('.')
    };
    let lettered = report.labels.values().filter(is_lettered).count();
    Some(RegisterPlace {
        number: appendix_letter(lettered),
        claims,
    })
}
