"""Who is told by e-mail of what happens to a publication, and in which words.

Called by the journal inside the verb's transaction; written when the e-mail leaves, from what is then stored,
so that a passage erased meanwhile is not sent.
"""

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Agent
from courriels.envoi import prevoir
from courriels.message import Message
from publication.enums import NatureEvenement
from publication.heure import en_toutes_lettres
from publication.models import Evenement


def annoncer(evenements) -> None:
    """One e-mail per addressee for what was done in one go, however many publications it touched."""
    groupes = {}
    for evenement in evenements:
        publication = evenement.publication
        groupes.setdefault((evenement.nature, publication.lot_id or -publication.pk), evenement)
    for (nature, _), premier in groupes.items():
        if destinataires := DESTINATAIRES.get(nature):
            prevoir(nature, premier.pk, destinataires(premier.publication))


def message(cle, adresse) -> Message | None:
    """What `adresse` reads of the event `cle`; None if their account was closed meanwhile."""
    if not Agent.objects.filter(courriel=adresse, is_active=True).exists():
        return None
    evenement = Evenement.objects.select_related(
        "publication__dossier__organisation", "publication__soumise_par", "publication__lot"
    ).get(pk=cle)
    sujet, phrase = PHRASES[evenement.nature]
    publication = evenement.publication
    mots = {
        "demarche": publication.dossier.intitule,
        "organisation": publication.dossier.organisation,
        "soumise_par": publication.soumise_par,
        "soumise_le": en_toutes_lettres(publication.soumise_le),
        "publiee_le": publication.publiee_le and en_toutes_lettres(publication.publiee_le),
    }
    return Message(
        sujet=sujet.format(**mots),
        paragraphes=[phrase.format(**mots), *_ensemble(evenement)],
        citations=_citations(evenement.nature, publication),
        **_lien(evenement),
    )


def _validateurs(publication):
    """Those who may deal with it: they wrote none of it."""
    return _adresses(Agent.objects.exercant(Role.VALIDATEUR).exclude(pk__in=publication.auteurs))


def _qui_s_en_chargeait(publication):
    """The validator who dealt with it, otherwise all those who had been told."""
    agent = publication.prise_en_charge_par
    return [agent.courriel] if agent and agent.is_active else _validateurs(publication)


def _auteur(publication):
    return _adresses(Agent.objects.filter(pk=publication.soumise_par_id, is_active=True))


def _auteur_et_redacteurs(publication):
    redacteurs = Agent.objects.exercant(Role.REDACTEUR, publication.dossier.organisation)
    return [*_auteur(publication), *_adresses(redacteurs)]


def _organisation_et_validateurs(publication):
    """Those who wrote it and lead the démarche, who are to correct; every validator, one of whom is to confirm."""
    validateurs = _adresses(Agent.objects.exercant(Role.VALIDATEUR))
    return list(dict.fromkeys([*_auteur_et_redacteurs(publication), *validateurs]))


def _adresses(agents) -> list[str]:
    return list(agents.values_list("courriel", flat=True))


DESTINATAIRES = {
    NatureEvenement.SOUMISSION: _validateurs,
    NatureEvenement.ANNULATION: _qui_s_en_chargeait,
    NatureEvenement.RENVOI: _auteur,
    NatureEvenement.PUBLICATION: _auteur_et_redacteurs,
    NatureEvenement.RETRAIT: _auteur_et_redacteurs,
    NatureEvenement.PROGRAMMATION: _auteur_et_redacteurs,
    NatureEvenement.DEPROGRAMMATION: _auteur_et_redacteurs,
    NatureEvenement.MASQUAGE: _organisation_et_validateurs,
    NatureEvenement.MASQUAGE_CONFIRME: _auteur_et_redacteurs,
    NatureEvenement.MASQUAGE_LEVE: _auteur_et_redacteurs,
}
MASQUAGES = [NatureEvenement.MASQUAGE, NatureEvenement.MASQUAGE_CONFIRME, NatureEvenement.MASQUAGE_LEVE]
PHRASES = {
    NatureEvenement.SOUMISSION: (
        "À valider : {demarche}",
        "{soumise_par} ({organisation}) a soumis au CIPC « {demarche} », le {soumise_le}.",
    ),
    NatureEvenement.ANNULATION: (
        "Soumission annulée : {demarche}",
        "{organisation} a repris ce qui avait été soumis le {soumise_le} pour « {demarche} » : il n’y a plus rien à valider de cette soumission.",
    ),
    NatureEvenement.RENVOI: (
        "À revoir : {demarche}",
        "Le CIPC vous renvoie ce que vous aviez soumis le {soumise_le} pour « {demarche} ». Rien n’est perdu : corrigez, puis soumettez de nouveau.",
    ),
    NatureEvenement.PUBLICATION: (
        "En ligne : {demarche}",
        "Le CIPC a validé ce qui avait été soumis le {soumise_le} pour « {demarche} » : c’est en ligne.",
    ),
    NatureEvenement.RETRAIT: (
        "Retrait publié : {demarche}",
        "Le CIPC a validé le retrait demandé le {soumise_le} pour « {demarche} » : la raison en est publiée.",
    ),
    NatureEvenement.PROGRAMMATION: (
        "Publication programmée : {demarche}",
        "Le CIPC a validé ce qui avait été soumis le {soumise_le} pour « {demarche} » : mise en ligne le {publiee_le}.",
    ),
    NatureEvenement.DEPROGRAMMATION: (
        "Programmation annulée : {demarche}",
        "La mise en ligne prévue le {publiee_le} pour « {demarche} » est annulée : ce qui est en ligne ne change pas.",
    ),
    NatureEvenement.MASQUAGE: (
        "Contenu masqué : {demarche}",
        "Un validateur du CIPC a masqué au public, à titre conservatoire, un contenu de « {demarche} » ({organisation}). Cela prend fin au bout de 72 heures, sauf si un autre validateur le confirme.",
    ),
    NatureEvenement.MASQUAGE_CONFIRME: (
        "Masquage confirmé : {demarche}",
        "Un second validateur du CIPC a confirmé le masquage d’un contenu de « {demarche} » : il dure jusqu’à ce que ce contenu soit corrigé, effacé ou remis en ligne.",
    ),
    NatureEvenement.MASQUAGE_LEVE: (
        "Masquage levé : {demarche}",
        "Le CIPC a levé le masquage d’un contenu de « {demarche} » : tous le lisent de nouveau.",
    ),
}


def _ensemble(evenement) -> list[str]:
    """How many submissions the same gesture touched, when it is a lot."""
    lot = evenement.publication.lot_id
    nombre = (
        lot
        and Evenement.objects.filter(
            publication__lot=lot, nature=evenement.nature, survenu_le=evenement.survenu_le
        ).count()
    )
    return [f"Cela concerne {nombre} éléments, traités chacun pour soi."] if nombre and nombre > 1 else []


def _citations(nature, publication) -> list[tuple[str, str]]:
    if nature == NatureEvenement.RENVOI:
        return [("Commentaire du CIPC", publication.commentaire)]
    return [("Note de l’organisateur", publication.note)] if nature == NatureEvenement.SOUMISSION else []


def _lien(evenement) -> dict:
    """The page of the back-office where one goes on."""
    publication = evenement.publication
    if evenement.nature in MASQUAGES:
        lien, libelle = reverse("admin:dossier", args=[evenement.dossier_id]), "La page de cette démarche"
    elif publication.lot_id:
        lien, libelle = reverse("admin:lot", args=[publication.lot_id]), "La page de cette soumission"
    else:
        lien, libelle = reverse("admin:publication", args=[publication.pk]), "La page de cette soumission"
    return {"lien": lien, "libelle_du_lien": f"{libelle}, dans le back-office"}
