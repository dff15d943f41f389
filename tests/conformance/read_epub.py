"""Reads an EPUB into documents that know their links, ids and places. It judges nothing; standard library only."""

import posixpath
import unicodedata
import zipfile
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

XHTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPS = "{http://www.idpf.org/2007/ops}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Text on both sides of these belongs to one word; every other element ends a word.
INLINE = {
    XHTML + name
    for name in "a abbr b bdi bdo cite code del dfn em i ins kbd mark q ruby s samp small span strong sub sup time u var wbr".split()
}


class Unreadable(Exception):
    """The file cannot be opened as what it should be, or one of its parts is not well-formed."""


def kinds(element):
    """What an element is, from epub:type and role together: `doc-noteref` and `noteref` are the same thing here."""
    return set((element.get(OPS + "type") or "").split()) | {role.removeprefix("doc-") for role in (element.get("role") or "").split()}


def local_name(element):
    return element.tag.rpartition("}")[2]


def squeeze(text):
    """Text as a reader compares it: one form of each letter, no soft hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).split())


def visible_text(element, leave_out=lambda element: False):
    """The text of an element, without the parts for which `leave_out` holds."""
    parts = []

    def walk(node):
        if leave_out(node):
            return
        gap = "" if node.tag in INLINE else " "
        parts.append(gap + (node.text or ""))
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        parts.append(gap)

    walk(element)
    return squeeze("".join(parts))


@dataclass
class Item:
    id: str
    path: str
    media_type: str
    properties: set
    media_overlay: str | None


@dataclass
class Document:
    path: str
    root: ElementTree.Element
    parents: dict = field(default_factory=dict)
    ids: dict = field(default_factory=dict)
    repeated_ids: list = field(default_factory=list)

    def __post_init__(self):
        for element in self.root.iter():
            for child in element:
                self.parents[child] = element
            name = element.get("id")
            if name is not None:
                if name in self.ids:
                    self.repeated_ids.append(name)
                self.ids.setdefault(name, element)

    def ancestors(self, element):
        while element in self.parents:
            element = self.parents[element]
            yield element

    def inside(self, element, tag):
        return next((above for above in self.ancestors(element) if above.tag == tag), None)

    def language(self, element):
        for node in (element, *self.ancestors(element)):
            language = node.get("lang") or node.get(XML_LANG)
            if language:
                return language
        return ""

    def place(self, element):
        """Where an element is, for a message: the nearest id at or above it."""
        for node in (element, *self.ancestors(element)):
            if node.get("id"):
                return f"{self.path}#{node.get('id')}"
        return self.path

    def target(self, href):
        """(path, fragment or None) of a link within the book; None for a link that leaves it."""
        try:
            parts = urlsplit(href or "")
        except ValueError:  # a malformed address of another host; EPUBCheck reports it
            return None
        if href is None or parts.scheme or parts.netloc:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(parts.path))) if parts.path else self.path
        return path, unquote(parts.fragment) or None


class Book:
    """An opened EPUB: package, manifest, spine, and every XHTML document parsed."""

    def __init__(self, path):
        try:
            with zipfile.ZipFile(path) as archive:
                self.files = {name: archive.read(name) for name in archive.namelist()}
            container = ElementTree.fromstring(self.files["META-INF/container.xml"])
            self.package_path = next(e.get("full-path") for e in container.iter() if local_name(e) == "rootfile")
            self.package = ElementTree.fromstring(self.files[self.package_path])
        except (OSError, KeyError, StopIteration, zipfile.BadZipFile, ElementTree.ParseError) as error:
            raise Unreadable(f"{path}: {type(error).__name__}: {error}") from error
        base = posixpath.dirname(self.package_path)
        self.items = {}
        for item in self.package.iter(OPF + "item"):
            self.items[item.get("id")] = Item(
                item.get("id"),
                posixpath.normpath(posixpath.join(base, unquote(item.get("href") or ""))),
                item.get("media-type") or "",
                set((item.get("properties") or "").split()),
                item.get("media-overlay"),
            )
        self.documents = {}
        for item in self.items.values():
            if item.media_type == "application/xhtml+xml" and item.path in self.files:
                try:
                    self.documents[item.path] = Document(item.path, ElementTree.fromstring(self.files[item.path]))
                except ElementTree.ParseError as error:
                    raise Unreadable(f"{path}: {item.path}: not well-formed: {error}") from error
        spine = [self.items[ref.get("idref")].path for ref in self.package.iter(OPF + "itemref") if ref.get("idref") in self.items]
        self.spine = [self.documents[path] for path in spine if path in self.documents]
        self.nav = next((self.documents.get(i.path) for i in self.items.values() if "nav" in i.properties), None)

    def metadata(self, name):
        """The values of `<meta property="name">`, refinements included."""
        return [(e.text or "").strip() for e in self.package.iter(OPF + "meta") if e.get("property") == name]

    def elements(self, *tags):
        """(document, element) for every element of the book, or for those with one of the tags."""
        for document in self.documents.values():
            for element in document.root.iter():
                if not tags or element.tag in tags:
                    yield document, element

    def find(self, document, href):
        """(document, element) that a link with a fragment leads to, or None."""
        target = document.target(href)
        if target is None or target[1] is None or target[0] not in self.documents:
            return None
        there = self.documents[target[0]]
        return (there, there.ids[target[1]]) if target[1] in there.ids else None

    def navigation(self, kind):
        """The `nav` element of a kind (toc, page-list, landmarks), or None."""
        if self.nav is None:
            return None
        return next((n for n in self.nav.root.iter(XHTML + "nav") if kind in (n.get(OPS + "type") or "").split()), None)

    def page_marks(self):
        """(document, element) of every page mark in reading order."""
        return [(d, e) for d in self.spine for e in d.root.iter() if "pagebreak" in kinds(e)]


def page_mark_text(element):
    """What a page mark says: `page 12`, `12`, `Seite 12`. The number alone cannot be known without the language."""
    return squeeze(element.get("aria-label") or element.get("title") or "".join(element.itertext()))
