"""What every public page shares: open to all, read at one instant, and 410 for what was withdrawn."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from demarches.models import DemarcheVersion
from publication import horloge
from suivi.enums import Avancement
from vitrine.models import FicheDemarche


class Retire(Exception):
    """The object was public and has been withdrawn: its tombstone is shown with the status 410."""

    def __init__(self, version):
        self.version = version


class Efface(Exception):
    """The object was public and the law had it erased: 410, never stored, with the ground and the reference."""

    def __init__(self, effacement):
        self.effacement = effacement


def reponse_effacee(request, effacement):
    reponse = render(request, "410.html", {"effacement": effacement}, status=410)
    reponse.headers["Cache-Control"] = "no-store"
    return reponse


@method_decorator(login_not_required, name="dispatch")
class PagePublique:
    """A page that anyone may read; `instant` is the only clock of the request."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.instant = horloge.maintenant()
        self.jour = timezone.localdate(self.instant)

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Retire as retire:
            contexte = {
                "motif": retire.version.contenu["retrait"]["explication"],
                "date": retire.version.validite.lower,
            }
            return render(request, "410.html", contexte, status=410)
        except Efface as efface:
            return reponse_effacee(request, efface.effacement)


def version_en_vigueur(versions: QuerySet, instant):
    """The version in force among `versions`, tombstone included, or None."""
    return versions.en_vigueur(instant).select_related("publication", "effacement").first()


def document_en_vigueur(versions: QuerySet, instant):
    """The version in force among `versions`, or None. Raises Retire if it is a tombstone, Efface if it was erased."""
    version = version_en_vigueur(versions, instant)
    if version is not None and version.est_effacee_en_entier:
        raise Efface(version.effacement)
    if version is not None and version.est_retrait:
        raise Retire(version)
    return version


def document_a_montrer(version) -> dict | None:
    """The document of a version shown among others, unless something stands in its place."""
    if version is None or version.est_retrait or version.est_effacee_en_entier:
        return None
    return version.contenu


def jours_de_retard(mesure: dict, jour: date) -> int:
    """How many days a mesure is late on the day `jour`; 0 when nothing is overdue or due any more."""
    echeance = mesure["echeance_actuelle"]
    if not echeance or mesure["avancement"] in Avancement.terminales():
        return 0
    return max((jour - date.fromisoformat(echeance)).days, 0)


class PageDeDemarche(PagePublique):
    """A page under /demarches/<id>-<slug>/: loads the démarche, or says why it is not there."""

    def get(self, request, *args, **kwargs):
        self.charger()
        if kwargs["slug"] != self.fiche.slug:
            nom = f"portail:{request.resolver_match.url_name}"
            adresse = reverse(nom, kwargs=kwargs | {"slug": self.fiche.slug})
            requete = request.META["QUERY_STRING"]
            return redirect(f"{adresse}?{requete}" if requete else adresse, permanent=True)
        return super().get(request, *args, **kwargs)

    def charger(self):
        """Set `fiche` (index), `version` and `demarche` (its document). Raises Http404 or Retire."""
        self.version = document_en_vigueur(
            DemarcheVersion.objects.filter(objet=self.kwargs["pk"]), self.instant
        )
        self.fiche = (
            FicheDemarche.objects.en_vigueur(self.instant)
            .avec_etape(self.jour)
            .filter(dossier=self.kwargs["pk"])
            .first()
        )
        if self.version is None or self.fiche is None:
            raise Http404
        self.demarche = self.version.contenu

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            fiche=self.fiche,
            demarche=self.demarche,
            version=self.version,
            ariane=self._ariane(),
            jour=self.jour,
            **kwargs,
        )

    def _ariane(self) -> list[dict]:
        """The steps from home to this page; the page itself is not among them."""
        adresse = [self.fiche.dossier_id, self.fiche.slug]
        etapes = [{"libelle": "Démarches", "url": reverse("portail:demarches")}]
        if self.request.resolver_match.url_name != "fiche":
            etapes.append({"libelle": self.fiche.titre, "url": reverse("portail:fiche", args=adresse)})
        parents = {"proposition": ("Avis des citoyens", "avis"), "mesure": ("Impact", "impact")}
        if parent := parents.get(self.request.resolver_match.url_name):
            etapes.append({"libelle": parent[0], "url": reverse(f"portail:{parent[1]}", args=adresse)})
        return etapes
