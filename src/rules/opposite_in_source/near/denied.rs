//! What a text says of something only under a "not", and a sentence says of it without one, in however few words: "Ground
//! water was sampled", where the source has "Ground water was not sampled".

use std::collections::BTreeSet;

use super::super::lists::Tongue;
use super::{Clause, How, Part, Sources, Text, Turned, denies, is_negator};

/// How many words behind a "not" stands what it denies.
const FAR: usize = 4;

/// The fewest words that a clause shares with the sentence, of which one is denied there.
const COMMON: usize = 2;

/// The most places of a word that are looked at: what stands more often is told somewhere.
const MOST: usize = 20;

/// Words right behind which something is told as wished, asked or possible: English, German, French, Spanish.
const OPEN: &[&str] = &[
    "to", "can", "will", "zu", "kann", "können", "wird", "werden", "doit", "peut", "de", "debe",
    "puede", "que",
];

/// Words that do so for all of a clause.
const WISHED: &[&str] = &[
    "would",
    "could",
    "should",
    "may",
    "might",
    "must",
    "shall",
    "whether",
    "würde",
    "würden",
    "könnte",
    "könnten",
    "sollte",
    "sollten",
    "soll",
    "sollen",
    "müsste",
    "müssten",
    "ob",
    "pourrait",
    "pourraient",
    "devrait",
    "devraient",
    "podría",
    "podrían",
    "debería",
    "deberían",
];

/// Words between a "not" and what it denies.
const BETWEEN: &[&str] = &[
    "be", "been", "being", "a", "an", "the", "any", "have", "had", "has", "sein", "worden", "ein",
    "eine", "einen", "été", "de", "d", "encore", "sido", "fue", "fueron", "ha", "han", "se", "un",
    "una",
];

/// Beginnings of what people do with words and thoughts, of which one text tells this and another that.
const SAID: &[&str] = &[
    "say", "said", "tell", "told", "state", "answer", "reply", "repli", "comment", "respon",
    "know", "knew", "think", "thought", "believ", "want", "expect", "mean", "seem", "appear",
    "make", "take", "give", "gave", "given", "come", "came", "need", "use", "sag", "antwort",
    "wiss", "weiß", "wuss", "glaub", "woll", "mach", "geb", "gab", "dit", "dire", "répon", "sav",
    "sait", "pens", "croi", "veut", "voul", "fait", "fair", "donn", "dij", "dic", "decir",
    "respond", "sab", "piens", "cree", "quier", "quer", "hac", "hiz", "hech", "dar", "dio",
];

impl<'t> Sources<'t> {
    /// What a clause tells that its sources only deny.
    pub fn denied(
        &self,
        keys: &[&'t str],
        tongue: &'static Tongue,
        clause: &Clause,
    ) -> Option<Turned<'t>> {
        let is_limited = |part: &Part| {
            let lower = part.lower.as_str();
            WISHED.contains(&lower)
                || is_negator(lower, tongue)
                || tongue
                    .otherwise
                    .iter()
                    .any(|start| lower.starts_with(start))
        };
        if clause.parts.iter().any(is_limited) {
            return None;
        }
        let ours: BTreeSet<&str> = clause.stems().collect();
        let texts: Option<Vec<(&str, &Text<'t>)>> = keys
            .iter()
            .map(|key| Some((*key, self.0.get(*key)?)))
            .collect();
        let texts = texts?;
        let (told, key, at, not) = clause.parts.iter().enumerate().find_map(|(told, part)| {
            let stem = part.stem.as_deref()?;
            let is_open = told > 0 && OPEN.contains(&clause.parts[told - 1].lower.as_str());
            let is_said = SAID.iter().any(|start| part.lower.starts_with(start));
            if part.is_name || is_open || is_said {
                return None;
            }
            let places: Vec<(&str, usize, Option<usize>)> = texts
                .iter()
                .flat_map(|(key, text)| {
                    text.with(stem, tongue)
                        .map(move |(at, not)| (*key, at, not))
                })
                .collect();
            // One place that tells it without a "not" is enough to leave it alone.
            if places.len() > MOST {
                return None;
            }
            let is_denied = || !texts.iter().any(|(_, text)| text.tells(stem, tongue));
            let near = |(key, at, not): &&(&str, usize, Option<usize>)| {
                let text = texts.iter().find(|(other, _)| other == key);
                not.is_some()
                    && text.is_some_and(|(_, text)| {
                        let theirs: BTreeSet<&str> = text.sentences[*at].1.stems().collect();
                        ours.intersection(&theirs).count() >= COMMON
                    })
            };
            let (key, at, not) = places.iter().find(near).filter(|_| is_denied())?;
            Some((told, *key, *at, (*not)?))
        })?;
        let key = keys.iter().copied().find(|one| *one == key)?;
        let (sentence, theirs) = &self.0.get(key)?.sentences[at];
        Some(Turned {
            range: clause.parts[told].range.clone(),
            how: How::Lost,
            is_opposite: true,
            theirs: theirs.parts[not].lower.clone(),
            sentence,
            key,
        })
    }
}

impl Text<'_> {
    /// Whether some form of a word is told without a "not".
    fn tells(&self, stem: &str, tongue: &'static Tongue) -> bool {
        /// By how many letters two forms of a word are one, whatever ending they have.
        const LETTERS: usize = 4;
        let begins: String = stem.chars().take(LETTERS).collect();
        let forms = self.places.range(begins.clone()..);
        let forms = forms.take_while(|(form, _)| form.starts_with(&begins));
        let mut all = forms.flat_map(|(form, _)| self.with(form, tongue));
        all.by_ref().take(MOST).any(|(_, not)| not.is_none()) || all.next().is_some()
    }

    /// The places of a word: in which sentence, and the "not" before it.
    fn with<'s>(
        &'s self,
        stem: &'s str,
        tongue: &'static Tongue,
    ) -> impl Iterator<Item = (usize, Option<usize>)> + 's {
        let sentences = self.places.get(stem).into_iter().flatten();
        sentences.flat_map(move |at| {
            let parts = &self.sentences[*at].1.parts;
            let here = (0..parts.len()).filter(|place| parts[*place].stem.as_deref() == Some(stem));
            here.map(move |place| (*at, not_before(parts, place, tongue)))
        })
    }
}

/// The "not" that denies a word.
fn not_before(parts: &[Part], place: usize, tongue: &'static Tongue) -> Option<usize> {
    let before = (place.saturating_sub(FAR)..place).rev();
    let not = before
        .into_iter()
        .find(|at| !BETWEEN.contains(&parts[*at].lower.as_str()))?;
    denies(&parts[not].lower, parts.get(not + 1), tongue).then_some(not)
}

#[cfg(test)]
mod tests {
    use super::super::super::lists;
    use super::*;
    use crate::rules::prose::Own;

    fn found(language: &str, ours: &str, theirs: &str) -> bool {
        let tongue = lists::of(language).unwrap();
        let mut sources = Sources::new();
        sources.read("a", theirs, tongue);
        let own = Own::of(ours);
        Clause::all(&own, tongue).any(|clause| sources.denied(&["a"], tongue, &clause).is_some())
    }

    #[test]
    fn what_a_source_only_denies_is_no_fact() {
        for (language, ours, theirs) in [
            (
                "en",
                "Ground water was sampled.",
                "Ground water was not sampled in the survey of 2021.",
            ),
            (
                "en",
                "The wells beside the works were tested.",
                "Soil was taken at six places. The wells were never tested.",
            ),
            (
                "en",
                "The sample of 240 households is representative.",
                "Our sample is not representative of the region.",
            ),
            (
                "de",
                "Die Stichprobe umfasst 27 Fälle und ist repräsentativ.",
                "Die Stichprobe ist nicht repräsentativ.",
            ),
            (
                "fr",
                "Les digues du sud ont été inspectées.",
                "Les digues du sud n’ont pas été inspectées avant la crue.",
            ),
            (
                "es",
                "Las viviendas fueron inspeccionadas.",
                "Las viviendas no fueron inspeccionadas antes del verano.",
            ),
        ] {
            assert!(found(language, ours, theirs), "{ours}");
        }
    }

    #[test]
    fn what_a_source_also_tells_is_left_alone() {
        for (language, ours, theirs) in [
            (
                "en",
                "Ground water was sampled in 2022.",
                "Ground water was not sampled in 2021. In 2022 ground water was sampled.",
            ),
            (
                "en",
                "Ground water was not sampled.",
                "Ground water was not sampled in the survey.",
            ),
            (
                "en",
                "The survey left ground water unsampled.",
                "Ground water was not sampled in the survey.",
            ),
            (
                "en",
                "The board was asked to confirm the number of deaths.",
                "The board could not confirm the number of deaths.",
            ),
            (
                "en",
                "The ministry said that the wells were dry.",
                "The ministry did not say why the wells were closed.",
            ),
            (
                "en",
                "The river rose over its banks.",
                "The embankment was not mended in time.",
            ),
            (
                "en",
                "Only two of the wells were tested.",
                "Not all of the wells were tested.",
            ),
            (
                "en",
                "The wells failed to be sampled.",
                "The wells were not sampled.",
            ),
            (
                "de",
                "Ob die Stichprobe repräsentativ sei, ließ die Studie offen.",
                "Die Stichprobe ist nicht repräsentativ.",
            ),
            (
                "de",
                "Die Stichprobe ist klein.",
                "Die Stichprobe ist nicht repräsentativ.",
            ),
            (
                "fr",
                "Les digues du nord ont été réparées.",
                "Les digues du sud n’ont pas été inspectées.",
            ),
            (
                "es",
                "Las viviendas fueron vendidas.",
                "Las viviendas no fueron inspeccionadas.",
            ),
        ] {
            assert!(!found(language, ours, theirs), "{ours}");
        }
    }
}
