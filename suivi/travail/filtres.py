"""What one asks of the working table, and to whom points are entrusted from it."""

from django import forms
from django.http import QueryDict

from accounts.models import Organisation
from demarches.repartition import a_qui_confier
from suivi.enums import Position
from suivi.travail.lignes import NOUS, Situation, filtrer


class FiltreForm(forms.Form):
    """Every filter is optional; a value that is not of its list is ignored, and the page says so."""

    q = forms.CharField(label="Référence ou mot", max_length=200, required=False)
    chapitre = forms.ChoiceField(label="Chapitre", required=False)
    situation = forms.ChoiceField(
        label="Situation", required=False, choices=[("", "Toutes"), *Situation.choices]
    )
    position = forms.ChoiceField(
        label="Position", required=False, choices=[("", "Toutes"), *Position.choices]
    )
    service = forms.ChoiceField(label="Qui répond", required=False)

    def __init__(self, demarche, *args, **kwargs):
        super().__init__(*args, **kwargs)
        points = demarche.propositions.feuilles()
        chapitres = dict.fromkeys(
            points.exclude(chapitre="").order_by("ordre", "pk").values_list("chapitre", flat=True)
        )
        services = Organisation.objects.filter(
            pk__in=points.exclude(confiee_a=None).order_by().values("confiee_a")
        )
        self.fields["chapitre"].choices = [("", "Tous"), *((c, c) for c in chapitres)]
        self.fields["service"].choices = [
            ("", "Tout le monde"),
            (NOUS, "L’organisation pilote"),
            *((str(une.pk), une.nom) for une in services),
        ]

    @property
    def demandes(self) -> dict:
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if valeur} if self.is_valid() else {}

    def filtrer(self, points, jour):
        return filtrer(points, jour, **self.demandes)

    @property
    def requete(self) -> str:
        """The filters as they stand in an address."""
        requete = QueryDict(mutable=True)
        requete.update(self.demandes)
        return requete.urlencode()


class ConfierForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Confier à",
        required=False,
        empty_label="L’organisation pilote",
    )

    def __init__(self, demarche, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = a_qui_confier(demarche)
