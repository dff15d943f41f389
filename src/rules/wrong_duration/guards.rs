//! What keeps a length of time from being that of the days beside it: it is told for each day, it was broken off, or
//! the days are those of something else.

use std::ops::Range;

use super::lengths::{Length, Measure};
use super::moments::Moment;
use super::{Own, Tongue, is_in};

/// Words behind a length that is one of each day or week.
const EACH: &[&str] = &[
    "each",
    "per",
    "every",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "pro",
    "jeden",
    "jede",
    "jedes",
    "täglich",
    "wöchentlich",
    "monatlich",
    "jährlich",
    "chaque",
    "cada",
    "ogni",
    "elke",
    "dagelijks",
];

/// The same where a measure stands behind them: "three days a week".
const A: &[&str] = &["a", "an", "am", "im", "par", "por", "al", "alla", "à"];

/// Words before two days between which something happened, and not from the first to the last.
const BETWEEN: &[&str] = &["between", "zwischen", "entre", "tra", "fra", "tussen"];

/// Beginnings of words of what went on with breaks.
const BROKEN: &[&str] = &[
    "break",
    "spell",
    "interrupt",
    "interruption",
    "interrupción",
    "interrupcion",
    "interruzion",
    "interrupç",
    "intermittent",
    "pause",
    "pausa",
    "stage",
    "instalment",
    "unterbrech",
    "unterbroch",
    "zeitweise",
    "onderbr",
];

/// Words behind the last day that say for what it is the last.
const FOR: &[&str] = &["for", "für", "pour", "para", "per", "voor"];

/// Words behind it, before whose part of it has those days.
const IN: &[&str] = &["in", "dans", "en", "nella", "na"];
const ITS: &[&str] = &[
    "its", "their", "his", "her", "ihrer", "seiner", "ihrem", "seinem", "sa", "son", "leur", "su",
    "sus", "sua",
];

/// Words of times that are told by clocks in several places.
const ZONES: &[&str] = &[
    "local time",
    "time zone",
    "time zones",
    "ortszeit",
    "zeitzone",
    "zeitzonen",
    "heure locale",
    "fuseau horaire",
    "fuseaux horaires",
    "hora local",
    "huso horario",
    "husos horarios",
    "ora locale",
    "fusi orari",
];

/// Words behind one that counts on or back, which make what follows the event that it is counted from.
const OF: &[&str] = &[
    "de", "del", "di", "della", "dello", "dei", "degli", "delle", "dell", "do", "da", "dos", "das",
    "que", "che",
];

/// The same behind a word that counts on in Italian with or without an event.
const THE: &[&str] = &["il", "la", "lo", "le", "gli", "i", "un", "una", "uno", "l"];

/// Whether a word only leads to the event from which a length is counted.
pub(super) fn leads_to_event(lower: &str) -> bool {
    OF.contains(&lower)
}

/// Whether a length is told for each day or week, or by clocks that do not agree.
pub(super) fn is_apart(own: &Own, length: &Length, tongue: &Tongue) -> bool {
    let (before, after) = own.around(&length.range);
    // The week of "two days a week".
    let is_of_each = before.last().is_some_and(|word| {
        let gap = own.text.get(word.range.end..length.range.start);
        gap.is_some_and(|gap| gap.trim().is_empty()) && Measure::of(&word.lower, tongue).is_some()
    });
    let is_each = after.first().is_some_and(|next| {
        let gap = own.text.get(length.range.end..next.range.start);
        let is_measure = after
            .get(1)
            .is_some_and(|word| Measure::of(&word.lower, tongue).is_some());
        gap.is_some_and(|gap| gap.trim().is_empty())
            && (is_in(EACH, next) || is_in(A, next) && is_measure)
    });
    is_each || is_of_each || length.measure.is_of_clock() && own.first(ZONES).is_some()
}

/// Whether what is told went on with breaks, or between two days, so that it may be shorter than from one to the other.
pub(super) fn may_be_shorter(own: &Own, span: &Range<usize>) -> bool {
    let opens = own.words.iter().find(|word| word.range.start >= span.start);
    opens.is_some_and(|word| is_in(BETWEEN, word)) || is_broken(own)
}

/// Whether a sentence tells of breaks.
pub(super) fn is_broken(own: &Own) -> bool {
    let is = |word: &str| BROKEN.iter().any(|start| word.starts_with(start));
    own.words.iter().any(|word| is(&word.lower))
}

/// Whether the words behind a day make it that of a part, or of something else: "until 20 May for lorries".
pub(super) fn is_of_part(own: &Own, day: &Moment) -> bool {
    let (_, after) = own.around(&day.range);
    let [next, rest @ ..] = after else {
        return false;
    };
    let gap = &own.text[day.range.end..next.range.start];
    let is_its = rest.first().is_some_and(|word| is_in(ITS, word));
    gap.trim().is_empty() && (is_in(FOR, next) || is_in(IN, next) && is_its)
}

/// Whether a word behind a length, at the head of `after`, begins the event from which it is counted: "dos años
/// después de la guerra", "due anni dopo la guerra".
pub(super) fn has_event(own: &Own, after: &[super::Word]) -> bool {
    let [word, next, ..] = after else {
        return false;
    };
    let is_beside = own.text[word.range.end..next.range.start].trim().is_empty();
    let bare = next.lower.split(['’', '\'']).next().unwrap_or_default();
    let is_elided = bare.len() < next.lower.len() && matches!(bare, "l" | "dell" | "d" | "un");
    let is_italian = matches!(word.lower.as_str(), "dopo" | "prima");
    is_beside && (is_in(OF, next) || is_elided || is_italian && is_in(THE, next))
}
