"""The path of a document: submitted, taken, sent back or validated, scheduled, withdrawn."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from demarches.models import DemarcheVersion, PropositionVersion
from publication import horloge
from publication.models import Publication
from tests.back_office.conftest import DEMAIN, messages_de, texte
from tests.fabriques import PropositionFactory
from tests.verbes import a_valider, valider


def soumettre(qui, demarche, *objets, **champs):
    url = reverse("admin:soumettre", args=[demarche.pk])
    cles = [f"{objet._meta.label_lower}:{objet.pk}" for objet in objets]
    return qui.post(url, {"objets": cles, **champs})


def agir(qui, verbe, publication, **champs):
    if verbe == "valider":
        champs = (
            a_valider(publication)
            | {"quand": "plus_tard" if "publier_le" in champs else "maintenant"}
            | champs
        )
    return qui.post(reverse(f"admin:{verbe}", args=[publication.pk]), champs)


def test_une_demarche_soumise_validee_est_en_ligne(demarche, alice, viktor):
    reponse = soumettre(alice, demarche, demarche, note="Bonjour.")
    publication = Publication.objects.get()
    assert reponse.headers["Location"] == reverse("admin:publication", args=[publication.pk])
    assert "Convention sur la nuit" in texte(viktor.get(reverse("admin:index")))
    page = texte(viktor.get(reverse("admin:publication", args=[publication.pk])))
    assert "Bonjour." in page
    assert "Alice Exemple" in page
    agir(viktor, "prendre_en_charge", publication)
    agir(viktor, "valider", publication)
    assert DemarcheVersion.objects.en_vigueur(horloge.maintenant()).get().contenu["titre"] == demarche.titre
    assert "En ligne" in texte(alice.get(reverse("admin:dossier", args=[demarche.pk])))


def test_tout_ce_qui_est_complet_est_coche_et_le_reste_dit_ce_qui_manque(demarche, proposition, alice):
    incomplete = PropositionFactory(demarche=demarche, reference="C1.2", verbatim="", titre="Vide")
    page = alice.get(reverse("admin:soumettre", args=[demarche.pk]))
    lignes = {str(e["ligne"].objet): e for groupe in page.context["groupes"] for e in groupe["lignes"]}
    assert lignes[str(demarche)]["coche"]
    assert lignes[str(proposition)]["coche"]
    assert not lignes[str(incomplete)]["coche"]
    assert "C1.2 : il manque le texte des citoyens" in texte(page)


def test_sous_une_fiche_incomplete_une_proposition_dit_sur_quoi_elle_attend(demarche, proposition, alice):
    demarche.question = ""
    demarche.save()
    page = texte(alice.get(reverse("admin:soumettre", args=[demarche.pk])))
    assert "« Convention sur la nuit » n’est pas en ligne : complétez-le et soumettez-le aussi." in page


def test_un_refus_dit_pourquoi_et_garde_tout_ce_qui_etait_saisi(en_ligne, proposition, alice):
    en_ligne.chapo = "Changé."
    en_ligne.save()
    reponse = soumettre(alice, en_ligne, en_ligne, note="Ma note", raison="Ma raison")
    assert any("dites de quelle modification" in message for message in messages_de(reponse))
    page = texte(reponse)
    assert "Ma note" in page
    assert "Ma raison" in page
    coches = [e["coche"] for groupe in reponse.context["groupes"] for e in groupe["lignes"]]
    assert coches == [True, False], "la case décochée le reste"


def test_ne_rien_cocher_est_refuse(demarche, alice):
    assert messages_de(soumettre(alice, demarche)) == ["Cochez au moins un élément à soumettre."]


def test_un_element_d_une_autre_demarche_est_refuse(demarche, alice):
    intrus = PropositionFactory()
    reponse = soumettre(alice, demarche, demarche, intrus)
    assert "n’appartient pas à cette démarche" in messages_de(reponse)[0]
    assert not Publication.objects.exists()


def test_un_changement_de_position_est_annonce_avant_de_soumettre(
    demarche, proposition, reponse, alice, viktor_valideur, alice_redactrice
):
    from publication.soumission import soumettre as verbe

    valider(verbe(demarche.dossier, [demarche, proposition, reponse], alice_redactrice), viktor_valideur)
    reponse.position = "non_retenue"
    reponse.motifs = ["cout"]
    reponse.save()
    page = alice.get(reverse("admin:soumettre", args=[demarche.pk]))
    assert "À déclarer comme « changement de position »." in texte(page)
    assert page.context["form"].initial["modification"] == "changement_de_position"


def test_une_soumission_renvoyee_revient_avec_son_commentaire(demarche, en_attente, alice, viktor):
    agir(viktor, "renvoyer", en_attente, commentaire="Précisez la question.")
    for nom, cle in [("dossier", demarche.pk), ("publication", en_attente.pk)]:
        page = texte(alice.get(reverse(f"admin:{nom}", args=[cle])))
        assert "Précisez la question." in page
    assert "Renvoyée : à revoir" in texte(alice.get(reverse("admin:index")))


def test_un_renvoi_sans_commentaire_est_refuse(en_attente, viktor):
    reponse = agir(viktor, "renvoyer", en_attente, commentaire="  ")
    assert messages_de(reponse) == ["Dites à l’organisateur pourquoi vous lui renvoyez sa publication."]
    en_attente.refresh_from_db()
    assert en_attente.etat == "soumise"


def test_un_commentaire_refuse_reste_dans_la_page(en_attente, viktor, valerie):
    agir(valerie, "valider", en_attente)
    reponse = agir(viktor, "renvoyer", en_attente, commentaire="Long commentaire")
    assert "Votre commentaire, non envoyé" in texte(reponse)
    assert "Long commentaire" in texte(reponse)


def test_un_commentaire_que_la_base_ne_sait_pas_garder_est_refuse(en_attente, viktor):
    reponse = agir(viktor, "renvoyer", en_attente, commentaire="a\0b")
    assert reponse.status_code == 200
    assert "caractère nul" in texte(reponse)
    en_attente.refresh_from_db()
    assert en_attente.etat == "soumise"


@pytest.mark.parametrize(
    ("verbe", "champs"), [("valider", {}), ("renvoyer", {"commentaire": "Non."}), ("prendre_en_charge", {})]
)
def test_le_second_validateur_lit_qui_a_ete_plus_rapide(verbe, champs, en_attente, viktor, valerie):
    agir(valerie, "renvoyer", en_attente, commentaire="À revoir.")
    reponse = agir(viktor, verbe, en_attente, **champs)
    assert "a déjà été renvoyée par Valérie Exemple le " in messages_de(reponse)[0]
    assert "Renvoyée par Valérie Exemple" in texte(reponse)


def test_une_publication_se_programme_a_l_heure_de_paris(en_attente, viktor, demarche):
    quand = timezone.localtime(DEMAIN).replace(hour=9, minute=30, second=0, microsecond=0)
    agir(viktor, "valider", en_attente, publier_le=quand.strftime("%Y-%m-%dT%H:%M"))
    en_attente.refresh_from_db()
    assert en_attente.publiee_le == quand
    page = texte(viktor.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "Publication programmée" in page


@pytest.mark.parametrize(
    "saisie",
    ["", "demain", "a\0b", "2020-01-01T09:00", "0001-01-01T00:00", "9999-12-31T23:59"],
)
def test_une_programmation_impossible_est_refusee_et_reste_affichee(saisie, en_attente, viktor):
    reponse = agir(viktor, "valider", en_attente, publier_le=saisie)
    assert reponse.context["programmation"]["publier_le"].value() == saisie
    en_attente.refresh_from_db()
    assert en_attente.etat == "soumise"


@pytest.mark.parametrize("qui", ["alice", "viktor"])
def test_une_programmation_s_annule(qui, en_attente, viktor, request):
    agir(viktor, "valider", en_attente, publier_le=DEMAIN.strftime("%Y-%m-%dT%H:%M"))
    agir(request.getfixturevalue(qui), "deprogrammer", en_attente)
    en_attente.refresh_from_db()
    assert en_attente.etat == "deprogrammee"


def test_l_organisation_annule_sa_soumission(en_attente, alice, demarche):
    agir(alice, "annuler", en_attente)
    en_attente.refresh_from_db()
    assert en_attente.etat == "annulee"
    assert "Pas encore en ligne" in texte(alice.get(reverse("admin:dossier", args=[demarche.pk])))


def test_un_validateur_n_annule_pas_a_la_place_de_l_organisation(en_attente, viktor):
    reponse = agir(viktor, "annuler", en_attente)
    assert messages_de(reponse) == ["Seule l’organisation qui a soumis peut annuler sa soumission."]


def test_un_retrait_se_demande_se_valide_et_dit_pourquoi(en_ligne, alice, viktor):
    url = reverse("admin:retirer", args=[en_ligne.pk, "demarche", en_ligne.pk])
    alice.post(url, {"motif": "doublon", "explication": "Publiée deux fois."})
    publication = Publication.objects.latest("pk")
    page = texte(viktor.get(reverse("admin:publication", args=[publication.pk])))
    assert "Publiée deux fois." in page
    assert "Retrait" in page
    agir(viktor, "valider", publication)
    assert not DemarcheVersion.objects.publiques(horloge.maintenant()).exists()


def test_un_retrait_sans_explication_garde_le_motif_choisi(en_ligne, alice):
    url = reverse("admin:retirer", args=[en_ligne.pk, "demarche", en_ligne.pk])
    page = alice.post(url, {"motif": "doublon", "explication": ""})
    assert "elle sera publiée à la place du document" in texte(page)
    assert page.context["form"]["motif"].value() == "doublon"


def test_on_ne_retire_pas_ce_qui_n_a_jamais_ete_en_ligne(demarche, alice):
    assert alice.get(reverse("admin:retirer", args=[demarche.pk, "demarche", demarche.pk])).status_code == 404


def test_un_objet_retire_n_est_pas_coche_d_office(en_ligne, alice, viktor):
    alice.post(
        reverse("admin:retirer", args=[en_ligne.pk, "demarche", en_ligne.pk]),
        {"motif": "erreur", "explication": "Trop tôt."},
    )
    agir(viktor, "valider", Publication.objects.latest("pk"))
    page = alice.get(reverse("admin:soumettre", args=[en_ligne.pk]))
    assert [e["coche"] for groupe in page.context["groupes"] for e in groupe["lignes"]] == [False]


def test_la_file_commence_par_la_plus_ancienne_et_dit_sa_nature(
    demarche, en_attente, viktor, alice_redactrice
):
    from publication.atelier import tracer
    from publication.soumission import soumettre as verbe
    from tests.fabriques import DemarcheFactory

    autre = DemarcheFactory(titre="Les bancs", organisation=demarche.organisation)
    tracer(autre, alice_redactrice, autre.dossier)
    verbe(autre.dossier, [autre], alice_redactrice)
    file = viktor.get(reverse("admin:publications")).context["file"]
    assert [ligne.publication.dossier.intitule for ligne in file] == ["Convention sur la nuit", "Les bancs"]
    assert {ligne.nature for ligne in file} == {"Première publication"}
    assert file[0].tailles == [("Fiche d’identité", 1)]


def test_une_modification_se_lit_mot_a_mot(en_ligne, alice, viktor):
    en_ligne.chapo = "De quoi parle-t-on, qui décide vraiment."
    en_ligne.save()
    soumettre(alice, en_ligne, en_ligne, modification="rectification", raison="Précision.")
    publication = Publication.objects.latest("pk")
    page = viktor.get(reverse("admin:publication", args=[publication.pk]))
    [groupe] = page.context["groupes"]
    [document] = groupe.documents
    assert [champ.libelle for champ in document.changes] == ["Chapô"]
    assert ("ajoute", " vraiment") in document.changes[0].morceaux
    assert "<ins>" in texte(page)
    assert "Précision." in texte(page)


def test_une_publication_validee_se_compare_a_ce_qu_elle_a_remplace(en_ligne, alice, viktor):
    en_ligne.chapo = "Autre."
    en_ligne.save()
    soumettre(alice, en_ligne, en_ligne, modification="rectification", raison="Précision.")
    publication = Publication.objects.latest("pk")
    agir(viktor, "valider", publication)
    [groupe] = viktor.get(reverse("admin:publication", args=[publication.pk])).context["groupes"]
    assert [champ.apres for champ in groupe.documents[0].changes] == ["Autre."]


def test_152_propositions_se_soumettent_et_se_valident_ensemble(
    demarche, alice, viktor, django_assert_max_num_queries
):
    propositions = [PropositionFactory(demarche=demarche, reference=f"C{n}") for n in range(152)]
    with django_assert_max_num_queries(90):
        page = alice.get(reverse("admin:soumettre", args=[demarche.pk]))
    assert page.status_code == 200
    with django_assert_max_num_queries(140):
        soumettre(alice, demarche, demarche, *propositions)
    publication = Publication.objects.get()
    with django_assert_max_num_queries(90):
        viktor.get(reverse("admin:publication", args=[publication.pk]))
    agir(viktor, "valider", publication)
    assert PropositionVersion.objects.en_vigueur(horloge.maintenant()).count() == 152


def test_hier_ne_se_programme_pas(en_attente, viktor):
    hier = timezone.localtime() - dt.timedelta(days=1)
    reponse = agir(viktor, "valider", en_attente, publier_le=hier.strftime("%Y-%m-%dT%H:%M"))
    assert "La date de publication est passée" in messages_de(reponse)[0]


def test_on_ne_programme_pas_au_dela_de_deux_ans(en_attente, viktor):
    dans_trois_ans = timezone.localtime() + dt.timedelta(days=3 * 365)
    page = agir(viktor, "valider", en_attente, publier_le=dans_trois_ans.strftime("%Y-%m-%dT%H:%M"))
    assert "une publication se programme au plus deux ans à l’avance" in texte(page)
    dans_un_an = timezone.localtime() + dt.timedelta(days=365)
    assert (
        agir(viktor, "valider", en_attente, publier_le=dans_un_an.strftime("%Y-%m-%dT%H:%M")).status_code
        == 302
    )


def test_un_retrait_envoye_vide_dit_ce_qui_manque(en_ligne, alice):
    page = alice.post(reverse("admin:retirer", args=[en_ligne.pk, "demarche", en_ligne.pk]))
    assert "Choisissez le motif du retrait" in texte(page)
