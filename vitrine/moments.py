"""The dates of a démarche: when one takes part, when something is decided, when what was promised is due."""

from datetime import date, time

from demarches.enums import Presence
from suivi.enums import Avancement
from vitrine.enums import NatureMoment
from vitrine.models import FicheMoment

EN_LIGNE = "en_ligne"


def moments(dossier, demarche, avis, mesures, regles) -> list[FicheMoment]:
    """One row per date, in the order of the document.

    `mesures`: their documents, none of which is hidden; `regles`: the engagements settled already.
    Of a démarche that was stopped, nothing is to be attended any more.
    """
    lus = [] if demarche["arret"] else [*_rendez_vous(demarche), *_modalites(demarche)]
    lus += [*_jalons(demarche), *_dus(demarche, avis, mesures, regles)]
    commun = {"dossier": dossier, "demarche_titre": demarche["titre"], "demarche_slug": demarche["slug"]}
    return [FicheMoment(rang=rang, **(VIDE | moment | commun)) for rang, moment in enumerate(lus, 1)]


VIDE = {
    "acces": "",
    "presence": "",
    "ou": [],
    "lieu": "",
    "public": "",
    "inscription": "",
    "lien": "",
    "accessibilite": "",
}


def _rendez_vous(demarche):
    for rdv in demarche["rendez_vous"]:
        en_ligne = rdv["presence"] != Presence.SUR_PLACE
        yield {
            "nature": NatureMoment.RENDEZ_VOUS,
            "titre": rdv["titre"],
            "debut": _jour(rdv["date"]),
            "fin": _jour(rdv["date"]),
            "heure_debut": _heure(rdv["heure_debut"]),
            "heure_fin": _heure(rdv["heure_fin"]),
            "acces": rdv["acces"],
            "presence": rdv["presence"],
            "ou": [lieu for lieu in (rdv["departement"], EN_LIGNE if en_ligne else "") if lieu],
            "lieu": ", ".join(filter(None, [rdv["lieu"], rdv["commune"]])),
            "public": rdv["public"],
            "inscription_jusqu_au": _jour(rdv["inscription_jusqu_au"]),
            "lien": rdv["inscription_url"],
            "accessibilite": rdv["accessibilite"],
        }


def _modalites(demarche):
    """Of unknown dates, there is nothing to put in a calendar."""
    for modalite in demarche["modalites"]:
        if not (modalite["debut"] or modalite["fin"]):
            continue
        dit_en_ligne = modalite["lieu"].strip().casefold() in {"", "en ligne"}
        en_ligne = dit_en_ligne and bool(modalite["lien"] or modalite["lieu"])
        yield {
            "nature": NatureMoment.MODALITE,
            "titre": modalite["titre"],
            "debut": _jour(modalite["debut"]),
            "fin": _jour(modalite["fin"]),
            "acces": modalite["acces"],
            "presence": Presence.EN_LIGNE if en_ligne else "",
            "ou": [EN_LIGNE] if en_ligne else [],
            "lieu": "" if dit_en_ligne else modalite["lieu"],
            "inscription": modalite["inscription"],
            "lien": modalite["lien"],
        }


def _jalons(demarche):
    for jalon in demarche["jalons"]:
        if jalon["debut"] or jalon["fin"]:
            yield {
                "nature": jalon["nature"],
                "titre": jalon["titre"],
                "debut": _jour(jalon["debut"]),
                "fin": _jour(jalon["fin"]),
            }


def _dus(demarche, avis, mesures, regles):
    if demarche["avis_attendu_le"] and not avis:
        yield _echeance(NatureMoment.AVIS_ATTENDU, "L’avis des citoyens", demarche["avis_attendu_le"])
    for engagement in demarche["engagements"]:
        if engagement["echeance"] and engagement["id"] not in regles:
            yield _echeance(NatureMoment.ENGAGEMENT, engagement["texte"], engagement["echeance"])
    for mesure in sorted(mesures, key=lambda mesure: mesure["numero"]):
        if mesure["echeance_actuelle"] and mesure["avancement"] not in Avancement.terminales():
            yield _echeance(NatureMoment.MESURE, mesure["titre"], mesure["echeance_actuelle"])


def _echeance(nature, titre, jour) -> dict:
    return {"nature": nature, "titre": titre, "debut": _jour(jour), "fin": _jour(jour)}


def _jour(texte) -> date | None:
    return date.fromisoformat(texte) if texte else None


def _heure(texte) -> time | None:
    return time.fromisoformat(texte) if texte else None
