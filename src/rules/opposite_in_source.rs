//! A sentence that says in nearly the same words the opposite of what its source says: a "not" lost or added, or a
//! word exchanged for its opposite.

mod lists;
mod near;
mod terms;

use self::near::{Clause, Turned};
use super::quote_not_in_source::Texts;
use super::support::{self, Support};
use super::{Context, allegation_as_fact, prose, words};
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
    let mut known = terms::Sources::new();
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
        let language = primary_language(context.language(sentence));
        let supports = support::of(context, sentence);
        // Where the words of one source are not at hand, they may say what the sentence says.
        if !texts.can_be_compared(context, sentence, &supports) {
            continue;
        }
        let keys: Vec<&str> = supports.iter().map(Support::key).collect();
        let read = keys
            .iter()
            .filter_map(|key| context.report.source_texts.get_key_value(*key));
        for (key, text) in read {
            if let Some(tongue) = lists::of(language) {
                sources.read(key, text, tongue);
            }
            known.read(key, text, language);
        }
        let turned = lists::of(language).and_then(|tongue| {
            Clause::all(said.own, tongue).find_map(|clause| sources.turned(&keys, tongue, &clause))
        });
        let turned = turned.or_else(|| {
            known.exchanged(&terms::Asked {
                own: said.own,
                language,
                keys: &keys,
                titles: &titles(&supports),
            })
        });
        // What is said of a person as a fact is told by another rule.
        let is_told = || {
            matches!(
                turned,
                Some(Turned {
                    how: near::How::Open,
                    ..
                })
            ) && allegation_as_fact::speaks_for(context, said)
        };
        if let Some(turned) = &turned
            && !is_told()
        {
            findings.push(finding(context, said, turned));
        }
    }
}

/// What the entries of some sources are called, and by whom they are.
fn titles(supports: &[Support<'_>]) -> String {
    let references = supports.iter().filter_map(|support| support.reference);
    let names = references.flat_map(|reference| {
        let texts = [
            &reference.title,
            &reference.container,
            &reference.publisher,
            &reference.note,
        ];
        texts.into_iter().flatten().chain(&reference.creators)
    });
    let names: Vec<&str> = names.map(String::as_str).collect();
    names.join("\n")
}

fn finding(context: &Context<'_>, said: prose::Said<'_>, turned: &Turned<'_>) -> Finding {
    let written = &said.sentence.text[turned.range.clone()];
    let key = turned.key;
    let message = match turned.how {
        near::How::Open => format!(
            "`{key}` says `{}` of this, and the sentence tells it as certain",
            turned.theirs
        ),
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
    let label = match turned.how {
        near::How::Open => "left open in the source",
        near::How::Exchanged if !turned.is_opposite => "another word in the source",
        _ => "the other way round in the source",
    };
    Finding::new(NAME, Level::Warning, message, place)
        .label(label)
        .note(format!("the source: `{}`", words::shortened(turned.sentence, SHOWN)))
        .help("read the source again, and say what it says; where the sentence means something else, tell it apart in its words")
}
