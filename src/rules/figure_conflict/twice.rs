//! Something that is told in two places with two numbers, where one of them stands alone in the report.

mod lines;
mod scopes;
mod tokens;
mod turned;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use self::lines::{Key, Line, Lines};
use self::tokens::{Token, Value};
use super::super::{Context, prose};
use super::NAME;
use crate::diagnostic::{Finding, Level};

/// How many stems two sentences share at least that tell of the same.
const SHARED: usize = 3;

/// A stem that stands in more sentences than these tells nothing of one of them.
const COMMON: usize = 60;

/// With how many sentences one is compared.
const NEAREST: usize = 12;

/// Words of which two sentences that tell of the same do not have two different ones of one row.
const APART: &[&[&str]] = &[
    &[
        "first", "second", "third", "fourth", "fifth", "last", "other", "another", "previous",
        "former", "latter", "initial", "final", "next",
    ],
    &[
        "men", "women", "girls", "boys", "male", "female", "males", "females", "frauen", "männer",
        "femmes", "hommes", "mujeres", "hombres", "children", "adults",
    ],
    &[
        "highest", "lowest", "largest", "smallest", "maximum", "minimum", "longest", "shortest",
        "oldest", "youngest", "most", "least", "median", "average", "mean",
    ],
    &[
        "north", "south", "east", "west", "northern", "southern", "eastern", "western",
    ],
    &["norden", "süden", "osten", "westen"],
    &["nord", "sud", "est", "ouest"],
    &["norte", "sur", "este", "oeste"],
    &[
        "killed",
        "injured",
        "wounded",
        "missing",
        "arrested",
        "detained",
        "displaced",
        "dead",
        "deaths",
        "died",
        "born",
        "released",
        "tried",
        "charged",
        "convicted",
        "sentenced",
    ],
    &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ],
    &["returned", "admitted", "expelled", "deported", "readmitted"],
    &["hired", "dismissed"],
    &["accepted", "rejected", "refused", "granted", "denied"],
    &["bought", "sold"],
    &["sent", "received"],
    &[
        "country",
        "nationwide",
        "province",
        "district",
        "county",
        "governorate",
        "municipality",
        "land",
        "provinz",
        "bezirk",
        "kreis",
        "pays",
        "département",
        "país",
        "provincia",
        "distrito",
    ],
    &["before", "after", "began", "ended", "begin", "end"],
    &["private", "public"],
    &["urban", "rural"],
    &["upper", "lower"],
    &["inner", "outer"],
    &["domestic", "foreign"],
    &["imports", "exports"],
    &["owed", "paid"],
    &["planned", "actual", "budgeted", "spent"],
    &[
        "not", "never", "without", "nicht", "kein", "keine", "pas", "jamais", "sin",
    ],
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let lines = Lines::of(context);
    if lines.all.len() < 2 {
        return;
    }
    let mut told = Vec::new();
    alone(context, &lines, &mut told);
    turned::check(context, &lines, &mut told);
    units::check(context, &lines, &mut told);
    // One number has one finding.
    let mut places = BTreeSet::new();
    findings.extend(told.into_iter().filter(|finding| {
        let own = (finding.span.file, finding.span.start);
        places.insert(own)
    }));
}

/// Numbers that stand alone where the same is told with another one.
fn alone(context: &Context<'_>, lines: &Lines, findings: &mut Vec<Finding>) {
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.all.iter().enumerate() {
        for stem in &line.stems {
            told.entry(stem).or_default().push(at);
        }
    }
    let mut seen = BTreeSet::new();
    for (at, line) in lines.all.iter().enumerate() {
        if !line
            .tokens
            .iter()
            .any(|token| lines.stands_alone(&token.key))
        {
            continue;
        }
        let near = nearest(lines, &told, at);
        for token in line
            .tokens
            .iter()
            .filter(|token| lines.stands_alone(&token.key))
        {
            let Some((other, known)) = conflict(lines, &near, line, token) else {
                continue;
            };
            // Of two numbers that stand alone, one finding is enough.
            if seen.insert((
                line.at.min(other.at),
                line.at.max(other.at),
                token.range.start.min(known.range.start),
            )) {
                findings.push(finding(context, line, token, other, known));
            }
        }
    }
}

fn finding(
    context: &Context<'_>,
    line: &Line,
    token: &Token,
    other: &Line,
    known: &Token,
) -> Finding {
    let sentence = &context.report.sentences[line.at];
    let (here, there) = (context.said(line.at).own, context.said(other.at).own);
    let written = here.text[token.range.clone()].trim();
    let usual = there.text[known.range.clone()].trim();
    Finding::new(
        NAME,
        Level::Warning,
        format!("`{written}` stands here alone, and `{usual}` where the same is told"),
        prose::place(context, sentence, token.range.clone()),
    )
    .label("nowhere else in the report")
    .related(
        prose::place(
            context,
            &context.report.sentences[other.at],
            known.range.clone(),
        ),
        "the other number",
    )
    .help("look in the source which is right; where both are, say in which way they differ")
}

/// The lines that share most stems with one, best first.
fn nearest<'l>(
    lines: &'l Lines,
    told: &BTreeMap<&str, Vec<usize>>,
    at: usize,
) -> Vec<(&'l Line, usize)> {
    let line = &lines.all[at];
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for stem in &line.stems {
        let places = told
            .get(stem.as_str())
            .map(Vec::as_slice)
            .unwrap_or_default();
        if places.len() <= COMMON {
            for other in places.iter().filter(|other| **other != at) {
                *shared.entry(*other).or_default() += 1;
            }
        }
    }
    let mut near: Vec<(usize, usize)> = shared
        .into_iter()
        .filter(|(_, count)| *count >= 1)
        .collect();
    near.sort_by_key(|(other, count)| (usize::MAX - count, *other));
    near.truncate(NEAREST);
    near.into_iter()
        .map(|(other, count)| (&lines.all[other], count))
        .collect()
}

/// The number of another sentence for which a number stands that is nowhere else.
fn conflict<'l>(
    lines: &Lines,
    near: &[(&'l Line, usize)],
    line: &Line,
    token: &Token,
) -> Option<(&'l Line, &'l Token)> {
    let mut best: Vec<(usize, &Line, &Token)> = Vec::new();
    for (other, shared) in near {
        if line.is_beside(other)
            || other.tokens.iter().any(|known| known.is_same(token))
            || !years_agree(line, other)
        {
            continue;
        }
        for known in &other.tokens {
            let is_new = !line.tokens.iter().any(|own| own.is_same(known));
            if is_new && let Some(score) = score(lines, (line, token), (other, known), *shared) {
                best.push((score, other, known));
            }
        }
    }
    best.sort_by_key(|(score, ..)| usize::MAX - score);
    match best[..] {
        [] => None,
        [(_, other, known)] => Some((other, known)),
        // Two numbers that fit as well leave it open which one is meant.
        [(first, other, known), (second, _, next), ..] => {
            (first > second || known.is_same(next)).then_some((other, known))
        }
    }
}

/// Whether two sentences tell of the same years.
fn years_agree(line: &Line, other: &Line) -> bool {
    line.years.is_subset(&other.years) || other.years.is_subset(&line.years)
}

/// How well two numbers of two sentences stand for the same; none where they need not.
fn score(
    lines: &Lines,
    (line, token): (&Line, &Token),
    (other, known): (&Line, &Token),
    shared: usize,
) -> Option<usize> {
    let beside = token.window.intersection(&known.window).count();
    let noun = usize::from(token.noun.is_some() && token.noun == known.noun);
    // Who cites the same place for both mostly tells the same.
    let is_same_place = !line.places.is_disjoint(&other.places);
    let common = line.stems.intersection(&other.stems).count() + if is_same_place { 2 } else { 0 };
    let least = line.stems.len().min(other.stems.len());
    let anchors = line
        .tokens
        .iter()
        .filter(|own| own.is_telling() && other.tokens.iter().any(|theirs| theirs.is_same(own)))
        .count();
    let is_slip = token.is_slip_of(known);
    if !token.is_comparable(known, is_slip)
        || !lines.may_be_one((line, token), (other, known))
        || !names_agree((line, token), (other, known))
    {
        return None;
    }
    let is_attested = lines.count(&known.key) >= 2;
    let is_summed_up = line.is_summary != other.is_summary;
    // Who has the other number already told it: this one is of something else.
    if lines.is_accounted_for(&known.key, line, other) {
        return None;
    }
    let telling = beside + noun + anchors.min(2);
    let is_near = common >= SHARED && beside + noun >= 2 || anchors >= 2 && common >= SHARED - 1;
    let is_exchanged = token.is_exchange_of(known) && beside >= 1 && is_summed_up;
    // A date that is one slip from another needs less beside it.
    let is_date = matches!(token.value, Value::Date(_));
    let enough = match (is_attested, is_summed_up) {
        _ if is_date => {
            is_slip
                && common >= SHARED
                && beside >= 1
                && (is_attested || is_summed_up)
                && common * 5 >= least * 2
        }
        (true, true) => {
            (is_slip || anchors >= 1 || beside >= 3 && noun == 1) && common * 5 >= least * 2
        }
        (true, false) => is_slip && anchors >= 1 && common * 2 >= least,
        (false, true) => {
            (is_slip || anchors >= 1 || is_same_place && noun == 1) && common * 2 >= least
        }
        (false, false) => false,
    };
    ((is_near || is_date) && enough || is_exchanged)
        .then_some(telling * 4 + shared + usize::from(is_slip) * 6)
}

/// Whether the words around two numbers do not set them apart.
pub(super) fn is_compatible(one: &BTreeSet<String>, two: &BTreeSet<String>) -> bool {
    APART.iter().all(|row| {
        let of = |words: &BTreeSet<String>| -> BTreeSet<&str> {
            row.iter()
                .copied()
                .filter(|word| words.contains(*word))
                .collect()
        };
        let (one, two) = (of(one), of(two));
        let is_negation = row[0] == "not";
        match is_negation {
            true => one.is_empty() == two.is_empty(),
            false => one.is_empty() || two.is_empty() || !one.is_disjoint(&two),
        }
    })
}

/// Whether the names around two numbers may be of the same.
fn names_agree((line, one): (&Line, &Token), (other, two): (&Line, &Token)) -> bool {
    let stands = |names: &BTreeSet<String>, line: &Line| {
        names
            .iter()
            .any(|name| line.stems.contains(&lines::stem(name)))
    };
    one.names.is_empty()
        || two.names.is_empty()
        || !one.names.is_disjoint(&two.names)
        || stands(&one.names, other)
        || stands(&two.names, line)
}

/// A key as it counts in the report.
impl Lines {
    /// Whether the number that is told elsewhere stands on this side of the report as well: in another sentence of
    /// the summary, or of the body.
    fn is_accounted_for(&self, key: &Key, line: &Line, other: &Line) -> bool {
        let places = self.prose.get(key).map(Vec::as_slice).unwrap_or_default();
        let is_here = |at: &&usize| {
            **at != line.at && **at != other.at && self.all[**at].is_summary == line.is_summary
        };
        line.is_summary != other.is_summary && places.iter().any(|at| is_here(&at))
    }

    /// Whether nothing sets two numbers apart, neither beside them nor in the other sentences that tell the second:
    /// "310 families came" are those who were admitted there.
    fn may_be_one(&self, one: (&Line, &Token), (other, known): (&Line, &Token)) -> bool {
        /// The most sentences that are asked.
        const MOST: usize = 20;
        let may_be = |two: (&Line, &Token)| {
            is_compatible(&one.1.words, &two.1.words) && scopes::may_be_one(one, two)
        };
        let places = self
            .prose
            .get(&known.key)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let told = places.iter().take(MOST).map(|at| &self.all[*at]);
        let told = told.filter(|line| line.at != one.0.at && line.is_summary == other.is_summary);
        may_be((other, known))
            && told
                .flat_map(|line| line.tokens.iter().map(move |token| (line, token)))
                .filter(|(_, token)| token.key == known.key)
                .all(may_be)
    }

    fn stands_alone(&self, key: &Key) -> bool {
        self.count(key) == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    fn found(texts: &[&str]) -> Vec<String> {
        let lines = Lines::of_texts(texts, tongues::of("en"));
        let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, line) in lines.all.iter().enumerate() {
            for stem in &line.stems {
                told.entry(stem).or_default().push(at);
            }
        }
        let mut found = Vec::new();
        for (at, line) in lines.all.iter().enumerate() {
            let near = nearest(&lines, &told, at);
            for token in line
                .tokens
                .iter()
                .filter(|token| lines.stands_alone(&token.key))
            {
                if let Some((other, known)) = conflict(&lines, &near, line, token) {
                    found.push(format!(
                        "{} / {}",
                        &texts[line.at][token.range.clone()],
                        &texts[other.at][known.range.clone()]
                    ));
                }
            }
        }
        found
    }

    #[test]
    fn a_number_of_the_summary_is_that_of_the_body() {
        // The first text is a summary.
        for right in [
            &[
                "From 2018 to 2023 the ministry spent $48.6 million on the programme, $31.2 million of it from donors.",
                "The programme spent $48.6 million: $31.2 million from donors and $17.4 million from the budget.",
            ][..],
            &[
                "The survey of the crest counted 212 loose stones in the first round.",
                "The survey of the crest counted 231 loose stones in the second round.",
            ],
            &[
                "In Arn the survey of the crest counted 212 loose stones.",
                "In Bel the survey of the crest counted 231 loose stones.",
            ],
            &[
                "In 2019 the survey of the crest counted 212 loose stones.",
                "In 2020 the survey of the crest counted 231 loose stones.",
            ],
            &[
                "Between 2018 and 2023 the ministry recorded 1,240 attacks on schools in the country.",
                "Between 2018 and 2023 the ministry recorded 412 attacks on schools in the northern province.",
                "The 412 attacks on schools killed 33 teachers.",
            ],
            &[
                "The ministry counted 1,204 deaths from the flood by September.",
                "The ministry counted 986 deaths from the flood in the first week.",
                "These 986 deaths were all in the valley.",
            ],
            &[
                "The hospital counted 45 bodies after the attack on the market.",
                "The police counted 38 bodies after the attack on the market.",
                "Of the 38 bodies, 12 were never named.",
            ],
            &[
                "In 2022 the agency spent 46 million crowns on food for the camps, 12 million of it on bread.",
                "In 2022 the agency spent 38 million crowns on water for the camps, 12 million of it on pumps.",
                "The 38 million crowns came from donors.",
            ],
            &[
                "The court heard the first witness on 12 May 2019 in the case of the mill.",
                "The court heard the second witness on 14 May 2019 in the case of the mill.",
                "On 14 May 2019 the court also heard the expert.",
            ],
            &[
                "Guards shot a prisoner at the mill camp on 12 May 2019.",
                "Guards shot another prisoner at the mill camp on 22 May 2019.",
                "The shooting of 22 May 2019 was filmed.",
            ],
            &[
                "Aldo Verne was arrested at the mill camp in the north on 12 May 2019.",
                "Aldo Verne was tried at the mill camp in the north on 12 June 2019.",
                "On 12 June 2019 he was also sentenced.",
            ],
            &[
                "In May 2019 the border guards returned 130 families to the camp.",
                "In May 2019 the border guards admitted 310 families to the camp.",
                "The 310 families came from Arn.",
            ],
            &[
                "The mill lost 45 tonnes of flour.",
                "The town has 450 houses of brick.",
            ],
        ] {
            assert_eq!(found(right), Vec::<String>::new(), "{right:?}");
        }
        for (wrong, expected) in [
            (
                &[
                    "From 2018 to 2023 the ministry spent $46.8 million on the programme, $31.2 million of it from donors.",
                    "The programme spent $48.6 million: $31.2 million from donors and $17.4 million from the budget.",
                    "Drilling took most of the $48.6 million.",
                ][..],
                "$46.8 million / $48.6 million",
            ),
            (
                &[
                    "Between 2018 and 2023 the Ministry of Water spent $48.6 million on the Rural Water Programme, of which $13.2 million came from donors.",
                    "The programme spent $48.6 million: $31.2 million from donors and $17.4 million from the state budget.",
                ],
                "$13.2 million / $31.2 million",
            ),
            (
                &[
                    "The flood of May caused damage of 42.6 billion euros.",
                    "The damage came to 42.6 million euros: 21.3 million on roads and 8.5 million on farms.",
                ],
                "42.6 billion euros / 42.6 million euros",
            ),
            (
                &[
                    "The court of Karsu convicted an officer on 12 November 2023.",
                    "The court of Karsu convicted one officer, Arben Dreshaj, of homicide on 22 November 2023.",
                    "The judgment of 22 November 2023 is final.",
                ],
                "12 November 2023 / 22 November 2023",
            ),
        ] {
            assert!(
                found(wrong).iter().any(|one| one == expected),
                "{wrong:?}: {:?}",
                found(wrong)
            );
        }
    }
}
