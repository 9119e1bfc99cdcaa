"""A fictitious démarche online, with everything that public pages show."""

import datetime as dt

from demarches.enums import NatureJalon
from demarches.models import Jalon
from publication.soumission import soumettre
from suivi.enums import Avancement, ChangePar, Motif, Position
from suivi.models import DecompteDeclare, Preuve, Report
from tests.fabriques import (
    AvisFactory,
    DemarcheFactory,
    EngagementFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.verbes import valider


def publier(demarche, objets, auteur, valideur, **declaration):
    publication = soumettre(demarche.dossier, objets, auteur, **declaration)
    return valider(publication, valideur)


def demarche_en_ligne(organisation, auteur, valideur, *, points=15):
    """`points` points of which one is refused, one partly kept with a mesure, one parent with two parts."""
    demarche = DemarcheFactory(organisation=organisation, titre="Démarche fictive : la nuit")
    EngagementFactory(demarche=demarche)
    Jalon.objects.create(
        demarche=demarche,
        nature=NatureJalon.PARTICIPATION,
        titre="Débats fictifs",
        debut=dt.date(2025, 3, 1),
        fin=dt.date(2025, 6, 30),
    )
    Jalon.objects.create(
        demarche=demarche, nature=NatureJalon.DECISION, titre="Décret fictif", debut=dt.date(2025, 12, 1)
    )
    avis = AvisFactory(demarche=demarche, nombre_remis=points, nombre_remis_source="Avis fictif, page 3")
    propositions = [
        PropositionFactory(
            demarche=demarche,
            reference=f"N{i}",
            ordre=i,
            chapitre="Dormir" if i <= points // 2 else "Sortir",
            titre=f"Point {i}",
        )
        for i in range(1, points + 1)
    ]
    for propositions_parties in propositions[3:5]:
        propositions_parties.partie_de = propositions[2]
        propositions_parties.save()
    refusee = ReponseFactory(
        proposition=propositions[0],
        position=Position.NON_RETENUE,
        motifs=[Motif.COUT],
        motivation="Trop cher.",
    )
    en_partie = ReponseFactory(
        proposition=propositions[1],
        position=Position.RETENUE_EN_PARTIE,
        ecart="Demandé : minuit. Gardé : une heure.",
    )
    mesure = MesureFactory(
        demarche=demarche, numero=1, avancement=Avancement.ADOPTEE, echeance_initiale=dt.date(2025, 12, 1)
    )
    LienMesureFactory(
        mesure=mesure,
        proposition=propositions[1],
        ecart="Une heure plus tard.",
        change_par=ChangePar.PARLEMENT,
    )
    Preuve.objects.create(mesure=mesure, type="autre", reference="Décret fictif 12", titre="Décret fictif")
    Report.objects.create(
        mesure=mesure,
        decide_le=dt.date(2025, 11, 1),
        nouvelle_echeance=dt.date(2026, 6, 1),
        raison="Concours de circonstances.",
    )
    impact = ImpactFactory(demarche=demarche)
    DecompteDeclare.objects.create(
        impact=impact, par="Collectif fictif", texte="3 sur 15", source="Leur site fictif"
    )
    publier(demarche, [demarche, avis, *propositions, refusee, en_partie, mesure, impact], auteur, valideur)
    return demarche
