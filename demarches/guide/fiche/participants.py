"""« Qui participe »: how citizens were recruited, and who the panel was made of."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

PARTICIPANTS = {
    "recrutement_mode": Conseil(
        "Ouvrir à tous, appeler des volontaires ou tirer au sort ne donnent pas le même groupe : dites ce que vous avez fait.",
        "Personnes tirées au sort",
        Fiche.METHODOLOGIQUE_2,
    ),
    "participants_recrutement": Conseil(
        "Les étapes, et ce qui a été fait pour toucher ceux qui ne viennent jamais.",
        "20 000 appels, puis un choix parmi les volontaires selon l’âge et le lieu de vie ; des associations ont relayé l’invitation.",
        Fiche.METHODOLOGIQUE_2,
    ),
    "tirage_source": Conseil(
        "La liste dans laquelle on a tiré au sort.",
        "Numéros de téléphone générés au hasard",
        Fiche.METHODOLOGIQUE_2,
    ),
    "participants_criteres": Conseil(
        "Âge, genre, diplôme, métier, lieu de vie : reprenez si possible les catégories de l’Insee.",
        "Genre, âge, catégorie socioprofessionnelle, taille de la commune",
        Fiche.METHODOLOGIQUE_2,
    ),
    "participants_attitudes": Conseil(
        "Quelques questions posées avant assurent que des avis opposés seront dans la salle.",
        "Sort la nuit souvent ou jamais ; favorable ou opposé aux restrictions de bruit",
        Fiche.METHODOLOGIQUE_2,
    ),
    "participants_contactes": Conseil(
        "Le nombre de personnes jointes, et non d’appels passés.", "20000", Fiche.METHODOLOGIQUE_2
    ),
    "participants_acceptants": Conseil("Parmi elles, celles qui ont dit oui.", "310", Fiche.METHODOLOGIQUE_2),
    "taille_du_panel": Conseil("Combien de places étaient prévues.", "160", Fiche.METHODOLOGIQUE_2),
    "participants": Conseil("Combien sont venus au moins une fois.", "150", Fiche.STRATEGIQUE_3),
    "participants_a_la_fin": Conseil(
        "Combien étaient encore là au dernier jour : les départs se disent.", "141", Fiche.STRATEGIQUE_3
    ),
    "composition_source": Conseil(
        "Qui a établi la composition, et quand.",
        "Prestataire de recrutement, relevé du 2 février 2027",
        Fiche.STRATEGIQUE_3,
    ),
    "population_de_reference": Conseil(
        "La population à laquelle on compare le groupe.",
        "Population de 18 ans et plus, recensement de 2020",
        Fiche.METHODOLOGIQUE_2,
    ),
    "indemnisation": Conseil(
        "Indemniser le temps passé ouvre la porte à ceux que participer prive d’un revenu ; le guide parle de 50 à 80 euros par jour.",
        "70 euros par jour de session",
        Fiche.METHODOLOGIQUE_2,
    ),
    "frais_pris_en_charge": Conseil(
        "Ce que les participants n’ont pas eu à payer.",
        "Transport, hébergement, repas et garde d’enfants",
        Fiche.METHODOLOGIQUE_2,
    ),
    "composition.critere": Conseil(
        "Deux critères croisés feraient reconnaître des personnes.",
        "Âge",
        Fiche.METHODOLOGIQUE_2,
    ),
    "composition.categorie": Conseil(
        "Reprenez les catégories de votre source, sans les renommer.", "18-29 ans", Fiche.METHODOLOGIQUE_2
    ),
    "composition.nombre": Conseil("Combien de personnes de cette catégorie.", "28", Fiche.STRATEGIQUE_3),
    "composition.panel": Conseil("La part dans le groupe.", "18,7", Fiche.STRATEGIQUE_3),
    "composition.reference": Conseil(
        "La part dans la population, pour montrer ce qui est sous-représenté ou surreprésenté.",
        "19,2",
        Fiche.METHODOLOGIQUE_2,
    ),
}
