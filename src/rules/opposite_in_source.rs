//! A sentence that says in nearly the same words the opposite of what its source says: a "not" lost or added, or a
//! word exchanged for its opposite.

mod lists;
mod near;

use self::near::{Clause, Turned};
use super::quote_not_in_source::Texts;
use super::support::{self, Support};
use super::{Context, prose, words};
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
        let Some(tongue) = lists::of(primary_language(context.language(sentence))) else {
            continue;
        };
        let supports = support::of(context, sentence);
        // Where the words of one source are not at hand, they may say what the sentence says.
        if !texts.can_be_compared(context, sentence, &supports) {
            continue;
        }
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
