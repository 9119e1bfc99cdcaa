"""Turn what a cell holds (HTML, entities, odd characters) into clean text, without losing a word."""

import html
import re
import unicodedata
from html.parser import HTMLParser

import nh3

BLOCS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "table",
        "tr",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "hr",
        "address",
        "center",
    ]
)
EN_LIGNE = frozenset(
    [
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "sub",
        "sup",
        "span",
        "font",
        "br",
        "img",
        "iframe",
        "code",
        "q",
        "cite",
        "abbr",
        "video",
        "audio",
        "strike",
        "big",
        "tt",
        "label",
        "o:p",
    ]
)
AUTRES = frozenset(["li", "td", "th", "thead", "tbody", "tfoot", "caption", "html", "body"])
RETIREES = frozenset(
    ["script", "style", "object", "embed", "svg", "math", "form", "input", "button", "noscript", "template"]
)
CONNUES = (
    BLOCS | EN_LIGNE | AUTRES | RETIREES | {"head", "title", "meta", "link", "xml", "source", "textarea"}
)
GARDEES = (BLOCS | EN_LIGNE | AUTRES) - {"html", "body", "o:p"}

_NOMS = "|".join(sorted(map(re.escape, CONNUES), key=len, reverse=True))
BALISE = re.compile(rf"</?(?:{_NOMS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
# A « < » that opens no known tag is a sign of the text: « x < y », « <3 ».
CHEVRON = re.compile(rf"<(?!/?(?:{_NOMS})(?=[\s/>]))", re.IGNORECASE)
BALISE_DE_BLOC = re.compile(rf"<(?:{'|'.join(sorted(BLOCS | {'li'}))})(?=[\s/>])", re.IGNORECASE)
EXECUTABLES = ("<script", "<iframe", "<object", "<embed", "<form", "<svg", "javascript:")
GESTIONNAIRE = re.compile(r"<[a-z][^<>]*\son[a-z]{3,30}\s*=")
ENTITE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
CARACTERES_INVISIBLES = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
FINS_DE_LIGNE = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
MAL_ENCODE = re.compile("Ã[\x80-\xbf©¨ª\xa0§¢®´»¯‰€]|â€[™œ“”\x9d¦]|\ufffd")


def nettoyer(texte):
    """Return plain text: paragraphs and lists kept as lines, links followed by their address."""
    if not texte:
        return ""
    if "<" in texte and BALISE.search(texte):
        texte = _texte_du_html(texte)
    elif "&" in texte:
        texte = ENTITE.sub(lambda trouve: html.unescape(trouve[0]), texte)
    return assainir(texte)


def nettoyer_en_ligne(texte):
    """The same, on one line: for titles, chapters, references."""
    return re.sub(r"\s*\n\s*", " ", nettoyer(texte)).strip()


def assainir(texte):
    """Normalise line ends and Unicode, drop control and direction characters, keep everything visible."""
    texte = FINS_DE_LIGNE.sub("\n", texte.replace("\r\n", "\n"))
    texte = CARACTERES_INVISIBLES.sub("", texte)
    texte = unicodedata.normalize("NFC", texte)
    if "\n" in texte:
        texte = re.sub(r"\n{3,}", "\n\n", "\n".join(ligne.rstrip() for ligne in texte.split("\n")))
    return texte.strip()


def contient_de_l_executable(texte):
    if "<" not in texte or not BALISE.search(texte):
        return False
    texte = texte.lower()
    return any(signe in texte for signe in EXECUTABLES) or bool(GESTIONNAIRE.search(texte))


def est_mal_encode(texte):
    return any(signe in texte for signe in "Ãâ\ufffd") and bool(MAL_ENCODE.search(texte))


def _texte_du_html(source):
    source = CHEVRON.sub("&lt;", _sans_commentaires(source))
    for nom in ("script", "style"):
        # Left open, such an element would swallow the rest of the text.
        if f"</{nom}" not in source.lower():
            source = re.sub(f"<(?={nom})", "&lt;", source, flags=re.IGNORECASE)
    if not BALISE_DE_BLOC.search(source):
        # Inline tags in a text typed with the Enter key: its line ends are meant.
        source = re.sub(r"(<br\s*/?>)[ \t]*\r?\n", r"\1", source, flags=re.IGNORECASE)
        source = re.sub(r"\r\n|\r|\n", "<br>", source)
    propre = nh3.clean(
        source,
        tags=set(GARDEES),
        clean_content_tags={"script", "style"},
        attributes={
            "a": {"href"},
            "img": {"alt", "src"},
            "iframe": {"src"},
            "video": {"src"},
            "audio": {"src"},
        },
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    lecteur = _LecteurHtml()
    lecteur.feed(propre)
    lecteur.close()
    return lecteur.texte()


def _sans_commentaires(source):
    """Remove the comments that are closed; what follows an open one is text."""
    morceaux, position = [], 0
    while (debut := source.find("<!--", position)) >= 0 and (fin := source.find("-->", debut)) >= 0:
        morceaux.append(source[position:debut])
        position = fin + 3
    return "".join(morceaux) + source[position:]


class _LecteurHtml(HTMLParser):
    """Write well-formed HTML (nh3 has been there before) as text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sortie = [""]
        self.listes = []
        self.lien = None
        self.puce = ""
        self.dans_pre = 0

    def texte(self):
        return "\n".join(ligne.rstrip() for ligne in self.sortie)

    def _saut(self, vides=0):
        """Start a new line, after at least `vides` empty ones."""
        while self.sortie and not self.sortie[-1].strip():
            self.sortie.pop()
        if self.sortie:
            self.sortie.extend([""] * (vides + 1))
        else:
            self.sortie.append("")

    def handle_starttag(self, tag, attrs):
        attributs = dict(attrs)
        if tag == "br":
            self.sortie.append("")
        elif tag in ("ul", "ol"):
            self._saut(0 if self.listes else 1)
            self.listes.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._ouvrir_puce()
        elif tag == "tr":
            self._saut()
        elif tag in ("td", "th"):
            if self.sortie[-1].strip():
                self.sortie[-1] += " | "
        elif tag == "a":
            self._poser_puce()
            self.lien = (attributs.get("href", ""), len(self.sortie), len(self.sortie[-1]))
        elif tag == "img":
            self._inserer_image(attributs)
        elif tag in ("iframe", "video", "audio") and attributs.get("src"):
            self.handle_data(f" ({attributs['src']}) ")
        elif tag in BLOCS:
            if not self.puce:
                self._saut(0 if self.listes else 1)
            self.dans_pre += tag == "pre"

    def _ouvrir_puce(self):
        self._saut()
        if self.listes and self.listes[-1] is not None:
            self.listes[-1] += 1
            self.puce = f"{self.listes[-1]}. "
        else:
            self.puce = "- "
        self.puce = "  " * (len(self.listes) - 1) + self.puce

    def _poser_puce(self):
        if self.puce:
            self.sortie[-1], self.puce = self.puce, ""

    def _inserer_image(self, attributs):
        adresse = attributs.get("src") or ""
        morceaux = [attributs.get("alt") or "", adresse if adresse.startswith("http") else ""]
        self.handle_data(f" [image{''.join(f' {morceau}' for morceau in morceaux if morceau)}] ")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol"):
            if self.listes:
                self.listes.pop()
            self.puce = ""
            self._saut(0 if self.listes else 1)
        elif tag == "li":
            self.puce = ""
            self._saut()
        elif tag == "a" and self.lien:
            self._fermer_lien()
        elif tag in BLOCS:
            self.dans_pre -= tag == "pre"
            self._saut(0 if self.listes or tag == "tr" else 1)

    def _fermer_lien(self):
        adresse, ligne, depart = self.lien
        self.lien = None
        texte = (
            "\n".join([self.sortie[ligne - 1][depart:], *self.sortie[ligne:]])
            if ligne <= len(self.sortie)
            else ""
        )
        if adresse and not adresse.startswith("#") and _adresse_nue(texte) != _adresse_nue(adresse):
            self.sortie[-1] = (
                f"{self.sortie[-1].rstrip()} ({adresse})" if texte.strip() else self.sortie[-1] + adresse
            )

    def handle_data(self, data):
        if self.dans_pre:
            premiere, *suite = data.split("\n")
            self.sortie[-1] += premiere
            self.sortie.extend(suite)
            return
        texte = re.sub(r"[ \t\r\n\f]+", " ", data)
        if texte.strip():
            self._poser_puce()
        if not self.sortie[-1] or self.sortie[-1].endswith(" "):
            texte = texte.lstrip(" ")
        self.sortie[-1] += texte


def _adresse_nue(adresse):
    return re.sub(r"^(https?://|mailto:|tel:)(www\.)?|/$", "", adresse.strip().lower())
