from django.contrib import admin
from django.http import Http404
from django.views.decorators.http import require_safe

from publication import file_d_attente, horloge, tableau
from publication.admin.droits import Droits
from publication.models import DemandeDeRectification, Masquage, Publication
from publication.permissions import peut_effacer, peut_partager
from publication.rectification import a_suivre
from publication.urgence import urgences_a_suivre
from publication.views.rendu import dossier_visible, rendre


@require_safe
def dossier(request, pk):
    """The page of a démarche in the back-office: what is online, what is not, what is missing, what to do."""
    dossier = dossier_visible(request, pk)
    instant = horloge.maintenant()
    rubriques = tableau.rubriques(dossier, instant)
    if not any(rubrique.lignes for rubrique in rubriques):
        raise Http404
    droits = Droits.de(request)
    ecriture = droits.ecrit(dossier)
    return rendre(
        request,
        "dossier",
        dossier.intitule,
        dossier=dossier,
        situations=tableau.Situation,
        parties=_parties(request, rubriques, dossier),
        confies=[
            ligne for rubrique in rubriques if not ecriture for ligne in _confies(request, rubrique, dossier)
        ],
        actions_des_confies=[
            action
            for rubrique in rubriques
            for action in _saisie(rubrique).actions_des_confies(request, dossier)
        ],
        a_soumettre=sum(len(rubrique.a_soumettre) for rubrique in rubriques),
        dernieres=file_d_attente.lignes(
            Publication.objects.filter(dossier=dossier).une_par_lot().pour_la_liste()[:10], instant
        ),
        masquages=Masquage.objects.filter(dossier=dossier).en_cours(instant),
        urgences=urgences_a_suivre(Publication.objects.filter(dossier=dossier), instant),
        rectifications=a_suivre(DemandeDeRectification.objects.filter(dossier=dossier), instant),
        ecriture=ecriture,
        efface=peut_effacer(request.user),
        soumission=droits.soumet(dossier),
        partage=peut_partager(request.user, dossier),
    )


def _parties(request, rubriques, dossier) -> list[dict]:
    """The kinds of object under the section of the public page that shows them, in its order."""
    parties = {}
    for rubrique in rubriques:
        parties.setdefault(rubrique.type.section, []).append(_section(request, rubrique, dossier))
    return [{"titre": titre, "sections": sections} for titre, sections in parties.items()]


def _saisie(rubrique):
    return admin.site.get_model_admin(rubrique.type._meta.get_field("objet").related_model)


def _confies(request, rubrique, dossier) -> list[dict]:
    """What is entrusted to the agent's organisation: each object, where it is written, how it stands."""
    saisie = _saisie(rubrique)
    situations = {ligne.objet.pk: ligne.situation for ligne in rubrique.lignes}
    return [
        {
            "libelle": libelle,
            "adresse": saisie.adresse_de_saisie(objet),
            "situation": situations.get(objet.pk),
        }
        for libelle, objet in saisie.confies_du_dossier(request, dossier)
    ]


def _section(request, rubrique, dossier) -> dict:
    """A kind of object with what its own admin class offers to do."""
    saisie, droits = _saisie(rubrique), Droits.de(request)
    ecriture = droits.ecrit(dossier) or (rubrique.type.fiche_minimale and droits.soumet(dossier))
    return {
        "ecriture": ecriture,
        "rubrique": rubrique,
        "lignes": [
            {
                "ligne": ligne,
                "adresse": saisie.adresse_de_saisie(ligne.objet),
                "bilan": saisie.bilan_de(ligne.objet, ligne.completude, ecriture),
            }
            for ligne in rubrique.lignes
            if saisie.un_seul or ligne.manques or ligne.situation == tableau.Situation.RENVOYE
        ],
        "un_seul": saisie.un_seul,
        "a_ecrire": _a_ecrire(request, saisie, rubrique, dossier) if ecriture else None,
        "actions": saisie.actions_du_dossier(request, dossier) if ecriture else [],
        "lecture": [*_a_lire(saisie, rubrique, ecriture), *saisie.lectures_du_dossier(request, dossier)],
    }


def _a_lire(saisie, rubrique, ecriture) -> list[tuple[str, str]]:
    """Where whoever does not write the only object of its kind opens it, to ask for a correction for one."""
    if ecriture or not saisie.un_seul:
        return []
    return [
        (f"Ouvrir « {rubrique.libelle} »", saisie.adresse_de_saisie(ligne.objet)) for ligne in rubrique.lignes
    ]


def _a_ecrire(request, saisie, rubrique, dossier):
    """What the only object of its kind will need, before its first word."""
    if rubrique.lignes or not saisie.un_seul:
        return None
    objet = saisie.objet_a_creer(request, dossier.pk)
    return objet and saisie.bilan_de(objet, saisie.completude_de(objet), ecriture=True)
