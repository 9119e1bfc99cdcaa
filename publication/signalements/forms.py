"""What a validator chooses in the queue of reports, and says of one of them."""

from django import forms

from publication.enums import EtatDuSignalement, NatureDuSignalement

TOUS = "tous"


class FileForm(forms.Form):
    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *NatureDuSignalement.choices]
    )
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "À traiter"), *EtatDuSignalement.choices, (TOUS, "Tous")],
    )

    def choisir(self, signalements):
        """Those of `signalements` that were asked for; a forged value asks for nothing, and its field says so."""
        self.is_valid()
        nature, etat = (self.cleaned_data.get(nom) for nom in ("nature", "etat"))
        if nature:
            signalements = signalements.filter(nature=nature)
        if not etat:
            return signalements.ouverts()
        return signalements if etat == TOUS else signalements.filter(etat=etat)


class ReponseAuSignalementForm(forms.Form):
    reponse = forms.CharField(
        label="Réponse",
        required=False,  # the verb refuses an empty answer, with its own sentence
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Envoyée à l’auteur s’il a donné un courriel, et lue par quiconque a le numéro : n’y reprenez ni nom, ni donnée personnelle.",
    )


class InsertionForm(forms.Form):
    identite_verifiee = forms.BooleanField(
        label="J’ai vérifié que la demande vient bien de la personne nommée ou désignée",
        required=False,  # the verb refuses without it, with its own sentence
        help_text="Par un échange avec elle, par exemple à une adresse de son organisation. Gardé avec votre nom et la date.",
    )
