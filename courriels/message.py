"""What an e-mail says, and how it is written: text and HTML, plain, without image nor tracker."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Message:
    sujet: str
    paragraphes: list[str]
    lien: str
    """The address of a page, from the root of the site."""
    libelle_du_lien: str
    citations: list[tuple[str, str]] = field(default_factory=list)
    """What someone wrote, with a title; empty texts are left out."""


def composer(message, courriel, connexion=None) -> EmailMultiAlternatives:
    """The e-mail ready to leave. A line break in a subject would add headers: there is none left."""
    contexte = {
        "message": message,
        "citations": [(titre, texte) for titre, texte in message.citations if texte.strip()],
        "lien": urljoin(settings.ADRESSE_DU_SITE, message.lien),
        "site": settings.NOM_DU_SITE,
    }
    composee = EmailMultiAlternatives(
        subject=" ".join(message.sujet.split()),
        body=render_to_string("courriels/message.txt", contexte),
        to=[courriel.adresse],
        headers={
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<courriel-{courriel.pk}@{urlsplit(settings.ADRESSE_DU_SITE).hostname}>",
        },
        connection=connexion,
    )
    composee.attach_alternative(render_to_string("courriels/message.html", contexte), "text/html")
    return composee
