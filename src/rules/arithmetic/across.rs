//! Numbers that do not agree with those of the sentence before, or with the list behind a sentence.

mod rest;

use super::parts::any_combination;
use super::{NAME, Number, Own, Reader};
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, UnitPlace, text_of};
use crate::rules::quantities;
use crate::rules::{Context, prose, tongues};

/// Words with which a sentence sums up the one before it.
const TOGETHER: &[&str] = &["together", "zusammen", "ensemble", "juntos", "juntas"];

/// The most numbers of which sums are tried.
const MOST: usize = 8;

/// Verbs of having and being, right before the number of all.
const HAVING: &[&str] = &[
    "have",
    "had",
    "has",
    "are",
    "were",
    "own",
    "owned",
    "hold",
    "held",
    "make",
    "made",
    "number",
    "total",
    "totalled",
    "count",
    "counted",
    "employ",
    "employed",
    "to",
    "haben",
    "hatten",
    "sind",
    "waren",
    "besitzen",
    "besaßen",
    "zählen",
    "umfassen",
    "ont",
    "avaient",
    "possèdent",
    "comptent",
    "totalisent",
    "représentent",
    "sont",
    "étaient",
    "tienen",
    "tenían",
    "poseen",
    "suman",
    "sumaban",
    "son",
    "eran",
];

/// How many sentences back a whole may stand.
const BACK: usize = 2;

/// How many sentences before those may hold the whole after all.
const FARTHER: usize = 8;

/// Things that lists are made of, by which a sentence announces how many there are.
pub(super) const LISTED: &[&str] = &[
    "recommendations",
    "reasons",
    "points",
    "questions",
    "findings",
    "steps",
    "conditions",
    "things",
    "ways",
    "kinds",
    "types",
    "categories",
    "elements",
    "measures",
    "demands",
    "criteria",
    "principles",
    "problems",
    "issues",
    "factors",
    "causes",
    "conclusions",
    "options",
    "facts",
    "grounds",
    "failings",
    "shortcomings",
    "tasks",
    "aims",
    "goals",
    "objectives",
    "rules",
    "limits",
    "items",
    "exceptions",
    "arguments",
    "requirements",
    "allegations",
    "charges",
    "empfehlungen",
    "gründe",
    "punkte",
    "fragen",
    "schritte",
    "forderungen",
    "bedingungen",
    "recommandations",
    "raisons",
    "points",
    "conditions",
    "étapes",
    "recomendaciones",
    "razones",
    "puntos",
    "preguntas",
    "condiciones",
    "pasos",
];

/// Sums and rests that do not come of the numbers of the sentences before.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unit in &context.report.units {
        if matches!(unit.place, UnitPlace::Quotation | UnitPlace::TableRow) {
            continue;
        }
        for at in unit.sentences.clone() {
            let said = context.said(at);
            let own = said.own;
            findings.extend(other_number_of_these(
                context,
                &said,
                unit.sentences.start..at,
            ));
            let may = rest::may_tell(own)
                || own
                    .words
                    .first()
                    .is_some_and(|word| TOGETHER.contains(&word.lower.as_str()));
            if !may {
                continue;
            }
            let begins = unit.sentences.start.max(at.saturating_sub(BACK));
            let before: Vec<&Own> = (begins..at).map(|at| context.said(at).own).collect();
            let farther: Vec<&Own> = (unit.sentences.start..begins)
                .map(|at| context.said(at).own)
                .rev()
                .take(FARTHER)
                .collect();
            let Some(fault) = together(own, &before, context.tongue(said.sentence))
                .or_else(|| rest::fault(own, &before, &farther, context.tongue(said.sentence)))
            else {
                continue;
            };
            findings.push(
                prose::finding(
                    context,
                    (NAME, Level::Warning),
                    said.sentence,
                    fault.range,
                    fault.what,
                )
                .label(fault.label)
                .help("look in the source which of the numbers is wrong"),
            );
        }
    }
}

/// "In 23 of these 36 stations", where the sentences before tell of other numbers of stations.
fn other_number_of_these(
    context: &Context<'_>,
    said: &prose::Said<'_>,
    before: std::ops::Range<usize>,
) -> Option<Finding> {
    /// How many sentences before it tell of them.
    const NEAR: usize = 3;
    let tongue = context.tongue(said.sentence);
    let here = reader(said.own, tongue);
    let (number, noun) = (0..said.own.words.len()).find_map(|at| here.these(at))?;
    let begins = before.start.max(before.end.saturating_sub(NEAR));
    let known: Vec<&Own> = (begins..before.end)
        .map(|at| context.said(at).own)
        .collect();
    let is_told = known.iter().any(|own| {
        own.words
            .iter()
            .any(|word| quantities::is_one_noun(&word.lower, &noun))
    });
    // Also those that are not exact: "at least three of the four aspects".
    let all = |own: &&Own| {
        let reader = reader(own, tongue);
        let starts = 0..own.words.len();
        starts
            .filter_map(|at| reader.count(at).or_else(|| reader.sum(at)))
            .collect::<Vec<Number>>()
    };
    let numbers: Vec<Number> = known.iter().flat_map(all).collect();
    if !is_told || numbers.is_empty() || numbers.len() > MOST {
        return None;
    }
    let own_numbers = here.counts(number.first.saturating_sub(MOST)..number.first);
    let values = || numbers.iter().chain(&own_numbers).map(Number::scaled);
    let fits = values().any(|one| {
        (one - number.value).abs() < 0.5
            || values().any(|two| {
                (one + two - number.value).abs() < 0.5 || (one - two - number.value).abs() < 0.5
            })
    });
    if fits {
        return None;
    }
    // What is listed one by one is counted by nobody here.
    let is_close = values().any(|one| (0.25..=4.0).contains(&(one / number.value)));
    let range = said.own.words[number.first].range.start..said.own.words[number.last + 1].range.end;
    is_close.then(|| {
        prose::finding(
            context,
            (NAME, Level::Warning),
            said.sentence,
            range,
            "are not what the sentences before tell of",
        )
        .label("no such number stands there")
        .help("look in the source which of the numbers is wrong")
    })
}

pub(super) fn reader<'o>(own: &'o Own, tongue: &'o tongues::Tongue) -> Reader<'o> {
    Reader::of(&own.text, &own.words, tongue)
}

/// The numbers of a sentence that count something, no shares among them.
pub(super) fn counts(own: &Own, tongue: &tongues::Tongue) -> Vec<Number> {
    let reader = reader(own, tongue);
    let mut counts = reader.counts(0..own.words.len());
    counts.retain(|number| reader.after_percent(number.last).is_none());
    counts
}

/// "Together they have 15,800 flats", behind a sentence whose numbers come to 18,500.
fn together(own: &Own, before: &[&Own], tongue: &tongues::Tongue) -> Option<super::Fault> {
    let reader = reader(own, tongue);
    if !reader.is(0, TOGETHER) || reader.is(1, &["with", "mit", "avec", "con"]) {
        return None;
    }
    let total =
        (1..own.words.len().min(7)).find_map(|at| reader.count(at).or_else(|| reader.sum(at)))?;
    let parts = counts(before.last()?, tongue);
    if !(2..=MOST).contains(&parts.len())
        || total.is_year
        || reader.is_inexact(total.first)
        || reader.after_percent(total.last).is_some()
    {
        return None;
    }
    let all: f64 = parts.iter().map(Number::scaled).sum();
    let is_near = (0.5..=2.0).contains(&(all / total.scaled()));
    // "It has 12 boats and 30 sailors. Together they rescued 24 people."
    let is_told = match reader.noun(&total) {
        Some(noun) => before.last().is_some_and(|own| {
            let mut words = own.words.iter();
            words.any(|word| quantities::is_one_noun(&word.lower, noun))
        }),
        None => total
            .first
            .checked_sub(1)
            .is_some_and(|at| reader.is(at, HAVING)),
    };
    (is_near && is_told && !any_combination(&parts, &total)).then(|| super::Fault {
        range: own.words[total.first].range.start..own.words[total.last].range.end,
        what: "is not what the numbers before it come to",
        label: format!(
            "the numbers of the sentence before come to {}",
            super::parts::shown(all)
        ),
    })
}

/// "We make six recommendations:", before a list of five.
pub(super) fn before_lists(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for section in &context.report.sections {
        lists(context, &section.blocks, findings);
    }
}

fn lists(context: &Context<'_>, blocks: &[Block], findings: &mut Vec<Finding>) {
    for pair in blocks.windows(2) {
        let (BlockKind::Paragraph(content), BlockKind::List { items, .. }) =
            (&pair[0].kind, &pair[1].kind)
        else {
            continue;
        };
        let text = text_of(content);
        let Some(announced) = announced(text.trim_end(), tongues::of(context.report_language()))
        else {
            continue;
        };
        if items.len() < 2 || announced == items.len() {
            continue;
        }
        findings.push(
            Finding::new(
                NAME,
                Level::Error,
                format!("{announced} are announced, and {} are listed", items.len()),
                pair[0].span,
            )
            .label("announced here")
            .related(pair[1].span, "this list")
            .help("count them, and look for what was added or left out"),
        );
    }
    for block in blocks {
        if let BlockKind::Div(inner) = &block.kind {
            lists(context, inner, findings);
        }
    }
}

/// Words by which not all of what is counted is listed.
const SOME: &[&str] = &[
    "including",
    "such as",
    "for example",
    "for instance",
    "e.g",
    "among",
    "amongst",
    "of which",
    "of whom",
    "notably",
    "in particular",
    "darunter",
    "zum beispiel",
    "unter anderem",
    "davon",
    "insbesondere",
    "notamment",
    "parmi",
    "dont",
    "par exemple",
    "entre",
    "incluidas",
    "incluidos",
    "por ejemplo",
    "de las cuales",
    "de los cuales",
];

/// How many things the end of a paragraph announces, if it announces any.
fn announced(text: &str, tongue: &tongues::Tongue) -> Option<usize> {
    let text = text.strip_suffix(':')?;
    let last = text.rfind(['.', '?', '!', ';']).map_or(0, |at| at + 1);
    let own = Own::of(&text[last..]);
    if own.first(SOME).is_some() {
        return None;
    }
    let reader = reader(&own, tongue);
    let mut found = None;
    for number in reader.counts(0..own.words.len()) {
        let is_listed = (number.last + 1..number.last + 3).any(|at| reader.is(at, LISTED));
        let of = number
            .first
            .checked_sub(1)
            .is_some_and(|of| reader.is(of, tongue.sums.of));
        let of_the = number
            .first
            .checked_sub(2)
            .is_some_and(|of| reader.is(of, tongue.sums.of));
        let is_more = number.first.checked_sub(1).is_some_and(|at| {
            reader.is(at, &["other", "first", "last", "further", "these", "those"])
        });
        if !is_listed
            || of
            || of_the
            || is_more
            || number.decimals > 0
            || number.scale.is_some()
            || number.value > 30.0
        {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(number.value as usize);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<String> {
        let owns: Vec<Own> = texts.iter().map(|text| Own::of(text)).collect();
        let (last, before) = owns.split_last().unwrap();
        let before: Vec<&Own> = before.iter().collect();
        let tongue = tongues::of("en");
        let fault =
            together(last, &before, tongue).or_else(|| rest::fault(last, &before, &[], tongue));
        fault
            .into_iter()
            .map(|fault| texts[texts.len() - 1][fault.range].to_owned())
            .collect()
    }

    #[test]
    fn sums_and_rests_come_of_the_sentence_before() {
        for right in [
            &[
                "The owners are Nordhaus, with 7,200 flats, Civitas (4,900), Ost (3,600) and Baltic (2,800).",
                "Together they have 18,500 flats.",
            ][..],
            &[
                "It has 12 gates and 40 rooms.",
                "Together with the mill, it has 90.",
            ],
            &[
                "It has 12 boats and 30 sailors.",
                "Together they rescued 24 people.",
            ],
            &[
                "They held 12 women and 15 men.",
                "Together, the 20 who had been jailed spoke of it.",
            ],
            &[
                "In 94 stations it was closed.",
                "In 52 of these, all in the two provinces, the boxes were taken away.",
                "In the other 42 they had to wait.",
            ],
            &[
                "It cost 11.8 million.",
                "The town paid 7.3 million of that, and the ministry the remaining 4.5 million.",
            ],
            &[
                "We sent 22 questions, and it answered four of them.",
                "It did not answer the other 18.",
            ],
            &[
                "Of the 30 mines, 11 had a licence.",
                "The other two owners said nothing.",
            ],
            &["He came in May.", "The other two were in June."],
            &[
                "There were 240 complaints.",
                "Of these, 60 were upheld and 120 dismissed.",
                "The other 20 were from 2018.",
            ],
            &[
                "It must fulfil at least three of the four aspects described above.",
                "Whether it fulfils these three aspects is told by reviewers.",
            ],
            &[
                "Three of the mines closed in two years.",
                "The other 27 work on.",
            ],
        ] {
            assert_eq!(found(right), Vec::<String>::new(), "{right:?}");
        }
        for (wrong, written) in [
            (
                &[
                    "The owners are Nordhaus, with 7,200 flats, Civitas (4,900), Ost (3,600) and Baltic (2,800).",
                    "Together they have 15,800 flats.",
                ][..],
                "15,800",
            ),
            (
                &[
                    "In 94 stations it was closed.",
                    "In 52 of these, all in the two provinces, the boxes were taken away.",
                    "In the other 24 they had to wait.",
                ],
                "other 24",
            ),
            (
                &[
                    "It cost 11.8 million.",
                    "The town paid 7.3 million of that, and the ministry the remaining 5.4 million.",
                ],
                "remaining 5.4 million",
            ),
            (
                &[
                    "It found five wounds, three of them in the back.",
                    "The other three were in the leg.",
                ],
                "other three",
            ),
        ] {
            assert_eq!(found(wrong), [written], "{wrong:?}");
        }
    }

    #[test]
    fn a_whole_may_stand_farther_off() {
        let of = |text: &str| Own::of(text);
        let (far, near) = (
            of("Of the 1,584 homes, 412 took part."),
            of("Of these, 222 (54%) had none: 128 were with others, 71 in rooms and 23 in cars."),
        );
        let rest_of = |farther: &[&Own]| {
            rest::fault(
                &of("The other 190 had found one."),
                &[&near],
                farther,
                tongues::of("en"),
            )
            .is_some()
        };
        assert!(!rest_of(&[&far]));
        assert!(rest_of(&[]));
    }

    #[test]
    fn what_is_announced_before_a_list_is_counted() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(announced(text, tongues::of("en")), expected, "{text}");
        };
        check("The facts are known. We make six recommendations:", Some(6));
        check("It gives three reasons:", Some(3));
        check("We asked the three ministries:", None);
        check("It accepts two of the five recommendations:", None);
        check("We make six recommendations.", None);
        check("We make five recommendations, including:", None);
        check("Among the five recommendations of the inquiry are:", None);
        check("It set ten conditions, for example:", None);
        check(
            "It made five recommendations, of which the main ones are:",
            None,
        );
        check("These are its reasons:", None);
    }
}
