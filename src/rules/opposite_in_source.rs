//! A sentence that says in nearly the same words the opposite of what its source says: a "not" lost or added, or a
//! word exchanged for its opposite.

mod lists;
mod near;
mod order;
mod turned;

use self::near::{Clause, Turned};
use self::order::{Orders, Other};
use super::quote_not_in_source::Texts;
use super::support::{self, Support};
use super::{Context, numbers, prose, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, UnitPlace, primary_language};

pub(super) const NAME: &str = "opposite-in-source";

/// How much of the words of a source a finding shows.
const SHOWN: usize = 110;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.report.source_texts.is_empty() {
        return;
    }
    let texts = Texts::new(context);
    let mut sources = near::Sources::new();
    let mut orders = Orders::default();
    for said in prose::own_sentences(context) {
        let sentence = said.sentence;
        let is_told = sentence.kind == Kind::Fact && support::is_carried(sentence);
        let is_prose = !matches!(
            said.unit.place,
            UnitPlace::TableRow | UnitPlace::TableCaption | UnitPlace::FigureCaption
        );
        if !is_told || !is_prose {
            continue;
        }
        let supports = support::of(context, sentence);
        // Where the words of one source are not at hand, they may say what the sentence says.
        if !texts.can_be_compared(context, sentence, &supports) {
            continue;
        }
        let known: Vec<(&str, &str)> = supports
            .iter()
            .filter_map(|support| {
                let text = context.report.source_texts.get(support.key())?;
                Some((support.key(), text.as_str()))
            })
            .collect();
        let tongue = context.tongue(sentence);
        if let Some(other) = orders.other(&known, said.own, tongue) {
            findings.push(other_order(context, said, &other));
        } else if let Some(pair) = turned::other(&known, said.own, tongue) {
            findings.push(other_pair(context, said, &pair));
        }
        let Some(tongue) = lists::of(primary_language(context.language(sentence))) else {
            continue;
        };
        let keys: Vec<&str> = supports.iter().map(Support::key).collect();
        for key in &keys {
            if let Some(text) = context.report.source_texts.get(*key) {
                sources.read(key, text, tongue);
            }
        }
        let turned =
            Clause::all(said.own, tongue).find_map(|clause| sources.turned(&keys, tongue, &clause));
        if let Some(turned) = turned {
            findings.push(finding(context, said, &turned));
        }
    }
}

fn finding(context: &Context<'_>, said: prose::Said<'_>, turned: &Turned<'_>) -> Finding {
    let written = &said.sentence.text[turned.range.clone()];
    let key = turned.key;
    let message = match turned.how {
        near::How::Lost => format!(
            "`{key}` says `{}` of this, and the sentence does not",
            turned.theirs
        ),
        near::How::Added => {
            format!("the sentence says `{written}`, and `{key}` says the same without it")
        }
        near::How::Exchanged => format!(
            "the sentence says `{written}`, and `{key}` says `{}`",
            turned.theirs
        ),
    };
    let place = prose::place(context, said.sentence, turned.range.clone());
    Finding::new(NAME, Level::Warning, message, place)
        .label("the other way round in the source")
        .note(format!("the source: `{}`", words::shortened(turned.sentence, SHOWN)))
        .help("read the source again, and say what it says; where the sentence means something else, tell it apart in its words")
}

/// Two names with their numbers exchanged.
fn other_order(context: &Context<'_>, said: prose::Said<'_>, other: &Other<'_>) -> Finding {
    let pair = |at: usize| {
        let pair = &other.assigned.pairs[at];
        (pair.key.word(), numbers::plain(pair.value))
    };
    let ((first, one), (second, two)) = (pair(other.two.0), pair(other.two.1));
    let message = format!(
        "the sentence gives `{one}` to `{first}` and `{two}` to `{second}`, and `{}` the other way round",
        other.key
    );
    let place = prose::place(context, said.sentence, other.assigned.range.clone());
    Finding::new(NAME, Level::Warning, message, place)
        .label("the other way round in the source")
        .note(source_note(other.theirs))
        .help("compare the two; each number belongs to the name that the source gives it to")
}

/// Two numbers of one pair exchanged.
fn other_pair(context: &Context<'_>, said: prose::Said<'_>, pair: &turned::Pair<'_>) -> Finding {
    let written = &said.sentence.text[pair.range.clone()];
    let message = format!(
        "the sentence says `{written}`, and `{}` has the two numbers the other way round",
        pair.key
    );
    let place = prose::place(context, said.sentence, pair.range.clone());
    Finding::new(NAME, Level::Warning, message, place)
        .label("the other way round in the source")
        .note(source_note(pair.theirs))
        .help("compare the two; the order of the numbers says what they are numbers of")
}

fn source_note(theirs: &str) -> String {
    let line = theirs.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("the source: `{}`", words::shortened(&line, SHOWN))
}
