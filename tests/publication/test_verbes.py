"""The life of a publication: every verb from every state, every refusal in the words that the agent reads."""

import datetime as dt

import pytest

from publication.enums import TRANSITIONS, Etat, NatureEvenement
from publication.journal import versions_de
from publication.models import Evenement, Publication, type_de_version, types_de_version
from publication.refus import Refus
from publication.soumission import annuler, retirer, soumettre
from suivi.enums import Position
from tests.fabriques import DemarcheFactory, MesureFactory, PropositionFactory, ReponseFactory
from tests.scenes import DECLAREE, PARIS, jour, le, version
from tests.verbes import deprogrammer, prendre_en_charge, renvoyer, valider

CHANGEMENT = {"modification": "changement_de_position", "raison": "Le Parlement a voté."}


def refuse(*raisons):
    """The refusal says exactly these sentences."""
    return pytest.raises(Refus, match="") if not raisons else _Exactement(raisons)


class _Exactement:
    def __init__(self, raisons):
        self.raisons = list(raisons)

    def __enter__(self):
        self.attente = pytest.raises(Refus)
        self.refus = self.attente.__enter__()

    def __exit__(self, *erreur):
        absorbee = self.attente.__exit__(*erreur)
        assert self.refus.value.raisons == self.raisons
        return absorbee


# Every state × every verb

ETATS = {
    Etat.SOUMISE: lambda scene: scene.soumettre(),
    Etat.PRISE_EN_CHARGE: lambda scene: prendre_en_charge(scene.soumettre(), scene.validateur),
    Etat.RENVOYEE: lambda scene: renvoyer(scene.soumettre(), scene.validateur, "À revoir."),
    Etat.ANNULEE: lambda scene: annuler(scene.soumettre(), scene.auteur),
    Etat.VALIDEE: lambda scene: scene.publier(publier_le=jour(10)),
    Etat.DEPROGRAMMEE: lambda scene: deprogrammer(scene.publier(publier_le=jour(10)), scene.auteur),
}
VERBES = {
    "prendre_en_charge": lambda scene, publication: prendre_en_charge(publication, scene.validateur),
    "renvoyer": lambda scene, publication: renvoyer(publication, scene.validateur, "À revoir."),
    "annuler": lambda scene, publication: annuler(publication, scene.auteur),
    "valider": lambda scene, publication: valider(publication, scene.validateur),
    "deprogrammer": lambda scene, publication: deprogrammer(publication, scene.validateur),
}
OUVERTS = (Etat.SOUMISE, Etat.PRISE_EN_CHARGE)
ATTENDUS = {
    **{(etat, "prendre_en_charge"): Etat.PRISE_EN_CHARGE for etat in OUVERTS},
    **{(etat, "renvoyer"): Etat.RENVOYEE for etat in OUVERTS},
    **{(etat, "annuler"): Etat.ANNULEE for etat in OUVERTS},
    **{(etat, "valider"): Etat.VALIDEE for etat in OUVERTS},
    (Etat.VALIDEE, "deprogrammer"): Etat.DEPROGRAMMEE,
}


DEJA = {
    Etat.SOUMISE: "Cette publication n’est pas programmée : elle attend la validation du CIPC.",
    Etat.PRISE_EN_CHARGE: "Cette publication n’est pas programmée : elle attend la validation du CIPC.",
    Etat.RENVOYEE: "Cette publication a déjà été renvoyée par Viktor Exemple le 1er septembre 2025 à 09:00.",
    Etat.ANNULEE: "Cette publication a déjà été annulée par l’organisation le 1er septembre 2025 à 09:00.",
    Etat.VALIDEE: "Cette publication a déjà été validée par Viktor Exemple le 1er septembre 2025 à 09:00.",
    Etat.DEPROGRAMMEE: "Cette publication a déjà été déprogrammée le 1er septembre 2025 à 09:00.",
}


@pytest.mark.parametrize("etat", Etat)
def test_chaque_verbe_part_de_ses_etats_et_d_aucun_autre(scene, etat):
    assert ETATS.keys() == set(Etat)
    assert VERBES.keys() == TRANSITIONS.keys()
    with le(0):
        publication = ETATS[etat](scene)
        assert publication.etat == etat
    for verbe, executer in VERBES.items():
        publication = Publication.objects.get(pk=publication.pk)
        if (etat, verbe) in ATTENDUS:
            continue
        avant = list(Publication.objects.values())
        with le(1), refuse(DEJA[etat]):
            executer(scene, publication)
        assert list(Publication.objects.values()) == avant


def test_une_page_ouverte_avant_ne_sait_pas_ce_qui_s_est_passe_depuis(scene):
    """The object in hand still says « soumise »; the database knows better."""
    with le(0):
        publication = scene.soumettre()
        renvoyer(Publication.objects.get(), scene.validateur, "À revoir.")
    assert publication.etat == Etat.SOUMISE
    with le(1), refuse(DEJA[Etat.RENVOYEE]):
        valider(publication, scene.validateur)


@pytest.mark.parametrize(("etat", "verbe"), ATTENDUS)
def test_un_verbe_permis_mene_a_son_etat_et_le_journal_le_dit(scene, etat, verbe):
    with le(0):
        publication = ETATS[etat](scene)
    evenements = Evenement.objects.count()
    with le(1):
        publication = VERBES[verbe](scene, publication)
    assert Publication.objects.get().etat == publication.etat == ATTENDUS[etat, verbe]
    assert Evenement.objects.count() == evenements + 1
    dernier = Evenement.objects.last()
    assert dernier.survenu_le == jour(1)
    assert [d["empreinte"] for d in dernier.documents] == [v.empreinte for v in versions_de(publication)]


def test_le_journal_ne_nomme_personne(scene):
    with le(0):
        scene.publier()
    texte = str([evenement.documents for evenement in Evenement.objects.all()])
    for personne in (scene.auteur, scene.validateur):
        assert personne.nom not in texte
        assert personne.courriel not in texte


# Submitting


def test_on_ne_soumet_rien(scene):
    with refuse("Cochez au moins un élément à soumettre."):
        soumettre(scene.dossier, [], scene.auteur)


def test_un_agent_d_ailleurs_ne_soumet_pas(scene, oscar_d_ailleurs):
    with refuse("Vous ne pouvez pas soumettre cette démarche : elle dépend d’une autre organisation."):
        scene.soumettre(par=oscar_d_ailleurs)


def test_un_validateur_ne_soumet_pas(scene):
    with refuse("Vous ne pouvez pas soumettre cette démarche : elle dépend d’une autre organisation."):
        scene.soumettre(par=scene.validateur)


def test_un_element_d_une_autre_demarche_est_refuse(scene, ministere):
    etrangere = DemarcheFactory(organisation=ministere)
    with refuse("Un des éléments cochés n’appartient pas à cette démarche : rechargez la page."):
        scene.soumettre(scene.demarche, etrangere)


def test_un_element_coche_deux_fois_n_est_fige_qu_une_fois(scene):
    assert len(versions_de(scene.soumettre(scene.demarche, scene.demarche))) == 1


def test_un_objet_inchange_est_refuse(scene):
    with le(0):
        scene.publier()
    with le(1), refuse("La ville, la nuit : rien n’a changé depuis la version en ligne."):
        scene.soumettre(scene.demarche, **DECLAREE)


def test_un_objet_qui_attend_deja_est_refuse(scene):
    scene.soumettre(scene.demarche)
    with refuse("La ville, la nuit attend déjà la validation du CIPC."):
        scene.soumettre(scene.demarche)


def test_un_objet_programme_est_refuse(scene):
    with le(0):
        scene.publier(scene.demarche, publier_le=jour(5))
    with le(1), refuse("La ville, la nuit a une publication programmée : déprogrammez-la d’abord."):
        scene.changer(scene.demarche)
        scene.soumettre(scene.demarche)


def test_un_objet_incomplet_dit_tout_ce_qui_manque(scene):
    scene.demarche.chapo = scene.demarche.contact = ""
    scene.demarche.save()
    scene.reponse.visa_par = ""
    scene.reponse.save()
    with refuse(
        "Fiche d’identité : il manque le chapô.",
        "Fiche d’identité : il manque un contact.",
        "Réponse à P1 : il manque le visa (qui a donné l’accord du signataire).",
    ):
        scene.soumettre()
    assert not Publication.objects.exists()


def test_une_reponse_a_besoin_de_sa_proposition(scene):
    with refuse("Réponse à P1 : « " + str(scene.proposition) + " » n’est pas en ligne, soumettez-le aussi."):
        scene.soumettre(scene.reponse)


def test_une_reponse_part_avec_sa_proposition(scene):
    assert len(versions_de(scene.soumettre(scene.demarche, scene.proposition, scene.reponse))) == 3


def test_une_reponse_part_seule_quand_sa_proposition_est_en_ligne(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        assert scene.publier(scene.reponse).etat == Etat.VALIDEE


def test_une_partie_a_besoin_de_son_point_et_un_point_fusionne_de_ses_origines(scene):
    partie = PropositionFactory(demarche=scene.demarche, reference="P1.1", partie_de=scene.proposition)
    with le(0):
        scene.publier(scene.demarche)
    with le(1), refuse(f"{partie} : « {scene.proposition} » n’est pas en ligne, soumettez-le aussi."):
        scene.soumettre(partie)


def test_plusieurs_soumissions_disjointes_vivent_ensemble(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        sur_l_avis, sur_la_reponse = scene.soumettre(scene.avis), scene.soumettre(scene.reponse)
        assert Publication.objects.ouvertes().count() == 2
    with le(2):
        valider(sur_la_reponse, scene.validateur)
        renvoyer(sur_l_avis, scene.validateur, "À revoir.")
    assert scene.en_ligne(scene.reponse, jour(3))
    assert not scene.en_ligne(scene.avis, jour(3))


def test_apres_un_renvoi_on_peut_soumettre_a_nouveau(scene):
    renvoyer(scene.soumettre(), scene.validateur, "À revoir.")
    assert scene.soumettre().etat == Etat.SOUMISE


def test_les_auteurs_et_la_note_sont_figes_avec_la_soumission(scene):
    publication = scene.soumettre(note="Merci de publier lundi.")
    assert (publication.auteurs, publication.note) == ([scene.auteur.pk], "Merci de publier lundi.")


# Declaring a modification


@pytest.fixture
def en_ligne(scene):
    with le(0):
        scene.publier()
    with le(1):
        yield scene


def test_ce_qui_est_deja_en_ligne_demande_une_modification_declaree(en_ligne):
    en_ligne.changer(en_ligne.demarche)
    with refuse(
        "Une partie de ce que vous soumettez est déjà en ligne : dites de quelle modification il s’agit."
    ):
        en_ligne.soumettre(en_ligne.demarche)


@pytest.mark.parametrize("raison", ["", "   "])
def test_une_modification_donne_sa_raison(en_ligne, raison):
    en_ligne.changer(en_ligne.demarche)
    with refuse("Donnez la raison de la modification : elle sera publiée."):
        en_ligne.soumettre(en_ligne.demarche, modification="mise_a_jour", raison=raison)


def test_une_modification_declaree_a_tort_donne_aussi_sa_raison(scene):
    with refuse("Donnez la raison de la modification : elle sera publiée."):
        scene.soumettre(modification="mise_a_jour")


def test_une_modification_hors_de_la_liste_est_refusee(en_ligne):
    en_ligne.changer(en_ligne.demarche)
    with refuse("Choisissez la nature de la modification dans la liste."):
        en_ligne.soumettre(en_ligne.demarche, modification="cosmetique", raison="Pour voir.")


def test_changer_de_position_s_annonce_comme_tel(en_ligne):
    en_ligne.reponse.position, en_ligne.reponse.motifs = Position.NON_RETENUE, ["cout"]
    en_ligne.reponse.save()
    with refuse("Réponse à P1 : déclarez « changement de position »."):
        en_ligne.soumettre(en_ligne.reponse, **DECLAREE)
    assert en_ligne.publier(en_ligne.reponse, **CHANGEMENT).modification == "changement_de_position"


def test_sortir_d_une_reponse_d_attente_est_une_mise_a_jour(scene):
    scene.reponse.position, scene.reponse.motifs = Position.A_L_ETUDE, ["cout"]
    scene.reponse.echeance = dt.date(2025, 12, 1)
    scene.reponse.save()
    with le(0):
        scene.publier()
    with le(1):
        scene.reponse.position = Position.RETENUE
        scene.reponse.save()
        assert scene.publier(scene.reponse, **DECLAREE).etat == Etat.VALIDEE


# Sending back, taking back


@pytest.mark.parametrize("commentaire", ["", "  \n"])
def test_un_renvoi_a_un_commentaire(scene, commentaire):
    with refuse("Dites à l’organisateur pourquoi vous lui renvoyez sa publication."):
        renvoyer(scene.soumettre(), scene.validateur, commentaire)


def test_un_autre_ministere_n_annule_pas(scene, oscar_d_ailleurs):
    with refuse("Seule l’organisation qui a soumis peut annuler sa soumission."):
        annuler(scene.soumettre(), oscar_d_ailleurs)


def test_un_autre_ministere_ne_deprogramme_pas(scene, oscar_d_ailleurs):
    publication = scene.publier(publier_le=jour(9999))
    with refuse("Seuls l’organisation et le CIPC peuvent annuler cette programmation."):
        deprogrammer(publication, oscar_d_ailleurs)


# Publishing


def test_tous_les_documents_entrent_en_vigueur_au_meme_instant(scene):
    with le(0):
        publication = scene.publier()
    versions = versions_de(publication)
    assert {type(version) for version in versions} == set(types_de_version())
    assert {v.validite.lower for v in versions} == {publication.publiee_le} == {jour(0)}
    assert {v.numero for v in versions} == {1}
    assert all(v.validite.upper is None for v in versions)


def test_la_version_precedente_finit_quand_la_suivante_commence(scene):
    with le(0):
        premiere = scene.publier()
    with le(3):
        deuxieme = scene.republier(scene.demarche, texte="Version 2.")
    avant, apres = version(premiere, scene.demarche), version(deuxieme, scene.demarche)
    assert avant.validite.upper == apres.validite.lower == jour(3)
    assert (avant.numero, apres.numero) == (1, 2)
    assert version(premiere, scene.avis).validite.upper is None


@pytest.mark.parametrize("ecart", [dt.timedelta(0), dt.timedelta(microseconds=1), dt.timedelta(days=400)])
def test_publier_dans_le_passe_est_refuse(scene, ecart):
    with le(5):
        publication = scene.soumettre()
        with refuse(
            "La date de publication est passée : choisissez un instant à venir, ou publiez tout de suite."
        ):
            valider(publication, scene.validateur, jour(5) - ecart)


def test_une_programmation_se_dit_en_heure_de_paris_des_deux_cotes_du_changement_d_heure(scene):
    """25 October 2025, 9:00 in Paris is 7:00 UTC; on the 27th, 9:00 in Paris is 8:00 UTC."""
    with le(0):
        avant = scene.publier(scene.demarche, publier_le=dt.datetime(2025, 10, 25, 9, tzinfo=PARIS))
    assert avant.publiee_le == dt.datetime(2025, 10, 25, 7, tzinfo=dt.UTC)
    scene.changer(scene.demarche, texte="Version 2.")
    with le(60):
        apres = scene.publier(
            scene.demarche, publier_le=dt.datetime(2025, 11, 3, 9, tzinfo=PARIS), **DECLAREE
        )
    assert apres.publiee_le == dt.datetime(2025, 11, 3, 8, tzinfo=dt.UTC)


def test_rien_n_apparait_avant_l_heure_et_tout_apparait_a_l_heure(scene):
    with le(0):
        publication = scene.publier(scene.demarche, publier_le=jour(5))
    assert Evenement.objects.last().nature == NatureEvenement.PROGRAMMATION
    assert publication.est_programmee(jour(4))
    assert not scene.en_ligne(scene.demarche, jour(5) - dt.timedelta(microseconds=1))
    assert scene.en_ligne(scene.demarche, jour(5))
    assert not publication.est_programmee(jour(5))


def test_deprogrammer_rend_le_numero_et_rouvre_la_version_precedente(scene):
    with le(0):
        premiere = scene.publier()
    with le(1):
        programmee = scene.republier(scene.demarche, texte="Programmée.", publier_le=jour(10))
    assert version(premiere, scene.demarche).validite.upper == jour(10)
    with le(2):
        deprogrammer(programmee, scene.auteur)
    assert version(premiere, scene.demarche).validite.upper is None
    assert (version(programmee, scene.demarche).numero, version(programmee, scene.demarche).validite) == (
        None,
        None,
    )
    with le(3):
        suivante = scene.publier(scene.demarche, **DECLAREE)
    assert version(suivante, scene.demarche).numero == 2


def test_ce_qui_est_en_ligne_ne_se_deprogramme_plus(scene):
    with le(0):
        publication = scene.publier()
    for n in (0, 1):
        with (
            le(n),
            refuse(
                "Cette publication est déjà en ligne : elle ne se déprogramme plus, soumettez une rectification."
            ),
        ):
            deprogrammer(publication, scene.auteur)


# What was submitted stays frozen


def test_ce_qui_est_publie_est_ce_qui_a_ete_soumis(scene):
    scene.changer(scene.demarche, texte="Ce que le CIPC a lu.")
    with le(0):
        publication = scene.soumettre()
    scene.changer(scene.demarche, texte="Écrit pendant ce temps.")
    with le(1):
        valider(publication, scene.validateur)
    assert scene.en_ligne(scene.demarche, jour(2)).contenu["chapo"] == "Ce que le CIPC a lu."


def test_un_lien_ajoute_dans_l_atelier_n_empeche_pas_de_publier_ce_qui_est_fige(scene):
    with le(0):
        publication = scene.soumettre()
    inedite = PropositionFactory(demarche=scene.demarche, reference="P2")
    scene.mesure.liens.create(proposition=inedite)
    with le(1):
        assert valider(publication, scene.validateur).etat == Etat.VALIDEE


def test_un_lien_ote_de_l_atelier_ne_permet_pas_de_publier_sur_un_point_retire(scene):
    """The frozen mesure cites P1: it cannot go online once P1 is withdrawn, whatever the workshop says."""
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        publication = scene.soumettre(scene.mesure)
        autre = PropositionFactory(demarche=scene.demarche, reference="P2")
        scene.mesure.liens.update(proposition=autre)
    with le(2):
        tombe(scene, scene.proposition)
    with (
        le(3),
        refuse(
            f"« {scene.proposition} » n’est pas en ligne à cette date : "
            "attendez sa publication, ou renvoyez la soumission à l’organisateur."
        ),
    ):
        valider(publication, scene.validateur)


def test_une_reponse_dont_la_proposition_sera_retiree_d_ici_la_est_refusee(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        reponse = scene.soumettre(scene.reponse)
        retrait = retirer(
            scene.proposition, scene.dossier, scene.auteur, motif="erreur", explication="Une erreur."
        )
        valider(retrait, scene.validateur, jour(5))
    with (
        le(2),
        refuse(
            f"« {scene.proposition} » n’est pas en ligne à cette date : "
            "attendez sa publication, ou renvoyez la soumission à l’organisateur."
        ),
    ):
        valider(reponse, scene.validateur, jour(6))
    with le(2):
        assert valider(reponse, scene.validateur, jour(4)).etat == Etat.VALIDEE


# Withdrawing


def tombe(scene, objet, motif="erreur", explication="Publiée par erreur."):
    return valider(
        retirer(objet, scene.dossier, scene.auteur, motif=motif, explication=explication), scene.validateur
    )


@pytest.mark.parametrize("nom", ["demarche", "avis", "proposition", "reponse", "impact", "mesure"])
def test_un_retrait_remplace_le_document_et_garde_le_passe(en_ligne, nom):
    objet = getattr(en_ligne, nom)
    publication = tombe(en_ligne, objet, "doublon", "  Déjà publiée ailleurs. ")
    versions = type_de_version(objet).objects
    assert Evenement.objects.last().nature == NatureEvenement.RETRAIT
    assert versions.get(publication=publication).contenu["retrait"] == {
        "motif": "doublon",
        "explication": "Déjà publiée ailleurs.",
    }
    assert not versions.publiques(jour(1)).filter(objet=objet.pk).exists()
    assert versions.en_vigueur(jour(1)).get(objet=objet.pk).est_retrait
    assert versions.publiques(jour(0)).filter(objet=objet.pk).exists()


def test_on_republie_apres_un_retrait_en_le_disant(en_ligne):
    tombe(en_ligne, en_ligne.mesure)
    with le(2):
        with refuse(
            "Une partie de ce que vous soumettez est déjà en ligne : dites de quelle modification il s’agit."
        ):
            en_ligne.soumettre(en_ligne.mesure)
        revenue = en_ligne.publier(en_ligne.mesure, **DECLAREE)
    assert version(revenue, en_ligne.mesure).numero == 3
    assert en_ligne.en_ligne(en_ligne.mesure, jour(2))


def test_une_reponse_retiree_puis_rendue_autre_est_un_changement_de_position(en_ligne):
    """A withdrawal in between does not make the earlier position forgotten."""
    tombe(en_ligne, en_ligne.reponse)
    with le(2):
        en_ligne.reponse.position, en_ligne.reponse.motifs = Position.NON_RETENUE, ["cout"]
        en_ligne.reponse.save()
        with refuse("Réponse à P1 : déclarez « changement de position »."):
            en_ligne.soumettre(en_ligne.reponse, **DECLAREE)
        declaree = DECLAREE | {"modification": "changement_de_position"}
        assert en_ligne.publier(en_ligne.reponse, **declaree).etat == Etat.VALIDEE


def test_on_ne_repond_pas_a_une_proposition_retiree(en_ligne):
    tombe(en_ligne, en_ligne.proposition)
    with le(2):
        en_ligne.changer(en_ligne.reponse)
        with refuse(f"Réponse à P1 : « {en_ligne.proposition} » n’est pas en ligne, soumettez-le aussi."):
            en_ligne.soumettre(en_ligne.reponse, **DECLAREE)


RETRAIT = {"motif": "erreur", "explication": "Une erreur."}


def test_on_ne_retire_que_ce_qui_est_en_ligne(scene):
    with refuse("La ville, la nuit n’est pas en ligne : il n’y a rien à retirer."):
        retirer(scene.demarche, scene.dossier, scene.auteur, **RETRAIT)


def test_on_ne_retire_pas_deux_fois(en_ligne):
    tombe(en_ligne, en_ligne.mesure)
    with le(2), refuse(f"{en_ligne.mesure} n’est pas en ligne : il n’y a rien à retirer."):
        retirer(en_ligne.mesure, en_ligne.dossier, en_ligne.auteur, **RETRAIT)


def test_on_ne_retire_pas_ce_qui_attend(en_ligne):
    en_ligne.changer(en_ligne.demarche)
    en_ligne.soumettre(en_ligne.demarche, **DECLAREE)
    with refuse("La ville, la nuit attend déjà la validation du CIPC."):
        retirer(en_ligne.demarche, en_ligne.dossier, en_ligne.auteur, **RETRAIT)


@pytest.mark.parametrize("explication", ["", "  "])
def test_un_retrait_s_explique(en_ligne, explication):
    with refuse("Expliquez le retrait en une phrase : elle sera publiée à la place du document."):
        retirer(en_ligne.demarche, en_ligne.dossier, en_ligne.auteur, motif="erreur", explication=explication)


@pytest.mark.parametrize("motif", ["", "autre", "opportunité"])
def test_un_retrait_a_un_motif_de_la_liste(en_ligne, motif):
    with refuse("Choisissez le motif du retrait dans la liste."):
        retirer(en_ligne.demarche, en_ligne.dossier, en_ligne.auteur, motif=motif, explication="Pour voir.")


def test_on_ne_retire_pas_l_objet_d_un_autre_ministere_en_passant_par_sa_propre_demarche(
    en_ligne, oscar_d_ailleurs, autre_ministere
):
    la_sienne = DemarcheFactory(organisation=autre_ministere)
    with refuse("Un des éléments cochés n’appartient pas à cette démarche : rechargez la page."):
        retirer(en_ligne.demarche, la_sienne.dossier, oscar_d_ailleurs, **RETRAIT)
    with refuse("Vous ne pouvez pas soumettre cette démarche : elle dépend d’une autre organisation."):
        retirer(en_ligne.demarche, en_ligne.dossier, oscar_d_ailleurs, **RETRAIT)


def test_ce_qui_manque_se_dit_par_objet(scene):
    """A mesure without point nor vehicle, an answer to a point that has parts."""
    nue = MesureFactory(demarche=scene.demarche, vecteur="")
    PropositionFactory(demarche=scene.demarche, reference="P1.1", partie_de=scene.proposition)
    orpheline = ReponseFactory(proposition=PropositionFactory(demarche=scene.demarche, reference="P9"))
    orpheline.motivation = ""
    orpheline.save()
    with refuse(
        "Réponse à P1 : ce point a des parties, répondez à chacune d’elles.",
        "Réponse à P9 : il manque la motivation.",
        f"{nue} : il manque le point dont elle est issue.",
        f"{nue} : il manque le vecteur (loi, décret, budget…).",
        f"Réponse à P9 : « {orpheline.proposition} » n’est pas en ligne, soumettez-le aussi.",
    ):
        scene.soumettre(scene.demarche, scene.proposition, scene.reponse, orpheline, nue)
