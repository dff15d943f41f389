//! A quotation whose words are not those of its source.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::support::{self, Support};
use super::wording::{Difference, Quotation, SourceWords, Steps, Verdict};
use super::{Context, number_not_in_source, prose, words};
use crate::diagnostic::Finding;
use crate::model::{Script, Sentence, UnitPlace, limits, primary_language};

pub(super) const NAME: &str = "quote-not-in-source";

/// How much of a quotation, and of the words of a source, a finding shows.
const SHOWN: usize = 80;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let texts = Texts::new(context);
    if texts.known.is_empty() {
        return;
    }
    let steps = Steps::of_report();
    for sentence in support::carried(context) {
        let quotations = quotations(context, sentence);
        if quotations.is_empty() {
            continue;
        }
        let supports = support::of(context, sentence);
        let Some(sources) = texts.of(context, sentence, &supports) else {
            continue;
        };
        let keys: Vec<&str> = supports.iter().map(Support::key).collect();
        for range in quotations {
            let quotation = Quotation::new(&sentence.text[range.clone()]);
            let finding = match nearest(&sources, &quotation, &steps) {
                Verdict::Stands => cut(context, sentence, &range, &sources, &steps),
                Verdict::Differs(difference) => {
                    Some(altered(context, sentence, &range, &difference, &keys))
                }
                Verdict::Absent => {
                    let elsewhere = texts.holding(&quotation, &keys, &steps);
                    Some(absent(context, sentence, range.clone(), &keys, elsewhere))
                }
            };
            if steps.are_spent() {
                findings.push(uncompared(context, sentence, range));
                return;
            }
            findings.extend(finding);
        }
    }
}

/// Says from which quotation on none was compared any more.
fn uncompared(context: &Context<'_>, sentence: &Sentence, quotation: Range<usize>) -> Finding {
    let most = words::count(limits::QUOTATION_STEPS / 1_000_000, "million word");
    Finding::new(
        NAME,
        context.error_unless_draft(),
        "this quotation and those behind it were not compared with their sources".to_owned(),
        prose::place(context, sentence, quotation),
    )
    .label(format!("{most} were looked at before"))
    .help("make several reports of it, or keep only what is quoted of texts that say the same over and over")
}

/// The quotations of a sentence: what stands between marks, or all of it in a block quotation.
pub(super) fn quotations(context: &Context<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let text = sentence.text.as_str();
    if context.report.units[sentence.unit.0].place != UnitPlace::Quotation {
        return prose::quoted_statements(text).collect();
    }
    // Below a quotation stands who said it, behind a dash.
    let is_name = text.starts_with(['—', '–', '-', '―']);
    (!is_name).then_some(0..text.len()).into_iter().collect()
}

/// The words of the sources that are at hand.
pub(super) struct Texts<'c> {
    known: BTreeMap<&'c str, Text<'c>>,
}

struct Text<'c> {
    written: &'c str,
    script: Script,
    /// Made ready when they are first compared.
    words: OnceCell<SourceWords<'c>>,
}

impl<'c> Texts<'c> {
    pub(super) fn new(context: &Context<'c>) -> Self {
        let texts = context.report.source_texts.iter();
        let readable = texts.filter(|(_, text)| number_not_in_source::is_readable(text));
        Self {
            known: readable
                .map(|(key, text)| (key.as_str(), Text::new(text)))
                .collect(),
        }
    }

    /// Whether the words of a source are at hand.
    pub(super) fn has(&self, key: &str) -> bool {
        self.known.contains_key(key)
    }

    /// Whether a quotation of a sentence can be compared with all its sources: none is not at hand, where
    /// the quotation may stand, or in another language, of which it is then a translation.
    pub(super) fn can_be_compared(
        &self,
        context: &Context<'_>,
        sentence: &Sentence,
        supports: &[Support<'_>],
    ) -> bool {
        !supports.is_empty()
            && supports.iter().all(|support| {
                self.known
                    .get(support.key())
                    .is_some_and(|text| !is_translated(context, sentence, support, text.script))
            })
    }

    /// The words of all sources of a sentence, if they can be compared.
    fn of(
        &self,
        context: &Context<'_>,
        sentence: &Sentence,
        supports: &[Support<'_>],
    ) -> Option<Vec<&SourceWords<'c>>> {
        if !self.can_be_compared(context, sentence, supports) {
            return None;
        }
        let texts = supports.iter().map(|support| self.known.get(support.key()));
        texts.map(|text| text.map(Text::words)).collect()
    }

    /// Another source in whose words a quotation stands.
    fn holding(&self, quotation: &Quotation, keys: &[&str], steps: &Steps) -> Option<&'c str> {
        let mut others = self.known.iter().filter(|(key, _)| !keys.contains(key));
        let (key, _) = others.find(|(_, text)| text.words().has(quotation, steps))?;
        Some(key)
    }
}

impl<'c> Text<'c> {
    fn new(written: &'c str) -> Self {
        Self {
            written,
            script: script(written),
            words: OnceCell::new(),
        }
    }

    fn words(&self) -> &SourceWords<'c> {
        self.words.get_or_init(|| SourceWords::new(self.written))
    }
}

/// Whether a source is in another language than a sentence, as its entry says or as its letters show.
fn is_translated(
    context: &Context<'_>,
    sentence: &Sentence,
    support: &Support<'_>,
    theirs_in: Script,
) -> bool {
    let ours = context.language(sentence);
    let theirs = support
        .reference
        .and_then(|reference| reference.language.as_deref());
    let differs = theirs.is_some_and(|theirs| {
        !ours.is_empty() && !primary_language(theirs).eq_ignore_ascii_case(primary_language(ours))
    });
    differs || script(&sentence.text) != theirs_in
}

/// The script of most letters.
fn script(text: &str) -> Script {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for letter in text
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .take(2000)
    {
        let script = Script::of_letter(letter).unwrap_or(Script::Latin);
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(Script::Latin, |(script, _)| script)
}

/// How a quotation stands to the source that it is nearest to.
fn nearest(sources: &[&SourceWords<'_>], quotation: &Quotation, steps: &Steps) -> Verdict {
    let mut nearest = Verdict::Absent;
    for source in sources {
        match source.compare(quotation, steps) {
            Verdict::Stands => return Verdict::Stands,
            Verdict::Differs(difference) if nearest == Verdict::Absent => {
                nearest = Verdict::Differs(difference);
            }
            Verdict::Differs(_) | Verdict::Absent => {}
        }
    }
    nearest
}

/// Words that turn round or limit what stands behind them. A quotation that begins right behind one says something
/// else than its source.
const TURNING: &[&[&str]] = &[
    &["not"],
    &["never"],
    &["no"],
    &["neither"],
    &["hardly"],
    &["allegedly"],
    &["nobody"],
    &["without"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["less", "than"],
    &["more", "than"],
    &["fewer", "than"],
    &["nicht"],
    &["kein"],
    &["keine"],
    &["nie"],
    &["niemals"],
    &["angeblich"],
    &["mindestens"],
    &["höchstens"],
    &["pas"],
    &["jamais"],
    &["aucun"],
    &["aucune"],
    &["au", "moins"],
    &["no"],
    &["nunca"],
    &["ningún"],
    &["al", "menos"],
    &["none"],
    &["no", "one"],
    &["nor"],
    &["niemand"],
    &["keiner"],
    &["ohne"],
    &["personne", "ne"],
    &["personne", "n"],
    &["personne", "n", "a"],
    &["sans"],
    &["nadie"],
    &["nessuno"],
    &["non"],
    &["senza"],
    &["niet"],
    &["geen"],
    &["nooit"],
    &["ninguém"],
    &["não"],
];

/// Verbs that stand between such a word and what it turns round: "Nobody had", "was never", "n’a pas été".
const BETWEEN: &[&str] = &[
    "had", "has", "have", "was", "were", "is", "are", "be", "been", "being", "did", "does", "do",
    "could", "would", "should", "will", "can", "may", "might", "ever", "yet", "hat", "haben",
    "hatte", "hatten", "war", "waren", "ist", "sind", "wurde", "wurden", "wird", "werden",
    "konnte", "konnten", "je", "jemals", "ont", "avait", "avaient", "est", "sont", "était",
    "étaient", "été", "ha", "han", "había", "habían", "fue", "fueron", "era", "eran", "sido",
    "heeft", "hadden", "werd", "werden", "stato", "stata", "foi", "foram",
];

/// The most of them that stand there.
const MOST_BETWEEN: usize = 2;

/// The word that turns round what stands behind some words, and where it begins among them.
fn turned(before: &[&str]) -> Option<(&'static [&'static str], usize)> {
    let verbs = before.iter().rev().take(MOST_BETWEEN);
    let verbs = verbs.take_while(|word| BETWEEN.contains(word)).count();
    (0..=verbs).find_map(|verbs| {
        let before = &before[..before.len() - verbs];
        let word = TURNING.iter().find(|turning| before.ends_with(turning))?;
        Some((*word, before.len() - word.len()))
    })
}

/// Words by which a sentence says the same itself.
const SAID: &[&str] = &[
    "not",
    "never",
    "no",
    "nor",
    "neither",
    "nobody",
    "none",
    "hardly",
    "without",
    "deny",
    "denies",
    "denied",
    "denying",
    "refuse",
    "refused",
    "reject",
    "rejected",
    "rejects",
    "lack",
    "lacks",
    "far",
    "instead",
    "rather",
    "least",
    "most",
    "up",
    "less",
    "more",
    "fewer",
    "over",
    "under",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "nie",
    "niemals",
    "bestreitet",
    "bestritt",
    "ohne",
    "mindestens",
    "höchstens",
    "angeblich",
    "allegedly",
    "alleged",
    "minimum",
    "maximum",
    "pas",
    "jamais",
    "ni",
    "sans",
    "moins",
    "aucun",
    "aucune",
    "nunca",
    "sin",
    "menos",
    "niega",
    "negó",
    "any",
    "few",
    "nothing",
    "nowhere",
    "unable",
    "fail",
    "fails",
    "failed",
    "failing",
    "failure",
    "refuses",
    "refusal",
    "absence",
    "scarcely",
    "barely",
    "doubt",
    "doubts",
    "doubted",
    "niemand",
    "nichts",
    "kaum",
    "weder",
    "personne",
    "rien",
    "nadie",
    "nada",
    "ninguno",
    "ninguna",
    "ningún",
    "tampoco",
    "nessuno",
    "non",
    "mai",
    "senza",
    "niet",
    "geen",
    "nooit",
    "ninguém",
    "não",
    "sem",
];

/// A quotation that leaves out the word before it, which turns it round.
fn cut(
    context: &Context<'_>,
    sentence: &Sentence,
    quotation: &Range<usize>,
    sources: &[&SourceWords<'_>],
    steps: &Steps,
) -> Option<Finding> {
    let words = Quotation::new(&sentence.text[quotation.clone()]);
    let before: Vec<Vec<&str>> = sources
        .iter()
        .flat_map(|source| source.before(&words, steps))
        .collect();
    let nearest = before.first()?;
    let (left_out, start) = turned(nearest)?;
    let beside = nearest.get(start..).unwrap_or_default().join(" ");
    let own = prose::Own::of(&sentence.text);
    let is_said = own.has(SAID)
        || own
            .words
            .iter()
            .any(|word| word.lower.ends_with("n’t") || word.lower.ends_with("n't"));
    if is_said || !before.iter().all(|before| turned(before).is_some()) {
        return None;
    }
    let left_out = left_out.join(" ");
    Some(
        Finding::new(
            NAME,
            context.error_unless_draft(),
            format!("quotation begins behind a word that turns it round: `{left_out}`"),
            prose::place(context, sentence, quotation.clone()),
        )
        .label(format!(
            "the source has `{beside}` right before these words"
        ))
        .help("quote that word as well, or say the same in the sentence"),
    )
}

fn altered(
    context: &Context<'_>,
    sentence: &Sentence,
    quotation: &Range<usize>,
    difference: &Difference,
    keys: &[&str],
) -> Finding {
    let here = quotation.start + difference.here.start..quotation.start + difference.here.end;
    let written = words::shortened(&sentence.text[here.clone()], SHOWN);
    let there = words::shortened(&difference.there, SHOWN);
    let label = match there.is_empty() {
        true => "the source does not have these words".to_owned(),
        false => format!("the source has `{there}`"),
    };
    let source = match keys {
        [key] => format!("`{key}`"),
        _ => "any of its sources".to_owned(),
    };
    Finding::new(
        NAME,
        context.error_unless_draft(),
        format!("quotation is not word for word what stands in {source}: `{written}`"),
        prose::place(context, sentence, here),
    )
    .label(label)
    .note(format!(
        "there it reads: `{}`",
        words::shortened(&difference.context, 2 * SHOWN)
    ))
    .help("quote the words as they stand; an omission is marked with `…`, a change or an addition with `[ ]`")
}

fn absent(
    context: &Context<'_>,
    sentence: &Sentence,
    quotation: Range<usize>,
    keys: &[&str],
    elsewhere: Option<&str>,
) -> Finding {
    let shown = words::shortened(&sentence.text[quotation.clone()], SHOWN);
    let finding = Finding::new(
        NAME,
        context.error_unless_draft(),
        format!(
            "quotation does not stand in the text of {}: `{shown}`",
            words::list(keys)
        ),
        prose::place(context, sentence, quotation),
    )
    .label("not found there, nor anything near it");
    match elsewhere {
        Some(key) => finding
            .note(format!("it stands in the text of `{key}`"))
            .help(format!("cite `{key}`, if these are its words")),
        None => finding.help("look where these words stand and cite that; of a translation of your own, say the language of the source in its entry"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_with_its_verb_turns_words_round() {
        let check = |before: &[&str], expected: &[&str]| {
            let found = turned(before).map_or(&[][..], |(word, _)| word);
            assert_eq!(found, expected, "{before:?}");
        };
        check(&["that", "nobody", "had"], &["nobody"]);
        check(&["were", "never", "been"], &["never"]);
        check(&["it", "has", "not", "been"], &["not"]);
        check(&["no", "one", "was"], &["no", "one"]);
        check(&["dass", "niemand", "hatte"], &["niemand"]);
        check(&["personne", "n", "avait", "été"], &["personne", "n"]);
        check(&["nadie", "había"], &["nadie"]);
        check(&["the", "guards", "had", "been"], &[]);
        check(&["nobody", "else", "and", "they", "had"], &[]);
        check(&["had"], &[]);
        check(&[], &[]);
    }
}
