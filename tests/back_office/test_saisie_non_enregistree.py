"""What is typed is kept while one types, given back to its author alone, and goes when it is saved."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Affectation
from demarches.models import Actualite, Demarche
from publication import horloge, saisies
from publication.models import DemandeDeRectification, Masquage, Publication, SaisieEnCours
from publication.soumission import soumettre_au_fil_de_l_eau
from publication.tasks import oublier_les_anciennes_saisies
from suivi.models import NoteInterne
from tests.back_office.conftest import _valeurs, champs_du_formulaire, messages_de, navigateur, texte
from tests.back_office.test_concurrence import adresse, enregistrer
from tests.fabriques import EngagementFactory, PropositionFactory
from tests.personnes import agent

pytestmark = pytest.mark.django_db

GARDER = "/admin/saisies/"


def ouvrir(qui, page) -> dict:
    """What the browser of `qui` holds once a page is open, its two hidden marks included."""
    lue = qui.get(page)
    if "adminform" not in lue.context:
        return champs(lue) | {"_saisie": lue.context["saisie"].page}
    marques = {"_saisie": lue.context["saisie"].page, "_lu": lue.context["derniere_trace"]}
    return champs(lue) | marques


def champs(page) -> dict:
    """The fields of the form of a page, as they are filled in."""
    if "adminform" in page.context:
        return champs_du_formulaire(page)
    return _valeurs(page.context["form"])


def garder(qui, page, saisie, **changements):
    return qui.post(GARDER, saisie | {"_adresse": page} | changements)


def reprendre(qui, page):
    return qui.get(page + ("&" if "?" in page else "?") + "_reprise=1")


@pytest.fixture
def bob(ministere):
    return navigateur(agent("Bob", Role.REDACTEUR, ministere))


@pytest.fixture
def fiche(demarche):
    return adresse(demarche)


def test_ce_qu_on_tape_est_garde_et_rien_n_est_enregistre(alice, fiche, demarche):
    reponse = garder(alice, fiche, ouvrir(alice, fiche), chapo="Tapé, pas enregistré.")
    assert reponse.status_code == 200
    assert reponse.content.decode().startswith("Saisie gardée à ")
    demarche.refresh_from_db()
    assert demarche.chapo != "Tapé, pas enregistré."
    saisie = SaisieEnCours.objects.get()
    assert (saisie.agent, saisie.dossier, saisie.adresse) == (alice.personne, demarche.dossier, fiche)
    assert saisie.champs["chapo"] == ["Tapé, pas enregistré."]
    assert not {"_saisie", "_adresse", "csrfmiddlewaretoken"} & saisie.champs.keys()


def test_la_page_propose_de_reprendre_ou_d_effacer(alice, fiche):
    garder(alice, fiche, ouvrir(alice, fiche), chapo="Tapé.")
    page = alice.get(fiche)
    assert "Vous aviez une saisie non enregistrée du" in texte(page)
    assert champs(page)["chapo"] != "Tapé."
    assert f'href="{fiche}?_reprise=1"' in texte(page)
    reponse = alice.post(reverse("admin:effacer_la_saisie", args=[SaisieEnCours.objects.get().pk]))
    assert (reponse.status_code, reponse.headers["Location"]) == (302, fiche)
    assert "saisie non enregistrée" not in texte(alice.get(fiche))


def test_la_saisie_reprise_remplit_le_formulaire_puis_s_enregistre(alice, fiche, demarche):
    garder(alice, fiche, ouvrir(alice, fiche), chapo="Tapé.")
    page = reprendre(alice, fiche)
    assert "est reprise ci-dessous" in texte(page)
    assert "errornote" not in texte(page)
    reprise = champs(page) | {"_saisie": page.context["saisie"].page}
    assert reprise["chapo"] == "Tapé."
    demarche.refresh_from_db()
    assert demarche.chapo != "Tapé."
    assert enregistrer(alice, demarche, reprise).status_code == 302
    assert demarche.chapo == "Tapé."
    assert not SaisieEnCours.objects.exists()


def test_une_saisie_fausse_se_reprend_sans_reproche(alice, fiche):
    garder(alice, fiche, ouvrir(alice, fiche), titre="", chapo="Sans titre.")
    page = reprendre(alice, fiche)
    assert (champs(page)["titre"], champs(page)["chapo"]) == ("", "Sans titre.")
    assert "errorlist" not in texte(page)


def test_les_lignes_ajoutees_et_les_cases_decochees_reviennent(alice, demarche):
    EngagementFactory(demarche=demarche, texte="Publier la réponse.")
    section = adresse(demarche, "engagements")
    saisie = ouvrir(alice, section)
    total = int(saisie["engagements-TOTAL_FORMS"])
    saisie |= {
        "engagements-TOTAL_FORMS": total + 1,
        f"engagements-{total}-texte": "Une ligne ajoutée.",
        "engagements-0-texte": "Publier la réponse motivée.",
    }
    garder(alice, section, saisie)
    reprise = champs(reprendre(alice, section))
    assert reprise[f"engagements-{total}-texte"] == "Une ligne ajoutée."
    assert reprise["engagements-0-texte"] == "Publier la réponse motivée."
    assert demarche.engagements.get().texte == "Publier la réponse."


def test_une_saisie_refusee_par_le_formulaire_reste_gardee(alice, fiche, demarche):
    saisie = ouvrir(alice, fiche)
    garder(alice, fiche, saisie, titre="")
    refusee = enregistrer(alice, demarche, saisie, titre="")
    assert refusee.status_code == 200
    assert refusee.context["saisie"].page == saisie["_saisie"]  # the page goes on writing the same entry
    assert SaisieEnCours.objects.count() == 1


def test_chaque_page_de_la_fiche_a_la_sienne(alice, fiche, demarche):
    garder(alice, fiche, ouvrir(alice, fiche), chapo="Tapé.")
    assert "saisie non enregistrée" not in texte(alice.get(adresse(demarche, "engagements")))


def test_une_vieille_saisie_n_ecrase_rien_en_silence(alice, bob, fiche, demarche):
    garder(alice, fiche, ouvrir(alice, fiche), chapo="Le chapô d’Alice.")
    enregistrer(bob, demarche, ouvrir(bob, fiche), chapo="Le chapô de Bob.")
    page = reprendre(alice, fiche)
    reprise = champs(page) | {"_lu": page.context["derniere_trace"]}
    reponse = enregistrer(alice, demarche, reprise)
    assert reponse.status_code == 200
    assert "a enregistré ici : « Le chapô de Bob. »" in texte(reponse)
    assert demarche.chapo == "Le chapô de Bob."


def test_une_autre_page_ouverte_ne_remplace_pas_la_saisie_qui_attend(alice, fiche):
    garder(alice, fiche, ouvrir(alice, fiche), chapo="La première.")
    seconde = ouvrir(alice, fiche)
    reponse = garder(alice, fiche, seconde, chapo="La seconde.")
    assert (reponse.status_code, SaisieEnCours.objects.get().champs["chapo"]) == (400, ["La première."])
    assert "une autre saisie attend" in reponse.content.decode()
    alice.post(fiche, seconde | {"chapo": "Enregistrée."})
    assert SaisieEnCours.objects.get().champs["chapo"] == ["La première."]


def test_elle_n_est_qu_a_son_auteur(alice, bob, viktor, fiche):
    garder(alice, fiche, ouvrir(alice, fiche), chapo="À moi.")
    saisie = SaisieEnCours.objects.get()
    for autre in (bob, viktor):
        assert "À moi." not in texte(reprendre(autre, fiche))
        assert autre.post(reverse("admin:effacer_la_saisie", args=[saisie.pk])).status_code == 404
    assert "À moi." not in texte(alice.get(f"/admin/dossiers/{saisie.dossier_id}/"))
    assert SaisieEnCours.objects.count() == 1


def test_qui_n_a_plus_le_droit_d_ecrire_ne_garde_ni_ne_reprend(alice, fiche, demarche):
    saisie = ouvrir(alice, fiche)
    garder(alice, fiche, saisie, chapo="Avant.")
    Affectation.objects.filter(agent=alice.personne).delete()
    assert garder(alice, fiche, saisie, chapo="Après.").status_code == 404
    assert reprendre(alice, fiche).status_code == 404
    assert SaisieEnCours.objects.get().champs["chapo"] == ["Avant."]


@pytest.mark.parametrize(
    "page",
    [
        "/admin/suivi/mesure/987654/change/",
        "/admin/",
        "/admin/saisies/",
        "/admin/nulle-part/",
        "/demarches/",
        "//ailleurs.fr/admin/",
        "/admin/guide/?page=%FF",
    ],
)
def test_une_adresse_qui_n_est_pas_un_formulaire_ouvert_n_existe_pas(alice, fiche, page):
    assert garder(alice, page, ouvrir(alice, fiche)).status_code == 404
    assert not SaisieEnCours.objects.exists()


def test_un_lecteur_ne_garde_rien(viktor, alice, fiche):
    assert garder(viktor, fiche, ouvrir(alice, fiche)).status_code == 404


@pytest.mark.parametrize(
    "forge",
    [
        {"chapo": "a\0b"},
        {"a\0b": "chapo"},
        {"chapo": "é" * (saisies.TAILLE // 2)},
        {"_saisie": ""},
        {"_saisie": "x" * 33},
        {"_saisie": "'; --"},
        {"_adresse": ""},
        {"_adresse": "https://ailleurs.fr/"},
        {"_adresse": "/admin/%00/"},
        {"_adresse": "/admin/?a=" + "x" * 2000},
        {"_adresse": "/admin/?a=" + "é" * 500},  # longer once it is written as an address
    ],
    ids=lambda forge: next(iter(forge)) + str(len(next(iter(forge.values())))),
)
def test_un_envoi_forge_est_refuse_par_une_phrase(alice, fiche, forge):
    reponse = garder(alice, fiche, ouvrir(alice, fiche), **forge)
    assert (reponse.status_code, SaisieEnCours.objects.count()) == (400, 0)
    assert texte(reponse).startswith("Votre saisie n’est pas gardée : ")


def test_un_envoi_enorme_est_refuse(alice, fiche):
    assert garder(alice, fiche, ouvrir(alice, fiche), chapo="x" * 3_000_000).status_code == 400


def test_un_texte_qui_ecrit_un_caractere_interdit_est_garde(alice, fiche):
    assert garder(alice, fiche, ouvrir(alice, fiche), chapo="On écrit \\u0000.").status_code == 200


def test_on_ne_garde_que_par_un_envoi_de_ce_site(alice, fiche):
    assert alice.get(GARDER).status_code == 405
    ailleurs = Client(enforce_csrf_checks=True)
    ailleurs.force_login(alice.personne)
    assert garder(ailleurs, fiche, ouvrir(alice, fiche)).status_code == 403
    assert Client().post(GARDER).status_code == 302


def test_un_formset_forge_se_reprend_sans_erreur(alice, demarche):
    section = adresse(demarche, "engagements")
    saisie = ouvrir(alice, section)
    for forge in ("999999999", "-1", "x", ""):
        garder(alice, section, saisie, **{"engagements-TOTAL_FORMS": forge, "engagements-0-id": "x"})
        assert reprendre(alice, section).status_code == 200


def test_cinquante_au_plus_puis_la_plus_ancienne_s_en_va(alice, fiche, demarche):
    SaisieEnCours.objects.bulk_create(
        SaisieEnCours(
            agent=alice.personne,
            dossier=demarche.dossier,
            adresse=f"/admin/{n}/",
            page="p",
            champs={},
            gardee_le=horloge.maintenant() - dt.timedelta(days=1, minutes=n),
        )
        for n in range(saisies.PAR_COMPTE)
    )
    garder(alice, fiche, ouvrir(alice, fiche))
    gardees = set(SaisieEnCours.objects.values_list("adresse", flat=True))
    assert len(gardees) == saisies.PAR_COMPTE
    assert fiche in gardees
    assert f"/admin/{saisies.PAR_COMPTE - 1}/" not in gardees


def test_elle_s_en_va_apres_trente_jours(alice, fiche):
    garder(alice, fiche, ouvrir(alice, fiche))
    for jours, restent in ((29, 1), (31, 0)):
        with horloge.reglee_sur(horloge.maintenant() + dt.timedelta(days=jours)):
            oublier_les_anciennes_saisies(0)
        assert SaisieEnCours.objects.count() == restent


def test_une_note_interne_se_reprend_puis_s_enregistre(alice, proposition):
    page = reverse("admin:notes_du_point", args=[proposition.pk])
    garder(alice, page, ouvrir(alice, page), texte="À revoir avec le service.")
    reprise = reprendre(alice, page)
    assert champs(reprise)["texte"] == "À revoir avec le service."
    saisie = champs(reprise) | {"_saisie": reprise.context["saisie"].page}
    assert alice.post(page, saisie).status_code == 302
    assert NoteInterne.objects.get().texte == "À revoir avec le service."
    assert not SaisieEnCours.objects.exists()


@pytest.mark.parametrize("vue", ["reponse_commune", "reunir_des_points"])
def test_ce_qu_on_ecrit_pour_plusieurs_points_se_reprend(alice, demarche, proposition, vue):
    page = f"{reverse(f'admin:{vue}', args=[demarche.pk])}?points={proposition.pk}"
    champ = "motivation" if vue == "reponse_commune" else "reformulation"
    garder(alice, page, ouvrir(alice, page), **{champ: "Un long texte."})
    assert champs(reprendre(alice, page))[champ] == "Un long texte."


def test_une_soumission_preparee_se_reprend_telle_quelle(alice, demarche):
    page = reverse("admin:soumettre", args=[demarche.pk])
    saisie = ouvrir(alice, page)
    saisie.pop("objets", None)
    garder(alice, page, saisie, note="Relu par le cabinet.")
    reprise = reprendre(alice, page)
    assert champs(reprise)["note"] == "Relu par le cabinet."
    assert "objets" not in champs(reprise)
    refusee = alice.post(page, champs(reprise) | {"_saisie": saisie["_saisie"]})
    assert (refusee.status_code, SaisieEnCours.objects.count()) == (200, 1)  # nothing was ticked


def test_les_remarques_du_validateur_se_reprennent_puis_se_gardent(viktor, en_attente):
    page = reverse("admin:publication", args=[en_attente.pk])
    lue = viktor.get(page)
    cle = lue.context["groupes"][0].documents[0].cle
    saisie = {"_saisie": lue.context["saisie"].page, f"remarque:{cle}": "Quelle date ?"}
    garder(viktor, page, saisie)
    reprise = reprendre(viktor, page)
    assert "Quelle date ?" in texte(reprise)
    envoi = {"_saisie": reprise.context["saisie"].page, f"remarque:{cle}": "Quelle date ?"}
    reponse = viktor.post(reverse("admin:noter", args=[en_attente.pk]), envoi, follow=True)
    assert any("Vos remarques sont gardées" in phrase for phrase in messages_de(reponse))
    assert en_attente.remarques.par_objet() == {cle: "Quelle date ?"}
    assert not SaisieEnCours.objects.exists()


def test_une_page_de_lecture_ne_porte_rien(viktor, fiche):
    page = viktor.get(fiche)
    assert "data-garder" not in texte(page)
    assert "saisie.js" not in texte(page)


def test_la_creation_d_une_demarche_se_reprend_de_la_premiere_page_a_la_derniere(alice, ministere):
    page = reverse("admin:demarches_demarche_add")
    saisie = {"nature": "participation", "titre": "Les bancs publics", "pourquoi": "Le cabinet hésite."}
    garder(alice, page, ouvrir(alice, page), **saisie)
    assert SaisieEnCours.objects.get().dossier is None
    reprise = reprendre(alice, page)
    assert champs(reprise)["pourquoi"] == "Le cabinet hésite."
    envoi = champs(reprise) | {"_saisie": reprise.context["saisie"].page, "organisation": ministere.pk}
    ailleurs = alice.post(page, envoi | {"nature": "communication"})
    assert f'name="_saisie" value="{envoi["_saisie"]}"' in texte(ailleurs)
    assert SaisieEnCours.objects.count() == 1
    assert alice.post(page, envoi | {"confirmer": "1"}).status_code == 302
    assert Demarche.objects.get().titre == "Les bancs publics"
    assert not SaisieEnCours.objects.exists()


def test_qui_ne_peut_plus_creer_ne_garde_ni_ne_reprend(alice):
    page = reverse("admin:demarches_demarche_add")
    saisie = ouvrir(alice, page)
    garder(alice, page, saisie, titre="Avant.")
    Affectation.objects.filter(agent=alice.personne).delete()
    assert garder(alice, page, saisie, titre="Après.").status_code == 404
    assert reprendre(alice, page).status_code == 404
    assert SaisieEnCours.objects.get().champs["titre"] == ["Avant."]


def test_la_creation_d_une_actualite_se_reprend(alice, ministere):
    page = reverse("admin:demarches_actualite_add")
    garder(alice, page, ouvrir(alice, page), titre="Une nouvelle.")
    reprise = reprendre(alice, page)
    assert champs(reprise)["titre"] == "Une nouvelle."
    envoi = champs(reprise) | {"_saisie": reprise.context["saisie"].page, "organisation": ministere.pk}
    assert alice.post(page, envoi).status_code == 302
    assert Actualite.objects.get().titre == "Une nouvelle."
    assert not SaisieEnCours.objects.exists()


def test_le_cadrage_se_reprend(alice, demarche):
    page = reverse("admin:cadrage", args=[demarche.pk])
    garder(alice, page, ouvrir(alice, page), pourquoi="Pour décider.")
    reprise = reprendre(alice, page)
    assert champs(reprise)["pourquoi"] == "Pour décider."
    assert alice.post(page, champs(reprise) | {"_saisie": reprise.context["saisie"].page}).status_code == 302
    assert not SaisieEnCours.objects.exists()


@pytest.mark.parametrize(
    ("verbe", "auteur", "tape", "fait"),
    [
        ("retirer", "alice", {"motif": "erreur", "explication": "Publiée trop tôt."}, Publication),
        (
            "demander_une_rectification",
            "viktor",
            {"texte": "La date est fausse.", "avant_le": "2100-01-01"},
            DemandeDeRectification,
        ),
        ("masquer", "viktor", {"motif": "donnees_personnelles", "precision": "Ligne 2."}, Masquage),
    ],
)
def test_ce_qu_on_demande_sur_un_objet_en_ligne_se_reprend(verbe, auteur, tape, fait, en_ligne, request):
    qui = request.getfixturevalue(auteur)
    page = reverse(f"admin:{verbe}", args=[en_ligne.pk, "demarche", en_ligne.pk])
    avant = fait.objects.count()
    garder(qui, page, ouvrir(qui, page), **tape)
    reprise = reprendre(qui, page)
    assert champs(reprise) == tape
    assert qui.post(page, tape | {"_saisie": reprise.context["saisie"].page}).status_code == 302
    assert fait.objects.count() == avant + 1
    assert not SaisieEnCours.objects.exists()


def test_la_decision_sur_un_lot_se_reprend_sans_les_points_de_controle(viktor, en_ligne, alice_redactrice):
    points = [PropositionFactory(demarche=en_ligne, reference=f"C{n}") for n in range(2)]
    publications = soumettre_au_fil_de_l_eau(en_ligne.dossier, points, alice_redactrice)
    lot = publications[0].lot
    adresse = reverse("admin:lot", args=[lot.pk])
    offre = viktor.get(adresse).context["saisie"]
    tape = {
        "_saisie": offre.page,
        "publications": publications[1].pk,
        "commentaire": "Quelle date ?",
        "controles": ["liens"],
    }
    garder(viktor, offre.adresse, tape)
    assert "Vous aviez une saisie" in texte(viktor.get(adresse))
    reprise = reprendre(viktor, offre.adresse)
    assert reprise.context["renvoi"]["commentaire"].value() == "Quelle date ?"
    assert [ligne["coche"] for ligne in reprise.context["lignes"]] == [False, True]
    assert not reprise.context["controle"]["controles"].value()
    envoi = {"_saisie": offre.page, "publications": publications[1].pk, "commentaire": "Quelle date ?"}
    viktor.post(reverse("admin:prendre_en_charge_du_lot", args=[lot.pk]), envoi)
    assert SaisieEnCours.objects.count() == 1  # nothing of what was typed is saved yet
    assert viktor.post(reverse("admin:renvoyer_du_lot", args=[lot.pk]), envoi).status_code == 302
    assert not SaisieEnCours.objects.exists()


def test_les_passages_d_un_effacement_ne_se_gardent_jamais(viktor, demarche, fiche):
    page = reverse("admin:demander_l_effacement", args=[demarche.pk])
    assert "data-garder" not in texte(viktor.get(page))
    tape = {"_saisie": "abc", "passages": "Le nom de quelqu’un"}
    assert garder(viktor, page, tape).status_code == 404
    assert not SaisieEnCours.objects.exists()
