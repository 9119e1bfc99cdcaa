from django.views.decorators.http import require_safe

from publication import comparaison, file_d_attente, horloge
from publication.forms import ProgrammationForm, RenvoiForm
from publication.permissions import peut_annuler, peut_deprogrammer, peut_traiter
from publication.views.rendu import publication_visible, rendre


@require_safe
def publication(request, pk):
    """One submission: who wrote it, what it changes, and the verbs its reader may use."""
    return afficher(request, publication_visible(request, pk))


def afficher(request, publication, programmation=None, renvoi=None):
    """The page, with the forms as they were typed when a verb has just refused."""
    instant = horloge.maintenant()
    agent = request.user
    return rendre(
        request,
        "publication",
        f"Soumission n° {publication.pk} : {publication.dossier}",
        publication=publication,
        dossier=publication.dossier,
        attente=file_d_attente.lignes([publication], instant)[0],
        auteurs=publication.noms_des_auteurs(),
        groupes=comparaison.documents_compares(publication, instant),
        programmation=programmation or ProgrammationForm(),
        renvoi=renvoi or RenvoiForm(),
        peut_traiter=publication.est_ouverte and peut_traiter(agent, publication),
        exclu_comme_auteur=publication.est_ouverte
        and agent.est_validateur
        and agent.pk in publication.auteurs,
        peut_annuler=publication.est_ouverte and peut_annuler(agent, publication),
        peut_deprogrammer=publication.est_programmee(instant) and peut_deprogrammer(agent, publication),
    )
