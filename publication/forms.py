"""What agents say when they submit, withdraw, schedule or send back. The verbs judge; forms only read."""

from datetime import timedelta

from django import forms

from publication import horloge
from publication.enums import Modification, MotifDeRetrait

PROGRAMMATION_AU_PLUS = timedelta(days=2 * 365)


class SoumissionForm(forms.Form):
    note = forms.CharField(
        label="Note au validateur",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lue par le CIPC seulement, jamais publiée.",
    )
    modification = forms.ChoiceField(
        label="Nature de la modification",
        required=False,
        choices=Modification.choices,
        widget=forms.RadioSelect,
        help_text="Une correction matérielle (coquille, lien) n’alerte personne ; une rectification est datée et visible ; un changement de position est annoncé en tête de page.",
    )
    raison = forms.CharField(
        label="Raison de la modification",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En une phrase. Elle sera publiée.",
    )


class RetraitForm(forms.Form):
    motif = forms.ChoiceField(
        label="Motif",
        choices=MotifDeRetrait.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le motif du retrait : erreur ou doublon."},
    )
    explication = forms.CharField(
        label="Explication publique",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une ou deux phrases, publiées à la place du document. Les versions passées restent consultables.",
        error_messages={
            "required": "Expliquez le retrait en une phrase : elle sera publiée à la place du document."
        },
    )
    note = forms.CharField(
        label="Note au validateur",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lue par le CIPC seulement, jamais publiée.",
    )


class ProgrammationForm(forms.Form):
    publier_le = forms.DateTimeField(
        label="Date et heure de publication",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Heure de Paris.",
        error_messages={
            "required": "Choisissez la date et l’heure de la publication, ou publiez tout de suite.",
            "invalid": "Écrivez la date et l’heure ainsi : 2026-03-12T09:00.",
        },
    )

    def clean_publier_le(self):
        publier_le = self.cleaned_data["publier_le"]
        if publier_le > horloge.maintenant() + PROGRAMMATION_AU_PLUS:
            raise forms.ValidationError(
                "Cette date est trop lointaine : une publication se programme au plus deux ans à l’avance."
            )
        return publier_le


class RenvoiForm(forms.Form):
    commentaire = forms.CharField(
        label="Ce qui est à revoir",
        required=False,  # the verb refuses an empty comment, with its own sentence
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lu par l’organisateur, jamais publié.",
    )
