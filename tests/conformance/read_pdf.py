"""Reads a tagged PDF: its tag tree, the text under each tag, page labels, page texts. It judges nothing.

Needs pikepdf and poppler. Started with a Python that has no pikepdf, the programs here start again with the one of
install.sh, so that they can be called directly.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from read_epub import Unreadable

try:
    import pikepdf
except ModuleNotFoundError:
    root = Path(__file__).resolve().parent.parent.parent
    venv = Path(os.environ.get("UNDERPIN_VALIDATORS") or root / ".validators") / "py/bin/python"
    # the guard keeps a broken venv from starting itself for ever
    if not venv.exists() or os.environ.get("UNDERPIN_IN_VENV"):
        sys.exit("pikepdf is missing: run tests/conformance/install.sh")
    os.environ["UNDERPIN_IN_VENV"] = "1"
    os.execv(venv, [str(venv), *sys.argv])


def open_pdf(path):
    try:
        return pikepdf.open(path)
    except (OSError, pikepdf.PdfError) as error:
        raise Unreadable(f"{path}: {error}") from error


def poppler(*command):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unreadable(f"{command[0]}: {error}") from error


@dataclass
class Tag:
    """One element of the tag tree, with the dictionary it came from."""

    name: str
    entry: pikepdf.Dictionary
    children: list = field(default_factory=list)

    def attribute(self, name):
        """A structure attribute such as /Scope, from whichever attribute object holds it."""
        attributes = self.entry.get("/A")
        objects = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        return next((o[name] for o in objects if isinstance(o, pikepdf.Dictionary) and name in o), None)

    def text(self, name):
        value = self.entry.get(name)
        return None if value is None else str(value)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def tag_tree(pdf):
    """The root of the tag tree with standard names: roles that the file maps are resolved."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return Tag("StructTreeRoot", pikepdf.Dictionary())
    roles = {str(k): str(v) for k, v in root.get("/RoleMap", pikepdf.Dictionary()).items()}

    def resolve(name):
        seen = set()
        while name in roles and name not in seen:
            seen.add(name)
            name = roles[name]
        return name.removeprefix("/")

    def build(entry, parent):
        kids = entry.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            # numbers and /MCR, /OBJR dictionaries are content, not structure
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                tag = Tag(resolve(str(kid["/S"])), kid)
                parent.children.append(tag)
                build(kid, tag)

    top = Tag("StructTreeRoot", root)
    build(root, top)
    return top


def page_labels(pdf):
    return [page.label for page in pdf.pages]


def page_text(path, number):
    """What poppler reads on a page, counted from 1, headers and footers included."""
    return poppler("pdftotext", "-enc", "UTF-8", "-f", number, "-l", number, path, "-")


@dataclass
class TextTag:
    name: str
    block: bool
    parts: list = field(default_factory=list)  # str or TextTag, in the order of the tag tree


def text_tree(path):
    """The tag tree with its text, in reading order. Page headers, footers and numbers are not in it: they are artifacts.

    poppler prints it with two spaces per level; a text stands in double quotes on a line of its own, and attributes follow
    their tag with a slash.
    """
    output = poppler("pdfinfo", "-enc", "UTF-8", "-struct-text", path)
    top = TextTag("", True)
    stack = [(-1, top)]
    for line in output.split("\n"):
        body = line.lstrip(" ")
        depth = len(line) - len(body)
        if not body or body.startswith("Object "):
            continue
        while stack[-1][0] >= depth:
            stack.pop()
        if body.startswith("/"):
            stack[-1][1].block |= body == "/Placement /Block"
            continue
        if body.startswith('"'):
            stack[-1][1].parts.append(body[1:].removesuffix('"'))
            continue
        name = re.match(r"[^\s:]+", body)[0]
        tag = TextTag(name, "(inline)" not in body)
        stack[-1][1].parts.append(tag)
        stack.append((depth, tag))
    return top
