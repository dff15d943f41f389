//! A conclusion of law, with no law behind it and no standard by which it was reached.

use std::ops::Range;

use super::prose::{self, Own, Said};
use super::{Context, allegation_as_fact, attribution, no_standard_of_proof};
use crate::diagnostic::{Finding, Level};
use crate::model::{Role, State};

pub(super) const NAME: &str = "legal-conclusion";

/// Words that say what an act is in law: the crimes of the Rome Statute, and how reports say that a
/// rule was broken.
const TERMS: &[&str] = &[
    "crime against humanity",
    "crimes against humanity",
    "genocide",
    "genocidal",
    "war crime",
    "war crimes",
    "torture",
    "tortured",
    "refoulement",
    "refouled",
    "ethnic cleansing",
    "enforced disappearance",
    "enforced disappearances",
    "violates",
    "violated",
    "in violation of",
    "violation of",
    "violations of",
    "unlawful",
    "unlawfully",
    "breach of",
    "breaches of",
    "in breach",
    "breached",
    "infringes",
    "infringed",
    "contravenes",
    "contravened",
    "failed to comply with its obligations",
    "failed in its obligations",
    "was arbitrary",
    "were arbitrary",
    "is arbitrary",
    "illegally",
    "is guilty of",
    "are guilty of",
    "was guilty of",
    "is liable",
    "was liable",
    "were liable",
    "was negligent",
    "were negligent",
    "acted negligently",
    "without legal basis",
    "without a legal basis",
    "was not lawful",
    "were not lawful",
    "was disproportionate",
    "were disproportionate",
];

/// The terms that say of their subject that it breaks a rule.
const BREAKS: &[&str] = &[
    "violates",
    "violated",
    "breached",
    "infringes",
    "infringed",
    "contravenes",
    "contravened",
];

/// Words behind a term of a crime that tell what the law says of it, and not that it happened.
const OF_THE_RULE: &[&str] = &[
    "prohibited",
    "banned",
    "outlawed",
    "defined",
    "forbidden",
    "punishable",
    "punished",
    "investigated",
    "prosecuted",
    "criminalised",
    "criminalized",
    "entitled",
];

/// Nouns that a term only describes: "a former torture chamber".
const DESCRIBED: &[&str] = &[
    "chamber",
    "chambers",
    "museum",
    "trial",
    "trials",
    "tribunal",
    "memorial",
    "survivors",
];

/// Words anywhere before a term that leave it open whether anything happened.
const POSSIBLE: &[&str] = &[
    "can", "could", "would", "may", "might", "if", "whether", "unless",
];

/// Words before a term that make it something else than a conclusion of ours: the name of a
/// treaty or body, a rule, a fear, a question, a purpose.
const BEFORE: &[&str] = &[
    "against",
    "on",
    "non",
    "principle",
    "prohibition",
    "prohibit",
    "prohibits",
    "prohibited",
    "ban",
    "bans",
    "risk",
    "danger",
    "fear",
    "fears",
    "threat",
    "threatened",
    "definition",
    "defines",
    "defined",
    "forbid",
    "forbids",
    "would",
    "could",
    "may",
    "might",
    "if",
    "whether",
    "can",
    "alleged",
    "no",
    "not",
    "never",
    "without",
    "prevent",
    "prevents",
    "punish",
    "punishes",
    "freedom",
    "case",
    "cases",
    "charge",
    "charges",
    "accused",
    "suspected",
    "term",
    "word",
    "called",
    "against",
    "free",
    "should",
    "must",
    "rule",
    "law",
    "laws",
    "article",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if no_standard_of_proof::declared(context) {
        return;
    }
    for said in prose::english_sentences(context) {
        let sentence = said.sentence;
        let Some(range) = conclusion(context, said) else {
            continue;
        };
        // Whoever is accused by name is accused first.
        if allegation_as_fact::speaks_for(context, said) {
            continue;
        }
        findings.push(
            prose::finding(context, (NAME, Level::Warning), sentence, range, "is a conclusion of law")
            .label("drawn by whom, from which rule, by which standard of proof?")
            .help("cite the rule or the judgment, say which body found it, or declare the standard, `[check] standard-of-proof = \"reasonable grounds\"`"),
        );
    }
}

/// The words of a sentence that conclude something in law, unless the law or a body stands behind.
pub(super) fn conclusion(context: &Context<'_>, said: Said<'_>) -> Option<Range<usize>> {
    let Said {
        unit,
        sentence,
        own,
    } = said;
    if unit.role == Role::Legal || matches!(sentence.state, State::Exempt(_) | State::Waived) {
        return None;
    }
    let range = asserted(own)?;
    let has_law = context
        .report
        .items_of(sentence)
        .filter(|item| item.relation().carries())
        .any(|item| is_law(context, &item.key.value));
    let mut bases = context.claims_of(&sentence.derived_from).into_iter();
    let rests_on_law = bases.any(|claim| {
        let unit = context.report.sentences[claim.sentence.0].unit;
        let mut items = claim
            .citations
            .iter()
            .flat_map(|id| &context.report.citations[id.0].items);
        context.report.units[unit.0].role == Role::Legal
            || items.any(|item| is_law(context, &item.key.value))
    });
    (!has_law && !rests_on_law && !attribution::is_handed_over(own, &range)).then_some(range)
}

/// Words in the titles of treaties, statutes and judgments.
const OF_LAW: &[&str] = &[
    "convention",
    "covenant",
    "treaty",
    "protocol",
    "statute",
    "charter",
    "declaration",
    "act",
    "law",
    "code",
    "constitution",
    "resolution",
    "general comment",
    "judgment",
    "judgement",
    "decision",
    "opinion",
    "articles on",
    "penal",
    "court",
    "tribunal",
    "commission of inquiry",
    "fact-finding",
];

fn is_law(context: &Context<'_>, key: &str) -> bool {
    let Some(reference) = context.references.get(key) else {
        return false;
    };
    let title = reference
        .title
        .as_deref()
        .unwrap_or_default()
        .to_lowercase();
    let kind = reference.kind.as_str();
    matches!(
        kind,
        "legislation" | "case" | "jurisdiction" | "treaty" | "bill" | "legal_case"
    ) || OF_LAW
        .iter()
        .any(|word| prose::find_phrase(&title, word).is_some())
}

/// The first term that is asserted.
fn asserted(own: &Own) -> Option<Range<usize>> {
    // "They can do so in ways that are unlawful": nothing is said to have happened.
    let mut words = own.words.iter();
    let possible = words.find(|word| POSSIBLE.contains(&word.lower.as_str()));
    let possible = possible.map_or(usize::MAX, |word| word.range.end);
    TERMS
        .iter()
        .flat_map(|term| own.every(term))
        .filter(|range| {
            let before = &own.lower[..range.start];
            let (words, _) = own.around(range);
            let is_named =
                own.text[range.clone()].starts_with(char::is_uppercase) && !words.is_empty();
            // "Under international law, this is a war crime": the law stands apart.
            let term = &own.lower[range.clone()];
            let last_comma = before.rfind(',').unwrap_or(0);
            let mut near = words.iter().rev().take(4);
            let is_otherwise = near.any(|word| {
                let lower = word.lower.as_str();
                let is_law = matches!(lower, "law" | "laws" | "article" | "rule" | "ban" | "bans");
                // "The law contravenes the constitution": it is the law that does.
                let says_so = ["is ", "are ", "was ", "were "]
                    .iter()
                    .any(|be| term.starts_with(be));
                let is_subject = (says_so || BREAKS.contains(&term))
                    && own.text[word.range.end..range.start].trim().is_empty();
                let is_apart = is_law && (word.range.end <= last_comma || is_subject);
                BEFORE.contains(&lower) && !is_apart && !term.contains(" not ")
            });
            let is_of_the_rule = is_of_the_rule(own, range);
            let is_possible = possible <= range.start;
            let joined = before.ends_with('-');
            !is_named && !is_otherwise && !is_possible && !joined && !is_of_the_rule
        })
        .min_by_key(|range| (range.start, std::cmp::Reverse(range.end)))
}

/// Whether a sentence only tells what the law says of such acts, or names a thing after them: "Torture is prohibited
/// by custom", "Victims of torture are entitled", "Unlawful killings are investigated by".
fn is_of_the_rule(own: &Own, range: &Range<usize>) -> bool {
    let (before, after) = own.around(range);
    let near = &after[..after.len().min(5)];
    if near
        .first()
        .is_some_and(|word| DESCRIBED.contains(&word.lower.as_str()))
    {
        return true;
    }
    let be = near
        .iter()
        .position(|word| matches!(word.lower.as_str(), "is" | "are" | "be"));
    let is_told = be.is_some_and(|be| {
        let mut behind = near[be + 1..].iter();
        behind.any(|word| OF_THE_RULE.contains(&word.lower.as_str()))
    });
    is_told && before.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_or_a_fear_is_no_conclusion() {
        let check = |text: &str, expected: Option<&str>| {
            let found = asserted(&Own::of(text));
            assert_eq!(found.map(|range| &text[range]), expected, "{text}");
        };
        check("The closure was unlawful.", Some("unlawful"));
        check(
            "These acts are crimes against humanity.",
            Some("crimes against humanity"),
        );
        check("China violated the Convention.", Some("violated"));
        check("The Committee against Torture met.", None);
        check("The principle of non-refoulement is old.", None);
        check("They face a risk of torture.", None);
        check("It would violate the treaty if it violated the law.", None);
        check("He was not tortured.", None);
        check("Torture is prohibited by customary law.", None);
        check(
            "Victims of torture are entitled to compensation under the Act.",
            None,
        );
        check("The prison lies in a former torture chamber.", None);
        check(
            "Crimes against humanity are defined in Article 7 of the Rome Statute.",
            None,
        );
        check(
            "Unlawful killings are investigated by a special unit.",
            None,
        );
        check("The gate was not arbitrary.", None);
        check("The firm may be liable for the loss.", None);
        check("The detention was arbitrary.", Some("was arbitrary"));
        check("The council acted illegally.", Some("illegally"));
        check("The law contravenes the constitution.", Some("contravenes"));
        check(
            "The ban infringed the freedom of association.",
            Some("infringed"),
        );
        check("The city is guilty of corruption.", Some("is guilty of"));
        check("The arrest was not lawful.", Some("was not lawful"));
        check(
            "The ban was disproportionate.",
            Some("was disproportionate"),
        );
        check(
            "Under international law, this is a war crime.",
            Some("war crime"),
        );
    }
}
