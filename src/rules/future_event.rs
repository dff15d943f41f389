//! Something that has happened on a day that is still to come.

mod elsewhere;

pub(super) use elsewhere::tells_past_of as tells_past_elsewhere;

use std::ops::Range;

use super::prose::{self, Own, Said};
use super::{Context, dates, tense, tongues};
use crate::diagnostic::{Finding, Level};
use crate::model::{Date, Kind, Sentence, primary_language};
use crate::source::Located;

pub(super) const NAME: &str = "future-event";

/// More words of what is planned or due: beside a date they speak of that day, or of a timetable.
const PLANNED: &[&str] = &[
    "must",
    "set",
    "next",
    "postponed",
    "takes",
    "enters",
    "comes",
    "starts",
    "begins",
    "ends",
    "opens",
    "closes",
    "runs",
    "falls",
    "becomes",
    "applies",
    "lapses",
    "remains",
    "matures",
    "mature",
    "covers",
    "ending",
    "expiring",
    "running",
    "maturing",
    "starting",
    "beginning",
    "effective",
    "model",
    "models",
    "modelled",
    "modeled",
    "simulated",
    "simulation",
    "simulations",
    "estimate",
    "estimates",
    "estimated",
    "outlook",
    "pathway",
    "pathways",
    "trajectory",
];

/// Words for what falls due on the date behind them, or holds until then.
const OBLIGED: &[&str] = &[
    "repayable",
    "payable",
    "redeemable",
    "refundable",
    "renewable",
    "deliverable",
    "valid",
    "maturity",
    "expiry",
];

/// Words right before a date up to which or from which something holds.
const LIMITS: &[&str] = &["by", "before", "from", "to", "through", "since", "than"];

/// Words before a year or month of which something is told; others name a part of a span, or a work.
const TIMES: &[&str] = &[
    "in", "during", "early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "of",
    "the",
];

/// How many words at most stand between "for" and what it was done for: "approved for work in 2031".
const PURPOSE: usize = 4;

/// How the past speaks of what was still to come.
const TO_COME: &[&str] = &[
    "was to", "were to", "is to", "are to", "has to", "have to", "had to",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(today) = context.report.manifest.date else {
        return;
    };
    for Said { sentence, own, .. } in prose::own_sentences(context) {
        let is_english = prose::is_english(context, sentence);
        let future = match is_english {
            true => since(own, today).or_else(|| future(own, today)),
            false => future_day(context, sentence, own, today),
        };
        let (written, date, place) = if let Some((range, date)) = future {
            let place = prose::place(context, sentence, range.clone());
            (sentence.text[range].to_owned(), date, place)
        } else if let Some((mark, date)) = marked(context, sentence, today) {
            // Few sentences bear such a mark: whether one tells the past takes longer to find out.
            let language = primary_language(context.language(sentence));
            let tells = match is_english {
                true => tells_past(own),
                false => elsewhere::tells_past(language, own),
            };
            if !tells {
                continue;
            }
            (format!("date={}", mark.value.trim()), date, mark.span)
        } else {
            continue;
        };
        findings.push(
            Finding::new(
                NAME,
                Level::Error,
                format!("`{written}` lies after {today}, the date of the report"),
                place,
            )
            .label(format!("told as past, and {date} is still to come"))
            .help("look the date up in the source, or correct the date of the report"),
        );
    }
}

/// The `date=` of a marked fact that lies after `today`.
fn marked<'a>(
    context: &Context<'a>,
    sentence: &Sentence,
    today: Date,
) -> Option<(&'a Located<String>, Date)> {
    let claims = sentence.claims.iter();
    let marks = claims.filter_map(|id| context.report.claims[id.0].attrs.get("date"));
    let mut dates = marks.filter_map(|mark| Some((mark, dates::iso(mark.value.trim())?)));
    let is_fact = sentence.kind == Kind::Fact;
    dates.find(|(_, date)| is_fact && today.is_before(*date))
}

/// Whether a sentence tells the past and plans nothing.
fn tells_past(own: &Own) -> bool {
    let Own { text, words, .. } = own;
    // "May" with a capital is a month.
    let is_planned = words.iter().any(|word| {
        let lower = word.lower.as_str();
        (PLANNED.contains(&lower) || OBLIGED.contains(&lower) || tense::AHEAD.contains(&lower))
            && !text[word.range.clone()].starts_with('M')
    });
    let is_to_come = own.first(TO_COME).is_some() || tense::is_valid_for_a_time(words);
    // "Organised by the guild, the fair is on …": a participle, and the present.
    let is_present = own.has(&["is", "are"]) && !own.has(tense::PAST);
    tense::tells_past(words) && !is_present && !is_planned && !is_to_come
}

/// A date after `today`, in a sentence that tells the past, of what is told.
fn future(own: &Own, today: Date) -> Option<(Range<usize>, Date)> {
    let mut dates = dates::all(own, tongues::of("en")).into_iter();
    let past = tense::Past::of(own);
    dates.find(|(range, date)| {
        let (before, _) = own.around(range);
        let last = before.last().map_or("", |word| word.lower.as_str());
        // "Closed from 3 May 2027 to 9 June 2027"
        let is_span = last == "from" && lasted(before);
        // What is less than a day is also the name of a plan, a term or a year's budget.
        // "In 2013, 2015 and 2028": a year that goes on with those before it.
        let is_year = |back: usize| {
            let word = before
                .len()
                .checked_sub(back)
                .map_or("", |at| before[at].lower.as_str());
            word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let goes_on = is_year(1) || last == "and" && is_year(2);
        // "In the year 2027", and not "by the year 2027".
        let in_the_year =
            last == "year" && own.first(&["in the year", "during the year"]).is_some();
        let is_time = TIMES.contains(&last) || goes_on || in_the_year;
        let is_told = date.day.is_some() || is_span || is_time && !is_for_something(before);
        today.is_before(*date)
            && is_told
            && (is_span || !LIMITS.contains(&last))
            && own.first(TO_COME).is_none()
            && !is_obliged(before)
            && past.tells_of(range, PLANNED)
    })
}

/// Whether something falls due on the date behind some words: no verb stands between.
fn is_obliged(before: &[prose::Word]) -> bool {
    const VERBS: &[&str] = &["is", "are", "was", "were", "has", "have", "had"];
    let obliged = before
        .iter()
        .rposition(|word| OBLIGED.contains(&word.lower.as_str()));
    obliged.is_some_and(|at| {
        let mut between = before[at..].iter();
        !between.any(|word| VERBS.contains(&word.lower.as_str()))
    })
}

/// Whether the verb before "from" tells how long something lasted: "it lasted from March 2027 to June 2027". What was
/// booked or granted from a day on may be still to come.
fn lasted(before: &[prose::Word]) -> bool {
    const LASTED: &[&str] = &["lasted", "raged", "stayed", "reigned", "dragged"];
    const SHUT: &[&str] = &[
        "closed",
        "shut",
        "flooded",
        "detained",
        "imprisoned",
        "hospitalised",
    ];
    let word = |back: usize| {
        let at = before.len().checked_sub(back);
        at.and_then(|at| before.get(at))
            .map_or("", |word| word.lower.as_str())
    };
    LASTED.contains(&word(2)) || SHUT.contains(&word(2)) && matches!(word(3), "was" | "were")
}

/// A date after `today` since which something is so: "has been closed since 1 July 2042".
fn since(own: &Own, today: Date) -> Option<(Range<usize>, Date)> {
    if tense::looks_ahead(own) || !(own.has(&["has", "have"]) || tells_past(own)) {
        return None;
    }
    let mut dates = dates::all(own, tongues::of("en")).into_iter();
    dates.find(|(range, date)| {
        let (before, _) = own.around(range);
        let is_since = before.last().is_some_and(|word| word.lower == "since");
        is_since && today.is_before(*date)
    })
}

/// A full date after `today` of which a sentence in another language tells the past.
fn future_day(
    context: &Context<'_>,
    sentence: &Sentence,
    own: &Own,
    today: Date,
) -> Option<(Range<usize>, Date)> {
    let language = primary_language(context.language(sentence));
    let mut days = dates::full(own, context.tongue(sentence)).into_iter();
    days.find(|(range, date)| {
        today.is_before(*date) && elsewhere::tells_past_of(language, own, range)
    })
}

/// Whether what stands before a date names what something was done for.
fn is_for_something(before: &[prose::Word]) -> bool {
    let near = &before[before.len().saturating_sub(PURPOSE)..];
    near.iter().any(|word| word.lower == "for")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_lies_before_today() {
        let today = Date {
            year: 2026,
            month: Some(11),
            day: Some(23),
        };
        let check = |text: &str, expected: Option<&str>| {
            let own = Own::of(text);
            let told = future(&own, today);
            let found = since(&own, today).or(told);
            let found = found.map(|(range, _)| &text[range]);
            assert_eq!(found, expected, "{text}");
        };
        check("On 9 October 2027 the crest fell.", Some("9 October 2027"));
        check(
            "It was closed on December 1, 2026.",
            Some("December 1, 2026"),
        );
        check(
            "The act entered into force on 1 January 2102.",
            Some("1 January 2102"),
        );
        check("On 9 October 2023 the crest fell.", None);
        check(
            "The act, adopted in 2020, takes effect on 1 January 2102.",
            None,
        );
        check(
            "Organised by the guild, the fair is on 1 January 2102.",
            None,
        );
        check("The next hundred go on 1 January 2102.", None);
        check(
            "The gate has been closed since 1 July 2042.",
            Some("1 July 2042"),
        );
        check(
            "In 36 hours nine inches fell, the most since 2083.",
            Some("2083"),
        );
        check("The gate has been closed since 1 July 2024.", None);
        check("The gate will have been closed since 1 July 2042.", None);
        check("In 2029 the crest fell.", Some("2029"));
        check("The mill burned in March 2091.", Some("March 2091"));
        check("It fell on October 9th, 2029.", Some("October 9th, 2029"));
        check(
            "It fell on the 9th of October 2029.",
            Some("9th of October 2029"),
        );
        check("It fell on 2029-05-01.", Some("2029-05-01"));
        check("The 2029 flood took the crest.", Some("2029"));
        check("The crest fell in December 2026.", Some("December 2026"));
        check("The crest fell in 2026 and in November 2026.", None);
        check("The council approved funds for work in 2031.", None);
        check("It was read in 2013, 2015 and 2028.", Some("2028"));
        check(
            "It was closed from 3 May 2027 to 9 June 2027.",
            Some("3 May 2027"),
        );
        check(
            "It lasted from March 2027 to June 2027.",
            Some("March 2027"),
        );
        check("The hall was booked from 3 May 2027 to 9 June 2027.", None);
        check("They agreed to meet in 2031.", None);
        check("The bonds, issued in 2019, mature in 2031.", None);
        check("The model gave a rise of two metres in 2100.", None);
        check("The keeper counted water in 2128 cellars in 1991.", None);
        check("The keeper counted a delay of 2128 days.", None);
        check("In 2029 elections were held.", Some("2029"));
        check("The survey counted 2029 stones and 2,090 posts.", None);
        check("It was cut by 2030 in the plan, from 2031 on.", None);
        check("The permit was extended until 9 October 2027.", None);
        check("It will have been closed on 9 October 2027.", None);
        check(
            "It was closed from 3 May 2027 to 9 June 2027.",
            Some("3 May 2027"),
        );
        check(
            "The strike lasted from March 2027 to June 2027.",
            Some("March 2027"),
        );
        check("The hall was booked from 3 May 2027 to 9 June 2027.", None);
        check("The lease was granted from 3 May 2027.", None);
        check("The gate is to be closed from 3 May 2027.", None);
        check("In the year 2027 the crest fell.", Some("2027"));
        check("Emissions were cut by the year 2030 in the plan.", None);
        check("The 2028 census counted 1,200 people.", Some("2028"));
        check("The 2028 census was prepared in 2024.", None);
        check("The 2028 budget was passed in 2026.", None);
        // What falls due on a day has not happened on it.
        check(
            "Its only loan was one of 410,000, repayable at the end of 2028.",
            None,
        );
        check("The loan was granted in 2024 and is payable in 2031.", None);
        check("It held a licence, valid in the spring of 2031.", None);
        check(
            "The loan, repayable at any time, was repaid on 3 May 2031.",
            Some("3 May 2031"),
        );
        check("The loan was repaid in 2028.", Some("2028"));
    }
}
