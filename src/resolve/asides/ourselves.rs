//! Sentences about what the authors made, asked for and got: "All translations are ours", "Our requests were refused",
//! "This is the first of two papers".
//!
//! Only whole forms: what the authors saw or found is a claim.

use super::words::Words;

/// Where a statement begins that is a claim.
const STATEMENTS: &[&str] = &[
    "that", "who", "whom", "which", "whose", "because", "found", "saying", "where", "dass", "weil",
    "qui", "que", "quien", "shows", "showed", "revealed",
];

/// Beginnings and whole sentences that are about the work whatever follows.
const FORMULAS: &[&str] = &[
    "all translations are",
    "translations are ours",
    "translations are our own",
    "translations are by the authors",
    "all photographs are ours",
    "names have been changed",
    "the names have been changed",
    "all names have been changed",
    "names were changed",
    "the names were changed",
    "die namen wurden geändert",
    "alle namen wurden geändert",
    "die namen sind geändert",
    "namen wurden geändert",
    "die übersetzungen stammen von",
    "alle übersetzungen stammen von",
    "les noms ont été modifiés",
    "les noms ont été changés",
    "tous les noms ont été",
    "toutes les traductions sont",
    "les traductions sont",
    "los nombres han sido cambiados",
    "los nombres han sido modificados",
    "todas las traducciones son",
    "las traducciones son",
];

/// What numbers and dates are called.
const QUANTITIES: &[&str] = &[
    "figures",
    "numbers",
    "sums",
    "amounts",
    "percentages",
    "prices",
    "shares",
    "values",
    "totals",
    "dates",
    "times",
    "distances",
    "names",
    "wages",
];

/// How they are given.
const GIVEN: &[&str] = &[
    "are rounded",
    "were rounded",
    "have been rounded",
    "are converted at",
    "were converted at",
    "have been converted at",
    "are given in the form",
    "are given in the order",
    "are given in the format",
    "are written in the form",
    "are written in the order",
    "are transcribed",
    "are transliterated",
    "are given in local time",
];

/// Works of which there are several.
const WORKS: &[&str] = &[
    "papers",
    "reports",
    "articles",
    "parts",
    "briefs",
    "studies",
    "volumes",
    "chapters",
    "notes",
    "bulletins",
    "essays",
];

/// The place of a work among them.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "last", "latest",
];

/// The report or a part of it.
const SELVES: &[&str] = &[
    "this report",
    "this paper",
    "this chapter",
    "this section",
    "this brief",
    "this study",
    "this article",
    "the present report",
    "the present paper",
    "our report",
    "our paper",
];
/// What they rest on.
const RESTS: &[&str] = &[
    "draws on",
    "is based on",
    "is drawn from",
    "rests on",
    "relies on",
    "builds on",
    "is built on",
];

/// Who asks.
const ASKERS: &[&str] = &["the authors", "we", "our team", "the research team"];
/// What they asked for.
const ASKED: &[&str] = &[
    "requested access",
    "asked for access",
    "sought access",
    "applied for access",
    "requested permission",
    "asked for permission",
    "sought permission",
    "applied for permission",
    "requested an interview",
    "requested interviews",
    "asked for an interview",
    "asked to visit",
    "applied for visas",
    "applied for a visa",
    "asked for comment",
    "requested comment",
    "requested a comment",
];

/// That somebody answered the authors, and when.
const ANSWERED: &[&str] = &[
    "replied to our",
    "responded to our",
    "answered our",
    "reacted to our",
    "replied to us",
    "responded to us",
    "answered us",
    "wrote to us",
];

/// What the authors sent.
const SENT: &[&str] = &[
    "our request",
    "our requests",
    "our letter",
    "our letters",
    "our question",
    "our questions",
    "our enquiry",
    "our enquiries",
    "our inquiry",
    "our inquiries",
    "our application",
    "our applications",
    "our calls",
    "our e-mails",
    "our emails",
    "unsere anfrage",
    "unsere anfragen",
    "unsere fragen",
    "nos questions",
    "nos demandes",
    "notre demande",
    "nuestras preguntas",
    "nuestra solicitud",
];
/// What became of it.
const BECAME: &[&str] = &[
    "refused",
    "denied",
    "rejected",
    "unanswered",
    "declined",
    "ignored",
    "granted",
    "not answered",
    "no answer",
    "no reply",
    "no response",
    "unbeantwortet",
    "abgelehnt",
    "nicht beantwortet",
    "sans réponse",
    "rejetée",
    "rejetées",
    "refusée",
    "refusées",
    "sin respuesta",
    "rechazada",
    "rechazadas",
];

/// That somebody gave nothing, though the authors asked.
const WE_ASKED: &[&str] = &[
    "although we asked",
    "though we asked",
    "when we asked",
    "although we requested",
    "although we had asked",
    "although we wrote",
    "even though we asked",
    "obwohl wir",
    "bien que nous",
    "aunque lo pedimos",
];
/// That nothing was given.
const GAVE_NOT: &[&str] = &[
    "did not", "has not", "had not", "have not", "refused", "nicht", "keine", "n'a", "no",
];

/// What is too little to judge by.
const TOO_LITTLE: &[&str] = &[
    "too short",
    "too few",
    "too small",
    "too early",
    "too soon",
    "too little",
];
/// What can then not be done.
const JUDGED: &[&str] = &[
    "judgement",
    "judgment",
    "judgements",
    "judgments",
    "conclusion",
    "conclusions",
    "inference",
    "inferences",
    "to judge",
    "to conclude",
    "to tell",
    "to say",
];

/// The longest of such sentences.
const MOST: usize = 22;

/// Whether a sentence is about the authors' own papers, requests and ways of writing.
pub(super) fn is_about_us(language: &str, words: &Words<'_>) -> bool {
    if words.has_quotation() || words.len() > MOST {
        return false;
    }
    if language == "ko" {
        return is_korean(words);
    }
    if words.has(STATEMENTS) {
        return false;
    }
    words.begins(FORMULAS)
        || gives_form(words)
        || is_one_of_several(words)
        || behind(words, SELVES, RESTS)
        || behind(words, ASKERS, ASKED)
        || words.has(ANSWERED) && !words.has(&["we saw", "we found"])
        || is_sent(words)
        || words.has(WE_ASKED) && words.has(GAVE_NOT)
        || words.has(TOO_LITTLE) && words.has(JUDGED)
        || was_interviewed(words)
        || is_unanswered(words)
}

/// Whether one of some phrases begins the sentence, and one of others follows.
fn behind(words: &Words<'_>, first: &[&str], then: &[&str]) -> bool {
    let length = words.longest(0, first);
    length > 0 && words.longest(length, then) > 0
}

/// "All figures are rounded.", "Sums were converted at the rate of 3 May."
fn gives_form(words: &Words<'_>) -> bool {
    let all = words.longest(0, &["all the", "all", "the"]);
    let length = words.longest(all, QUANTITIES);
    length > 0 && words.longest(all + length, GIVEN) > 0
}

/// "This is the first of two papers on the subject."
fn is_one_of_several(words: &Words<'_>) -> bool {
    let this = words.longest(
        0,
        &[
            "this is the",
            "this paper is the",
            "this report is the",
            "it is the",
        ],
    );
    this > 0
        && ORDINALS.contains(&words.lower(this))
        && words.lower(this + 1) == "of"
        && (this + 2..this + 5).any(|at| WORKS.contains(&words.lower(at)))
}

/// "Our requests for access were refused.", "The city left our questions unanswered."
fn is_sent(words: &Words<'_>) -> bool {
    words.has(SENT) && words.has(BECAME)
}

/// "The interviews were held in Korean and translated by the authors."
fn was_interviewed(words: &Words<'_>) -> bool {
    let interviews = words.longest(
        0,
        &[
            "the interviews",
            "interviews",
            "all interviews",
            "the conversations",
        ],
    );
    let held = [
        "were held",
        "were conducted",
        "were carried out",
        "were recorded",
        "took place",
    ];
    let by_us = [
        "by the authors",
        "by us",
        "by our team",
        "by our interpreter",
    ];
    interviews > 0 && words.longest(interviews, &held) > 0 && words.has(&by_us)
}

/// "Die Stadt antwortete auf unsere Anfrage nicht."
fn is_unanswered(words: &Words<'_>) -> bool {
    let answers = ["antwortete", "antworteten", "reagierte", "reagierten"];
    let ours = [
        "auf unsere",
        "auf unser",
        "auf unseren",
        "auf unsere fragen",
    ];
    words.has(&answers)
        && words.has(&ours)
        && words.lower.last().is_some_and(|last| last == "nicht")
}

/// "이 보고서는 세 부분으로 이루어져 있다", "다음 절에서 근거를 살펴본다", "금액은 모두 원화이다".
fn is_korean(words: &Words<'_>) -> bool {
    const BEGINNINGS: &[&str] = &[
        "이 보고서",
        "본 보고서",
        "이 글",
        "이 절",
        "이 장",
        "본 절",
        "본 장",
        "다음 절",
        "다음 장",
        "아래 절",
        "이어지는 절",
        "마지막 절",
        "부록",
    ];
    const DOES: &[&str] = &[
        "살펴본다",
        "다룬다",
        "설명한다",
        "검토한다",
        "논의한다",
        "서술한다",
        "제시한다",
        "정리한다",
        "이루어져 있다",
        "구성된다",
        "구성되어 있다",
        "나뉜다",
        "살펴봅니다",
        "다룹니다",
        "설명합니다",
        "구성됩니다",
    ];
    const QUANTITIES: &[&str] = &[
        "금액은 모두",
        "모든 금액은",
        "수치는 모두",
        "모든 수치는",
        "날짜는 모두",
    ];
    const GIVEN: &[&str] = &[
        "원화이다",
        "원화다",
        "달러이다",
        "달러다",
        "유로이다",
        "반올림했다",
        "반올림하였다",
        "기준이다",
        "단위이다",
        "표기했다",
    ];
    let text = words.text.trim_end_matches(['.', ' ']);
    let both = |begins: &[&str], ends: &[&str]| {
        begins.iter().any(|begin| text.starts_with(begin))
            && ends.iter().any(|end| text.ends_with(end))
    };
    both(BEGINNINGS, DOES) || both(QUANTITIES, GIVEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_authors_made_and_asked_for_is_their_own() {
        let wrong = |expected: bool, cases: &[(&'static str, &'static str)]| {
            let cases = cases.iter();
            let wrong = cases
                .filter(|(language, text)| is_about_us(language, &Words::new(text)) != expected);
            wrong.map(|(_, text)| *text).collect::<Vec<_>>()
        };
        let ours = [
            ("en", "Sums were converted at the rate of 3 May 2024."),
            ("en", "This is the first of two papers on the subject."),
            ("en", "This chapter draws on 38 interviews."),
            (
                "en",
                "The authors requested access to the camp in 2023; it was denied.",
            ),
            (
                "en",
                "Nonetheless, six months is too short a period for a firm judgement.",
            ),
            (
                "en",
                "The ministry replied to our findings on 14 November 2025.",
            ),
            ("en", "All translations are ours."),
            ("en", "All figures are rounded."),
            ("en", "Dates are given in the form day, month, year."),
            (
                "en",
                "The interviews were held in Korean and translated by the authors.",
            ),
            ("en", "Our requests for access were refused."),
            (
                "en",
                "It did not provide the data, although we asked for them twice.",
            ),
            ("de", "Die Stadt antwortete auf unsere Anfrage nicht."),
            ("de", "Die Stadt ließ unsere Fragen unbeantwortet."),
            ("de", "Die Namen wurden geändert."),
            ("ko", "금액은 모두 원화이다."),
            ("ko", "다음 절에서 근거를 살펴본다."),
            ("ko", "이 보고서는 세 부분으로 이루어져 있다."),
        ];
        assert_eq!(wrong(true, &ours), Vec::<&str>::new());
        let claims = [
            ("en", "The authors counted 38 graves."),
            ("en", "On two farms we saw passports in the office safe."),
            (
                "en",
                "The ministry replied to our findings that 40 people died.",
            ),
            ("en", "Their requests for access were refused."),
            (
                "en",
                "The figures are rounded up by the ministry, which hides 40 deaths.",
            ),
            ("en", "The first of two papers was burnt."),
            ("en", "The sentence was too short for the court."),
            ("en", "The interviews were held at the police station."),
            ("de", "Die Stadt antwortete auf die Anfrage nicht."),
            ("de", "Die Namen der Opfer wurden verbrannt."),
            ("ko", "이 마을은 세 부분으로 이루어져 있다."),
            ("ko", "금액은 모두 압수되었다."),
        ];
        assert_eq!(wrong(false, &claims), Vec::<&str>::new());
    }
}
