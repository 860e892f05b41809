"""Our own Markdown as HTML: headings can be linked to, pictures and other guides have addresses in Kesos."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

GUIDE = re.compile(r"(?:panduan/)?([a-z-]+)\.md(#[\w-]+)?")
PICTURE = re.compile(r"\.\./pictures/panduan/([a-z0-9-]+)\.webp")
# the text is ours, and HTML found in it stays text: what comes out is safe
_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Heading:
    word: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    headings: list[Heading]
    html: SafeString


def anchor_of(word: str) -> str:
    """As GitHub makes it, near enough: «Daftar: urutkan, unduh» is daftar-urutkan-unduh."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def page_of(text: str) -> Page:
    """The first heading is the title and stands not in the text."""
    tokens = _parser.parse(text)
    title, headings = "", []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            word = tokens[at + 1].content
            if token.tag == "h1" and not title:
                title = word
            token.attrSet("id", anchor_of(word))
            if token.tag == "h2":
                headings.append(Heading(word, anchor_of(word)))
        for child in token.children or []:
            _point(child)
    return Page(title, headings, _html(_without_title(tokens)))


def line_of(text: str) -> SafeString:
    """One sentence with its bold words."""
    return SafeString(_parser.renderInline(text))


def _html(tokens: Sequence[Token]) -> SafeString:
    return SafeString(_parser.renderer.render(tokens, _parser.options, {}))


def _without_title(tokens: list[Token]) -> list[Token]:
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def _point(token: Token) -> None:
    if token.type == "image":
        if found := PICTURE.fullmatch(str(token.attrs.get("src", ""))):
            token.attrSet("src", reverse("guide:picture", args=[found[1]]))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open" and (found := GUIDE.fullmatch(str(token.attrs.get("href", "")))):
        token.attrSet("href", reverse("guide:guide", args=[found[1]]) + (found[2] or ""))
