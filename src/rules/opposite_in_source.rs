//! A sentence that says in nearly the same words the opposite of what its source says: a "not" lost or added, or a
//! word exchanged for its opposite.

mod lists;
mod near;
mod order;
mod terms;
mod turned;

use self::near::{Clause, Turned};
use self::order::{Orders, Other};
use self::turned::Pairs;
use super::quote_not_in_source::Texts;
use super::support::{self, Support};
use super::{Context, allegation_as_fact, numbers, prose, words};
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
    let mut read = Read {
        near: near::Sources::new(),
        terms: terms::Sources::new(),
        orders: Orders::default(),
        pairs: Pairs::default(),
    };
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
        findings.extend(read.numbers(context, said, &supports));
        if let Some(turned) = read.words(context, said, &supports) {
            findings.push(finding(context, said, &turned));
        }
    }
}

/// The texts of sources as far as they were read.
struct Read<'t> {
    near: near::Sources<'t>,
    terms: terms::Sources<'t>,
    orders: Orders<'t>,
    pairs: Pairs<'t>,
}

impl<'t> Read<'t> {
    /// Numbers that the sources of a sentence give the other way round.
    fn numbers(
        &mut self,
        context: &Context<'t>,
        said: prose::Said<'_>,
        supports: &[Support<'t>],
    ) -> Option<Finding> {
        let known = supports.iter().filter_map(|support| {
            let text = context.report.source_texts.get(support.key())?;
            Some((support.key(), text.as_str()))
        });
        let known: Vec<(&str, &str)> = known.collect();
        let tongue = context.tongue(said.sentence);
        let other = self.orders.other(&known, said.own, tongue);
        let other = other.map(|other| other_order(context, said, &other));
        other.or_else(|| {
            let pair = self.pairs.other(&known, said.own, tongue)?;
            Some(other_pair(context, said, &pair))
        })
    }

    /// Words of a sentence that are others in its sources.
    fn words(
        &mut self,
        context: &Context<'t>,
        said: prose::Said<'_>,
        supports: &[Support<'t>],
    ) -> Option<Turned<'_>> {
        let language = primary_language(context.language(said.sentence));
        let tongue = lists::of(language);
        let keys: Vec<&str> = supports.iter().map(Support::key).collect();
        let texts = keys
            .iter()
            .filter_map(|key| context.report.source_texts.get_key_value(*key));
        for (key, text) in texts {
            if let Some(tongue) = tongue {
                self.near.read(key, text, tongue);
            }
            self.terms.read(key, text, language);
        }
        let turned = tongue.and_then(|tongue| {
            let mut clauses = Clause::all(said.own, tongue);
            clauses.find_map(|clause| self.near.turned(&keys, tongue, &clause))
        });
        let turned = turned.or_else(|| {
            self.terms.exchanged(&terms::Asked {
                own: said.own,
                language,
                keys: &keys,
                titles: &titles(supports),
            })
        });
        let turned = turned.or_else(|| {
            let mut clauses = Clause::all(said.own, tongue?);
            clauses.find_map(|clause| self.near.denied(&keys, tongue?, &clause))
        })?;
        // What is said of a person as a fact is told by another rule.
        let is_told =
            matches!(turned.how, near::How::Open) && allegation_as_fact::speaks_for(context, said);
        (!is_told).then_some(turned)
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
