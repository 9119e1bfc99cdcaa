"""The forms of the workshop that need more than their model's fields."""

from django import forms

from demarches.models import (
    Actualite,
    Cadrage,
    Composition,
    Demarche,
    DemarcheLiee,
    DemarcheVersion,
    DocumentRemis,
    Piece,
    Question,
)
from demarches.orientation import NatureDuProjet
from demarches.permissions import ou_creer
from demarches.repartition import A_QUI_CONFIER, a_qui_confier
from demarches.saisie import DemarcheField, DemarchesField, PourcentageField, ResultatsField
from publication import horloge
from publication.fichiers import deposer
from publication.refus import Refus


class CadrageForm(forms.ModelForm):
    """The six framing questions of the guide; none is mandatory, an answer may come later."""

    class Meta:
        model = Cadrage
        fields = [
            "pourquoi",
            "attentes",
            "usage_des_resultats",
            "explication",
            "marge_de_manoeuvre",
            "enjeux",
        ]
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 3}))


class CreationForm(CadrageForm):
    """What it takes to begin: what one prepares, a title, who leads, and the framing questions."""

    nature = forms.ChoiceField(
        label="Que préparez-vous ?",
        choices=NatureDuProjet.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites ce que vous préparez : ce portail ne suit que les démarches de participation.",
            "invalid_choice": "Choisissez une des réponses proposées.",
        },
    )
    titre = forms.CharField(
        label="Titre",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Le nom sous lequel le public la connaîtra. Il pourra changer.",
        error_messages={"required": "Donnez un titre, même provisoire : il pourra changer."},
    )
    question = forms.CharField(
        label="Question posée aux citoyens",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Si vous la connaissez déjà : elle sert à retrouver les démarches qui ont traité du même sujet.",
    )
    organisation = forms.ModelChoiceField(
        None,
        label="Organisation pilote",
        empty_label=None,
        help_text="Celle qui écrit et soumet la démarche ; ses rédacteurs y ont accès.",
        error_messages={"required": "Choisissez l’organisation qui pilote la démarche."},
    )
    field_order = ["nature", "titre", "question", "organisation"]

    def __init__(self, agent, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choisie = self.fields["organisation"]
        choisie.queryset = organisations = ou_creer(agent)
        if len(organisations) > 1:
            choisie.empty_label = "Choisissez l’organisation"

    @property
    def cadrage(self) -> dict:
        """The answers to the framing questions, by field."""
        return {nom: self.cleaned_data[nom] for nom in CadrageForm.base_fields}

    @property
    def sur_le_sujet(self):
        return [self[nom] for nom in self.field_order]

    @property
    def sur_le_cadrage(self):
        return [self[nom] for nom in CadrageForm.base_fields]


class CreationActualiteForm(forms.ModelForm):
    """What it takes to begin: a title, and who publishes."""

    organisation = forms.ModelChoiceField(
        None, label="Organisation", empty_label=None, help_text="Celle qui la publie."
    )

    class Meta:
        model = Actualite
        fields = ["titre"]
        widgets = {"titre": forms.TextInput(attrs={"class": "vTextField"})}
        help_texts = {"titre": "Une phrase qui dit ce qui se passe."}


class RepartitionForm(forms.Form):
    """To which organisation the points ticked are entrusted; to none, they come back."""

    organisation = forms.ModelChoiceField(
        None,
        label="Organisation qui répondra",
        required=False,
        empty_label="Aucune : notre organisation répond elle-même",
        help_text="Ses agents liront toute la démarche et rédigeront les réponses à ces points, rien d’autre. Vous gardez la soumission au CIPC.",
        error_messages={"invalid_choice": A_QUI_CONFIER},
    )

    def __init__(self, demarche, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = a_qui_confier(demarche)


class AvecFichier(forms.ModelForm):
    """A form with a file, kept even when another field is refused: it is not chosen again.

    Whoever makes the form class sets `agent` and `dossier`.
    """

    envoi = forms.FileField(
        label="fichier",
        required=False,
        help_text="PDF, ODT, ODS, DOCX, XLSX, PNG ou JPG, 30 Mo au plus. Il devient public quand la page qui le cite est validée.",
    )
    depose = forms.CharField(required=False, widget=forms.HiddenInput)

    agent = dossier = None
    champ_du_fichier = "fichier"
    fichier_obligatoire = False
    types_mime = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if actuel := self._fichier():
            self.fields[
                "envoi"
            ].help_text = f"Fichier actuel : {actuel}. En choisir un autre le remplace.{_a_ameliorer(actuel)}"

    def clean(self):
        super().clean()
        if envoi := self.cleaned_data.get("envoi"):
            self._deposer(envoi)
        elif fichier := self._fichier_garde():
            setattr(self.instance, self.champ_du_fichier, fichier)
        actuel = self._fichier()
        if "envoi" in self.errors:
            return
        if self.fichier_obligatoire and not actuel:
            self.add_error("envoi", "Choisissez le fichier à déposer.")
        elif actuel and not actuel.type_mime.startswith(self.types_mime):
            self.add_error("envoi", "Ce fichier n’est pas une image : choisissez un PNG ou un JPG.")
        elif actuel and actuel.est_un_scan and not self.texte_qui_l_accompagne():
            self.add_error("envoi", self.pour_un_scan)

    pour_un_scan = "Ce PDF est une image : aucun texte ne s’y lit."

    def texte_qui_l_accompagne(self) -> str:
        """What those who cannot see the pages read instead (exigences.md: no scan without its text)."""
        return ""

    def _fichier(self):
        return getattr(self.instance, self.champ_du_fichier, None)

    def _fichier_garde(self):
        """The one deposited with a form that was then refused, if it is of this dossier."""
        depose = self.cleaned_data.get("depose")
        return self.dossier.fichiers.filter(pk=depose).first() if depose and self.dossier else None

    def _deposer(self, envoi):
        try:
            fichier = deposer(envoi, envoi.name, self.dossier, self.agent)
        except Refus as refus:
            self.add_error("envoi", str(refus))
            return
        setattr(self.instance, self.champ_du_fichier, fichier)
        self.data = self.data.copy()
        self.data[self.add_prefix("depose")] = fichier.pk
        self["envoi"].help_text = f"Fichier déposé et gardé : {fichier}.{_a_ameliorer(fichier)}"


def _a_ameliorer(fichier) -> str:
    """What would make a PDF readable by more people."""
    return f" À améliorer dans ce PDF : {fichier.defauts_en_lettres}." if fichier.defauts else ""


class PieceForm(AvecFichier):
    fichier_obligatoire = True
    pour_un_scan = (
        "Ce PDF est une image : aucun texte ne s’y lit. Il est gardé ; écrivez son contenu dans « texte équivalent », "
        "ou déposez un document fait d’un texte."
    )

    def texte_qui_l_accompagne(self):
        return self.cleaned_data.get("equivalent", "")

    class Meta:
        model = Piece
        fields = ["nature", "titre"]


class DocumentRemisForm(AvecFichier):
    pour_un_scan = (
        "Ce PDF est une image : aucun texte ne s’y lit. Il est gardé ; écrivez d’abord la synthèse de l’avis, "
        "ou déposez un document fait d’un texte."
    )

    def texte_qui_l_accompagne(self):
        return self.instance.avis.synthese

    class Meta:
        model = DocumentRemis
        fields = ["nature", "titre"]  # the inline names the others, with the widgets of the workshop


class ActualiteForm(AvecFichier):
    champ_du_fichier = "image"
    types_mime = "image/"

    demarches = DemarchesField(
        Demarche.objects.none(),
        label="Démarches liées",
        required=False,
        help_text="Leurs numéros, séparés par des virgules : le nombre qui figure dans l’adresse de leur page.",
    )

    class Meta:
        model = Actualite
        fields = ["titre", "chapo", "texte", "date", "image_alternative", "demarches"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "demarches" in self.fields:
            self.fields["demarches"].queryset = demarches_citables(self.agent)


class DemarcheLieeForm(forms.ModelForm):
    autre = DemarcheField(
        Demarche.objects.none(),
        label="Autre démarche",
        help_text="Son numéro : le nombre qui figure dans l’adresse de sa page.",
    )
    agent = None

    class Meta:
        model = DemarcheLiee
        fields = ["nature", "autre"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "autre" in self.fields:
            self.fields["autre"].queryset = demarches_citables(self.agent)


def demarches_citables(agent):
    """Those that are online, and those that the agent may see: the others do not exist for them."""
    en_ligne = DemarcheVersion.objects.publiques(horloge.maintenant())
    citables = Demarche.objects.filter(pk__in=en_ligne.values("objet"))
    return citables | Demarche.objects.visibles_par(agent) if agent else citables


class CompositionForm(forms.ModelForm):
    panel = PourcentageField(label="Part du panel, en %", required=False, help_text="51,2")
    reference = PourcentageField(label="Part de la population, en %", required=False, help_text="51,5")

    class Meta:
        model = Composition
        fields = ["critere", "categorie", "nombre", "panel", "reference"]


class QuestionForm(forms.ModelForm):
    resultats = ResultatsField(
        label="Réponses",
        required=False,
        help_text="Une par ligne : la réponse ; le nombre ; le pourcentage. Par exemple « Oui ; 812 ; 54,3 ». Deux colonnes d’un tableur se collent telles quelles.",
    )

    class Meta:
        model = Question
        fields = ["ordre", "intitule", "type", "repondants", "resultats", "enseignement"]
