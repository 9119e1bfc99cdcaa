"""Turn rows under a known header into propositions, refusals and warnings."""

import re
from collections import Counter
from dataclasses import replace

from .donnees_personnelles import signaler as signaler_les_personnes
from .nettoyage import nettoyer, nettoyer_en_ligne
from .rangees import VIDE
from .resultat import Ligne, Refus
from .signalements import signaler_cellule, signaler_lignes_avalees, signaler_reference
from .tri import Tri
from .valeurs import abreger, adresse_web, cle_de_reference, entier, lettres, titre_depuis
from .vocabulaire import CHAMPS, plier

LONGUEUR_DE_CELLULE = 100_000
LONGUEUR_DE_TITRE = 300
# What a public address or a label can hold; the workshop's models have the same limits.
LONGUEURS = {
    "reference": 40,
    "chapitre": 250,
    "extraite_par": 200,
    "partie_de": 40,
    "document": 250,
    "page": 30,
    "url": 500,
}
NOMBRES = ("votes_pour", "votes_contre", "votes_abstention", "soutiens", "ordre")
NOMMES_AU_PLUS = 10


class Interprete:
    """Read the rows one by one; `terminer` settles what only the whole file can tell."""

    def __init__(self, entete, lecture):
        self.champs, self.intitules, self.lecture = entete.champs, entete.intitules, lecture
        self.tri = Tri(entete)
        self.comptes = Counter()
        self.colonnes_sans_nom = {}
        self.chapitre_fusionne = (0, "")
        self.references, self.contenus = {}, {}

    @property
    def lues(self):
        return len(self.lecture.lignes) + len(self.lecture.refus)

    def lire(self, rangee):
        """Read one row of the table."""
        remplies = dict(rangee.remplies())
        self.comptes["masquees"] += rangee.masquee
        if self.tri.ecarter(rangee, remplies):
            return
        if raison := self._refuser(remplies):
            self.lecture.refus.append(Refus(rangee.numero, raison))
            return
        self.colonnes_sans_nom.update(dict.fromkeys(remplies.keys() - self.intitules.keys()))
        resultat = self._lire_ligne(rangee)
        (self.lecture.refus if isinstance(resultat, Refus) else self.lecture.lignes).append(resultat)

    def _refuser(self, remplies):
        for cellule in remplies.values():
            if "\0" in cellule.texte:
                return (
                    "La ligne contient un caractère nul (NUL) : recopiez son texte et enregistrez à nouveau."
                )
            if len(cellule.texte) > LONGUEUR_DE_CELLULE:
                return (
                    f"Une cellule fait {len(cellule.texte)} caractères ({LONGUEUR_DE_CELLULE} au plus) : "
                    "un guillemet manque peut-être, ou le texte est à raccourcir."
                )
        largeur, attendue = max(remplies) + 1, max(self.intitules) + 1
        if self.lecture.separateur and largeur > attendue:
            return (
                f"La ligne a {largeur} cellules pour {attendue} colonnes : "
                "un texte contient le séparateur sans être entre guillemets."
            )
        return ""

    def _lire_ligne(self, rangee):
        numero = rangee.numero
        cellules = {champ: self._cellule(rangee, champ) for champ in CHAMPS}
        titre = nettoyer_en_ligne(cellules["titre"].texte)
        textes = {champ: nettoyer(cellules[champ].texte) for champ in ("texte", "reformulation")}
        if not (titre or any(textes.values())):
            return Refus(numero, "La ligne n’a ni titre ni texte.")
        courts = {champ: nettoyer_en_ligne(cellules[champ].texte) for champ in LONGUEURS}
        reference = courts.pop("reference")
        if raison := _refuser_les_longueurs({"reference": reference, **courts}):
            return Refus(numero, raison)
        if reference and (raison := self._refuser_le_doublon(reference, numero)):
            return Refus(numero, raison)
        signalements = self._signaler_les_cellules(cellules)
        signalements += signaler_reference(cellules["reference"], reference)
        titre, textes["texte"] = self._titrer(titre, textes, signalements)
        if len(titre) > LONGUEUR_DE_TITRE:
            return Refus(
                numero,
                f"Le titre fait {len(titre)} caractères ({LONGUEUR_DE_TITRE} au plus) : raccourcissez-le.",
            )
        signalements += self._signaler_le_contenu(numero, titre, textes)
        return Ligne(
            numero=numero,
            reference=reference,
            titre=titre,
            **textes,
            nature=plier(cellules["nature"].texte).replace(" ", "_"),
            chapitre=self._chapitre(rangee, courts.pop("chapitre")),
            url=self._adresse(courts.pop("url"), signalements),
            **courts,
            **self._nombres(cellules, signalements),
            signalements=tuple(dict.fromkeys(signalements)),
        )

    def _cellule(self, rangee, champ):
        for colonne in self.champs.get(champ, ()):
            cellule = rangee.cellule(colonne)
            if not cellule.est_vide:
                return cellule
        return VIDE

    def _refuser_le_doublon(self, reference, numero):
        premier = self.references.setdefault(cle_de_reference(reference), numero)
        if premier == numero:
            return ""
        return f"La référence « {reference} » est donnée deux fois : lignes {premier} et {numero}."

    def _signaler_les_cellules(self, cellules):
        signalements = []
        for champ, cellule in cellules.items():
            if cellule is not VIDE:
                signalements += signaler_cellule(cellule, CHAMPS[champ])
                if self.lecture.separateur:
                    signalements += signaler_lignes_avalees(
                        cellule, self.lecture.separateur, len(self.intitules)
                    )
        return signalements

    def _titrer(self, titre, textes, signalements):
        """Give a title to a line without one, and a text to a line whose title is really a text."""
        texte = textes["texte"]
        if not titre:
            self.comptes["titres_derives"] += 1
            if "titre" in self.champs:
                signalements.append("Le titre est vide : il a été tiré du début du texte.")
            return titre_depuis(texte or textes["reformulation"]), texte
        if len(titre) > LONGUEUR_DE_TITRE and not texte:
            self.comptes["titres_longs"] += 1
            return titre_depuis(titre), titre
        return titre, texte

    def _signaler_le_contenu(self, numero, titre, textes):
        signalements = []
        contenus = {"titre": titre, "texte": textes["texte"], "texte reformulé": textes["reformulation"]}
        for ou, contenu in contenus.items():
            if contenu:
                signalements += signaler_les_personnes(contenu, ou)
        premier = self.contenus.setdefault(hash(tuple(contenus.values())), numero)
        if premier != numero:
            signalements.append(f"Cette ligne a le même titre et le même texte que la ligne {premier}.")
        return signalements

    def _chapitre(self, rangee, propre):
        """The line's own chapter, else that of the merged cell it is under, else the last theme row."""
        if propre:
            colonne = self.champs["chapitre"][0]
            fin, _ = rangee.feuille.fusions.get((rangee.numero, colonne), (0, 0))
            self.chapitre_fusionne = (fin, propre)
            return propre
        fin, fusionne = self.chapitre_fusionne
        return fusionne if rangee.numero <= fin else self.tri.theme

    def _adresse(self, texte, signalements):
        adresse = adresse_web(texte)
        if texte and not adresse:
            signalements.append(f"« {abreger(texte, 60)} » n’est pas une adresse web : elle est omise.")
        return adresse

    def _nombres(self, cellules, signalements):
        valeurs = {}
        for champ in NOMBRES:
            texte = cellules[champ].texte.strip()
            valeurs[champ] = entier(texte)
            if texte and valeurs[champ] is None:
                signalements.append(
                    f"Le champ « {CHAMPS[champ]} » n’est pas un nombre entier : « {abreger(texte, 30)} » est omis."
                )
        if valeurs["ordre"] is None:
            valeurs["ordre"] = self.lues + 1
        return valeurs

    def terminer(self):
        """Settle the references, then tell what was understood and what was left out."""
        self.tri.terminer()
        self._regler_les_references()
        self._noter_les_champs_deduits()
        self.lecture.avertissements += self._avertissements()
        self.lecture.colonnes_ignorees += [
            f"colonne {lettres(colonne)} (sans nom)" for colonne in sorted(self.colonnes_sans_nom)
        ]

    def _noter_les_champs_deduits(self):
        lecture = self.lecture
        deduits = {"titre": True, "chapitre": self.tri.themes, "reference": True}
        deduits["texte"] = self.comptes["titres_longs"]
        lecture.champs_deduits = {champ for champ, vrai in deduits.items() if vrai} - lecture.colonnes.keys()

    def _avertissements(self):
        comptes, lignes, ecartees = self.comptes, self.lecture.lignes, self.tri.ecartees
        if comptes["titres_derives"] and "titre" not in self.champs:
            yield (
                "Le fichier n’a pas de colonne de titre : le texte est gardé entier, "
                "et le titre de chaque ligne est tiré de sa première phrase."
            )
        elif comptes["titres_derives"]:
            yield f"Titres vides, tirés du texte : {comptes['titres_derives']}."
        if comptes["titres_longs"]:
            yield (
                f"Titres de plus de {LONGUEUR_DE_TITRE} caractères, gardés entiers comme textes "
                f"et raccourcis : {comptes['titres_longs']}."
            )
        if self.tri.themes:
            yield f"Lignes d’intertitre, lues comme chapitres : {self.tri.themes}."
        if ecartees:
            liste = ", ".join(f"ligne {numero} ({motif})" for numero, motif in ecartees[:NOMMES_AU_PLUS])
            suite = f" et {len(ecartees) - NOMMES_AU_PLUS} de plus" if len(ecartees) > NOMMES_AU_PLUS else ""
            yield f"Lignes qui ne sont pas des propositions, laissées de côté : {liste}{suite}."
        if comptes["masquees"]:
            yield f"Lignes masquées dans le tableur, lues comme les autres : {comptes['masquees']}."
        sans_chapitre = sum(1 for ligne in lignes if not ligne.chapitre)
        if 0 < sans_chapitre < len(lignes):
            yield f"Lignes sans chapitre : {sans_chapitre} sur {len(lignes)}."

    def _regler_les_references(self):
        lecture = self.lecture
        manquantes = [ligne for ligne in lecture.lignes if not ligne.reference]
        if manquantes and not self.references:
            self._proposer_les_references()
            return
        for ligne in manquantes:
            raison = "La référence est vide alors que d’autres lignes en ont une."
            lecture.refus.append(Refus(ligne.numero, raison))
        lecture.refus.sort(key=lambda refus: refus.numero)
        lecture.lignes = [ligne for ligne in lecture.lignes if ligne.reference]
        # Statistical tools write a column of whole numbers as 1.0, 2.0…
        if all(re.fullmatch(r"\d+\.0", ligne.reference) for ligne in lecture.lignes):
            lecture.lignes = [replace(ligne, reference=ligne.reference[:-2]) for ligne in lecture.lignes]

    def _proposer_les_references(self):
        lecture = self.lecture
        # Refused lines keep their rank: correcting one does not shift the others.
        numeros = sorted(ligne.numero for ligne in (*lecture.lignes, *lecture.refus))
        rangs = {numero: rang for rang, numero in enumerate(numeros, 1)}
        lecture.lignes = [replace(ligne, reference=f"P{rangs[ligne.numero]}") for ligne in lecture.lignes]
        lecture.references_proposees = True
        premiere, derniere = lecture.lignes[0].reference, lecture.lignes[-1].reference
        lecture.avertissements.append(
            f"Le fichier n’a pas de référence : {premiere} à {derniere} sont proposées, dans l’ordre des lignes. "
            "Reportez-les dans votre fichier avant de l’importer à nouveau."
        )


def _refuser_les_longueurs(valeurs):
    for champ, valeur in valeurs.items():
        if len(valeur) > LONGUEURS[champ]:
            return f"Le champ « {CHAMPS[champ]} » fait {len(valeur)} caractères ({LONGUEURS[champ]} au plus)."
    return ""
