"""The blank charte éditoriale: every field that an organiser fills in, read from the forms and the rules themselves.

Nothing is written twice: sections, labels and advice are those of the back-office, and what is required to publish is
what the verbs will ask for.
"""

from dataclasses import dataclass
from functools import cache

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField

from demarches import regles as regles_des_demarches
from demarches.admin.demarche.sections import SECTIONS
from demarches.models import Actualite, Avis, Demarche, Proposition
from publication.guide import Conseil
from publication.models.version import type_de_version_du_modele
from publication.regles import Regle, jamais, toujours
from suivi import regles as regles_du_suivi
from suivi.models import Impact, Mesure, Reponse

# when a rule does not concern everything: in which words one says it on paper
CONDITIONS = {
    toujours: "",
    regles_des_demarches.volontaire: "pour une démarche volontaire",
    regles_des_demarches.obligatoire: "pour une procédure obligatoire",
    regles_des_demarches.panel_reuni: "pour une convention, une conférence ou un atelier de citoyens, une fois le panel réuni",
    regles_des_demarches.questionnaire: "pour des résultats de questionnaire",
    regles_des_demarches.autre_qu_un_questionnaire: "sauf pour des résultats de questionnaire",
    regles_du_suivi.depuis_le_portail: "sauf pour une démarche antérieure au portail",
    regles_du_suivi.renvoyee_hors_de_l_etat: "quand le destinataire ne dépend pas de l’État",
    regles_du_suivi.a_prouver: "quand la mesure est dite adoptée ou mise en œuvre",
    regles_du_suivi.temporaire: "pour un budget ou une expérimentation",
}
MODELES = [
    (Demarche, "La fiche d’identité"),
    (Avis, "L’avis des citoyens"),
    (Proposition, "Chaque point de l’avis"),
    (Reponse, "Chaque réponse"),
    (Mesure, "Chaque mesure"),
    (Impact, "L’impact"),
    (Actualite, "Une actualité"),
]


@dataclass(frozen=True)
class Champ:
    """Une ligne de la charte : ce qui est demandé, si c’est obligatoire, et ce que le guide conseille."""

    libelle: str
    valeurs: tuple[str, ...]
    conseil: Conseil | None
    obligation: str
    """« obligatoire pour publier » and when; empty when it is not."""
    details: tuple[str, ...] = ()
    """Of what is repeated: what each one says."""


@dataclass(frozen=True)
class Rubrique:
    """Une page, ou un bloc, du formulaire."""

    titre: str
    champs: tuple[Champ, ...]


@dataclass(frozen=True)
class Partie:
    """Ce qui se remplit d’un même formulaire."""

    cle: str
    titre: str
    rubriques: tuple[Rubrique, ...]

    @property
    def obligatoires(self) -> int:
        """How many of its lines may have to be filled in to publish."""
        return sum(bool(champ.obligation) for rubrique in self.rubriques for champ in rubrique.champs)


@cache
def charte() -> tuple[Partie, ...]:
    """All of it, in the order in which it is filled in; it changes with the code only."""
    return tuple(
        Partie(modele._meta.model_name, titre, tuple(_rubriques(modele))) for modele, titre in MODELES
    )


def _rubriques(modele):
    saisie = admin.site.get_model_admin(modele)
    if modele is Demarche:
        decoupees = [(section.titre, section.champs, section.parties) for section in SECTIONS]
    else:
        decoupees = [(titre, options["fields"], ()) for titre, options in saisie.fieldsets]
        decoupees.append((None, (), saisie.inlines))
    for titre, noms, parties in decoupees:
        champs = [_champ(modele, nom, saisie.conseils) for nom in _a_plat(noms) if _est_saisi(modele, nom)]
        champs += [_repete(partie, modele, saisie.conseils) for partie in parties]
        if champs:
            yield Rubrique(titre or ("Ce qui se répète" if parties else "L’essentiel"), tuple(champs))


def _champ(modele, nom, conseils) -> Champ:
    champ = modele._meta.get_field(nom)
    choix = (champ.base_field if isinstance(champ, ArrayField) else champ).choices
    return Champ(
        libelle=_phrase(champ.verbose_name),
        valeurs=tuple(str(libelle) for valeur, libelle in choix or () if valeur != ""),
        conseil=conseils.get(nom),
        obligation=_obligation(modele, nom),
    )


def _repete(partie, modele, conseils) -> Champ:
    """A part of the form that one fills in as many times as there are things to say."""
    relation = _relation(partie, modele)
    champs = [partie.model._meta.get_field(n) for n in _a_plat(partie.fields) if _est_saisi(partie.model, n)]
    return Champ(
        libelle=_phrase(partie.verbose_name_plural or partie.model._meta.verbose_name_plural),
        valeurs=(),
        conseil=conseils.get(relation),
        obligation=_obligation(modele, relation),
        details=tuple(_phrase(champ.verbose_name) for champ in champs),
    )


def _obligation(modele, nom) -> str:
    regle = next((regle for regle in type_de_version_du_modele(modele).regles if regle.champ == nom), None)
    return en_mots(regle) if regle else ""


def en_mots(regle: Regle) -> str:
    """When a rule asks for its field. Raises KeyError for a condition that has no words yet: a test sees it."""
    condition = CONDITIONS[regle.concerne]
    phrase = f"obligatoire pour publier, {condition}" if condition else "obligatoire pour publier"
    sinon = " ; ou dites pourquoi c’est sans objet ou non communiqué"
    return phrase if regle.dispense is jamais else phrase + sinon


def _relation(partie, modele) -> str:
    """The name by which `modele` calls its parts of this kind."""
    cles = [champ for champ in partie.model._meta.concrete_fields if champ.related_model is modele]
    cle = next(champ for champ in cles if partie.fk_name in (None, champ.name))
    return cle.remote_field.get_accessor_name()


def _est_saisi(modele, nom) -> bool:
    """Files and keys chosen by a box of the form are not fields of the object."""
    return nom in {champ.name for champ in modele._meta.get_fields() if champ.concrete}


def _a_plat(noms):
    for nom in noms:
        if isinstance(nom, tuple | list):
            yield from nom
        else:
            yield nom


def _phrase(texte) -> str:
    texte = str(texte)
    return texte[:1].upper() + texte[1:]
