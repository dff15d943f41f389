//! The units that the heading of a column or a caption names: "Harvest (t)", "Budget in millions of euros".

use super::NAME;
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, Visitor, text_of, walk_block};
use crate::rules::amounts::{self, Kind, Unit};
use crate::rules::prose;
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, measures, words};

/// The unit of a heading; a plain one where it names none.
pub(super) fn kind(head: &str, tongue: &Tongue) -> Kind {
    let plain = Kind {
        scale: 1,
        unit: Unit::None,
        per: None,
    };
    // "Year" heads a column of years, and none of numbers in years.
    let is_time = |kind: &Kind| matches!(kind.unit, Unit::Measure(unit) if measures::is_time(unit));
    let of_all = || amount(head, tongue).filter(|kind| !is_time(kind));
    named(head, tongue)
        .into_iter()
        .next()
        .or_else(of_all)
        .unwrap_or(plain)
}

/// The units that a caption names.
pub(super) fn captioned(caption: &str, tongue: &Tongue) -> Vec<Kind> {
    let mut found: Vec<Kind> = Vec::new();
    for kind in named(caption, tongue) {
        if !found.contains(&kind) {
            found.push(kind);
        }
    }
    found
}

/// The units in brackets, and behind "in" or a comma.
fn named(text: &str, tongue: &Tongue) -> Vec<Kind> {
    const IN: &[&str] = &[" in ", " en ", " em "];
    let mut phrases: Vec<&str> = Vec::new();
    for (open, close) in [('(', ')'), ('[', ']')] {
        for (at, _) in text.match_indices(open) {
            let inside = &text[at + 1..];
            phrases.extend(inside.find(close).map(|end| &inside[..end]));
        }
    }
    for word in IN {
        let behind = text
            .match_indices(word)
            .map(|(at, _)| &text[at + word.len()..]);
        phrases.extend(behind);
    }
    phrases.extend(text.rsplit_once(',').map(|(_, last)| last));
    let found = phrases.into_iter().filter_map(|phrase| {
        let phrase = phrase.trim();
        let phrase = IN
            .iter()
            .find_map(|word| phrase.strip_prefix(word.trim_start()))
            .unwrap_or(phrase);
        amount(phrase, tongue)
    });
    found.collect()
}

/// The unit with which a phrase begins, read as that of a number.
fn amount(phrase: &str, tongue: &Tongue) -> Option<Kind> {
    if phrase.starts_with(|c: char| c.is_ascii_digit()) || phrase.is_empty() {
        return None;
    }
    let of = |phrase: &str| {
        let text = format!("7 {phrase}");
        let words = prose::words(&text);
        let amount = amounts::read(&text, &words, tongue).into_iter().next()?;
        let behind = &text[amount.range.end..];
        let ends = behind.trim_start().is_empty()
            || behind
                .trim_start()
                .starts_with([',', '.', ';', ')', ':', '[', '('])
            || prose::words(behind)
                .first()
                .is_some_and(|word| ENDS.contains(&word.lower.as_str()));
        Some(amount.kind).filter(|kind| !kind.is_plain() && ends)
    };
    // "EUR million" is a million euros.
    let turned = || {
        let (first, second) = phrase.split_once(' ')?;
        of(&format!("{second} {first}")).filter(|kind| kind.scale > 1)
    };
    turned().or_else(|| of(phrase))
}

/// Words behind a unit with which something else begins.
const ENDS: &[&str] = &[
    "and", "by", "per", "of", "for", "from", "und", "nach", "pro", "je", "et", "par", "de", "y",
    "por", "in", "between",
];

/// Captions that name another unit than the headings of the columns.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut check = Check {
        tongue: tongues::of(context.report_language()),
        findings,
    };
    context.report.walk(&mut check);
}

struct Check<'f> {
    tongue: &'static Tongue,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Check<'_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Table(table) = &block.kind {
            let caption = text_of(&table.caption);
            let heads = table.header.cells.iter().map(|cell| text_of(&cell.content));
            let heads: Vec<String> = heads.collect();
            if let Some(head) = other_head(&caption, &heads, self.tongue) {
                self.findings.push(
                    Finding::new(
                        NAME,
                        Level::Warning,
                        format!(
                            "the caption names another unit than the heading `{}`",
                            words::shortened(head.trim(), 40)
                        ),
                        table.header.span,
                    )
                    .label("no heading has the unit of the caption")
                    .help("look in the source which unit is right, and make the two the same"),
                );
            }
        }
        walk_block(self, block);
    }
}

/// The heading whose unit is not that of its caption.
fn other_head<'h>(caption: &str, heads: &'h [String], tongue: &Tongue) -> Option<&'h str> {
    let kinds: Vec<Kind> = heads.iter().map(|head| kind(head, tongue)).collect();
    captioned(caption, tongue).iter().find_map(|told| {
        let is_time =
            matches!(told.unit, Unit::Measure(unit) if crate::rules::measures::is_time(unit));
        let mut others = heads
            .iter()
            .zip(&kinds)
            .filter(|(_, kind)| told.conflicts(kind));
        let (head, _) = others.next().filter(|_| !is_time)?;
        let is_known = kinds
            .iter()
            .any(|kind| !kind.is_plain() && kind.unit == told.unit && !kind.conflicts(told));
        (!is_known).then_some(head.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_units() {
        for (language, head, expected) in [
            ("en", "Harvest (t)", "7 t"),
            ("en", "Seizures, kg", "7 kg"),
            ("en", "Budget in millions of euros", "7 millions of euros"),
            ("en", "Budget (EUR million)", "7 million euros"),
            ("en", "Share (%)", "7 %"),
            ("fr", "Budget (millions d’euros)", "7 millions d’euros"),
            ("de", "Kosten (Mio. Euro)", "7 Mio. Euro"),
            ("de", "Anteil in Prozent", "7 Prozent"),
        ] {
            let tongue = tongues::of(language);
            let words = prose::words(expected);
            let expected = amounts::read(expected, &words, tongue).remove(0).kind;
            assert_eq!(kind(head, tongue), expected, "{head}");
        }
        for head in [
            "Deaths in Arn",
            "Arrests (total)",
            "Year",
            "2019",
            "People in camps",
        ] {
            assert!(kind(head, tongues::of("en")).is_plain(), "{head}");
        }
    }

    #[test]
    fn a_caption_has_the_unit_of_one_of_its_columns() {
        let heads = ["Country", "Harvest (t)", "Area (ha)"].map(str::to_owned);
        for (caption, expected) in [
            ("The harvest in kilograms, 2021", Some("Harvest (t)")),
            (
                "The harvest (kg) and its area in hectares",
                Some("Harvest (t)"),
            ),
            ("The harvest in tonnes and the area", None),
            ("The harvest of farms below 5 acres", None),
            ("The harvest in Arn", None),
        ] {
            assert_eq!(
                other_head(caption, &heads, tongues::of("en")),
                expected,
                "{caption}"
            );
        }
    }
}
