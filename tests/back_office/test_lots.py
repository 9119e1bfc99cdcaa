"""The pages of a lot: submitted au fil de l'eau, read and treated by selection, whatever is sent."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publication.models import Lot, Publication
from publication.soumission import soumettre, soumettre_au_fil_de_l_eau
from tests.back_office.conftest import DEMAIN, messages_de, texte
from tests.fabriques import PropositionFactory
from tests.verbes import CONTROLES, valider

VERBES = ["prendre_en_charge", "valider", "programmer", "renvoyer", "annuler", "deprogrammer"]


def page_du_lot(qui, lot, **parametres):
    return qui.get(reverse("admin:lot", args=[lot.pk]), parametres)


def agir(qui, verbe, lot, publications=(), **champs):
    cles = [publication.pk for publication in publications]
    return qui.post(
        reverse(f"admin:{verbe}_du_lot", args=[lot.pk]),
        {"publications": cles, "controles": CONTROLES, **champs},
    )


def etats(lot):
    return list(Publication.objects.filter(lot=lot).order_by("pk").values_list("etat", flat=True))


def points(demarche, n):
    return [PropositionFactory(demarche=demarche, reference=f"C{i}") for i in range(n)]


@pytest.fixture
def publications(en_ligne, alice_redactrice):
    """Three points of a démarche that is online."""
    return soumettre_au_fil_de_l_eau(
        en_ligne.dossier, points(en_ligne, 3), alice_redactrice, note="Trois points."
    )


@pytest.fixture
def lot(publications):
    return publications[0].lot


def test_on_choisit_au_fil_de_l_eau_et_l_on_arrive_sur_le_lot(en_ligne, alice):
    cles = [f"demarches.proposition:{point.pk}" for point in points(en_ligne, 3)]
    url = reverse("admin:soumettre", args=[en_ligne.pk])
    reponse = alice.post(url, {"objets": cles, "mode": "au_fil_de_l_eau"})
    lot = Lot.objects.get()
    assert reponse.headers["Location"] == reverse("admin:lot", args=[lot.pk])
    assert "Vos 3 soumissions attendent maintenant" in messages_de(alice.get(reponse.headers["Location"]))[0]


@pytest.mark.parametrize("mode", ["ensemble", "", None])
def test_publier_ensemble_reste_ce_qui_se_fait_sans_rien_dire(mode, en_ligne, alice):
    cles = [f"demarches.proposition:{point.pk}" for point in points(en_ligne, 3)]
    champs = {"objets": cles} | ({"mode": mode} if mode is not None else {})
    alice.post(reverse("admin:soumettre", args=[en_ligne.pk]), champs)
    assert Publication.objects.ouvertes().get().lot is None


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("mode", "petit_a_petit", "Choisissez « publier ensemble » ou « au fil de l’eau »."),
        ("modification", "cosmetique", "Choisissez la nature de la modification dans la liste."),
    ],
)
def test_un_choix_hors_de_la_liste_se_dit_dans_la_page(champ, valeur, phrase, demarche, alice):
    url = reverse("admin:soumettre", args=[demarche.pk])
    page = alice.post(url, {"objets": [f"demarches.demarche:{demarche.pk}"], champ: valeur})
    assert phrase in texte(page)
    assert not Publication.objects.exists()


def test_au_fil_de_l_eau_chaque_element_en_ligne_peut_avoir_sa_nature(
    en_ligne, proposition, alice, alice_redactrice, viktor_valideur
):
    valider(soumettre(en_ligne.dossier, [proposition], alice_redactrice), viktor_valideur)
    en_ligne.chapo, proposition.chapitre = "Autre.", "Autre."
    en_ligne.save()
    proposition.save()
    cles = [f"demarches.demarche:{en_ligne.pk}", f"demarches.proposition:{proposition.pk}"]
    url = reverse("admin:soumettre", args=[en_ligne.pk])
    champs = {
        "objets": cles,
        "modification": "mise_a_jour",
        "raison": "Des précisions.",
        f"modification:{cles[1]}": "rectification",
        f"raison:{cles[1]}": "Mauvais chapitre.",
    }
    refusee = alice.post(url, champs)
    assert "tous les éléments ont la même nature" in messages_de(refusee)[0]
    assert "Mauvais chapitre." in texte(refusee)
    alice.post(url, champs | {f"modification:{cles[1]}": "inconnue", "mode": "au_fil_de_l_eau"})
    assert not Lot.objects.exists()
    alice.post(url, champs | {"mode": "au_fil_de_l_eau"})
    declarees = Publication.objects.filter(lot__isnull=False).values_list("modification", "raison")
    assert set(declarees) == {
        ("mise_a_jour", "Des précisions."),
        ("rectification", "Mauvais chapitre."),
    }


def test_un_changement_de_position_parmi_d_autres_propose_le_fil_de_l_eau(
    en_ligne, proposition, reponse, alice, alice_redactrice, viktor_valideur
):
    valider(soumettre(en_ligne.dossier, [proposition, reponse], alice_redactrice), viktor_valideur)
    reponse.position, reponse.motifs = "non_retenue", ["cout"]
    reponse.save()
    en_ligne.chapo = "Autre."
    en_ligne.save()
    page = alice.get(reverse("admin:soumettre", args=[en_ligne.pk]))
    assert page.context["form"]["mode"].value() == "au_fil_de_l_eau"
    natures = [e["modification"] for groupe in page.context["groupes"] for e in groupe["lignes"]]
    assert natures == ["", "changement_de_position"]


# Reading


def test_la_page_d_un_lot_dit_ou_il_en_est_et_montre_chaque_document(lot, publications, viktor):
    agir(viktor, "valider", lot, publications[:1])
    agir(viktor, "renvoyer", lot, publications[1:2], commentaire="Précisez.")
    page = texte(page_du_lot(viktor, lot))
    assert "Lot de 3 : 1 à traiter, 1 en ligne, 1 renvoyée" in page
    assert "Trois points." in page
    assert "Nous demandons que les enseignes soient éteintes." in page
    assert "Précisez." in texte(page_du_lot(viktor, lot, voir="renvoyees"))


def test_la_file_dit_un_lot_en_une_ligne_et_l_histoire_attend_qu_il_soit_fini(lot, publications, viktor):
    adresse = reverse("admin:publications")
    agir(viktor, "valider", lot, publications[:1])
    page = viktor.get(adresse)
    [attente] = page.context["file"]
    assert attente.lot == lot
    assert attente.tailles == [("Propositions", 3)]
    assert "Lot de 3 : 2 à traiter, 1 en ligne" in texte(page)
    assert lot not in [ligne.lot for ligne in page.context["histoire"]]
    agir(viktor, "valider", lot, portee="reste")
    page = viktor.get(adresse)
    assert page.context["file"] == []
    assert [ligne.lot for ligne in page.context["histoire"]].count(lot) == 1
    assert "Lot de 3 : 3 en ligne" in texte(page)


def test_l_accueil_et_le_tableau_comptent_un_lot_pour_un(lot, alice, en_ligne):
    assert "1 soumission en attente" in texte(alice.get(reverse("admin:index")))
    tableau = texte(alice.get(reverse("admin:dossier", args=[en_ligne.pk])))
    assert tableau.count("Lot de 3 : 3 à traiter") == 1


def test_un_seul_point_renvoye_du_lot_suffit_a_le_dire_a_l_accueil(lot, publications, alice, viktor):
    agir(viktor, "renvoyer", lot, publications[:1], commentaire="Précisez.")
    agir(viktor, "valider", lot, portee="reste")
    assert "Renvoyée : à revoir" in texte(alice.get(reverse("admin:index")))


def test_la_page_d_une_soumission_mene_a_son_lot_et_a_la_suivante(lot, publications, viktor):
    page = texte(viktor.get(reverse("admin:publication", args=[publications[0].pk])))
    assert reverse("admin:lot", args=[lot.pk]) in page
    assert reverse("admin:publication", args=[publications[1].pk]) in page


def test_la_page_d_un_lot_fait_autant_de_requetes_pour_trois_que_pour_quarante(
    publications, lot, viktor, en_ligne, alice_redactrice
):
    grand = soumettre_au_fil_de_l_eau(
        en_ligne.dossier,
        [PropositionFactory(demarche=en_ligne, reference=f"D{n}") for n in range(40)],
        alice_redactrice,
    )[0].lot
    comptes = []
    for un_lot in (lot, grand):
        with CaptureQueriesContext(connection) as requetes:
            assert page_du_lot(viktor, un_lot).status_code == 200
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]


def test_une_grande_soumission_se_lit_par_pages(en_ligne, alice_redactrice, viktor):
    publication = soumettre(en_ligne.dossier, points(en_ligne, 60), alice_redactrice)
    url = reverse("admin:publication", args=[publication.pk])
    lus = [
        document.titre
        for n in (1, 2)
        for groupe in viktor.get(url, {"page": n}).context["groupes"]
        for document in groupe.documents
    ]
    assert len(lus) == len(set(lus)) == 60
    assert "Propositions : 60. Cette page en montre 50" in texte(viktor.get(url))


# Acting


def test_le_reste_se_valide_d_un_coup(lot, publications, viktor):
    agir(viktor, "renvoyer", lot, publications[:1], commentaire="Précisez.")
    reponse = agir(viktor, "valider", lot, portee="reste")
    assert etats(lot) == ["renvoyee", "validee", "validee"]
    assert messages_de(viktor.get(reponse.headers["Location"]))[-1] == "2 soumissions en ligne."


def test_le_reste_se_programme_a_l_heure_de_paris(lot, viktor):
    quand = timezone.localtime(DEMAIN).replace(hour=9, minute=30, second=0, microsecond=0)
    agir(viktor, "programmer", lot, portee="reste", publier_le=quand.strftime("%Y-%m-%dT%H:%M"))
    assert {p.publiee_le for p in Publication.objects.filter(lot=lot)} == {quand}
    assert "programmées" in texte(page_du_lot(viktor, lot))
    agir(viktor, "deprogrammer", lot, portee="reste")
    assert etats(lot) == ["deprogrammee"] * 3


def test_l_autrice_annule_tout(lot, alice):
    assert "Tout annuler (3)" in texte(page_du_lot(alice, lot))
    agir(alice, "annuler", lot, portee="reste")
    assert etats(lot) == ["annulee"] * 3
    assert messages_de(agir(alice, "annuler", lot, portee="reste")) == [
        "3 soumissions annulées, rien n’a changé en ligne.",
        "Il ne reste rien à traiter ainsi dans ce lot.",
    ]


@pytest.mark.parametrize("verbe", ["valider", "prendre_en_charge", "annuler", "deprogrammer"])
def test_tout_decocher_est_refuse(verbe, lot, viktor, alice):
    qui = alice if verbe == "annuler" else viktor
    assert messages_de(agir(qui, verbe, lot)) == ["Cochez au moins une soumission."]
    assert etats(lot) == ["soumise"] * 3


def test_une_selection_deja_traitee_par_une_autre_ne_fait_rien_et_reste_cochee(
    lot, publications, viktor, valerie
):
    agir(valerie, "renvoyer", lot, publications[:1], commentaire="Précisez.")
    page = agir(viktor, "valider", lot, publications)
    assert messages_de(page)[0].startswith("Rien n’a été fait")
    assert "a déjà été renvoyée par Valérie Exemple le " in messages_de(page)[1]
    assert etats(lot) == ["renvoyee", "soumise", "soumise"]
    assert [ligne["coche"] for ligne in page.context["lignes"]] == [True, True]
    agir(viktor, "valider", lot, publications[1:])
    assert etats(lot) == ["renvoyee", "validee", "validee"]


@pytest.mark.parametrize("commentaire", ["", " \n "])
def test_renvoyer_une_selection_demande_un_commentaire(commentaire, lot, publications, viktor):
    page = agir(viktor, "renvoyer", lot, publications[:2], commentaire=commentaire)
    assert messages_de(page) == ["Dites à l’organisateur pourquoi vous lui renvoyez sa publication."]
    assert [ligne["coche"] for ligne in page.context["lignes"]] == [True, True, False]


def test_un_commentaire_refuse_reste_dans_la_page(lot, publications, viktor, valerie):
    agir(valerie, "valider", lot, publications[:1])
    page = agir(viktor, "renvoyer", lot, publications, commentaire="Long commentaire")
    assert "Long commentaire" in texte(page)


@pytest.mark.parametrize("saisie", ["", "demain", "9999-12-31T23:59", "2020-01-01T09:00", "a\0b"])
def test_une_date_impossible_ne_programme_rien(saisie, lot, publications, viktor):
    page = agir(viktor, "programmer", lot, publications, publier_le=saisie)
    assert page.status_code == 200
    assert page.context["programmation"]["publier_le"].value() == saisie
    assert etats(lot) == ["soumise"] * 3


# Forged requests


@pytest.mark.parametrize("verbe", VERBES)
def test_une_soumission_d_un_autre_dossier_dans_la_selection_n_existe_pas(
    verbe, lot, publications, viktor, demarche, alice_redactrice, ministere
):
    from tests.fabriques import DemarcheFactory

    autre = DemarcheFactory(organisation=ministere)
    intruse = soumettre(autre.dossier, [autre], alice_redactrice)
    champs = {"commentaire": "Non.", "publier_le": (DEMAIN + dt.timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")}
    assert agir(viktor, verbe, lot, [*publications, intruse], **champs).status_code == 404
    assert etats(lot) == ["soumise"] * 3
    intruse.refresh_from_db()
    assert intruse.etat == "soumise"


@pytest.mark.parametrize("cle", ["", "abc", "-1", "1;2", "９", "9" * 40, "1.5"])
def test_une_cle_qui_n_en_est_pas_une_n_existe_pas(cle, lot, viktor):
    url = reverse("admin:valider_du_lot", args=[lot.pk])
    assert viktor.post(url, {"publications": [cle]}).status_code == 404


def test_un_lot_inconnu_et_une_transition_inconnue_n_existent_pas(lot, viktor):
    assert viktor.get(f"/admin/lots/{lot.pk + 1}/").status_code == 404
    assert viktor.post(f"/admin/lots/{lot.pk}/depublier/").status_code == 404
    assert viktor.post(f"/admin/lots/{lot.pk + 1}/valider/", {"portee": "reste"}).status_code == 404


@pytest.mark.parametrize("voir", ["n_importe_quoi", "", "a_traiter'--"])
def test_une_partie_inconnue_montre_la_premiere(voir, lot, viktor):
    assert page_du_lot(viktor, lot, voir=voir, page="x").context["vue"].nom == "a_traiter"


@pytest.mark.parametrize("verbe", VERBES)
def test_un_lot_n_existe_que_pour_son_organisation_et_le_cipc(verbe, lot, oscar, adele, simone, viktor):
    for qui in (oscar, adele, simone):
        assert page_du_lot(qui, lot).status_code == 404
        assert agir(qui, verbe, lot, portee="reste", commentaire="Non.").status_code == 404
    assert viktor.get(reverse(f"admin:{verbe}_du_lot", args=[lot.pk])).status_code == 405
    assert etats(lot) == ["soumise"] * 3


@pytest.mark.parametrize("verbe", ["prendre_en_charge", "valider", "programmer", "renvoyer"])
def test_l_autrice_ne_traite_pas_son_propre_lot(verbe, lot, publications, alice):
    champs = {"commentaire": "Non.", "publier_le": DEMAIN.strftime("%Y-%m-%dT%H:%M")}
    page = agir(alice, verbe, lot, publications, **champs)
    assert "une autre personne du CIPC" in texte(page)
    assert agir(alice, verbe, lot, portee="reste", **champs).status_code == 200
    assert etats(lot) == ["soumise"] * 3
    assert "Valider et publier maintenant" not in texte(page_du_lot(alice, lot))
