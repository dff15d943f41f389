"""The citation situations that csl.py compares: references, and short texts that cite them.

They are generated from lists and one seed, so that every run has the same ones. `situations()` gives
dictionaries with `name`, `text`, `entries` (CSL-JSON items) or `bib` (BibLaTeX).
"""

import itertools
import random

SEED = 20261125

PEOPLE = [
    ("Kim", "Min-ji"),
    ("Okafor", "Chinedu"),
    ("Smith", "John Paul"),
    ("García Márquez", "Ana"),
    ("Lindqvist", "Åsa"),
    ("Haddad", "Leila"),
    ("Novák", "Petr"),
    ("Tanaka", "Yuki"),
    ("Mensah", "Kofi A."),
    ("Rossi", "Maria Luisa"),
    ("Dubois", "Jean-Luc"),
    ("Petrov", "Ivan"),
]
BODIES = ["Human Rights Watch", "United Nations General Assembly", "Ministry of Justice of Norland"]


def people(count, start=0):
    return [{"family": f, "given": g} for f, g in itertools.islice(itertools.cycle(PEOPLE), start, start + count)]


def body(at):
    return [{"literal": BODIES[at % len(BODIES)]}]


def issued(*parts):
    return {"date-parts": [list(parts)]}


# One reference of each type as reports cite it, without authors.
TYPES = {
    "book": {"type": "book", "title": "Borders and their keepers", "publisher": "Example Press",
             "publisher-place": "Oslo", "issued": issued(2014), "ISBN": "978-3-16-148410-0"},
    "edition": {"type": "book", "title": "The law of asylum", "edition": "3", "publisher": "Academic House",
                "publisher-place": "London", "issued": issued(2009)},
    "article": {"type": "article-journal", "title": "Counting returns at the river", "container-title":
                "Journal of Border Studies", "volume": "12", "issue": "3", "page": "201-230",
                "issued": issued(2018, 5), "DOI": "10.1234/jbs.2018.201"},
    "chapter": {"type": "chapter", "title": "Detention before return", "container-title":
                "Handbook of refugee law", "editor": [{"family": "Weber", "given": "Ruth"}], "page": "45-67",
                "publisher": "Example Press", "publisher-place": "Geneva", "issued": issued(2016)},
    "report": {"type": "report", "title": "No way back: returns across the river", "genre": "Research report",
               "number": "12/2021", "publisher": "Institute for Rights", "publisher-place": "Vienna",
               "issued": issued(2021, 3, 4), "URL": "https://example.org/no-way-back",
               "accessed": issued(2024, 2, 1)},
    "webpage": {"type": "webpage", "title": "What we know about the returns", "container-title": "Rights Today",
                "issued": issued(2022, 11, 9), "URL": "https://example.org/returns",
                "accessed": issued(2024, 2, 1)},
    "newspaper": {"type": "article-newspaper", "title": "Forty returned in one night", "container-title":
                  "The Daily Courier", "issued": issued(2012, 2, 27), "page": "4",
                  "URL": "https://example.org/courier/forty"},
    "case": {"type": "legal_case", "title": "Hirsi Jamaa and Others v. Italy", "authority":
             "European Court of Human Rights", "number": "27765/09", "issued": issued(2012, 2, 23)},
    "treaty": {"type": "treaty", "title": "Convention relating to the Status of Refugees", "container-title":
               "United Nations Treaty Series", "volume": "189", "page": "137", "issued": issued(1951, 7, 28)},
    "statute": {"type": "legislation", "title": "Border Control Act", "number": "44", "issued": issued(1998),
                "container-title": "Laws of Norland", "page": "12-40"},
    "thesis": {"type": "thesis", "title": "Crossing at night", "genre": "PhD thesis", "publisher":
               "University of Norland", "publisher-place": "Bergen", "issued": issued(2017)},
    "interview": {"type": "interview", "title": "Interview with a former guard", "medium": "audio",
                  "issued": issued(2020, 6, 15)},
    "film": {"type": "motion_picture", "title": "The far bank", "publisher": "River Films",
             "issued": issued(2015)},
    "conference": {"type": "paper-conference", "title": "Measuring refoulement", "container-title":
                   "Proceedings of the Forum on Migration", "event-title": "Forum on Migration",
                   "event-place": "Nairobi", "page": "33-41", "publisher": "Forum Press",
                   "issued": issued(2019)},
    "magazine": {"type": "article-magazine", "title": "The ferryman’s ledger", "container-title": "Weekly Review",
                 "issued": issued(2013, 10, 5), "page": "22-27"},
    "entry": {"type": "entry-encyclopedia", "title": "Non-refoulement", "container-title":
              "Encyclopedia of International Law", "publisher": "Academic House", "issued": issued(2011)},
    "hearing": {"type": "hearing", "title": "The situation at the northern border", "authority":
                "Foreign Affairs Committee", "issued": issued(2012, 3, 5)},
    "blog": {"type": "post-weblog", "title": "A week at the crossing", "container-title": "Border Notes",
             "issued": issued(2021, 8, 2), "URL": "https://example.org/notes/week"},
    "dataset": {"type": "dataset", "title": "Register of returns 2010–2020", "publisher": "Institute for Rights",
                "version": "2.1", "issued": issued(2021), "DOI": "10.1234/data.7"},
    "manuscript": {"type": "manuscript", "title": "Letters from the garrison", "archive": "National Archive",
                   "archive_location": "Box 4", "issued": issued(1953)},
}

# Locators in the long words, which both processors read in every locale.
LOCATORS = {
    "page": "p. 5", "pages": "pp. 5-9", "long pages": "pp. 321-328", "page list": "pp. 5, 9", "bare": "12",
    "paragraph": "paragraph 14", "paragraphs": "paragraphs 14-16", "article": "article 33", "articles": "articles 3-5",
    "section": "section 2", "sections": "sections 2-4", "chapter": "chapter 4", "figure": "figure 3", "note": "note 7",
    "volume": "volume 2", "roman": "p. xiv", "roman range": "pp. iv-ix", "line": "line 20", "column": "column 3",
    "part": "part 2", "verse": "verse 4", "letters": "section IV.C(b)",
}

REPEATS = {
    "the same at once": ["@a", "@a"],
    "the same page at once": ["@a, p. 5", "@a, p. 5"],
    "another page at once": ["@a, p. 5", "@a, p. 9"],
    "a page after none": ["@a", "@a, p. 9"],
    "none after a page": ["@a, p. 5", "@a"],
    "after another": ["@a, p. 5", "@b", "@a, p. 9"],
    "three in a row": ["@a, p. 5", "@a, p. 5", "@a, p. 6"],
    "after two": ["@a; @b", "@a", "@b"],
    "the last of two": ["@a; @b", "@b, p. 4"],
    "two again": ["@a; @b", "@a; @b"],
    "far apart": ["@a, p. 5", "@b", "@c", "@b", "@c", "@b", "@a, p. 9"],
    "with a prefix": ["@a, p. 5", "see @a, p. 5"],
}

NAMES = {
    "particle": [{"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}],
    "dropping particle": [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}],
    "suffix": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
    "apostrophe": [{"family": "O'Brien", "given": "Siobhan"}],
    "curly apostrophe": [{"family": "N’Diaye", "given": "Awa"}],
    "one name": [{"family": "Sukarno"}],
    "hyphens": [{"family": "Al-Rashid", "given": "Nour-Eddine"}],
    "initials": [{"family": "Banks", "given": "J. R."}],
    "Korean": [{"family": "김", "given": "민지"}],
    "Cyrillic": [{"family": "Толстой", "given": "Лев"}],
    "two names": [{"family": "Fernández de Córdoba", "given": "Luis"}],
    "body": [{"literal": "Office of the High Commissioner for Human Rights"}],
    "body and person": [{"literal": "Amnesty International"}, {"family": "Kim", "given": "Min-ji"}],
    "body with a stop": [{"literal": "River Films Inc."}],
}

TITLES = {
    "colon": "Out of sight: returns by night",
    "question": "Who counts the returned?",
    "question and subtitle": "Who counts? The returned and their keepers",
    "exclamation": "Never again!",
    "quotation": "The “river rule” in practice",
    "straight quotation": "The \"river rule\" in practice",
    "italics": "Reading <i>Refoulement</i> closely",
    "acronyms": "UNHCR and the DPRK after the CAT",
    "capitals": "A Study of the Law of Return in East Asia",
    "lower case": "on the law of return",
    "apostrophe": "The ferryman's ledger",
    "Korean": "강을 건너며",
    "numbers": "9/11 and the 1951 Convention",
    "amounts": "Costs rose from $5 to $10",
    "dash": "Returns – a history",
    "hyphens": "Cross-border returns and anti-asylum laws",
    "versus": "Soering v. United Kingdom revisited",
    "stop": "Returned, etc.",
    "verbatim": "The <span class=\"nocase\">eBorder</span> system",
}

BIB = {
    "incollection": """@incollection{a, author = {Kim, Min-ji}, title = {Detention before return},
  booktitle = {Handbook of refugee law}, editor = {Weber, Ruth}, pages = {45--67}, publisher = {Example Press},
  location = {Geneva}, date = {2016}}""",
    "inproceedings": """@inproceedings{a, author = {Okafor, Chinedu}, title = {Measuring refoulement},
  booktitle = {Proceedings of the Forum on Migration}, pages = {33--41}, publisher = {Forum Press}, date = {2019}}""",
    "inbook": """@inbook{a, author = {Kim, Min-ji}, title = {On waiting}, booktitle = {Borders and their keepers},
  pages = {5--9}, publisher = {Example Press}, location = {Oslo}, date = {2014}}""",
    "article": """@article{a, author = {Kim, Min-ji and Smith, John Paul}, title = {Counting returns at the river},
  journaltitle = {Journal of Border Studies}, volume = {12}, number = {3}, pages = {201--230}, date = {2018},
  doi = {10.1234/jbs.2018.201}}""",
    "book": """@book{a, author = {Haddad, Leila}, title = {The law of asylum}, edition = {3},
  publisher = {Academic House}, location = {London}, date = {2009}}""",
    "collection": """@collection{a, editor = {Weber, Ruth and Kim, Min-ji}, title = {Handbook of refugee law},
  publisher = {Example Press}, location = {Geneva}, date = {2016}}""",
    "report": """@report{a, author = {{Human Rights Watch}}, title = {No way back}, type = {Research report},
  institution = {Human Rights Watch}, number = {12}, date = {2021-03-04}, url = {https://example.org/no-way-back},
  urldate = {2024-02-01}}""",
    "online": """@online{a, author = {{Rights Office}}, title = {What we know}, date = {2022-11-09},
  url = {https://example.org/returns}, urldate = {2024-02-01}}""",
    "phdthesis": """@phdthesis{a, author = {Lindqvist, Åsa}, title = {Crossing at night},
  school = {University of Norland}, year = {2017}}""",
    "translated": """@book{a, author = {Petrov, Ivan}, title = {The far bank}, translator = {Novák, Petr},
  publisher = {Example Press}, date = {1999}}""",
    "series": """@book{a, author = {Rossi, Maria}, title = {The ferry}, series = {Studies in borders}, number = {4},
  publisher = {Example Press}, date = {2001}}""",
    "magazine": """@article{a, author = {Tanaka, Yuki}, title = {The ledger}, journaltitle = {Weekly Review},
  entrysubtype = {magazine}, date = {2013-10-05}, pages = {22--27}}""",
    "acronyms": """@article{a, author = {Kim, Min-ji}, title = {{UNHCR} and the {DPRK} in {Asia}},
  journaltitle = {Border Studies}, volume = {1}, pages = {1--9}, date = {2003}}""",
    "misc": """@misc{a, author = {Kim, Min-ji}, title = {Field notes}, howpublished = {On file with the author},
  date = {2011}}""",
}


def entry(kind, key="a", **fields):
    made = {"id": key, **TYPES[kind], **fields}
    return {name: value for name, value in made.items() if value is not None}


def authored(kind, key="a", count=1, start=0, **fields):
    return entry(kind, key, author=people(count, start), **fields)


def text_of(cites):
    return "\n\n".join(f"Words [{cite}]." for cite in cites) + "\n"


def situations():
    """All of them, in order."""
    made = []

    def add(name, text, entries=None, bib=None):
        made.append({"name": name, "text": text, "entries": entries, "bib": bib})

    chance = random.Random(SEED)
    for kind in TYPES:
        add(f"type {kind}, one author", text_of(["@a", "@a, p. 5"]), [authored(kind, start=chance.randrange(12))])
        add(f"type {kind}, no author", text_of(["@a"]), [entry(kind)])
        add(f"type {kind}, an institution", text_of(["@a, p. 5"]), [entry(kind, author=body(chance.randrange(3)))])
        count = chance.choice([2, 3])
        add(f"type {kind}, {count} authors", text_of(["@a"]), [authored(kind, count=count, start=chance.randrange(12))])
    for kind in ("book", "article", "report", "webpage", "newspaper", "statute"):
        add(f"type {kind}, no date", text_of(["@a"]), [authored(kind, issued=None)])
    for count in (2, 3, 4, 5, 6, 7, 8, 10, 11, 12):
        kind = chance.choice(["book", "article", "report"])
        add(f"{count} authors, {kind}", text_of(["@a", "@a, p. 5"]), [authored(kind, count=count)])
    for count in (1, 2, 4):
        add(f"{count} editors and no author", text_of(["@a"]), [entry("book", editor=people(count, 3))])
        add(f"{count} translators", text_of(["@a"]), [authored("book", translator=people(count, 5))])
    add("author and editor", text_of(["@a"]), [authored("book", editor=people(1, 4))])
    add("chapter with two editors", text_of(["@a"]), [authored("chapter", editor=people(2, 4))])
    add("translated chapter", text_of(["@a"]), [authored("chapter", translator=people(1, 6))])
    for name, author in NAMES.items():
        add(f"name, {name}", text_of(["@a"]), [entry("book", author=author)])
    for at, (name, title) in enumerate(TITLES.items()):
        kind = ("book", "article", "chapter")[at % 3]
        add(f"title, {name}, {kind}", text_of(["@a"]), [authored(kind, title=title)])
    for at, (name, locator) in enumerate(LOCATORS.items()):
        kind = ("book", "report", "article", "case", "treaty")[at % 5]
        add(f"locator, {name}, {kind}", text_of([f"@a, {locator}"]), [authored(kind)])
    b, c = authored("article", "b", start=3), authored("report", "c", start=6)
    for name, cites in REPEATS.items():
        for kind in ("book", "article"):
            add(f"repeated {kind}, {name}", text_of(cites), [authored(kind), b, c])
    same = [authored("book", "a"), authored("report", "b", issued=issued(2014)), authored("article", "c")]
    add("the same author and year", text_of(["@a", "@b, p. 5", "@a"]), same)
    add("the same author in one citation", text_of(["@a; @b; @c"]), same)
    add("the same author, other years", text_of(["@a; @c"]), same)
    kims = [authored("book", "a"), entry("book", "b", author=[{"family": "Kim", "given": "Hyun-soo"}],
                                         title="Another book")]
    add("the same family name", text_of(["@a", "@b"]), kims)
    add("the same family name and year in one citation", text_of(["@a; @b"]), kims)
    three = [entry("book", "a", author=people(4)), entry("book", "b", author=people(3) + people(1, 6), title="Rivers")]
    add("authors that differ at the end", text_of(["@a", "@b"]), three)
    many = [authored("book", k, start=n) for n, k in enumerate("abcde")]
    add("numbers in a row", text_of(["@a", "@b", "@c", "@a; @b; @c", "@a; @c"]), many)
    add("five in one citation", text_of(["@e; @d; @c; @b; @a"]), many)
    add("list in order", text_of(["@c", "@b", "@e", "@a", "@d"]), many)
    add("list by title", text_of(["@a", "@b"]), [entry("book", "a", title="The zebra"), entry("report", "b", title="An apple")])
    pair = [authored("book", "a"), authored("article", "b", start=3)]
    for name, text in {
        "prefix": "Words [see @a].",
        "prefix and locator": "Words [see @a, p. 5].",
        "suffix": "Words [@a, p. 5, with a note].",
        "suffix without locator": "Words [@a and elsewhere].",
        "prefixes of two": "Words [see @a, p. 5; but see @b].",
        "author in the text": "@a says so.",
        "author in the text with locator": "@a [p. 5] says so.",
        "author left out": "Kim says so [-@a].",
        "author left out with locator": "Kim says so [-@a, p. 5].",
        "two authors in the text": "@a and @b say so.",
        "in a note": "Words.^[See @a [p. 5].]",
        "cited in a note": "Words.^[Details in [@a, p. 5].]",
        "in a note and after": "Words.^[[@a, p. 5].]\n\nWords [@a, p. 6].",
        "before a comma": "Words [@a], words.",
        "in the middle": "Words [@a] go on.",
        "after a quotation": "“Words” [@a, p. 5].",
        "at a question": "Words [@a]?",
        "two locators": "Words [@a, p. 5; @a, p. 9].",
    }.items():
        add(f"form, {name}", text + "\n", pair)
    bodies = [entry("report", "a", author=body(0), title="First"), entry("report", "b", author=body(0), title="Second")]
    add("form, an institution in the text", "@a [p. 5] says so; so does @b.\n", bodies)
    add("form, no author in the text", "@a says so.\n", [entry("webpage")])
    for name, written in BIB.items():
        add(f"BibLaTeX {name}", text_of(["@a, p. 5"]), bib=written)
    for at in range(24):
        kinds = chance.sample(sorted(TYPES), 3)
        entries = [authored(kind, key, chance.choice([1, 1, 2, 3, 5]), chance.randrange(12)) for kind, key in zip(kinds, "abc")]
        cites = []
        for _ in range(chance.randrange(3, 6)):
            keys = chance.sample("abc", chance.choice([1, 1, 1, 2]))
            cites.append("; ".join(f"@{k}" + chance.choice(["", ", p. 5", ", para. 7", ", pp. 12-15"]) for k in keys))
        add(f"mixed {at + 1}: {', '.join(kinds)}", text_of(cites), entries)
    return made
