"""What a workbook may not do: refused lines, conflicts, other people's lines, forged and broken files."""

import io
import threading
import zipfile

import pytest
from django.db import connection
from django.urls import reverse

from accounts.enums import Role
from demarches.imports import FichierRefuse
from demarches.models import Proposition
from publication.models import Trace
from suivi.models import Reponse, TableurDepose
from suivi.tableur import application
from tests.back_office.conftest import champs_du_formulaire, messages_de, navigateur, texte
from tests.droits.scene import empreinte_de_la_base
from tests.fabriques import OrganisationFactory, PropositionFactory, ReponseFactory
from tests.personnes import agent
from tests.suivi.classeurs import (
    adresse,
    appliquer,
    cellules,
    changer,
    classeur_nu,
    colonne,
    compter_les_requetes,
    deposer,
    ligne,
    sorts,
    telecharger,
)

pytestmark = pytest.mark.django_db


def au_point_1(alice, demarche, **saisie):
    """The try of a workbook in which these cells of the first line were typed: « position » for « Position »."""
    titres = {"position": "Position", "motivation": "Motivation", "ecart": "Écart"}
    saisie = {(0, titres.get(nom, nom)): valeur for nom, valeur in saisie.items()}
    return deposer(alice, demarche, changer(telecharger(alice, demarche), saisie))


# Refused


@pytest.mark.parametrize(
    ("saisie", "colonnes", "phrase"),
    [
        ({"Position": "Retenue en partie"}, "Position, Écart", "Expliquez l’écart"),
        ({"Position": "Non retenue"}, "Position, Motif 1", "au moins un motif"),
        ({"Position": "À l’étude", "Motif 1": "Coût"}, "Position, Réponse définitive", "porte une date"),
        ({"Agir avant le": "12/03/2026"}, "Qui doit agir maintenant, Agir avant le", "qui doit agir"),
        ({"Position": "Peut-être"}, "Position", "n’est pas dans la liste"),
        ({"Position": None}, "Position", "ne peut pas rester vide"),
        ({"Visa : le": "bientôt"}, "Visa : le", "n’est pas une date"),
        ({"Visa : le": "31/02/2026"}, "Visa : le", "n’est pas une date"),
        ({"Visa : le": "12/03/26"}, "Visa : le", "n’est pas une date"),
        ({"Renvoyée à": "Ministère de la Lune"}, "Renvoyée à", "est une organisation inconnue"),
        ({"Adresse de la source": "pas une adresse"}, "Adresse de la source", "URL"),
        ({"Signataire : nom": "x" * 151}, "Signataire : nom", "150"),
        ({"Motivation": "nul _x0000_ ici"}, "Motivation", "caractères illisibles"),
        ({"Motivation": "moitié _xD83D_ d’emoji"}, "Motivation", "caractères illisibles"),
    ],
    ids=str,
)
def test_une_ligne_refusee_dit_sa_colonne_et_sa_raison(alice, demarche, points, saisie, colonnes, phrase):
    essai = au_point_1(alice, demarche, **saisie)
    [refusee] = [une for une in essai.context["plan"].lignes if une.sort == "refusée"]
    [(colonne_dite, raison), *_] = refusee.refus
    assert colonne_dite.replace("\N{NO-BREAK SPACE}", " ").startswith(colonnes)
    assert phrase in raison.replace("\N{NO-BREAK SPACE}", " ")


def test_deux_organisations_du_meme_nom_se_distinguent(alice, demarche, points):
    une, _ = OrganisationFactory(nom="Préfecture"), OrganisationFactory(nom="Préfecture")
    essai = au_point_1(alice, demarche, **{"Renvoyée à": "préfecture"})
    assert "désigne plusieurs organisations" in texte(essai)
    essai = au_point_1(alice, demarche, **{"Renvoyée à": f"Préfecture [n° {une.pk}]"})
    appliquer(alice, essai)
    assert Reponse.objects.get().destinataire == une
    assert sorts(deposer(alice, demarche, telecharger(alice, demarche)))["C1"] == "inchangée"


def test_une_ligne_refusee_n_arrete_pas_les_bonnes_et_se_reprend(alice, demarche, points):
    contenu = changer(
        telecharger(alice, demarche),
        {
            (0, "Motivation"): "Bonne.",
            (1, "Position"): "Non retenue",
            (1, "Motivation"): "=Mauvaise",
        },
    )
    page = appliquer(alice, deposer(alice, demarche, contenu))
    assert messages_de(page)[1].startswith("1 ligne reste à reprendre")
    assert Reponse.objects.get().motivation == "Bonne."
    assert sorts(page) == {"C1": "inchangée", "C2": "refusée", "C3": "inchangée"}
    depot = page.context["depot"]
    reste = alice.get(adresse("_a_reprendre", demarche, "reponses", depot.pk)).content
    assert colonne(reste, "Référence") == ["C2"]
    assert colonne(reste, "Motivation") == ["=Mauvaise"]
    assert "au moins un motif" in colonne(reste, "À reprendre")[0]
    corrige = deposer(alice, demarche, changer(reste, {(0, "Motif 1"): "Coût"}))
    assert sorts(corrige) == {"C2": "créée"}


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(alice, demarche, points):
    def requetes(nombre):
        for rang in range(nombre):
            PropositionFactory(demarche=demarche, reference=f"R{nombre}-{rang}")
        with compter_les_requetes() as au_telechargement:
            contenu = telecharger(alice, demarche)
        saisie = {(rang, "Position"): "Retenue" for rang in range(len(cellules(contenu)) - 1)}
        essai = deposer(alice, demarche, changer(contenu, saisie))
        with compter_les_requetes() as a_l_essai:
            page = alice.get(essai.wsgi_request.path)
        assert len(page.context["plan"].a_ecrire) >= nombre
        depot = page.context["depot"]
        with compter_les_requetes() as a_l_accord:
            alice.post(adresse("_appliquer", demarche, "reponses", depot.pk))
        return [*au_telechargement, *a_l_essai, *a_l_accord]

    requetes(1)  # what is read once per process
    peu = requetes(2)
    assert peu == requetes(20)
    assert max(peu) <= 30


# Changed meanwhile


def test_une_ligne_changee_entre_temps_est_un_conflit_et_le_portail_est_garde(alice, demarche, points):
    contenu = changer(telecharger(alice, demarche), {(0, "Motivation"): "Du fichier."})
    Reponse.objects.update(motivation="Du portail.")
    essai = deposer(alice, demarche, contenu)
    assert sorts(essai)["C1"] == "en conflit"
    assert "Du fichier." in texte(essai)
    assert "Du portail." in texte(essai)
    appliquer(alice, essai)
    assert Reponse.objects.get().motivation == "Du portail."
    appliquer(alice, essai, **{f"conflit-{points[0].pk}": "portail"})
    assert Reponse.objects.get().motivation == "Du portail."


def test_un_conflit_se_tranche_pour_le_fichier(alice, demarche, points):
    contenu = changer(telecharger(alice, demarche), {(0, "Motivation"): "Du fichier."})
    Reponse.objects.update(motivation="Du portail.")
    essai = deposer(alice, demarche, contenu)
    etat = ligne(essai, str(points[0].reference)).etat
    appliquer(alice, essai, **{f"conflit-{points[0].pk}": f"fichier:{etat}"})
    assert Reponse.objects.get().motivation == "Du fichier."


def test_un_choix_ne_vaut_que_pour_l_etat_que_l_on_a_lu(alice, demarche, points):
    contenu = changer(telecharger(alice, demarche), {(0, "Motivation"): "Du fichier."})
    Reponse.objects.update(motivation="Du portail.")
    essai = deposer(alice, demarche, contenu)
    etat = ligne(essai, str(points[0].reference)).etat
    Reponse.objects.update(motivation="Du portail, encore changée.")
    page = appliquer(alice, essai, **{f"conflit-{points[0].pk}": f"fichier:{etat}"})
    assert Reponse.objects.get().motivation == "Du portail, encore changée."
    assert sorts(page)["C1"] == "en conflit"


@pytest.mark.parametrize("choix", ["fichier:", "fichier", "oui", "fichier:" + "0" * 16, ""])
def test_un_choix_forge_n_ecrase_rien(alice, demarche, points, choix):
    contenu = changer(telecharger(alice, demarche), {(0, "Motivation"): "Du fichier."})
    Reponse.objects.update(motivation="Du portail.")
    essai = deposer(alice, demarche, contenu)
    noms = [f"conflit-{points[0].pk}", "conflit-", "conflit-x", "conflit-" + "9" * 40]
    assert appliquer(alice, essai, **dict.fromkeys(noms, choix)).status_code == 200
    assert Reponse.objects.get().motivation == "Du portail."


def test_une_ligne_que_le_fichier_n_a_pas_touchee_n_est_pas_un_conflit(alice, demarche, points):
    contenu = telecharger(alice, demarche)
    Reponse.objects.update(motivation="Du portail.")
    essai = deposer(alice, demarche, contenu)
    assert sorts(essai)["C1"] == "inchangée"
    assert "a changé sur le portail, pas dans le fichier" in texte(essai)


def test_ce_qui_change_entre_l_essai_et_l_accord_n_est_pas_ecrase(alice, demarche, points, alice_redactrice):
    essai = au_point_1(alice, demarche, motivation="Du fichier.")
    assert sorts(essai)["C1"] == "modifiée"
    autre = navigateur(agent("Anne", Role.REDACTEUR, demarche.organisation))
    formulaire = reverse("admin:suivi_reponse_change", args=[points[0].pk])
    saisie = champs_du_formulaire(autre.get(formulaire)) | {"motivation": "D’une collègue."}
    autre.post(formulaire, saisie)
    page = appliquer(alice, essai)
    assert Reponse.objects.get().motivation == "D’une collègue."
    assert sorts(page)["C1"] == "en conflit"
    assert not Trace.objects.filter(agent=alice_redactrice, type_objet="suivi.reponse").exists()


def test_un_double_clic_n_ecrit_qu_une_fois(alice, demarche, points):
    essai = au_point_1(alice, demarche, motivation="Une fois.")
    appliquer(alice, essai)
    avant = Trace.objects.count()
    page = appliquer(alice, essai)
    assert messages_de(page) == ["Rien à écrire : ce que ce fichier pouvait changer est déjà dans l’atelier."]
    assert Trace.objects.count() == avant


def test_un_depot_efface_entre_temps_se_dit(alice, demarche, points):
    depot = au_point_1(alice, demarche, motivation="Trop tard.").context["depot"]
    TableurDepose.objects.all().delete()
    with pytest.raises(FichierRefuse, match="n’est plus gardé"):
        application.appliquer(depot, alice.personne, {})
    assert alice.post(adresse("_appliquer", demarche, "reponses", depot.pk)).status_code == 404
    assert Reponse.objects.get().motivation == "La proposition est reprise."


# Lines that are not one's own


def test_une_contributrice_n_ecrit_que_ses_lignes(alice, lou, demarche, points, routes):
    points[1].confiee_a = routes
    points[1].save()
    contenu = changer(
        telecharger(alice, demarche),
        {(0, "Motivation"): "Piratée.", (1, "Position"): "Retenue", (1, "Motivation"): "La mienne."},
    )
    essai = deposer(lou, demarche, contenu)
    assert sorts(essai) == {"C1": "à une autre organisation", "C2": "créée", "C3": "inchangée"}
    appliquer(lou, essai)
    assert Reponse.objects.get(proposition=points[0]).motivation == "La proposition est reprise."
    assert Reponse.objects.get(proposition=points[1]).motivation == "La mienne."
    assert Trace.objects.sur(Reponse.objects.get(proposition=points[1])).get().agent == lou.personne


def test_reprendre_le_point_entre_l_essai_et_l_accord_ote_le_droit(lou, demarche, points, routes):
    Proposition.objects.filter(pk__in=[p.pk for p in points[1:]]).update(confiee_a=routes)
    contenu = changer(telecharger(lou, demarche), {(0, "Position"): "Retenue", (1, "Position"): "Retenue"})
    essai = deposer(lou, demarche, contenu)
    Proposition.objects.filter(pk=points[1].pk).update(confiee_a=None)
    appliquer(lou, essai)
    assert set(Reponse.objects.values_list("pk", flat=True)) == {points[0].pk, points[2].pk}


def test_la_ligne_d_une_autre_demarche_est_aussi_inconnue_que_celle_qui_n_existe_pas(
    alice, demarche, points, autre_ministere
):
    ailleurs = ReponseFactory(
        proposition=PropositionFactory(demarche__organisation=autre_ministere, reference="C1")
    )
    contenu = telecharger(alice, demarche)
    repere = "Repère de la réponse"
    empreinte = "0123456789abcdef"
    raisons = []
    for pk in (ailleurs.pk, 999_999, "9" * 18):
        forge = changer(
            contenu,
            {(0, repere): f"R{pk}-{empreinte}", (0, "Référence"): "X", (0, "Motivation"): "Forgée."},
        )
        essai = deposer(alice, demarche, forge)
        raisons.append(essai.context["plan"].lignes[0].raisons)
        appliquer(alice, essai)
    assert len(set(raisons)) == 1
    ailleurs.refresh_from_db()
    assert ailleurs.motivation == "La proposition est reprise."


@pytest.mark.parametrize("repere", ["R1", "M1-0123456789abcdef", "DROP TABLE", "R-1-0", "²"])
def test_un_repere_abime_se_dit(alice, demarche, points, repere):
    saisie = {(0, "Repère de la réponse"): repere, (0, "Motivation"): "Changée."}
    essai = deposer(alice, demarche, changer(telecharger(alice, demarche), saisie))
    assert "Ce repère a été modifié" in texte(essai)


def test_des_cellules_decalees_sont_refusees(alice, demarche, points):
    saisie = {(0, "Référence"): "C2", (0, "Motivation"): "Pour C2 ?"}
    essai = deposer(alice, demarche, changer(telecharger(alice, demarche), saisie))
    assert "des cellules ont été décalées" in texte(essai)


def test_deux_lignes_pour_un_point_sont_refusees_et_la_meme_deux_fois_est_lue_une_fois(
    alice, demarche, points
):
    entete = ["Référence", "Position", "Motivation"]
    essai = deposer(
        alice,
        demarche,
        classeur_nu(
            entete,
            ["C2", "Retenue", "Oui."],
            ["C2", "Retenue", "Non."],
            ["C3", "Retenue", "Oui."],
            ["C3", "Retenue", "Oui."],
        ),
    )
    assert [ligne.sort for ligne in essai.context["plan"].lignes] == [
        "refusée",
        "refusée",
        "créée",
        "inchangée",
    ]
    appliquer(alice, essai)
    assert set(Reponse.objects.values_list("pk", flat=True)) == {points[0].pk, points[2].pk}


def test_un_point_decoupe_en_parties_ne_recoit_pas_de_reponse(alice, demarche, points):
    contenu = changer(telecharger(alice, demarche), {(2, "Position"): "Retenue"})
    PropositionFactory(demarche=demarche, reference="C3a", partie_de=points[2])
    assert "répondez à chacune d’elles" in texte(deposer(alice, demarche, contenu))


# Files that are not workbooks of answers


def zip_abime() -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "vide"),
        (b"PK\x03\x04 rien", "abîmé"),
        (b"PK", "n’est pas un classeur"),
        (zip_abime(), "abîmé"),
        (b"Reference;Position\nC1;Retenue\n", "n’est pas un classeur"),
        (b"\x00" * 50, "n’est pas un classeur"),
        (b"%PDF-1.7", "n’est pas un classeur"),
        (
            classeur_nu(["Nom", "Prénom"], ["A", "B"], feuille="Agents"),
            "Aucune feuille ne contient de réponses",
        ),
        (classeur_nu(["Référence", "Titre"], ["C1", "B"]), "Aucune feuille ne contient de réponses"),
        (classeur_nu(["Référence", "Position", "Position"], ["C1", "", ""]), "est deux fois"),
    ],
    ids=range(10),
)
def test_un_fichier_illisible_est_refuse_en_une_phrase_a_cote_du_champ(
    alice, demarche, points, contenu, phrase
):
    page = deposer(alice, demarche, contenu)
    assert page.status_code == 200
    assert phrase in " ".join(page.context["form"].errors["fichier"])
    assert not TableurDepose.objects.exists()


def test_un_classeur_de_mesures_ne_se_lit_pas_comme_des_reponses(alice, demarche, points):
    page = deposer(alice, demarche, telecharger(alice, demarche, "mesures"))
    assert "Est-ce le bon fichier, sur la bonne page" in texte(page)


@pytest.mark.parametrize("qui", ["oscar", "viktor", "lou"])
def test_qui_n_ecrit_rien_de_la_demarche_ne_voit_aucune_de_ces_pages(qui, request, alice, demarche, points):
    depot = deposer(alice, demarche, telecharger(alice, demarche)).context["depot"]
    client = request.getfixturevalue(qui)
    avant = empreinte_de_la_base()
    for page in ("", "_telecharger"):
        assert client.get(adresse(page, demarche)).status_code == 404
    for page in ("_essai", "_fichier", "_a_reprendre"):
        assert client.get(adresse(page, demarche, "reponses", depot.pk)).status_code == 404
    assert client.post(adresse("_appliquer", demarche, "reponses", depot.pk)).status_code == 404
    assert deposer(client, demarche, b"PK").status_code == 404
    assert empreinte_de_la_base() == avant


def test_le_depot_d_un_autre_ne_se_lit_ni_ne_s_applique(alice, rita, demarche, points):
    depot = deposer(alice, demarche, telecharger(alice, demarche)).context["depot"]
    for page in ("_essai", "_fichier", "_a_reprendre"):
        assert rita.get(adresse(page, demarche, "reponses", depot.pk)).status_code == 404
        assert alice.get(adresse(page, demarche, "mesures", depot.pk)).status_code == 404
    assert rita.post(adresse("_appliquer", demarche, "reponses", depot.pk)).status_code == 404
    assert alice.get(adresse("_essai", demarche, "reponses", 10**30)).status_code == 404
    assert alice.get(adresse("", demarche, "autre")).status_code == 404


def test_une_contributrice_trouve_le_tableur_sur_la_page_de_la_demarche(lou, demarche, points, routes):
    points[1].confiee_a = routes
    points[1].save()
    assert adresse("", demarche) in texte(lou.get(reverse("admin:dossier", args=[demarche.pk])))
    assert lou.get(adresse("", demarche, "mesures")).status_code == 404


def test_les_lignes_a_reprendre_d_un_fichier_sans_reste_ramenent_a_la_page(alice, demarche, points):
    depot = deposer(alice, demarche, telecharger(alice, demarche)).context["depot"]
    page = alice.get(adresse("_a_reprendre", demarche, "reponses", depot.pk))
    assert page.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_deux_classeurs_appliques_ensemble_n_en_ecrasent_aucun(alice, demarche, points):
    """The second waits for the dossier, then sees that the line has changed."""
    collegue = navigateur(agent("Anne", Role.REDACTEUR, demarche.organisation))
    essais = [
        (client, deposer(client, demarche, changer(telecharger(client, demarche), {(0, "Motivation"): dit})))
        for client, dit in ((alice, "D’Alice."), (collegue, "D’Anne."))
    ]

    def poster(client, essai):
        try:
            appliquer(client, essai)
        finally:
            connection.close()

    fils = [threading.Thread(target=poster, args=paire) for paire in essais]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    retenue = Reponse.objects.get().motivation
    assert retenue in ("D’Alice.", "D’Anne.")
    restes = [
        client.get(adresse("_essai", demarche, "reponses", e.context["depot"].pk)) for client, e in essais
    ]
    assert sorted(sorts(reste)["C1"] for reste in restes) == ["en conflit", "inchangée"]
    assert Trace.objects.filter(type_objet="suivi.reponse").count() == 1
    assert cellules(telecharger(alice, demarche))[1][5] == retenue
