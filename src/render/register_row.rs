//! The rows of the printed register, in words. Knows no format: both books print the same rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Terms, register_place};
use crate::model::{
    Claim, Inline, InlineKind, MarkId, Reference, Relation, Report, Script, Visitor,
    primary_language, script_runs, text_of, walk_inline,
};
use crate::source::Span;

/// One row: a statement and what carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The claim's number.
    pub number: usize,
    /// The author's id of the claim.
    pub label: Option<String>,
    /// The section in which the claim is made, counted from zero.
    pub section: usize,
    /// Where the claim stands in the text.
    pub mark: MarkId,
    /// The statement.
    pub text: String,
    /// The language of the statement, if it is not the report's.
    pub lang: Option<String>,
    /// The statement again, cut where its words are in another language.
    pub pieces: Vec<Piece>,
    /// The sources, in the order of the text, each place once.
    pub sources: Vec<RegisterSource>,
    /// The claims it rests on.
    pub rests_on: Vec<RegisterLink>,
}

/// A run of words in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Their language, if it is not that of the words around.
    pub lang: Option<String>,
}

/// One source of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterSource {
    /// Its index in the reference list, if it is listed.
    pub reference: Option<usize>,
    /// What it does for the claim, in words; none for a source that simply carries it.
    pub relation: Option<String>,
    /// Its short name, such as "Smith and Kim 2012".
    pub name: String,
    /// The language it is in, if that is known.
    pub lang: Option<String>,
    /// The places inside it, as the author wrote them; empty when there is none.
    pub pinpoint: String,
}

/// A claim, a figure or a table that a claim rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLink {
    /// The author's id.
    pub label: String,
    /// What it is called: the number of a claim, or such as "Figure 1".
    pub name: String,
    /// Its number, if the claim exists.
    pub number: Option<usize>,
    /// Whether the printed register has a row for it.
    pub is_printed: bool,
}

/// The rows of the printed register, in the order of the report.
pub fn rows(report: &Report, terms: &Terms) -> Vec<RegisterRow> {
    let Some(place) = register_place(report) else {
        return Vec::new();
    };
    let names = short_names(report, terms);
    let known = report.references.iter();
    let languages: BTreeMap<&str, &str> = known
        .filter_map(|reference| Some((reference.key.as_str(), reference.known_language()?)))
        .collect();
    let listed: BTreeMap<&str, usize> = report
        .reference_list
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.key.as_str(), index))
        .collect();
    let mut by_label: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (index, claim) in report.claims.iter().enumerate() {
        if let Some(label) = &claim.label {
            let printed = place.claims.binary_search(&index).is_ok();
            by_label.insert(&label.value, (claim.number, printed));
        }
    }
    let phrases = Phrases::of(report);
    place
        .claims
        .iter()
        .filter_map(|index| report.claims.get(*index))
        .map(|claim| RegisterRow {
            pieces: phrases.cut(claim),
            number: claim.number,
            label: claim.label.as_ref().map(|label| label.value.clone()),
            section: report.unit_of(claim).map_or(0, |unit| unit.section),
            mark: claim.mark,
            text: claim.text.clone(),
            lang: report
                .sentences
                .get(claim.sentence.0)
                .and_then(|sentence| sentence.lang.clone()),
            sources: sources(report, claim, &names, &languages, &listed, terms),
            rests_on: claim
                .derived_from
                .iter()
                .map(|label| {
                    let known = by_label.get(label.value.as_str());
                    let number = known.map(|(number, _)| *number);
                    RegisterLink {
                        label: label.value.clone(),
                        name: match number {
                            Some(number) => number.to_string(),
                            None => name_of(report, &label.value, terms),
                        },
                        number,
                        is_printed: known.is_some_and(|(_, printed)| *printed),
                    }
                })
                .collect(),
        })
        .collect()
}

/// A source and the claims that name it: a line of the index of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedSource {
    /// Its index in the reference list, if it is listed.
    pub reference: Option<usize>,
    /// Its short name.
    pub name: String,
    /// The language it is in, if that is known.
    pub lang: Option<String>,
    /// The numbers of the claims whose rows name it, each once.
    pub claims: Vec<usize>,
}

/// The phrases of the report that are marked as being in another language, by their place.
struct Phrases<'r>(Vec<(Span, String, &'r str)>);

impl<'r> Phrases<'r> {
    fn of(report: &'r Report) -> Self {
        let mut phrases = Self(Vec::new());
        report.walk(&mut phrases);
        phrases.0.sort_by_key(|(span, ..)| *span);
        phrases
    }

    /// The words of a claim, cut at the phrases that stand in it.
    fn cut(&self, claim: &Claim) -> Vec<Piece> {
        let plain = |text: &str| Piece {
            text: text.to_owned(),
            lang: None,
        };
        let mut pieces = Vec::new();
        let mut rest = claim.text.as_str();
        // A claim may begin behind the bracket of a phrase, or end before its attributes.
        let place = claim.span;
        let is_before = |span: Span| (span.file, span.end) <= (place.file, place.start);
        let first = self.0.partition_point(|(span, ..)| is_before(*span));
        let meets = |span: Span| span.file == place.file && span.start < place.end;
        let met = self.0.iter().skip(first);
        for (_, words, lang) in met.take_while(|(span, ..)| meets(*span)) {
            let Some((before, after)) = rest.split_once(words.as_str()) else {
                continue;
            };
            if !before.is_empty() {
                pieces.push(plain(before));
            }
            pieces.push(Piece {
                text: words.clone(),
                lang: Some((*lang).to_owned()),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(plain(rest));
        }
        pieces
    }
}

impl<'r> Visitor<'r> for Phrases<'r> {
    fn inline(&mut self, inline: &'r Inline) {
        if let InlineKind::Span { attrs, content } = &inline.kind
            && let Some(lang) = attrs.lang()
        {
            let words = text_of(content);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                self.0.push((inline.span, words, lang));
            }
        }
        walk_inline(self, inline);
    }
}

/// The register turned round: every source of its rows, in the order of the reference list; those
/// that are not listed follow by name.
pub fn by_source(rows: &[RegisterRow]) -> Vec<IndexedSource> {
    type Key<'a> = (bool, Option<usize>, &'a str, Option<&'a str>);
    let mut found: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for row in rows {
        for source in &row.sources {
            let is_unlisted = source.reference.is_none();
            let (name, lang) = (source.name.as_str(), source.lang.as_deref());
            let key = (is_unlisted, source.reference, name, lang);
            let claims = found.entry(key).or_default();
            if claims.last() != Some(&row.number) {
                claims.push(row.number);
            }
        }
    }
    found
        .into_iter()
        .map(|((_, reference, name, lang), claims)| IndexedSource {
            reference,
            name: name.to_owned(),
            lang: lang.map(str::to_owned),
            claims,
        })
        .collect()
}

/// What a thing that is no claim is called; its number stays beside its noun.
fn name_of(report: &Report, id: &str, terms: &Terms) -> String {
    together(&terms.cross_reference(id, report.labels.get(id)))
}

/// Keeps a short word and the number behind it on one line: "p. 36".
fn together(words: &str) -> String {
    /// The longest such word, in characters.
    const LONGEST: usize = 12;
    match words.split_once(' ') {
        Some((noun, rest))
            if noun.chars().count() <= LONGEST && rest.starts_with(|c: char| c.is_numeric()) =>
        {
            format!("{noun}\u{a0}{rest}")
        }
        _ => words.to_owned(),
    }
}

/// The sources of one claim. A source that is named several times is listed once, with all its places.
fn sources(
    report: &Report,
    claim: &Claim,
    names: &BTreeMap<&str, String>,
    languages: &BTreeMap<&str, &str>,
    listed: &BTreeMap<&str, usize>,
    terms: &Terms,
) -> Vec<RegisterSource> {
    let mut found = Sources::default();
    for citation in &claim.citations {
        let Some(citation) = report.citations.get(citation.0) else {
            continue;
        };
        for item in &citation.items {
            let key = item.key.value.as_str();
            let source = RegisterSource {
                reference: listed.get(key).copied(),
                relation: relation_words(item.relation(), terms),
                name: names.get(key).cloned().unwrap_or_else(|| key.to_owned()),
                lang: languages.get(key).map(|tag| (*tag).to_owned()),
                pinpoint: together(&item.pinpoint()),
            };
            found.add(source);
        }
    }
    found.listed
}

/// The sources of a claim while they are read.
#[derive(Default)]
struct Sources {
    listed: Vec<RegisterSource>,
    /// Where each stands among these, by what it is.
    known: BTreeMap<(Option<usize>, Option<String>, String), usize>,
    /// The places that are named of each.
    places: BTreeSet<(usize, String)>,
}

impl Sources {
    /// Adds a source, or its place to those of the same source.
    fn add(&mut self, source: RegisterSource) {
        let what = (
            source.reference,
            source.relation.clone(),
            source.name.clone(),
        );
        let at = *self.known.entry(what).or_insert(self.listed.len());
        let places = source
            .pinpoint
            .split("; ")
            .map(|place| (at, place.to_owned()));
        match self.listed.get_mut(at) {
            None => {
                self.places.extend(places);
                self.listed.push(source);
            }
            Some(known) if known.pinpoint.is_empty() => {
                self.places.extend(places);
                known.pinpoint = source.pinpoint;
            }
            Some(known) => {
                let place = (at, source.pinpoint.clone());
                if !source.pinpoint.is_empty() && !self.places.contains(&place) {
                    self.places.extend(places);
                    known.pinpoint.push_str("; ");
                    known.pinpoint.push_str(&source.pinpoint);
                }
            }
        }
    }
}

/// The words for a relation; none where the source simply supports.
fn relation_words(relation: Relation, terms: &Terms) -> Option<String> {
    let term = match relation {
        Relation::Supports => return None,
        Relation::Contradicts => "relation-contradicts",
        Relation::Context => "relation-context",
        Relation::Compare => "relation-compare",
        Relation::SecondHand => "relation-second-hand",
    };
    Some(terms.get(term).to_owned())
}

/// Words of a source, cut where they are in another language than the report: letters of another script, and
/// Latin ones in a report from the right, are in the language of the source if it writes them, or else in
/// the one that they most likely write.
pub fn by_language(words: &str, of_source: Option<&str>, own: &str) -> Vec<Piece> {
    let around = Script::of_language(own);
    let tag = |script: Script| match of_source.filter(|tag| Script::of_language(tag).writes(script))
    {
        Some(tag) => (primary_language(tag) != primary_language(own)).then(|| tag.to_owned()),
        None => (!around.writes(script)).then(|| script.tag().to_owned()),
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, script) in script_runs(words) {
        if let Some(lang) = tag(script) {
            latin_pieces(&words[from..range.start], &tag, around, &mut pieces);
            add(&words[range.clone()], Some(lang), &mut pieces);
            from = range.end;
        }
    }
    latin_pieces(&words[from..], &tag, around, &mut pieces);
    pieces
}

/// Adds words between letters of other scripts. In a report from the right, Latin ones are a piece, with the
/// numbers behind them.
fn latin_pieces(
    words: &str,
    tag: &impl Fn(Script) -> Option<String>,
    around: Script,
    pieces: &mut Vec<Piece>,
) {
    let is_own = |c: char| Script::of_letter(c).is_some_and(Script::begins_right);
    let first = words.find(Script::is_latin);
    let Some(first) = first.filter(|_| around.begins_right()) else {
        return add(words, None, pieces);
    };
    let rest = &words[first..];
    let end = rest.find(is_own).unwrap_or(rest.len());
    // A space at the end would stand on the other side of the words.
    let end = first + rest[..end].trim_end().len();
    add(&words[..first], None, pieces);
    add(&words[first..end], tag(Script::Latin), pieces);
    if end < words.len() {
        latin_pieces(&words[end..], tag, around, pieces);
    }
}

/// Adds a piece, if it has words.
fn add(words: &str, lang: Option<String>, pieces: &mut Vec<Piece>) {
    if !words.is_empty() {
        let text = words.to_owned();
        pieces.push(Piece { text, lang });
    }
}

/// The short name of every reference. Where two would be the same, the title tells them apart.
pub fn short_names<'a>(report: &'a Report, terms: &Terms) -> BTreeMap<&'a str, String> {
    let entries = report.reference_list.iter();
    let listed: BTreeSet<&str> = entries.map(|entry| entry.key.as_str()).collect();
    let references = report.references.iter();
    let listed = references.filter(|reference| listed.contains(reference.key.as_str()));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for reference in listed {
        *seen.entry(short_name(reference, terms)).or_default() += 1;
    }
    report
        .references
        .iter()
        .map(|reference| {
            let mut name = short_name(reference, terms);
            let title = reference.title.as_deref().unwrap_or_default();
            if seen.get(&name).is_some_and(|count| *count > 1) && !title.is_empty() {
                name = format!("{name}, {}", shortened(title));
            }
            (reference.key.as_str(), name)
        })
        .collect()
}

/// Who and when, such as "Smith and Kim 2012"; the title where nobody is named.
pub fn short_name(reference: &Reference, terms: &Terms) -> String {
    let who = match reference.creators.as_slice() {
        [] => match &reference.title {
            Some(title) => shortened(title),
            None => reference.key.clone(),
        },
        [one] => family(one).to_owned(),
        [one, two] => {
            let names = [("first", family(one)), ("second", family(two))];
            terms.fill("two-names", &names.map(|(at, name)| (at, name.to_owned())))
        }
        [first, ..] => format!("{} {}", family(first), terms.get("et-al")),
    };
    match reference.issued {
        Some(date) => format!("{who} {}", date.year),
        None => format!("{who} {}", terms.get("no-date")),
    }
}

/// What stands before the comma of "Kim, Min-ji".
fn family(name: &str) -> &str {
    name.split(',').next().unwrap_or(name).trim()
}

/// The beginning of a title, cut between words.
fn shortened(title: &str) -> String {
    const LONGEST: usize = 48;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split_whitespace() {
        if short.chars().count() + word.chars().count() + 1 > LONGEST && !short.is_empty() {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    let trimmed = short.trim_end_matches([',', ';', ':', '.', ' ']);
    format!("{trimmed}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn reference(creators: &[&str], year: Option<i32>, title: &str) -> Reference {
        Reference {
            key: "key".to_owned(),
            creators: creators.iter().map(|name| (*name).to_owned()).collect(),
            issued: year.map(|year| Date {
                year,
                month: None,
                day: None,
            }),
            title: (!title.is_empty()).then(|| title.to_owned()),
            ..Reference::default()
        }
    }

    #[test]
    fn names_say_who_and_when() {
        let terms = Terms::for_language("en");
        let check = |creators: &[&str], year, title, expected: &str| {
            let name = short_name(&reference(creators, year, title), &terms);
            assert_eq!(name, expected);
        };
        check(&["Kim, Min-ji"], Some(2012), "T", "Kim 2012");
        check(&["Kim, M.", "Doe, J."], Some(2012), "", "Kim and Doe 2012");
        check(&["A, X", "B, Y", "C, Z"], Some(9), "", "A et al. 9");
        check(&["Human Rights Watch"], None, "", "Human Rights Watch n.d.");
        check(&[], Some(2001), "A title", "A title 2001");
        check(&[], None, "", "key n.d.");
    }

    #[test]
    fn a_source_is_listed_once_with_all_its_places() {
        let source = |relation: Option<&str>, pinpoint: &str| RegisterSource {
            reference: Some(1),
            relation: relation.map(str::to_owned),
            name: "Kim 2012".to_owned(),
            lang: None,
            pinpoint: together(pinpoint),
        };
        let mut found = Sources::default();
        let places = ["p. 2", "p. 12", "p. 2", "", "pp. 3, 5 and 7", "at the end"];
        for pinpoint in places {
            found.add(source(None, pinpoint));
        }
        found.add(source(Some("but see"), "p. 2"));
        let shown: Vec<&str> = found
            .listed
            .iter()
            .map(|one| one.pinpoint.as_str())
            .collect();
        let all = "p.\u{a0}2; p.\u{a0}12; pp.\u{a0}3, 5 and 7; at the end";
        assert_eq!(shown, [all, "p.\u{a0}2"]);
    }

    #[test]
    fn words_of_a_source_are_in_its_language() {
        let check = |words: &str, of_source: Option<&str>, own: &str, expected: &[(&str, &str)]| {
            let pieces = by_language(words, of_source, own);
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(whole, words);
            let marked: Vec<(&str, &str)> = pieces
                .iter()
                .filter_map(|piece| Some((piece.lang.as_deref()?, piece.text.as_str())))
                .collect();
            assert_eq!(marked, expected, "{words}");
        };
        let mansour = "ليلى منصور";
        let with_year = format!("{mansour} 2016");
        for own in ["en", "ko"] {
            check(&with_year, Some("ar"), own, &[("ar", mansour)]);
            check(&with_year, None, own, &[("ar", mansour)]);
            check(&with_year, Some("fa"), own, &[("fa", mansour)]);
            check("Иванов 2009", Some("uk"), own, &[("uk", "Иванов")]);
            check("Kim 2012", Some("fr"), own, &[]);
        }
        check("佐藤 2010", Some("ja"), "en", &[("ja", "佐藤")]);
        check("佐藤 2010", Some("ja"), "ko", &[("ja", "佐藤")]);
        check("佐藤 2010", None, "ko", &[]);
        check("김민지 2014", Some("ko"), "ko", &[]);
        check(&with_year, Some("ar"), "ar", &[]);
        check("p. 12–14", Some("ar"), "ar", &[("en", "p. 12–14")]);
        check("S. 12", Some("de"), "ar", &[("de", "S. 12")]);
        check("12–14", None, "ar", &[]);
        let both = format!("Kim {mansour} 2012");
        check(&both, None, "ar", &[("en", "Kim")]);
    }

    #[test]
    fn the_index_turns_the_register_round() {
        let source = |reference, name: &str, pinpoint: &str| RegisterSource {
            reference,
            relation: None,
            name: name.to_owned(),
            lang: None,
            pinpoint: pinpoint.to_owned(),
        };
        let row = |number, sources: Vec<RegisterSource>| RegisterRow {
            number,
            label: None,
            section: 0,
            mark: MarkId(0),
            text: String::new(),
            lang: None,
            pieces: Vec::new(),
            sources,
            rests_on: Vec::new(),
        };
        let rows = [
            row(
                3,
                vec![source(Some(1), "B", "p. 1"), source(Some(1), "B", "p. 2")],
            ),
            row(5, vec![source(None, "Z", ""), source(Some(0), "A", "")]),
            row(9, vec![source(Some(1), "B", "")]),
        ];
        let shown: Vec<(String, Vec<usize>)> = by_source(&rows)
            .into_iter()
            .map(|line| (line.name, line.claims))
            .collect();
        let expected = [("A", vec![5]), ("B", vec![3, 9]), ("Z", vec![5])];
        assert_eq!(
            shown,
            expected.map(|(name, claims)| (name.to_owned(), claims))
        );
    }

    #[test]
    fn the_sample_has_rows_with_places_and_relations() {
        let report = crate::render::sample::report();
        let rows = rows(&report, &Terms::for_language("en"));
        assert_eq!(rows.len(), report.claims.len());
        assert_eq!(rows[0].sources[0].pinpoint, "para.\u{a0}42");
        let contradicted = rows
            .iter()
            .flat_map(|row| &row.sources)
            .find(|source| source.relation.is_some())
            .unwrap();
        assert_eq!(contradicted.relation.as_deref(), Some("but see"));
        assert!(rows.iter().any(|row| {
            row.rests_on
                .iter()
                .any(|link| link.number == Some(1) && link.is_printed)
        }));
    }
}
