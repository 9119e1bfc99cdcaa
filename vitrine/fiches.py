"""From the documents in force at one instant to the rows that the public lists read: a pure function."""

from datetime import date

from demarches.enums import Acces, ReponseFiliation
from demarches.imports.valeurs import cle_de_reference
from demarches.models import ActualiteVersion, AvisVersion, DemarcheVersion, PropositionVersion
from suivi.enums import Avancement, Position, SortEngagement
from suivi.models import ImpactVersion, MesureVersion, ReponseVersion
from vitrine.enums import Statut
from vitrine.models import FicheActualite, FicheDemarche, FicheMesure, FicheProposition
from vitrine.moments import moments
from vitrine.textes import MASQUE, texte_de_la_demarche, texte_du_point


def en_fiches(dossier, documents, jour) -> list:
    """The rows of a dossier on the day `jour`.

    `documents`: version model → {objet_id: (document, published on)}. No démarche in force, no row.
    """
    actualites = [
        _fiche_de_l_actualite(dossier, document) for document, _ in documents[ActualiteVersion].values()
    ]
    if dossier.pk not in documents[DemarcheVersion]:
        return actualites
    propositions = _fiches_des_propositions(dossier, documents, jour)
    demarche, _ = documents[DemarcheVersion][dossier.pk]
    avis = documents[AvisVersion].get(dossier.pk)
    mesures = [mesure for mesure, _ in documents[MesureVersion].values() if MASQUE not in mesure]
    return [
        _fiche_de_la_demarche(dossier, documents, propositions),
        *propositions,
        *_fiches_des_mesures(dossier, documents, demarche),
        *moments(dossier, demarche, avis, mesures, _engagements_regles(documents, dossier)),
        *actualites,
    ]


def _fiche_de_l_actualite(dossier, document) -> FicheActualite:
    return FicheActualite(
        dossier=dossier,
        titre=document["titre"],
        slug=document["slug"],
        chapo=document["chapo"],
        date=_jour(document["date"]),
        organisation_nom=document["organisation"]["nom"],
        demarches=document["demarches"],
    )


def _fiches_des_propositions(dossier, documents, jour) -> list[FicheProposition]:
    demarche, _ = documents[DemarcheVersion][dossier.pk]
    points = {pk: document for pk, (document, _) in documents[PropositionVersion].items()}
    parents = {document["partie_de"] for document in points.values()}
    remplacantes = {}
    for document in points.values():
        for origine in document["issue_de"]:
            remplacantes.setdefault(origine["reference"], []).append(document["reference"])
    mesures = _mesures_par_reference(documents)
    reponses = {reponse["reference"]: reponse for reponse, _ in documents[ReponseVersion].values()}
    par_reference = {document["reference"]: document for document in points.values()}
    return [
        _fiche_de_la_proposition(
            dossier,
            pk,
            document,
            demarche=demarche,
            reponse=reponse_applicable(document, reponses, par_reference),
            decoupee=document["reference"] in parents,
            remplacee_par=sorted(remplacantes.get(document["reference"], [])),
            mesures=mesures.get(document["reference"], []),
            jour=jour,
        )
        for pk, document in points.items()
    ]


def reponse_applicable(point, reponses, points, vus=frozenset()) -> dict | None:
    """The answer to a point: its own, or the one it inherits from the point that it comes from.

    `reponses`: reference → answer; `points`: reference → document of the point. Lineage may go through
    several points; `vus` guards against a loop that no form would have accepted.
    """
    reference = point["reference"]
    if propre := reponses.get(reference):
        return propre
    for origine in point["issue_de"]:
        if origine["reponse"] != ReponseFiliation.HERITEE or origine["reference"] in vus | {reference}:
            continue
        parent = points.get(origine["reference"])
        heritee = parent and reponse_applicable(parent, reponses, points, vus | {reference})
        heritee = heritee or reponses.get(origine["reference"])
        if heritee:
            return heritee
    return None


def _fiche_de_la_proposition(
    dossier, pk, document, *, demarche, reponse, decoupee, remplacee_par, mesures, jour
):
    echeance = _jour(reponse["echeance"]) if reponse else None
    en_attente = reponse is not None and reponse["position"] in Position.d_attente()
    en_retard = en_attente and echeance is not None and echeance < jour
    if document["retiree_le"]:
        statut = Statut.RETIREE
    elif decoupee:
        statut = Statut.DECOUPEE
    elif remplacee_par:
        statut = Statut.REMPLACEE
    elif reponse is None or en_retard:
        statut = Statut.SANS_REPONSE
    else:
        statut = Statut.EN_ATTENTE if en_attente else Statut.REPONDUE
    return FicheProposition(
        dossier=dossier,
        proposition_id=pk,
        reference=document["reference"],
        cle=cle_de_reference(document["reference"]),
        ordre=document["ordre"],
        chapitre=document["chapitre"],
        titre=document["titre"],
        nature=document["nature"],
        partie_de=document["partie_de"],
        remplacee_par=remplacee_par,
        statut=statut,
        position=reponse["position"] if reponse else "",
        echeance=echeance,
        en_retard=en_retard,
        reponse_de=reponse["reference"] if reponse and reponse["reference"] != document["reference"] else "",
        repondue_le=_jour(reponse["repondue_le"]) if reponse else None,
        mesures=mesures,
        avancements=sorted({mesure["avancement"] for mesure in mesures}),
        demarche_titre=demarche["titre"],
        demarche_slug=demarche["slug"],
        themes=demarche["themes"],
        organisation_id=demarche["organisation"]["id"],
        organisation_nom=demarche["organisation"]["nom"],
        texte=texte_du_point(document, reponse),
    )


def _engagements_regles(documents, dossier) -> set[int]:
    """Those of which the State has said what they became."""
    impact, _ = documents[ImpactVersion].get(dossier.pk, ({}, None))
    return {sort["engagement"] for sort in impact.get("sorts", []) if sort["sort"] != SortEngagement.EN_COURS}


def _fiches_des_mesures(dossier, documents, demarche) -> list[FicheMesure]:
    return [
        FicheMesure(
            dossier=dossier,
            mesure_id=pk,
            numero=mesure["numero"],
            titre=mesure["titre"],
            avancement=mesure["avancement"],
            responsable_nom=mesure["responsable"]["nom"] if mesure["responsable"] else "",
            echeance=_jour(mesure["echeance_actuelle"]),
            mise_a_jour_le=publiee_le,
            demarche_titre=demarche["titre"],
            demarche_slug=demarche["slug"],
        )
        for pk, (mesure, publiee_le) in documents[MesureVersion].items()
    ]


def _mesures_par_reference(documents) -> dict:
    par_reference = {}
    for mesure, _ in sorted(documents[MesureVersion].values(), key=lambda paire: paire[0]["numero"]):
        resume = {cle: mesure[cle] for cle in ("numero", "titre", "avancement")}
        for point in mesure["points"]:
            par_reference.setdefault(point["reference"], []).append(resume)
    return par_reference


def _fiche_de_la_demarche(dossier, documents, propositions) -> FicheDemarche:
    document, _ = documents[DemarcheVersion][dossier.pk]
    avis, _ = documents[AvisVersion].get(dossier.pk, ({}, None))
    impact, _ = documents[ImpactVersion].get(dossier.pk, ({}, None))
    comptes = dict.fromkeys(Statut, 0)
    for fiche in propositions:
        comptes[fiche.statut] += 1
    ouvertes = [m for m in document["modalites"] if m["acces"] != Acces.TIRAGE_AU_SORT]
    fins = [m["fin"] for m in ouvertes]
    fins += [r["date"] for r in document["rendez_vous"] if r["acces"] != Acces.TIRAGE_AU_SORT]
    return FicheDemarche(
        dossier=dossier,
        titre=document["titre"],
        slug=document["slug"],
        chapo=document["chapo"],
        themes=document["themes"],
        territoire=document["territoire"],
        annee=_annee(document),
        ancien_numero=document["ancien_numero"],
        cadre=document["cadre"],
        type=document["type"],
        organisation_id=document["organisation"]["id"],
        organisation_nom=document["organisation"]["nom"],
        reprise_historique=document["reprise_historique"],
        mise_a_jour_le=max(publiee_le for types in documents.values() for _, publiee_le in types.values()),
        annoncee_le=_jour(document["annoncee_le"]),
        ouverte_le=_jour(document["ouverte_le"]),
        cloturee_le=_jour(document["cloturee_le"]),
        avis_attendu_le=_jour(document["avis_attendu_le"]),
        arret=document["arret"]["nature"] if document["arret"] else "",
        avis_publie=bool(avis),
        bilan_publie=bool(impact.get("bilan")),
        participer_jusqu_au=max(map(_jour, filter(None, fins)), default=None),
        ouverte_a_tous=bool(ouvertes or fins),
        nombre_remis=avis.get("nombre_remis"),
        publiees=sum(comptes[statut] for statut in Statut.comptes()),
        repondues=comptes[Statut.REPONDUE],
        en_attente=comptes[Statut.EN_ATTENTE],
        sans_reponse=comptes[Statut.SANS_REPONSE],
        retirees=comptes[Statut.RETIREE],
        mesures=len(documents[MesureVersion]),
        derniere_reponse_le=max(
            (p.repondue_le for p in propositions if p.statut == Statut.REPONDUE and p.repondue_le),
            default=None,
        ),
        prochaine_echeance=_prochaine_echeance(documents, propositions),
        texte=texte_de_la_demarche(document, avis, impact),
    )


def _annee(document) -> int | None:
    """The year in which it opened, or was announced if no opening is known."""
    jour = _jour(document["ouverte_le"] or document["annoncee_le"])
    return jour.year if jour else None


def _prochaine_echeance(documents, propositions) -> date | None:
    """The nearest date on which something is due: a holding answer or a mesure not yet done."""
    attendues = [
        fiche.echeance for fiche in propositions if fiche.statut == Statut.EN_ATTENTE and fiche.echeance
    ]
    attendues += [
        _jour(mesure["echeance_actuelle"])
        for mesure, _ in documents[MesureVersion].values()
        if mesure["echeance_actuelle"] and mesure["avancement"] not in Avancement.terminales()
    ]
    return min(attendues, default=None)


def _jour(valeur) -> date | None:
    return date.fromisoformat(valeur) if valeur else None
