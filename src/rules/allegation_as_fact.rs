//! A named actor, an accusing verb, one source or none, and nobody who says so.

mod deeds;
mod kept;
mod lists;

use std::collections::BTreeSet;
use std::ops::Range;

pub(super) use self::kept::{Sentence as KeptSentence, read as read_kept};
use self::lists::{
    BY_LAW, CAUSES, CHARGES, COMPANIES, COURTS, CULPRITS, DECEIVED, GERUNDS, HAD_DONE, HARMLESS,
    IN_A_WORK, MONEY, OF_MONEY, OUTSIDE_LAW, PARTICIPLES, PASSIVE, SELVES, THINGS, TWO_MEANINGS,
    VERBS, WORDS_OR_GAMES,
};
use super::prose::{self, Own, Said, Word};
use super::{Context, attribution, support, words};
use crate::diagnostic::Finding;
use crate::model::{Exemption, Kind, Sentence, State};

pub(super) const NAME: &str = "allegation-as-fact";

/// How many references of their own let a report say it in its own words.
const ENOUGH: usize = 2;

/// Whether a verb means no crime here: "attacked the plan", "beat her by 12 votes", "forced the door open",
/// "killed herself".
fn is_harmless(own: &Own, verb: usize) -> bool {
    let Own { text, words, .. } = own;
    let name = words[verb].lower.as_str();
    let behind = |count: usize| &words[verb + 1..words.len().min(verb + 1 + count)];
    let has = |count: usize, list: &[&str]| {
        let mut near = behind(count).iter();
        near.any(|word| list.contains(&word.lower.as_str()))
    };
    if has(1, SELVES) || BY_LAW.contains(&name) && has(4, OUTSIDE_LAW) {
        return true;
    }
    if !TWO_MEANINGS.contains(&name) {
        return false;
    }
    let is_score = || {
        behind(9).windows(2).any(|pair| {
            let gap = &text[pair[0].range.end..pair[1].range.start];
            let is_number = |word: &Word| word.lower.bytes().all(|byte| byte.is_ascii_digit());
            matches!(gap, "-" | "–" | ":") && pair.iter().all(is_number)
        })
    };
    let is_thing = matches!(name, "forced" | "forged") && has(4, THINGS);
    let in_words = matches!(name, "attacked" | "beat") && (has(9, WORDS_OR_GAMES) || is_score());
    let is_counted = has(8, &["votes", "seats", "points", "goals"]);
    has(3, HARMLESS) || is_thing || in_words || is_counted
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let level = context.error_if_strict();
    for said in prose::own_sentences(context) {
        let sentence = said.sentence;
        let is_english = prose::is_english(context, sentence);
        let charge = is_english.then(|| charged(context, said)).flatten();
        if charge.is_none() {
            findings.extend(only_alleged(context, said));
        }
        let Some(charge) = charge else {
            continue;
        };
        let actor = &sentence.text[charge.actor.clone()];
        let verb = &sentence.text[charge.verb.clone()];
        let been = if GERUNDS.contains(&verb) { "been " } else { "" };
        let past = verb
            .strip_prefix("took ")
            .map_or_else(|| verb.to_owned(), |what| format!("taken {what}"));
        let (sources, second) = match support::is_carried(sentence) {
            true => ("one source", "a second source that found it out by itself"),
            false => ("no source", "two sources that found it out by themselves"),
        };
        findings.push(
            Finding::new(
                NAME,
                level,
                format!("`{}` and `{verb}` accuse, on {sources} and in the report's own words", words::shortened(actor, 40)),
                prose::place(context, sentence, charge.verb.clone()),
            )
            .label("stated as a fact")
            .related(prose::place(context, sentence, charge.actor.clone()), "who is accused")
            .help(format!("say who says so: `{} is reported to have {been}{past} … [@key, p. 5]`; or cite {second}", words::shortened(actor, 30))),
        );
    }
}

/// A deed that a sentence tells as done and that the kept text of its sources only accuses of.
fn only_alleged(context: &Context<'_>, said: Said<'_>) -> Option<Finding> {
    let sentence = said.sentence;
    if sentence.kind != Kind::Fact || !support::is_carried(sentence) {
        return None;
    }
    let supports = support::of(context, sentence);
    let texts: Vec<&[KeptSentence]> = supports
        .iter()
        .filter_map(|support| context.kept_sentences(support.key()))
        .collect();
    // A source that is not at hand may tell more.
    if texts.is_empty() || texts.len() < supports.len() {
        return None;
    }
    let told = kept::told_as_done(said.own, &texts)?;
    let is_english = prose::is_english(context, sentence);
    if is_english
        && (attribution::is_handed_over(said.own, &told.verb)
            || support::is_reported(context, sentence))
    {
        return None;
    }
    let verb = &sentence.text[told.verb.clone()];
    let message = format!("`{verb}` tells as done what the source only accuses of");
    let place = prose::place(context, sentence, told.verb.clone());
    Some(
        Finding::new(NAME, context.error_if_strict(), message, place)
            .label("stated as a fact")
            .note(format!(
                "the source: `{}`",
                words::shortened(&told.theirs, 110)
            ))
            .help("say what the source says: who accuses, of what, and how it stands"),
    )
}

/// Whether this rule speaks for a sentence, so that `legal-conclusion` does not.
pub(super) fn speaks_for(context: &Context<'_>, said: Said<'_>) -> bool {
    charged(context, said).is_some()
}

fn charged(context: &Context<'_>, said: Said<'_>) -> Option<Charge> {
    let Said { sentence, own, .. } = said;
    // What rests on claims is judged where they stand, what rests on nothing by other rules. A mark says of our own
    // work and of what everybody knows that it needs no source: what somebody is accused of is neither.
    let is_marked = sentence.state == State::Exempt(Exemption::Kind)
        && matches!(sentence.kind, Kind::Own | Kind::Common);
    if !(is_marked || support::is_carried(sentence)) {
        return None;
    }
    stated(own).filter(|_| references(context, sentence) < ENOUGH)
}

/// Whether a sentence accuses somebody who is named and says of nobody that they say so.
pub(super) fn accuses(own: &Own) -> bool {
    stated(own).is_some()
}

/// Who is accused as of a fact, and of what.
fn stated(own: &Own) -> Option<Charge> {
    if own.first(IN_A_WORK).is_some() {
        return None;
    }
    let charge = charge(own).or_else(|| in_other_words(own))?;
    // "Had Bo Lind bribed the clerk": the first word of the sentence has a capital like the name.
    let is_asked = own
        .words
        .iter()
        .take_while(|word| word.range.start <= charge.actor.start)
        .any(|word| ASKING.contains(&word.lower.as_str()));
    let is_attributed = attribution::is_handed_over(own, &charge.verb);
    (!is_asked && !is_attributed).then_some(charge)
}

/// Words behind which nothing is stated yet: "it is unknown whether", "if".
const ASKING: &[&str] = &["whether", "if", "unless", "had", "suppose", "lest"];

/// How many different references carry a sentence.
fn references(context: &Context<'_>, sentence: &Sentence) -> usize {
    let keys: BTreeSet<&str> = context
        .report
        .items_of(sentence)
        .filter(|item| item.relation().carries())
        .map(|item| item.key.value.as_str())
        .collect();
    keys.len()
}

struct Charge {
    actor: Range<usize>,
    verb: Range<usize>,
}

/// A name as the subject of an accusing verb, or after `by`.
fn charge(own: &Own) -> Option<Charge> {
    let Own { text, words, .. } = own;
    let follows = |first: usize, second: usize| {
        text[words[first].range.end..words[second].range.start]
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '’' | '\''))
    };
    for (at, word) in words.iter().enumerate() {
        let lower = word.lower.as_str();
        let is_participle = PARTICIPLES.contains(&lower);
        let is_gerund = GERUNDS.contains(&lower);
        let is_of_money = OF_MONEY.contains(&lower)
            && words[at + 1..words.len().min(at + 4)]
                .iter()
                .any(|word| MONEY.contains(&word.lower.as_str()));
        let is_accusing = is_participle || is_gerund || is_of_money || VERBS.contains(&lower);
        if !(is_accusing || deceives(words, at))
            || is_harmless(own, at)
            || !text[word.range.clone()].starts_with(char::is_lowercase)
        {
            continue;
        }
        if is_gerund {
            // "has been stealing": who does it stands before the auxiliary.
            let be = at
                .checked_sub(1)
                .filter(|be| PASSIVE.contains(&words[*be].lower.as_str()));
            if let Some(actor) = be.and_then(|be| subject(text, words, be)) {
                let verb = word.range.clone();
                return Some(Charge { actor, verb });
            }
            continue;
        }
        // "was killed by Kim": who follows within a few words.
        let by = (at + 1..words.len().min(at + 4)).find(|at| words[*at].lower == "by");
        let name = by.and_then(|by| {
            (by + 1..words.len().min(by + 4)).find(|at| attribution::is_name(text, &words[*at]))
        });
        if let Some(first) = name {
            let mut last = first;
            while last + 1 < words.len()
                && attribution::is_name(text, &words[last + 1])
                && follows(last, last + 1)
            {
                last += 1;
            }
            let actor = words[first].range.start..words[last].range.end;
            return Some(Charge {
                actor,
                verb: word.range.clone(),
            });
        }
        let is_passive = (at.saturating_sub(4)..at).any(|before| {
            let between = &text[words[before].range.end..word.range.start];
            PASSIVE.contains(&words[before].lower.as_str()) && !between.contains(',')
        });
        if is_participle || is_passive {
            continue;
        }
        let is_by_law = BY_LAW.contains(&lower);
        let actor = subject(text, words, at).filter(|actor| {
            let mut own = words
                .iter()
                .filter(|word| actor.contains(&word.range.start));
            let bears = |word: &Word| {
                let lower = word.lower.as_str();
                CAUSES.contains(&lower) || is_by_law && COURTS.contains(&lower)
            };
            // "The magistrate Ana Weir jailed two men."
            let before = words.iter().rfind(|word| word.range.end <= actor.start);
            let is_judge = before.is_some_and(|word| COURTS.contains(&word.lower.as_str()));
            let is_sentence = is_by_law && is_judge;
            !is_sentence && !own.any(bears)
        });
        if let Some(actor) = actor {
            return Some(Charge {
                actor,
                verb: word.range.clone(),
            });
        }
    }
    None
}

/// Whether a verb says that an authority or the public was deceived: "misled the court", "concealed the crack from the
/// inspectors".
fn deceives(words: &[Word], at: usize) -> bool {
    /// How many words behind the verb those who were deceived may stand, with "from" and without.
    const FAR: [usize; 2] = [14, 4];
    let verb = words[at].lower.as_str();
    let is_in = |list: &[&str], word: &Word| list.contains(&word.lower.as_str());
    let behind = |far: usize| &words[at + 1..words.len().min(at + 1 + far)];
    let deceived = |words: &[Word]| words.iter().take(FAR[1]).any(|word| is_in(DECEIVED, word));
    match verb {
        "misled" | "deceived" => deceived(behind(FAR[1])),
        "concealed" | "hid" | "withheld" => {
            let behind = behind(FAR[0]);
            let from = behind.iter().position(|word| word.lower == "from");
            from.is_some_and(|from| from > 0 && deceived(&behind[from + 1..]))
        }
        _ => false,
    }
}

/// A name that is accused in more than one word: "lied to the court", "is a thief", "had two men beaten".
fn in_other_words(own: &Own) -> Option<Charge> {
    let Own { text, words, .. } = own;
    let at = |place: usize| words.iter().position(|word| word.range.start == place);
    let charge = |place: Range<usize>| {
        let actor = subject(text, words, at(place.start)?)?;
        Some(Charge { actor, verb: place })
    };
    let phrase = CHARGES.iter().find_map(|phrase| {
        let place = own.find(phrase)?;
        // "Covered up the well with boards"
        let (_, behind) = own.around(&place);
        let is_plain =
            *phrase == "covered up" && behind.iter().take(5).any(|word| word.lower == "with");
        charge(place).filter(|_| !is_plain)
    });
    phrase.or_else(|| {
        words.iter().enumerate().find_map(|(at, word)| {
            let behind = &words[at + 1..words.len().min(at + 6)];
            let is_article = |word: &Word| matches!(word.lower.as_str(), "a" | "an" | "the");
            let has = |list: &[&str]| {
                behind
                    .iter()
                    .position(|word| list.contains(&word.lower.as_str()))
            };
            let last = match word.lower.as_str() {
                "is" | "was" => has(CULPRITS).filter(|last| *last > 0 && is_article(&behind[0])),
                "had" => {
                    let is_own = |word: &Word| {
                        matches!(word.lower.as_str(), "been" | "himself" | "herself" | "not")
                    };
                    let is_others = !behind.first().is_some_and(is_own);
                    has(HAD_DONE).filter(|last| {
                        *last > 0 && is_others && !behind[*last - 1].lower.ends_with("ly")
                    })
                }
                _ => None,
            }?;
            charge(word.range.start..behind[last].range.end)
        })
    })
}

/// The name that ends right before a verb, or before its auxiliary or one adverb.
fn subject(text: &str, words: &[Word], verb: usize) -> Option<Range<usize>> {
    let mut end = verb.checked_sub(1)?;
    while matches!(words[end].lower.as_str(), "has" | "have" | "had")
        || words[end].lower.ends_with("ly")
    {
        end = end.checked_sub(1)?;
    }
    // "by Omar Said, who murdered": the name before the pronoun.
    let is_relative = words[end].lower == "who";
    if is_relative {
        end = end.checked_sub(1)?;
    }
    let gap = &text[words[end].range.end..words[verb].range.start];
    if is_relative {
        if gap.contains([';', '(', ':']) {
            return None;
        }
    } else if gap.trim() == "," {
        end = match is_apposed_name(text, words, end) {
            true => end,
            false => before_apposition(text, words, end)?,
        };
    } else if gap.contains([',', ';', '(', ':']) {
        return None;
    }
    let is_name = |at: usize| attribution::is_name(text, &words[at]);
    // "Golden Ridge plc"
    let last = end;
    if COMPANIES.contains(&words[end].lower.as_str()) && end > 0 && is_name(end - 1) {
        end -= 1;
    }
    // "Ri Sol-min": the name goes on after the hyphen.
    let mut first = match end.checked_sub(1) {
        Some(before) if !is_name(end) && text[words[before].range.end..].starts_with('-') => before,
        _ => end,
    };
    if !is_name(first) {
        return None;
    }
    while let Some(before) = first.checked_sub(1) {
        let joins = matches!(words[before].lower.as_str(), "of" | "for" | "and");
        let gap = &text[words[before].range.end..words[first].range.start];
        if !gap.chars().all(|c| c.is_whitespace() || c == '-') {
            break;
        }
        match before.checked_sub(1) {
            _ if is_name(before) => first = before,
            // "Ministry of State Security"
            Some(head) if joins && is_name(head) => first = head,
            _ => break,
        }
    }
    // "in Nowhere killed": a place is no actor.
    let before = first
        .checked_sub(1)
        .map_or("", |before| words[before].lower.as_str());
    let is_place = !is_relative && PREPOSITIONS.contains(&before);
    (!is_place).then(|| words[first].range.start..words[last].range.end)
}

/// Whether the name that ends at a word explains what stands before it: "The mayor, Paul Oduya, bribed".
fn is_apposed_name(text: &str, words: &[Word], end: usize) -> bool {
    let is_name = |at: usize| attribution::is_name(text, &words[at]);
    let mut first = end;
    while is_name(first) && first > 0 {
        let gap = &text[words[first - 1].range.end..words[first].range.start];
        if gap.trim() == "," {
            let before = &words[..first];
            let role = before.last().map_or("", |word| word.lower.as_str());
            // "Paris, Texas," is a place.
            return !is_name(first - 1) && !role.starts_with(|c: char| c.is_ascii_digit());
        }
        if !gap.trim().is_empty() {
            return false;
        }
        first -= 1;
    }
    false
}

/// The last word before an apposition that ends at a word: "Bror Sand, the manager, coerced".
fn before_apposition(text: &str, words: &[Word], end: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    const BEGINS: &[&str] = &[
        "the", "a", "an", "then", "who", "its", "their", "his", "her", "head", "chief", "former",
        "manager", "director", "owner", "aged", "now", "one",
    ];
    let first = (end.saturating_sub(LONGEST)..=end).rev().find(|at| {
        at.checked_sub(1).is_some_and(|before| {
            text[words[before].range.end..words[*at].range.start].contains([',', ';', ':', '('])
        })
    })?;
    let word = words[first].lower.as_str();
    let begins = BEGINS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit());
    let gap = &text[words[first - 1].range.end..words[first].range.start];
    (begins && gap.trim() == ",").then(|| first - 1)
}

/// Words after which a name is a place or an object.
const PREPOSITIONS: &[&str] = &[
    "in", "from", "to", "near", "at", "of", "into", "through", "by", "for", "with", "on", "against",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_or_denied_accuses_nobody() {
        for text in [
            "It is unknown whether Bo Lind took bribes.",
            "If Bo Lind bribed the clerk, the court will say so.",
            "Had Bo Lind bribed the clerk, the gate would stand.",
            "We found no evidence that Bo Lind took bribes.",
            "We found that Bo Lind took bribes.",
            "Bo Lind never took bribes.",
            "Nobody knows whether Bo Lind lied to the court.",
        ] {
            assert!(!accuses(&Own::of(text)), "{text}");
        }
        assert!(accuses(&Own::of("Bo Lind took bribes from the guild.")));
    }

    #[test]
    fn a_name_and_what_it_is_accused_of() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let own = Own::of(text);
            let found = charge(&own).or_else(|| in_other_words(&own));
            let found = found
                .as_ref()
                .map(|c| (&text[c.actor.clone()], &text[c.verb.clone()]));
            assert_eq!(found, expected, "{text}");
        };
        check(
            "John Miller killed two tenants.",
            Some(("John Miller", "killed")),
        );
        check(
            "The Mill Committee secretly bribed the tenants.",
            Some(("Mill Committee", "bribed")),
        );
        check(
            "Two tenants were killed by Miller.",
            Some(("Miller", "killed")),
        );
        check("Two tenants were killed by the flood.", None);
        check(
            "The Ministry of State Security has killed two men.",
            Some(("Ministry of State Security", "killed")),
        );
        check(
            "General Ri Sol-min tortured them.",
            Some(("General Ri Sol-min", "tortured")),
        );
        check(
            "Bror Sand, the manager of the cannery, coerced the women.",
            Some(("Bror Sand", "coerced")),
        );
        check(
            "The women were beaten by Bror Sand.",
            Some(("Bror Sand", "beaten")),
        );
        check(
            "The mayor, Paul Oduya, bribed the parish.",
            Some(("Paul Oduya", "bribed")),
        );
        check(
            "The order came from Omar Haddad, who murdered two visitors.",
            Some(("Omar Haddad", "murdered")),
        );
        check(
            "Paul Oduya, who is mayor, stole the money.",
            Some(("Paul Oduya", "stole")),
        );
        check(
            "Paul Oduya has been embezzling public funds.",
            Some(("Paul Oduya", "embezzling")),
        );
        check(
            "Viktor Salenko laundered the proceeds.",
            Some(("Viktor Salenko", "laundered")),
        );
        check("Viktor Salenko laundered the sheets.", None);
        check("The Mill Committee attacked the plan as wasteful.", None);
        check("Cholera killed 40 tenants in Nowhere.", None);
        check("Anna Weir beat her rival by 12 votes.", None);
        check("The killing of Anna Weir was in May.", None);
        check("In Paris, Texas, bombed houses stood.", None);
        check("The women were beaten in Nowhere.", None);
        check("In the port of Nowhere, the guards killed two.", None);
        check("They attacked the mill.", None);
        check("The Crown Court jailed Bo Lind for four years.", None);
        check("Judge Weir jailed him for four years.", None);
        check("The magistrate Ana Weir jailed two men.", None);
        check("Bo Lind covered up the well with boards.", None);
        check("Ana Rell, who killed herself in 2019, lived here.", None);
        check("Bo Lind poisoned himself.", None);
        check("Bo Lind forced a second vote.", None);
        check("Bo Lind forced the door open and saved two children.", None);
        check("Ana Weir attacked the minister in her speech.", None);
        check("Serena Williams beat her sister in the final.", None);
        check("FC Nowhere beat Easton Town 3-1.", None);
        check("The Black Death killed a third.", None);
        check("Norland detained 40 migrants.", None);
        check("Bo Lind forged links with the guild.", None);
        check("Bo Lind had two gates built.", None);
        check("Bo Lind was a keeper.", None);
        check("Bo Lind set out for the mill.", None);
        check(
            "Bo Lind forced the women to sign.",
            Some(("Bo Lind", "forced")),
        );
        check(
            "Bo Lind took bribes from the guild.",
            Some(("Bo Lind", "took bribes")),
        );
        check("Bo Lind lied to the court.", Some(("Bo Lind", "lied to")));
        check("Bo Lind forged the records.", Some(("Bo Lind", "forged")));
        check(
            "Bo Lind illegally dumped the oil.",
            Some(("Bo Lind", "illegally dumped")),
        );
        check(
            "Bo Lind sexually harassed two clerks.",
            Some(("Bo Lind", "harassed")),
        );
        check(
            "Bo Lind ordered the killing of two men.",
            Some(("Bo Lind", "ordered the killing")),
        );
        check(
            "Bo Lind was responsible for the deaths of two men.",
            Some(("Bo Lind", "was responsible for the deaths")),
        );
        check(
            "Bo Lind had two prisoners beaten to death.",
            Some(("Bo Lind", "had two prisoners beaten")),
        );
        check(
            "Bo Lind covered up the loss.",
            Some(("Bo Lind", "covered up")),
        );
        check(
            "Bo Lind is a fraudster.",
            Some(("Bo Lind", "is a fraudster")),
        );
        check(
            "Golden Ridge plc poisoned the river.",
            Some(("Golden Ridge plc", "poisoned")),
        );
        check(
            "Bo Lind misled the court about the gate.",
            Some(("Bo Lind", "misled")),
        );
        check(
            "Mill Line concealed the state of the seal from the Authority.",
            Some(("Mill Line", "concealed")),
        );
        check(
            "Captain Bo Lind ordered the unlawful use of gas.",
            Some(("Captain Bo Lind", "ordered the unlawful")),
        );
        check("Bo Lind concealed the present from her.", None);
        check("Bo Lind hid from the police in the mill.", None);
        check("Bo Lind concealed his surprise.", None);
        check("Bo Lind withheld his name from the article.", None);
        check("Bo Lind misled nobody.", None);
        check("Miller was detained in Nowhere.", None);
        check("Floods in Nowhere killed two people.", None);
    }
}
