"""The form by which a file of propositions is sent."""

from django import forms
from django.conf import settings

from demarches.imports import CHAMPS

LIGNES_PAR_LE_BACK_OFFICE = 2_000


class DepotForm(forms.Form):
    """A file, and what the reader could not guess."""

    fichier = forms.FileField(
        label="Fichier des propositions",
        help_text="CSV, XLSX ou ODS, 2 000 lignes et 20 Mo au plus. L’essai vient d’abord : rien n’est écrit avant votre accord.",
    )
    feuille = forms.CharField(
        label="Feuille",
        required=False,
        max_length=100,
        help_text="Pour un classeur à plusieurs feuilles ; sans elle, la première qui contient des propositions.",
    )
    colonnes = forms.CharField(
        label="Colonnes à désigner",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Seulement si elles ne sont pas reconnues, une par ligne, par exemple « texte = Contribution ». Champs : {', '.join(CHAMPS)}.",
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > settings.TAILLE_MAXIMALE_IMPORT:
            raise forms.ValidationError(
                "Le fichier dépasse 20 Mo : partagez-le en plusieurs, ou demandez l’import à l’exploitation du portail."
            )
        return fichier

    def clean_colonnes(self) -> dict[str, str]:
        colonnes = {}
        for ligne in self.cleaned_data["colonnes"].splitlines():
            champ, egal, intitule = ligne.partition("=")
            if ligne.strip() and not egal:
                raise forms.ValidationError(
                    f"Écrivez « champ = intitulé de la colonne », et non « {ligne.strip()} »."
                )
            if ligne.strip():
                colonnes[champ.strip()] = intitule.strip()
        return colonnes
