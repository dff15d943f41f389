//! Which of the numbers, dates and superlatives of a sentence are hard triggers. The others still
//! count for its score.

use std::cell::OnceCell;
use std::ops::Range;

use super::lists::List;
use super::reading::{Reading, is_space};
use super::{Sort, Trigger};

/// How many words of a noun phrase are looked at for what is counted: "two such feature vectors".
const PHRASE: usize = 4;

/// How many words after a superlative its noun may stand: "the only fully supported format".
const JUDGED: usize = 4;

/// How many words before a figure "such as" may stand: "such as 100 m × 100 m".
const SAMPLE: usize = 6;

/// In how many words the beginning of a sentence lies: "For example, consider".
const BEGINNING: usize = 6;

/// What a sentence does, other than stating a fact. Languages without lists have no such sentences.
struct Stance<'r> {
    reading: &'r Reading<'r>,
    /// What [`is_about_people`] and [`is_told`] say, and whether somebody reports: asked of many numbers, and
    /// looked for once.
    people: OnceCell<bool>,
    told: OnceCell<bool>,
    reports: OnceCell<bool>,
    /// It asks the reader to suppose something: "Consider a model with a recall of 5 %".
    imagines: bool,
    /// It does so, or says what would be or may be: "If it were so, the share would be 5 %".
    supposes: bool,
    /// It speaks of the writer's own thoughts or work: "We believe", "Here we focus on".
    is_own: bool,
    /// It says what a word means: "is called".
    defines: bool,
}

impl<'r> Stance<'r> {
    fn of(reading: &'r Reading<'r>) -> Self {
        Self {
            reading,
            people: OnceCell::new(),
            told: OnceCell::new(),
            reports: OnceCell::new(),
            imagines: imagines(reading),
            supposes: imagines(reading) || supposes(reading),
            is_own: has(reading, List::Opinion) || has(reading, List::Own),
            defines: has(reading, List::Defining),
        }
    }

    fn is_about_people(&self) -> bool {
        *self.people.get_or_init(|| is_about_people(self.reading))
    }

    fn is_told(&self) -> bool {
        *self.told.get_or_init(|| is_told(self.reading))
    }

    fn reports(&self) -> bool {
        *self
            .reports
            .get_or_init(|| has(self.reading, List::Reporting))
    }
}

/// The hard triggers among all that were found.
pub(super) fn of(reading: &Reading<'_>, mut all: Vec<Trigger>) -> Vec<Trigger> {
    let has_date = all.iter().any(|trigger| trigger.sort == Sort::Date);
    // "The 1951 Convention": nothing happened.
    if has_date && !something_happened(reading) {
        all.retain(|trigger| trigger.sort != Sort::Date);
    }
    if all.is_empty() {
        return all;
    }
    let stance = Stance::of(reading);
    all.retain(|trigger| is_hard(&stance, trigger));
    all
}

/// Whether a sentence that is taken for a claim tells of people, an office, a place or an event.
pub(super) fn tells(reading: &Reading<'_>, is_claim: bool) -> bool {
    let knows = reading.knows_language && reading.lists.covers("stance");
    let asks = super::score::is_question(reading.text);
    is_claim && !asks && (!knows || is_about_people(reading) || is_told(reading)) && {
        let stance = Stance::of(reading);
        !stance.supposes && !stance.is_own && !stance.defines && !has(reading, List::Writer)
    }
}

fn is_hard(stance: &Stance<'_>, trigger: &Trigger) -> bool {
    let reading = stance.reading;
    let Some(words) = words_of(reading, trigger) else {
        return true;
    };
    match trigger.sort {
        Sort::Quotation | Sort::Accusation | Sort::Provision => true,
        // What a thing would cost is a fact to be shown.
        Sort::Money => !stance.imagines,
        _ if stance.supposes => false,
        Sort::Superlative => !stance.is_own && !stance.defines && !is_judgement(stance, words.end),
        Sort::NumberWord if is_vague(reading, &words) || is_small(reading, &words) => {
            let about = !stance.is_own && !stance.defines;
            about && counts_something(stance, &words)
        }
        Sort::Figure => {
            let digits = &reading.text[trigger.range.clone()];
            let is_grade = stance.defines || is_grade(reading, words.start);
            let is_name = digits.len() == 1 && is_grade || is_design(reading, words.end);
            !is_name && !is_sample(stance, words.start)
        }
        _ => true,
    }
}

/// The words of a trigger.
fn words_of(reading: &Reading<'_>, trigger: &Trigger) -> Option<Range<usize>> {
    let Range { start, end } = trigger.range;
    let first = reading
        .words
        .partition_point(|word| word.range.end <= start);
    let words = reading.words[first..].iter();
    let length = words.take_while(|word| word.range.start < end).count();
    (length > 0).then_some(first..first + length)
}

/// Whether a word or phrase of a list stands anywhere in the sentence.
fn has(reading: &Reading<'_>, list: List) -> bool {
    (0..reading.words.len()).any(|at| reading.length_in(at, list).is_some())
}

fn imagines(reading: &Reading<'_>) -> bool {
    let begins = |at: usize| {
        let opened = at
            .checked_sub(1)
            .is_none_or(|before| at <= BEGINNING && reading.gap(before).starts_with([',', ':']));
        opened && reading.length_in(at, List::Supposing).is_some()
    };
    (0..reading.words.len().min(BEGINNING + 1)).any(begins) || has(reading, List::Supposed)
}

/// "If it were so, the share would be 5 %", "for example, a test can miss 5 %", "the share would be 5 %".
/// Where somebody reports, or people are in it, a fact is told: "he said that it would be 5 %", "if caught,
/// they could spend 15 years in prison".
fn supposes(reading: &Reading<'_>) -> bool {
    let is_in = |list: List| (0..reading.words.len()).any(|at| reading.is(at, list));
    let first = reading.words.first().map(|word| word.lower.as_str());
    let is_condition = first == Some("if") && is_in(List::Conditional);
    let is_example = reading.length_in(0, List::Exemplary).is_some() && is_in(List::Possible);
    let would_be = (0..reading.words.len()).any(|at| {
        let length = reading.length_in(at, List::Conditional);
        length.is_some_and(|length| length > 1)
    });
    (is_condition || (is_example || would_be) && !is_told(reading))
        && !is_about_people(reading)
        && !is_in(List::Counted)
        && !has(reading, List::Reporting)
}

/// Whether the sentence tells what somebody or something did. Participles, which describe, are none:
/// "a model trained on images".
fn is_told(reading: &Reading<'_>) -> bool {
    (0..reading.words.len()).any(|at| is_finite_past(reading, at))
}

fn is_finite_past(reading: &Reading<'_>, at: usize) -> bool {
    let lower = reading.words[at].lower.as_str();
    if reading.written(at).starts_with(char::is_uppercase) {
        return false;
    }
    if matches!(lower, "was" | "were" | "did") {
        return true;
    }
    let is_past =
        reading.is(at, List::Event) || reading.is(at, List::Accusing) || reading.ends_like_past(at);
    let Some(before) = at.checked_sub(1).filter(|_| is_past) else {
        return false;
    };
    if !is_space(reading.gap(before)) {
        return false;
    }
    if reading.is(before, List::Subject) || reading.is(before, List::Concrete) {
        return true;
    }
    // "the method used in", "a package aimed mostly at", "converts labelled data": participles. After
    // any other noun a verb is told by what it does something to.
    let next = reading.words.get(at + 1);
    let goes_on = next.is_some_and(|next| next.lower.ends_with("ly"))
        || reading.is(at + 1, List::Preposition);
    if goes_on || reading.is(before, List::Between) {
        return false;
    }
    let word = reading.words[before].lower.as_str();
    let is_noun =
        !reading.is(before, List::Small) && !word.ends_with("ly") && !word.ends_with("ed");
    let has_object = next.is_none() || reading.is(at + 1, List::Object);
    reading.is_capitalised(before) || is_noun && has_object
}

/// Whether a sentence names people, an office, a place or a deed.
fn is_about_people(reading: &Reading<'_>) -> bool {
    (0..reading.words.len()).any(|at| reading.is(at, List::Concrete))
}

/// "the biggest obstacle", "the shortest path": the writer weighs, or names a thing of a method.
fn is_judgement(stance: &Stance<'_>, end: usize) -> bool {
    let reading = stance.reading;
    let phrase = (end..end + JUDGED).take_while(|at| {
        let gap = reading.gap(at - 1);
        (is_space(gap) || gap == "-") && !reading.is(*at, List::Small)
    });
    let mut named =
        phrase.filter(|at| reading.is(*at, List::Judged) || reading.is(*at, List::Abstract));
    named.next().is_some() && !stance.is_about_people()
}

/// "8-state", "64-bit": a figure that is part of the name of a design.
fn is_design(reading: &Reading<'_>, end: usize) -> bool {
    let hyphenated = end
        .checked_sub(1)
        .is_some_and(|last| matches!(reading.gap(last), "-" | "‑"));
    hyphenated && reading.is(end, List::Abstract)
}

/// "a risk level of 3".
fn is_grade(reading: &Reading<'_>, start: usize) -> bool {
    let of = start
        .checked_sub(1)
        .filter(|at| reading.words[*at].lower == "of");
    of.is_some_and(|of| reading.before(of, List::Scale))
}

/// "(e.g., 100 m)", "such as 100 m": where nothing is told, a figure that stands for any other.
fn is_sample(stance: &Stance<'_>, start: usize) -> bool {
    let reading = stance.reading;
    let named = (start.saturating_sub(SAMPLE)..start).any(|at| {
        let length = reading.length_in(at, List::Sample);
        length.is_some_and(|length| {
            (at + length..start).all(|at| !reading.gap(at).contains([')', ';']))
        })
    });
    named && !stance.is_about_people() && !stance.is_told()
}

/// "hundreds", "a few thousand": no number that could be checked.
fn is_vague(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    let is_plural = |at: usize| reading.words[at].lower.ends_with('s');
    // "tens of", "scores of"
    let is_of = |at: usize| reading.words.get(at).is_some_and(|word| word.lower == "of");
    if words.len() == 2 && is_plural(words.start) && is_of(words.start + 1) {
        return true;
    }
    let counted = words.clone().any(|at| reading.is(at, List::Number));
    let mut magnitudes = words.clone().filter(|at| reading.is(*at, List::Magnitude));
    let (Some(magnitude), None) = (magnitudes.next(), magnitudes.next()) else {
        return false;
    };
    // "Hundreds of thousands" says how many.
    let before = magnitude.checked_sub(2);
    let after = is_of(magnitude + 1) && reading.is(magnitude + 2, List::Magnitude);
    if after || before.is_some_and(|at| is_of(at + 1) && reading.is(at, List::Magnitude)) {
        return false;
    }
    let few = words.start.checked_sub(1).is_some_and(|before| {
        let word = reading.words[before].lower.as_str();
        matches!(word, "few" | "many" | "several")
    });
    !counted && (is_plural(magnitude) || few)
}

/// "two", "nine": a number of one word that may count the parts of anything.
fn is_small(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    words.len() == 1 && reading.is(words.start, List::Number) && {
        let lower = &reading.words[words.start].lower;
        !lower.ends_with("ty") && !lower.ends_with("teen")
    }
}

/// Whether a small or vague number counts people, places, deeds or things, or stands in a sentence in
/// which something happened.
fn counts_something(stance: &Stance<'_>, words: &Range<usize>) -> bool {
    let reading = stance.reading;
    let (mut is_abstract, mut is_counted) = (false, false);
    let mut phrase = 0;
    for at in words.end..words.end + PHRASE {
        let gap = reading.gap(at - 1);
        if reading.words.get(at).is_none() || !(is_space(gap) || gap == "-") {
            break;
        }
        if reading.is(at, List::Concrete) || reading.is(at, List::Currency) {
            return true;
        }
        is_abstract |= reading.is(at, List::Abstract) || reading.is(at, List::Part);
        is_counted |= reading.is(at, List::Counted);
        let word = reading.words[at].lower.as_str();
        // "two of them", "hundreds were killed".
        if matches!(word, "them" | "us" | "those" | "whom") {
            return true;
        }
        // "hundreds or thousands of"
        let joins = matches!(word, "and" | "or" | "to") && reading.is(at + 1, List::Magnitude);
        let goes_on = joins
            || reading.is(at, List::Magnitude)
            || matches!(
                word,
                "of" | "the" | "these" | "such" | "other" | "more" | "very"
            );
        if !goes_on && reading.is(at, List::Small) {
            break;
        }
        phrase += usize::from(!goes_on);
    }
    if is_abstract {
        return stance.is_about_people();
    }
    // Nothing follows that it could count: "they number tens of thousands".
    phrase == 0 || is_counted || stance.is_about_people() || stance.is_told() || stance.reports()
}

/// Whether something happened, told in any way that its words can show.
fn something_happened(reading: &Reading<'_>) -> bool {
    let told = |at: usize| {
        let lower_case = reading.written(at).starts_with(char::is_lowercase);
        lower_case
            && (reading.is(at, List::Event)
                || reading.is(at, List::Accusing)
                || reading.ends_like_past(at))
    };
    let past = &reading.lists.joined.past;
    (0..reading.words.len()).any(told)
        || past.iter().any(|sign| reading.text.contains(sign.as_str()))
}

#[cfg(test)]
mod tests;
