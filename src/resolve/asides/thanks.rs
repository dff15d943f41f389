//! Thanks, and who paid.

use super::words::Words;

/// Beginnings with which authors thank. Others who thank are told of like anybody.
const ENGLISH: &[&str] = &[
    "we thank",
    "i thank",
    "we would like to thank",
    "i would like to thank",
    "we wish to thank",
    "i wish to thank",
    "we also thank",
    "i also thank",
    "we are grateful",
    "i am grateful",
    "we are indebted",
    "i am indebted",
    "we gratefully acknowledge",
    "we acknowledge",
    "the authors thank",
    "the authors wish to thank",
    "the authors would like to thank",
    "the authors are grateful",
    "the authors gratefully acknowledge",
    "the author thanks",
    "the author is grateful",
    "the author wishes to thank",
    "our thanks go to",
    "thanks are due",
    "thanks go to",
    "thanks to all who",
    "special thanks",
    "many thanks",
    "this work was supported",
    "this work was funded",
    "this report was funded",
    "this report was supported",
    "this study was funded",
    "this study was supported",
    "this research was funded",
    "this research was supported",
    "this project was funded",
    "this paper was funded",
    "our work was funded",
    "our work was supported",
    "this report is dedicated",
    "the authors declare",
    "the author declares",
    "we declare no",
    "any errors are",
    "any remaining errors are",
    "all errors are",
    "all remaining errors are",
];

const GERMAN: &[&str] = &[
    "wir danken",
    "ich danke",
    "unser dank gilt",
    "mein dank gilt",
    "wir bedanken uns",
    "die autoren danken",
    "die autorinnen danken",
    "die verfasser danken",
    "die verfasserin dankt",
];

const FRENCH: &[&str] = &[
    "nous remercions",
    "je remercie",
    "nous tenons à remercier",
    "les auteurs remercient",
    "l'auteur remercie",
    "l'autrice remercie",
    "nos remerciements vont",
];

const SPANISH: &[&str] = &[
    "agradecemos",
    "agradezco",
    "queremos agradecer",
    "los autores agradecen",
    "la autora agradece",
    "el autor agradece",
    "damos las gracias",
    "nuestro agradecimiento",
];

const KOREAN_ENDS: [&str; 4] = ["감사드린다", "감사드립니다", "감사한다", "감사합니다"];

/// Whether the authors thank somebody, or say who paid for their work.
pub(super) fn are_thanks(language: &str, words: &Words<'_>) -> bool {
    let beginnings = match language {
        "" | "en" => ENGLISH,
        "de" => GERMAN,
        "fr" => FRENCH,
        "es" => SPANISH,
        "ko" => {
            let text = words.text.trim_end_matches(['.', ' ']);
            return KOREAN_ENDS.iter().any(|end| text.ends_with(end));
        }
        _ => return false,
    };
    let thanks =
        words.begins(beginnings) || matches!(language, "" | "en") && wishes_to_thank(words);
    thanks && !words.has_quotation()
}

/// "The mission wishes to thank the commission." What others feel is told in other words.
fn wishes_to_thank(words: &Words<'_>) -> bool {
    /// The last word of the subject: "The joint observation mission".
    const SUBJECT: usize = 4;
    const WISHES: &[&str] = &[
        "wishes to thank",
        "wish to thank",
        "would like to thank",
        "wishes to express its gratitude",
        "wishes to express its appreciation",
    ];
    words.lower(0) == "the" && (2..=SUBJECT).any(|at| words.longest(at, WISHES) > 0)
}
