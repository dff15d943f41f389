//! How many hours lie between two moments of a sentence: "from noon on Saturday to six on Monday, 42 hours".

use crate::rules::dates;
use crate::rules::prose::Own;
use crate::rules::tongues::Tongue;

use super::clock;

const DAY: i64 = 24 * 60;

/// Words for two hours of the day.
const NAMED: &[(&str, i64)] = &[
    ("noon", 12),
    ("midday", 12),
    ("midnight", 0),
    ("mittag", 12),
    ("mittags", 12),
    ("mitternacht", 0),
    ("midi", 12),
    ("minuit", 0),
    ("mediodía", 12),
    ("medianoche", 0),
    ("mezzogiorno", 12),
    ("mezzanotte", 0),
    ("meio-dia", 12),
    ("meia-noite", 0),
    ("middernacht", 0),
];

/// Words behind the hour of a day, or before it.
const BEHIND: &[&str] = &[
    "uhr",
    "h",
    "heures",
    "am",
    "pm",
    "a.m",
    "p.m",
    "o’clock",
    "o'clock",
    "horas",
    "uur",
];
const BEFORE: &[&str] = &[
    "at", "um", "à", "las", "alle", "às", "om", "by", "until", "bis",
];

/// Whether so many hours may lie between two times of a sentence on its days.
pub(super) fn lie_apart(own: &Own, tongue: &Tongue, hours: f64) -> bool {
    let times = times(own, tongue);
    let days = days(own, tongue);
    let asked = (hours * 60.0).round() as i64;
    times.iter().any(|one| {
        times.iter().any(|two| {
            let rest = asked - (two - one);
            let apart = rest / DAY;
            let fits = |(from, to): (i64, i64), is_week: bool| match is_week {
                true => (to - from).rem_euclid(7) == apart % 7,
                false => to - from == apart,
            };
            let is_known = match days.len() {
                0 | 1 => apart <= 1,
                _ => days.iter().any(|(from, kind)| {
                    let mut others = days.iter().filter(|(_, other)| other == kind);
                    others.any(|(to, _)| fits((*from, *to), *kind))
                }),
            };
            asked > 60 && rest >= 0 && rest % DAY == 0 && one != two && is_known
        })
    })
}

/// The minutes of the day that a sentence names.
fn times(own: &Own, tongue: &Tongue) -> Vec<i64> {
    let mut found: Vec<i64> = clock::told(own)
        .iter()
        .map(|time| i64::from(time.minute))
        .collect();
    for (at, word) in own.words.iter().enumerate() {
        let named = NAMED.iter().find(|(name, _)| *name == word.lower);
        if let Some((_, hour)) = named {
            found.push(hour * 60);
            continue;
        }
        let digits = word.lower.parse::<i64>().ok();
        let Some(hour) = digits.or_else(|| tongue.numeral(&word.lower)) else {
            continue;
        };
        let before = at.checked_sub(1).map_or("", |at| own.word(at));
        let next = own.word(at + 1);
        let is_time = BEFORE.contains(&before)
            || BEHIND.contains(&next) && next != "heures" && next != "horas";
        if !is_time || hour > 24 {
            continue;
        }
        let is_late =
            matches!(next, "pm" | "p.m") || matches!(own.word(at + 2), "soir" | "tarde" | "noche");
        found.push((hour % 12 + if is_late { 12 } else { 0 }) * 60);
        found.push(hour % 24 * 60);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The days that a sentence names, and whether each is one of the week.
fn days(own: &Own, tongue: &Tongue) -> Vec<(i64, bool)> {
    let mut found = Vec::new();
    for day in dates::days(own, tongue) {
        found.extend(day.date().map(|date| (date.first_day(), false)));
    }
    for word in &own.words {
        let weekday = tongue.weekday(&word.lower);
        found.extend(
            weekday
                .and_then(|day| i64::try_from(day).ok())
                .map(|day| (day, true)),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn hours_lie_between_two_moments() {
        for (language, text, hours, expected) in [
            (
                "fr",
                "En 42 heures, du samedi 13 novembre 2021 à midi au lundi à six heures.",
                42.0,
                true,
            ),
            (
                "fr",
                "En 44 heures, du samedi 13 novembre 2021 à midi au lundi à six heures.",
                44.0,
                false,
            ),
            (
                "fr",
                "En 66 heures, du samedi 13 novembre 2021 à midi au lundi à six heures.",
                66.0,
                false,
            ),
            (
                "en",
                "For 38 hours, from noon on 3 May 2021 to 2 am on 5 May 2021.",
                38.0,
                true,
            ),
            (
                "en",
                "For 14 hours, from noon on 3 May 2021 to 2 am on 5 May 2021.",
                14.0,
                false,
            ),
            ("en", "It lasted 11 hours, from 18:30 to 5:30.", 11.0, true),
            ("en", "It lasted 12 hours, from 18:30 to 5:30.", 12.0, false),
            (
                "de",
                "Von Freitag um 22 Uhr bis Sonntag um 6 Uhr, 32 Stunden lang.",
                32.0,
                true,
            ),
            (
                "es",
                "Duró 30 horas, del lunes a las seis al martes a mediodía.",
                30.0,
                true,
            ),
        ] {
            let found = lie_apart(&Own::of(text), tongues::of(language), hours);
            assert_eq!(found, expected, "{text}");
        }
    }
}
