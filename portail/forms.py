from django import forms

from publication.models import Publication


class PartageForm(forms.Form):
    """What is given to read, and to whom."""

    pour = forms.CharField(
        label="À qui destinez-vous ce lien ?",
        max_length=150,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text="Un service, une fonction : « Rapporteure de la convention ». Jamais publié.",
    )
    quoi = forms.ChoiceField(label="Ce que le lien donne à lire")

    def __init__(self, dossier, instant, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.par_cle = {f"publication-{p.pk}": {"publication": p} for p in _a_lire(dossier, instant)}
        self.par_cle |= {
            f"lot-{lot.pk}": {"lot": lot}
            for lot in {p["publication"].lot for p in self.par_cle.values()} - {None}
        }
        self.fields["quoi"].choices = [
            ("atelier", "Ce que l’organisation écrit, tel qu’il est au moment où le lien est ouvert"),
            *((cle, _libelle(chose)) for cle, chose in self.par_cle.items()),
        ]

    @property
    def ce_qui_est_partage(self) -> dict:
        return {"pour": self.cleaned_data["pour"], **self.par_cle.get(self.cleaned_data["quoi"], {})}


def _a_lire(dossier, instant):
    """What awaits the CIPC or its day."""
    publications = Publication.objects.filter(dossier=dossier)
    return (publications.ouvertes() | publications.programmees(instant)).select_related("lot")[:100]


def _libelle(chose) -> str:
    if lot := chose.get("lot"):
        return f"{lot}, tel qu’il a été soumis"
    publication = chose["publication"]
    return (
        f"La soumission n° {publication.pk} du {publication.soumise_le:%d/%m/%Y}, telle qu’elle a été soumise"
    )
