"""Reads what the template was handed (docs/templates.md): what a PDF of it has to hold. It judges nothing."""

import unicodedata
from collections import Counter, defaultdict


# Stands for what has no words of its own; the engine writes a formula out as it likes.
UNKNOWN = "\0"


def letters(text):
    """What is left of a text however it was set: no spaces, hyphens and ligatures, no capitals."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def tag_of(lang):
    """The language as the engine writes it."""
    return lang["code"] + (f"-{lang['region']}" if lang["region"] else "")


class Model:
    """The counts of a contract."""

    def __init__(self, contract):
        self.contract = contract
        self.manifest, self.terms = contract["manifest"], contract["terms"]
        self.language = tag_of(self.manifest["lang"]) if self.manifest["lang"] else "en"
        self.count = Counter()
        self.headings = []  # (level, words) in order
        self.alts = defaultdict(list)
        self.urls = []
        self.words = defaultdict(Counter)  # letters by language
        self.twice = defaultdict(Counter)  # those that may be printed again: titles in contents and lists
        self.note_numbers = set()
        if contract["theme"]["logo"]:
            self.alts["Figure"].append(contract["theme"]["logo"]["alt"])
        for section in contract["sections"]:
            self.blocks(section["blocks"], self.language)
        text, self.headings = self.headings, []
        self.register(contract["register"])
        register, self.headings = self.headings, []
        self.references(contract["references"])
        references, self.headings = self.headings, []
        # a template may put the two in either order
        self.headings = text + register + references
        self.orders = [self.headings, text + references + register]
        for entry in contract["contents"].values():
            again = Model.of_inlines(entry["title"], self.language)
            for language, counted in again.words.items():
                self.twice[language] += counted
            self.alts["again"] += again.alts["Formula"]
            self.count["Code again"] += again.count["Code"]

    @classmethod
    def of_inlines(cls, inlines, language):
        self = cls.__new__(cls)
        self.language = language
        self.count, self.headings, self.alts, self.urls = Counter(), [], defaultdict(list), []
        self.words, self.twice, self.note_numbers = defaultdict(Counter), defaultdict(Counter), set()
        self.inlines(inlines, language)
        return self

    def say(self, text, language):
        self.words[language] += Counter(letters(text))
        # The exporter says a letter with a mark of its own once for each of their two glyphs.
        composed = unicodedata.normalize("NFC", text)
        marked = (a for a, b in zip(composed, composed[1:]) if unicodedata.combining(b) and a.isalnum())
        self.twice[language] += Counter("".join(marked))

    def blocks(self, blocks, language):
        for block in blocks:
            self.block(block, tag_of(block["lang"]) if "lang" in block else language)

    def block(self, b, language):
        kind = b["type"]
        if kind == "heading":
            self.headings.append((b["level"], plain(b["content"])))
            self.inlines(b["content"], language)
        elif kind == "paragraph":
            self.inlines(b["content"], language)
        elif kind == "list":
            self.count["L"] += bool(b["items"])
            self.count["LI"] += len(b["items"])
            for item in b["items"]:
                self.blocks(item, language)
        elif kind == "definitions":
            self.count["L"] += 1
            self.count["LI"] += len(b["items"])
            for item in b["items"]:
                self.inlines(item["term"], language)
                for blocks in item["definitions"]:
                    self.blocks(blocks, language)
        elif kind == "quote":
            self.count["BlockQuote"] += bool(b["blocks"])
            self.blocks(b["blocks"], language)
        elif kind == "code":
            self.count["Code"] += bool(b["text"].strip())
            self.say(b["text"], language)
        elif kind == "table":
            self.table(len(b["rows"]), len(b["columns"]))
            self.count["Caption"] += bool(b["caption"])
            self.inlines(b["caption"], language)
            for row in [b["header"], *b["rows"]]:
                for cell in row:
                    self.inlines(cell, language)
        elif kind == "figure":
            self.alts["Figure"].append(b["alt"])
            self.count["Caption"] += bool(b["caption"])
            self.inlines(b["caption"], language)
        elif kind == "maths":
            self.formula(b, language)
        elif kind == "div":
            self.blocks(b["blocks"], language)
        elif kind != "rule":
            raise ValueError(f"unknown type of block: {kind}")

    def formula(self, maths, language):
        self.alts["Formula"].append(maths["alt"])
        self.twice[language] += Counter(letters(maths["alt"] + maths["tex"]))

    def table(self, rows, columns):
        self.count["Table"] += 1
        self.count["TR"] += rows + 1
        self.count["TH"] += columns
        self.count["TD"] += rows * columns

    def inlines(self, inlines, language):
        for i in inlines:
            kind = i["type"]
            if kind in ("text", "code"):
                self.say(i["text"], language)
                self.count["Code"] += kind == "code"
            elif kind == "maths":
                self.formula(i, language)
            elif kind == "note":
                self.count["calls"] += 1
                self.twice[language] += Counter(str(i["number"]))
                if i["blocks"] is not None:
                    self.count["Note"] += 1
                    # a note stands outside of the words that call it
                    self.blocks(i["blocks"], self.language)
            elif kind == "link":
                self.urls.append(i["url"])
                self.inlines(i["content"], language)
                address = i.get("address")
                if address and address["call"]:
                    self.count["Note"] += 1
                    self.count["calls"] += 1
                if address:
                    self.say(address["text"], language)
            elif "content" in i:
                self.inlines(i["content"], tag_of(i["lang"]) if "lang" in i else language)

    def register(self, register):
        if register is None:
            return
        self.headings.append((1, register["title"]))
        self.table(len(register["rows"]), 4)
        for row in register["rows"]:
            self.inlines(row["content"], tag_of(row["lang"]) if row["lang"] else self.language)
            for source in row["sources"]:
                self.inlines(source["content"] or [], self.language)
                self.inlines(source["place"] or [], self.language)
        for row in register["index"]["rows"]:
            self.inlines(row["content"] or [], self.language)
        if register["index"]["rows"]:
            self.headings.append((2, register["index"]["title"]))
            self.table(len(register["index"]["rows"]), 2)

    def references(self, references):
        if references is None:
            return
        self.headings.append((1, references["title"]))
        lists = {one["from"]: one for one in references["lists"]}
        for index, entry in enumerate(references["entries"]):
            if index in lists:
                self.headings.append((2, lists[index]["title"]))
            self.inlines(entry["label"] or [], self.language)
            self.inlines(entry["content"], self.language)


def plain(inlines):
    """The words of running text, without notes and with a mark for each formula."""
    words = {"note": "", "maths": UNKNOWN}
    return "".join(words.get(i["type"], i.get("text", "") + plain(i.get("content", []))) for i in inlines)
