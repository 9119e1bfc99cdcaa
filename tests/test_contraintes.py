"""Every database constraint is broken once: the form says its French sentence, the database refuses.

One row per constraint. A new constraint without a row here (or a test marked `contrainte("son_nom")`
elsewhere) makes the last test fail.
"""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import BaseConstraint, CheckConstraint, UniqueConstraint

from accounts.enums import Role
from accounts.models import Affectation, Agent, Succession
from courriels.models import Courriel
from demarches.models import (
    Absence,
    Avis,
    ChiffreCle,
    Composition,
    DemarcheLiee,
    Engagement,
    Expert,
    Filiation,
    Jalon,
    Lien,
    Membre,
    Modalite,
    Piece,
    RendezVous,
)
from demarches.models.fichier_a_importer import FichierAImporter
from publication import horloge
from publication.contraintes import TriggerConstraint
from publication.enums import Etat, EtatEffacement, PointDeControle
from publication.models import (
    DemandeDeRectification,
    DroitDeReponse,
    Effacement,
    Evenement,
    Fichier,
    Lot,
    Masquage,
    Partage,
    PeriodeDeReserve,
    Publication,
    Remarque,
    SaisieEnCours,
    Signalement,
    types_de_version,
)
from publication.models.fichier import Citation
from suivi.enums import Avancement, Position, TypePreuve
from suivi.models import DecompteDeclare, Lecture, Nouvelle, Preuve, Report, SortDEngagement
from tests.fabriques import (
    ActualiteFactory,
    AgentFactory,
    AvisFactory,
    DemarcheFactory,
    DossierFactory,
    EngagementFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    OrganisationFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.scenes import DECLAREE, jour, le
from tests.vitrine.lignes import fiche_de_demarche as fiche

APPS = ["courriels", "accounts", "publication", "demarches", "suivi", "vitrine", "portail"]
JANVIER, JUIN = dt.date(2025, 1, 1), dt.date(2025, 6, 1)


def change(fabrique, **valeurs):
    """A valid saved object, then what breaks it."""
    return lambda: _changer(fabrique(), valeurs)


def _changer(objet, valeurs):
    for nom, valeur in valeurs.items():
        setattr(objet, nom, valeur() if callable(valeur) else valeur)
    return objet


def publication(**valeurs):
    def soumise():
        auteur = AgentFactory()
        return Publication.objects.create(
            dossier=DossierFactory(),
            soumise_le=horloge.instant_de_la_base(),
            soumise_par=auteur,
            auteurs=[auteur.pk],
            note="n",
        )

    return change(soumise, **valeurs)


def publication_approuvee_par_son_auteur():
    publiee = publication(approbation="donnee", approbation_le=jour(9999))()
    publiee.approbation_par = publiee.soumise_par
    return publiee


def masquage():
    return Masquage.objects.create(
        dossier=DossierFactory(),
        objet="suivi.reponse:1",
        designation="Réponse P1",
        motif="donnees_personnelles",
        precision="Un nom.",
        pose_par=AgentFactory(),
        pose_le=jour(1),
        jusqu_a=jour(4),
    )


def masquage_confirme_par_qui_l_a_pose():
    pose = masquage()
    pose.confirme_par, pose.confirme_le, pose.jusqu_a = pose.pose_par, jour(2), None
    return pose


def rectification():
    return DemandeDeRectification.objects.create(
        dossier=DossierFactory(),
        objet="suivi.reponse:1",
        texte="Le signataire.",
        avant_le=JUIN,
        demandee_par=AgentFactory(),
        demandee_le=jour(1),
    )


def signalement():
    return Signalement.objects.create(
        numero="S-2025-AAAA-AAAA",
        jeton="j",
        nature="erreur",
        message="Une date est fausse.",
        recu_le=jour(1),
        echeance=JUIN,
    )


def droit_de_reponse_de_personne():
    return DroitDeReponse(
        signalement=signalement(),
        dossier=DossierFactory(),
        objet="demarches.demarche:1",
        texte="Non.",
        publie_par=AgentFactory(),
        publie_le=horloge.instant_de_la_base(),
    )


def periode_de_reserve():
    return PeriodeDeReserve.objects.create(libelle="Élections", debut="2025-03-01", fin="2025-03-31")


def remarque():
    return Remarque.objects.create(
        publication=publication()(), objet="demarches.demarche:1", texte="À revoir."
    )


def saisie_en_cours():
    return SaisieEnCours.objects.create(
        agent=AgentFactory(),
        dossier=DossierFactory(),
        adresse="/admin/",
        page="p",
        champs={},
        gardee_le=jour(0),
    )


def publication_validee_par_son_auteur():
    publiee = publication(
        etat=Etat.VALIDEE, traitee_le=jour(9999), publiee_le=jour(9999), controles=PointDeControle.values
    )()
    publiee.validee_par = publiee.soumise_par
    return publiee


def en_double(fabrique, *champs, **autres):
    """A second object that repeats `champs` of a first one."""

    def double():
        premier = fabrique()
        return type(premier)(**{champ: getattr(premier, champ) for champ in champs}, **autres)

    return double


def soi_meme(fabrique, champ):
    def boucle():
        objet = fabrique()
        setattr(objet, champ, objet)
        return objet

    return boucle


def succession(**valeurs):
    def creer():
        return Succession.objects.create(
            ancienne=OrganisationFactory(supprimee_le=JANVIER),
            nouvelle=OrganisationFactory(),
            le=JANVIER,
            texte="Décret n° 2025-1",
        )

    return change(creer, **valeurs)


def soi_meme_apres(fabrique):
    def boucle():
        objet = fabrique()
        objet.nouvelle = objet.ancienne
        return objet

    return boucle


def filiation(**valeurs):
    def creer():
        demarche = DemarcheFactory()
        a, b = PropositionFactory(demarche=demarche), PropositionFactory(demarche=demarche)
        return Filiation.objects.create(proposition=a, origine=b, nature="fusion", par="Moi", raison="Oui")

    return change(creer, **valeurs)


def filiation_de_soi():
    objet = filiation()()
    objet.origine = objet.proposition
    return objet


def fichier_cite():
    fichier = Fichier.objects.create(
        sha256="ab" * 32,
        nom="n",
        type_mime="application/pdf",
        taille=1,
        contenu=ContentFile(b"x", name="n"),
        depose_le=jour(0),
        depose_par=AgentFactory(),
    )
    return Citation.objects.create(fichier=fichier, publication=publication()())


def effacement(**valeurs):
    """Confirmed in the making: what the row says is what is broken, the guard has its own tests."""

    def demande():
        return Effacement.objects.create(
            dossier=DossierFactory(),
            motif="donnees_personnelles",
            reference_legale="RGPD, art. 17",
            passages=["Jean Dupont"],
            demande_par=AgentFactory(),
            demande_comme=Role.VALIDATEUR,
            demande_le=horloge.instant_de_la_base(),
        )

    traitement = {
        "etat": EtatEffacement.CONFIRME,
        "passages": list,
        "traite_par": AgentFactory,
        "traite_comme": Role.ADMINISTRATEUR,
        "traite_le": horloge.instant_de_la_base,
    }
    return change(demande, **traitement | valeurs)


def effacement_sans_reference():
    demande = effacement()()
    demande.pk, demande._state.adding, demande.etat = None, True, EtatEffacement.DEMANDE
    demande.traite_par, demande.traite_comme, demande.traite_le = None, "", None
    demande.reference_legale = ""
    return demande


def effacement_confirme_seul():
    demande = effacement()()
    demande.traite_par = demande.demande_par
    return demande


def fichier_efface():
    fichier = fichier_cite().fichier
    fichier.effacement = effacement()()
    return fichier


def evenement_de_rien():
    return Evenement(
        survenu_le=horloge.instant_de_la_base(), nature="effacement", dossier=DossierFactory(), documents=[]
    )


def fichier_a_importer():
    return FichierAImporter.objects.create(
        demarche=DemarcheFactory(), agent=AgentFactory(), nom="n.csv", contenu=b"x", depose_le=jour(0)
    )


def agent_en_majuscules():
    return Agent(courriel=AgentFactory().courriel.upper(), prenom="P", nom="N", password="!")


def affectation():
    return Affectation.objects.create(
        agent=AgentFactory(), organisation=OrganisationFactory(), role=Role.REDACTEUR, debut=JUIN
    )


def courriel(**valeurs):
    return lambda: Courriel(nature="renvoi", cle=1, adresse="a@exemple.gouv.fr", **valeurs)


def courriel_en_double():
    Courriel.objects.create(nature="renvoi", cle=1, adresse="a@exemple.gouv.fr")
    return courriel()()


def preuve(type_de_preuve):
    return lambda: Preuve(mesure=MesureFactory(), type=type_de_preuve, reference="n’importe quoi", titre="T")


def membre():
    return Membre.objects.create(demarche=DemarcheFactory(), role="garant", nom="Une garante")


def rendez_vous(**valeurs):
    champs = {"date": JUIN, "presence": "sur_place", "commune": "Lille", "departement": "59"} | valeurs
    return lambda: RendezVous(demarche=DemarcheFactory(), titre="T", acces="ouvert_a_tous", **champs)


def absence(**valeurs):
    champs = {"rubrique": "contact", "nature": "non_communique", "raison": "Pas encore."}
    return change(lambda: Absence.objects.create(demarche=DemarcheFactory(), **champs), **valeurs)


def composition(**valeurs):
    champs = {"critere": "Genre", "categorie": "Femmes", "nombre": 77}
    return change(lambda: Composition.objects.create(demarche=DemarcheFactory(), **champs), **valeurs)


def demarche_liee():
    return DemarcheLiee.objects.create(demarche=DemarcheFactory(), nature="volet_de", autre=DemarcheFactory())


def soi_meme_liee():
    lien = demarche_liee()
    lien.autre = lien.demarche
    return lien


def sort(**valeurs):
    def creer():
        impact = ImpactFactory()
        engagement = EngagementFactory(demarche=impact.demarche)
        return SortDEngagement.objects.create(
            impact=impact, engagement=engagement, sort="en_cours", le=JUIN, declare_par="Les garants"
        )

    return change(creer, **valeurs)


def partage(**valeurs):
    def construire():
        qui = {"dossier": DossierFactory(), "cree_par": AgentFactory(), "pour": "Léa"}
        return Partage(**qui | {"cree_le": jour(0), "expire_le": jour(7)} | valeurs)

    return construire


def partage_de_deux_choses():
    soumise = publication()()
    lot = Lot.objects.create(dossier=soumise.dossier)
    return partage(publication=soumise, lot=lot)()


CAS = {
    "organisation_pas_son_propre_parent": soi_meme(OrganisationFactory, "parent"),
    "organisation_dates_ordonnees": change(OrganisationFactory, creee_le=JUIN, supprimee_le=JANVIER),
    "agent_courriel_unique": agent_en_majuscules,
    "affectation_unique": en_double(affectation, "agent", "organisation", "role", "debut"),
    "affectation_dates_ordonnees": change(affectation, fin=JANVIER),
    "courriel_un_par_evenement_et_destinataire": courriel_en_double,
    "courriel_envoye_si_et_seulement_si_date": courriel(etat="envoye"),
    "publication_quatre_yeux": publication_validee_par_son_auteur,
    "publication_a_des_auteurs": lambda: Publication(
        dossier=DossierFactory(), soumise_le=jour(0), soumise_par=AgentFactory(), auteurs=[0]
    ),
    "publication_validee_si_et_seulement_si_datee": publication(
        etat=Etat.VALIDEE, traitee_le=jour(1), controles=PointDeControle.values
    ),
    "publication_traitee_si_et_seulement_si_datee": publication(etat=Etat.ANNULEE),
    "publication_prise_en_charge_par_quelqu_un": publication(etat=Etat.PRISE_EN_CHARGE),
    "publication_renvoyee_avec_commentaire": publication(etat=Etat.RENVOYEE, traitee_le=jour(1)),
    "publication_modification_motivee": publication(modification="mise_a_jour"),
    "publication_validee_apres_controle": publication(controles=lambda: ["lisible"]),
    "publication_urgence_a_approuver": publication(urgence="Une erreur."),
    "publication_approbation_datee": publication(approbation_par=AgentFactory),
    "publication_approuvee_par_un_autre": publication_approuvee_par_son_auteur,
    "publication_desapprobation_motivee": publication(approbation_raison="Non."),
    "masquage_confirme_par_un_autre_a_temps": masquage_confirme_par_qui_l_a_pose,
    "masquage_dit_quoi": change(masquage, precision=""),
    "masquage_finit_de_lui_meme": change(masquage, jusqu_a=jour(5)),
    "masquage_leve_par_quelqu_un_qui_dit_pourquoi": change(
        masquage, leve_par=AgentFactory, leve_le=jour(2), jusqu_a=jour(2)
    ),
    "rectification_dit_quoi": change(rectification, texte=""),
    "rectification_refusee_par_quelqu_un_qui_dit_pourquoi": change(rectification, raison_du_refus="Non."),
    "signalement_dit_quoi": change(signalement, message=""),
    "signalement_droit_de_reponse_d_une_personne": change(signalement, nature="droit_de_reponse"),
    "signalement_illicite_motive_de_bonne_foi": change(signalement, nature="contenu_illicite"),
    "signalement_traite_par_quelqu_un_qui_repond": change(signalement, etat="traite"),
    "droit_de_reponse_dit_qui_et_quoi": droit_de_reponse_de_personne,
    "reserve_dates_ordonnees": change(periode_de_reserve, fin=JANVIER),
    "remarque_une_par_objet": en_double(remarque, "publication", "objet", texte="Encore."),
    "saisie_en_cours_une_par_formulaire": en_double(
        saisie_en_cours, "agent", "dossier", "adresse", page="q", champs={"a": ["b"]}, gardee_le=jour(1)
    ),
    "remarque_dit_quelque_chose": change(remarque, texte=""),
    "effacement_reference_legale": effacement_sans_reference,
    "effacement_traite_si_et_seulement_si_date": effacement(traite_par=None),
    "effacement_deux_personnes": effacement_confirme_seul,
    "effacement_deux_qualites": effacement(traite_comme=Role.VALIDATEUR),
    "effacement_refuse_avec_raison": effacement(etat=EtatEffacement.REFUSE),
    "fichier_efface_sans_contenu": fichier_efface,
    "partage_sept_jours_au_plus": partage(expire_le=jour(8)),
    "partage_d_une_seule_chose": partage_de_deux_choses,
    "partage_ferme_par_quelqu_un": partage(ferme_le=jour(1)),
    "evenement_d_une_publication_ou_d_un_effacement": evenement_de_rien,
    "citation_unique": en_double(fichier_cite, "fichier", "publication"),
    "demarche_trois_themes_au_plus": change(
        DemarcheFactory, themes=["logement", "sport", "justice", "energie"]
    ),
    "demarche_annoncee_avant_d_ouvrir": change(DemarcheFactory, annoncee_le=JUIN, ouverte_le=JANVIER),
    "demarche_ouverte_avant_de_clore": change(DemarcheFactory, cloturee_le=JANVIER),
    "demarche_arret_date_et_motive": change(DemarcheFactory, arret="suspendue"),
    "demarche_participants_pas_plus_que_contactes": change(
        DemarcheFactory, participants=2, participants_contactes=1
    ),
    "avis_nombre_remis_source": change(AvisFactory, nombre_remis=3),
    "avis_remis_a_quelqu_un": lambda: Avis(demarche=DemarcheFactory(), remis_le=JUIN),
    "demarche_resume_relu_s_il_existe": change(DemarcheFactory, resume_relu=True),
    "demarche_avis_attendu_apres_l_ouverture": change(DemarcheFactory, avis_attendu_le=JANVIER),
    "demarche_nouvelles_a_un_rythme": change(DemarcheFactory, nouvelles_tous_les_mois=0),
    "demarche_evaluation_prevue_ou_absente": change(
        DemarcheFactory, evaluation_par="Un cabinet", evaluation_absente=True
    ),
    "demarche_acceptants_pas_plus_que_contactes": change(
        DemarcheFactory, participants_acceptants=2, participants_contactes=1
    ),
    "demarche_presents_pas_plus_que_participants": change(
        DemarcheFactory, participants=1, participants_a_la_fin=2
    ),
    "demarche_tirage_source": change(
        DemarcheFactory, recrutement_mode="volontariat", tirage_source="Listes électorales"
    ),
    "demarche_refusees_pas_plus_que_recues": change(
        DemarcheFactory, contributions_recues=1, contributions_refusees=2
    ),
    "demarche_contributions_publiees_ou_non": change(
        DemarcheFactory, contributions_url="https://exemple.fr", contributions_non_publiees="Illisibles."
    ),
    "rendez_vous_heures_ordonnees": rendez_vous(heure_debut=dt.time(18), heure_fin=dt.time(17)),
    "rendez_vous_inscription_avant": rendez_vous(inscription_jusqu_au=dt.date(2025, 6, 2)),
    "rendez_vous_sur_place_quelque_part": rendez_vous(commune=""),
    "rendez_vous_departement_connu": rendez_vous(departement="20"),
    "expert_unique": en_double(
        lambda: Expert.objects.create(demarche=DemarcheFactory(), nom="Une économiste"), "demarche", "nom"
    ),
    "absence_une_par_rubrique": en_double(absence(), "demarche", "rubrique", nature="sans_objet", raison="R"),
    "absence_motivee": absence(raison=""),
    "composition_categorie_unique": en_double(composition(), "demarche", "critere", "categorie", nombre=5),
    "composition_cinq_personnes_au_moins": composition(nombre=4),
    "composition_parts_possibles": composition(panel=1001),
    "composition_dit_quelque_chose": composition(nombre=None),
    "lien_texte_equivalent": lambda: Lien(
        demarche=DemarcheFactory(), nature="video", titre="T", url="https://exemple.fr"
    ),
    "piece_texte_equivalent": lambda: Piece(
        demarche=DemarcheFactory(), nature="infographie", titre="T", fichier=fichier_cite().fichier
    ),
    "demarche_liee_unique": en_double(demarche_liee, "demarche", "autre", nature="suite_de"),
    "demarche_liee_pas_a_elle_meme": soi_meme_liee,
    "avis_part_lue_possible": change(AvisFactory, synthese_part_lue=101),
    "avis_synthese_intermediaire_datee": change(AvisFactory, synthese_intermediaire="S"),
    "avis_profil_connu_ou_non": change(AvisFactory, profil_non_connu=True, profil_des_repondants="P"),
    "avis_minoritaire_porte_par_quelqu_un": change(AvisFactory, avis_minoritaire="Non."),
    "chiffre_cle_source": lambda: ChiffreCle(avis=AvisFactory(), valeur="3", libelle="L", source=""),
    "actualite_image_decrite": lambda: _changer(ActualiteFactory(), {"image": fichier_cite().fichier}),
    "impact_evaluation_attribuee": change(ImpactFactory, evaluation_dispositif="Utile."),
    "sort_un_par_engagement": en_double(
        sort(), "impact", "engagement", sort="en_cours", le=JUIN, declare_par="Les garants"
    ),
    "sort_prouve": sort(sort="tenu"),
    "sort_explique": sort(sort="non_tenu"),
    "lecture_unique": en_double(
        lambda: Lecture.objects.create(mesure=MesureFactory(), stade="depot", le=JUIN),
        "mesure",
        "stade",
        "le",
    ),
    "mesure_prochaine_etape_decrite": change(MesureFactory, prochaine_etape_le=JUIN),
    "reponse_deja_tranchee_par_un_texte": change(ReponseFactory, motifs=["deja_tranchee"]),
    "reponse_agir_avant_le_par_quelqu_un": change(ReponseFactory, agir_avant_le=JUIN),
    "fichier_a_importer_un_par_agent": en_double(
        fichier_a_importer, "demarche", "agent", nom="m.csv", contenu=b"y", depose_le=jour(0)
    ),
    "jalon_dates_ordonnees": lambda: Jalon(
        demarche=DemarcheFactory(), nature="decision", titre="T", debut=JUIN, fin=JANVIER
    ),
    "modalite_dates_ordonnees": lambda: Modalite(
        demarche=DemarcheFactory(), titre="T", acces="volontariat", debut=JUIN, fin=JANVIER
    ),
    "engagement_echeance_apres_la_promesse": lambda: Engagement(
        demarche=DemarcheFactory(), texte="T", par="P", pris_le=JUIN, echeance=JANVIER
    ),
    "membre_unique_par_role": en_double(membre, "demarche", "role", "nom"),
    "proposition_reference_unique": en_double(PropositionFactory, "demarche", "reference", titre="T"),
    "proposition_reference_sans_barre": change(PropositionFactory, reference="P/1"),
    "proposition_pas_partie_d_elle_meme": soi_meme(PropositionFactory, "partie_de"),
    "proposition_reformulee_par_quelqu_un": change(PropositionFactory, reformulation="R", verbatim=""),
    "proposition_retiree_sur_document": change(PropositionFactory, retiree_le=JUIN),
    "filiation_unique": en_double(
        filiation(), "proposition", "origine", nature="fusion", par="P", raison="R"
    ),
    "filiation_pas_de_soi_meme": filiation_de_soi,
    "filiation_motivee": filiation(raison=""),
    "impact_reponse_politique_signee_et_datee": change(ImpactFactory, reponse_politique="R"),
    "impact_bilan_date": change(ImpactFactory, bilan="B"),
    "decompte_source": lambda: DecompteDeclare(impact=ImpactFactory(), par="", texte="T", source="S"),
    "mesure_numero_unique": en_double(MesureFactory, "demarche", "numero", titre="T"),
    "mesure_reste_si_en_partie": change(MesureFactory, avancement=Avancement.MISE_EN_OEUVRE_EN_PARTIE),
    "mesure_raison_si_arretee": change(MesureFactory, avancement=Avancement.ABANDONNEE),
    "lien_mesure_unique": en_double(LienMesureFactory, "mesure", "proposition"),
    "lien_mesure_ecart_attribue": change(LienMesureFactory, ecart="Six heures au lieu de huit."),
    "report_motive": lambda: Report(
        mesure=MesureFactory(), decide_le=JUIN, nouvelle_echeance=JUIN, raison=""
    ),
    "preuve_format_nor": preuve(TypePreuve.NOR),
    "preuve_format_legifrance": preuve(TypePreuve.LEGIFRANCE),
    "preuve_format_eli": preuve(TypePreuve.ELI),
    "nouvelle_dit_quelque_chose": lambda: Nouvelle(mesure=MesureFactory(), date=JUIN, texte=""),
    "reponse_ecart_si_retenue_en_partie": change(ReponseFactory, position=Position.RETENUE_EN_PARTIE),
    "reponse_texte_si_deja_en_vigueur": change(
        ReponseFactory, position=Position.DEJA_EN_VIGUEUR, texte_en_vigueur="Loi"
    ),
    "reponse_motif_obligatoire": change(ReponseFactory, position=Position.NON_RETENUE),
    "reponse_trois_motifs_au_plus": change(
        ReponseFactory, motifs=["cout", "infaisable", "contradictoire", "trop_generale"]
    ),
    "reponse_echeance_si_a_l_etude": change(
        ReponseFactory, position=Position.A_L_ETUDE, motifs=["cout"], echeance=None
    ),
    "reponse_destinataire_si_renvoyee": change(ReponseFactory, position=Position.RENVOYEE, motifs=["cout"]),
    "fiche_demarche_reconciliation": lambda: fiche(DossierFactory(), publiees=3),
    "succession_unique": en_double(succession(), "ancienne", "nouvelle", le=JUIN, texte="Décret"),
    "succession_pas_a_soi_meme": soi_meme_apres(succession()),
    "succession_fondee_sur_un_texte": succession(texte=""),
}


def contraintes() -> dict[str, BaseConstraint]:
    return {
        contrainte.name: contrainte
        for app in APPS
        for modele in apps.get_app_config(app).get_models(include_auto_created=True)
        for contrainte in modele._meta.constraints
    }


def est_refuse(objet, nom):
    """By the form first, in the constraint's own words, then by the database whatever the form."""
    with pytest.raises(ValidationError):
        objet.full_clean()
    with pytest.raises(ValidationError) as erreur:
        contraintes()[nom].validate(type(objet), objet)
    assert erreur.value.messages == [contraintes()[nom].violation_error_message]
    with pytest.raises(IntegrityError) as refus, transaction.atomic():
        objet.save()
    assert refus.value.__cause__.diag.constraint_name == nom


def marquees(noms):
    return [pytest.param(nom, marks=pytest.mark.contrainte(nom), id=nom) for nom in noms]


@pytest.mark.parametrize("nom", marquees(CAS))
def test_la_contrainte_se_dit_en_francais_et_la_base_la_tient(db, nom):
    est_refuse(CAS[nom](), nom)


# The constraints of every version model, by the same four attacks

ATTAQUES = {
    "sans_chevauchement": {"numero": 2, "validite": DateTimeTZRange(jour(30), None)},
    "numero_unique": {"numero": 1, "validite": DateTimeTZRange(jour(10), jour(11))},
    "numerotee_si_en_vigueur": {"numero": 2},
}


@pytest.mark.parametrize("modele", types_de_version(), ids=lambda modele: modele.__name__)
def test_les_contraintes_des_versions_se_disent_et_la_base_les_tient(scene, modele):
    objet = scene.objet(modele)
    with le(0):
        scene.publier()
    with le(1):
        scene.changer(objet)
        soumise = scene.soumettre(objet, **DECLAREE)
        for suffixe, valeurs in ATTAQUES.items():
            version = _changer(modele.objects.get(publication=soumise), valeurs)
            with transaction.atomic():
                if suffixe == "numero_unique":
                    _terminer(modele, objet)
                est_refuse(version, f"{modele._meta.model_name}_{suffixe}")
                transaction.set_rollback(True)
        version = modele.objects.get(publication=soumise)
        version.pk, version._state.adding = None, True
        est_refuse(version, f"{modele._meta.model_name}_une_par_publication")


def _terminer(modele, objet):
    """Leave room after version 1, so that only its number is in the way."""
    modele.objects.filter(objet=objet.pk, numero=1).update(validite=DateTimeTZRange(jour(0), jour(10)))


# The guard

SUFFIXES_DES_VERSIONS = [*ATTAQUES, "une_par_publication"]


def test_chaque_contrainte_parle_francais():
    for nom, contrainte in contraintes().items():
        if isinstance(contrainte, TriggerConstraint):
            continue
        message = str(contrainte.violation_error_message)
        assert isinstance(contrainte, CheckConstraint | UniqueConstraint | ExclusionConstraint)
        assert contrainte.violation_error_message != BaseConstraint.default_violation_error_message, nom
        assert message[0].isupper() or message[0] == "«", nom
        assert message.endswith((".", "…")), nom


def test_chaque_contrainte_a_son_test():
    ailleurs = {
        nom
        for chemin in Path(settings.RACINE / "tests").rglob("test_*.py")
        for nom in re.findall(r'mark\.contrainte\("(\w+)"\)', chemin.read_text(encoding="utf-8"))
    }
    versions = {
        f"{modele._meta.model_name}_{suffixe}"
        for modele in types_de_version()
        for suffixe in SUFFIXES_DES_VERSIONS
    }
    declarees = {
        nom for nom, contrainte in contraintes().items() if not isinstance(contrainte, TriggerConstraint)
    }
    assert declarees - set(CAS) - versions - ailleurs == set(), (
        "Contraintes sans test : ajoutez une ligne à CAS."
    )
    assert set(CAS) - declarees == set(), "Lignes de CAS sans contrainte."


def test_chaque_contrainte_declaree_existe_dans_la_base(db):
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes "
            "UNION SELECT tgname FROM pg_trigger"
        )
        en_base = {nom for (nom,) in curseur.fetchall()}
    assert contraintes().keys() <= en_base
