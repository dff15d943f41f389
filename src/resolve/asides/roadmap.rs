//! Sentences that say what stands where in the report: "Section 3 describes the arrests."

use super::words::Words;

/// The words of a language for the parts of a report and for what these do.
struct Signs {
    /// Parts that are told by their number or letter: "Section 3", "Appendix B".
    parts: &'static [&'static str],
    /// The report, or a part of it, without a number.
    selves: &'static [&'static str],
    /// What only the report as a whole does, told of "the report".
    builds: &'static [&'static str],
    /// What a part of a report does.
    does: &'static [&'static str],
    /// Beginnings that leave no doubt.
    openings: &'static [&'static str],
    /// Words that bring in a statement: "shows that".
    states: &'static [&'static str],
}

const ENGLISH: Signs = Signs {
    parts: &[
        "section",
        "sections",
        "chapter",
        "chapters",
        "part",
        "parts",
        "appendix",
        "appendices",
        "annex",
        "annexes",
        "table",
        "tables",
        "figure",
        "figures",
        "box",
    ],
    selves: &[
        "this report",
        "this paper",
        "this brief",
        "this briefing",
        "this bulletin",
        "this memo",
        "this memorandum",
        "this note",
        "this policy brief",
        "this policy paper",
        "this working paper",
        "this discussion paper",
        "this chapter",
        "this section",
        "this annex",
        "this appendix",
        "this part",
        "the present report",
        "the present paper",
        "the next section",
        "the following section",
        "the previous section",
        "the preceding section",
        "the last section",
        "the final section",
        "the first section",
        "the second section",
        "the third section",
        "the next chapter",
        "the following chapter",
        "the previous chapter",
        "the last chapter",
        "the final chapter",
        "the first chapter",
        "the second chapter",
        "the third chapter",
        "the annex",
        "the appendix",
        "the next part",
        "the following part",
        "the first part",
        "the second part",
        "the third part",
        "the last part",
        "the sections that follow",
        "the following sections",
        "the following chapters",
        "the next two sections",
        "the remaining sections",
        "the first part of this report",
        "the second part of this report",
        "the first part of this paper",
        "the second part of this paper",
        "the rest of this report",
        "the rest of this paper",
        "the rest of the paper",
        "the rest of the report",
        "the remainder of this report",
        "the remainder of this paper",
        "the remainder of the paper",
        "the remainder of the report",
        "our report",
        "our paper",
        "the first two sections",
    ],
    builds: &[
        "is organised",
        "is organized",
        "is structured",
        "is divided",
        "is arranged",
        "is set out",
        "proceeds",
        "falls into",
        "has two parts",
        "has three parts",
        "has four parts",
        "has five parts",
        "consists of two parts",
        "consists of three parts",
        "consists of four parts",
        "has three sections",
        "has four sections",
        "has five sections",
    ],
    does: &[
        "describes",
        "describe",
        "discusses",
        "discuss",
        "presents",
        "present",
        "sets out",
        "set out",
        "explains",
        "explain",
        "turns to",
        "turn to",
        "deals with",
        "deal with",
        "examines",
        "examine",
        "asks",
        "ask",
        "looks at",
        "look at",
        "considers",
        "consider",
        "reviews",
        "review",
        "summarises",
        "summarise",
        "summarizes",
        "summarize",
        "lists",
        "list",
        "gives",
        "give",
        "contains",
        "contain",
        "outlines",
        "outline",
        "introduces",
        "introduce",
        "covers",
        "cover",
        "concludes",
        "conclude",
        "begins with",
        "begin with",
        "opens with",
        "returns to",
        "return to",
        "addresses",
        "address",
        "traces",
        "trace",
        "analyses",
        "analyse",
        "analyzes",
        "analyze",
        "provides",
        "provide",
        "focuses on",
        "focus on",
        "is concerned with",
        "is about",
        "is devoted to",
        "is on",
        "shows",
        "show",
        "showed",
        "compares",
        "compare",
        "documents",
        "document",
        "draws together",
        "takes up",
        "is organised",
        "is organized",
        "is structured",
        "is divided",
        "proceeds",
        "has",
        "described",
        "discussed",
        "explained",
        "dealt with",
        "draws on",
        "is based on",
        "relies on",
        "rests on",
    ],
    openings: &[
        "in what follows we",
        "in the following we",
        "below we",
        "we begin with",
        "we start with",
        "we begin by",
        "we start by",
        "we then turn to",
        "we turn to",
        "we now turn to",
        "we return to",
        "we conclude with",
        "we first",
        "our aim is to",
        "our goal is to",
        "our purpose is to",
        "the aim of this report is to",
        "the aim of this paper is to",
        "the purpose of this report is to",
        "the purpose of this paper is to",
    ],
    states: &["that", "finds", "proves", "found", "concluded"],
};

const GERMAN: Signs = Signs {
    parts: &[
        "abschnitt",
        "kapitel",
        "teil",
        "anhang",
        "abschnitte",
        "tabelle",
        "abbildung",
        "tabellen",
    ],
    selves: &[
        "dieser bericht",
        "dieses kapitel",
        "dieser abschnitt",
        "dieses papier",
        "dieses memo",
        "dieses arbeitspapier",
        "dieses diskussionspapier",
        "dieses hintergrundpapier",
        "diese kurzanalyse",
        "diese kurzstudie",
        "dieser teil",
        "dieser anhang",
        "der vorliegende bericht",
        "der nächste abschnitt",
        "der folgende abschnitt",
        "das nächste kapitel",
        "das folgende kapitel",
        "der anhang",
        "der erste teil",
        "der zweite teil",
        "der dritte teil",
    ],
    builds: &[
        "ist wie folgt",
        "gliedert sich",
        "ist gegliedert",
        "besteht aus",
    ],
    does: &[
        "beschreibt",
        "behandelt",
        "stellt",
        "untersucht",
        "fragt",
        "erläutert",
        "erklärt",
        "fasst",
        "enthält",
        "gibt",
        "zeigt",
        "diskutiert",
        "widmet",
        "geht",
        "ist",
        "schildert",
        "gliedert",
        "vergleicht",
        "betrachtet",
        "führt",
        "besteht",
        "stützt sich",
        "beruht auf",
    ],
    openings: &["im folgenden", "wir beginnen mit", "wir schließen mit"],
    states: &["dass", "daß"],
};

const FRENCH: Signs = Signs {
    parts: &[
        "la section",
        "le chapitre",
        "la partie",
        "l'annexe",
        "section",
        "chapitre",
        "partie",
        "annexe",
        "le tableau",
        "la figure",
        "tableau",
    ],
    selves: &[
        "ce rapport",
        "cette note",
        "le présent rapport",
        "cette section",
        "ce chapitre",
        "le présent chapitre",
        "cette partie",
        "la section suivante",
        "le chapitre suivant",
        "la partie suivante",
        "la première partie",
        "la deuxième partie",
        "la seconde partie",
        "la troisième partie",
        "l'annexe",
    ],
    builds: &[
        "s'organise",
        "est organisé",
        "se divise",
        "s'articule",
        "comprend",
        "se compose",
    ],
    does: &[
        "décrit",
        "présente",
        "traite",
        "expose",
        "examine",
        "analyse",
        "explique",
        "résume",
        "contient",
        "aborde",
        "est",
        "porte",
        "revient",
        "s'organise",
        "s'articule",
        "comprend",
        "donne",
        "montre",
        "compare",
        "se divise",
        "s'intéresse",
        "s'appuie",
        "repose sur",
    ],
    openings: &["dans ce qui suit", "nous commençons par", "nous revenons"],
    states: &["que", "qu'il", "qu'elle", "qu'ils", "qu'un", "qu'une"],
};

const SPANISH: Signs = Signs {
    parts: &[
        "la sección",
        "el capítulo",
        "la parte",
        "el anexo",
        "sección",
        "capítulo",
        "parte",
        "anexo",
        "el cuadro",
        "la tabla",
        "la figura",
    ],
    selves: &[
        "este informe",
        "esta nota",
        "el presente informe",
        "esta sección",
        "este capítulo",
        "esta parte",
        "la sección siguiente",
        "la siguiente sección",
        "el capítulo siguiente",
        "el siguiente capítulo",
        "la primera parte",
        "la segunda parte",
        "la tercera parte",
        "el anexo",
    ],
    builds: &[
        "se divide",
        "se organiza",
        "está organizado",
        "consta de",
        "se estructura",
    ],
    does: &[
        "describe",
        "presenta",
        "trata",
        "expone",
        "examina",
        "analiza",
        "explica",
        "resume",
        "contiene",
        "aborda",
        "se divide",
        "se organiza",
        "consta",
        "ofrece",
        "muestra",
        "compara",
        "estudia",
        "repasa",
        "vuelve",
    ],
    openings: &["a continuación", "empezamos con", "comenzamos con"],
    states: &["que"],
};

/// The beginnings and the ends of such sentences in Korean.
const KOREAN_SUBJECTS: [&str; 9] = [
    "이 보고서는",
    "본 보고서는",
    "이 장은",
    "이 장에서는",
    "이 절은",
    "이 절에서는",
    "다음 절에서는",
    "다음 장에서는",
    "이 글은",
];
const KOREAN_ENDS: [&str; 12] = [
    "설명한다",
    "다룬다",
    "서술한다",
    "구성된다",
    "분석한다",
    "정리한다",
    "소개한다",
    "묻는다",
    "살펴본다",
    "제시한다",
    "설명합니다",
    "다룹니다",
];

/// Whether a sentence says where in the report something stands, and nothing else. `goes_on` is whether it
/// stands behind a sentence about the report.
pub(super) fn is_roadmap(language: &str, words: &Words<'_>, goes_on: bool) -> bool {
    let signs = match language {
        "" | "en" => &ENGLISH,
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "es" => &SPANISH,
        "ko" => return is_korean(words),
        _ => return false,
    };
    if words.has_quotation() || words.has(signs.states) {
        return false;
    }
    if has_figure_of_its_own(signs, words) {
        return false;
    }
    words.begins(signs.openings)
        || begins_with_part(signs, words)
        || begins_with_self(signs, words)
        || goes_on && begins_with_pronoun(language, signs, words)
        || shows_elsewhere(language, words)
        || language != "de" && language != "fr" && language != "es" && is_given_elsewhere(words)
}

/// "Section 3 describes", "Sections 3 and 4 describe", "Part II presents".
fn begins_with_part(signs: &Signs, words: &Words<'_>) -> bool {
    let mut at = words.longest(0, signs.parts);
    if at == 0 || !is_label(words, at) {
        return false;
    }
    while is_label(words, at)
        || matches!(words.lower(at), "and" | "und" | "et" | "y" | "to") && is_label(words, at + 1)
    {
        at += 1;
    }
    words.longest(at, signs.does) > 0
}

/// The number or letter of a part: "3", "2.1", "IV", "B".
fn is_label(words: &Words<'_>, at: usize) -> bool {
    let Some(word) = words.written.get(at) else {
        return false;
    };
    let is_roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_letter = word.chars().count() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_number = word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number || is_roman || is_letter
}

/// "This report examines", "The report is organised as follows".
fn begins_with_self(signs: &Signs, words: &Words<'_>) -> bool {
    let at = words.longest(0, signs.selves);
    if at > 0 && words.longest(at, signs.does) > 0 {
        return true;
    }
    const WHOLE: &[&str] = &[
        "the report",
        "the paper",
        "the brief",
        "the study",
        "the article",
        "der bericht",
        "die studie",
        "le rapport",
        "l'étude",
        "el informe",
        "el estudio",
        "our report",
    ];
    let at = words.longest(0, WHOLE).max(at);
    at > 0 && words.longest(at, signs.builds) > 0
}

/// "It draws on letters." behind "This memo asks what is known."
fn begins_with_pronoun(language: &str, signs: &Signs, words: &Words<'_>) -> bool {
    let pronouns: &[&str] = match language {
        "de" => &["sie", "er", "es"],
        "fr" => &["il", "elle"],
        "es" => &[],
        _ => &["it"],
    };
    pronouns.contains(&words.lower(0)) && words.longest(1, signs.does) > 0
}

/// "As we show below, the ice was thin."
fn shows_elsewhere(language: &str, words: &Words<'_>) -> bool {
    const SHOWN: &[&str] = &[
        "as we show",
        "as we shall show",
        "as we will show",
        "as we argue",
        "as we explain",
        "as we discuss",
        "as we describe",
        "as shown",
        "as explained",
        "as discussed",
        "as described",
    ];
    const PLACES: &[&str] = &[
        "below",
        "further below",
        "later",
        "further on",
        "in the next section",
        "in the following section",
        "in the next chapter",
    ];
    let shown = words.longest(0, SHOWN);
    matches!(language, "" | "en") && shown > 0 && words.longest(shown, PLACES) > 0
}

/// Whether a figure stands in it that is not the number of a part of the report.
fn has_figure_of_its_own(signs: &Signs, words: &Words<'_>) -> bool {
    let is_part_word = |at: usize| {
        let word = words.lower(at);
        signs
            .parts
            .iter()
            .any(|part| part.split(' ').next_back() == Some(word))
    };
    let mut labels = false;
    for at in 0..words.len() {
        let joins = matches!(words.lower(at), "and" | "und" | "et" | "y" | "to");
        if is_part_word(at) {
            labels = true;
        } else if words.is_number(at) {
            if !labels || !is_label(words, at) {
                return true;
            }
        } else if !joins {
            labels = false;
        }
    }
    false
}

/// "Details are given in the appendix.", "A list of terms is printed at the end."
fn is_given_elsewhere(words: &Words<'_>) -> bool {
    const GIVEN: &[&str] = &[
        "is given",
        "are given",
        "is listed",
        "are listed",
        "is printed",
        "are printed",
        "is set out",
        "are set out",
        "is described",
        "are described",
        "is reproduced",
        "are reproduced",
        "is provided",
        "are provided",
        "is found",
        "are found",
        "can be found",
        "is discussed",
        "are discussed",
        "is explained",
        "are explained",
        "is withheld",
        "are withheld",
        "are shown",
        "is shown",
        "is",
        "are",
        "is available",
        "are available",
        "is published",
        "are published",
    ];
    const PLACES: &[&str] = &[
        "in the appendix",
        "in the annex",
        "in the appendices",
        "in this report",
        "at the end",
        "at the end of this report",
        "in the next section",
        "in the following section",
        "in the next chapter",
        "in the notes",
        "in the annexes",
        "below",
        "in this section",
        "on the last page",
        "on our website",
        "on our web site",
        "on our site",
        "on our page",
    ];
    // "The camp is below." is about the camp.
    let is_bare = |at: usize| matches!(words.lower(at - 1), "is" | "are");
    (0..words.len()).any(|start| {
        let at = start + words.longest(start, GIVEN);
        if at == start {
            return false;
        }
        let length = words.longest(at, PLACES);
        let is_ours = words.lower(at + 1) == "our";
        length > 0 && at + length == words.len() && (is_ours || !is_bare(at))
    })
}

fn is_korean(words: &Words<'_>) -> bool {
    let text = words.text.trim_end_matches(['.', '。', ' ']);
    let is_numbered = text.strip_prefix('제').is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        ["절은", "절에서는", "장은", "장에서는", "부는"]
            .iter()
            .any(|part| rest.starts_with(part))
    });
    let is_self = KOREAN_SUBJECTS
        .iter()
        .any(|subject| text.starts_with(subject));
    let says_what = KOREAN_ENDS.iter().any(|end| text.ends_with(end));
    (is_numbered || is_self) && says_what && !words.has_quotation()
}
