"""Two people on the same form: what each wrote is kept, and where they disagree, both texts are shown.

The page says which was the last change that its reader saw (`_lu`). At saving, under the lock, fields that the
reader left as they were take what was written meanwhile; fields that both changed are for the reader to settle.
"""

from dataclasses import dataclass

from django import forms
from django.contrib.admin.utils import display_for_value, unquote
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from publication.models import Trace

CHAMP = "_lu"
INCONNU = object()


@dataclass
class Entretemps:
    """Ce qui a été enregistré depuis que la page a été ouverte."""

    traces: list[Trace]  # the oldest first
    avant: Trace | None  # the last that the reader saw

    @cached_property
    def par(self) -> str:
        return " et ".join(dict.fromkeys(str(trace.agent) for trace in self.traces))

    @property
    def phrase_de_fusion(self) -> str:
        return f"Pendant que vous écriviez, {self.par} a enregistré d’autres changements : ils sont gardés, les vôtres s’y ajoutent."

    def lu(self, champ_du_modele):
        """The value of a field when the page was opened, or INCONNU."""
        saisis = _instantane(self.avant, "champs")
        if champ_du_modele.name not in saisis:
            return INCONNU
        texte = saisis[champ_du_modele.name]
        return None if texte is None else champ_du_modele.to_python(texte)

    @cached_property
    def change_des_parties(self) -> bool:
        avant, apres = _instantane(self.avant, "document"), _instantane(self.traces[-1], "document")
        return _parties(avant) != _parties(apres)


def relire(request, modele, object_id) -> None:
    """Set what was saved by others since the page was opened; to be called under the lock."""
    lu = request.POST.get(CHAMP, "")
    if object_id is None or not (lu.isascii() and lu.isdigit() and len(lu) < 19):
        return
    traces = Trace.objects.filter(
        type_objet=modele._meta.label_lower, objet_id=nombre(unquote(object_id))
    ).select_related("agent", "instantane")
    if nouvelles := list(traces.filter(pk__gt=int(lu)).order_by("pk")):
        request.entretemps = Entretemps(nouvelles, traces.filter(pk=int(lu)).first())


def entretemps_de(request) -> Entretemps | None:
    return getattr(request, "entretemps", None)


def derniere_trace(objet) -> int:
    return Trace.objects.sur(objet).order_by("-pk").values_list("pk", flat=True).first() or 0


def form_qui_fusionne(form, entretemps):
    """The same form class, that keeps what was written meanwhile."""
    return type(form)(form.__name__, (Fusion, form), {"entretemps": entretemps}) if entretemps else form


class Fusion:
    """A form whose data are merged with what was saved since its page was opened."""

    entretemps: Entretemps

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disputes = []
        if self.is_bound:
            self.data = self.data.copy()
            for nom in self.fields:
                self._fusionner(nom)

    def _fusionner(self, nom) -> None:
        champ, actuelle = self.fields[nom], self.get_initial_for_field(self.fields[nom], nom)
        saisie = champ.widget.value_from_datadict(self.data, self.files, self.add_prefix(nom))
        if not champ.has_changed(actuelle, saisie):
            return
        lue = self._lue(nom)
        if lue is not INCONNU and not champ.has_changed(lue, saisie):
            _remettre(self.data, self.add_prefix(nom), champ, actuelle)
        elif lue is INCONNU or champ.has_changed(lue, champ.prepare_value(actuelle)):
            self.disputes.append(nom)

    def _lue(self, nom):
        connus = {champ.name: champ for champ in self._meta.model._meta.concrete_fields}
        return self.entretemps.lu(connus[nom]) if nom in connus else INCONNU

    def clean(self):
        propres = super().clean()
        for nom in self.disputes:
            self.add_error(
                nom,
                f"Pendant que vous écriviez, {self.entretemps.par} a enregistré ici : « {self._dite(nom)} ». "
                "Votre texte est gardé ci-dessous : complétez-le si besoin, puis enregistrez.",
            )
        return propres

    def _dite(self, nom) -> str:
        champ = self.fields[nom]
        valeur = self.get_initial_for_field(champ, nom)
        choix = dict(getattr(champ, "choices", None) or ())
        valeurs = valeur if isinstance(valeur, list | tuple) else [valeur]
        textes = [str(choix.get(v, display_for_value(v, "rien"))) for v in valeurs if v != ""]
        return ", ".join(textes) or "rien"


class PartiesDisputees(BaseInlineFormSet):
    """The repeated parts of an object: all those of the page are kept, or none is saved."""

    disputees_par = ""

    def clean(self):
        super().clean()
        if self.disputees_par:
            raise forms.ValidationError(
                f"Pendant que vous écriviez, {self.disputees_par} a changé des lignes de cette page. "
                "Les vôtres sont gardées ci-dessous : ouvrez la page dans un autre onglet pour voir les siennes, puis enregistrez."
            )


def disputer_les_parties(formsets, entretemps) -> None:
    """Parts have no common line to be merged on: whoever changes them after someone else is told so."""
    if entretemps and entretemps.change_des_parties:
        for formset in formsets:
            if formset.is_bound and formset.has_changed():
                formset.disputees_par = entretemps.par


def _remettre(donnees, nom, champ, valeur) -> None:
    """Write in the posted data what the form would have posted for `valeur`."""
    if isinstance(champ.widget, forms.CheckboxInput):
        donnees.setlist(nom, ["on"] if valeur else [])
        return
    prete = champ.prepare_value(valeur)
    if isinstance(prete, list | tuple):
        donnees.setlist(nom, [str(element) for element in prete])
    else:
        donnees[nom] = champ.widget.format_value(prete) if prete is not None else ""


def _instantane(trace, quoi) -> dict:
    return getattr(trace.instantane, quoi) if trace is not None and hasattr(trace, "instantane") else {}


def _parties(valeur) -> list:
    """Every list of parts in a document."""
    if isinstance(valeur, dict):
        return [_parties(element) for element in valeur.values()]
    if isinstance(valeur, list) and any(isinstance(element, dict) for element in valeur):
        return valeur
    return []


def nombre(texte) -> int:
    """The key that a piece of an address writes; 0 when it writes none."""
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) < 19 else 0
