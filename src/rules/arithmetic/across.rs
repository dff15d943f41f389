//! Numbers that do not agree with those of the sentence before, or with the list behind a sentence.

use super::parts::any_combination;
use super::{NAME, Number, Own, Reader};
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, UnitPlace, text_of};
use crate::rules::quantities;
use crate::rules::{Context, prose, tongues};

/// Words with which a sentence sums up the one before it.
const TOGETHER: &[&str] = &["together", "zusammen", "ensemble", "juntos", "juntas"];

/// Words for what is left of a whole.
const REST: &[&str] = &[
    "other",
    "remaining",
    "restlichen",
    "übrigen",
    "otros",
    "otras",
    "restantes",
];

/// Words that say that something is a part.
const OF_THEM: &[&str] = &[
    "of these", "of them", "of those", "of that", "of whom", "of which", "of the", "davon", "dont",
    "de ellos", "de ellas", "de los", "de las", "von den",
];

/// Verbs and words behind a number that no noun follows.
const VERBS: &[&str] = &[
    "the", "a", "they", "he", "she", "it", "we", "were", "was", "are", "is", "had", "have", "has",
    "did", "said", "followed", "went", "left", "came", "liegen", "waren", "sind", "wurden",
    "hatten", "en", "in", "on", "by", "after", "eran", "fueron", "están",
];

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
const LISTED: &[&str] = &[
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
            let may = own.has(REST)
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
                .or_else(|| rest(own, &before, &farther, context.tongue(said.sentence)))
            else {
                continue;
            };
            let written = &said.sentence.text[fault.range.clone()];
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("`{written}` {}", fault.what),
                    prose::place(context, said.sentence, fault.range),
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
    let written = &said.sentence.text[range.clone()];
    is_close.then(|| {
        Finding::new(
            NAME,
            Level::Warning,
            format!("`{written}` are not what the sentences before tell of"),
            prose::place(context, said.sentence, range),
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

/// "In the other 24", where 52 of 94 were told before.
fn rest(
    own: &Own,
    before: &[&Own],
    farther: &[&Own],
    tongue: &tongues::Tongue,
) -> Option<super::Fault> {
    let reader = reader(own, tongue);
    let (at, left) = (0..own.words.len()).find_map(|at| {
        let is_rest = reader.is(at, REST)
            && at > 0
            && reader.is(at - 1, &["the", "die", "den", "der", "los", "las"]);
        let left = reader
            .count(at + 1)
            .or_else(|| reader.sum(at + 1))
            .filter(|_| is_rest)?;
        Some((at, left))
    })?;
    let next = reader.word(left.last + 1);
    let behind = own.text[own.words[left.last].range.end..].trim_start();
    let stops = behind.is_empty() || behind.starts_with([',', '.', ';', ')', ':']);
    let mut known: Vec<Number> = Vec::new();
    let mut nouns: Vec<String> = Vec::new();
    let mut has_part = false;
    let head = Own::of(&own.text[..own.words[at].range.start]);
    for own in before.iter().copied().chain([&head]) {
        let words = &own.words;
        for number in counts(own, tongue) {
            nouns.extend(
                (number.last + 1..number.last + 3)
                    .filter_map(|at| words.get(at))
                    .map(|word| word.lower.clone()),
            );
            known.push(number);
        }
        has_part |= own.first(OF_THEM).is_some();
    }
    let is_money = left.scale.is_some();
    let same_things = stops
        || VERBS.contains(&next)
        || super::leaves::says(next, tongue)
        || nouns.iter().any(|noun| noun == next)
        || is_money && next.len() > 3;
    let usable = has_part
        && same_things
        && (2..=MOST).contains(&known.len())
        && !left.is_year
        && !reader.is_inexact(left.first)
        && reader.after_percent(left.last).is_none();
    if !usable {
        return None;
    }
    let slack = |number: &Number| match number.decimals {
        0 => 0.0,
        decimals => {
            0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or_default())
                * number.scale.unwrap_or(1.0)
        }
    };
    // "240 complaints. Of these, 60 were upheld and 120 dismissed": the others are those of all.
    let most = known.iter().map(Number::scaled).fold(0.0, f64::max);
    let mut plausible = None;
    for (place, whole) in known.iter().enumerate() {
        let is_part = |(at, one): &(usize, &Number)| *at != place && one.scaled() < whole.scaled();
        let others: Vec<&Number> = known
            .iter()
            .enumerate()
            .filter(is_part)
            .map(|(_, one)| one)
            .collect();
        for chosen in 1_u32..1 << others.len() {
            let some = (0..others.len())
                .filter(|at| chosen >> at & 1 == 1)
                .map(|at| others[at]);
            let (taken, rough) = some.fold((0.0, 0.0), |(sum, rough), one| {
                (sum + one.scaled(), rough + slack(one))
            });
            let remains = whole.scaled() - taken;
            if (remains - left.scaled()).abs() <= rough + slack(whole) + slack(&left) + 1e-6 {
                return None;
            }
            if chosen.count_ones() == 1
                && remains > 0.0
                && whole.scaled() >= most
                && whole.scaled() > left.scaled()
                && (0.2..=5.0).contains(&(remains / left.scaled()))
            {
                plausible.get_or_insert(remains);
            }
        }
    }
    let remains =
        super::leaves::told(&counts(&head, tongue), &left, before, tongue).or(plausible)?;
    // A whole that was told farther off, of which a number of here is a part.
    let wholes = farther.iter().flat_map(|own| counts(own, tongue));
    let is_of_another = |whole: Number| {
        known
            .iter()
            .any(|part| (whole.scaled() - part.scaled() - left.scaled()).abs() <= 1e-6)
    };
    if wholes.into_iter().any(is_of_another) {
        return None;
    }
    Some(super::Fault {
        range: own.words[at].range.start..own.words[left.last].range.end,
        what: "is not what is left of the numbers before it",
        label: format!(
            "what was told before leaves {}",
            super::parts::shown(remains)
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
        let fault = together(last, &before, tongue).or_else(|| rest(last, &before, &[], tongue));
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
            rest(
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
