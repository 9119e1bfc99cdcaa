"""The fields of the fiche d'identité, phase by phase, with the sheet of the CIPC guide that speaks of each."""

SECTIONS = [
    (
        "Ce que c’est",
        {
            "description": "Guide du CIPC, cadrage stratégique, fiche 1 : « Je m’assure de la pertinence d’engager une démarche ».",
            "fields": [
                "titre",
                "chapo",
                "resume_simple",
                "resume_relu",
                "themes",
                "territoire",
                "cadre",
                "procedure_url",
                "type",
                "objectif",
                "niveau",
                "niveau_explication",
                "reprise_historique",
            ],
        },
    ),
    (
        "Qui décide",
        {
            "description": "Guide du CIPC, cadrage stratégique, fiche 4 : « Je définis la gouvernance de mon projet ». Les démarches volontaires sont discutées avec le CIPC avant d’être lancées.",
            "fields": [
                "commanditaire_fonction",
                "commanditaire_autorite",
                "point_de_sortie",
                "point_de_sortie_autorite",
                ("point_de_sortie_echeance", "point_de_sortie_le"),
                "discutee_avec_le_cipc_le",
                "accompagnement",
                "contact",
            ],
        },
    ),
    (
        "Ce qui est demandé",
        {
            "description": "Guide du CIPC, cadrage stratégique, fiche 1 (une question chapeau assez générale, complétée par des sous-questions) et cadrage méthodologique, fiche 3 : « Je rédige le mandat de participation ».",
            "fields": [
                "question",
                "sous_questions",
                "contexte",
                "objet",
                "finalite",
                "ouvert_au_debat",
                "deja_decide",
            ],
        },
    ),
    (
        "Quand",
        {
            "description": "Guide du CIPC, cadrage stratégique, fiche 3 : la concertation est lancée suffisamment tôt pour que les résultats soient pris en compte dans la décision finale.",
            "fields": [
                ("annoncee_le", "ouverte_le"),
                ("cloturee_le", "avis_attendu_le"),
                "aucun_delai_annonce",
                "nouvelles_tous_les_mois",
                ("evaluation_par", "evaluation_quand"),
                "evaluation_absente",
                "arret",
                "arret_le",
                "arret_raison",
            ],
        },
    ),
    (
        "Qui participe",
        {
            "description": "Guide du CIPC, cadrage méthodologique, fiche 2 : « Je définis la stratégie de recrutement des citoyens ».",
            "fields": [
                "recrutement_mode",
                "participants_recrutement",
                "tirage_source",
                "participants_criteres",
                "participants_attitudes",
                ("participants_contactes", "participants_acceptants"),
                ("taille_du_panel", "participants", "participants_a_la_fin"),
                "composition_source",
                "population_de_reference",
                "indemnisation",
                "frais_pris_en_charge",
                "garants_absents",
                "suivi_citoyen_absent",
            ],
        },
    ),
    (
        "Comment on participe, ce que deviennent les contributions, ce que cela coûte",
        {
            "description": "Guide du CIPC, cadrage méthodologique, fiche 1 : repères pour réussir une consultation en ligne ; cadrage stratégique, fiche 3 : rendre publics tous les éléments de la concertation.",
            "fields": [
                "participer_sans_internet",
                "accessibilite_du_site",
                "moderation_url",
                ("contributions_recues", "contributions_refusees"),
                "moderation_raisons",
                ("contributions_url", "contributions_licence"),
                "contributions_passages_retires",
                "contributions_non_publiees",
                ("cout_prevu", "cout_realise"),
            ],
        },
    ),
]
