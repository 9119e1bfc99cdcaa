"""The few marks that agents may write in a long text: paragraphs, bold, lists of dashes, links. Nothing else.

The text stays what its author typed, in the workshop, in the documents and in their differences; it becomes
HTML only on a page, by an allow-list, twice: the parser knows no other mark, and what it wrote is cleaned.
"""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

BALISES = {"p", "br", "strong", "ul", "li", "a"}
LISTE_NUMEROTEE = re.compile(
    r"^(\s*\d{1,9})([.)])(?=\s)", re.MULTILINE
)  # « 2026. » at the head of a line is a year
MARQUE_PLUS = re.compile(r"^(\s*)(\+)(?=\s)", re.MULTILINE)  # a list is made of dashes only
LIEN = re.compile(r"\[([^\]]*)\]\([^()\s]*\)")
GRAS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
TIRET = re.compile(r"^\s*-\s+", re.MULTILINE)
SEULE = re.compile(r"(?<!\*)\*(?!\*)")  # one star is a star

_analyseur = MarkdownIt("zero", {"breaks": True, "html": False}).enable(
    ["list", "link", "emphasis", "newline", "escape"]
)


def en_clair(texte: str) -> str:
    """The words of a text typed by an agent, without the marks: for a search, not for a page."""
    return TIRET.sub("", GRAS.sub(r"\1", LIEN.sub(r"\1", texte))).strip()


def en_html(texte: str) -> SafeString:
    """The HTML of a text typed by an agent, safe whatever it holds."""
    texte = texte.replace("\\", "\\\\")
    texte = LISTE_NUMEROTEE.sub(r"\1\\\2", texte)
    texte = MARQUE_PLUS.sub(r"\1\\\2", texte)
    texte = SEULE.sub(r"\\*", texte).replace("_", r"\_")
    html = _analyseur.render(texte)
    propre = nh3.clean(
        html,
        tags=BALISES,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"https", "http", "mailto"},
        link_rel="external noopener",
    )
    return mark_safe(propre)  # noqa: S308 - cleaned just above
