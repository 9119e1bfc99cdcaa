"""The fiche d’identité cut into pages, one for each part of a démarche's life: its fields and its repeated parts.

Each page is saved alone. What a database constraint compares stands on one page: a test checks it.
"""

from dataclasses import dataclass, field

from demarches.admin.demarche import parties


@dataclass(frozen=True)
class Section:
    """Une page de la fiche d’identité."""

    cle: str
    titre: str
    description: str
    champs: list
    parties: list = field(default_factory=list)

    @property
    def fieldset(self) -> tuple:
        return self.titre, {"description": self.description, "fields": self.champs}

    def montre(self, nom) -> bool:
        """Whether a field, or a repeated part of the démarche by the name of its relation, is on this page."""
        return nom in self.noms

    @property
    def noms(self) -> set[str]:
        """Its fields, and the relations of its repeated parts."""
        champs = {nom for ligne in self.champs for nom in (ligne if isinstance(ligne, tuple) else (ligne,))}
        return champs | {
            partie.model._meta.get_field("demarche").remote_field.related_name for partie in self.parties
        }


SECTIONS = [
    Section(
        "identite",
        "Ce que c’est",
        "Le nom, le sujet et la forme de la démarche : ce qu’un passant lit en premier.",
        [
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
            "ancien_numero",
        ],
        [parties.DemarcheLieeInline],
    ),
    Section(
        "decision",
        "Qui décide",
        "Les démarches volontaires sont discutées avec le CIPC avant d’être lancées.",
        [
            "commanditaire_fonction",
            "commanditaire_autorite",
            "point_de_sortie",
            "point_de_sortie_autorite",
            ("point_de_sortie_echeance", "point_de_sortie_le"),
            "discutee_avec_le_cipc_le",
            "accompagnement",
            "contact",
            "garants_absents",
            "suivi_citoyen_absent",
        ],
        [parties.MembreInline, parties.ReunionInline],
    ),
    Section(
        "mandat",
        "Ce qui est demandé",
        "Ces réponses deviennent le mandat de participation, que le portail met en page et fige le jour de l’ouverture.",
        [
            "question",
            "sous_questions",
            "contexte",
            "objet",
            "finalite",
            "ouvert_au_debat",
            "deja_decide",
        ],
    ),
    Section(
        "engagements",
        "À quoi l’État s’engage",
        "Une promesse sans date est publiée avec les mots « aucun délai annoncé ».",
        [
            "aucun_delai_annonce",
            "nouvelles_tous_les_mois",
            ("evaluation_par", "evaluation_quand"),
            "evaluation_absente",
        ],
        [parties.EngagementInline],
    ),
    Section(
        "calendrier",
        "Quand et où",
        "Les dates font l’étape affichée (annoncée, en cours, avis attendu…) : personne ne la choisit.",
        [
            ("annoncee_le", "ouverte_le"),
            ("cloturee_le", "avis_attendu_le"),
            "arret",
            "arret_le",
            "arret_raison",
        ],
        [parties.JalonInline, parties.ModaliteInline, parties.RendezVousInline],
    ),
    Section(
        "participants",
        "Qui participe",
        "Qui a été invité, comment, et à qui le groupe réuni ressemble.",
        [
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
        ],
        [parties.CompositionInline],
    ),
    Section(
        "information",
        "Ce qui éclaire le débat",
        "Ce que les citoyens ont pu lire et entendre, et ce qui se mène par ailleurs sur le même sujet.",
        [],
        [parties.LienInline, parties.PieceInline, parties.ExpertInline, parties.ParalleleInline],
    ),
    Section(
        "transparence",
        "Contributions et coût",
        "Comment on participe, ce que deviennent les contributions, ce que cela coûte.",
        [
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
    ),
    Section(
        "mentions",
        "Ce qui n’est pas dit",
        "Ce qui est sans objet ou non communiqué se dit ici, avec sa raison : la page publique l’affiche au lieu de se taire.",
        [],
        [parties.AbsenceInline],
    ),
]
PAR_CLE = {section.cle: section for section in SECTIONS}


def section_de(nom) -> Section:
    """The page on which one fills in a field, or a repeated part by the name of its relation."""
    return next(section for section in SECTIONS if section.montre(nom))
