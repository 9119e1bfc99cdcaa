"""What a YAML section says becomes rows of the workshop: new ones, or changes to those it names.

Rows are checked as a form would, and written in as few statements as possible: the database refuses what breaks
a constraint, by its name.
"""

from functools import cached_property

from accounts.models import Organisation
from demarches.imports.application import importer
from demarches.models import Avis, Demarche, Filiation
from portail.demonstration import lecture
from publication.atelier import tracer_tous
from suivi.models import Impact, Mesure, Reponse

# relation → the field whose beginning finds a row again, when a story changes it
PARTIES_DE_LA_FICHE = {
    "jalons": "titre",
    "modalites": "titre",
    "rendez_vous": "titre",
    "engagements": "texte",
    "composition": "categorie",
    "membres": "nom",
    "experts": "nom",
    "reunions": "objet",
    "liens": "titre",
    "paralleles": "titre",
    "absences": "rubrique",
}
PARTIES_DE_L_AVIS = {"documents": "titre", "chiffres_cles": "libelle", "questions": "intitule"}
PARTIES_DE_L_IMPACT = {"decomptes": "par", "sorts": "engagement"}
PARTIES_DE_LA_MESURE = {
    "liens": "proposition",
    "lectures": "stade",
    "reports": "decide_le",
    "preuves": "reference",
    "nouvelles": "date",
}
LA_FICHE = {"demarche", *PARTIES_DE_LA_FICHE}
L_AVIS = {"avis", "filiations", "propositions"}
LES_SUITES = {"reponses", "mesures", "impact"}
CONNUES = LA_FICHE | L_AVIS | LES_SUITES


class Ecriture:
    """The pen of `auteur` in the workshop of one démarche."""

    def __init__(self, demarche, auteur):
        self.demarche, self.auteur = demarche, auteur

    def ecrire(self, contenu) -> list:
        """Write every section of `contenu`; return the publishable objects that it touches."""
        if inconnues := contenu.keys() - CONNUES:
            raise ValueError(f"Rubriques inconnues : {', '.join(sorted(inconnues))}")
        touches = []
        if contenu.keys() & LA_FICHE:
            touches += self._ecrire_la_fiche(contenu)
        if "avis" in contenu:
            touches += self._ecrire_la_section(Avis, contenu["avis"], PARTIES_DE_L_AVIS)
        touches += self._changer_des_points(contenu.get("propositions", []))
        touches += self._relier_des_points(contenu.get("filiations", []))
        touches += self._repondre(contenu.get("reponses", []))
        touches += self._prendre_des_mesures(contenu.get("mesures", []))
        if "impact" in contenu:
            touches += self._ecrire_la_section(Impact, contenu["impact"], PARTIES_DE_L_IMPACT)
        touches = list(dict.fromkeys(touches))
        tracer_tous(touches, self.auteur, self.demarche.dossier)
        return touches

    def importer(self, fichier) -> list:
        """The points, as an organiser imports them."""
        importer(self.demarche, fichier, par=self.auteur)
        self.ecrire({"propositions": [
            {"reference": reference} | champs
            for reference, champs in lecture.retraits_par_leurs_auteurs(fichier).items()
        ]})  # fmt: skip
        return list(self.demarche.propositions.all())

    def _ecrire_la_fiche(self, contenu) -> list:
        modifier(self.demarche, contenu.get("demarche", {}))
        for relation, cle in PARTIES_DE_LA_FICHE.items():
            ecrire_les_parties(Demarche, relation, [(self.demarche, contenu.get(relation, []))], cle)
        return [self.demarche]

    def _ecrire_la_section(self, modele, section, relations) -> list:
        """The avis or the impact, with its parts."""
        champs = {cle: valeur for cle, valeur in section.items() if cle not in relations}
        objet = modele.objects.filter(demarche=self.demarche).first() or modele(demarche=self.demarche)
        modifier(objet, champs)
        for relation, cle in relations.items():
            lignes = [self._resoudre(ligne) for ligne in section.get(relation, [])]
            ecrire_les_parties(modele, relation, [(objet, lignes)], cle)
        return [objet]

    def _changer_des_points(self, lignes) -> list:
        return [
            modifier(self._points[ligne["reference"]], self._resoudre(sans(ligne, "reference")))
            for ligne in lignes
        ]

    def _relier_des_points(self, lignes) -> list:
        filiations = [
            Filiation(**ligne | {nom: self._points[ligne[nom]] for nom in ("proposition", "origine")})
            for ligne in lignes
        ]
        for filiation in filiations:
            enregistrer(filiation)
        return [filiation.proposition for filiation in filiations]

    def _repondre(self, lignes) -> list[Reponse]:
        if not lignes:
            return []
        connues = {r.pk: r for r in Reponse.objects.filter(proposition__demarche=self.demarche)}
        touchees, nouvelles = [], []
        for ligne in lignes:
            point, champs = self._points[ligne["reference"]], self._resoudre(sans(ligne, "reference"))
            if point.pk in connues:
                touchees.append(modifier(connues[point.pk], champs))
            else:
                nouvelles.append(Reponse(proposition=point, **champs))
        return touchees + creer(Reponse, nouvelles)

    def _prendre_des_mesures(self, lignes) -> list[Mesure]:
        if not lignes:
            return []
        connues = {mesure.numero: mesure for mesure in self.demarche.mesures.all()}
        nouvelles = []
        for ligne in lignes:
            champs = self._resoudre(sans(ligne, *PARTIES_DE_LA_MESURE))
            if ligne["numero"] in connues:
                modifier(connues[ligne["numero"]], champs)
            else:
                nouvelles.append(Mesure(demarche=self.demarche, **champs))
        connues |= {mesure.numero: mesure for mesure in creer(Mesure, nouvelles)}
        touchees = [connues[ligne["numero"]] for ligne in lignes]
        for relation, cle in PARTIES_DE_LA_MESURE.items():
            par_mesure = [
                (mesure, [self._resoudre(partie) for partie in ligne.get(relation, [])])
                for mesure, ligne in zip(touchees, lignes, strict=True)
            ]
            ecrire_les_parties(Mesure, relation, par_mesure, cle)
        return touchees

    def _resoudre(self, champs) -> dict:
        """The names that YAML gives to other objects, replaced by these objects."""
        champs = dict(champs)
        for cle in {"confiee_a", "destinataire", "responsable"} & champs.keys():
            champs[cle] = Organisation.objects.get(slug=champs[cle])
        if "engagement" in champs:
            champs["engagement"] = self.demarche.engagements.get(texte__startswith=champs["engagement"])
        if "reference" in champs and "type" not in champs:  # a proof has a reference too, of its own
            champs["proposition"] = self._points[champs.pop("reference")]
        return champs

    @cached_property
    def _points(self) -> dict:
        return {p.reference: p for p in self.demarche.propositions.prefetch_related("parties")}


def ecrire_les_parties(modele, relation, par_parent, cle) -> None:
    """`par_parent`: (parent, lines). A line that names an existing row changes it, any other adds one."""
    if not any(lignes for _, lignes in par_parent):
        return
    lien = modele._meta.get_field(relation)
    partie, parent_de = lien.related_model, lien.field.attname
    connues = list(partie.objects.filter(**{f"{lien.field.name}__in": [parent for parent, _ in par_parent]}))
    nouvelles = []
    for parent, lignes in par_parent:
        siennes = [ligne for ligne in connues if getattr(ligne, parent_de) == parent.pk]
        for champs in lignes:
            debut = str(champs[cle])
            deja = next((ligne for ligne in siennes if str(getattr(ligne, cle)).startswith(debut)), None)
            if deja:
                modifier(deja, sans(champs, cle))
            else:
                nouvelles.append(partie(**{lien.field.name: parent}, **champs))
    creer(partie, nouvelles)


def creer(modele, objets) -> list:
    """One statement for all."""
    for objet in objets:
        verifier(objet)
    return modele.objects.bulk_create(objets)


def modifier(objet, champs):
    for nom, valeur in champs.items():
        objet._meta.get_field(nom)  # a misspelt field would be silently lost
        setattr(objet, nom, valeur)
    return enregistrer(objet)


def enregistrer(objet):
    verifier(objet)
    objet.save()
    return objet


def verifier(objet) -> None:
    """As a form would, but for what the database refuses by itself: asking it beforehand costs a query a rule."""
    objet.clean_fields(exclude={champ.name for champ in objet._meta.fields if champ.is_relation})
    objet.clean()


def sans(champs, *cles) -> dict:
    return {cle: valeur for cle, valeur in champs.items() if cle not in cles}
