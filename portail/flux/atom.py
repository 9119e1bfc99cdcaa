"""The file itself, RFC 4287."""

import datetime as dt
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

ILLISIBLES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML holds no such character
VIDE_DEPUIS = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # a feed is dated, even before its first entry


class FluxAtom(Atom1Feed):
    """Entries hold their whole content, as HTML; two renderings give the same bytes."""

    def ajouter(self, titre, url, contenu, *, identifiant, le, auteur) -> None:
        """`identifiant` never changes, whatever becomes of addresses; `le`: when it came into force."""
        self.add_item(
            title=sans_illisibles(titre),
            link=url,
            description=None,
            contenu=sans_illisibles(contenu),
            unique_id=etiquette(identifiant),
            pubdate=le,
            updateddate=le,
            author_name=sans_illisibles(auteur),
        )

    def root_attributes(self):
        return super().root_attributes() | {"xml:base": self.feed["link"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["contenu"], {"type": "html"})

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=VIDE_DEPUIS)


def sans_illisibles(texte: str) -> str:
    return ILLISIBLES.sub(" ", texte)


def etiquette(identifiant: str) -> str:
    """A tag: URI (RFC 4151), under the name of the installation and not of the host that was asked."""
    hote = urlsplit(settings.ADRESSE_DU_SITE).hostname
    return f"tag:{hote},2026:{identifiant}"
