"""What agents are told of their own access, when someone else changed it."""

from django.urls import reverse

from accounts.enums import NatureDuChangement
from accounts.models import ChangementDeCompte
from courriels.message import Message

SUITE = "Si vous ne l’avez pas demandé, prévenez sans attendre un autre administrateur du portail."


def message(cle, adresse) -> Message:
    """`cle` is a line of the journal: a second factor reset, or an address that is no longer that of the account."""
    changement = ChangementDeCompte.objects.select_related("par").get(pk=cle)
    if changement.nature == NatureDuChangement.REINITIALISATION:
        fait = f"{changement.par} a réinitialisé le second facteur de votre compte : à la prochaine connexion, vous en enregistrerez un nouveau."
    else:
        fait = (
            f"{changement.par} a changé l’adresse de votre compte : {adresse} ne sert plus à vous connecter."
        )
    return Message(
        sujet="L’accès à votre compte a changé",
        paragraphes=[fait, SUITE],
        lien=reverse("admin:index"),
        libelle_du_lien="Le back-office",
    )
