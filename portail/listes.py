"""The lists that a reader narrows: what can be chosen, what each choice would leave, in which order."""

from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, CharField, ExpressionWrapper, F, Q, When

from demarches.enums import Etape, Theme, TypeDemarche
from portail.libelles import LIBELLES
from suivi.enums import Avancement, Position
from vitrine.enums import Statut
from vitrine.facettes import PLAFOND, Facette, Trouvees, choisir
from vitrine.recherche import Recherche, lire, sans_accents

PERTINENCE = "pertinence"
# values of a choice that are columns by themselves, of the index or of ETATS_DU_POINT
EN_RETARD = "en_retard"
PUBLIEES = "publiees"  # what the reconciliation adds up
ENTIER_MAX = 2**31 - 1


@dataclass(frozen=True)
class Choix:
    """Une liste déroulante : une facette, son nom, et ses valeurs si la liste est fermée."""

    facette: Facette
    libelle: str
    tous: str
    valeurs: tuple[str, ...] = ()
    """Of a closed list, in its order; empty: whatever the rows hold."""
    entier: bool = False
    nom_dans: str = ""
    """Column that names the value, when the value is a number."""
    recents_d_abord: bool = False
    noms: dict[str, str] = field(default_factory=lambda: LIBELLES, hash=False)
    """Value → name, of a closed list."""

    @property
    def nom(self):
        return self.facette.nom

    def lire(self, texte: str) -> str:
        """The value asked for; one that cannot be filters nothing."""
        if self.entier:
            un_entier = texte.isascii() and texte.isdigit() and len(texte) <= 10 and int(texte) <= ENTIER_MAX
            return str(int(texte)) if un_entier else ""
        if self.valeurs:
            return texte if texte in self.valeurs else ""
        return texte

    def options(self, trouvees: Trouvees, choisie: str) -> list[dict]:
        """What the list offers, with the number of rows that each would leave, if it is known."""
        nombres = trouvees.nombres[self.nom]
        noms = self._noms(trouvees)
        valeurs = self.valeurs or self._rangees(noms, {*(nombres or {}), choisie} - {""})
        return [
            {
                "valeur": valeur,
                "nom": noms.get(valeur, valeur),
                "nombre": nombres[valeur] if nombres else None,
            }
            for valeur in valeurs
            if nombres is None or nombres[valeur] or valeur == choisie
        ]

    def _noms(self, trouvees) -> dict:
        if self.nom_dans:
            return {str(ligne[self.facette.champ]): ligne[self.nom_dans] for ligne in trouvees.lignes}
        return self.noms if self.valeurs else {}

    def _rangees(self, noms, valeurs) -> list[str]:
        return sorted(
            valeurs, key=lambda v: sans_accents(noms.get(v, v)).lower(), reverse=self.recents_d_abord
        )


NOMS_DES_REPONSES = LIBELLES | {PUBLIEES: "Points comptés", EN_RETARD: "Échéance dépassée"}
REPONSES = (
    PUBLIEES,
    Statut.REPONDUE.value,
    Statut.EN_ATTENTE.value,
    *Position.values,
    Statut.SANS_REPONSE.value,
    EN_RETARD,
    Statut.RETIREE.value,
    Statut.DECOUPEE.value,
    Statut.REMPLACEE.value,
)

THEME = Choix(Facette("theme", "themes", plusieurs=True), "Thème", "Tous les thèmes", tuple(Theme.values))
ORGANISATION = Choix(
    Facette("organisation", "organisation_id"),
    "Organisation pilote",
    "Toutes les organisations",
    entier=True,
    nom_dans="organisation_nom",
)
CHOIX_DES_DEMARCHES = (
    THEME,
    Choix(Facette("etape", "etape"), "Étape", "Toutes les étapes", tuple(Etape.values)),
    Choix(Facette("type", "type"), "Type", "Tous les types", tuple(TypeDemarche.values)),
    ORGANISATION,
    Choix(Facette("annee", "annee"), "Année", "Toutes les années", entier=True, recents_d_abord=True),
    Choix(Facette("territoire", "territoire"), "Territoire", "Tous les territoires"),
)
CHOIX_DES_POINTS = (
    Choix(
        Facette(
            "reponse", "etat", vraies=(PUBLIEES, Statut.REPONDUE.value, Statut.EN_ATTENTE.value, EN_RETARD)
        ),
        "Réponse",
        "Toutes les réponses",
        REPONSES,
        noms=NOMS_DES_REPONSES,
    ),
    Choix(
        Facette("avancement", "avancements", plusieurs=True),
        "Avancement des mesures",
        "Tous les avancements",
        tuple(Avancement.values),
    ),
    THEME,
    ORGANISATION,
)


def _est(**condition) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**condition), output_field=BooleanField())


# what the search page chooses points by: annotations of FicheProposition
ETATS_DU_POINT = {
    "etat": Case(
        When(statut__in=[Statut.REPONDUE, Statut.EN_ATTENTE], then=F("position")),
        default=F("statut"),
        output_field=CharField(),
    ),
    PUBLIEES: _est(statut__in=Statut.comptes()),
    Statut.REPONDUE.value: _est(statut=Statut.REPONDUE),
    Statut.EN_ATTENTE.value: _est(statut=Statut.EN_ATTENTE),
}


@dataclass
class Liste:
    """Ce qu’un lecteur a demandé d’une liste, et ce qu’il en trouve."""

    choix: tuple[Choix, ...]
    choisies: dict[str, str]
    recherche: Recherche
    tris: dict[str, str]
    """Value → name of the orders offered, the first of them by default."""
    tri: str
    elargie: bool = False
    """Whether nothing holds all the words, and some rows hold several of them."""
    trouvees: Trouvees = field(default_factory=Trouvees)

    @classmethod
    def demandee(cls, parametres, choix, tris):
        choisies = {un.nom: un.lire(parametres.get(un.nom, "")) for un in choix}
        recherche = lire(parametres.get("q", ""))
        if recherche:
            tris = {PERTINENCE: "Pertinence"} | tris
        tri = parametres.get("tri", "")
        return cls(choix, choisies, recherche, tris, tri if tri in tris else next(iter(tris), ""))

    @property
    def est_filtree(self) -> bool:
        return any(self.choisies.values())

    def chercher(self, fiches, *, tous=True) -> None:
        """Set `trouvees` from `fiches`, ordered by what comes first when the words do not say."""
        self.elargie = not tous
        colonnes = {un.nom_dans for un in self.choix if un.nom_dans}
        chercher = None
        if self.recherche:
            colonnes.add("rang")

            def chercher(fiches):
                return fiches.repondant_a(self.recherche, tous=tous, au_plus=PLAFOND + 1)

        facettes = [un.facette for un in self.choix]
        self.trouvees = choisir(fiches, facettes, self.choisies, sorted(colonnes), chercher)
        if self.recherche and self.tri == PERTINENCE:
            self.trouvees.lignes.sort(key=lambda ligne: -ligne["rang"])
            self.trouvees.cles = [ligne["pk"] for ligne in self.trouvees.lignes]

    @property
    def peut_s_elargir(self) -> bool:
        return not self.trouvees and len(self.recherche.mots) > 1 and not self.elargie

    def listes_deroulantes(self) -> list[dict]:
        """What the template draws."""
        return [
            {
                "nom": un.nom,
                "libelle": un.libelle,
                "tous": un.tous,
                "choisie": self.choisies[un.nom],
                "options": un.options(self.trouvees, self.choisies[un.nom]),
            }
            for un in self.choix
        ]
