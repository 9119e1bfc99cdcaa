"""What every public page shares: open to all, read at one instant, and 410 for what was withdrawn."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator

from publication import horloge
from suivi.enums import Avancement


class Retire(Exception):
    """The object was public and has been withdrawn: its tombstone is shown with the status 410."""

    def __init__(self, version):
        self.version = version


class Efface(Exception):
    """The object was public and the law had it erased: 410, never stored, with the ground and the reference."""

    def __init__(self, effacement):
        self.effacement = effacement


class Masque(Exception):
    """A validator hides the object for the moment: 403, never stored, with the ground and the end."""

    def __init__(self, masquage):
        self.masquage = masquage


def reponse_masquee(request, masquage):
    reponse = render(request, "403_masque.html", {"masquage": masquage}, status=403)
    reponse.headers["Cache-Control"] = "no-store"
    return reponse


def reponse_effacee(request, effacement):
    reponse = render(request, "410.html", {"effacement": effacement}, status=410)
    reponse.headers["Cache-Control"] = "no-store"
    return reponse


@method_decorator(login_not_required, name="dispatch")
class PagePublique:
    """A page that anyone may read; `instant` is the only clock of the request."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.present = self.instant = horloge.maintenant()
        self.jour = timezone.localdate(self.instant)

    def dispatch(self, request, *args, **kwargs):
        try:
            reponse = super().dispatch(request, *args, **kwargs)
        except Retire as retire:
            return render(request, "410.html", self.contexte_du_retrait(retire.version), status=410)
        except Masque as masque:
            return reponse_masquee(request, masque.masquage)
        except Efface as efface:
            return reponse_effacee(request, efface.effacement)
        if reponse.status_code == 200:  # browsers ask again each time, and the fast lane keeps it
            reponse.headers.setdefault("Cache-Control", "no-cache")
        return reponse

    def contexte_du_retrait(self, version) -> dict:
        return {"motif": version.contenu["retrait"]["explication"], "date": version.validite.lower}


def exiger_lisible(version):
    """The same version, unless the law had the whole of it erased. Raises Efface."""
    if version.est_effacee_en_entier:
        raise Efface(version.effacement)
    return version


def version_en_vigueur(versions: QuerySet, instant):
    """The version in force among `versions`, tombstone included, or None."""
    return versions.en_vigueur(instant).select_related("publication", "effacement").first()


def document_en_vigueur(versions: QuerySet, instant):
    """The version in force among `versions`, or None. Raises Retire if it is a tombstone, Efface if it was erased."""
    version = version_en_vigueur(versions, instant)
    return version and exiger_en_ligne(version)


def exiger_en_ligne(version):
    """The same version. Raises Retire if it is a tombstone, Efface if it was erased."""
    exiger_lisible(version)
    if version.est_retrait:
        raise Retire(version)
    return version


def document_a_montrer(version) -> dict | None:
    """The document of a version shown among others, unless something stands in its place."""
    if version is None or version.est_retrait or version.est_effacee_en_entier:
        return None
    return version.contenu


def objet_designe(versions: QuerySet, instant, **designation) -> int | None:
    """The object that `designation` last named in public at `instant`, withdrawn or not."""
    return (
        versions.commencees(instant)
        .filter(**{f"contenu__{cle}": valeur for cle, valeur in designation.items()})
        .order_by("validite")
        .values_list("objet_id", flat=True)
        .last()
    )


def jours_de_retard(mesure: dict, jour: date) -> int:
    """How many days a mesure is late on the day `jour`; 0 when nothing is overdue or due any more."""
    echeance = mesure["echeance_actuelle"]
    if not echeance or mesure["avancement"] in Avancement.terminales():
        return 0
    return max((jour - date.fromisoformat(echeance)).days, 0)
