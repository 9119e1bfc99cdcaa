"""The agenda as a file that calendars subscribe to (RFC 5545)."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.generic import View
from icalendar import Calendar, Event

from portail.libelles import LIBELLES
from portail.views.commun import PagePublique
from portail.views.page_de_demarche import PageDeDemarche
from vitrine.models import FicheMoment

AU_PLUS = 500  # dates in one file


class _Calendrier(View):
    def get(self, request, *args, **kwargs):
        return en_fichier(request, self.moments()[:AU_PLUS], self.nom())


class CalendrierView(PagePublique, _Calendrier):
    """Every date to come, of every démarche."""

    def moments(self):
        return FicheMoment.objects.en_vigueur(self.instant).de_l_agenda(self.jour)

    def nom(self) -> str:
        return f"Agenda – {settings.NOM_DU_SITE}"


class CalendrierDeLaDemarcheView(PageDeDemarche, _Calendrier):
    """Every date of one démarche, past ones too."""

    se_relit = False

    def moments(self):
        return FicheMoment.objects.en_vigueur(self.instant).filter(dossier=self.kwargs["pk"]).order_by("rang")

    def nom(self) -> str:
        return self.titre


def en_fichier(request, moments, nom) -> HttpResponse:
    calendrier = Calendar()
    calendrier.add("prodid", f"-//{settings.NOM_DU_SITE}//FR")
    calendrier.add("version", "2.0")
    calendrier.add("x-wr-calname", nom)
    for moment in moments:
        calendrier.add_component(_evenement(request, moment))
    reponse = HttpResponse(calendrier.to_ical(), content_type="text/calendar; charset=utf-8")
    reponse.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return reponse


def _evenement(request, moment) -> Event:
    """Whole days, or hours as the place reads them: a calendar shows them unshifted (RFC 5545, 3.3.5, form 1)."""
    page = request.build_absolute_uri(
        reverse("portail:fiche", args=[moment.dossier_id, moment.demarche_slug])
    )
    debut = moment.debut or moment.fin
    evenement = Event()
    evenement.add("uid", f"{moment.dossier_id}-{moment.rang}@{request.get_host()}")
    evenement.add("dtstamp", moment.validite.lower)
    evenement.add("summary", f"{LIBELLES[moment.nature]} : {moment.titre}")
    evenement.add("description", f"{moment.demarche_titre}\n{moment.inscription}".strip())
    evenement.add("url", page)
    if moment.lieu:
        evenement.add("location", moment.lieu)
    if moment.heure_debut:
        evenement.add("dtstart", dt.datetime.combine(debut, moment.heure_debut))
        if moment.heure_fin:
            evenement.add("dtend", dt.datetime.combine(debut, moment.heure_fin))
    else:
        evenement.add("dtstart", debut)
        evenement.add("dtend", (moment.fin or debut) + dt.timedelta(days=1))
    return evenement
