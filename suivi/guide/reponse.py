"""The answer of the State to a point."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

REPONSE = {
    "position": Conseil(
        "Dites clairement ce qui est retenu et ce qui ne l’est pas : une réponse floue se lit comme un refus.",
        "Retenue en partie",
        Fiche.STRATEGIQUE_3,
    ),
    "motivation": Conseil(
        "Expliquez à celui qui a proposé, pas à vos collègues : ce qui sera fait, ou pourquoi non, avec les faits.",
        "Les bus circuleront jusqu’à 1 heure dès septembre ; au-delà, la fréquentation ne couvre pas le dixième du coût.",
        Fiche.SUIVI_2,
    ),
    "motifs": Conseil(
        "Un à trois ; choisissez la vraie raison, même si elle est politique.", "Coût", Fiche.SUIVI_2
    ),
    "deja_tranchee_par": Conseil(
        "Le texte ou la décision qui a déjà tranché, cité précisément.",
        "Décret fictif du 3 mars 2025, article 4",
        Fiche.SUIVI_2,
    ),
    "ecart": Conseil(
        "Soyez précis : ceux qui ont proposé compareront.",
        "Demandé : 2 heures. Gardé : 1 heure, faute de conducteurs disponibles avant 2029.",
        Fiche.SUIVI_2,
    ),
    "contrainte_juridique": Conseil(
        "La règle qui empêche, s’il y en a une, en mots simples.",
        "Le repos de nuit des conducteurs est fixé par le droit européen.",
        Fiche.SUIVI_2,
    ),
    "texte_en_vigueur": Conseil(
        "Le texte qui fait déjà ce qui est demandé.", "Arrêté fictif du 2 janvier 2024", Fiche.SUIVI_2
    ),
    "texte_en_vigueur_le": Conseil("Depuis quand il s’applique.", "01/02/2024", Fiche.SUIVI_2),
    "echeance": Conseil(
        "La date à laquelle vous répondrez vraiment ; passée, le point compte comme sans réponse.",
        "30/09/2027",
        Fiche.STRATEGIQUE_3,
    ),
    "destinataire": Conseil("Celui qui peut décider, si ce n’est pas vous.", "Région fictive", Fiche.SUIVI_2),
    "transmise_le": Conseil("Le jour où vous la lui avez transmise.", "20/06/2027", Fiche.SUIVI_2),
    "transmission_preuve": Conseil(
        "Ce qui montre que la transmission a eu lieu.",
        "Courrier du 20 juin 2027 au président de la région",
        Fiche.SUIVI_2,
    ),
    "transmission_url": Conseil(
        "Où lire cette preuve.", "https://exemple.gouv.fr/courrier-20-juin", Fiche.SUIVI_2
    ),
    "repondue_le": Conseil(
        "Le jour où l’État a répondu, qui peut précéder la publication ici.", "15/06/2027", Fiche.SUIVI_1
    ),
    "source": Conseil(
        "Où la réponse a d’abord été dite : discours, courrier, communiqué.",
        "Réponse du ministre aux participants",
        Fiche.SUIVI_1,
    ),
    "source_url": Conseil(
        "Où la retrouver.", "https://exemple.gouv.fr/reponse-aux-participants", Fiche.SUIVI_1
    ),
    "signataire_nom": Conseil("Une réponse engage quelqu’un : son nom.", "Dominique Exemple", Fiche.SUIVI_2),
    "signataire_fonction": Conseil(
        "Sa fonction au jour de la réponse.", "Ministre chargé de la Ville", Fiche.SUIVI_2
    ),
    "signataire_autorite": Conseil(
        "L’institution au nom de laquelle cette personne signe.", "Gouvernement", Fiche.SUIVI_2
    ),
    "qui_a_tranche": Conseil(
        "La personne ou l’instance qui a vraiment décidé, si ce n’est pas le signataire.",
        "Réunion interministérielle du 10 juin 2027",
        Fiche.SUIVI_2,
    ),
    "qui_doit_agir": Conseil("Qui a la main maintenant.", "Direction des transports", Fiche.SUIVI_2),
    "agir_avant_le": Conseil("La date avant laquelle cette personne doit agir.", "01/09/2027", Fiche.SUIVI_2),
    "visa_par": Conseil(
        "Qui a approuvé pour le signataire ; cela reste dans le back-office.",
        "Chef de cabinet du ministre",
        Fiche.STRATEGIQUE_4,
    ),
    "visa_le": Conseil("Le jour de cet accord.", "14/06/2027", Fiche.STRATEGIQUE_4),
    "visa_delegation": Conseil(
        "Le texte qui permet de donner cet accord.",
        "Délégation de signature du 2 janvier 2027",
        Fiche.STRATEGIQUE_4,
    ),
    "a_relire": Conseil(
        "Cochez si quelqu’un doit encore relire cette réponse : le tableau des réponses les retrouve.",
        "Coché tant que le cabinet n’a pas relu.",
        Fiche.STRATEGIQUE_3,
    ),
}
