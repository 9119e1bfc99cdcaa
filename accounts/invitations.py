"""An account opens by a link: administrators never know a password, the agent chooses it."""

from django.contrib.auth.hashers import make_password
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import NatureDuChangement
from accounts.models import Agent, Invitation
from accounts.models.invitation import VALIDITE
from accounts.trace import consigner
from courriels.enums import NatureDuCourriel
from courriels.envoi import prevoir
from courriels.message import Message

SIGNATAIRE = signing.Signer(salt="accounts.invitation")
HEURES = int(VALIDITE.total_seconds() // 3600)


class LienInconnu(Exception):
    """Never given by the portal: cut short or mistyped. Its message is the French sentence that one reads."""

    def __init__(self):
        super().__init__(
            "Ce lien n’est pas un lien d’invitation complet : ouvrez-le depuis le message reçu, ou demandez une nouvelle invitation à la personne qui vous a invité."
        )


class LienInutilisable(Exception):
    """Given by the portal, and no longer good. Its message is the French sentence that the agent reads."""


@transaction.atomic
def inviter(agent, par) -> Invitation:
    """Send a link to choose a password; the former links are good no more, the former password still is."""
    agent = Agent.objects.select_for_update().get(pk=agent.pk)
    invitation = Invitation.objects.create(agent=agent, par=par, adresse=agent.courriel)
    consigner(par, NatureDuChangement.INVITATION, agent)
    prevoir(NatureDuCourriel.INVITATION, invitation.pk, [agent.courriel])
    return invitation


def jeton(invitation) -> str:
    return SIGNATAIRE.sign(str(invitation.pk))


def lire(jeton) -> Invitation:
    """The invitation of a link that can be used. Raises LienInconnu or LienInutilisable."""
    try:
        cle = int(SIGNATAIRE.unsign(jeton))
    except (signing.BadSignature, ValueError) as erreur:
        raise LienInconnu from erreur
    invitation = Invitation.objects.select_related("agent").filter(pk=cle).first()
    if invitation is None:
        raise LienInconnu
    if raison := _raison_de_refuser(invitation):
        raise LienInutilisable(raison)
    return invitation


@transaction.atomic
def choisir_le_mot_de_passe(jeton, mot_de_passe) -> Agent:
    """Use the link, once; every session of this agent ends. Raises as `lire`."""
    agent = Agent.objects.select_for_update().get(pk=lire(jeton).agent_id)
    invitation = lire(jeton)  # again, now that a second click waits
    agent.password = make_password(mot_de_passe)
    agent.save(update_fields=["password"])
    agent.fermer_les_sessions()
    Invitation.objects.filter(pk=invitation.pk).update(utilisee_le=timezone.now())
    consigner(agent, NatureDuChangement.MOT_DE_PASSE, agent)
    return agent


def message(cle, adresse) -> Message | None:
    """The link is signed when the e-mail leaves: it is stored nowhere. None if it would be of no use."""
    invitation = Invitation.objects.select_related("agent", "par").get(pk=cle)
    if not (invitation.attend and invitation.agent.is_active):
        return None
    return Message(
        sujet="Votre compte sur le portail de la participation citoyenne",
        paragraphes=[
            f"{invitation.par} vous invite à choisir votre mot de passe : votre identifiant est {adresse}.",
            f"Le lien ne sert qu’une fois, pendant {HEURES} heures. Ne le transmettez à personne.",
            "Si vous n’attendiez pas ce message, ne faites rien et prévenez l’administrateur du portail.",
        ],
        lien=reverse("admin:choisir_son_mot_de_passe", args=[jeton(invitation)]),
        libelle_du_lien="Choisir mon mot de passe",
    )


def _raison_de_refuser(invitation) -> str:
    if invitation.utilisee_le:
        return "Ce lien a déjà servi. Si vous avez choisi votre mot de passe, connectez-vous ; sinon, demandez une nouvelle invitation à l’administrateur du portail."
    if not invitation.agent.is_active:
        return "Ce compte n’est plus actif : adressez-vous à l’administrateur du portail."
    if invitation.est_remplacee:
        return "Ce lien a été remplacé par un plus récent : cherchez le dernier message reçu, ou demandez une nouvelle invitation à l’administrateur du portail."
    if invitation.est_perimee:
        return f"Ce lien n’était valable que {HEURES} heures : demandez une nouvelle invitation à l’administrateur du portail."
    return ""
