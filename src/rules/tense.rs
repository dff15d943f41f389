//! Whether a sentence tells the past, or speaks of what is still to come. English, closed lists.

mod clause;
mod lists;

pub(super) use clause::Past;

use std::ops::Range;

use super::prose::{Own, Word};

/// Words that speak of what is still to come, or of what is only planned or counted on.
pub(super) const AHEAD: &[&str] = &[
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "could",
    "can",
    "plan",
    "plans",
    "planned",
    "planning",
    "expected",
    "expects",
    "expect",
    "projected",
    "projects",
    "projection",
    "projections",
    "forecast",
    "forecasts",
    "due",
    "scheduled",
    "target",
    "targets",
    "goal",
    "goals",
    "until",
    "till",
    "deadline",
    "proposed",
    "proposes",
    "intends",
    "intended",
    "aims",
    "aimed",
    "predicted",
    "predicts",
    "agenda",
    "scenario",
    "scenarios",
    "horizon",
    "expire",
    "expires",
    "ahead",
    "upcoming",
    "future",
    "if",
    "unless",
];

/// Past tenses that do not end in "ed".
pub(super) const PAST: &[&str] = &[
    "was",
    "were",
    "had",
    "did",
    "began",
    "broke",
    "brought",
    "built",
    "came",
    "cut",
    "died",
    "fell",
    "fled",
    "found",
    "gave",
    "got",
    "grew",
    "held",
    "hit",
    "kept",
    "left",
    "led",
    "lost",
    "made",
    "met",
    "paid",
    "put",
    "ran",
    "rose",
    "said",
    "sank",
    "saw",
    "sent",
    "set",
    "shot",
    "shut",
    "sold",
    "spent",
    "stood",
    "struck",
    "took",
    "told",
    "went",
    "won",
    "wrote",
    "became",
    "bought",
    "burnt",
    "caught",
    "chose",
    "drew",
    "drove",
    "drowned",
    "fed",
    "felt",
    "flew",
    "forgot",
    "fought",
    "froze",
    "heard",
    "hid",
    "hung",
    "knew",
    "laid",
    "lay",
    "lent",
    "meant",
    "overthrew",
    "rang",
    "rebuilt",
    "shook",
    "slept",
    "sought",
    "spoke",
    "sprang",
    "stole",
    "swept",
    "swore",
    "taught",
    "thought",
    "threw",
    "tore",
    "undertook",
    "withdrew",
    "woke",
    "wore",
];

/// Verbs of the past by which somebody meant something to happen, and nothing has happened yet.
const INTENDING: &[&str] = &[
    "agreed",
    "aimed",
    "announced",
    "asked",
    "committed",
    "decided",
    "demanded",
    "hoped",
    "instructed",
    "intended",
    "meant",
    "obliged",
    "offered",
    "ordered",
    "planned",
    "pledged",
    "promised",
    "proposed",
    "recommended",
    "required",
    "resolved",
    "sought",
    "told",
    "undertook",
    "urged",
    "vowed",
    "wanted",
    "warned",
    "wished",
];

/// Words before a date up to which, or for which, something is meant.
const UNTO: &[&str] = &["by", "before", "until", "till", "for", "from", "to"];

/// How many words at most stand between such a verb and the "to" of what is meant.
const OBJECT: usize = 6;

/// Words that end in "ed" and are no past tense.
const NO_PAST: &[&str] = &[
    "hundred",
    "indeed",
    "exceed",
    "proceed",
    "succeed",
    "speed",
    "breed",
    "bleed",
    "greed",
    "creed",
    "kindred",
    "sacred",
    "hatred",
    "wicked",
    "naked",
    "embed",
    "unprecedented",
    "united",
    "limited",
    "armed",
    "underfed",
    "watershed",
    "riverbed",
];

/// Whether any word is a form of the past.
pub(super) fn tells_past(words: &[Word]) -> bool {
    words.iter().any(|word| {
        let lower = word.lower.as_str();
        let is_regular = lower.ends_with("ed") && lower.len() > 4 && !NO_PAST.contains(&lower);
        is_regular || PAST.contains(&lower)
    })
}

/// What a sentence says that somebody meant to do.
pub(super) struct Intents<'o> {
    own: &'o Own,
    /// Whether a verb of it says so.
    is_any: bool,
    /// The first word behind which a date is that of something meant: a verb of it and "to" stand before.
    from: Option<usize>,
}

impl<'o> Intents<'o> {
    /// Those of the words of a sentence.
    pub(super) fn of(own: &'o Own) -> Self {
        let intends = |at: &usize| INTENDING.contains(&own.words[*at].lower.as_str());
        let verbs = || (0..own.words.len()).filter(intends);
        let object = |at: usize| at + 1..own.words.len().min(at + 1 + OBJECT);
        let unto = |at: usize| object(at).find(|at| own.words[*at].lower == "to");
        Self {
            own,
            is_any: verbs().next().is_some(),
            from: verbs().find_map(unto),
        }
    }

    /// Whether a date is only that of something meant: "wanted to finish the gate in 2021", "promised a
    /// bridge by 2021". What stands before the verb is when it was meant.
    pub(super) fn hold(&self, date: &Range<usize>) -> bool {
        let (before, _) = self.own.around(date);
        let is_unto = before
            .last()
            .is_some_and(|word| UNTO.contains(&word.lower.as_str()));
        match is_unto {
            true => self.is_any,
            false => self.from.is_some_and(|from| from < before.len()),
        }
    }
}

/// Whether any word speaks of what is still to come. "May" with a capital is a month.
pub(super) fn looks_ahead(own: &Own) -> bool {
    let Own { text, words, .. } = own;
    let ahead = words.iter().any(|word| {
        AHEAD.contains(&word.lower.as_str()) && !text[word.range.clone()].starts_with('M')
    });
    ahead || is_valid_for_a_time(words)
}

/// "Valid from 2031": what somebody held to be valid is another matter.
pub(super) fn is_valid_for_a_time(words: &[Word]) -> bool {
    words.windows(2).any(|pair| {
        let next = pair[1].lower.as_str();
        pair[0].lower == "valid" && matches!(next, "from" | "for" | "through" | "to" | "in" | "as")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_has_not_happened() {
        let check = |text: &str, expected: bool| {
            let own = Own::of(text);
            let date = own.find("2021").unwrap();
            assert_eq!(Intents::of(&own).hold(&date), expected, "{text}");
        };
        check("The authority wanted to finish the gate by 2021.", true);
        check("They asked the committee to close it in 2021.", true);
        check("By 2021 the authority promised a bridge.", true);
        check("In 2021 the authority wanted to finish the gate.", false);
        check("The crest fell by 2021.", false);
        check("The gate that they had wanted fell in 2021.", false);
    }
}
