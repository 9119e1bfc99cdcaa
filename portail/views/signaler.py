"""What a citizen reports without an account, and the receipt by which they follow it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from accounts.verrou import adresse_du_client
from portail.forms import SignalementForm
from portail.garde_des_formulaires import (
    PIEGE,
    exiger_notre_page,
    exiger_une_personne,
    lire_le_jeton,
    nouveau_jeton,
)
from portail.pages_designees import INVISIBLES, page_designee
from portail.views.commun import PagePublique
from publication.enums import NatureDuSignalement
from publication.models import Signalement
from publication.refus import Refus
from publication.signalements.depot import deposer
from publication.signalements.mesure import TropDeSignalements
from publication.signalements.numero import lire_le_numero

TITRE_AU_PLUS = 300  # characters of a document's title that a link may bring


@method_decorator(login_not_required, name="dispatch")
class JamaisGardee(PagePublique):
    """A public page that no cache keeps: what it holds is for one reader, a mark or a state of the moment."""

    def dispatch(self, request, *args, **kwargs):
        reponse = super().dispatch(request, *args, **kwargs)
        reponse.headers["Cache-Control"] = "no-store"
        return reponse


# its own guard replaces the cookie of Django's: public pages set none
@method_decorator(csrf_exempt, name="dispatch")
class SignalerView(JamaisGardee, TemplateView):
    """The natures of a report and, once one is chosen, its form."""

    template_name = "portail/signaler.html"
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, *args, **kwargs):
        nature = _nature(request.GET.get("nature"))
        page = page_designee(request.GET.get("page", ""), request.get_host(), self.instant)
        chemin = page.chemin if page else ""
        initiales = {"page": chemin, "message": _document(request.GET.get("document", ""))}
        form = self._formulaire(nature, initial=initiales) if nature else None
        return self.render_to_response(self.get_context_data(form=form, nature=nature, chemin=chemin))

    def post(self, request, *args, **kwargs):
        nature = _nature(request.POST.get("nature"))
        if nature is None:
            return self.render_to_response(self.get_context_data(form=None, nature=None), status=422)
        form = self._formulaire(nature, request.POST)
        statut = 422
        if form.is_valid():
            try:
                return HttpResponseRedirect(self._deposer(form).get_absolute_url(), status=303)
            except Refus as refus:
                form.add_error(None, str(refus))
                statut = 429 if isinstance(refus, TropDeSignalements) else 422
        return self.render_to_response(self.get_context_data(form=form, nature=nature), status=statut)

    def _deposer(self, form) -> Signalement:
        exiger_notre_page(self.request)
        exiger_une_personne(self.request.POST)
        jeton = lire_le_jeton(self.request.POST.get("jeton", ""))
        return deposer(form.declaration, jeton=jeton, adresse=adresse_du_client(self.request))

    def _formulaire(self, nature, *donnees, **autres) -> SignalementForm:
        return SignalementForm(nature, self.request.get_host(), self.instant, *donnees, **autres)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            natures=NatureDuSignalement,
            jeton=nouveau_jeton(),
            piege=PIEGE,
            ariane=_ariane(),
            **{"chemin": "", **kwargs},
        )


class RecuView(JamaisGardee, TemplateView):
    """Where a report stands: never what it says, nor who sent it."""

    template_name = "portail/signalement_recu.html"

    def get_context_data(self, **kwargs):
        numero = lire_le_numero(self.kwargs["numero"])
        signalement = Signalement.objects.filter(numero=numero).first() if numero else None
        if signalement is None:
            raise Http404
        return super().get_context_data(
            signalement=signalement,
            nature=NatureDuSignalement(signalement.nature),
            en_retard=signalement.est_en_retard(self.jour),
            publie=hasattr(signalement, "droit_de_reponse"),
            ariane=_ariane(),
            noindex=True,
            **kwargs,
        )


def _ariane() -> list[dict]:
    return [{"libelle": "Signaler", "url": reverse("portail:signaler")}]


def _document(titre) -> str:
    """How the message begins when the link to the form says which document is meant."""
    titre = INVISIBLES.sub("", titre).strip()[:TITRE_AU_PLUS]
    return f"Document\N{NO-BREAK SPACE}: {titre}\n" if titre else ""


def _nature(valeur) -> NatureDuSignalement | None:
    return NatureDuSignalement(valeur) if valeur in NatureDuSignalement.values else None


adresses = [
    path("signaler/", SignalerView.as_view(), name="signaler"),
    path("signaler/recu/<str:numero>/", RecuView.as_view(), name="signalement_recu"),
]
