"""How the values of public documents are written on the screen."""

from datetime import date

from django import template
from django.utils.formats import date_format

from portail.libelles import COULEURS, LIBELLES

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
def libelle(valeur):
    """The label of a value of a closed list."""
    return LIBELLES[valeur] if valeur else ""


@register.filter
def libelles(valeurs):
    """The labels of several values, separated by commas."""
    return ", ".join(LIBELLES[valeur] for valeur in valeurs)


@register.filter
def jour(valeur):
    """A date, or its ISO 8601 text as documents hold it, as one reads it: « 1er mars 2026 »."""
    if not valeur:
        return ""
    if isinstance(valeur, str):
        valeur = date.fromisoformat(valeur)
    quantieme = "1er" if valeur.day == 1 else str(valeur.day)
    return f"{quantieme} {date_format(valeur, 'F Y')}"


@register.filter
def pluriel(nombre, formes):
    """`3|pluriel:"point,points"` → « 3 points »; zero is singular in French."""
    singulier, plusieurs = formes.split(",")
    return f"{nombre}\N{NO-BREAK SPACE}{plusieurs if nombre > 1 else singulier}"


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
