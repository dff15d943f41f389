//! A source that contradicts the sentence, and a text that does not say so.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::{Context, prose, words};
use crate::diagnostic::Finding;
use crate::model::{Relation, Role, Sentence, UnitPlace};

pub(super) const NAME: &str = "unanswered-contradiction";

/// Words with which a text tells its reader that there is another view or another number: verbs and
/// nouns of disagreement. Beginnings of words stand for all their forms.
const BEGINNINGS: &[&str] = &[
    "disput",
    "deny",
    "denie",
    "denial",
    "contradict",
    "contrad",
    "disagree",
    "contest",
    "reject",
    "differ",
    "conflict",
    "doubt",
    "challeng",
    "refut",
    "rebut",
    "question",
    "inconsisten",
    "diverg",
    "controvers",
    "discrepan",
    "unconfirm",
    "unverif",
    "uncertain",
    "oppos",
    "contrary",
    "contrast",
    "criticis",
    "criticiz",
    "dissent",
    "debat",
    "objected",
    "objection",
    "critic",
    "sceptic",
    "skeptic",
];

/// The same: words that set one thing against another, whole.
const WORDS: &[&str] = &[
    "but",
    "however",
    "although",
    "though",
    "while",
    "whereas",
    "nevertheless",
    "nonetheless",
    "yet",
    "conversely",
    "instead",
    "other",
    "others",
    "unlike",
    "despite",
    "range",
    "ranges",
    "ranged",
    "disavowed",
    "recanted",
    "retracted",
    "withdrew",
    "unclear",
    "unproven",
    "mixed",
    "vary",
    "varies",
    "varied",
    "objects",
    "alleged",
    "allegedly",
    "alternative",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let answers = OnceCell::new();
    // The cells of a table have no room to answer.
    for unit in report
        .units
        .iter()
        .filter(|unit| unit.place != UnitPlace::TableRow)
    {
        let sentences = &report.sentences[unit.sentences.clone()];
        // What the sentences of the unit say, once one of them asks.
        let mut said: Option<(bool, BTreeSet<&str>)> = None;
        for sentence in sentences {
            if !prose::is_english(context, sentence) {
                continue;
            }
            let items = sentence
                .citations
                .iter()
                .map(|id| &report.citations[id.0])
                .filter(|citation| stands_in(citation.span, sentence))
                .flat_map(|citation| &citation.items)
                .filter(|item| item.relation() == Relation::Contradicts);
            for item in items {
                let key = item.key.value.as_str();
                let (says_so, told) = said.get_or_insert_with(|| {
                    let says_so = sentences.iter().any(|other| says_so(&other.text));
                    (says_so, told(context, sentences))
                });
                let is_answered = || {
                    answers
                        .get_or_init(|| told_among_answers(context))
                        .contains(key)
                };
                if *says_so || told.contains(key) || is_answered() {
                    continue;
                }
                findings.push(
                    Finding::new(
                        NAME,
                        context.graded(),
                        format!("`{}` contradicts this, and the text does not say so", words::shortened(&item.key.value, 40)),
                        item.span,
                    )
                    .label("who reads the text alone learns nothing of it")
                    .help("say in the paragraph what the other source holds: `The authority disputes this [@key].`"),
                );
            }
        }
    }
}

/// A citation of a note or of a div around is judged where it stands.
fn stands_in(citation: crate::source::Span, sentence: &Sentence) -> bool {
    citation.file == sentence.span.file
        && sentence.span.start <= citation.start
        && citation.end <= sentence.span.end
}

/// The same in two words: not all agree, and not everyone.
const PAIRS: &[(&str, &str)] = &[
    ("not", "everyone"),
    ("not", "everybody"),
    ("not", "all"),
    ("few", "agree"),
    ("nobody", "agrees"),
    ("no", "consensus"),
    ("opinions", "are"),
    ("views", "are"),
    ("against", "this"),
    ("against", "that"),
];

/// Whether a sentence tells that somebody sees it differently.
fn says_so(text: &str) -> bool {
    let words = prose::words(text);
    let in_two = words
        .windows(2)
        .any(|pair| PAIRS.contains(&(pair[0].lower.as_str(), pair[1].lower.as_str())));
    in_two
        || words.iter().any(|word| {
            WORDS.contains(&word.lower.as_str())
                || BEGINNINGS
                    .iter()
                    .any(|beginning| word.lower.starts_with(beginning))
        })
}

/// The sources of which some sentences report what they say.
fn told<'a>(
    context: &Context<'a>,
    sentences: impl IntoIterator<Item = &'a Sentence>,
) -> BTreeSet<&'a str> {
    let report = context.report;
    sentences
        .into_iter()
        .flat_map(|sentence| report.items_of(sentence))
        .filter(|item| item.relation().carries())
        .map(|item| item.key.value.as_str())
        .collect()
}

/// The sources of which the sections of answers report what they say.
fn told_among_answers<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let report = context.report;
    let answers = report
        .units
        .iter()
        .filter(|unit| unit.role == Role::Response);
    told(
        context,
        answers.flat_map(|unit| &report.sentences[unit.sentences.clone()]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_disagreement_are_heard() {
        for text in [
            "The tenants dispute it.",
            "Counts differ.",
            "It fell, but not far.",
            "Not everyone agrees.",
            "There is no consensus on it.",
            "Critics count 400.",
        ] {
            assert!(says_so(text), "{text}");
        }
        for text in ["The crest is worn.", "It is not worn, all agree."] {
            assert!(!says_so(text), "{text}");
        }
    }
}
