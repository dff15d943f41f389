//! Lists of abbreviations and words, for English first; German, French, Czech, Polish, Russian and
//! Ukrainian where they are usual.
//!
//! In lower case, without the last stop, and in the order of their bytes: they are searched by
//! halves.

/// Abbreviations after which a number, a numeral, a section sign or a symbol goes on with the
/// sentence.
pub(super) const NUMBERED: &[&str] = &[
    "abs", "add", "al", "amend", "ann", "annex", "app", "approx", "apps", "apr", "art", "arts",
    "aug", "bd", "bk", "bl", "c", "ca", "cap", "cf", "ch", "chap", "chaps", "cir", "cit", "cl",
    "cls", "cmt", "col", "cols", "corr", "dec", "div", "doc", "docs", "ed", "eq", "eqn", "eqs",
    "est", "et", "ex", "exs", "ext", "exx", "feb", "ff", "fig", "figs", "fl", "fn", "fol", "frac", "fracc", "hl",
    "ibid", "id", "incl", "jan", "jul", "jun", "kap", "l", "ln", "mar", "max", "min", "ms", "mtg",
    "n", "nn", "no", "nos", "nov", "nr", "nrn", "num", "n°", "nº", "obr", "oct", "odst", "op",
    "opp", "p", "par", "para", "paras", "pars", "pg", "pkt", "pl", "poz", "pp", "pt", "pts", "q",
    "qu", "rdnr", "ref", "refs", "reg", "res", "resp", "rev", "rn", "rozdz", "rt", "rys", "s",
    "sched", "scil", "sec", "secs", "sect", "sects", "sep", "sept", "ser", "sess", "ss", "stat",
    "str", "sub", "subpara", "subsec", "supp", "suppl", "tab", "tel", "tit", "tr", "ust", "v",
    "vol", "vols", "vs", "ziff", "č", "гл", "илл", "мал", "пп", "разд", "рис", "розд", "ст", "стор",
    "стр", "табл",
];

/// Titles and other abbreviations before a name.
pub(super) const TITLES: &[&str] = &[
    "abp", "adm", "amb", "asst", "atty", "bp", "br", "brig", "capt", "card", "cdr", "cmdr", "col",
    "comdr", "cpl", "dep", "det", "dipl", "dipl.-ing", "dr", "drs", "ens", "fr", "ft", "gen", "gens", "gov", "govs",
    "hon", "ing", "insp", "lt", "m", "maj", "messrs", "mlle", "mme", "mmes", "mr", "mrs", "ms",
    "msgr", "mt", "mts", "mx", "pfc", "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "rt",
    "sec", "sec.-gen", "sen", "sens", "sgt", "sr", "sra", "srta", "st", "ste", "supt",
    "under-sec.-gen",
];

/// Abbreviations that never end a sentence.
pub(super) const NEVER_LAST: &[&str] = &[
    "./", "a.k.a", "bzw", "cf", "d.b.a", "d.h", "e.a", "e.g", "f.k.a", "i.a", "i.e", "n.b", "např", "o.a",
    "p.ex", "q.v", "s.v", "sog", "tj", "tzn", "v", "vgl", "viz", "vs", "z.b", "z.t", "zob", "див",
    "напр", "см", "ср", "т.е",
];

/// Parts of names of institutions and journals, as in "Oxford Univ. Press", when they have a
/// capital.
pub(super) const IN_NAMES: &[&str] = &[
    "acad", "adv", "ala", "am", "amer", "ann", "ariz", "ark", "assn", "assoc", "bibl", "biol",
    "brit", "bull", "bur", "cal", "calif", "cent", "chem", "clin", "colo", "colum", "comm", "comp",
    "comput", "conf", "conn", "const", "ctr", "dep", "dept", "econ", "educ", "eng", "envtl", "eur",
    "fed", "fla", "ga", "gen", "geo", "harv", "hist", "hosp", "hum", "inst", "int", "intl", "j",
    "jour", "jud", "just", "kan", "lab", "lett", "mass", "med", "mich", "minn", "mont", "nat",
    "natl", "neb", "nev", "okla", "ont", "penn", "phil", "phys", "pol", "proc", "psychol", "pub",
    "publ", "q", "que", "rts", "sch", "sci", "soc", "stan", "stud", "tenn", "tex", "transnatl",
    "univ", "va", "vt", "wis",
];

/// Companies: "Acme Trading Co. Ltd."
pub(super) const COMPANIES: &[&str] = &[
    "bros", "co", "corp", "cos", "gmbh", "inc", "llc", "llp", "ltd", "mfg", "plc", "pte", "pty",
];

/// Other abbreviations that end a sentence only before a capital.
pub(super) const OTHERS: &[&str] = &[
    "abbr", "adj", "admin", "alt", "anon", "appt", "attn", "av", "ave", "avg", "bldg", "blvd",
    "cit", "cont", "cttee", "cu", "def", "dir", "dist", "doz", "eds", "encl", "env", "equiv", "esp",
    "esq", "et", "etc", "exch", "excl", "exec", "ext", "fax", "fdn", "freq", "fri", "ft", "gal",
    "govt", "hq", "hr", "hrs", "hwy", "illus", "instit", "intro", "jr", "kg", "km", "lat", "lb",
    "lbs", "lit", "loc", "mgmt", "mgr", "misc", "mo", "mon", "mos", "mtn", "mtns", "nat'l", "nt",
    "num", "obs", "ofc", "op", "orig", "oz", "para", "perf", "pers", "pop", "poss", "prev", "prob",
    "prov", "quot", "rd", "recd", "reg", "rel", "repr", "ret", "rpm", "secy", "sp", "spec", "spp",
    "sq", "sta", "subsp", "sup", "tbsp", "tech", "temp", "thous", "thu", "thur", "thurs", "trans",
    "transl", "tue", "tues", "unpubl", "usu", "var", "voc", "wed", "wk", "wks", "wt", "yr", "yrs",
];

/// Months whose short form takes a stop.
pub(super) const MONTHS: &[&str] = &[
    "apr", "aug", "dec", "feb", "jan", "jul", "jun", "mar", "nov", "oct", "sep", "sept",
];

/// Words in capitals after a stop that begin a sentence and no name.
pub(super) const CERTAIN_STARTERS: &[&str] = &[
    "about", "above", "according", "accordingly", "additionally", "after", "again", "all", "along",
    "also", "although", "among", "and", "another", "any", "anybody", "anyone", "anything", "apart",
    "are", "around", "as", "based", "because", "before", "below", "beyond", "both", "but", "by",
    "can", "children", "consequently", "could", "currently", "despite", "did", "does", "during",
    "each", "either", "even", "every", "everybody", "everyone", "everything", "except", "finally",
    "for", "from", "further", "furthermore", "generally", "given", "guards", "had", "has", "have",
    "hence", "here", "historically", "how", "however", "if", "in", "indeed", "instead", "is", "it",
    "its", "later", "like", "likewise", "many", "maybe", "meanwhile", "moreover", "most", "much",
    "neither", "never", "nevertheless", "next", "nobody", "none", "nonetheless", "nor", "not",
    "nothing", "now", "officials", "often", "once", "only", "or", "other", "others", "our", "over",
    "overall", "people", "perhaps", "previously", "rather", "recently", "refugees", "returnees",
    "several", "shall", "should", "similar", "similarly", "since", "some", "somebody", "someone",
    "something", "sometimes", "soon", "specifically", "still", "subsequently", "such", "than",
    "that", "the", "their", "then", "there", "therefore", "these", "they", "this", "those",
    "though", "through", "throughout", "thus", "today", "together", "too", "under", "unless",
    "unlike", "until", "upon", "using", "usually", "via", "was", "were", "what", "whatever", "when",
    "whenever", "where", "whereas", "wherever", "whether", "which", "while", "who", "whoever",
    "whose", "why", "with", "within", "without", "witnesses", "would", "yes", "yesterday", "yet",
];

/// Words that begin a sentence, and are family names too.
pub(super) const OTHER_STARTERS: &[&str] = &[
    "a", "an", "at", "do", "few", "he", "her", "his", "i", "may", "might", "more", "must", "my",
    "no", "of", "on", "one", "see", "she", "so", "to", "two", "we", "will", "you", "your",
];

/// Nouns after "the U.S." and "the U.N."
pub(super) const INSTITUTIONS: &[&str] = &[
    "action", "administration", "agencies", "agency", "air", "ambassador", "armed", "army",
    "assembly", "assistant", "attorney", "attorneys", "bank", "border", "bureau", "capitol",
    "census", "central", "chamber", "charter", "circuit", "citizen", "citizens", "citizenship",
    "coast", "code", "col", "command", "commerce", "commission", "commissioner", "commissioners",
    "committee", "conference", "congress", "congressional", "congressman", "congresswoman", "const",
    "constitution", "consul", "consulate", "convention", "council", "country", "court", "courts",
    "cultural", "customs", "declaration", "defense", "department", "deputy", "development",
    "director", "district", "doc", "docs", "dollar", "dollars", "economic", "educational",
    "embassy", "emergency", "energy", "environment", "environmental", "envoy", "executive",
    "expert", "experts", "federal", "fish", "food", "force", "forces", "foreign", "framework",
    "gaor", "gen", "general", "geological", "global", "government", "governments", "governor",
    "group", "guiding", "headquarters", "high", "holocaust", "home", "homeland", "house", "human",
    "humanitarian", "immigration", "independent", "industrial", "institute", "intelligence",
    "international", "joint", "justice", "law", "marine", "marines", "marshal", "marshals",
    "member", "military", "mission", "missions", "national", "nationals", "naval", "navy", "office",
    "open", "panel", "parliament", "patent", "peace", "peacekeepers", "peacekeeping", "permanent",
    "police", "population", "postal", "president", "presidential", "prime", "programme", "protocol",
    "public", "rapporteur", "refugee", "rep", "report", "representative", "representatives", "res",
    "resident", "resolution", "resolutions", "scor", "secret", "secretariat", "secretaries",
    "secretary", "secretary-general", "securities", "security", "sen", "senate", "senator",
    "senators", "senior", "sess", "special", "standard", "state", "states", "steel",
    "sub-commission", "summit", "supp", "supreme", "sustainable", "team", "trade", "treasury",
    "treaty", "troops", "trust", "under-secretary", "under-secretary-general", "university",
    "virgin", "volunteers", "war", "women", "working", "world", "youth",
];

/// Acronyms with stops that stand before a name or noun seldom: a capital after them begins a
/// sentence.
pub(super) const CLOSING_ACRONYMS: &[&str] = &[
    "a.d", "a.h", "b.a", "b.c", "b.c.e", "b.phil", "b.s", "b.sc", "c.e", "d.c", "d.phil", "ed.d",
    "esq", "j.d", "k.c", "ll.b", "ll.d", "ll.m", "m.a", "m.b.a", "m.d", "m.phil", "m.s", "m.sc",
    "o.b.e", "ph.d", "q.c", "s.c.d", "s.j.d",
];

/// Acronyms with stops that name countries and organisations.
pub(super) const PLACES: &[&str] = &[
    "d.p.r.k", "e.u", "n.k", "p.r.c", "r.o.k", "s.k", "u.a.e", "u.k", "u.n", "u.s", "u.s.a",
    "u.s.s.r",
];

/// Nouns after such an acronym with which the sentence goes on: "Ph.D. Thesis", "D.C. Circuit".
pub(super) const AFTER_CLOSING_ACRONYMS: &[&str] = &[
    "attorney", "candidate", "candidates", "circuit", "council", "court", "degree", "degrees",
    "dissertation", "mayor", "metropolitan", "police", "program", "programme", "student",
    "students", "superior", "theses", "thesis",
];

/// Nouns that a single capital letter names: "Block C."
pub(super) const LABELS: &[&str] = &[
    "annex", "answer", "appendix", "applicant", "area", "article", "attachment", "author", "block",
    "book", "box", "boy", "building", "camp", "case", "category", "cell", "chapter", "child",
    "city", "class", "cluster", "cohort", "column", "company", "country", "defendant", "detainee",
    "eq", "equation", "exhibit", "fig", "figure", "floor", "form", "gate", "girl", "grade", "group",
    "guard", "hall", "hepatitis", "informant", "interviewee", "item", "level", "line", "man", "map",
    "method", "model", "officer", "option", "panel", "paragraph", "part", "participant", "party",
    "patient", "person", "phase", "plan", "plate", "point", "prisoner", "province", "respondent",
    "returnee", "room", "route", "row", "sample", "scenario", "schedule", "section", "sector",
    "side", "site", "source", "stage", "state", "step", "student", "study", "subject", "supplement",
    "survivor", "table", "team", "terminal", "tier", "title", "town", "trader", "type", "unit",
    "variant", "version", "victim", "village", "vitamin", "volume", "war", "ward", "wing",
    "witness", "woman", "zone",
];

/// Words that head a numbered paragraph: "Finding 3."
pub(super) const RUN_IN: &[&str] = &[
    "abbildung", "abstract", "aim", "allegation", "annex", "appendix", "art", "article", "artikel",
    "assumption", "background", "befund", "box", "case", "caution", "ch", "chap", "chapter",
    "charge", "chart", "claim", "conclusion", "conclusions", "constat", "correction", "count",
    "definition", "diagram", "empfehlung", "eq", "example", "exhibit", "fig", "figure", "finding",
    "findings", "footnote", "goal", "graph", "hypothesis", "incident", "issue", "lemma", "lesson",
    "limitations", "map", "measure", "methods", "note", "notes", "objective", "objectives",
    "observation", "option", "para", "paragraph", "part", "phase", "photo", "plate", "point",
    "principle", "proposition", "question", "reason", "recommandation", "recommendation", "remark",
    "remarks", "requirement", "result", "results", "rule", "scenario", "schedule", "sec", "section",
    "source", "sources", "stage", "standard", "statement", "step", "story", "summary", "tab",
    "tabelle", "table", "target", "task", "testimony", "theme", "theorem", "tip", "trend",
    "warning", "witness", "그림", "부록", "붙임", "사례", "표",
];

/// Verbs that follow a quotation and its speaker: "“Why?” Kim asked."
pub(super) const SPEECH: &[&str] = &[
    "added", "answered", "asked", "begged", "called", "continued", "cried", "demanded", "exclaimed",
    "inquired", "replied", "said", "says", "screamed", "shouted", "snapped", "told", "whispered",
    "wondered", "wrote", "yelled",
];

/// Verbs that show that a clause begins: "China abstained", "Chinese officials said".
pub(super) const FINITE: &[&str] = &[
    "are", "became", "began", "bought", "broke", "brought", "built", "came", "can", "cannot",
    "caught", "chose", "could", "denies", "did", "does", "drove", "fell", "felt", "fled", "fought",
    "found", "gave", "grew", "had", "has", "have", "heard", "held", "hid", "hit", "is", "kept",
    "knew", "lay", "led", "left", "lost", "made", "may", "meant", "met", "might", "must", "paid",
    "put", "ran", "read", "rejected", "rejects", "rose", "said", "sat", "saw", "says", "sent",
    "set", "shot", "should", "sold", "spoke", "stole", "stood", "thought", "threw", "told", "took",
    "was", "went", "were", "will", "won", "wore", "would", "wrote",
];

/// Words before a noun that may stand last in a sentence: "by the U.S."
pub(super) const PREPOSITIONS: &[&str] = &[
    "about", "across", "against", "and", "around", "at", "between", "beyond", "by", "enter",
    "entering", "for", "from", "in", "inside", "into", "leave", "leaves", "leaving", "left", "near",
    "of", "on", "or", "outside", "over", "reach", "reaches", "than", "through", "to", "toward",
    "towards", "visit", "visiting", "with", "within",
];

/// Words of an adverbial of time before the main clause: "At about 6 a.m. Kim left."
pub(super) const OF_TIME: &[&str] = &[
    "about", "after", "afternoon", "around", "at", "before", "between", "by", "day", "early",
    "evening", "from", "just", "later", "local", "morning", "next", "night", "of", "on", "same",
    "shortly", "since", "that", "the", "time", "to", "until",
];

/// Names that end in an exclamation mark.
pub(super) const EXCLAIMED: &[&str] = &[
    "jeopardy", "joomla", "yahoo", "yum",
];

/// Zones and days after a time of day.
pub(super) const AFTER_TIMES: &[&str] = &[
    "bst", "central", "cest", "cet", "cst", "eastern", "edt", "eest", "eet", "est", "friday", "gmt",
    "ist", "jst", "kst", "monday", "msk", "pacific", "pdt", "pst", "saturday", "sunday", "thursday",
    "tuesday", "utc", "wednesday",
];
