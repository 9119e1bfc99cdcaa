"""How the values of public documents are written on the screen."""

from datetime import date, time

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from portail.images import dessin
from portail.libelles import COULEURS, LIBELLES
from publication.texte_riche import en_html

register = template.Library()

FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/csv": "CSV",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
}


@register.filter
def riche(texte):
    """The HTML of what an agent wrote; the words of the citizens are never read as marks."""
    return en_html(texte or "")


@register.filter
def marquer(texte, surligneur):
    """The text, with the words that a search found marked."""
    return surligneur.marquer(texte)


@register.filter
def extrait(texte, surligneur):
    """The passage of the text that a search found."""
    return surligneur.extrait(texte)


@register.filter
def libelle(valeur):
    """The label of a value of a closed list."""
    return LIBELLES[valeur] if valeur else ""


@register.filter
def libelles(valeurs):
    """The labels of several values, separated by commas."""
    return ", ".join(LIBELLES[valeur] for valeur in valeurs)


@register.filter(expects_localtime=True)
def jour(valeur):
    """A date, or its ISO 8601 text as documents hold it, as one reads it: « 1er mars 2026 »."""
    if not valeur:
        return ""
    if isinstance(valeur, str):
        valeur = date.fromisoformat(valeur)
    quantieme = "1er" if valeur.day == 1 else str(valeur.day)
    return f"{quantieme} {date_format(valeur, 'F Y')}"


@register.filter
def periode(partie):
    """The days of a part that lasts, whichever of `debut` and `fin` is known; each reads well alone."""
    debut, fin = partie["debut"], partie["fin"]
    if debut and fin:
        return f"le {jour(debut)}" if debut == fin else f"du {jour(debut)} au {jour(fin)}"
    if debut:
        return f"à partir du {jour(debut)}"
    return f"jusqu’au {jour(fin)}" if fin else ""


@register.filter
def horaires(rendez_vous):
    """« de 12 h à 13 h 30 », at the clock of the place, said where it is not that of Paris."""
    return _horaires(
        time.fromisoformat(rendez_vous["heure_debut"]) if rendez_vous["heure_debut"] else None,
        time.fromisoformat(rendez_vous["heure_fin"]) if rendez_vous["heure_fin"] else None,
        [rendez_vous["departement"]],
    )


@register.filter
def horaires_du_moment(moment):
    """The same, of a row of the index."""
    return _horaires(moment.heure_debut, moment.heure_fin, moment.ou)


def _horaires(debut, fin, lieux) -> str:
    if debut is None:
        return ""
    phrase = f"de {_heure(debut)} à {_heure(fin)}" if fin else f"à {_heure(debut)}"
    return f"{phrase}, heure du lieu" if any(lieu.startswith(("97", "98")) for lieu in lieux) else phrase


def _heure(heure) -> str:
    """13:30 → « 13 h 30 », 09:00 → « 9 h »."""
    entiere = f"{heure.hour}\N{NO-BREAK SPACE}h"
    return f"{entiere}\N{NO-BREAK SPACE}{heure.minute:02}" if heure.minute else entiere


@register.filter
def cadrer(phrase):
    """The sentence with its full stop, whether or not it was typed."""
    return phrase if not phrase or phrase[-1] in ".!?…" else f"{phrase}."


@register.filter("nombre")
def en_chiffres(valeur):
    """21330 → « 21 330 »; nothing when there is no number."""
    return "" if valeur is None else dessin.nombre(valeur)


@register.filter
def pluriel(nombre, formes):
    """`3|pluriel:"point,points"` → « 3 points »; zero is singular in French."""
    singulier, plusieurs = formes.split(",")
    return f"{en_chiffres(nombre)}\N{NO-BREAK SPACE}{plusieurs if nombre > 1 else singulier}"


@register.filter
def jours_depuis(echeance, jour):
    """How many days have passed since `echeance`."""
    return (jour - echeance).days


@register.filter
def couleur(valeur):
    """The DSFR accent of a value; neutral when it has none."""
    return COULEURS.get(valeur, "")


@register.filter
def format_de_fichier(type_mime):
    """« application/pdf » → « PDF »."""
    return FORMATS.get(type_mime, type_mime)


# kind of version → what it speaks of, as the subject of « … a été retiré »
SUJETS = {
    "actualiteversion": ("Cette actualité", "e"),
    "demarcheversion": ("Cette démarche", "e"),
    "avisversion": ("L’avis des citoyens", ""),
    "propositionversion": ("Ce point", ""),
    "reponseversion": ("La réponse à ce point", "e"),
    "impactversion": ("L’impact de cette démarche", ""),
    "mesureversion": ("Cette mesure", "e"),
}


@register.filter
def a_ete_retire(version):
    """A tombstone → « Ce point a été retiré le 3 mars 2026 »."""
    sujet, accord = SUJETS[version._meta.model_name]
    return f"{sujet} a été retiré{accord} le {jour(localtime(version.validite.lower))}"


@register.filter
def element(dictionnaire, cle):
    return dictionnaire.get(cle)
