//! Whether the clause in which a date stands tells the past: what it says of that date, and not what the rest of the
//! sentence says. English, closed lists.

use std::ops::Range;

use super::super::prose::{Own, Word};
use super::lists::{
    AWARDING, CALLING, DATES, DETERMINERS, EXTENDING, FOR_A_TIME, GATHERINGS, GRANTING, GRANTS,
    JOINS, MODALS, MOVED_TO, NOUNS, OF_A_YEAR, OPENERS, PARTICIPLES, PRESENT, SAYING, SET_FOR,
    SOMETIMES, SOON, TALES,
};
use super::{AHEAD, INTENDING, Intents, NO_PAST, PAST, is_valid_for_a_time, tells_past};

/// What the nearest verb of a date tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    Past,
    Other,
}

/// What a sentence as a whole says of the past, for all the dates in it.
pub(in crate::rules) struct Past<'o> {
    own: &'o Own,
    /// What it says that somebody meant to do; none where it tells nothing of the past.
    intents: Option<Intents<'o>>,
}

impl<'o> Past<'o> {
    /// Reads a sentence.
    pub fn of(own: &'o Own) -> Self {
        let is_past = tells_past(&own.words) || own.find("could not").is_some();
        let tells = is_past && !is_valid_for_a_time(&own.words);
        Self {
            own,
            intents: tells.then(|| Intents::of(own)),
        }
    }

    /// Whether it tells the past of one of its dates, and plans nothing for it. `planned` are more words that speak
    /// of a plan beside the date.
    pub fn tells_of(&self, date: &Range<usize>, planned: &[&str]) -> bool {
        let own = self.own;
        if self
            .intents
            .as_ref()
            .is_none_or(|intents| intents.hold(date))
        {
            return false;
        }
        let (before, after) = own.around(date);
        let clause = Clause {
            own,
            from: before.len(),
            to: own.words.len() - after.len(),
            is_day: own.text[date.clone()]
                .split(|c: char| !c.is_alphanumeric())
                .count()
                > 2,
        };
        clause.tells_past(planned)
    }
}

/// A date among the words of its sentence.
struct Clause<'o> {
    own: &'o Own,
    /// The first word of the date, and the first behind it.
    from: usize,
    to: usize,
    /// Whether it is a full day.
    is_day: bool,
}

impl Clause<'_> {
    fn words(&self) -> &[Word] {
        &self.own.words
    }

    /// A word; empty beyond the ends.
    fn word(&self, at: usize) -> &str {
        self.words().get(at).map_or("", |word| word.lower.as_str())
    }

    /// A word some places before another.
    fn back(&self, at: usize, distance: usize) -> &str {
        at.checked_sub(distance).map_or("", |at| self.word(at))
    }

    /// What stands before a word.
    fn gap(&self, at: usize) -> &str {
        let end = self
            .words()
            .get(at)
            .map_or(self.own.text.len(), |word| word.range.start);
        let start = at
            .checked_sub(1)
            .and_then(|before| self.words().get(before));
        &self.own.text[start.map_or(0, |word| word.range.end)..end]
    }

    fn tells_past(&self, planned: &[&str]) -> bool {
        let segment = self.segment();
        let has_plan = segment.clone().filter(|at| !self.is_aside(*at)).any(|at| {
            let word = self.word(at);
            planned.contains(&word) && !self.is_month(at) || self.looks_ahead(at)
        });
        if has_plan || self.is_of_a_day_to_come() {
            return false;
        }
        let opener = (segment.start..self.from).rev().find(|at| {
            OPENERS.contains(&self.word(*at)) && !self.is_aside(*at) && !self.is_demonstrative(*at)
        });
        // "Until the mill closed in 2021": up to then something else was so.
        let is_limit = |word: &str| matches!(word, "if" | "unless" | "whether" | "until" | "till");
        if opener.is_some_and(|at| is_limit(self.word(at))) {
            return false;
        }
        let first = opener.map_or(segment.start, |at| at + 1);
        let behind = (first..self.from)
            .rev()
            .find_map(|at| Some((at, self.verb(at, first)?)));
        if let Some((at, tells)) = behind {
            return tells == Tells::Past && !self.is_content_of(at);
        }
        let end = (self.to..segment.end)
            .find(|at| {
                OPENERS.contains(&self.word(*at))
                    && !self.is_aside(*at)
                    && !self.is_demonstrative(*at)
            })
            .unwrap_or(segment.end);
        let ahead = (self.to..end).find_map(|at| Some((at, self.verb(at, self.to)?)));
        match ahead {
            Some((_, Tells::Past)) => true,
            // "In 2029 votes were held": a noun.
            Some((at, Tells::Other)) => {
                let is_noun = !matches!(self.word(at), "is" | "are" | "has" | "have")
                    && self.word(at).ends_with('s');
                is_noun
                    && (at + 1..end.min(at + 4))
                        .any(|at| self.verb(at, self.to) == Some(Tells::Past))
            }
            // A verb that no list knows is in the present.
            None if opener.is_some() => false,
            None => {
                let mut words = self.words().iter().enumerate();
                let is_ahead = words.any(|(at, word)| {
                    let lower = word.lower.as_str();
                    (AHEAD.contains(&lower) || planned.contains(&lower)) && !self.is_month(at)
                });
                let is_present = self.own.has(&["is", "are"]) && !self.own.has(PAST);
                // "The mill, which was sold in May, reopens": the past is only told by the way.
                let tells = (0..self.words().len()).any(|at| self.verb(at, 0) == Some(Tells::Past));
                tells && !is_ahead && !is_present
            }
        }
    }

    /// The words between the marks and the joining words that part whole statements.
    fn segment(&self) -> Range<usize> {
        let parts = |at: usize| {
            let gap = self.gap(at);
            gap.contains([';', ':', '—']) && !gap.ends_with(|c: char| c.is_ascii_digit())
                || gap.contains(" – ")
                || gap.contains(',') && JOINS.contains(&self.word(at)) && !self.is_in_a_row(at)
        };
        let start = (1..=self.from).rev().find(|at| parts(*at));
        let end = (self.to..self.words().len()).find(|at| parts(*at));
        start.unwrap_or(0)..end.unwrap_or(self.words().len())
    }

    /// "In 2013, 2015, and 2028": a comma and "and" between dates.
    fn is_in_a_row(&self, at: usize) -> bool {
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        is_number(self.back(at, 1))
            && (is_number(self.word(at + 1)) || is_number(self.word(at + 2)))
    }

    /// Whether a word stands in brackets, or in a clause between commas, in which the date does not stand.
    fn is_aside(&self, at: usize) -> bool {
        const ASIDES: &[&str] = &["who", "which", "whose", "where", "when", "as"];
        let words = self.words();
        let here = words[at].range.start;
        let text = &self.own.text;
        let date = words
            .get(self.from)
            .map_or(text.len(), |word| word.range.start);
        let open = text[..here]
            .rfind('(')
            .filter(|open| !text[*open..here].contains(')'));
        if let Some(open) = open
            && let Some(length) = text[open..].find(')')
        {
            return !(open..open + length).contains(&date);
        }
        let begin = (1..=at).rev().find(|at| self.gap(*at).contains(','));
        let Some(begin) = begin.filter(|at| ASIDES.contains(&self.word(*at))) else {
            return false;
        };
        let end = (at + 1..words.len()).find(|at| self.gap(*at).contains(','));
        end.is_some_and(|end| !(begin..end).contains(&self.from))
    }

    /// "That night", "that year".
    fn is_demonstrative(&self, at: usize) -> bool {
        const TIMES: &[&str] = &[
            "night", "day", "year", "month", "week", "morning", "evening", "time", "date",
        ];
        self.word(at) == "that" && TIMES.contains(&self.word(at + 1))
    }

    /// "May 2021", and a capital May.
    fn is_month(&self, at: usize) -> bool {
        let word = self.words().get(at);
        word.is_some_and(|word| {
            word.lower == "may" && self.own.text[word.range.clone()].starts_with('M')
        })
    }

    /// Whether a word speaks of what is planned for the date.
    fn looks_ahead(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_before = at < self.from;
        let near = |distance: usize| is_before && self.from - at <= distance;
        if MODALS.contains(&word) || !AHEAD.contains(&word) {
            return false;
        }
        if matches!(word, "target" | "targets" | "goal" | "goals") {
            return near(3) || !self.is_day;
        }
        if NOUNS.contains(&word) {
            return is_before || !self.is_day;
        }
        if !SOMETIMES.contains(&word) {
            return true;
        }
        match word {
            "until" | "till" => near(3),
            "ahead" => self.word(at + 1) != "of",
            "future" => {
                matches!(self.back(at, 1), "in" | "near" | "for") || self.back(at, 2) == "in"
            }
            "projects" => {
                let next = self.word(at + 1);
                !DETERMINERS.contains(&self.back(at, 1))
                    && (DETERMINERS.contains(&next)
                        || next == "that"
                        || next.starts_with(|c: char| c.is_ascii_digit()))
            }
            _ => is_before,
        }
    }

    /// What a word tells, if it is the finite verb of a clause that begins at `first`.
    fn verb(&self, at: usize, first: usize) -> Option<Tells> {
        let word = self.word(at);
        if self.is_aside(at) || self.is_month(at) {
            return None;
        }
        if MODALS.contains(&word) {
            return match word == "could" && self.word(at + 1) == "not" {
                true => Some(Tells::Past),
                false => Some(Tells::Other),
            };
        }
        if !is_past(word) {
            let before = self.back(at, 1);
            let is_noun = DETERMINERS.contains(&before);
            // "Was open": what it was like.
            let is_state = matches!(before, "was" | "were" | "been" | "be");
            // "Have left": the past, told in the present.
            let next = (at + 1..self.words().len()).find(|at| !is_adverb(self.word(*at)));
            let is_perfect = matches!(word, "has" | "have" | "had")
                && next.is_some_and(|next| is_past(self.word(next)));
            if is_perfect {
                return Some(Tells::Past);
            }
            return (PRESENT.contains(&word) && !is_noun && !is_state).then_some(Tells::Other);
        }
        if DETERMINERS.contains(&self.back(at, 1)) {
            return None;
        }
        self.past(at, first)
    }

    /// What a form of the past tells: with "is" or "will" before it, no past.
    fn past(&self, at: usize, first: usize) -> Option<Tells> {
        let adverb = is_adverb;
        let before = |at: usize| (first..at).rev().find(|at| !adverb(self.word(*at)));
        let named = |at: Option<usize>| at.map_or("", |at| self.word(at));
        let auxiliary = before(at);
        let under = |at: Option<usize>| named(at.and_then(before));
        let is_meant = |word: &str| word == "to" || MODALS.contains(&word);
        match named(auxiliary) {
            "is" | "are" | "am" | "be" | "to" => return Some(Tells::Other),
            "being" => return None,
            word if MODALS.contains(&word) => return Some(Tells::Other),
            "has" | "have" | "had" if is_meant(under(auxiliary)) => return Some(Tells::Other),
            "been" => {
                let has = auxiliary.and_then(before);
                return Some(match is_meant(under(has)) {
                    true => Tells::Other,
                    false => Tells::Past,
                });
            }
            "was" | "were" | "had" | "has" | "have" => {}
            // "Will sell the gates built in", "wants the gate finished in": no verb of its own.
            _ => {
                let is_meant = (first..at).any(|at| {
                    let word = self.word(at);
                    let wants = matches!(
                        word,
                        "want"
                            | "wants"
                            | "wanted"
                            | "need"
                            | "needs"
                            | "needed"
                            | "hope"
                            | "hopes"
                            | "expect"
                    );
                    (wants || MODALS.contains(&word))
                        && !self.is_month(at)
                        && !self.is_aside(at)
                        && !(word == "could" && self.word(at + 1) == "not")
                });
                if is_meant {
                    return Some(Tells::Other);
                }
            }
        }
        let is_be = matches!(self.word(at), "was" | "were");
        let next = (at + 1..self.words().len()).find(|at| !adverb(self.word(*at)));
        let then = next.map_or("", |next| self.word(next + 1));
        let is_to_come = is_be
            && (named(next) == "to" || SOON.contains(&named(next)) && then == "to")
            || self.word(at) == "had" && named(next) == "to"
            || SOON.contains(&self.word(at)) && named(next) == "to";
        let is_said = || (0..at).any(|at| SAYING.contains(&self.word(at)));
        let is_going_on = is_be && named(next).len() > 4 && named(next).ends_with("ing");
        Some(match is_to_come || is_going_on && is_said() {
            true => Tells::Other,
            false => Tells::Past,
        })
    }

    /// Whether the words beside the date make it the day of something that is to come: "the election date, 14 March",
    /// "14 March as the date", "the Games of 2028".
    fn is_of_a_day_to_come(&self) -> bool {
        let last = self.back(self.from, 1);
        let is_noun = |word: &str| DATES.contains(&word);
        let is_named = is_noun(last) && last != "term" && last != "day"
            || matches!(last, "of" | "on" | "for" | "is" | "was")
                && is_noun(self.back(self.from, 2))
                && self.back(self.from, 2) != "day";
        let is_as = self.word(self.to) == "as"
            && (self.to + 1..self.to + 4).any(|at| is_noun(self.word(at)));
        if is_named || is_as {
            return true;
        }
        // "Of 2020 and 2021"
        let is_other = |word: &str| word == "and" || word.starts_with(|c: char| c.is_ascii_digit());
        let Some(of) = (0..self.from).rev().find(|at| !is_other(self.word(*at))) else {
            return false;
        };
        let Some(noun) = of.checked_sub(1).and_then(|at| self.words().get(at)) else {
            return false;
        };
        let is_name = of > 1 && self.own.text[noun.range.clone()].starts_with(char::is_uppercase);
        !self.is_day
            && self.word(of) == "of"
            && (is_name || OF_A_YEAR.contains(&noun.lower.as_str()))
    }

    /// Whether the date is only that of what the verb before it decided, promised or told a tale of.
    fn is_content_of(&self, verb: usize) -> bool {
        let word = self.word(verb);
        let last = self.back(self.from, 1);
        let between = || (verb + 1..self.from).map(|at| self.word(at));
        let has = |list: &[&str]| between().any(|word| list.contains(&word));
        let is_number = |at: usize| self.word(at).starts_with(|c: char| c.is_ascii_digit());
        let is_passive = matches!(self.back(verb, 1), "was" | "were" | "been");
        // "Drawn against Norland for the match on"
        let is_for = || {
            let mut places = verb + 1..self.from;
            places.any(|at| {
                let near = || (at + 1..self.from.min(at + 4)).map(|at| self.word(at));
                self.word(at) == "for" && near().any(|word| GATHERINGS.contains(&word))
            })
        };
        let puts_at = || {
            let mut places = (verb + 1..self.from).chain(self.to..self.to + 2);
            places.any(|at| self.word(at) == "at" && (is_number(at + 1) || is_number(at + 2)))
        };
        SET_FOR.contains(&word) && is_passive && matches!(last, "on" | "for" | "in")
            || SET_FOR.contains(&word) && between().count() > 1 && matches!(last, "for" | "on")
            || MOVED_TO.contains(&word) && matches!(last, "to" | "for" | "until")
            || EXTENDING.contains(&word) && matches!(last, "to" | "until" | "till" | "from")
            || FOR_A_TIME.contains(&word) && last == "from"
            || CALLING.contains(&word) && !is_passive && (has(GATHERINGS) || last == "for")
            || is_for()
            || !self.is_day
                && (AWARDING.contains(&word) && has(GATHERINGS)
                    || GRANTING.contains(&word) && has(GRANTS)
                    || matches!(word, "put" | "estimated") && puts_at()
                    || TALES.contains(&word) && has(&["of", "about"]))
    }
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || matches!(word, "not" | "also" | "first" | "then" | "never")
}

/// Whether a word is a form of the past.
fn is_past(word: &str) -> bool {
    word.ends_with("ed") && word.len() > 4 && !NO_PAST.contains(&word)
        || PAST.contains(&word)
        || INTENDING.contains(&word)
        || PARTICIPLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of which the verdict is another than expected.
    fn wrong<'t>(expected: bool, cases: &[(&'t str, &str)]) -> Vec<&'t str> {
        let is_wrong = |(text, date): &&(&str, &str)| {
            let own = Own::of(text);
            let at = own.text.find(date).unwrap();
            Past::of(&own).tells_of(&(at..at + date.len()), &[]) != expected
        };
        cases
            .iter()
            .filter(is_wrong)
            .map(|(text, _)| *text)
            .collect()
    }

    #[test]
    fn the_clause_of_a_date_tells_the_past() {
        let cases = [
            ("The gate broke in May 2021.", "May 2021"),
            ("In June 2021 the council could not meet.", "June 2021"),
            (
                "On 3 June 2021 the gate broke, two days ahead of the flood.",
                "3 June 2021",
            ),
            (
                "On 3 June 2021 the target of the raid was hit.",
                "3 June 2021",
            ),
            (
                "On 3 June 2021 forty people died until help came.",
                "3 June 2021",
            ),
            (
                "The gate, which can be opened by hand, broke on 3 June 2021.",
                "3 June 2021",
            ),
            (
                "The council will meet again; the gate broke on 3 June 2021.",
                "3 June 2021",
            ),
            ("Two of the projects were closed in June 2021.", "June 2021"),
            (
                "The future of the mill was decided on 3 June 2021.",
                "3 June 2021",
            ),
            (
                "The keeper, who was ill, died on 3 June 2021.",
                "3 June 2021",
            ),
            (
                "On 3 June 2021 the council asked whether it would hold.",
                "3 June 2021",
            ),
            (
                "It said that the gate had been closed in June 2021.",
                "June 2021",
            ),
            ("In 2021 votes were held.", "2021"),
            ("The fire of 2021 destroyed the mill.", "2021"),
            ("The mayor was elected in June 2021.", "June 2021"),
            ("Three men died in 2018; four in 2021.", "2021"),
            ("Since 2021, 40 tenants have left.", "2021"),
            (
                "The lock was open from 3 June 2021 to 5 July 2021.",
                "3 June 2021",
            ),
        ];
        assert_eq!(wrong(true, &cases), Vec::<&str>::new());
    }

    #[test]
    fn plans_timetables_and_occasions_tell_no_past() {
        let cases = [
            (
                "The vote of no confidence is likely to be held in May 2027.",
                "May 2027",
            ),
            ("The new gate is going to be built in 2028.", "2028"),
            ("The mill is slated to be sold in 2027.", "2027"),
            (
                "The Olympic Games of 2028 were awarded to Los Angeles in 2017.",
                "2028",
            ),
            ("The Games of 2028 were awarded to Nowhere.", "2028"),
            (
                "Norland was chosen as host of the summit in June 2027.",
                "June 2027",
            ),
            (
                "The election date, 14 March 2027, was announced in June.",
                "14 March 2027",
            ),
            (
                "The parties agreed on 14 March 2027 as the date.",
                "14 March 2027",
            ),
            (
                "The president called an election on 14 March 2027.",
                "14 March 2027",
            ),
            ("The hearing was listed on 14 March 2027.", "14 March 2027"),
            (
                "The hearing was fixed to begin on 14 March 2027.",
                "14 March 2027",
            ),
            (
                "The council announced that the baths close on 1 January 2027.",
                "1 January 2027",
            ),
            (
                "The chairman announced he was stepping down on 1 January 2027.",
                "1 January 2027",
            ),
            (
                "Parliament passed a law under which coal plants close in 2030.",
                "2030",
            ),
            (
                "The first stage was completed in May 2026; the second follows in 2028.",
                "2028",
            ),
            (
                "He was sentenced to two years and is eligible for release on 12 January 2028.",
                "12 January 2028",
            ),
            (
                "The visa was issued with an expiry date of 3 May 2031.",
                "3 May 2031",
            ),
            (
                "The council approved a budget of €40 million in 2027.",
                "2027",
            ),
            ("The number of pupils was put at 3,000 in 2030.", "2030"),
            (
                "The study showed that sea level rises by half a metre in 2080.",
                "2080",
            ),
            ("The ministry wants the gate finished in 2028.", "2028"),
            ("The novel told of a war in 2084.", "2084"),
            (
                "The report put the number of tenants in 2025 at 400.",
                "2025",
            ),
            ("It approved the budgets of 2020 and 2021.", "2021"),
            ("The contract was extended to 2022.", "2022"),
            (
                "The permit of the mill ran to 31 December 2022.",
                "31 December 2022",
            ),
            ("The fair was put off to June 2020.", "June 2020"),
            ("They died until help would come in June 2027.", "June 2027"),
            (
                "The mill will sell the gates built by the firm in 2028.",
                "2028",
            ),
            (
                "Until the mill closed in 2021, its owner had relied on it.",
                "2021",
            ),
            (
                "The house was let from 3 June 2027 to 9 June 2027.",
                "3 June 2027",
            ),
            ("If the gate broke in 2027, the mill would drown.", "2027"),
        ];
        assert_eq!(wrong(false, &cases), Vec::<&str>::new());
    }
}
