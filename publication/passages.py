"""Finding words and hiding them, however they are written: what is not forgiven here is what would survive.

A text is read as letters and digits only, without case, accents, spaces nor punctuation, as it is and with its
escapes undone (percent-encoding, JSON, HTML). What matches is replaced in the text itself.
"""

import re
from html import unescape
from unicodedata import category, normalize
from urllib.parse import unquote_to_bytes

from django.utils.text import slugify

from publication.enums import MotifLegal

COURTE = "[occulté]"
LIBRE_DES = 8  # letters: from there, several words match even stuck to others (« jeandupont75 »)
COURT_JUSQU_A = 40  # characters of a one-piece text, such as a reference, which keeps to a short mark
ADRESSE_AU_PLUS = 80  # characters of a slug
FIN_PARLANTE = 3  # letters: a slug cut within a passage must not end with more of it

SUR_OCTETS = 6  # letters: in raw bytes, a shorter passage would be met by chance

INDECOMPOSEES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
HORS_ALPHABET = re.compile(r"[\W_]+")
ADRESSE = re.compile(r"[-a-z0-9_]+")
ECHAPPEMENTS = re.compile(
    r"%(?:[0-7][0-9a-f]|[cd][0-9a-f]%[89ab][0-9a-f]|e[0-9a-f](?:%[89ab][0-9a-f]){2}"
    r"|f[0-7](?:%[89ab][0-9a-f]){3}|[89a-f][0-9a-f])"
    r"|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\u[0-9a-f]{4}|\\[nrtbf]"
    r"|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});|</?[a-z][^<>]*>",
    re.IGNORECASE,
)
MARQUES = re.compile(
    "|".join(
        [re.escape(COURTE)]
        + [re.escape(f"[passage occulté : {motif.label.lower()}]") for motif in MotifLegal]
        + [slugify(f"passage occulté {motif.label}") for motif in MotifLegal]
    )
)


def plier(texte: str) -> str:
    """Letters and digits, without case nor accents."""
    return HORS_ALPHABET.sub("", normalize("NFKD", texte).casefold().translate(INDECOMPOSEES))


def deplier(echappement: str) -> str:
    """The character that an escape stands for."""
    if echappement[0] == "%":
        octets = unquote_to_bytes(echappement)
        try:
            return octets.decode()
        except UnicodeDecodeError:
            return octets.decode("latin-1")
    if echappement[0] == "&":
        return unescape(echappement)
    if echappement[0] == "<":
        return ""
    if echappement[1] in "uU":
        unites = bytes.fromhex(re.sub(r"\\u", "", echappement, flags=re.IGNORECASE))
        return unites.decode("utf-16-be", "replace")
    return " "


class Lecture:
    """A way of reading a text: characters, each with the place in the source that it comes from."""

    def __init__(self, texte, places=None):
        self.texte = texte
        self.places = places or [(i, i + 1) for i in range(len(texte))]

    def depliee(self) -> "Lecture":
        """The same, one layer of escapes undone."""
        morceaux, places, fin = [], [], 0
        for trouve in ECHAPPEMENTS.finditer(self.texte):
            debut = trouve.start()
            caracteres = deplier(trouve.group())
            morceaux += [self.texte[fin:debut], caracteres]
            places += self.places[fin:debut]
            fin = trouve.end()
            places += [(self.places[debut][0], self.places[fin - 1][1])] * len(caracteres)
        return Lecture("".join([*morceaux, self.texte[fin:]]), places + self.places[fin:])

    def trouver(self, aiguille, *, libre, coupee=False):
        """(start, end) in the source of every place where `aiguille`, folded, is read."""
        plis = [(pli, i) for i, caractere in enumerate(self.texte) for pli in plier(caractere)]
        botte = "".join(pli for pli, _ in plis)
        depuis = botte.find(aiguille)
        while depuis >= 0:
            debut, fin = plis[depuis][1], plis[depuis + len(aiguille) - 1][1]
            if libre or self._est_entier(debut, fin):
                yield self.places[debut][0], self.places[self._avec_ses_accents(fin)][1]
            depuis = botte.find(aiguille, depuis + 1)
        if coupee:
            yield from self._fin_coupee(aiguille, plis, botte)

    def _fin_coupee(self, aiguille, plis, botte):
        for longueur in range(len(aiguille) - 1, FIN_PARLANTE - 1, -1):
            if botte.endswith(aiguille[:longueur]) and self._commence_un_mot(plis[-longueur][1]):
                yield self.places[plis[-longueur][1]][0], self.places[-1][1]
                return

    def _avec_ses_accents(self, i):
        while i + 1 < len(self.texte) and category(self.texte[i + 1]) in {"Mn", "Mc", "Me", "Cf"}:
            i += 1
        return i

    def _est_entier(self, debut, fin) -> bool:
        fin = self._avec_ses_accents(fin)
        suivant = self.texte[fin + 1 : fin + 2]
        return self._commence_un_mot(debut) and (not suivant or _separe(self.texte[fin], suivant))

    def _commence_un_mot(self, debut) -> bool:
        precedents = self.texte[:debut].rstrip("\u00ad\u200b\u200c\u200d\u2060\ufeff")
        return not precedents or _separe(precedents[-1], self.texte[debut])


def _separe(avant, apres) -> bool:
    """Does a word end between these two characters? « été|2025 », « jean|Dupont », but not « Martin|ique »."""
    if category(avant)[0] == "M" or category(apres)[0] == "M":
        return False
    if not plier(avant) or not plier(apres):
        return True
    return avant.isdigit() != apres.isdigit() or (avant.islower() and apres.isupper())


def lectures(texte):
    """The text as it is, then with its escapes undone, layer by layer."""
    lecture = Lecture(texte)
    yield lecture
    for _ in range(3):
        suivante = lecture.depliee()
        if suivante.texte == lecture.texte:
            return
        yield suivante
        lecture = suivante


class Occulteur:
    """Hides `passages` in texts, and remembers which of them it has met."""

    def __init__(self, passages, motif):
        self.passages = list(passages)
        self.marque = f"[passage occulté : {MotifLegal(motif).label.lower()}]"
        self.marque_d_adresse = slugify(self.marque)
        self.rencontres = set()
        self._aiguilles, self._aiguilles_d_adresse = [], []
        for rang, passage in enumerate(self.passages):
            pli, plusieurs = plier(passage), len(re.findall(r"[^\W_]+", passage)) > 1
            if not pli:
                continue
            self._aiguilles.append((rang, pli, plusieurs and len(pli) >= LIBRE_DES))
            if (sans_indecomposees := plier(slugify(passage))) not in {pli, ""}:
                self._aiguilles_d_adresse.append((rang, sans_indecomposees, False))

    def contient(self, texte: str) -> bool:
        return bool(self._etendues(texte, adresse=False))

    def contient_dans_les_octets(self, octets: bytes) -> bool:
        """The passages long enough not to be met by chance in an image or in a compressed stream."""
        trouvees = [
            rang
            for rang, pli, _ in self._aiguilles
            if len(pli) >= SUR_OCTETS and self._motif(rang).search(octets)
        ]
        self.rencontres.update(trouvees)
        return bool(trouvees)

    def _motif(self, rang):
        mots = re.findall(r"[^\W_]+", self.passages[rang])
        formes = {
            tuple(normalize(forme, casse(mot)).encode(codage, "ignore") for mot in mots)
            for forme in ("NFC", "NFD")
            for casse in (str, str.lower, str.upper, str.capitalize)
            for codage in ("utf-8", "latin-1", "utf-16-le", "utf-16-be")
        }
        liens = b"[^A-Za-z0-9]{0,8}"
        return re.compile(b"|".join(liens.join(map(re.escape, forme)) for forme in formes), re.IGNORECASE)

    def occulter(self, texte: str, *, adresse=False) -> str:
        """`texte` without the passages; `adresse`: it stays a slug."""
        etendues = self._etendues(texte, adresse=adresse)
        if not etendues:
            return texte
        resultat, reste = [], 0
        for debut, fin in etendues:
            resultat += [texte[reste:debut], self._marque_pour(texte, debut, fin, adresse)]
            reste = fin
        rendu = "".join([*resultat, texte[reste:]])
        return self._a_la_longueur(rendu) if adresse else rendu

    def tout(self, texte: str, *, adresse=False) -> str:
        """What stands for a whole text."""
        return (self.marque_d_adresse if adresse else self.marque) if texte else texte

    def _a_la_longueur(self, adresse):
        """Cut as slugs are, never within a mark."""
        coupe = ADRESSE_AU_PLUS
        for marque in MARQUES.finditer(adresse):
            if marque.start() < ADRESSE_AU_PLUS < marque.end():
                coupe = marque.start()
        return adresse[:coupe].rstrip("-") if len(adresse) > ADRESSE_AU_PLUS else adresse

    def _marque_pour(self, texte, debut, fin, adresse) -> str:
        if adresse:
            return self.marque_d_adresse
        gauche = re.search(r"\S*$", texte[:debut]).group()
        droite = re.match(r"\S*", texte[fin:]).group()
        if "://" in gauche or "@" in gauche + droite or "mailto:" in gauche.lower():
            return self.marque_d_adresse
        d_un_seul_tenant = len(texte) <= COURT_JUSQU_A and not re.search(r"\s", texte)
        return COURTE if d_un_seul_tenant and (debut, fin) != (0, len(texte)) else self.marque

    def _etendues(self, texte, *, adresse) -> list[tuple[int, int]]:
        """What to hide, in order and without overlap; marks already there are left alone."""
        if not self._peut_contenir(texte):
            return []
        bornes, depuis = [], 0
        for marque in MARQUES.finditer(texte):
            bornes.append((depuis, marque.start()))
            depuis = marque.end()
        bornes.append((depuis, len(texte)))
        trouvees = sorted(
            (debut + base, fin + base)
            for base, limite in bornes
            for debut, fin in self._dans(
                texte[base:limite], coupee=adresse and limite == len(texte) >= ADRESSE_AU_PLUS
            )
        )
        etendues = []
        for debut, fin in trouvees:
            if etendues and debut < etendues[-1][1]:
                etendues[-1] = (etendues[-1][0], max(fin, etendues[-1][1]))
            else:
                etendues.append((debut, fin))
        return etendues

    def _dans(self, texte, *, coupee):
        aiguilles = self._aiguilles
        if ADRESSE.fullmatch(texte):
            aiguilles = aiguilles + self._aiguilles_d_adresse
        for lecture in lectures(texte):
            for rang, aiguille, libre in aiguilles:
                for etendue in lecture.trouver(aiguille, libre=libre, coupee=coupee):
                    self.rencontres.add(rang)
                    yield etendue

    def _peut_contenir(self, texte) -> bool:
        """A quick no: the folded text, as it is or with its escapes undone, holds none of the passages."""
        vues = {texte}
        while True:
            pli = plier(texte)
            if any(aiguille in pli for _, aiguille, _ in self._aiguilles + self._aiguilles_d_adresse):
                return True
            if len(texte) == ADRESSE_AU_PLUS and ADRESSE.fullmatch(texte):
                return True
            texte = ECHAPPEMENTS.sub(lambda trouve: deplier(trouve.group()), texte)
            if texte in vues or len(vues) > 3:
                return False
            vues.add(texte)
