"""Who may do what, address by address: the one table that the matrix tests and `docs/droits.md` read.

A new address needs a line here: what one does there, on which objects, who may. Whoever is not named gets
404, or the login page if they are not signed in, and changes nothing.
"""

from dataclasses import dataclass, field

from portail.views.pages import PAGES

PERSONNES = {
    "anonyme": "Anonyme",
    "compte_ferme": "Compte fermé",
    "redactrice": "Rédactrice de l’organisation",
    "redacteur_du_parent": "Rédacteur de l’organisation au-dessus",
    "redacteur_d_ailleurs": "Rédacteur d’une autre organisation",
    "contributrice": "Contributrice, un point confié",
    "contributeur_sans_point": "Contributeur, plus aucun point confié",
    "referente": "Référente du ministère",
    "referent_d_ailleurs": "Référent d’un autre ministère",
    "validateur": "Validateur CIPC",
    "validatrice_autrice": "Validatrice CIPC et rédactrice de l’organisation",
    "administratrice": "Administratrice",
    "superutilisatrice": "Superutilisatrice",
}

TOUS = frozenset(PERSONNES)
CONNECTES = TOUS - {"anonyme", "compte_ferme"}
AUTEURS = frozenset({"redactrice", "redacteur_du_parent", "referente", "validatrice_autrice"})
AUTEURS_D_AILLEURS = frozenset({"redacteur_d_ailleurs", "referent_d_ailleurs"})
VALIDEURS = frozenset({"validateur", "validatrice_autrice"})
VALIDATEUR_SEUL = frozenset({"validateur"})  # the other one wrote some of what is submitted
QUI_VALIDE_UNE_NOUVELLE = VALIDEURS | {"referente"}
CONTRIBUTRICE = frozenset({"contributrice"})
LECTEURS = AUTEURS | VALIDEURS | CONTRIBUTRICE
QUI_EFFACE = VALIDEURS | {"administratrice"}
QUI_ECRIT_QUELQUE_PART = AUTEURS | AUTEURS_D_AILLEURS
QUI_LIT_QUELQUE_PART = LECTEURS | AUTEURS_D_AILLEURS
ADMINISTRATEURS = frozenset({"administratrice", "superutilisatrice"})
QUI_TIENT_LES_RESERVES = VALIDEURS | ADMINISTRATEURS
PERSONNE = frozenset()

# Where a démarche of the organisation stands; in each, one point is entrusted and another is not.
ETATS = [
    "brouillon",
    "soumise",
    "prise_en_charge",
    "renvoyee",
    "annulee",
    "programmee",
    "en_ligne",
    "retiree",
    "deprogrammee",
]
LECTURE = ["brouillon", "soumise", "programmee", "en_ligne", "retiree"]
ECRITURE = ["brouillon", "soumise", "en_ligne"]
OUVERTS = ["soumise", "prise_en_charge"]
AILLEURS, DU_CIPC, NOUVELLE = "ailleurs", "du_cipc", "nouvelle"
LOT, LOT_PROGRAMME = "lot", "lot_programme"
EN_URGENCE = "en_urgence"


@dataclass(frozen=True)
class Ligne:
    """One thing that one does at one address, and who may."""

    action: str
    adresse: str
    qui: frozenset
    objet: str = ""
    """What the address names: « dossier », « point_confie », « publication »… (tests/droits/scene.py)."""
    etats: list[str] = field(default_factory=lambda: ["en_ligne"])
    ecrit: dict | None = None
    """What is sent by POST."""
    formulaire: bool = False
    """Whether it is sent on top of all that the page shows to whoever may."""
    parametres: str = ""
    repond: int = 200
    """What whoever may gets; a successful POST answers 302."""
    sinon: int = 404
    """What the others get, once signed in."""
    effet: bool = True
    """Whether a successful POST leaves something in the database, sessions left aside."""

    @property
    def nom(self) -> str:
        return f"{self.action} ({self.adresse.removeprefix('admin:')} {self.objet}, {'POST' if self.ecrit is not None else 'GET'})"


def lire(action, adresse, qui, objet="", **autres) -> Ligne:
    return Ligne(action, adresse, qui, objet, **autres)


def agir(action, adresse, qui, objet="", donnees=None, **autres) -> Ligne:
    return Ligne(action, adresse, qui, objet, ecrit=donnees or {}, **{"repond": 302, **autres})


def remplir(action, adresse, qui, objet="", donnees=None, **autres) -> Ligne:
    return agir(action, adresse, qui, objet, donnees, formulaire=True, **autres)


A_VALIDER = {"controles": "{controles}", "empreinte": "{empreinte}"}


# fmt: off
DEMARCHES = [
    lire("Lire le tableau d’une démarche", "admin:dossier", LECTEURS, "dossier", etats=LECTURE),
    lire("Lire le tableau d’une démarche d’ailleurs", "admin:dossier", AUTEURS_D_AILLEURS | VALIDEURS, "dossier", etats=[AILLEURS]),
    lire("Lire la liste des démarches", "admin:demarches_demarche_changelist", QUI_LIT_QUELQUE_PART),
    lire("Voir la page de création d’une démarche", "admin:demarches_demarche_add", QUI_ECRIT_QUELQUE_PART | VALIDEURS),
    agir("Créer une démarche de l’organisation, ou établir sa fiche pour elle", "admin:demarches_demarche_add", AUTEURS | VALIDEURS, donnees={"nature": "participation", "titre": "Nouvelle", "organisation": "{direction}"}),
    lire("Lire la fiche", "admin:demarches_demarche_change", LECTEURS, "dossier", etats=["brouillon", "en_ligne"]),
    remplir("Écrire la fiche", "admin:demarches_demarche_change", AUTEURS, "dossier", {"chapo": "Changé."}, etats=ECRITURE),
    remplir("Écrire la fiche que le CIPC a établie", "admin:demarches_demarche_change", AUTEURS | VALIDEURS, "dossier", {"chapo": "Changé."}, etats=[DU_CIPC]),
    remplir("Écrire la fiche d’une démarche d’ailleurs", "admin:demarches_demarche_change", AUTEURS_D_AILLEURS, "dossier", {"chapo": "Changé."}, etats=[AILLEURS]),
    lire("Lire le cadrage", "admin:cadrage", LECTEURS, "dossier", etats=["brouillon", "en_ligne"]),
    agir("Écrire le cadrage", "admin:cadrage", AUTEURS, "dossier", {"pourquoi": "Changé."}, etats=["brouillon", "en_ligne"]),
    agir("Écrire le cadrage d’une démarche établie par le CIPC", "admin:cadrage", AUTEURS | VALIDEURS, "dossier", {"pourquoi": "Changé."}, etats=[DU_CIPC]),
    agir("Écrire le cadrage d’une démarche d’ailleurs", "admin:cadrage", AUTEURS_D_AILLEURS, "dossier", {"pourquoi": "Changé."}, etats=[AILLEURS]),
    lire("Lire l’historique de la fiche", "admin:demarches_demarche_history", LECTEURS, "dossier"),
    lire("Lire l’avis", "admin:demarches_avis_change", LECTEURS, "dossier"),
    remplir("Écrire l’avis", "admin:demarches_avis_change", AUTEURS, "dossier", {"synthese": "Changée."}),
    remplir("Écrire l’avis d’une démarche dont le CIPC a établi la fiche", "admin:demarches_avis_change", AUTEURS, "dossier", {"synthese": "Changée."}, etats=[DU_CIPC]),
    lire("Lire la liste des avis", "admin:demarches_avis_changelist", QUI_LIT_QUELQUE_PART),
    lire("Créer un avis hors d’une démarche", "admin:demarches_avis_add", PERSONNE),
    lire("Lire l’historique de l’avis", "admin:demarches_avis_history", LECTEURS, "dossier"),
    agir("Supprimer l’avis", "admin:demarches_avis_delete", AUTEURS, "dossier", {"post": "yes"}, etats=["brouillon"]),
]

POINTS = [
    lire("Lire la liste des points", "admin:demarches_proposition_changelist", QUI_LIT_QUELQUE_PART),
    lire("Voir la page d’ajout d’un point", "admin:demarches_proposition_add", AUTEURS, parametres="?demarche={dossier}"),
    remplir("Ajouter un point", "admin:demarches_proposition_add", AUTEURS, donnees={"titre": "Neuf", "reference": "N9"}, parametres="?demarche={dossier}"),
    lire("Lire un point", "admin:demarches_proposition_change", LECTEURS, "point_libre"),
    remplir("Écrire un point", "admin:demarches_proposition_change", AUTEURS, "point_libre", {"chapitre": "Changé"}, etats=["brouillon", "en_ligne"]),
    remplir("Écrire un point dont la réponse est confiée", "admin:demarches_proposition_change", AUTEURS, "point_confie", {"chapitre": "Changé"}),
    remplir("Écrire un point d’une démarche d’ailleurs", "admin:demarches_proposition_change", AUTEURS_D_AILLEURS, "point_libre", {"chapitre": "Changé"}, etats=[AILLEURS]),
    lire("Lire l’historique d’un point", "admin:demarches_proposition_history", LECTEURS, "point_libre"),
    agir("Supprimer un point", "admin:demarches_proposition_delete", AUTEURS, "point_neuf", {"post": "yes"}),
    lire("Voir à qui les points sont confiés", "admin:confier", AUTEURS, "dossier"),
    agir("Confier un point à une autre organisation", "admin:confier", AUTEURS, "dossier", {"points": "{point_libre}", "organisation": "{sans_point}"}),
    lire("Voir la page d’import des points", "admin:importer_propositions", AUTEURS, "dossier"),
    agir("Essayer un import", "admin:importer_propositions", AUTEURS, "dossier", {"fichier": "{tableur}"}, repond=200),
    agir("Importer le fichier essayé par la rédactrice", "admin:importer_propositions_valider", frozenset({"redactrice"}), "dossier", {"fichier": "{essaye}"}),
    lire("Prendre le gabarit d’import", "admin:gabarit_propositions", QUI_ECRIT_QUELQUE_PART, "gabarit"),
]

SUIVI = [
    lire("Lire la liste des réponses", "admin:suivi_reponse_changelist", QUI_LIT_QUELQUE_PART),
    lire("Lire une réponse", "admin:suivi_reponse_change", LECTEURS, "point_libre"),
    remplir("Écrire une réponse", "admin:suivi_reponse_change", AUTEURS, "point_libre", {"motivation": "Changée."}, etats=["brouillon", "en_ligne"]),
    remplir("Écrire une réponse confiée", "admin:suivi_reponse_change", AUTEURS | CONTRIBUTRICE, "point_confie", {"motivation": "Changée."}, etats=ECRITURE),
    lire("Voir le formulaire d’une réponse confiée, pas encore écrite", "admin:suivi_reponse_change", AUTEURS | CONTRIBUTRICE, "point_neuf_confie"),
    remplir("Écrire une réponse confiée, pas encore écrite", "admin:suivi_reponse_change", AUTEURS | CONTRIBUTRICE, "point_neuf_confie", {"position": "retenue", "motivation": "Oui."}),
    remplir("Écrire une réponse pas encore écrite", "admin:suivi_reponse_change", AUTEURS, "point_neuf", {"position": "retenue", "motivation": "Oui."}),
    lire("Créer une réponse hors d’un point", "admin:suivi_reponse_add", PERSONNE),
    lire("Lire l’historique d’une réponse", "admin:suivi_reponse_history", LECTEURS, "point_confie"),
    agir("Supprimer une réponse", "admin:suivi_reponse_delete", AUTEURS, "point_confie", {"post": "yes"}, etats=["brouillon"]),
    lire("Lire l’impact", "admin:suivi_impact_change", LECTEURS, "dossier"),
    remplir("Écrire l’impact", "admin:suivi_impact_change", AUTEURS, "dossier", {"prochaines_etapes": "Changées."}),
    lire("Lire la liste des impacts", "admin:suivi_impact_changelist", QUI_LIT_QUELQUE_PART),
    lire("Créer un impact hors d’une démarche", "admin:suivi_impact_add", PERSONNE),
    lire("Lire l’historique de l’impact", "admin:suivi_impact_history", LECTEURS, "dossier"),
    agir("Supprimer l’impact", "admin:suivi_impact_delete", AUTEURS, "dossier", {"post": "yes"}, etats=["brouillon"]),
    lire("Lire la liste des mesures", "admin:suivi_mesure_changelist", QUI_LIT_QUELQUE_PART),
    lire("Voir la page d’ajout d’une mesure", "admin:suivi_mesure_add", AUTEURS, parametres="?demarche={dossier}"),
    remplir("Ajouter une mesure", "admin:suivi_mesure_add", AUTEURS, donnees={"titre": "Neuve"}, parametres="?demarche={dossier}"),
    lire("Lire une mesure", "admin:suivi_mesure_change", LECTEURS, "mesure"),
    remplir("Écrire une mesure", "admin:suivi_mesure_change", AUTEURS, "mesure", {"description": "Changée."}),
    lire("Lire l’historique d’une mesure", "admin:suivi_mesure_history", LECTEURS, "mesure"),
    agir("Supprimer une mesure", "admin:suivi_mesure_delete", AUTEURS, "mesure", {"post": "yes"}, etats=["brouillon"]),
]

TABLEURS = [
    lire("Voir la page des réponses par tableur", "admin:tableur", AUTEURS | CONTRIBUTRICE, "classeur_de_reponses", etats=["brouillon", "en_ligne"]),
    lire("Télécharger les réponses en tableur", "admin:tableur_telecharger", AUTEURS | CONTRIBUTRICE, "classeur_de_reponses"),
    agir("Déposer et essayer un classeur de réponses", "admin:tableur", AUTEURS | CONTRIBUTRICE, "classeur_de_reponses", {"fichier": "{classeur}"}),
    lire("Lire l’essai d’un classeur de réponses de la contributrice", "admin:tableur_essai", CONTRIBUTRICE, "reponses_deposees"),
    lire("Reprendre le classeur déposé par la contributrice", "admin:tableur_fichier", CONTRIBUTRICE, "reponses_deposees"),
    lire("Reprendre les lignes refusées du classeur de la contributrice", "admin:tableur_a_reprendre", CONTRIBUTRICE, "reponses_deposees"),
    agir("Appliquer un classeur de réponses de la contributrice", "admin:tableur_appliquer", CONTRIBUTRICE, "reponses_deposees", etats=ECRITURE),
    lire("Voir la page des mesures par tableur", "admin:tableur", AUTEURS, "classeur_de_mesures"),
    lire("Télécharger les mesures en tableur", "admin:tableur_telecharger", AUTEURS, "classeur_de_mesures"),
    lire("Voir le tableur d’une démarche d’ailleurs", "admin:tableur", AUTEURS_D_AILLEURS, "classeur_de_reponses", etats=[AILLEURS]),
]

PUBLICATIONS = [
    lire("Lire les soumissions", "admin:publications", QUI_LIT_QUELQUE_PART),
    lire("Lire une soumission", "admin:publication", LECTEURS, "publication", etats=LECTURE[1:]),
    lire("Voir la page de soumission", "admin:soumettre", AUTEURS, "dossier"),
    agir("Soumettre", "admin:soumettre", AUTEURS, "dossier", {"objets": "demarches.demarche:{dossier}"}, etats=["brouillon", "renvoyee", "annulee", "deprogrammee"]),
    agir("Soumettre la fiche que le CIPC a établie", "admin:soumettre", AUTEURS | VALIDEURS, "dossier", {"objets": "demarches.demarche:{dossier}"}, etats=[DU_CIPC]),
    lire("Voir la page de retrait", "admin:retirer", AUTEURS, "mesure_en_ligne"),
    agir("Demander un retrait", "admin:retirer", AUTEURS, "mesure_en_ligne", {"motif": "erreur", "explication": "Une erreur."}),
    agir("Annuler une soumission", "admin:annuler", AUTEURS, "publication", etats=OUVERTS),
    agir("Prendre en charge une soumission", "admin:prendre_en_charge", VALIDATEUR_SEUL, "publication", etats=["soumise"]),
    agir("Renvoyer une soumission", "admin:renvoyer", VALIDATEUR_SEUL, "publication", {"commentaire": "À revoir."}, etats=OUVERTS),
    agir("Valider une soumission", "admin:valider", VALIDATEUR_SEUL, "publication", A_VALIDER, etats=OUVERTS),
    agir("Programmer une soumission", "admin:valider", VALIDATEUR_SEUL, "publication", A_VALIDER | {"quand": "plus_tard", "publier_le": "{demain}"}, etats=OUVERTS),
    agir("Déprogrammer une publication", "admin:deprogrammer", AUTEURS | VALIDEURS, "publication", etats=["programmee"]),
    agir("Prendre en charge une nouvelle qui ne change aucun état", "admin:prendre_en_charge", QUI_VALIDE_UNE_NOUVELLE, "publication", etats=[NOUVELLE]),
    agir("Renvoyer une nouvelle qui ne change aucun état", "admin:renvoyer", QUI_VALIDE_UNE_NOUVELLE, "publication", {"commentaire": "À revoir."}, etats=[NOUVELLE]),
    agir("Valider une nouvelle qui ne change aucun état", "admin:valider", QUI_VALIDE_UNE_NOUVELLE, "publication", A_VALIDER, etats=[NOUVELLE]),
    *(
        agir(f"{quoi} ce qui est déjà traité", f"admin:{verbe}", PERSONNE, "publication", donnees, etats=etats)
        for quoi, verbe, donnees, etats in [
            ("Annuler", "annuler", {}, ["renvoyee", "en_ligne"]),
            ("Prendre en charge", "prendre_en_charge", {}, ["annulee"]),
            ("Renvoyer", "renvoyer", {"commentaire": "Non."}, ["programmee"]),
            ("Valider", "valider", A_VALIDER, ["renvoyee", "deprogrammee"]),
            ("Déprogrammer", "deprogrammer", {}, ["soumise", "en_ligne"]),
        ]
    ),
]

LOTS = [
    lire("Lire un lot", "admin:lot", LECTEURS, "lot", etats=[LOT]),
    agir("Prendre en charge un lot", "admin:prendre_en_charge_du_lot", VALIDATEUR_SEUL, "lot", {"portee": "reste"}, etats=[LOT]),
    agir("Valider un lot", "admin:valider_du_lot", VALIDATEUR_SEUL, "lot", {"portee": "reste", "controles": "{controles}"}, etats=[LOT]),
    agir("Programmer un lot", "admin:programmer_du_lot", VALIDATEUR_SEUL, "lot", {"portee": "reste", "publier_le": "{demain}", "controles": "{controles}"}, etats=[LOT]),
    agir("Renvoyer un lot", "admin:renvoyer_du_lot", VALIDATEUR_SEUL, "lot", {"portee": "reste", "commentaire": "À revoir."}, etats=[LOT]),
    agir("Annuler un lot", "admin:annuler_du_lot", AUTEURS, "lot", {"portee": "reste"}, etats=[LOT]),
    agir("Déprogrammer un lot", "admin:deprogrammer_du_lot", AUTEURS | VALIDEURS, "lot", {"portee": "reste"}, etats=[LOT_PROGRAMME]),
]

CIRCUIT = [
    lire("Lire ce qui change depuis la version en ligne", "admin:changements", AUTEURS, "dossier"),
    lire("Lire les publications en urgence à suivre", "admin:urgences", VALIDEURS),
    agir("Publier en urgence, même ce que l’on a écrit", "admin:publier_en_urgence", VALIDEURS, "publication", {"raison_de_l_urgence": "Une erreur grave.", "empreinte": "{empreinte}"}, etats=OUVERTS),
    agir("Publier en urgence ce qui est déjà traité", "admin:publier_en_urgence", PERSONNE, "publication", {"raison_de_l_urgence": "Non.", "empreinte": "{empreinte}"}, etats=["en_ligne"]),
    agir("Approuver une urgence publiée par un autre", "admin:approuver", VALIDATEUR_SEUL, "publication", {"controles": "{controles}"}, etats=[EN_URGENCE]),
    agir("Ne pas approuver une urgence publiée par un autre", "admin:desapprouver", VALIDATEUR_SEUL, "publication", {"raison_du_refus": "À revoir."}, etats=[EN_URGENCE]),
    agir("Approuver ce qui n’est pas une urgence", "admin:approuver", PERSONNE, "publication", {"controles": "{controles}"}, etats=["en_ligne", "soumise"]),
    lire("Voir la page de demande de rectification", "admin:demander_une_rectification", VALIDEURS, "mesure_en_ligne"),
    agir("Demander une rectification de ce qui est en ligne", "admin:demander_une_rectification", VALIDEURS, "mesure_en_ligne", {"texte": "La date est fausse.", "avant_le": "{dans_dix_jours}"}),
    lire("Lire une demande de rectification", "admin:rectification", LECTEURS, "rectification"),
    agir("Refuser de rectifier, en disant pourquoi", "admin:refuser_de_rectifier", AUTEURS, "rectification", {"raison": "La date est juste."}),
    lire("Voir la page où masquer ce qui est en ligne", "admin:masquer", VALIDEURS, "mesure_en_ligne"),
    agir("Masquer à titre conservatoire ce qui est en ligne", "admin:masquer", VALIDEURS, "mesure_en_ligne", {"motif": "donnees_personnelles", "precision": "Un nom, ligne 2."}),
    agir("Masquer ce qui n’a jamais été en ligne", "admin:masquer", PERSONNE, "mesure_en_ligne", {"motif": "donnees_personnelles", "precision": "Un nom."}, etats=["brouillon", "soumise", "programmee"]),
    lire("Lire un masquage conservatoire", "admin:masquage", LECTEURS, "masquage"),
    agir("Confirmer un masquage posé par un autre", "admin:confirmer_le_masquage", VALIDEURS, "masquage"),
    agir("Lever un masquage", "admin:lever_le_masquage", VALIDEURS, "masquage", {"raison": "Vérifié."}),
    agir("Garder une remarque sur un objet soumis", "admin:noter", VALIDATEUR_SEUL, "publication", {"remarque:demarches.demarche:{dossier}": "À revoir."}, etats=OUVERTS),
]

SAISIES = [
    agir("Garder ce que l’on tape dans la fiche", "admin:garder_la_saisie", AUTEURS, donnees={"_adresse": "{fiche}", "_saisie": "p", "chapo": "Tapé."}, etats=["brouillon", "en_ligne"], repond=200),
    agir("Garder ce que l’on tape dans une réponse confiée", "admin:garder_la_saisie", AUTEURS | CONTRIBUTRICE, donnees={"_adresse": "{reponse_confiee}", "_saisie": "p", "motivation": "Tapé."}, repond=200),
    agir("Effacer la saisie de la rédactrice", "admin:effacer_la_saisie", frozenset({"redactrice"}), "saisie"),
]

SIGNALEMENTS = [
    lire("Lire les signalements", "admin:signalements", VALIDEURS),
    lire("Lire un signalement", "admin:signalement", VALIDEURS, "signalement"),
    agir("Prendre en charge un signalement", "admin:prendre_en_charge_le_signalement", VALIDEURS, "signalement"),
    agir("Répondre à un signalement", "admin:traiter_le_signalement", VALIDEURS, "signalement", {"reponse": "Corrigé."}),
    agir("Publier un droit de réponse", "admin:publier_le_droit_de_reponse", VALIDEURS, "signalement", {"identite_verifiee": "on"}),
    lire("Voir où signaler", "portail:signaler", TOUS),
    agir("Signaler une erreur, depuis cette page", "portail:signaler", TOUS, donnees={"nature": "erreur", "message": "Une date est fausse.", "jeton": "{formulaire_public}"}, repond=303),
    lire("Lire où en est un signalement, avec son numéro", "portail:signalement_recu", TOUS, "numero_de_signalement"),
]

EFFACEMENTS = [
    lire("Lire les effacements demandés", "admin:effacements", QUI_EFFACE),
    lire("Voir la page de demande d’un effacement", "admin:demander_l_effacement", QUI_EFFACE, "dossier"),
    agir("Demander un effacement", "admin:demander_l_effacement", QUI_EFFACE, "dossier", {"motif": "donnees_personnelles", "reference_legale": "RGPD, art. 17", "passages": "enseignes soient"}),
    lire("Lire un effacement demandé", "admin:effacement", QUI_EFFACE, "effacement"),
    agir("Confirmer un effacement demandé par l’administratrice", "admin:confirmer_l_effacement", VALIDEURS, "effacement"),
    agir("Refuser un effacement demandé par l’administratrice", "admin:refuser_l_effacement", VALIDEURS, "effacement", {"raison": "Infondé."}),
]

ACTUALITES = [
    lire("Lire la liste des actualités", "admin:demarches_actualite_changelist", QUI_LIT_QUELQUE_PART),
    lire("Voir la page de création d’une actualité", "admin:demarches_actualite_add", QUI_ECRIT_QUELQUE_PART),
    agir("Créer une actualité de l’organisation", "admin:demarches_actualite_add", AUTEURS, donnees={"titre": "Neuve", "organisation": "{direction}"}),
    lire("Lire une actualité", "admin:demarches_actualite_change", AUTEURS | VALIDEURS, "actualite"),
    remplir("Écrire une actualité", "admin:demarches_actualite_change", AUTEURS, "actualite", {"chapo": "Changé."}),
    lire("Lire l’historique d’une actualité", "admin:demarches_actualite_history", AUTEURS | VALIDEURS, "actualite"),
    agir("Supprimer une actualité", "admin:demarches_actualite_delete", AUTEURS, "actualite", {"post": "yes"}),
]

COMPTES = [
    lire("Lire la liste des agents", "admin:accounts_agent_changelist", ADMINISTRATEURS),
    lire("Voir la page d’ajout d’un agent", "admin:accounts_agent_add", ADMINISTRATEURS),
    remplir("Ouvrir un compte", "admin:accounts_agent_add", ADMINISTRATEURS, donnees={"courriel": "neuf@exemple.gouv.fr", "prenom": "N", "nom": "N", "affectations-TOTAL_FORMS": "0"}),
    lire("Lire un compte", "admin:accounts_agent_change", ADMINISTRATEURS, "agent"),
    remplir("Changer un compte", "admin:accounts_agent_change", ADMINISTRATEURS, "agent", {"nom": "Changé", "affectations-TOTAL_FORMS": "0"}),
    lire("Lire l’historique d’un compte", "admin:accounts_agent_history", ADMINISTRATEURS, "agent"),
    agir("Supprimer un compte", "admin:accounts_agent_delete", PERSONNE, "agent", {"post": "yes"}),
    lire("Voir comment un agent accède à son compte", "admin:acces", ADMINISTRATEURS, "agent"),
    agir("Inviter un agent à choisir son mot de passe", "admin:inviter", ADMINISTRATEURS, "agent"),
    agir("Réinitialiser le second facteur d’un agent", "admin:reinitialiser_le_second_facteur", ADMINISTRATEURS, "agent"),
    lire("Voir les comptes à surveiller", "admin:comptes_a_surveiller", ADMINISTRATEURS),
    lire("Lire la liste des organisations", "admin:accounts_organisation_changelist", ADMINISTRATEURS),
    lire("Voir la page d’ajout d’une organisation", "admin:accounts_organisation_add", ADMINISTRATEURS),
    agir("Ajouter une organisation", "admin:accounts_organisation_add", ADMINISTRATEURS, donnees={"nom": "Neuve", "slug": "neuve", "nature": "direction"}),
    lire("Lire une organisation", "admin:accounts_organisation_change", ADMINISTRATEURS, "organisation"),
    remplir("Changer une organisation", "admin:accounts_organisation_change", ADMINISTRATEURS, "organisation", {"sigle": "NEUF"}),
    lire("Lire l’historique d’une organisation", "admin:accounts_organisation_history", ADMINISTRATEURS, "organisation"),
    agir("Supprimer une organisation", "admin:accounts_organisation_delete", PERSONNE, "organisation", {"post": "yes"}),
]

RESERVES = [
    lire("Lire les périodes de réserve", "admin:publication_periodedereserve_changelist", QUI_TIENT_LES_RESERVES),
    lire("Voir la page d’ajout d’une période de réserve", "admin:publication_periodedereserve_add", QUI_TIENT_LES_RESERVES),
    agir("Annoncer une période de réserve", "admin:publication_periodedereserve_add", QUI_TIENT_LES_RESERVES, donnees={"libelle": "Élections", "territoire": "France entière", "debut": "2090-01-01", "fin": "2090-02-01"}),
    lire("Lire une période de réserve", "admin:publication_periodedereserve_change", QUI_TIENT_LES_RESERVES, "reserve"),
    remplir("Changer une période de réserve", "admin:publication_periodedereserve_change", QUI_TIENT_LES_RESERVES, "reserve", {"libelle": "Changé"}),
    lire("Lire l’historique d’une période de réserve", "admin:publication_periodedereserve_history", QUI_TIENT_LES_RESERVES, "reserve"),
    lire("Voir la page de suppression d’une période de réserve à venir", "admin:publication_periodedereserve_delete", QUI_TIENT_LES_RESERVES, "reserve"),
    agir("Supprimer une période de réserve à venir", "admin:publication_periodedereserve_delete", QUI_TIENT_LES_RESERVES, "reserve", {"post": "yes"}),
    lire("Voir le menu des publications", "admin:app_list", QUI_TIENT_LES_RESERVES, "application_des_publications"),
]

COURRIELS = [
    lire("Suivre les courriels", "admin:courriels", ADMINISTRATEURS),
    agir("Envoyer de nouveau un courriel en souffrance", "admin:renvoyer_le_courriel", ADMINISTRATEURS, "courriel"),
]

SITE = [
    lire("Voir l’accueil du back-office", "admin:index", CONNECTES),
    lire("Lire le sommaire du guide", "admin:guide", CONNECTES),
    lire("Lire une page du guide", "admin:guide_page", CONNECTES, "page_du_guide"),
    lire("Voir le menu d’une application de contenu", "admin:app_list", QUI_LIT_QUELQUE_PART, "application"),
    lire("Voir le menu des comptes", "admin:app_list", ADMINISTRATEURS, "application_des_comptes"),
    lire("Chercher en tapant (aucun champ ne le permet)", "admin:autocomplete", PERSONNE),
    lire("Lire les textes des scripts", "admin:jsi18n", CONNECTES),
    lire("Voir la page de connexion", "admin:login", TOUS - CONNECTES, sinon=302),
    lire("Voir la page qu’ouvre une invitation", "admin:choisir_son_mot_de_passe", TOUS, "invitation"),
    agir("Choisir son mot de passe par une invitation", "admin:choisir_son_mot_de_passe", TOUS, "invitation", {"mot_de_passe": "un tout autre mot de passe", "confirmation": "un tout autre mot de passe"}),
    lire("Voir la page de son second facteur", "admin:second_facteur", CONNECTES),
    lire("Voir la page de ses codes de secours", "admin:codes_de_secours", CONNECTES),
    agir("Dire qu’on a gardé ses codes de secours", "admin:codes_de_secours", CONNECTES, effet=False),
    lire("Voir la page de changement de mot de passe", "admin:password_change", CONNECTES),
    lire("Lire que son mot de passe est changé", "admin:password_change_done", CONNECTES),
    agir("Se déconnecter", "admin:logout", CONNECTES, repond=200, effet=False),
    lire("Voir une adresse inconnue du back-office", "/admin/(?P<url>.*)$", PERSONNE, "inconnue"),
    *(
        lire("Suivre une adresse courte", f"/admin/{modele}/<path:object_id>/", CONNECTES, f"court:{modele}", repond=302)
        for modele in [
            "accounts/agent",
            "accounts/organisation",
            "publication/periodedereserve",
            "demarches/actualite",
            "demarches/avis",
            "demarches/demarche",
            "demarches/proposition",
            "suivi/impact",
            "suivi/mesure",
            "suivi/reponse",
        ]
    ),
]

ENSEMBLE = [
    lire("Lire le tableau des réponses", "admin:tableau_des_reponses", LECTEURS, "dossier"),
    agir("Confier un point depuis le tableau des réponses", "admin:tableau_des_reponses", AUTEURS, "dossier", {"action": "confier", "points": "{point_libre}", "organisation": "{sans_point}"}),
    lire("Voir la page d’une réponse commune", "admin:reponse_commune", AUTEURS, "dossier", parametres="?points={point_libre}"),
    agir("Écrire une réponse commune", "admin:reponse_commune", AUTEURS, "dossier", {"position": "retenue", "motivation": "Oui."}, parametres="?points={point_neuf}"),
    lire("Voir la page où l’on réunit des points", "admin:reunir_des_points", AUTEURS, "dossier", parametres="?points={point_libre}"),
    agir("Réunir des points", "admin:reunir_des_points", AUTEURS, "dossier", {"reference": "R1", "titre": "Réuni", "reformulation": "Ensemble.", "faite_par": "La direction", "raison": "Même demande."}, parametres="?points={point_libre}&points={point_neuf}"),
    lire("Lire les notes internes d’un point", "admin:notes_du_point", LECTEURS, "point_libre"),
    agir("Laisser une note sur un point", "admin:notes_du_point", AUTEURS, "point_libre", {"texte": "À revoir."}),
    agir("Laisser une note sur un point confié", "admin:notes_du_point", AUTEURS | CONTRIBUTRICE, "point_confie", {"texte": "À revoir."}),
]

APERCUS = [
    lire("Ouvrir l’aperçu d’une démarche", "admin:apercu_du_dossier", LECTEURS, "dossier", etats=LECTURE, repond=302),
    lire("Lire une page de l’aperçu d’une démarche", "admin:apercu_du_dossier_page", LECTEURS, "dossier:page", etats=["brouillon", "soumise", "programmee", "en_ligne"]),
    lire("Ouvrir l’aperçu d’une soumission", "admin:apercu_de_la_publication", LECTEURS, "publication", etats=OUVERTS, repond=302),
    lire("Lire une page de l’aperçu d’une soumission", "admin:apercu_de_la_publication_page", LECTEURS, "publication:page", etats=[*OUVERTS, "programmee"]),
    lire("Ouvrir l’aperçu d’un lot", "admin:apercu_du_lot", LECTEURS, "lot", etats=[LOT], repond=302),
    lire("Lire une page de l’aperçu d’un lot", "admin:apercu_du_lot_page", LECTEURS, "lot:page", etats=[LOT, LOT_PROGRAMME]),
    lire("Voir les liens de relecture", "admin:partages", AUTEURS | VALIDEURS, "dossier"),
    agir("Créer un lien de relecture", "admin:partages", AUTEURS | VALIDEURS, "dossier", {"pour": "Léa", "quoi": "atelier"}),
    agir("Fermer un lien de relecture", "admin:fermer_le_partage", AUTEURS | VALIDEURS, "partage"),
    lire("Ouvrir un lien de relecture", "portail:apercu", TOUS, "jeton", repond=302),
    lire("Lire une page par un lien de relecture", "portail:apercu_page", TOUS, "jeton:page"),
]

# the three addresses of a history: what is read there, name, what names the version
VERSIONS = [
    ("les versions", "versions", ""),
    ("une version", "version", ":version"),
    ("les octets d’une version", "document", ":version"),
]

PUBLIC = [
    lire("Voir l’accueil public", "portail:accueil", TOUS),
    *(lire(f"Lire la page « {page.titre} »", f"portail:{page.nom}", TOUS) for page in PAGES),
    lire("Lire ce que les robots peuvent lire", "portail:robots", TOUS),
    lire("Lire où signaler une faille", "portail:security_txt", TOUS),
    lire("Lire le plan du site pour les machines", "portail:sitemap", TOUS),
    lire("Lire une partie du plan du site pour les machines", "portail:sitemap_section", TOUS, "partie_du_plan"),
    lire("Voir la liste des démarches en ligne", "portail:demarches", TOUS),
    lire("Voir à quoi l’on peut participer", "portail:participer", TOUS),
    lire("Voir l’agenda des démarches", "portail:agenda", TOUS),
    lire("S’abonner à l’agenda de toutes les démarches", "portail:calendrier", TOUS),
    lire("S’abonner à l’agenda d’une démarche", "portail:calendrier_de_la_demarche", TOUS, "page"),
    lire("Chercher parmi ce qui est en ligne", "portail:recherche", TOUS),
    lire("Suivre une adresse de l’ancien portail vers la liste", "portail:ancienne_liste", TOUS, repond=301),
    lire("Suivre une adresse de l’ancien portail", "portail:ancienne_demarche", TOUS, "ancienne_page", repond=302),
    lire("Lire comment organiser une démarche", "portail:organiser", TOUS),
    lire("Lire une fiche du guide", "portail:organiser_fiche", TOUS, "fiche_du_guide"),
    lire("Lire la charte éditoriale vierge", "portail:organiser_charte", TOUS),
    lire("Lire la liste des mandats en ligne", "portail:organiser_mandats", TOUS),
    lire("Voir les organisations dont une démarche est en ligne", "portail:organisations", TOUS),
    lire("Lire la page d’une organisation", "portail:organisation", TOUS, "page_de_l_organisation"),
    lire("Lire la page d’une organisation dont rien n’est en ligne", "portail:organisation", PERSONNE, "page_d_une_organisation_muette"),
    lire("Voir les thèmes dont une démarche est en ligne", "portail:themes", TOUS),
    lire("Lire la page d’un thème", "portail:theme", TOUS, "theme"),
    lire("Lire la fiche en ligne", "portail:fiche", TOUS, "page"),
    lire("Lire l’avis en ligne", "portail:avis", TOUS, "page"),
    lire("Lire l’impact en ligne", "portail:impact", TOUS, "page"),
    lire("Lire un point en ligne", "portail:proposition", TOUS, "page_du_point"),
    lire("Lire une mesure en ligne", "portail:mesure", TOUS, "page_de_la_mesure"),
    lire("Lire le mandat en ligne", "portail:mandat", TOUS, "page"),
    lire("Lire les actualités en ligne", "portail:actualites", TOUS),
    lire("Lire une actualité qui n’est pas en ligne", "portail:actualite", PERSONNE, "page_de_l_actualite"),
    *(
        lire(f"Lire {quoi} d’une actualité qui n’est pas en ligne", f"portail:actualite_{suffixe}", PERSONNE, f"page_de_l_actualite{numero}")
        for quoi, suffixe, numero in VERSIONS
    ),
    *(
        lire(f"Lire {quoi} : {sujet}", f"portail:{sujet}_{suffixe}", TOUS, f"{objet}{numero}")
        for sujet, objet in [
            ("fiche", "page"),
            ("avis", "page"),
            ("impact", "page"),
            ("proposition", "page_du_point"),
            ("reponse", "page_du_point"),
            ("mesure", "page_de_la_mesure"),
        ]
        for quoi, suffixe, numero in VERSIONS
    ),
    lire("Lire une version programmée ou soumise", "portail:fiche_version", PERSONNE, "page:version", etats=["soumise", "programmee"]),
    lire("Lire la fiche de ce qui n’est pas en ligne", "portail:fiche", PERSONNE, "page", etats=["brouillon", "soumise", "prise_en_charge", "renvoyee", "annulee", "programmee", "deprogrammee"]),
    lire("Lire la raison d’un retrait", "portail:fiche", TOUS, "page", etats=["retiree"], repond=410),
    lire("Suivre tout ce qui paraît (flux Atom)", "portail:flux", TOUS),
    lire("Suivre un thème (flux Atom)", "portail:flux_du_theme", TOUS, "theme"),
    lire("Suivre une organisation (flux Atom)", "portail:flux_de_l_organisation", TOUS, "organisation_qui_publie"),
    lire("Suivre une démarche (flux Atom)", "portail:flux_de_la_demarche", TOUS, "page"),
    lire("Suivre une démarche qui n’est pas en ligne (flux Atom)", "portail:flux_de_la_demarche", PERSONNE, "page", etats=["brouillon", "soumise", "programmee", "deprogrammee"]),
    lire("Suivre un point (flux Atom)", "portail:flux_de_la_proposition", TOUS, "page_du_point"),
    lire("Prendre un fichier que rien de public ne cite", "portail:fichier", PERSONNE, "fichier"),
    lire("Savoir si le site vit", "portail:sante", TOUS),
    lire("Savoir si le site est prêt", "portail:sante_pret", TOUS),
]

SUPPRESSIONS = [
    lire("Voir la page de suppression", f"admin:{modele}_delete", qui, objet, etats=["brouillon"])
    for modele, objet, qui in [
        ("demarches_demarche", "dossier", AUTEURS),
        ("demarches_actualite", "actualite", AUTEURS),
        ("demarches_avis", "dossier", AUTEURS),
        ("demarches_proposition", "point_neuf", AUTEURS),
        ("suivi_reponse", "point_confie", AUTEURS),
        ("suivi_impact", "dossier", AUTEURS),
        ("suivi_mesure", "mesure", AUTEURS),
        ("accounts_agent", "agent", PERSONNE),
        ("accounts_organisation", "organisation", PERSONNE),
    ]
]
# fmt: on
TABLE = [
    *DEMARCHES,
    *POINTS,
    *SUIVI,
    *TABLEURS,
    *PUBLICATIONS,
    *LOTS,
    *CIRCUIT,
    *RESERVES,
    *SAISIES,
    *SIGNALEMENTS,
    *EFFACEMENTS,
    *ACTUALITES,
    *COMPTES,
    *COURRIELS,
    *SITE,
    *ENSEMBLE,
    *APERCUS,
    *PUBLIC,
    *SUPPRESSIONS,
]
CHAPITRES = {
    "La démarche et son avis": DEMARCHES,
    "Les points": POINTS,
    "Les réponses, les mesures, l’impact": SUIVI,
    "Les réponses et les mesures par tableur": TABLEURS,
    "Les soumissions": PUBLICATIONS,
    "Les lots de soumissions": LOTS,
    "Les signalements": SIGNALEMENTS,
    "L’effacement légal": EFFACEMENTS,
    "Les actualités": ACTUALITES,
    "Les comptes et les organisations": COMPTES,
    "Les courriels": COURRIELS,
    "Le back-office lui-même": SITE,
    "Plusieurs réponses à la fois": ENSEMBLE,
    "Les aperçus et les liens de relecture": APERCUS,
    "Les pages publiques": PUBLIC,
    "Les pages de suppression : démarche, actualité, avis, point, réponse, impact, mesure, agent, organisation": SUPPRESSIONS,
    "Le circuit de validation": CIRCUIT,
    "Les périodes de réserve": RESERVES,
    "Ce que l’on tape et qui n’est pas enregistré": SAISIES,
}
