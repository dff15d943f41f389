//! Whether a sentence passes on what somebody else said, and says so. English, closed lists.

mod lists;

use self::lists::{
    ACCUSATIONS, ACTIVE, ALWAYS, APPEALS, COLUMNS, CONCEDED, FIGURES, FRAMES, HEARING, NO_SUBJECTS,
    OBJECTS_BEGIN, PAPERS, PARTIES, PHRASES, POSTS, RECORDS, SEVERAL_SAY, STATEMENTS,
    STATEMENTS_BEGIN, TELLERS, TOWARDS, VERB_OR_NOUN, VIEWS, WITH_STATEMENT,
};
use super::prose::{self, Word};
use super::tense::PAST;

/// Whether the words of a sentence hand what it says to somebody: with a verb of saying or finding,
/// with a noun for a statement, or with a phrase such as "according to".
pub(super) fn passes_on(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = prose::words(&lower);
    prose::first_phrase(&lower, PHRASES).is_some()
        || (0..words.len()).any(|at| {
            let sentence = At {
                text: &lower,
                words: &words,
                at,
            };
            sentence.is_verb()
                || sentence.is_framed()
                || sentence.is_post()
                || sentence.is_source_that_tells()
                || sentence.is_statement()
                || sentence.is_in_somebodys_view()
                || sentence.is_as_somebody_says()
        })
}

/// Whether a word is a verb that passes a statement on in a frame: "adds that", ", it adds,".
pub(super) fn is_frame(word: &str) -> bool {
    has(FRAMES, word)
}

/// Whether a heading of a column says whose the words or figures below it are.
pub(super) fn names_whose(column: &str) -> bool {
    let lower = column.to_lowercase();
    prose::words(&lower)
        .iter()
        .any(|word| COLUMNS.contains(&word.lower.as_str()))
        || prose::first_phrase(&lower, PHRASES).is_some()
}

/// A word among the words of its sentence.
struct At<'a> {
    text: &'a str,
    words: &'a [Word],
    at: usize,
}

impl At<'_> {
    /// A word by its distance from this one; empty beyond the ends.
    fn word(&self, distance: isize) -> &str {
        self.at
            .checked_add_signed(distance)
            .and_then(|at| self.words.get(at))
            .map_or("", |word| word.lower.as_str())
    }

    /// The words after this one, as many as asked for.
    fn after(&self, count: usize) -> impl Iterator<Item = &str> {
        let after = self.words.iter().skip(self.at + 1).take(count);
        after.map(|word| word.lower.as_str())
    }

    /// "was told", "were first recorded".
    fn is_passive(&self) -> bool {
        const BE: &[&str] = &["was", "were", "been", "be", "being", "is", "are"];
        let before = self.word(-1);
        let is_adverb = before.ends_with("ly") || matches!(before, "first" | "not" | "also");
        BE.contains(&before) || (is_adverb && BE.contains(&self.word(-2)))
    }

    /// A verb that passes a statement on.
    fn is_verb(&self) -> bool {
        let (before, word, next) = (self.word(-1), self.word(0), self.word(1));
        let is_adjective = matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her");
        if has(ALWAYS, word) {
            // "The stated price", "an estimated 300".
            return !(is_adjective && (word.ends_with("ed") || word.ends_with('s')))
                || matches!(word, "alleged" | "reported" | "claimed");
        }
        if has(ACTIVE, word) {
            let tells_whose = match word {
                // "They were told": nobody's words are passed on.
                "told" | "informed" => matches!(next, "by" | "that" | "of"),
                _ => matches!(next, "by" | "that"),
            };
            return !is_adjective && (!self.is_passive() || tells_whose);
        }
        if has(WITH_STATEMENT, word) {
            return !is_adjective && !self.is_passive() && has(STATEMENTS_BEGIN, next)
                || (self.is_passive() && matches!(next, "by" | "that"));
        }
        if has(VERB_OR_NOUN, word) {
            return self.is_verb_not_noun();
        }
        match word {
            "spoke" | "speaks" | "complained" => matches!(next, "of" | "about" | "that"),
            "called" | "calls" => matches!(next, "on" | "for" | "upon") || self.quotes_soon(),
            "termed" | "labelled" | "labeled" | "dubbed" => self.quotes_soon(),
            // "The authority puts the number of tenants at 41."
            "put" | "puts" => !self.is_passive() && self.puts_at_a_figure(),
            "heard" | "learned" | "learnt" | "gathered" | "hears" => {
                !is_adjective && has(HEARING, next)
            }
            "accepts" | "accept" | "accepted" => {
                !is_adjective
                    && !self.is_passive()
                    && (next == "that" || self.after(5).any(|word| has(CONCEDED, word)))
            }
            "rejected" | "rejects" | "reject" | "contested" | "contests" | "answered" => {
                !self.is_passive() && self.after(4).any(|word| has(ACCUSATIONS, word))
            }
            "recognised" | "recognized" => {
                next == "that" || (!self.is_passive() && self.after(8).any(|word| word == "as"))
            }
            // "It addressed its call to all parties."
            "addressed" => !self.is_passive() && self.after(4).any(|word| has(APPEALS, word)),
            "charged" => {
                next == "that" || (!self.is_passive() && self.after(5).any(|word| word == "with"))
            }
            // "The company attributes it to the weather."
            "attributes" | "attribute" | "ascribes" | "ascribed" => {
                !is_adjective && !self.is_passive() && self.after(8).any(|word| word == "to")
            }
            // "An estimate by the agency", "its own estimate".
            "estimate" | "estimates" => {
                matches!(next, "by" | "of" | "from" | "put" | "puts" | "range")
                    || self.is_somebodys()
            }
            _ => false,
        }
    }

    /// "The survey shows that", "points out that"; ", it adds,"; "for the ministry,"; "asked about the gate,".
    fn is_framed(&self) -> bool {
        let (word, next) = (self.word(0), self.word(1));
        let begins = |word: &str| matches!(word, "that" | "how" | "whether" | "why");
        let is_out = matches!(word, "point" | "points" | "pointed") && next == "out";
        let is_noun = matches!(self.word(-1), "the" | "a" | "an" | "to");
        if is_out || has(FRAMES, word) && !is_noun && begins(next) {
            return true;
        }
        if has(FRAMES, word) && self.is_set_off() {
            return true;
        }
        if has(FIGURES, word)
            && matches!(
                next,
                "show" | "showed" | "indicate" | "indicated" | "suggest"
            )
        {
            return true;
        }
        if matches!(word, "asked" | "questioned" | "pressed") {
            return self.at == 0 && matches!(next, "about" | "on" | "whether" | "why" | "by");
        }
        // "For the ministry, the rise is small."
        let party = || (2..=4).find(|at| has(PARTIES, self.word(*at)));
        let is_first = self.at == 0 && word == "for" && next == "the";
        is_first && party().is_some_and(|at| self.gap(at + 1).starts_with(','))
    }

    /// "The owners write that", "as the lawyers of the mill confirm", "as her neighbours also remember": a verb of several that would be
    /// another word elsewhere.
    fn is_as_somebody_says(&self) -> bool {
        /// The most words between "as" and the verb.
        const LONGEST: isize = 10;
        /// Words before which no clause of "as" goes on, or behind which the verb is no statement.
        const OTHERS: &[&str] = &[
            "to", "can", "could", "may", "might", "must", "will", "would", "the", "a", "an",
            "this", "its", "their", "his", "her", "of", "each",
        ];
        if !has(SEVERAL_SAY, self.word(0)) || has(OTHERS, self.word(-1)) {
            return false;
        }
        // "The owners write that the gate was open."
        if self.word(1) == "that" && self.at > 0 {
            return true;
        }
        let marks = [',', ';', ':', '.', ')', '–', '—'];
        let ends = self.word(1).is_empty() || self.gap(1).trim_start().starts_with(marks);
        let begin = (2..=LONGEST).find(|distance| self.word(-distance) == "as");
        ends && begin.is_some_and(|distance| {
            let before = self.gap(-distance).trim_end();
            before.is_empty() || before.ends_with([',', ';', '(', '–', '—'])
        })
    }

    /// What stands behind the word before another one.
    fn gap(&self, distance: isize) -> &str {
        let place = |distance: isize| {
            let at = self.at.checked_add_signed(distance)?;
            self.words.get(at).map(|word| word.range.clone())
        };
        let start = place(distance - 1).map_or(self.text.len(), |range| range.end);
        let end = place(distance).map_or(self.text.len(), |range| range.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a verb and who says it stand alone between commas, or behind the last: ", the ministry maintains."
    fn is_set_off(&self) -> bool {
        const LONGEST: isize = 4;
        let ends = self.gap(1).is_empty() || self.gap(1).starts_with([',', '.', ';', '–', '—']);
        let begin = (1..=LONGEST).find(|distance| self.gap(1 - distance).contains([',', '–', '—']));
        let subject = begin.map_or("", |distance| self.word(1 - distance));
        let is_other = matches!(
            subject,
            "who" | "which" | "that" | "and" | "but" | "or" | "when" | "where"
        );
        ends && begin.is_some_and(|distance| distance > 1) && !is_other
    }

    /// What is put online and tells of itself: "a resident posted a picture", "videos posted that night show".
    fn is_post(&self) -> bool {
        let (word, next) = (self.word(0), self.word(1));
        match word {
            "rumour" | "rumours" | "rumor" | "rumors" => self.after(6).any(|word| word == "that"),
            "posted" | "uploaded" | "tweeted" | "shared" | "reposted" => {
                self.after(5).any(|word| has(POSTS, word))
                    || (1..=4).any(|distance| has(POSTS, self.word(-distance)))
            }
            "reply" | "answer" | "letter" | "statement" | "response" => {
                let is_whole = self.at <= 2 && matches!(next, "was" | "is" | "bears" | "bore");
                is_whole
                    && matches!(
                        self.word(2),
                        "sent" | "dated" | "received" | "issued" | "signed" | "posted"
                    )
            }
            _ => {
                has(POSTS, word)
                    && (1..=5)
                        .any(|distance| matches!(self.word(distance), "show" | "shows" | "showed"))
            }
        }
    }

    /// "The agency notes that", and not "312 notes that", "the records the keeper kept".
    fn is_verb_not_noun(&self) -> bool {
        let (before, next) = (self.word(-1), self.word(1));
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let is_object = before.is_empty()
            || is_number(before)
            || has(NO_SUBJECTS, before)
            || has(PAST, before)
            || before.ends_with("ed");
        !is_object && (is_number(next) || has(STATEMENTS_BEGIN, next) || has(OBJECTS_BEGIN, next))
    }

    /// Whether somebody's words in quotation marks follow soon.
    fn quotes_soon(&self) -> bool {
        let end = self.words[self.at].range.end;
        let last = self
            .words
            .get(self.at + 7)
            .map_or(self.text.len(), |word| word.range.start);
        self.text[end..last].contains(['“', '"', '«', '„', '‘'])
    }

    /// "at 41" a few words on.
    fn puts_at_a_figure(&self) -> bool {
        (1..=9).any(|distance| {
            self.word(distance) == "at"
                && self
                    .word(distance + 1)
                    .starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// "In the authority’s view", "in his account", "in its own statistics", "in its reply," — what is
    /// printed or sent only where a comma or the beginning of the sentence sets it off.
    fn is_in_somebodys_view(&self) -> bool {
        let is_view = has(VIEWS, self.word(0));
        if !(is_view || has(RECORDS, self.word(0)) || has(STATEMENTS, self.word(0)))
            || !self.is_somebodys()
        {
            return false;
        }
        let before =
            (1..=6).find(|distance| matches!(self.word(-distance), "in" | "by" | "per" | "on"));
        let Some(begin) = before.and_then(|distance| self.at.checked_add_signed(-distance)) else {
            return false;
        };
        let set_off = self.text[..self.words[begin].range.start].trim_end();
        is_view || set_off.is_empty() || set_off.ends_with([',', ';', '–', '—', ':'])
    }

    /// "China’s own answer", "their count".
    fn is_somebodys(&self) -> bool {
        let is_owner = |word: &str| {
            matches!(word, "its" | "their" | "his" | "her" | "whose")
                || word.ends_with("’s")
                || word.ends_with("'s")
                || word.ends_with("s’")
        };
        is_owner(self.word(-1)) || is_owner(self.word(-2)) || self.word(-1) == "own"
    }

    /// "A newspaper in Seoul gave", "the page itself bears".
    fn is_source_that_tells(&self) -> bool {
        let noun = self.word(0);
        let singular = noun.strip_suffix('s').unwrap_or(noun);
        let singular = singular
            .strip_suffix("ie")
            .map_or_else(|| singular.to_owned(), |stem| format!("{stem}y"));
        let is_paper = has(PAPERS, noun) || has(PAPERS, &singular);
        let is_teller = has(TELLERS, noun) || has(TELLERS, &singular);
        let is_object = [self.word(-1), self.word(-2), self.word(-3)]
            .iter()
            .any(|word| has(TOWARDS, word));
        if !(is_paper || is_teller) || is_object {
            return false;
        }
        for distance in 1..=5 {
            let word = self.word(distance);
            let next = self.word(distance + 1);
            let is_told = match word {
                "gave" | "gives" | "put" | "puts" => is_paper || self.is_figure(distance + 1),
                "bears" | "bore" | "carries" | "carried" | "shows" | "showed" | "reads" | "has"
                | "prints" | "printed" | "records" | "documents" => is_paper,
                "spoke" | "speaks" | "wrote" | "writes" | "heard" | "tell" | "told" => true,
                "listed" | "lists" | "named" | "names" | "counted" | "counts" | "saw" | "sees"
                | "observed" | "identified" | "identifies" | "recorded" | "remembered"
                | "remembers" | "published" | "found" => true,
                _ => false,
            };
            let is_passive = matches!(self.word(distance - 1), "was" | "were" | "been" | "be");
            if is_told && !is_passive {
                return true;
            }
            // Behind another verb stands another statement.
            if has(PAST, word) || (word.ends_with("ed") && word.len() > 4) || next.is_empty() {
                return false;
            }
        }
        false
    }

    /// "gave 24 on 18 February", "put the number at 24": a figure, and not so many of something.
    fn is_figure(&self, distance: isize) -> bool {
        const COUNTS: &[&str] = &[
            "number", "figure", "figures", "toll", "count", "total", "date",
        ];
        let (first, second) = (self.word(distance), self.word(distance + 1));
        let is_number = first.starts_with(|c: char| c.is_ascii_digit());
        let stands_alone = matches!(
            second,
            "" | "on" | "in" | "at" | "for" | "as" | "and" | "to" | "by" | "dead"
        );
        has(COUNTS, second) || (is_number && stands_alone) || (first == "it" && second == "at")
    }

    /// "Its protest charged", "China’s answer is that".
    fn is_statement(&self) -> bool {
        if !has(STATEMENTS, self.word(0)) || !self.is_somebodys() {
            return false;
        }
        let next = self.word(1);
        if matches!(
            next,
            "charged"
                | "gave"
                | "gives"
                | "put"
                | "puts"
                | "spoke"
                | "speaks"
                | "named"
                | "names"
                | "listed"
                | "lists"
                | "reads"
                | "read"
                | "ran"
                | "calls"
                | "called"
        ) {
            return true;
        }
        let rest = &self.words[self.at..];
        rest.windows(2).any(|two| {
            let (first, second) = (two[0].lower.as_str(), two[1].lower.as_str());
            (matches!(first, "is" | "was") && second == "that")
                || (matches!(first, "set" | "laid") && second == "out")
                || (first == "put" && second == "forward")
        })
    }
}

fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: bool) {
        let wrong = texts.iter().filter(|text| passes_on(text) != expected);
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&&str>::new());
    }

    #[test]
    fn nouns_and_ordinary_verbs_pass_nothing_on() {
        check(
            &[
                "The office held 312 documents.",
                "It was emptied before witnesses.",
                "The drawer was found empty.",
                "They counted 312 passports.",
                "The police seized records the company kept.",
                "Its notes and reports were burnt.",
                "The two states signed it.",
                "The keeper found the key in the drawer.",
                "The guards saw the gate open.",
                "The tenants were warned in time.",
                "The tenants were told in time.",
                "The gate was closed at the stated hour.",
                "The keeper gave the tenants 24 tents.",
                "The tenants gave 400 marks to the keeper.",
                "Saltmere Foods gave all envelopes back.",
                "Its letter was lost.",
                "The product was recalled.",
                "The man was admitted to hospital.",
                "He was charged with theft.",
                "The manager called a meeting.",
                "The envelope was addressed to the keeper.",
            ],
            false,
        );
    }

    #[test]
    fn words_of_saying_pass_a_statement_on() {
        check(
            &[
                "The agency notes that it fell.",
                "The annual report records 12 deaths.",
                "The commission found that it fell.",
                "The court found no fault.",
                "An estimate by the agency is lower.",
                "The ministry’s estimate is lower.",
                "The authority wrote that it had fallen.",
                "The mission was told by a witness that it fell.",
                "It expressed the hope that it would stand.",
                "It was reported that the gate fell.",
                "In its own account the gate fell.",
                "The agency called on the owner to open it.",
                "The agency addressed its call to all parties.",
                "The agency recognised the seven as refugees.",
            ],
            true,
        );
    }

    #[test]
    fn parties_and_hearsay_are_somebodys_words() {
        check(
            &[
                "The owners deny that there was any such practice.",
                "In the authority’s own statistics, six in ten tenants had left.",
                "The authority blames the miller.",
                "The authority concedes that the gate was shut.",
                "The authority puts the number of tenants at 41.",
                "In its reply, the authority called the closure “temporary”.",
                "In the authority's view the gate was open.",
                "The authority's letter does not mention the gate.",
                "The authority disputes this account.",
                "The number of tenants was 41, in its words “a manageable figure”.",
                "The authority rejected the allegation.",
                "The minister accepts the findings but not their tone.",
                "The firm accepted responsibility for the leak.",
                "The board accepts that the gate was shut.",
                "The mate had heard from a colleague that the master wanted it off.",
                "Smugglers are, in his account, paid by the group.",
                "She learned from her cousin that he had been moved.",
                "A tenant knew of it only by hearsay.",
            ],
            true,
        );
        check(
            &[
                "The keeper put the lamp at the gate.",
                "They put 12 posts at the gate.",
                "The keeper called his men to the gate.",
                "The committee rejected the tender.",
                "The office accepts coins and cards.",
                "The tender was accepted in May.",
                "He had learned to read.",
                "They heard shots.",
                "The key lay in its letter rack.",
                "The stones were kept in the miller’s records office.",
                "He had bought a second-hand boat.",
            ],
            false,
        );
    }

    #[test]
    fn what_is_said_beside_the_statement() {
        check(
            &[
                "He is her brother, as the lawyers of the former minister confirm.",
                "As the owners of the mill admit, the gate was shut.",
                "The gate, as its keepers themselves report, was shut.",
                "The company attributes the loss to another way of counting.",
                "The owners attribute it to the frost.",
                "The owners write that the gate was open.",
            ],
            true,
        );
        check(
            &[
                "As the tenants left, the keepers confirm the lists of the new ones.",
                "The keys hang in the hall as the visitors can confirm.",
                "He has the attributes of a keeper and goes to the mill.",
                "The loss was attributable to the frost.",
                "As many as forty stood in the report.",
            ],
            false,
        );
    }

    #[test]
    fn frames_and_posts_are_somebodys_words() {
        check(
            &[
                "Ana Rell adds that the gate fell.",
                "As the survey points out, the gate fell.",
                "The inquiry heard that the gate fell.",
                "The budget, it adds, rose.",
                "Nothing could have been done, the ministry maintains.",
                "Asked about staffing, the ministry called it adequate.",
                "From the ministry’s point of view the gate was sound.",
                "For the ministry, the gate was sound.",
                "Official figures show a fall of 40.",
                "The ministry’s figures show a fall.",
                "The reply was sent on 30 September 2026.",
                "On 2 October a resident posted a picture of the gate.",
                "Videos posted that night show water.",
                "Rumours spread online that the gate had fallen.",
            ],
            true,
        );
        check(
            &[
                "For the mill, 40 crowns were paid.",
                "The keeper added two posts.",
                "The guards were posted at the gate.",
                "The keeper shared his bread.",
                "Its letter was burnt.",
                "The clerk adds the sums.",
                "The keeper, the clerk and the guards who remember met.",
                "Asked twice, he opened the gate.",
            ],
            false,
        );
    }

    #[test]
    fn kinds_of_publishers_and_of_people_tell() {
        check(
            &[
                "A South Korean online newspaper gave 24 on 18 February.",
                "Two dailies listed the dead.",
                "The page itself bears the date of 3 May.",
                "A tenant spoke of two breaks.",
                "Two witnesses saw the gate open.",
                "An organisation put the number at 24.",
                "A petition named four of them.",
            ],
            true,
        );
    }

    #[test]
    fn somebodys_statement_says_it() {
        check(
            &[
                "China’s own statement, of 28 February, was that they had come for work.",
                "China’s answer is that they came for work.",
                "Its protest charged China with a breach.",
                "China’s position was set out by a spokesman.",
            ],
            true,
        );
    }
}
