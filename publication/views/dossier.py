from django.contrib import admin
from django.http import Http404
from django.views.decorators.http import require_safe

from publication import file_d_attente, horloge, tableau
from publication.models import Publication
from publication.permissions import peut_ecrire, peut_effacer
from publication.views.rendu import dossier_visible, rendre


@require_safe
def dossier(request, pk):
    """The page of a démarche in the back-office: what is online, what is not, what is missing, what to do."""
    dossier = dossier_visible(request, pk)
    instant = horloge.maintenant()
    rubriques = tableau.rubriques(dossier, instant)
    if not any(rubrique.lignes for rubrique in rubriques):
        raise Http404
    ecriture = peut_ecrire(request.user, dossier)
    return rendre(
        request,
        "dossier",
        dossier.intitule,
        dossier=dossier,
        situations=tableau.Situation,
        sections=[_section(request, rubrique, dossier, ecriture) for rubrique in rubriques],
        a_soumettre=sum(len(rubrique.a_soumettre) for rubrique in rubriques),
        dernieres=file_d_attente.lignes(
            Publication.objects.filter(dossier=dossier).une_par_lot().pour_la_liste()[:10], instant
        ),
        ecriture=ecriture,
        efface=peut_effacer(request.user),
    )


def _section(request, rubrique, dossier, ecriture) -> dict:
    """A kind of object with what its own admin class offers to do."""
    modele = rubrique.type._meta.get_field("objet").related_model
    saisie = admin.site.get_model_admin(modele)
    return {
        "rubrique": rubrique,
        "lignes": [
            {"ligne": ligne, "adresse": saisie.adresse_de_saisie(ligne.objet)}
            for ligne in rubrique.lignes
            if saisie.un_seul or ligne.manques or ligne.situation == tableau.Situation.RENVOYE
        ],
        "un_seul": saisie.un_seul,
        "actions": saisie.actions_du_dossier(request, dossier) if ecriture else [],
        "lecture": saisie.lectures_du_dossier(request, dossier),
    }
