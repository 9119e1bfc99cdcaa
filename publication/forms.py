"""What agents say when they submit, withdraw, schedule or send back. The verbs judge; forms only read."""

import re
from datetime import UTC, timedelta

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Organisation
from publication import horloge
from publication.enums import Modification, MotifDeRetrait, MotifLegal, PointDeControle
from publication.heure import HeureInexistante, instant_de_paris
from publication.models import Dossier
from publication.tri_de_la_file import CHARGES, NATURES, SOUHAITS, TAILLES, TRIS

PROGRAMMATION_AU_PLUS = timedelta(days=2 * 365)


class Mode(TextChoices):
    """Comment ce qui est coché se publie."""

    ENSEMBLE = "ensemble", "Publier ensemble : tout paraît au même instant, par une seule décision"
    AU_FIL_DE_L_EAU = (
        "au_fil_de_l_eau",
        "Au fil de l’eau : chaque élément est validé, programmé ou renvoyé pour lui-même",
    )


class SoumissionForm(forms.Form):
    mode = forms.ChoiceField(
        label="Comment publier",
        choices=Mode.choices,
        initial=Mode.ENSEMBLE,
        required=False,
        widget=forms.RadioSelect,
        help_text="Ensemble : une seule réponse à revoir retient tout. Au fil de l’eau : elle n’en retient aucune autre, sauf ce qui repose sur elle.",
        error_messages={"invalid_choice": "Choisissez « publier ensemble » ou « au fil de l’eau »."},
    )
    note = forms.CharField(
        label="Note au validateur",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lue par le CIPC seulement, jamais publiée.",
    )
    souhaitee_le = forms.DateField(
        label="Publication souhaitée le",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Le jour où vous aimeriez que ce soit en ligne. Le CIPC en tient compte sans s’y engager ; ce n’est pas publié.",
        error_messages={"invalid": "Écrivez la date ainsi : 2026-03-12."},
    )
    modification = forms.ChoiceField(
        label="Nature de la modification",
        required=False,
        choices=[(nature.value, f"{nature.label} : {nature.explication}") for nature in Modification],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choisissez la nature de la modification dans la liste."},
    )
    raison = forms.CharField(
        label="Raison de la modification",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En une phrase. Elle sera publiée, à côté de la nature de la modification.",
    )

    factuelle = forms.BooleanField(
        label="Cette annonce est factuelle et indispensable",
        required=False,  # the verb asks for it when a period does
        help_text="Elle informe sans promouvoir, et ne peut pas attendre la fin de la période. Gardé avec votre soumission ; le CIPC devra le confirmer.",
    )

    @property
    def au_fil_de_l_eau(self) -> bool:
        return self.cleaned_data["mode"] == Mode.AU_FIL_DE_L_EAU

    @property
    def declaration(self) -> dict:
        return {
            nom: self.cleaned_data[nom]
            for nom in ("note", "souhaitee_le", "modification", "raison", "factuelle")
        }


class TriForm(forms.Form):
    """What a validator looks for in the queue; an empty field looks for all."""

    organisation = forms.ModelChoiceField(
        label="Organisation, et celles au-dessous",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Toutes",
    )
    nature = forms.ChoiceField(label="Nature", required=False, choices=[("", "Toutes"), *NATURES])
    taille = forms.ChoiceField(
        label="Taille",
        required=False,
        choices=[("", "Toutes"), *((nom, libelle) for nom, (libelle, *_) in TAILLES.items())],
    )
    souhaitee = forms.ChoiceField(
        label="Publication souhaitée", required=False, choices=[("", "Avec ou sans date"), *SOUHAITS]
    )
    charge = forms.ChoiceField(
        label="Prise en charge", required=False, choices=[("", "Par n’importe qui, ou personne"), *CHARGES]
    )
    tri = forms.ChoiceField(label="Ordre", required=False, choices=TRIS)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    @cached_property
    def criteres(self) -> dict:
        """What was understood; a forged value looks for all, and its field says so."""
        self.is_valid()
        lus = self.cleaned_data
        return {nom: lus.get(nom) or "" for nom in self.fields}

    @property
    def actif(self) -> bool:
        return any(self.criteres.values())


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


class HeureDeParisField(forms.DateTimeField):
    """A date and hour read on a clock in Paris, the two nights of the change of hour included."""

    def to_python(self, value):
        # Django's own conversion refuses both nights with one vague sentence
        with timezone.override(UTC):
            lue = super().to_python(value)
        if lue is None:
            return None
        try:
            return instant_de_paris(lue.replace(tzinfo=None))
        except HeureInexistante as erreur:
            raise forms.ValidationError(str(erreur)) from None


class ProgrammationForm(forms.Form):
    publier_le = HeureDeParisField(
        label="Date et heure de publication",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Heure de Paris, été comme hiver. La nuit où une heure revient deux fois, c’est la première.",
        error_messages={
            "required": "Choisissez la date et l’heure de la publication, ou publiez tout de suite.",
            "invalid": "Écrivez la date et l’heure ainsi : 2026-03-12T09:00.",
        },
    )

    def clean_publier_le(self):
        publier_le = self.cleaned_data["publier_le"]
        if publier_le > horloge.maintenant() + PROGRAMMATION_AU_PLUS:
            raise forms.ValidationError(
                "Cette date est trop lointaine : une publication se programme au plus deux ans à l’avance."
            )
        return publier_le


class ControleForm(forms.Form):
    controles = forms.MultipleChoiceField(
        label="Contrôle de forme : les six points, avant de décider",
        choices=PointDeControle.choices,
        required=False,  # the verb names those that are missing
        widget=forms.CheckboxSelectMultiple,
        help_text="Gardés avec votre nom et la date. Vous contrôlez la forme ; le fond engage le signataire.",
    )


class ReserveForm(forms.Form):
    factuelle = forms.BooleanField(
        label="Je confirme que cette annonce est factuelle et indispensable",
        required=False,  # the verb asks for it when a period does
        help_text="Gardé avec votre nom et la date, à côté de ce qu’a dit l’organisation.",
    )


class UrgenceForm(forms.Form):
    raison_de_l_urgence = forms.CharField(
        label="Raison de l’urgence",
        required=False,  # the verb refuses an empty reason, with its own sentence
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En une phrase. Publiée sur la page et dans ses versions.",
    )


class DesapprobationForm(forms.Form):
    raison_du_refus = forms.CharField(
        label="Ce qui ne va pas",
        required=False,  # the verb refuses an empty reason, with its own sentence
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lu par l’organisation, jamais publié. Elle a 24 heures pour corriger ou retirer.",
    )


class RectificationForm(forms.Form):
    texte = forms.CharField(
        label="Ce qui est à rectifier",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lu par l’organisation, jamais publié.",
        error_messages={"required": "Dites à l’organisation ce qui est à rectifier."},
    )
    avant_le = forms.DateField(
        label="Avant le",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Le dernier jour pour soumettre une correction, ou pour dire pourquoi il n’y en a pas à faire.",
        error_messages={
            "required": "Donnez à l’organisation un jour à venir pour répondre.",
            "invalid": "Écrivez la date ainsi : 2026-03-12.",
        },
    )


class MasquageForm(forms.Form):
    motif = forms.ChoiceField(
        label="Motif",
        choices=MotifLegal.choices,
        widget=forms.RadioSelect,
        help_text="Publié à la place du contenu, avec la date.",
        error_messages={
            "required": "Choisissez le motif du masquage : il est publié.",
            "invalid_choice": "Choisissez le motif du masquage dans la liste.",
        },
    )
    precision = forms.CharField(
        label="Ce qui est en cause",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lu par le second validateur et par l’organisation, jamais publié. Dites où cela se trouve, sans recopier une donnée personnelle.",
        error_messages={"required": "Dites au second validateur ce qui est en cause : ce n’est pas publié."},
    )


class LeveeForm(forms.Form):
    raison = forms.CharField(
        label="Pourquoi ce contenu peut être lu de nouveau",
        required=False,  # the verb refuses an empty reason, with its own sentence
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Gardé dans le back-office, jamais publié.",
    )


class NePasRectifierForm(forms.Form):
    raison = forms.CharField(
        label="Pourquoi il n’y a rien à rectifier",
        required=False,  # the verb refuses an empty reason, with its own sentence
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lu par le CIPC, jamais publié.",
    )


class RenvoiForm(forms.Form):
    commentaire = forms.CharField(
        label="Ce qui est à revoir",
        required=False,  # the verb refuses an empty comment, with its own sentence
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lu par l’organisateur, jamais publié.",
    )


class DemarcheAEffacerForm(forms.Form):
    """Whoever may not read the workshop names a démarche as the public does: by its address."""

    demarche = forms.CharField(
        label="Démarche",
        max_length=500,
        help_text="L’adresse d’une de ses pages publiques, ou son numéro.",
        error_messages={"required": "Donnez l’adresse d’une page de la démarche, ou son numéro."},
    )

    def clean_demarche(self):
        numero = re.search(r"^\s*(\d{1,18})\s*$|/demarches/(\d{1,18})-", self.cleaned_data["demarche"])
        dossier = Dossier.objects.filter(pk=numero[1] or numero[2]).first() if numero else None
        if dossier is None:
            raise forms.ValidationError("Aucune démarche n’a cette adresse ni ce numéro : vérifiez-les.")
        return dossier


class EffacementForm(forms.Form):
    motif = forms.ChoiceField(
        label="Fondement légal",
        choices=MotifLegal.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le fondement légal."},
    )
    reference_legale = forms.CharField(
        label="Référence légale",
        max_length=250,
        help_text="Publiée. Par exemple « RGPD, art. 17 », ou le numéro d’une décision. Elle ne reprend pas le passage.",
        error_messages={"required": "Donnez la référence légale : elle est publiée à la place du passage."},
    )
    passages = forms.CharField(
        label="Passages à effacer",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text="Mot à mot. Une ligne vide sépare deux passages. Les accents, les majuscules et la ponctuation ne comptent pas ; les autres façons d’écrire (initiale, nom seul, courriel) sont d’autres passages.",
    )
    fichiers = forms.MultipleChoiceField(
        label="Fichiers à effacer, même si le passage n’y est pas trouvé",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Un document numérisé ou une image ne se lit pas : cochez-le s’il montre ce qui doit disparaître.",
    )
    documents_entiers = forms.MultipleChoiceField(
        label="Documents à effacer en entier",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tous leurs textes, dans toutes leurs versions. Leur page répondra qu’elle a été effacée.",
    )

    def __init__(self, *args, documents, fichiers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents_entiers"].choices = documents
        self.fields["fichiers"].choices = fichiers
        for nom in ("documents_entiers", "fichiers"):
            if not self.fields[nom].choices:
                del self.fields[nom]

    def clean_passages(self):
        return [p for p in re.split(r"(?:\r?\n[^\S\n]*){2,}", self.cleaned_data["passages"]) if p.strip()]


class RefusForm(forms.Form):
    raison = forms.CharField(
        label="Raison du refus",
        required=False,  # the verb refuses an empty reason, with its own sentence
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservée. Elle ne reprend pas le passage.",
    )
