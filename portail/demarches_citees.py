"""The démarches that a document cites by their number, named for whoever reads it field by field."""

from vitrine.models import FicheDemarche


def avec_les_titres(documents: list[dict | None], le) -> list[dict | None]:
    """The same documents, each number followed by its title if that démarche is online at the instant `le`."""
    numeros = {numero for document in documents if document for numero in _citees(document)}
    titres = {}
    if numeros:
        en_ligne = FicheDemarche.objects.en_vigueur(le).filter(dossier__in=numeros)
        titres = dict(en_ligne.values_list("dossier_id", "titre"))
    return [document and _nommer(document, titres) for document in documents]


def _citees(document) -> list[int]:
    return [
        *(lien["demarche"] for lien in document.get("demarches_liees", [])),
        *document.get("demarches", []),
    ]


def _nommer(document, titres) -> dict:
    def nom(numero) -> str:
        return f"{numero}, {titres[numero]}" if numero in titres else str(numero)

    nommes = {
        "demarches_liees": [
            lien | {"demarche": nom(lien["demarche"])} for lien in document.get("demarches_liees", [])
        ],
        "demarches": [nom(numero) for numero in document.get("demarches", [])],
    }
    return document | {cle: liste for cle, liste in nommes.items() if liste}
