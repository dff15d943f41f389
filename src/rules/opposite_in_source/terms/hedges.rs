//! What a source holds for possible, and the sentence for certain: "may have been detained", "were detained".

use std::collections::BTreeSet;

use super::super::super::attribution;
use super::super::super::prose::Word;
use super::super::near::{How, Turned};
use super::{Asked, LANGUAGES, Sources, fits, is_form, stem};

/// The fewest words in common, and how many of the words of either they must be, in percent.
const COMMON: usize = 4;
const OURS: usize = 70;
const THEIRS: usize = 55;

/// Words by which a source leaves open whether something is so.
const HEDGES: [&[&str]; 7] = [
    &[
        "may|might|could have|be|also",
        "may|might|could not|well have|be",
        "allegedly|reportedly|purportedly|supposedly|apparently|possibly|perhaps|presumably|probably",
        "alleged|suspected|presumed",
        "is|are|was|were believed|thought|said|reported|rumoured|rumored to",
        "appears|appear|appeared|seems|seem|seemed to",
        "unconfirmed",
        "it is possible|likely|conceivable",
        "likely to have",
    ],
    &[
        "angeblich|mutmaßlich*|möglicherweise|vermutlich|wahrscheinlich|vielleicht|womöglich|offenbar|anscheinend",
        "könnte|könnten|dürfte|dürften",
        "scheint|scheinen",
    ],
    &[
        "peut être",
        "aurait|auraient|serait|seraient",
        "pourrait|pourraient",
        "présumé|présumés|présumée|supposé|supposés|supposée",
        "prétendument|vraisemblablement|probablement|apparemment|éventuellement",
        "semble|semblent",
    ],
    &[
        "habría|habrían|podría|podrían|sería|serían",
        "presunto|presunta|presuntos|presuntas|supuesto|supuesta|supuestos",
        "presuntamente|supuestamente|posiblemente|probablemente|quizá|quizás|aparentemente",
        "parece|parecen",
        "pudo|pudieron haber",
    ],
    &[
        "avrebbe|avrebbero|sarebbe|sarebbero|potrebbe|potrebbero",
        "presunto|presunta|presunti|presunte",
        "forse|probabilmente|presumibilmente|apparentemente",
        "sembra|sembrano",
    ],
    &[
        "zou|zouden|mogelijk|vermoedelijk*|misschien|waarschijnlijk|wellicht|kennelijk|naar verluidt",
        "vermeend*|schijnbaar|blijkbaar",
        "lijkt|lijken",
    ],
    &[
        "teria|teriam|seria|seriam|poderia|poderiam",
        "alegado|alegada|alegados|suposto|suposta|supostos|presumível",
        "alegadamente|supostamente|possivelmente|provavelmente|talvez|aparentemente",
        "parece|parecem",
    ],
];

/// What else shows in the sentence that it is somebody's account, or no certain one.
const GUARDED: [&[&str]; 7] = [
    &[
        "may|might|could|would|can|likely|unclear|uncertain|unknown|suggest*|indicat*|possible|possibility|risk|fear*|suspicion*|suspect*|alleg*|accus*|claim*|report*|account*|rumour*|rumor*|believ*|assum*|estimat*|seem*|appear*|think*|thought|according|said|says|say|told|whether|if|should|consider*|presum*|describ*|testif*|hearsay|question*|doubt*|probabl*|evidence|potential*",
    ],
    &[
        "kann|können|könne|könnten|mag|soll|sollen|solle|sollte|sollten|wohl|unklar|hinweis*|verdacht*|verdächtig*|vermut*|laut|zufolge|nach|bericht*|sagt*|erklär*|angab*|behaupt*|möglich*|würde*|hätte*|habe|sei|seien|ob|geschätzt*|schätz*|glaub*|schein*|anschein*|annahm*|vorwurf|vorwürfe",
    ],
    &[
        "peut|peuvent|possible|possibl*|soupçon*|selon|après|affirm*|dit|déclar*|rapport*|indiqu*|accus*|allég*|estim*|crain*|risque|si|pens*|suggèr*|suggér*|probab*|témoign*|doute|incertain",
    ],
    &[
        "puede|pueden|posible|posib*|sospech*|según|afirm*|dijo|dice|declar*|inform*|indic*|acus*|alega*|estim*|tem*|riesgo|si|cree|creen|sugier*|probab*|duda",
    ],
    &[
        "può|possono|possibil*|sospett*|secondo|afferm*|dett*|dichiar*|rifer*|indic*|accus*|stim*|rischio|se|ritien*|ritenut*|suggeri*|probabil*|dubbi*",
    ],
    &[
        "kan|kunnen|mogelijk*|verdacht*|verdenk*|volgens|zei|zegt|verklaard*|verklaart|meld*|bericht*|beschuldig*|schat*|geschat|risico|of|zeg*|denk*|wijst|wijzen|twijfel*",
    ],
    &[
        "pode|podem|possível|possib*|suspeit*|segundo|afirm*|disse|diz|declar*|relat*|indic*|acus*|aleg*|estim*|risco|se|acredit*|suger*|provav*|dúvida|conforme",
    ],
];

/// Where a hedge begins among some words, and how many it is.
fn hedge(language: usize, words: &[Word]) -> Option<(usize, usize)> {
    (0..words.len()).find_map(|at| {
        let forms = HEDGES[language].iter();
        let count = forms.filter_map(|form| fits(form, &words[at..])).max()?;
        Some((at, count))
    })
}

fn is_guarded(language: usize, words: &[Word]) -> bool {
    hedge(language, words).is_some()
        || words.iter().any(|word| {
            let forms = GUARDED[language].iter().flat_map(|form| form.split('|'));
            forms.into_iter().any(|form| is_form(&word.lower, form))
        })
}

/// A sentence that says without any reserve what its source says with one.
pub(super) fn lost<'t>(
    sources: &Sources<'t>,
    asked: &Asked<'_, 't>,
    language: usize,
) -> Option<Turned<'t>> {
    let own = asked.own;
    let is_attributed = LANGUAGES[language] == "en" && attribution::attributes(own);
    if is_attributed || is_guarded(language, &own.words) {
        return None;
    }
    let stems: BTreeSet<String> = own.words.iter().filter_map(stem).collect();
    let size = stems.len();
    let mut best: Option<(usize, &'t str, usize)> = None;
    for key in asked.keys {
        let text = sources.texts.get(key)?;
        for (at, count) in text.near(&stems) {
            let theirs = &text.sentences[at];
            let is_open = hedge(language, &theirs.words).is_some();
            let is_near = count >= COMMON && count * 100 >= size * OURS;
            // What another sentence says for certain is no hedge lost.
            if !is_open && count >= COMMON && count * 100 >= size * THEIRS {
                return None;
            }
            let is_whole = count * 100 >= theirs.stems.len() * THEIRS;
            if is_open && is_near && is_whole && best.is_none_or(|best| best.0 < count) {
                best = Some((count, *key, at));
            }
        }
    }
    let (_, key, at) = best?;
    let sentence = sources.texts.get(key)?.sentences.get(at)?;
    let (first, count) = hedge(language, &sentence.words)?;
    let last = sentence.words.get(first + count - 1)?;
    let written = sentence.words.get(first)?.range.start..last.range.end;
    // The word of ours that the hedge belongs to, or else the first that is in common.
    let behind = sentence.words[first + count..].iter().filter_map(stem);
    let place = |wanted: &String| {
        let is_it = |word: &&Word| stem(word).as_ref() == Some(wanted);
        own.words.iter().find(is_it)
    };
    let meant = behind
        .into_iter()
        .find_map(|stem| place(&stem))
        .or_else(|| sentence.stems.iter().find_map(place))?;
    Some(Turned {
        range: meant.range.clone(),
        how: How::Open,
        is_opposite: false,
        theirs: sentence.text.get(written)?.to_owned(),
        sentence: sentence.text,
        key,
    })
}
