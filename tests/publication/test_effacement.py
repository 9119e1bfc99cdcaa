"""Legal erasure by two people: who may, what is refused, what goes with it and what comes after."""

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.enums import Role
from accounts.models import Affectation
from demarches.models import Piece
from publication import fichiers
from publication.canonique import empreinte
from publication.effacement import confirmer_l_effacement, demander_l_effacement, refuser_l_effacement
from publication.enums import EtatEffacement
from publication.fichiers import deposer
from publication.models import Effacement, Evenement, Fichier, type_de_version
from publication.refus import Refus
from suivi.models import Preuve
from tests import fichiers_parlants
from tests.fabriques import DossierFactory
from tests.scenes import DECLAREE, jour, le, version
from tests.verbes import valider

MARQUE = "[passage occulté : données personnelles]"
NOM = "Jean Dupont"


@pytest.fixture(autouse=True)
def fichiers_a_part(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def nommee(scene):
    """A démarche online that names someone; today is day 1."""
    with le(0):
        scene.changer(scene.demarche, scene.mesure, texte=f"Merci à {NOM}.")
        scene.publier()
    with le(1):
        yield scene


def demander(scene, par=None, **champs):
    champs = {
        "motif": "donnees_personnelles",
        "reference_legale": "RGPD, art. 17",
        "passages": [NOM],
    } | champs
    return demander_l_effacement(scene.dossier, par or scene.validateur, **champs)


def raisons(action, *arguments, **champs) -> list[str]:
    with pytest.raises(Refus) as refus:
        action(*arguments, **champs)
    return list(refus.value.raisons)


def tout_ce_qui_est_dit(scene):
    return [
        list(modele._base_manager.order_by("pk").values())
        for objet in scene.tout
        for modele in (type(objet), type_de_version(objet))
    ]


# Two people


def test_l_un_demande_l_autre_confirme(nommee, adele_administratrice):
    demande = demander(nommee)
    avant = tout_ce_qui_est_dit(nommee)
    assert (demande.etat, demande.passages) == (EtatEffacement.DEMANDE, [NOM])
    assert tout_ce_qui_est_dit(nommee) == avant
    confirmer_l_effacement(demande, adele_administratrice)
    demande.refresh_from_db()
    assert (demande.etat, demande.passages) == (EtatEffacement.CONFIRME, [])
    assert (demande.demande_comme, demande.traite_comme) == (Role.VALIDATEUR, Role.ADMINISTRATEUR)
    assert nommee.en_ligne(nommee.demarche, jour(1)).contenu["chapo"] == f"Merci à {MARQUE}."


def test_et_dans_l_autre_sens(nommee, adele_administratrice):
    demande = demander(nommee, par=adele_administratrice)
    confirmer_l_effacement(demande, nommee.validateur)
    demande.refresh_from_db()
    assert (demande.demande_comme, demande.traite_comme) == (Role.ADMINISTRATEUR, Role.VALIDATEUR)


A_DEUX = ["Un effacement se décide à deux : l’un est validateur du CIPC, l’autre administrateur du portail."]
SOI_MEME = ["Vous avez demandé cet effacement : une autre personne doit le confirmer ou le refuser."]


@pytest.mark.parametrize("verbe", [confirmer_l_effacement, refuser_l_effacement])
def test_personne_ne_traite_seul_ni_hors_de_son_role(
    nommee, verbe, valerie_valideuse, simone_superutilisatrice, alice_redactrice, cipc
):
    demande = demander(nommee)
    autres = ["Non."] if verbe is refuser_l_effacement else []
    avant = tout_ce_qui_est_dit(nommee)
    assert raisons(verbe, demande, nommee.validateur, *autres) == SOI_MEME
    for qui in (valerie_valideuse, simone_superutilisatrice, alice_redactrice):
        assert raisons(verbe, demande, qui, *autres) == A_DEUX
    # both roles at once do not make two people
    Affectation.objects.create(
        agent=nommee.validateur, organisation=cipc, role=Role.ADMINISTRATEUR, debut="2020-01-01"
    )
    assert raisons(verbe, demande, nommee.validateur, *autres) == SOI_MEME
    assert tout_ce_qui_est_dit(nommee) == avant
    assert Effacement.objects.get().etat == EtatEffacement.DEMANDE


def test_un_role_expire_ne_compte_plus(nommee, adele_administratrice):
    demande = demander(nommee)
    adele_administratrice.affectations.update(fin="2020-12-31")
    assert raisons(confirmer_l_effacement, demande, adele_administratrice) == A_DEUX


def test_un_redacteur_ou_une_superutilisatrice_ne_demande_rien(
    nommee, alice_redactrice, simone_superutilisatrice
):
    for qui in (alice_redactrice, simone_superutilisatrice):
        assert raisons(demander, nommee, par=qui) == [
            "Seuls un validateur du CIPC et un administrateur demandent un effacement."
        ]


def test_un_refus_oublie_les_passages_et_ne_change_rien(nommee, adele_administratrice):
    demande = demander(nommee)
    avant = tout_ce_qui_est_dit(nommee)
    assert raisons(refuser_l_effacement, demande, adele_administratrice, "  ") == [
        "Dites en une phrase pourquoi vous refusez cet effacement."
    ]
    assert raisons(refuser_l_effacement, demande, adele_administratrice, "JEAN DUPONT est public.") == [
        "La raison du refus est conservée : elle ne doit pas reprendre le passage."
    ]
    refuser_l_effacement(demande, adele_administratrice, "La personne est élue.")
    demande.refresh_from_db()
    assert (demande.etat, demande.passages) == (EtatEffacement.REFUSE, [])
    assert tout_ce_qui_est_dit(nommee) == avant
    assert not Evenement.objects.filter(nature="effacement").exists()
    assert raisons(confirmer_l_effacement, demande, adele_administratrice) == [
        "Cet effacement est déjà « refusé » : rechargez la page pour voir qui l’a traité."
    ]


# What is refused


@pytest.mark.parametrize(
    ("champs", "raison"),
    [
        ({"passages": []}, "Donnez au moins un passage, un document ou un fichier à effacer."),
        ({"passages": ["  \n "]}, "Donnez au moins un passage, un document ou un fichier à effacer."),
        ({"passages": ["de la"]}, "Le passage n° 1 n’est fait que de mots courants"),
        ({"passages": [NOM, "Marie Curie"]}, "Le passage n° 2 ne se trouve nulle part dans cette démarche"),
        ({"passages": ["x" * 10_000]}, "Le passage n° 1 ne se trouve nulle part dans cette démarche"),
        ({"passages": ["(" * 50 + "abcd"]}, "Le passage n° 1 ne se trouve nulle part dans cette démarche"),
        ({"passages": ["Jean\0Dupont"]}, "Le passage n° 1 contient un caractère interdit"),
        ({"motif": "autre"}, "Choisissez le fondement légal dans la liste."),
        ({"motif": "erreur"}, "Choisissez le fondement légal dans la liste."),
        ({"reference_legale": " "}, "Donnez la référence légale"),
        ({"reference_legale": "x" * 251}, "La référence légale tient en 250 caractères"),
        ({"reference_legale": "a\0"}, "La référence légale tient en 250 caractères"),
        ({"reference_legale": "Demande de jean DUPONT"}, "La référence légale est publiée"),
        (
            {"documents_entiers": ["demarches.demarche:0"]},
            "Un des documents cochés n’est pas de cette démarche",
        ),
        ({"documents_entiers": ["accounts.agent:1"]}, "Un des documents cochés n’est pas de cette démarche"),
        ({"fichiers": ["0" * 64]}, "Un des fichiers cochés n’est pas de cette démarche"),
    ],
)
def test_une_demande_mal_faite_est_refusee_en_francais(nommee, champs, raison):
    assert raisons(demander, nommee, **champs)[0].startswith(raison)
    assert not Effacement.objects.exists()


def test_ce_qui_n_est_plus_nulle_part_ne_s_efface_pas(nommee, adele_administratrice):
    demandes = [demander(nommee), demander(nommee)]
    confirmer_l_effacement(demandes[0], adele_administratrice)
    assert raisons(confirmer_l_effacement, demandes[1], adele_administratrice) == [
        "Il n’y a plus rien à effacer : ces passages ne se trouvent plus nulle part. Refusez la demande."
    ]


# What goes with it, what comes after


def test_un_autre_dossier_n_est_pas_touche(nommee, adele_administratrice):
    autre = DossierFactory(intitule=f"Lettre de {NOM}")
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    autre.refresh_from_db()
    assert autre.intitule == f"Lettre de {NOM}"


def test_l_objet_se_modifie_et_se_republie_ensuite(nommee, adele_administratrice):
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    nommee.demarche.refresh_from_db()
    with le(2):
        publication = nommee.republier(nommee.demarche, texte="Merci à tous.")
    nouvelle = version(publication, nommee.demarche)
    assert nouvelle.numero == 2
    assert nouvelle.contenu["sel"]
    assert empreinte(nouvelle.contenu) == nouvelle.empreinte
    assert not nouvelle.est_effacee


def test_ce_qui_attend_le_cipc_se_valide_encore(nommee, adele_administratrice):
    nommee.changer(nommee.mesure, texte=f"Toujours {NOM}.")
    soumise = nommee.soumettre(nommee.mesure, **DECLAREE)
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    valider(soumise, nommee.validateur)
    assert nommee.en_ligne(nommee.mesure, jour(1)).contenu["description"] == f"Toujours {MARQUE}."


def test_l_atelier_ne_differe_pas_de_ce_qui_est_en_ligne(nommee, adele_administratrice):
    """The CIPC must not read an erasure as a change that someone wants to publish."""
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    nommee.demarche.refresh_from_db()
    assert raisons(nommee.soumettre, nommee.demarche, **DECLAREE) == [
        "La ville, la nuit : rien n’a changé depuis la version en ligne."
    ]


def test_deux_noms_qui_deviennent_la_meme_marque_restent_distincts(nommee, adele_administratrice):
    for nom in (NOM, NOM.upper(), "jean  dupont"):
        nommee.demarche.membres.create(role="garant", nom=nom)
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    noms = nommee.demarche.membres.order_by("pk").values_list("nom", flat=True)
    assert list(noms) == [MARQUE, f"{MARQUE} (2)", f"{MARQUE} (3)"]


def test_un_champ_court_recoit_une_marque_courte(nommee, adele_administratrice):
    nommee.proposition.verbatim_page = f"{NOM}, 3"
    nommee.proposition.save()
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    nommee.proposition.refresh_from_db()
    assert nommee.proposition.verbatim_page == "[occulté], 3"


def test_une_reference_de_forme_controlee_arrete_tout_avec_une_phrase(nommee, adele_administratrice):
    preuve = Preuve.objects.create(
        mesure=nommee.mesure, type="nor", reference="ABCD1234567E", titre="Arrêté", date="2025-01-01"
    )
    demande = demander(nommee, passages=["ABCD1234567E"])
    [raison] = raisons(confirmer_l_effacement, demande, adele_administratrice)
    assert raison.startswith("Le passage figure dans un champ dont la forme est contrôlée (preuve ")
    assert Effacement.objects.get().etat == EtatEffacement.DEMANDE
    preuve.refresh_from_db()
    assert preuve.reference == "ABCD1234567E"


# A whole document


def test_un_document_efface_en_entier_garde_sa_forme_et_ce_qui_le_designe(nommee, adele_administratrice):
    preuve = {"type": "nor", "reference": "ABCD1234567E", "titre": "Arrêté"}
    Preuve.objects.create(mesure=nommee.mesure, **preuve)
    nommee.publier(nommee.mesure, **DECLAREE)
    cles = [f"suivi.mesure:{nommee.mesure.pk}", f"demarches.proposition:{nommee.proposition.pk}"]
    confirmer_l_effacement(demander(nommee, passages=[], documents_entiers=cles), adele_administratrice)
    mesure, point = (nommee.en_ligne(objet, jour(1)) for objet in (nommee.mesure, nommee.proposition))
    assert mesure.est_effacee_en_entier
    assert point.est_effacee_en_entier
    assert not nommee.en_ligne(nommee.demarche, jour(1)).est_effacee
    assert (mesure.contenu["titre"], mesure.contenu["description"], mesure.contenu["raison"]) == (
        MARQUE,
        MARQUE,
        "",
    )
    assert mesure.contenu["preuves"][0]["titre"] == MARQUE
    assert mesure.contenu["points"][0]["reference"] == point.contenu["reference"] == "P1"
    assert (mesure.contenu["avancement"], mesure.contenu["numero"]) == ("en_cours", nommee.mesure.numero)
    nommee.mesure.refresh_from_db()
    nommee.proposition.refresh_from_db()
    assert (nommee.mesure.titre, nommee.proposition.reference) == (MARQUE, "P1")
    assert not nommee.mesure.preuves.exists()  # a controlled form admits no mark
    call_command("reindexer", verifier=True)


# Files


def deposer_une_piece(scene, octets, nom="piece.pdf"):
    fichier = deposer(fichiers_parlants.depot(octets), nom, scene.dossier, scene.auteur)
    Piece.objects.create(demarche=scene.demarche, titre="Pièce", fichier=fichier)
    return fichier


def sur_le_disque(fichier) -> bool:
    return fichier.contenu.storage.exists(f"{fichier.sha256[:2]}/{fichier.sha256}")


FICHIERS = {
    "un PDF": ("a.pdf", fichiers_parlants.pdf(f"De {NOM}")),
    "l’auteur d’un PDF": ("a.pdf", fichiers_parlants.pdf("Rien", auteur=NOM)),
    "un DOCX": ("a.docx", fichiers_parlants.docx("Jean", " Dup", "ont")),
    "un ODT": ("a.odt", fichiers_parlants.odt(f"De {NOM}")),
    "un XLSX": ("a.xlsx", fichiers_parlants.xlsx(NOM)),
    "un ODS": ("a.ods", fichiers_parlants.ods(NOM)),
    "le nom d’une image": ("jean_dupont.png", fichiers_parlants.png()),
    "les octets d’une image": ("a.png", fichiers_parlants.png() + b"tEXtAuthor\0Jean Dupont"),
}


@pytest.mark.parametrize("quoi", FICHIERS)
def test_un_fichier_qui_dit_le_passage_est_efface_en_entier(
    nommee, adele_administratrice, quoi, django_capture_on_commit_callbacks
):
    nom, octets = FICHIERS[quoi]
    fichier = deposer_une_piece(nommee, octets, nom)
    neutre = deposer_une_piece(nommee, fichiers_parlants.pdf("Rien de tel"))
    with django_capture_on_commit_callbacks(execute=True):
        confirmer_l_effacement(demander(nommee), adele_administratrice)
    fichier.refresh_from_db()
    assert (fichier.contenu.name, fichier.taille) == ("", len(octets))
    assert fichier.effacement.reference_legale == "RGPD, art. 17"
    assert "dupont" not in fichier.nom
    assert not sur_le_disque(fichier)
    assert sur_le_disque(neutre)


def test_un_fichier_se_designe_a_la_main(nommee, adele_administratrice):
    scan = deposer_une_piece(nommee, fichiers_parlants.png(), "scan.png")
    confirmer_l_effacement(demander(nommee, passages=[], fichiers=[scan.pk]), adele_administratrice)
    assert Fichier.objects.get(pk=scan.pk).effacement


def test_un_fichier_efface_ne_se_depose_plus(nommee, adele_administratrice):
    octets = fichiers_parlants.odt(f"De {NOM}")
    deposer_une_piece(nommee, octets, "a.odt")
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    [raison] = raisons(deposer_une_piece, nommee, octets, "encore.odt")
    assert raison == (
        "Ce fichier a été effacé (données personnelles, RGPD, art. 17) : il ne peut pas être déposé à nouveau."
    )


def test_un_arret_entre_la_validation_et_le_disque_se_rattrape(
    nommee, adele_administratrice, django_capture_on_commit_callbacks, capsys
):
    fichier = deposer_une_piece(nommee, fichiers_parlants.pdf(f"De {NOM}"))
    confirmer_l_effacement(demander(nommee), adele_administratrice)  # killed before what follows the commit
    assert sur_le_disque(fichier)
    call_command("balayer_les_fichiers_effaces")
    assert capsys.readouterr().out == "1 fichier(s) effacé(s), 0 orphelin(s) ôté(s).\n"
    assert not sur_le_disque(fichier)


def test_l_effacement_suivant_rattrape_aussi(
    nommee, adele_administratrice, django_capture_on_commit_callbacks
):
    fichier = deposer_une_piece(nommee, fichiers_parlants.pdf(f"De {NOM}"))
    confirmer_l_effacement(demander(nommee), adele_administratrice)
    nommee.changer(nommee.avis, texte="Marie Curie")
    with django_capture_on_commit_callbacks(execute=True):
        confirmer_l_effacement(demander(nommee, passages=["Marie Curie"]), adele_administratrice)
    assert not sur_le_disque(fichier)


def test_un_depot_annule_ne_laisse_rien_pour_toujours(nommee, monkeypatch, capsys):
    with transaction.atomic():
        fichier = deposer_une_piece(nommee, fichiers_parlants.pdf(f"De {NOM}"))
        transaction.set_rollback(True)
    call_command("balayer_les_fichiers_effaces")
    assert sur_le_disque(fichier)  # it may be the deposit of someone else, not committed yet
    monkeypatch.setattr(
        "publication.management.commands.balayer_les_fichiers_effaces.AGE_D_UN_ORPHELIN", -jour_de(1)
    )
    call_command("balayer_les_fichiers_effaces")
    assert not sur_le_disque(fichier)
    assert fichiers.balayer_les_effaces() == 0


def jour_de(n):
    return jour(n) - jour(0)
