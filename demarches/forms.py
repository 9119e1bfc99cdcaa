from django import forms

from demarches.models import Demarche, Piece
from publication.fichiers import deposer
from publication.refus import Refus


class CreationForm(forms.ModelForm):
    """What it takes to begin: a title, and who leads."""

    organisation = forms.ModelChoiceField(
        None,
        label="Organisation pilote",
        empty_label=None,
        help_text="Celle qui écrit et soumet la démarche ; ses rédacteurs y ont accès.",
    )

    class Meta:
        model = Demarche
        fields = ["titre"]
        widgets = {"titre": forms.TextInput(attrs={"class": "vTextField"})}
        help_texts = {"titre": "Le nom sous lequel le public la connaîtra. Il pourra changer."}


class PieceForm(forms.ModelForm):
    """A document and its file. The file is kept even when another field is refused: it is not chosen again."""

    envoi = forms.FileField(
        label="fichier",
        required=False,
        help_text="PDF, ODT, ODS, DOCX, XLSX, PNG ou JPG, 30 Mo au plus. Il devient public quand la démarche est validée.",
    )
    depose = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Piece
        fields = ["titre", "date"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.fichier_id:
            self.fields[
                "envoi"
            ].help_text = f"Fichier actuel : {self.instance.fichier}. En choisir un autre le remplace."

    def clean(self):
        super().clean()
        if envoi := self.cleaned_data.get("envoi"):
            self._deposer(envoi)
        elif (depose := self.cleaned_data.get("depose")) and self.dossier.fichiers.filter(pk=depose).exists():
            self.instance.fichier_id = depose
        if not self.instance.fichier_id and "envoi" not in self.errors:
            self.add_error("envoi", "Choisissez le fichier à déposer.")

    def _deposer(self, envoi):
        try:
            self.instance.fichier = deposer(envoi, envoi.name, self.dossier, self.agent)
        except Refus as refus:
            self.add_error("envoi", str(refus))
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("depose")] = self.instance.fichier_id
        self["envoi"].help_text = f"Fichier déposé et gardé : {self.instance.fichier}."
