//! The words by which the clause of a date tells the past, or a plan.

/// Verbs of what may come; "could not" told the past.
pub(super) const MODALS: &[&str] = &[
    "will", "would", "shall", "should", "may", "might", "must", "can", "cannot", "could",
];

/// Verbs in the present in which timetables, laws and contracts are told.
pub(super) const PRESENT: &[&str] = &[
    "am",
    "are",
    "applies",
    "apply",
    "arrive",
    "arrives",
    "become",
    "becomes",
    "begin",
    "begins",
    "cease",
    "ceases",
    "close",
    "closes",
    "come",
    "comes",
    "conclude",
    "concludes",
    "continue",
    "continues",
    "cover",
    "covers",
    "depart",
    "departs",
    "do",
    "does",
    "end",
    "ends",
    "enter",
    "enters",
    "expire",
    "expires",
    "fall",
    "falls",
    "finish",
    "finishes",
    "follow",
    "follows",
    "go",
    "goes",
    "has",
    "have",
    "is",
    "lapse",
    "lapses",
    "last",
    "lasts",
    "leave",
    "leaves",
    "mature",
    "matures",
    "meet",
    "meets",
    "open",
    "opens",
    "reach",
    "reaches",
    "remain",
    "remains",
    "retire",
    "retires",
    "return",
    "returns",
    "rise",
    "rises",
    "run",
    "runs",
    "sail",
    "sails",
    "start",
    "starts",
    "stay",
    "stays",
    "stop",
    "stops",
    "take",
    "takes",
    "vote",
    "votes",
];

/// Words before "to" by which something is still to come.
pub(super) const SOON: &[&str] = &[
    "about",
    "bound",
    "contracted",
    "due",
    "eligible",
    "entitled",
    "expected",
    "fixed",
    "free",
    "going",
    "likely",
    "meant",
    "obliged",
    "poised",
    "ready",
    "scheduled",
    "set",
    "slated",
    "supposed",
    "unlikely",
];

/// Nouns that look ahead where they stand before the date, or where the date is no day.
pub(super) const NOUNS: &[&str] = &[
    "plan",
    "plans",
    "projection",
    "projections",
    "forecast",
    "forecasts",
    "target",
    "targets",
    "goal",
    "goals",
    "deadline",
    "agenda",
    "scenario",
    "scenarios",
    "horizon",
];

/// Words that look ahead that do so only in some places.
pub(super) const SOMETIMES: &[&str] = &[
    "until", "till", "ahead", "future", "if", "unless", "projects",
];

/// Words that open a clause of its own.
pub(super) const OPENERS: &[&str] = &[
    "that", "which", "who", "whose", "where", "when", "while", "because", "although", "though",
    "if", "unless", "whether", "until", "till", "whereas",
];

/// Words behind a comma that begin another statement.
pub(super) const JOINS: &[&str] = &["and", "but", "while", "so", "yet", "whereas", "or"];

/// Words before a noun that looks like a verb: "the cut".
pub(super) const DETERMINERS: &[&str] = &[
    "the", "a", "an", "its", "their", "his", "her", "this", "these", "those", "our", "any", "no",
    "some",
];

/// Verbs of saying, behind which "was" and a verb in "-ing" tell of a plan.
pub(super) const SAYING: &[&str] = &[
    "said",
    "announced",
    "declared",
    "confirmed",
    "told",
    "wrote",
    "added",
    "explained",
];

/// Verbs by which a day is set for something.
pub(super) const SET_FOR: &[&str] = &[
    "listed",
    "fixed",
    "scheduled",
    "booked",
    "timetabled",
    "slated",
];

/// The same, where the day stands behind "to" or "for".
pub(super) const MOVED_TO: &[&str] = &[
    "set",
    "postponed",
    "adjourned",
    "moved",
    "put",
    "deferred",
    "delayed",
    "rescheduled",
    "brought",
    "pushed",
];

/// Verbs by which people are brought together for something.
pub(super) const CALLING: &[&str] = &["called", "convened", "summoned", "announced", "proclaimed"];

/// What happens on a day that was set long before.
pub(super) const GATHERINGS: &[&str] = &[
    "election",
    "elections",
    "vote",
    "poll",
    "polls",
    "referendum",
    "summit",
    "games",
    "olympics",
    "cup",
    "final",
    "finals",
    "championship",
    "championships",
    "fair",
    "festival",
    "conference",
    "congress",
    "tournament",
    "expo",
    "assembly",
    "session",
    "meeting",
    "hearing",
    "strike",
    "match",
    "talks",
    "trial",
];

/// Verbs by which somebody is given such an occasion.
pub(super) const AWARDING: &[&str] = &[
    "awarded",
    "chosen",
    "chose",
    "selected",
    "designated",
    "picked",
    "promised",
];

/// Verbs by which money is given for a time.
pub(super) const GRANTING: &[&str] = &[
    "approved",
    "adopted",
    "passed",
    "allocated",
    "earmarked",
    "granted",
    "allotted",
    "agreed",
    "fixed",
];

/// What is given for a time.
pub(super) const GRANTS: &[&str] = &[
    "budget",
    "budgets",
    "spending",
    "funds",
    "funding",
    "grant",
    "grants",
    "levy",
    "tax",
    "tariff",
    "programme",
    "programmes",
    "program",
    "programs",
    "quota",
    "subsidy",
    "subsidies",
];

/// Verbs by which something goes on to a day.
pub(super) const EXTENDING: &[&str] = &[
    "extended",
    "ran",
    "prolonged",
    "renewed",
    "granted",
    "issued",
    "let",
    "leased",
    "licensed",
];

/// Verbs of what is arranged for a time.
pub(super) const FOR_A_TIME: &[&str] = &[
    "appointed",
    "approved",
    "booked",
    "chartered",
    "elected",
    "funded",
    "hired",
    "rented",
    "reserved",
    "signed",
    "valid",
];

/// What is made for a year to come: "the budgets of 2020 and 2021".
pub(super) const OF_A_YEAR: &[&str] = &[
    "budget",
    "budgets",
    "plan",
    "plans",
    "games",
    "olympics",
    "estimates",
    "target",
    "targets",
];

/// Verbs of what tells a tale.
pub(super) const TALES: &[&str] = &[
    "told", "wrote", "dreamt", "dreamed", "imagined", "sang", "spoke",
];

/// Nouns for the day on which something falls due.
pub(super) const DATES: &[&str] = &["date", "day", "deadline", "expiry", "maturity", "term"];

/// Participles that are no form of the past by themselves.
pub(super) const PARTICIPLES: &[&str] = &[
    "beaten",
    "begun",
    "broken",
    "chosen",
    "done",
    "drawn",
    "driven",
    "fallen",
    "flown",
    "forgotten",
    "frozen",
    "given",
    "gone",
    "grown",
    "hidden",
    "known",
    "let",
    "risen",
    "seen",
    "shown",
    "sold",
    "spoken",
    "stolen",
    "sunk",
    "sworn",
    "taken",
    "thrown",
    "torn",
    "withdrawn",
    "worn",
    "written",
];
