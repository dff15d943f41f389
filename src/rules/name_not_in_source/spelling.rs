//! Names that a source spells otherwise: "Wickrama" for "Wikrama".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::names::{folded, tokens};
use super::super::prose::Own;
use super::super::slips;

/// The fewest letters of a name that is looked at.
const LETTERS: usize = 5;

/// How many words that say something a sentence of the source must share.
const SHARED: usize = 2;

/// From how many letters on a name is long.
const LONG: usize = 7;

/// The words of a text, as far as names are looked for among them.
pub(super) struct Known<'t> {
    /// All words, folded.
    words: BTreeSet<String>,
    /// Those that stand there without a capital.
    small: BTreeSet<String>,
    /// The names by their first letter: as they are written, with the sentences in which they stand.
    names: BTreeMap<char, BTreeMap<&'t str, Vec<usize>>>,
    /// The sentences: their folded words.
    sentences: Vec<BTreeSet<String>>,
    /// The same as they are written.
    pub written: Vec<&'t str>,
}

impl<'t> Known<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut known = Self {
            words: BTreeSet::new(),
            small: BTreeSet::new(),
            names: BTreeMap::new(),
            sentences: Vec::new(),
            written: Vec::new(),
        };
        for (at, sentence) in prose_sentences(text).enumerate() {
            let mut words = BTreeSet::new();
            for (place, range) in tokens(sentence).into_iter().enumerate() {
                let written = &sentence[range];
                let lower = folded(written);
                if written.starts_with(char::is_lowercase) {
                    known.small.insert(lower.clone());
                }
                let is_word = written.chars().count() >= LETTERS
                    && written.starts_with(char::is_uppercase)
                    && written.chars().any(char::is_lowercase)
                    && written.chars().all(|c| c.is_alphabetic() || c == '-');
                if let Some(first) = lower.chars().next().filter(|_| is_word && place > 0) {
                    let names = known.names.entry(first).or_default();
                    names.entry(written).or_default().push(at);
                }
                known.words.extend(written.split('-').map(folded));
                known.words.insert(lower.clone());
                words.insert(lower);
            }
            known.sentences.push(words);
            known.written.push(sentence);
        }
        known
    }

    /// Whether a word or a form of it stands there.
    pub fn has(&self, word: &str) -> bool {
        let starts = |start: &str| {
            self.words
                .range(start.to_owned()..)
                .next()
                .is_some_and(|found| found.starts_with(start))
        };
        const ENDINGS: &[&str] = &[
            "s", "es", "n", "en", "er", "e", "a", "i", "o", "is", "us", "ische", "ischen", "ian",
            "an",
        ];
        let mut stems = ENDINGS
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        starts(word) || stems.any(|stem| stem.chars().count() >= LETTERS - 1 && starts(stem))
    }
}

impl Known<'_> {
    /// Whether a word begins as this one does: "Yanji", "Yanjis", "Yanjian".
    pub fn has_start(&self, word: &str) -> bool {
        const LETTERS: usize = 5;
        let start: String = word.chars().take(LETTERS).collect();
        let mut from = self.words.range(start.clone()..);
        from.next().is_some_and(|found| found.starts_with(&start))
    }
}

fn prose_sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', ';', '\u{c}'])
        .flat_map(|piece| piece.split("\n\n"))
}

/// A name that the sources spell otherwise.
pub(super) struct Misspelt<'t> {
    pub range: Range<usize>,
    pub meant: &'t str,
}

/// The first one of a sentence. In German only what stands beside another capital is a name.
pub(super) fn find<'t>(
    own: &Own,
    known: &[&Known<'t>],
    is_german: bool,
    is_known: impl Fn(&str) -> bool,
) -> Option<Misspelt<'t>> {
    let text = own.text.as_str();
    let places = tokens(text);
    let word = |at: usize| places.get(at).map_or("", |range| &text[range.clone()]);
    let is_capital = |at: usize| word(at).starts_with(char::is_uppercase);
    let joined = |at: usize| {
        places
            .get(at + 1)
            .is_some_and(|next| text[places[at].end..next.start].trim().is_empty())
    };
    let shared: BTreeSet<String> = places
        .iter()
        .map(|range| folded(&text[range.clone()]))
        .filter(|word| word.chars().count() >= LETTERS - 1)
        .collect();
    (0..places.len()).find_map(|at| {
        let written = word(at);
        let before = at
            .checked_sub(1)
            .filter(|at| is_capital(*at) && joined(*at));
        let behind = Some(at + 1).filter(|next| is_capital(*next) && joined(at));
        let is_beside = before.is_some() || behind.is_some();
        let is_name = is_capital(at)
            && (at > 0 || behind.is_some())
            && (!is_german || is_beside)
            && written.chars().count() >= LETTERS
            && written.chars().skip(1).any(char::is_lowercase)
            && written.chars().all(|c| c.is_alphabetic() || c == '-');
        let lower = folded(written);
        let stands = |known: &&Known<'_>| known.has(&lower) || known.small.contains(&lower);
        if !is_name || known.iter().any(stands) || is_known(&lower) {
            return None;
        }
        let first = lower.chars().next()?;
        let beside: Vec<String> = [before, behind]
            .into_iter()
            .flatten()
            .map(|at| folded(word(at)))
            .filter(|word| {
                word.chars().count() > 2 && !known.iter().any(|known| known.small.contains(word))
            })
            .collect();
        // A short name is nearer to others.
        let least = SHARED + usize::from(lower.chars().count() < LONG);
        let meant = known.iter().find_map(|known| {
            let names = known.names.get(&first)?;
            let (name, _) = names.iter().find(|(name, sentences)| {
                let theirs = folded(name);
                is_slip(&lower, &theirs)
                    && !known.small.contains(&theirs)
                    && !shared.contains(&theirs)
                    && sentences.iter().any(|at| {
                        let words = &known.sentences[*at];
                        let count = shared.intersection(words).count();
                        beside.iter().any(|word| words.contains(word)) || count >= least
                    })
            })?;
            Some(*name)
        })?;
        Some(Misspelt {
            range: places[at].clone(),
            meant,
        })
    })
}

/// Whether two names in lower case are one, misspelt, and not two forms of one word.
fn is_slip(one: &str, other: &str) -> bool {
    let ends = |word: &str| word.chars().last();
    let start = |word: &str| word.chars().take(2).collect::<String>();
    let distance = strsim::damerau_levenshtein(one, other);
    let is_form = ends(one) != ends(other);
    // Two slips are too many for two places that begin alike: "Hamhung" and "Hyesan" do not.
    let is_far = distance == 2
        && (start(one) != start(other) || one.chars().count().min(other.chars().count()) < 8);
    !is_form && !is_far && slips::is_near_name(one, other) && !slips::is_regional(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ours: &str, theirs: &str, is_german: bool) -> Option<(String, String)> {
        let own = Own::of(ours);
        let known = Known::of(theirs);
        let found = find(&own, &[&known], is_german, |_| false)?;
        Some((ours[found.range].to_owned(), found.meant.to_owned()))
    }

    #[test]
    fn a_name_is_spelt_otherwise_in_the_source() {
        for (ours, name, theirs, meant) in [
            (
                "The judge heard Nuwan Wickrama on 3 May.",
                "Wickrama",
                "On 3 May the judge heard Nuwan Wikrama in private.",
                "Wikrama",
            ),
            (
                "Four trucks left the prison of Hoeryeong at night.",
                "Hoeryeong",
                "At night four trucks left the prison of Hoeryong for the bridge.",
                "Hoeryong",
            ),
            (
                "The report names Dr Emil Havlatt as the author of the plan.",
                "Havlatt",
                "The author of the plan, Dr Emil Havlat, left in May.",
                "Havlat",
            ),
            (
                "The dam at Kelderbey burst in the night of 4 June.",
                "Kelderbey",
                "The dam at Kelderby burst in the night to 5 June.",
                "Kelderby",
            ),
            (
                "L’ancien directeur Marcel Fontenau a signé le contrat.",
                "Fontenau",
                "Le contrat porte la signature de Marcel Fonteneau.",
                "Fonteneau",
            ),
            (
                "El alcalde de Villanubla, Julio Herreira, firmó el permiso.",
                "Herreira",
                "El permiso lo firmó Julio Herrera, alcalde de Villanubla.",
                "Herrera",
            ),
            (
                "O engenheiro Tomás Figueirdo assinou o relatório da barragem.",
                "Figueirdo",
                "O relatório da barragem foi assinado por Tomás Figueiredo.",
                "Figueiredo",
            ),
            (
                "Il direttore Paolo Bernadelli ha firmato il contratto.",
                "Bernadelli",
                "Il contratto fu firmato da Paolo Bernardelli.",
                "Bernardelli",
            ),
        ] {
            let expected = Some((name.to_owned(), meant.to_owned()));
            assert_eq!(found(ours, theirs, false), expected, "{ours}");
        }
        assert_eq!(
            found(
                "Der Ingenieur Emil Zimerling warnte den Betreiber im Mai.",
                "Im Mai warnte Emil Zimmerling, ein Ingenieur, den Betreiber.",
                true
            ),
            Some(("Zimerling".to_owned(), "Zimmerling".to_owned()))
        );
    }

    #[test]
    fn other_names_and_forms_of_names_are_left_alone() {
        for (ours, theirs) in [
            (
                "The judge heard Nuwan Wikrama on 3 May.",
                "On 3 May the judge heard Nuwan Wikrama.",
            ),
            (
                "The judge heard Wikrama’s brother on 3 May.",
                "On 3 May the judge heard the brother of Nuwan Wikrama.",
            ),
            (
                "The Korean guards left the post at night.",
                "Guards from Korea left the post at night.",
            ),
            (
                "The Labour court heard the drivers in May.",
                "The Labor court heard the drivers in May.",
            ),
            (
                "Maria Kowalska left the post at night.",
                "Jan Kowalski left the post at night.",
            ),
            (
                "The Norwegians left the harbour in May.",
                "In May the Norwegian left the harbour.",
            ),
            (
                "The guards took Martin to the post at night.",
                "At night Marlin, the dog, ran to the river.",
            ),
            (
                "The guards of Hyesan left the post at night.",
                "The guards of Hamhung left the post at night.",
            ),
            (
                "In Musan the guards left the post at night.",
                "In Masan, far away, a ship left in May.",
            ),
            (
                "The Council of Arn left it open.",
                "The Counsel of Arn left it open, as the council knew.",
            ),
            (
                "The P’yŏngyang office closed in May.",
                "The Pyongyang office closed in May.",
            ),
            (
                "Anna Marina and Anna Martina were heard on 3 May.",
                "On 3 May Anna Martina was heard.",
            ),
            (
                "They met Hanna Lind there on 3 May.",
                "On 3 May they met Hannah Berg there.",
            ),
        ] {
            let found = found(ours, theirs, false);
            assert_eq!(found, None, "{ours}");
        }
        for (ours, theirs) in [
            (
                "Die Richter hörten den Betreiber im Mai.",
                "Die Richtern gab man den Betreiber im Mai.",
            ),
            (
                "Im Mai warnte Emil Zimmerling die Behörde.",
                "Emil Zimmerlings Warnung erreichte die Behörde im Mai.",
            ),
        ] {
            assert_eq!(found(ours, theirs, true), None, "{ours}");
        }
    }
}
