"""What one asks of a workbook: which lines to take out, which file to bring back."""

from django import forms
from django.conf import settings

from accounts.models import Organisation


class LignesForm(forms.Form):
    """Which answers to download."""

    chapitre = forms.ChoiceField(label="Chapitre", required=False)
    confiee_a = forms.ChoiceField(label="Points confiés à", required=False)
    sans_reponse = forms.BooleanField(label="Seulement les points sans réponse", required=False)

    def __init__(self, classeur, *args, **kwargs):
        super().__init__(*args, **kwargs)
        points = [reponse.proposition for pk, reponse in classeur.objets.items() if pk in classeur.ecrivables]
        chapitres = dict.fromkeys(point.chapitre for point in points if point.chapitre)
        organisations = Organisation.objects.filter(pk__in={point.confiee_a_id for point in points} - {None})
        confies = [(str(une.pk), une.nom) for une in organisations]
        self._proposer("chapitre", "Toute la démarche", [(c, c) for c in chapitres])
        self._proposer("confiee_a", "Toutes les organisations", confies)

    def _proposer(self, nom, tout, choix):
        if choix:
            self.fields[nom].choices = [("", tout), *choix]
        else:
            del self.fields[nom]

    def lignes(self, classeur) -> list:
        demande = self.cleaned_data
        return classeur.a_telecharger(
            chapitre=demande.get("chapitre", ""),
            sans_reponse=demande["sans_reponse"],
            confiee_a=int(demande.get("confiee_a") or 0),
        )


class DepotForm(forms.Form):
    """A workbook that comes back."""

    fichier = forms.FileField(
        label="Classeur rempli",
        help_text="XLSX ou ODS, 5 000 lignes et 20 Mo au plus. L’essai vient d’abord : rien n’est écrit avant votre accord.",
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > settings.TAILLE_MAXIMALE_IMPORT:
            raise forms.ValidationError("Le fichier dépasse 20 Mo : partagez-le, par chapitre par exemple.")
        return fichier
