"""What is told by e-mail of a report: to its author, that it was received, then answered; to validators, that it presses.

None repeats what the author typed: the form would otherwise send anybody's words to anybody.
"""

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Agent
from courriels.enums import NatureDuCourriel
from courriels.envoi import prevoir
from courriels.message import Message
from publication.enums import NatureDuSignalement
from publication.heure import jour_en_toutes_lettres
from publication.models import Signalement


def accuser_reception(signalement) -> None:
    _a_l_auteur(NatureDuCourriel.SIGNALEMENT_RECU, signalement)


def annoncer_la_reponse(signalement) -> None:
    _a_l_auteur(NatureDuCourriel.SIGNALEMENT_TRAITE, signalement)


def prevenir_les_validateurs(signalement) -> None:
    """Of what is due within days only; the rest waits in the queue."""
    if NatureDuSignalement(signalement.nature).presse:
        validateurs = Agent.objects.exercant(Role.VALIDATEUR).values_list("courriel", flat=True)
        prevoir(NatureDuCourriel.SIGNALEMENT_A_TRAITER, signalement.pk, list(validateurs))


def message_d_accuse(cle, adresse) -> Message:
    signalement = Signalement.objects.get(pk=cle)
    return Message(
        sujet=f"Votre signalement {signalement.numero} est reçu",
        paragraphes=[
            f"Le CIPC a reçu votre signalement. Son numéro est {signalement.numero} : gardez-le.",
            f"Vous aurez une réponse au plus tard le {jour_en_toutes_lettres(signalement.echeance)}.",
        ],
        **_lien_du_recu(signalement),
    )


def message_de_reponse(cle, adresse) -> Message:
    signalement = Signalement.objects.get(pk=cle)
    return Message(
        sujet=f"Réponse à votre signalement {signalement.numero}",
        paragraphes=[f"Le CIPC a traité votre signalement {signalement.numero}."],
        citations=[("Réponse du CIPC", signalement.reponse)],
        **_lien_du_recu(signalement),
    )


def message_aux_validateurs(cle, adresse) -> Message | None:
    """None if it was dealt with, or the account closed, meanwhile."""
    signalement = Signalement.objects.get(pk=cle)
    if not signalement.est_ouvert or not Agent.objects.filter(courriel=adresse, is_active=True).exists():
        return None
    echeance = jour_en_toutes_lettres(signalement.echeance)
    quoi = signalement.get_nature_display().lower()
    return Message(
        sujet=f"À traiter au plus tard le {echeance} : {quoi}",
        paragraphes=[
            f"Un signalement vient d’être reçu ({quoi}, {signalement.numero}), à traiter au plus tard le {echeance}."
        ],
        lien=reverse("admin:signalement", args=[signalement.pk]),
        libelle_du_lien="Ce signalement, dans le back-office",
    )


def _a_l_auteur(nature, signalement) -> None:
    if signalement.courriel:
        prevoir(nature, signalement.pk, [signalement.courriel])


def _lien_du_recu(signalement) -> dict:
    return {
        "lien": signalement.get_absolute_url(),
        "libelle_du_lien": "Où en est ce signalement",
    }
