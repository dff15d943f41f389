"""Reads the words of a tagged PDF by the language they are marked with, from the bytes of its pages. It judges nothing."""

import re
from collections import Counter, defaultdict

from read_model import letters
from read_pdf import pikepdf


def languages_of_content(pdf):
    """For each piece of tagged content, (page, number), the language of its tag or of the nearest one around it."""
    found = {}
    main = str(pdf.Root.get("/Lang", ""))

    def walk(entry, page, language):
        page = entry.get("/Pg", page)
        # what has an alternative, a picture or a formula, is said by that
        language = "artifact" if "/Alt" in entry else str(entry.get("/Lang", language))
        kids = entry.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found[page.objgen, int(kid)] = language
            elif isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    walk(kid, page, language)
                elif "/MCID" in kid:
                    found[kid.get("/Pg", page).objgen, int(kid["/MCID"])] = language

    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        walk(root, None, main)
    return found, main


def words_by_language(pdf):
    """How often each letter stands under each language. Artifacts and what has an alternative are left out."""
    of_content, main = languages_of_content(pdf)
    counted = defaultdict(Counter)
    for page in pdf.pages:
        resources = page.get("/Resources", {})
        fonts = {name: to_unicode(font) for name, font in resources.get("/Font", {}).items()}
        font, open_marks, said = {}, [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            operator = str(operator)
            if operator in ("BDC", "BMC"):
                open_marks.append(mark(operands, resources, page, of_content))
                actual = actual_text(operands, resources)
                said.append(actual is not None)
                if actual and "artifact" not in open_marks and not any(said[:-1]):
                    language = next((m for m in reversed(open_marks) if m), main)
                    counted[language] += Counter(letters(actual))
            elif operator == "EMC":
                open_marks.pop()
                said.pop()
            elif operator == "Tf":
                font = fonts.get(str(operands[0]), {})
            elif operator in ("Tj", "TJ", "'"):
                # where the marked content says its own words, those are counted and not its glyphs
                if any(m == "artifact" for m in open_marks) or any(said):
                    continue
                language = next((m for m in reversed(open_marks) if m), main)
                pieces = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
                codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
                text = "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))
                counted[language] += Counter(letters(text))
    return {language: +letters for language, letters in counted.items() if +letters}


def mark(operands, resources, page, of_content):
    """The language that marked content sets, "artifact", or None."""
    if str(operands[0]) == "/Artifact":
        return "artifact"
    if len(operands) < 2:
        return None
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(properties, pikepdf.Dictionary())
    if "/Lang" in properties:
        return str(properties["/Lang"])
    if "/MCID" in properties:
        return of_content.get((page.objgen, int(properties["/MCID"])))
    return None


def actual_text(operands, resources):
    """What marked content says of itself instead of its glyphs, or None."""
    if len(operands) < 2:
        return None
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(properties, pikepdf.Dictionary())
    return str(properties["/ActualText"]) if "/ActualText" in properties else None


def to_unicode(font):
    """What the codes of two bytes stand for."""
    stream = font.get("/ToUnicode")
    if stream is None:
        return {}
    text = stream.read_bytes().decode("latin-1")
    decode = lambda digits: bytes.fromhex(digits).decode("utf-16-be", "replace")  # noqa: E731
    table = {}
    for body in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, meaning in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body):
            table[bytes.fromhex(code)] = decode(meaning)
    for body in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, meaning in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body):
            start = decode(meaning)
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[(int(first, 16) + step).to_bytes(2, "big")] = start[:-1] + chr(ord(start[-1]) + step)
    return table
