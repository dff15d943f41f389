//! Whether words of a sentence are what somebody said: "The council said that …", "…, the minister conceded".
//! English, and only frames that leave no doubt.

use std::ops::Range;

use super::prose::Own;

/// Verbs of saying.
const SAYING: &[&str] = &[
    "said",
    "says",
    "say",
    "conceded",
    "concedes",
    "admitted",
    "admits",
    "acknowledged",
    "acknowledges",
    "argued",
    "argues",
    "argue",
    "claimed",
    "claims",
    "claim",
    "wrote",
    "writes",
    "added",
    "adds",
    "explained",
    "explains",
    "insisted",
    "insists",
    "insist",
    "maintained",
    "maintains",
    "testified",
    "replied",
    "replies",
    "answered",
    "declared",
    "declares",
    "stated",
    "states",
    "told",
    "believed",
    "believes",
    "believe",
    "thought",
    "thinks",
    "demanded",
    "demands",
    "demand",
    "complained",
    "warned",
    "warns",
    "felt",
    "asserted",
    "asserts",
    "contended",
    "contends",
    "urged",
    "called",
    "calls",
];

/// The most words of a frame behind a comma: ", the minister of works conceded".
const FRAME: usize = 7;

/// Whether words of a sentence stand behind a verb of saying, or before one that a comma sets off.
pub(super) fn is_said(own: &Own, range: &Range<usize>) -> bool {
    let (before, after) = own.around(range);
    let text = |from: usize, to: usize| own.text.get(from..to).unwrap_or_default();
    let says = |word: &str| SAYING.contains(&word);
    let stands_behind = before.iter().any(|word| {
        let between = text(word.range.end, range.start);
        says(&word.lower) && !between.contains([',', ';', ':', '.', '–', '—'])
    });
    // The last clause of the sentence, from its comma on.
    let comma = text(range.end, own.text.len()).rfind(',');
    let frame = comma.map_or(&[][..], |comma| {
        let from = after.partition_point(|word| word.range.start < range.end + comma);
        &after[from..]
    });
    let is_short = (2..=FRAME).contains(&frame.len());
    // "…, were told": nobody’s words.
    let is_passive = frame
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|word| matches!(word.lower.as_str(), "was" | "were" | "been" | "be"));
    let ends = frame.last().is_some_and(|word| says(&word.lower)) && !is_passive;
    let turned = frame.first().is_some_and(|word| says(&word.lower));
    stands_behind || is_short && (ends || turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_speech_are_heard() {
        let check = |text: &str, expected: bool| {
            let own = Own::of(text);
            let range = own.find("obviously").unwrap();
            assert_eq!(is_said(&own, &range), expected, "{text}");
        };
        check("It was obviously a mistake, the minister conceded.", true);
        check("It was obviously a mistake, said the minister.", true);
        check("The minister said that it was obviously a mistake.", true);
        check("It was obviously a mistake.", false);
        check("As the survey says, it was obviously a mistake.", false);
        check("It was obviously a mistake, and the gate fell.", false);
        check("The count, it was said, was obviously wrong.", false);
        check(
            "It was obviously late when the keeper came and the tenants, all of them, were told.",
            false,
        );
    }
}
