"""What is measured of each page, and against what."""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banc.charge import Charge, entetes_de, solliciter
from banc.francais import vocabulaire
from vitrine.models import FicheDemarche, FicheMesure, FicheProposition

ENCODAGE = "br, gzip"
RARE = 5_000  # rank of a word that one point in a few hundred holds


@dataclass
class PageMesuree:
    """Une page, et tout ce qui en a été mesuré."""

    nom: str
    chemin: str
    requetes: int = 0
    temps_sql: float = 0.0
    """Seconds spent in the database by one rendering."""
    froide: Charge | None = None
    chaude: Charge | None = None
    non_modifiee: Charge | None = None
    statique: Charge | None = None
    transferes: int = 0
    """Bytes of the compressed body."""
    ecoindex: float | None = None

    @property
    def sans_cache(self) -> str:
        """The same page by an address that the fast lane does not keep."""
        return f"{self.chemin}{'&' if '?' in self.chemin else '?'}banc=1"


def pages() -> list[PageMesuree]:
    """The pages of the targets, the empty one first."""
    mesure = FicheMesure.objects.order_by("dossier_id", "numero").first()
    fiche = mesure and FicheDemarche.objects.get(dossier=mesure.dossier_id)
    point = fiche and FicheProposition.objects.filter(dossier=fiche.dossier_id).exclude(position="").first()
    if not point:
        raise CommandError("Il n’y a rien à mesurer : remplissez d’abord la base avec « manage.py peupler ».")
    demarche = f"/demarches/{fiche.dossier_id}-{fiche.slug}/"
    mots = vocabulaire()
    return [
        PageMesuree("page vide", "/banc/vide/"),
        PageMesuree("accueil", "/"),
        PageMesuree("liste", "/demarches/"),
        PageMesuree("démarche : fiche", demarche),
        PageMesuree("démarche : avis", f"{demarche}avis/"),
        PageMesuree("démarche : impact", f"{demarche}impact/"),
        PageMesuree("proposition", f"{demarche}propositions/{quote(point.reference)}/"),
        PageMesuree("mesure", f"{demarche}mesures/{mesure.numero}/"),
        PageMesuree("recherche rare", f"/recherche/?q={quote(mots[RARE])}"),
        PageMesuree("recherche courante", "/recherche/?q=transports"),
        PageMesuree("recherche à deux mots", f"/recherche/?q={quote('transports énergie')}"),
    ]


def mesurer_le_sql(page) -> None:
    """Queries of one rendering, once caches of the process are warm."""
    client = Client(SERVER_NAME="localhost")
    client.get(page.sans_cache)
    with CaptureQueriesContext(connection) as requetes:
        reponse = client.get(page.sans_cache)
    if reponse.status_code != 200:
        raise CommandError(f"{page.chemin} répond {reponse.status_code}.")
    page.requetes = len(requetes)
    page.temps_sql = sum(float(requete["time"]) for requete in requetes.captured_queries)


def mesurer_a_froid(page, port, secondes) -> None:
    solliciter(port, page.sans_cache, 200, 0.5, Accept_Encoding=ENCODAGE)
    page.froide = solliciter(port, page.sans_cache, 200, secondes, Accept_Encoding=ENCODAGE)


def mesurer_a_chaud(page, port, secondes) -> None:
    """Kept by the fast lane, then known to the reader."""
    if page.chemin.startswith("/banc/"):
        return
    entetes = entetes_de(port, page.chemin, Accept_Encoding=ENCODAGE)
    page.transferes = entetes["corps"]
    page.chaude = solliciter(port, page.chemin, 200, secondes, Accept_Encoding=ENCODAGE)
    page.non_modifiee = solliciter(
        port, page.chemin, 304, secondes, Accept_Encoding=ENCODAGE, If_None_Match=entetes["etag"]
    )


def mesurer_le_statique(page, port, secondes) -> None:
    """A file as heavy as what the reader receives of the page."""
    if page.transferes:
        page.statique = solliciter(port, f"/{page.transferes}.bin", 200, secondes)
