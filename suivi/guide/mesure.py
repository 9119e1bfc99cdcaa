"""A mesure: what the State does after a point."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

MESURE = {
    "titre": Conseil(
        "Ce que l’État fait, avec un verbe : on doit pouvoir dire plus tard si c’est fait.",
        "Prolonger les bus de nuit jusqu’à 1 heure",
        Fiche.SUIVI_2,
    ),
    "description": Conseil(
        "Pour qui, où, comment, et ce que cela change par rapport à aujourd’hui.",
        "Dans douze agglomérations, les vendredis et samedis, dès septembre 2027.",
        Fiche.SUIVI_2,
    ),
    "responsable": Conseil(
        "Une seule administration porte la mesure ; les autres se citent dans la description.",
        "Direction des transports",
        Fiche.SUIVI_2,
    ),
    "vecteur": Conseil("Le moyen employé : loi, décret, budget, plan.", "Décret", Fiche.SUIVI_1),
    "avancement": Conseil(
        "Où elle en est aujourd’hui, preuve à l’appui si elle est adoptée ou mise en œuvre.",
        "En cours",
        Fiche.SUIVI_2,
    ),
    "raison": Conseil(
        "Pourquoi elle s’arrête ou change ; les participants ont droit à la vraie raison.",
        "Le budget voté ne couvre que six agglomérations.",
        Fiche.SUIVI_2,
    ),
    "reste_a_faire": Conseil("Ce qui manque pour la dire faite.", "Recruter 80 conducteurs", Fiche.SUIVI_2),
    "prochaine_etape": Conseil(
        "Ce qui vient maintenant dans le calendrier de la décision.", "Signature du décret", Fiche.SUIVI_1
    ),
    "prochaine_etape_le": Conseil("Sa date, si elle est annoncée.", "15/07/2027", Fiche.SUIVI_1),
    "dossier_legislatif_url": Conseil(
        "Pour une loi, la page où l’on suit son parcours.",
        "https://exemple.assemblee.fr/dossier",
        Fiche.SUIVI_2,
    ),
    "echeance_initiale": Conseil(
        "La première date promise ; un retard s’ajoute comme un report. Sans date, la page publie « aucun délai annoncé ».",
        "01/09/2027",
        Fiche.STRATEGIQUE_3,
    ),
    "valable_jusqu_au": Conseil(
        "Un budget ou une expérimentation a une fin : laquelle ?", "31/12/2028", Fiche.SUIVI_2
    ),
    "cout_estime": Conseil(
        "Le montant annoncé, et par qui.", "4 millions d’euros par an, projet de budget 2028", Fiche.SUIVI_2
    ),
    "cout_realise": Conseil("Le montant dépensé.", "3,7 millions d’euros en 2028", Fiche.SUIVI_4),
    "liens.proposition": Conseil(
        "Chaque mesure vient d’une proposition au moins : c’est ce qui montre à quoi elle a servi.",
        "C1.2 – Prolonger les bus",
        Fiche.SUIVI_3,
    ),
    "liens.ecart": Conseil(
        "Ce qui a été adopté, face à ce qui était demandé.", "1 heure au lieu de 2 heures", Fiche.SUIVI_2
    ),
    "liens.change_par": Conseil("Qui a changé la demande en chemin.", "Gouvernement", Fiche.SUIVI_2),
    "lectures.stade": Conseil("L’étape du parcours de la loi.", "Première lecture", Fiche.SUIVI_1),
    "lectures.le": Conseil("Le jour de cette étape.", "04/10/2027", Fiche.SUIVI_1),
    "lectures.resultat": Conseil("Ce qui en est sorti.", "Adopté avec modification", Fiche.SUIVI_1),
    "lectures.url": Conseil("Où le vérifier.", "https://exemple.assemblee.fr/seance", Fiche.SUIVI_2),
    "reports.decide_le": Conseil("Le jour où le retard a été décidé.", "20/08/2027", Fiche.SUIVI_2),
    "reports.nouvelle_echeance": Conseil("La nouvelle date promise.", "01/03/2028", Fiche.SUIVI_2),
    "reports.raison": Conseil(
        "La cause du retard, en une phrase.",
        "Le recrutement des conducteurs prend six mois de plus.",
        Fiche.SUIVI_2,
    ),
    "preuves.type": Conseil(
        "Le genre de preuve : texte officiel, budget, rapport.", "Numéro NOR", Fiche.SUIVI_2
    ),
    "preuves.reference": Conseil(
        "Sa référence exacte, que chacun peut chercher.", "TREL2700001D", Fiche.SUIVI_2
    ),
    "preuves.titre": Conseil("Ce que c’est, en clair.", "Décret sur les transports de nuit", Fiche.SUIVI_2),
    "preuves.url": Conseil("Où lire la preuve.", "https://exemple.gouv.fr/decret", Fiche.SUIVI_2),
    "preuves.date": Conseil("La date de ce document.", "16/07/2027", Fiche.SUIVI_2),
    "nouvelles.date": Conseil("Le jour de ce que vous racontez.", "01/10/2027", Fiche.STRATEGIQUE_3),
    "nouvelles.texte": Conseil(
        "Donnez des nouvelles même quand rien n’avance : dites pourquoi.",
        "Six agglomérations ont ouvert leurs lignes ; les autres recrutent.",
        Fiche.STRATEGIQUE_3,
    ),
    "nouvelles.source_url": Conseil(
        "Où le vérifier.", "https://exemple.gouv.fr/point-d-etape", Fiche.STRATEGIQUE_3
    ),
}
