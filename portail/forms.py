"""What is typed on the pages of the portal: a link to share, a report."""

from crispy_forms.helper import FormHelper
from django import forms

from portail.pages_designees import page_designee
from publication.enums import NatureDuSignalement
from publication.models import Publication
from publication.signalements.depot import Declaration


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


ILLICITE, DROIT = NatureDuSignalement.CONTENU_ILLICITE, NatureDuSignalement.DROIT_DE_REPONSE
INACCESSIBLE = NatureDuSignalement.INACCESSIBLE
# label of the message, and what helps to write it
MESSAGES = {
    NatureDuSignalement.ERREUR: (
        "Ce qui est inexact, et ce qu’il faudrait lire",
        "Citez le passage. Si vous connaissez une source, donnez-en l’adresse.",
    ),
    NatureDuSignalement.DEMARCHE_ABSENTE: (
        "La démarche qui manque",
        "Son titre, l’administration qui la mène, sa date, une adresse où la lire : ce que vous en savez.",
    ),
    ILLICITE: ("Le contenu en cause", "Citez le passage, ou dites où il se trouve dans la page."),
    INACCESSIBLE: (
        "Le document, et ce qui vous empêche de le lire",
        "Son titre et, si vous le souhaitez, la forme qu’il vous faut : texte, gros caractères, lecture à voix haute…",
    ),
    DROIT: ("Les passages qui vous nomment ou vous désignent", "Citez-les."),
}


class SignalementForm(forms.Form):
    """What one reports: the fields are those of the nature, and no other."""

    use_required_attribute = False  # the answer to what is missing is ours, with all that was typed

    page = forms.CharField(
        label="Page concernée",
        max_length=500,
        help_text="Son adresse sur ce site, par exemple /demarches/12-un-titre/avis/",
        error_messages={"required": "Donnez l’adresse de la page concernée, sur ce site."},
    )
    message = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Écrivez ce que vous signalez."},
    )
    pourquoi_illicite = forms.CharField(
        label="Pourquoi ce contenu serait illicite",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Par exemple : ce texte me diffame, il donne mon adresse, il reprend une œuvre sans droit.",
        error_messages={"required": "Dites pourquoi ce contenu serait illicite."},
    )
    texte_a_inserer = forms.CharField(
        label="Votre réponse, telle qu’elle paraîtra",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Publiée mot pour mot avec votre nom, sans mise en forme. Elle ne se modifie plus ensuite.",
        error_messages={"required": "Écrivez la réponse que vous demandez d’insérer."},
    )
    mineurs = forms.BooleanField(
        label="Ce contenu relève d’abus sexuels sur des enfants : je ne donne ni nom, ni courriel",
        required=False,
    )
    nom = forms.CharField(
        label="Votre nom",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Donnez votre nom."},
    )
    courriel = forms.EmailField(
        label="Votre courriel",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Donnez un courriel où vous répondre.",
            "invalid": "Écrivez le courriel ainsi : prenom.nom@exemple.fr.",
        },
    )
    de_bonne_foi = forms.BooleanField(
        label="Je crois de bonne foi que ce que je signale est exact et complet",
        error_messages={
            "required": "Cochez la case, si vous croyez de bonne foi que c’est exact et complet."
        },
    )

    def __init__(self, nature, hote, instant, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.nature, self.hote, self.instant = nature, hote, instant
        self.designee = None
        for nom in _champs_d_une_autre_nature(nature):
            del self.fields[nom]
        message = self.fields["message"]
        message.label, message.help_text = MESSAGES[nature]
        if "page" in self.fields:
            self.fields["page"].required = nature in {ILLICITE, INACCESSIBLE, DROIT}
        identifie = nature == DROIT or (nature == ILLICITE and not self.data.get("mineurs"))
        for nom in ("nom", "courriel"):
            self.fields[nom].required = identifie
        self.fields[
            "courriel"
        ].help_text = "Pour vous répondre. Jamais publié, effacé un an après la réponse."

    @property
    def helper(self) -> FormHelper:
        """The <form> is the page's own: it holds more than these fields, and no cookie goes with it."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def clean_page(self):
        saisie = self.cleaned_data["page"]
        if not saisie:
            return ""
        self.designee = page_designee(saisie, self.hote, self.instant)
        if self.designee is None:
            raise forms.ValidationError("Aucune page de ce site n’a cette adresse : vérifiez-la.")
        if self.nature == DROIT and not self.designee.objet:
            raise forms.ValidationError(
                "Un droit de réponse paraît sur la page d’une démarche, d’une proposition, d’une mesure ou d’une actualité : donnez l’adresse de celle qui vous nomme ou vous désigne."
            )
        return self.designee.chemin

    @property
    def declaration(self) -> Declaration:
        """To be read once the form is valid."""
        lus = {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "mineurs"}
        if self.designee:
            lus |= {"dossier": self.designee.dossier, "objet": self.designee.objet}
        return Declaration(nature=self.nature, **lus)


def _champs_d_une_autre_nature(nature) -> set[str]:
    ecartes = set()
    if nature == NatureDuSignalement.DEMARCHE_ABSENTE:
        ecartes |= {"page"}
    if nature != ILLICITE:
        ecartes |= {"pourquoi_illicite", "mineurs", "de_bonne_foi"}
    if nature != DROIT:
        ecartes |= {"texte_a_inserer"}
    return ecartes
