"""Find the header row and what each of its columns holds."""

from collections import defaultdict
from dataclasses import dataclass, field

from .resultat import FichierRefuse
from .vocabulaire import (
    CHAMPS,
    CHAMPS_DE_TEXTE,
    LANGUES,
    analyser_intitule,
    est_personnelle,
    plier,
    reconnaitre_colonne,
)

LIGNES_D_ENTETE = 20


@dataclass
class Entete:
    """A header row: which columns feed which field, and what is left out."""

    rang: int
    numero: int
    intitules: dict[int, str]
    champs: dict[str, list[int]] = field(default_factory=dict)
    personnelles: list[str] = field(default_factory=list)
    ignorees: list[str] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)

    @property
    def a_du_texte(self):
        return any(champ in self.champs for champ in CHAMPS_DE_TEXTE)

    @property
    def score(self):
        return (self.a_du_texte, len(self.champs) + len(self.personnelles) / 2, len(self.intitules))

    @property
    def est_plausible(self):
        return self.a_du_texte or len(self.champs) >= 2


def lire_entete(rang, rangee, correspondance=None):
    """Recognise the columns of one row taken as a header."""
    intitules = {colonne: " ".join(cellule.texte.split()) for colonne, cellule in rangee.remplies()}
    entete = Entete(rang, rangee.numero, intitules)
    imposees = _colonnes_imposees(entete, correspondance or {})
    candidats = defaultdict(list)
    for colonne, texte in intitules.items():
        intitule = analyser_intitule(texte)
        if colonne in imposees or not intitule.mots:
            continue
        trouve = reconnaitre_colonne(intitule)
        if trouve and trouve[0] not in (correspondance or {}):
            candidats[trouve[0]].append((LANGUES.get(intitule.langue, 0), trouve[1], colonne, intitule))
        elif not trouve and est_personnelle(intitule):
            entete.personnelles.append(texte)
    _placer_le_point(candidats, entete.champs)
    for champ, colonnes in candidats.items():
        _choisir(entete, champ, sorted(colonnes, key=lambda c: c[:3]))
    retenues = {colonne for colonnes in entete.champs.values() for colonne in colonnes}
    entete.ignorees = [
        texte for c, texte in intitules.items() if c not in retenues and texte not in entete.personnelles
    ]
    return entete


def _colonnes_imposees(entete, correspondance):
    """Apply the explicit mapping; an empty column name means « do not read this field »."""
    imposees = set()
    for champ, nom in correspondance.items():
        trouvees = [c for c, texte in entete.intitules.items() if nom and plier(texte) == plier(nom)]
        if trouvees:
            entete.champs[champ] = trouvees[:1]
            imposees.add(trouvees[0])
            if len(trouvees) > 1:
                entete.avertissements.append(
                    f"Plusieurs colonnes s’appellent « {nom} » : la première a été retenue."
                )
    return imposees


def _placer_le_point(candidats, champs):
    """« Proposition » is the title beside a text, the text otherwise."""
    point = candidats.pop("point", None)
    if point:
        a_un_texte = "texte" in candidats or "texte" in champs
        a_un_titre = "titre" in candidats or "titre" in champs
        champ = "titre" if a_un_texte and not a_un_titre else "texte"
        candidats[champ].extend((langue, 100 + rang, c, i) for langue, rang, c, i in point)


def _choisir(entete, champ, colonnes):
    """Keep the best column; the same one in other languages fills its empty cells; say the others."""
    _, priorite, retenue, intitule = colonnes[0]
    variantes = [
        c for _, p, c, i in colonnes[1:] if intitule.langue and p == priorite and i.cle == intitule.cle
    ]
    entete.champs[champ] = [retenue, *variantes]
    autres = [entete.intitules[c] for _, _, c, _ in colonnes[1:] if c not in variantes]
    if autres:
        liste = ", ".join(f"« {nom} »" for nom in autres)
        entete.avertissements.append(
            f"Plusieurs colonnes peuvent être le champ « {CHAMPS[champ]} » : "
            f"« {entete.intitules[retenue]} » a été retenue, {liste} laissée de côté. "
            "Indiquez la correspondance si ce n’est pas la bonne."
        )


def chercher_entete(rangees, correspondance=None):
    """Return the best header among the first rows, or None; rows are those of the first 20 lines."""
    candidats = [
        lire_entete(rang, rangee, correspondance)
        for rang, rangee in enumerate(rangees)
        if rangee.numero <= LIGNES_D_ENTETE or rang == 0
    ]
    voulus = {champ for champ, nom in (correspondance or {}).items() if nom}
    if voulus:
        candidats = [entete for entete in candidats if voulus <= entete.champs.keys()]
    else:
        candidats = [entete for entete in candidats if entete.est_plausible]
    return max(candidats, key=lambda entete: entete.score, default=None)


def verifier_correspondance(correspondance):
    inconnus = sorted(set(correspondance) - CHAMPS.keys())
    if inconnus:
        liste = ", ".join(f"« {champ} »" for champ in inconnus)
        raise FichierRefuse(
            f"La correspondance nomme un champ inconnu ({liste}) : les champs sont {', '.join(CHAMPS)}."
        )


def refuser_sans_entete(rangees, correspondance=None):
    """Say which columns were looked for, and what was seen instead."""
    vues = max(rangees, key=lambda rangee: sum(1 for _ in rangee.remplies()))
    noms = [" ".join(cellule.texte.split())[:40] for _, cellule in vues.remplies()]
    vu = f"la ligne {vues.numero} contient : " + ", ".join(f"« {nom} »" for nom in noms[:12])
    if correspondance:
        cherche = ", ".join(f"« {nom} »" for nom in correspondance.values() if nom)
        raise FichierRefuse(
            f"Aucune des {LIGNES_D_ENTETE} premières lignes ne contient toutes les colonnes demandées "
            f"({cherche}) : {vu}."
        )
    raise FichierRefuse(
        f"Aucune ligne d’en-tête n’a été trouvée dans les {LIGNES_D_ENTETE} premières lignes : il faut "
        "au moins une colonne « titre », « texte » ou « proposition » "
        "(et si possible « référence » et « chapitre ») ; "
        f"{vu}."
    )


def refuser_sans_texte(entete):
    noms = ", ".join(f"« {nom} »" for nom in list(entete.intitules.values())[:12])
    raise FichierRefuse(
        "Il manque la colonne des propositions : ajoutez une colonne « titre » ou « texte », "
        f"ou indiquez laquelle en tient lieu ; colonnes lues à la ligne {entete.numero} : {noms}."
    )
