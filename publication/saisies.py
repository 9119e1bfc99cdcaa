"""What is typed and not yet saved: kept while one types, for its author alone, given back when they return.

A form offers it by putting `offrir(…)` in the context of its page, under the name « saisie ». Resuming is one
more way of opening that page, so its own rights decide; saving goes through the form, concurrency check included.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.utils.crypto import get_random_string

from accounts.models import Agent
from publication import horloge
from publication.models import Dossier, SaisieEnCours
from publication.refus import Refus

PAGE = "_saisie"  # the field that says which open page types
ADRESSE = "_adresse"  # the field that says which form
REPRISE = "_reprise"  # the parameter by which a page is opened filled in
JAMAIS_GARDES = {PAGE, ADRESSE, "csrfmiddlewaretoken"}

TAILLE = 512 * 1024  # bytes, of one entry
ADRESSE_AU_PLUS = SaisieEnCours._meta.get_field("adresse").max_length
PAR_COMPTE = 50  # beyond, the oldest goes
DUREE = timedelta(days=30)
SEL = "publication.saisies"
PAQUET_AU_PLUS = timedelta(hours=12)  # how long the login page may stay open


@dataclass(frozen=True)
class Offre:
    """Ce qu’une page de saisie montre : où garder ce qu’on y tape, et ce qui y avait été tapé."""

    dossier: Dossier | None
    adresse: str
    page: str
    en_attente: SaisieEnCours | None
    reprise: SaisieEnCours | None

    @property
    def adresse_de_reprise(self) -> str:
        return f"{self.adresse}{'&' if '?' in self.adresse else '?'}{REPRISE}=1"


def offrir(request, dossier=None, adresse=None) -> Offre:
    """For whoever may write this form; `adresse` is its page, when it is not the one of the request.

    Without a dossier, what is typed belongs to what is about to be created: the page alone says who may.
    Never for a form whose texts must not last: passwords, codes, the passages of a legal erasure.
    """
    adresse = normaliser(adresse or request.get_full_path())
    gardee = SaisieEnCours.objects.filter(agent=request.user, adresse=adresse).first()
    if gardee and _est_une_reprise(request):
        return Offre(dossier, adresse, gardee.page, None, gardee)
    page = _page(request) or get_random_string(22)
    return Offre(dossier, adresse, page, gardee if gardee and gardee.page != page else None, None)


def reprise_de(request) -> QueryDict | None:
    """The fields that had been typed, if this request opens the page to resume them."""
    if not _est_une_reprise(request):
        return None
    if not hasattr(request, "saisie_reprise"):
        adresse = normaliser(request.get_full_path())
        gardee = SaisieEnCours.objects.filter(agent=request.user, adresse=adresse).first()
        request.saisie_reprise = gardee.donnees if gardee else None
    return request.saisie_reprise


def initiales(request, formulaire, **sinon) -> dict:
    """The initial values of a form class: what had been typed if it is resumed, else `sinon`."""
    donnees = reprise_de(request)
    if donnees is None:
        return sinon
    champs = formulaire.base_fields.items()
    return {nom: champ.widget.value_from_datadict(donnees, {}, nom) for nom, champ in champs}


def lire(envoi) -> dict[str, list[str]]:
    """The typed fields of a POST. Raises Refus if they cannot be kept."""
    champs = {nom: valeurs for nom, valeurs in envoi.lists() if nom not in JAMAIS_GARDES}
    if any("\0" in texte for nom, valeurs in champs.items() for texte in (nom, *valeurs)):
        raise Refus(
            "Votre saisie n’est pas gardée : elle contient un caractère interdit. Enregistrez la page."
        )
    if len(json.dumps(champs, ensure_ascii=False).encode()) > TAILLE:
        raise Refus("Votre saisie n’est pas gardée : elle est trop longue. Enregistrez la page.")
    return champs


def lire_l_adresse(envoi) -> str:
    """The form that a POST names. Raises Refus if it is none."""
    adresse = envoi.get(ADRESSE, "")
    if not adresse.startswith("/") or "\0" in unquote_plus(adresse) or not _page_de(envoi):
        raise Refus("Votre saisie n’est pas gardée : rechargez la page, après avoir copié votre texte.")
    adresse = normaliser(adresse)
    if len(adresse) > ADRESSE_AU_PLUS:
        raise Refus("Votre saisie n’est pas gardée : trop d’éléments sont choisis. Enregistrez la page.")
    return adresse


@transaction.atomic
def garder(agent, dossier, adresse, envoi) -> SaisieEnCours:
    """Keep what is typed, in place of what this page kept before.

    Raises Refus if another page of the same form keeps something else: neither text replaces the other.
    """
    champs, page = lire(envoi), _page_de(envoi)
    _verrouiller(agent, dossier)
    autre = SaisieEnCours.objects.filter(agent=agent, adresse=adresse).exclude(page=page).exists()
    if autre:
        raise Refus(
            "Ce que vous tapez n’est pas gardé : une autre saisie attend sur cette page. "
            "Enregistrez, ou rechargez la page pour la reprendre ou l’effacer."
        )
    saisie, _ = SaisieEnCours.objects.update_or_create(
        agent=agent,
        adresse=adresse,
        defaults={
            "dossier": dossier,
            "page": page,
            "champs": champs,
            "gardee_le": horloge.maintenant(),
        },
    )
    gardees = SaisieEnCours.objects.filter(agent=agent)
    SaisieEnCours.objects.filter(pk__in=gardees.values_list("pk", flat=True)[PAR_COMPTE:]).delete()
    return saisie


def _verrouiller(agent, dossier) -> None:
    """One keeping at a time: in the order of the verbs where there is a dossier, by the agent where there is none."""
    if dossier:
        Dossier.objects.select_for_update().get(pk=dossier.pk)
    else:
        Agent.objects.select_for_update(no_key=True).get(pk=agent.pk)


def emballer(request) -> str:
    """What was sent after the session had ended, signed, to go through the login page; empty if it cannot be kept."""
    try:
        champs = lire(request.POST)
    except Refus:
        return ""
    contenu = {
        ADRESSE: adresse_de_la_page(request),
        PAGE: _page(request) or get_random_string(22),
        "champs": champs,
    }
    return signing.dumps(contenu, salt=SEL, compress=True)


def adresse_de_la_page(request) -> str:
    """The page on which the form that was sent stands: it may send elsewhere than to itself."""
    page = urlsplit(request.headers.get("Referer", ""))
    d_ici = page.netloc == request.get_host() and page.path.startswith("/admin/")
    return normaliser(urlunsplit(("", "", page.path, page.query, "")) if d_ici else request.get_full_path())


def deballer(paquet) -> QueryDict | None:
    """What `emballer` kept, as the script of the forms would have sent it; None for what it did not sign."""
    try:
        contenu = signing.loads(paquet, salt=SEL, max_age=PAQUET_AU_PLUS)
    except signing.BadSignature:
        return None
    envoi = QueryDict(mutable=True)
    for nom, valeurs in contenu["champs"].items():
        envoi.setlist(nom, valeurs)
    envoi[ADRESSE], envoi[PAGE] = contenu[ADRESSE], contenu[PAGE]
    return envoi


def oublier(request) -> None:
    """What the page kept is saved: called in the transaction that saves it."""
    if page := _page(request):
        SaisieEnCours.objects.filter(agent=request.user, page=page).delete()


def oublier_les_anciennes() -> None:
    """Nobody came back to them for thirty days."""
    SaisieEnCours.objects.filter(gardee_le__lt=horloge.maintenant() - DUREE).delete()


def normaliser(adresse) -> str:
    """The same form, whether it is opened to be resumed or not."""
    chemin, _, parametres = adresse.partition("?")
    gardes = [
        (nom, valeur) for nom, valeur in parse_qsl(parametres, keep_blank_values=True) if nom != REPRISE
    ]
    return f"{chemin}?{urlencode(gardes)}" if gardes else chemin


def _est_une_reprise(request) -> bool:
    return request.method in {"GET", "HEAD"} and REPRISE in request.GET


def _page(request) -> str:
    return _page_de(request.POST)


def _page_de(envoi) -> str:
    page = envoi.get(PAGE, "")
    return page if re.fullmatch(r"[A-Za-z0-9]{1,32}", page) else ""
