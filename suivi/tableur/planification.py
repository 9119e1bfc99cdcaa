"""Compare a file with the workshop, line by line; nothing is written."""

import copy
from collections import defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from demarches.imports.valeurs import cle_de_reference
from publication.comparaison import Champ
from suivi.tableur.cellules import CELLULE_AU_PLUS, ValeurRefusee, comparable, meme_texte
from suivi.tableur.classeur import REPERE, Classeur
from suivi.tableur.contraintes import violees
from suivi.tableur.lecture import REPERE as COLONNE_DU_REPERE
from suivi.tableur.lecture import Classeurs, LigneLue
from suivi.tableur.plan import LignePrevue, Plan, Sort

INCONNUE = "Cette ligne ne correspond à rien de ce que contient cette démarche : reprenez-la d’un nouveau téléchargement."
VIDE_INTERDIT = "Cette cellule ne peut pas rester vide : par un classeur, rien ne se supprime."


def planifier(classeur: Classeur, lecture: Classeurs, creees: dict[str, int] | None = None) -> Plan:
    """What `lecture` would do to the workshop. `creees`: the lines that already made an object → its key."""
    lignes = [_Ligne(classeur, lue, creees or {}).prevoir() for lue in lecture.lignes]
    lignes = [ligne for ligne in lignes if ligne is not None]
    _refuser_les_doublons(classeur, lignes)
    _refuser_ce_que_la_base_refuserait(classeur, lignes)
    return Plan(lecture, lignes)


class _Ligne:
    """One line of the file, from what it says to what would become of it."""

    def __init__(self, classeur, lue: LigneLue, creees):
        self.classeur, self.lue, self.creees = classeur, lue, creees
        self.prevue = LignePrevue(
            feuille=lue.feuille,
            numero=lue.numero,
            place=lue.place,
            repere=lue.texte(COLONNE_DU_REPERE).strip(),
            textes={c.champ: lue.texte(c.champ) for c in classeur.colonnes},
            verrous={c.champ: lue.texte(c.champ) for c in classeur.verrous},
        )

    def prevoir(self) -> LignePrevue | None:
        """None for a line that says nothing."""
        objet = self._trouver()
        if objet is None:
            if not any(map(comparable, self.prevue.textes.values())) and not self.prevue.refus:
                return None
            if not self.prevue.refus:
                self.prevue.refuser(
                    "", "Cette ligne n’a ni repère ni référence : on ne sait pas ce qu’elle remplit."
                )
            return self.prevue
        self.prevue.nom = self._nom(objet)
        self._comparer(objet)
        return self.prevue

    def _nom(self, objet) -> str:
        return self.classeur.nom(objet) if objet.pk else self.lue.texte("titre").strip()[:100]

    # Which object

    def _trouver(self):
        cle = self.prevue.verrous[self.classeur.cle.champ].strip()
        if self.prevue.repere:
            return self._par_le_repere(cle)
        if cle:
            return self._par_la_cle(cle)
        if self.lue.place in self.creees:
            return self._objet(self.creees[self.lue.place])
        if not any(map(comparable, self.prevue.textes.values())):
            return None
        return self.classeur.nouvel_objet() if self.classeur.s_allonge else None

    def _par_le_repere(self, cle):
        trouve = REPERE.fullmatch(self.prevue.repere)
        if not trouve or trouve[1] != self.classeur.lettre:
            self.prevue.refuser(
                self.classeur.repere,
                "Ce repère a été modifié : reprenez la ligne d’un nouveau téléchargement.",
            )
            return None
        objet = self._objet(int(trouve[2]))
        autre = self.classeur.par_cle.get(cle_de_reference(cle)) if cle else None
        if objet is not None and autre is not None and autre != objet.pk:
            self.prevue.nom = cle
            self.prevue.refuser(
                self.classeur.repere,
                f"Le repère est celui de « {self.classeur.nom(objet)} » et la ligne porte « {cle} » : des cellules ont été décalées.",
            )
            return None
        return objet

    def _par_la_cle(self, cle):
        return self._objet(self.classeur.par_cle.get(cle_de_reference(cle)))

    def _objet(self, pk):
        """The same sentence for what does not exist and for what is in another démarche."""
        objet = self.classeur.objets.get(pk)
        if objet is None:
            self.prevue.nom = self.prevue.verrous[self.classeur.cle.champ].strip()[:60]
            self.prevue.refuser("", INCONNUE)
        return objet

    # What changes

    def _comparer(self, objet):
        actuels = self.classeur.textes(objet)
        etat = self.classeur.empreinte(actuels)
        self._signaler_les_verrous(objet)
        valeurs = self._valeurs(objet, actuels)
        self.prevue.pk = objet.pk
        if not valeurs and not self.prevue.refus:
            return
        if self.prevue.repere and not self._a_jour(etat) and self._intacte():
            self._garder_le_portail()
        elif objet.pk and objet.pk not in self.classeur.ecrivables:
            self._interdire()
        elif not self.prevue.refus:
            self.prevue.etat = etat
            self._decrire(actuels, valeurs)
            self._ecrire(objet, valeurs)
            if not self.prevue.refus:
                self.prevue.sort = self._sort(objet, etat)

    def _sort(self, objet, etat) -> Sort:
        """A line without landmark fills in what is empty; it never writes over what it has not seen."""
        nouveau = objet._state.adding
        if self._a_jour(etat) or (nouveau and not self.prevue.repere):
            return Sort.CREEE if nouveau else Sort.MODIFIEE
        return Sort.CONFLIT

    def _garder_le_portail(self):
        self.prevue.sort, self.prevue.refus = Sort.INCHANGEE, []
        self.prevue.avertissements.append(
            "Cette ligne a changé sur le portail, pas dans le fichier : le portail est gardé."
        )

    def _interdire(self):
        self.prevue.sort = Sort.INTERDITE
        self.prevue.refus = [
            ("", "Cette ligne n’est pas confiée à votre organisation : vous pouvez la lire, pas l’écrire.")
        ]

    def _valeurs(self, objet, actuels) -> dict:
        """Field → value, for the cells that do not say what the workshop already holds."""
        ignorer_les_vides = objet.pk is None or self.lue.place in self.creees
        valeurs = {}
        for colonne in self.classeur.colonnes:
            cellule = self.lue.cellules.get(colonne.champ)
            if cellule is None or meme_texte(cellule.texte, actuels[colonne.champ]):
                continue
            if ignorer_les_vides and not comparable(cellule.texte):
                continue
            try:
                valeur = colonne.nature.valeur(cellule, self.classeur)
            except ValeurRefusee as refus:
                self.prevue.refuser(colonne.titre, str(refus))
                continue
            if not meme_texte(colonne.nature.texte(valeur, self.classeur), actuels[colonne.champ]):
                valeurs[colonne.champ] = valeur
                self._signaler_la_coupe(colonne, cellule)
        return self.classeur.restent(objet, valeurs)

    def _signaler_les_verrous(self, objet):
        dits = self.classeur.textes_des_verrous(objet)
        changes = [
            f"« {colonne.titre} »"
            for colonne in self.classeur.verrous
            if colonne.champ in self.lue.cellules
            and objet.pk
            and not (self.lue.place in self.creees and not self.lue.texte(colonne.champ).strip())
            and not _meme_verrou(self.lue.texte(colonne.champ), dits[colonne.champ])
        ]
        if changes:
            self.prevue.avertissements.append(
                f"Colonne verrouillée qui diffère du portail, ignorée : {', '.join(changes)}."
            )

    def _signaler_la_coupe(self, colonne, cellule):
        if len(cellule.texte.encode("utf-16-le")) // 2 == CELLULE_AU_PLUS:
            self.prevue.avertissements.append(
                f"« {colonne.titre} » atteint la limite d’une cellule : le texte est peut-être coupé."
            )

    def _decrire(self, actuels, valeurs):
        self.prevue.changements = [
            Champ(
                colonne.titre,
                actuels[colonne.champ],
                colonne.nature.texte(valeurs[colonne.champ], self.classeur),
            )
            for colonne in self.classeur.colonnes
            if colonne.champ in valeurs
        ]

    def _ecrire(self, objet, valeurs):
        """What the form would check, but for the rules of the database: they are asked once for all lines."""
        apres = copy.copy(objet)

        def refuser(champ, phrase):
            self.prevue.refuser(self.classeur.titre(champ), phrase)

        self.prevue.ecriture = self.classeur.poser(apres, valeurs, refuser)
        liens = {champ.name for champ in apres._meta.concrete_fields if champ.is_relation}
        for verification in (lambda: apres.clean_fields(exclude=liens | {"numero"}), apres.clean):
            try:
                verification()
            except ValidationError as erreurs:
                self._refuser_les_erreurs(erreurs)

    def _refuser_les_erreurs(self, erreurs):
        par_champ = getattr(erreurs, "error_dict", None) or {NON_FIELD_ERRORS: erreurs.error_list}
        for champ, liste in par_champ.items():
            colonne = "" if champ == NON_FIELD_ERRORS else self.classeur.titre(champ)
            for erreur in liste:
                phrase = VIDE_INTERDIT if erreur.code in ("blank", "null") else " ".join(erreur.messages)
                self.prevue.refuser(colonne, phrase)

    # Since when

    def _a_jour(self, etat) -> bool:
        """Whether the workshop still says what it said when the file was downloaded."""
        return self.prevue.repere.endswith(f"-{etat}")

    def _intacte(self) -> bool:
        """Whether the file still says what it said when it was downloaded."""
        if any(colonne.champ not in self.lue.cellules for colonne in self.classeur.colonnes):
            return False
        return self._a_jour(self.classeur.empreinte(self.prevue.textes))


def _meme_verrou(un, autre) -> bool:
    return comparable(un).split() == comparable(autre).split()


def _refuser_les_doublons(classeur, lignes):
    """Two lines for one object: nobody can tell which is right. The same one twice is read once."""
    par_objet = defaultdict(list)
    for ligne in lignes:
        if ligne.pk:
            par_objet[ligne.pk].append(ligne)
        elif ligne.ecriture:
            par_objet[cle_de_reference(ligne.nom)].append(ligne)
    for premiere, *autres in par_objet.values():
        if all(ligne.textes == premiere.textes for ligne in autres):
            for ligne in autres:
                ligne.sort, ligne.ecriture = Sort.INCHANGEE, None
                ligne.avertissements.append(
                    f"Cette ligne répète la ligne {premiere.numero} : elle est lue une fois."
                )
            continue
        memes = [premiere, *autres]
        for ligne in memes:
            numeros = ", ".join(str(autre.numero) for autre in memes if autre is not ligne)
            ligne.refuser("", f"La ligne {numeros} remplit le même objet : gardez-en une seule.")


def _refuser_ce_que_la_base_refuserait(classeur, lignes):
    ecrites = [ligne for ligne in lignes if ligne.ecriture and ligne.sort != Sort.REFUSEE]
    objets = [ligne.ecriture.objet for ligne in ecrites]
    for ligne, contraintes in zip(ecrites, violees(classeur.modele, objets), strict=True):
        for contrainte in contraintes:
            champs = contrainte.condition.referenced_base_fields
            remplis = dict.fromkeys(map(classeur.champ_de, classeur.colonnes))
            titres = [classeur.titre(champ) for champ in remplis if champ in champs]
            ligne.refuser(", ".join(titres), contrainte.violation_error_message)
