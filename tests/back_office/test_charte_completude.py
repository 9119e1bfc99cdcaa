"""What is missing to publish, said where one works, each thing leading to its field."""

import dataclasses
import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from demarches.admin.demarche.sections import SECTIONS
from demarches.models import AvisVersion, DemarcheVersion
from publication.enums import Etat
from publication.models import types_de_version
from publication.refus import Refus
from publication.regles import Regle
from publication.soumission import soumettre, soumettre_au_fil_de_l_eau
from tests.back_office.conftest import champs_du_formulaire, texte
from tests.fabriques import AvisFactory, DemarcheFactory, PropositionFactory, ReponseFactory
from tests.verbes import valider, valider_ce_qui_peut_l_etre

NOUVELLE_REGLE = Regle("le nombre de chaises", "territoire", "essai", rempli=lambda document, objet: False)


def ajouter_une_regle(monkeypatch, modele):
    monkeypatch.setattr(modele, "regles", [*modele.regles, NOUVELLE_REGLE])


def test_les_trois_sections_se_lisent_dans_leur_ordre(demarche, alice):
    page = alice.get(reverse("admin:dossier", args=[demarche.pk])).text
    titres = re.findall(r"<h[23][^>]*>(?:\d\. )?([^<:]+)", page)
    attendus = ["Fiche d’identité", "Avis des citoyens", "Proposition", "Impact", "Réponse", "Mesure"]
    lus = [titre.strip().replace("\N{NO-BREAK SPACE}", "") for titre in titres]
    assert [titre for titre in lus if titre in attendus] == attendus


def test_chaque_section_dit_combien_et_ce_qui_manque_avec_un_lien_vers_le_champ(demarche, alice):
    demarche.contact = demarche.objet = ""
    demarche.save()
    page = texte(alice.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "<strong>10 sur 12</strong> obligatoires pour publier" in page
    fiche = reverse("admin:demarches_demarche_change", args=[demarche.pk])
    assert f'<a href="{fiche}?section=mandat#id_objet">l’objet</a>' in page
    assert f'<a href="{fiche}?section=decision#id_contact">un contact</a>' in page


def test_un_avis_pas_encore_ecrit_dit_deja_ce_qu_il_faudra(demarche, alice):
    page = texte(alice.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "<strong>0 sur 4</strong> obligatoires pour publier" in page
    avis = reverse("admin:demarches_avis_change", args=[demarche.pk])
    assert f'<a href="{avis}#id_synthese">la synthèse</a>' in page


def test_qui_ne_fait_que_lire_voit_ce_qui_manque_sans_lien(demarche, viktor, alice):
    demarche.contact = ""
    demarche.save()
    page = texte(viktor.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "un contact" in page
    assert "#id_contact" not in page


@pytest.mark.parametrize("modele", types_de_version(), ids=lambda modele: modele.__name__)
def test_chaque_regle_mene_a_un_champ_du_formulaire(modele):
    """The anchor exists: a field, or a repeated part, of the form of the object."""
    objet = modele._meta.get_field("objet").related_model
    saisie = admin.site.get_model_admin(objet)
    relations = {r.get_accessor_name() for r in objet._meta.related_objects if r.one_to_many}
    inlines = {inline.model for inline in (*saisie.inlines, *(p for s in SECTIONS for p in s.parties))}
    if modele is DemarcheVersion:
        champs = {nom for section in SECTIONS for nom in section.noms}
    else:
        champs = set(flatten_fieldsets(saisie.fieldsets)) | relations
    for regle in (*modele.regles, *modele.coherences):
        assert regle.champ in champs, regle
        if regle.champ in relations:
            assert objet._meta.get_field(regle.champ).related_model in inlines
            assert saisie.ancre(regle.champ) == f"#{regle.champ}-group"


@pytest.mark.parametrize(
    ("page", "ancre"),
    [
        ("demarches_demarche_change", 'href="#id_contact"'),
        ("demarches_avis_change", 'href="#id_synthese"'),
        ("suivi_impact_change", 'href="#id_reponse_politique"'),
    ],
)
def test_la_tete_de_chaque_formulaire_dit_ce_qui_manque(demarche, alice, page, ancre):
    demarche.contact = ""
    demarche.save()
    section = "?section=decision" if "demarche_change" in page else ""
    reponse = alice.get(reverse(f"admin:{page}", args=[demarche.pk]) + section)
    assert ancre in reponse.text
    assert ancre.removeprefix('href="#').removesuffix('"') in re.findall(r'id="([^"]+)"', reponse.text)


def test_une_actualite_dit_ce_qui_lui_manque(alice, ministere):
    from demarches.creation import creer_une_actualite

    actualite = creer_une_actualite("Remise de l’avis", ministere, alice.personne)
    page = texte(alice.get(reverse("admin:demarches_actualite_change", args=[actualite.pk])))
    assert "<strong>1 sur 3</strong> obligatoires pour publier" in page
    assert 'href="#id_texte"' in page


def test_une_partie_qui_manque_se_trouve_ouverte(demarche, alice):
    adresse = reverse("admin:demarches_demarche_change", args=[demarche.pk]) + "?section=engagements"
    ouverte = re.compile(r'id="engagements-group".*?<details open>', re.S)
    assert not ouverte.search(alice.get(adresse).text)
    demarche.aucun_delai_annonce = False
    demarche.save()
    page = alice.get(adresse).text
    assert ouverte.search(page)
    assert 'href="#engagements-group"' in page


def test_une_regle_ajoutee_ensuite_ne_depublie_rien(en_ligne, client, monkeypatch):
    ajouter_une_regle(monkeypatch, DemarcheVersion)
    assert client.get(f"/demarches/{en_ligne.pk}-{en_ligne.slug}/").status_code == 200


def test_une_regle_venue_apres_la_soumission_retient_la_validation(
    en_attente, viktor_valideur, viktor, monkeypatch
):
    ajouter_une_regle(monkeypatch, DemarcheVersion)
    with pytest.raises(Refus, match="Fiche d’identité : il manque le nombre de chaises"):
        valider(en_attente, viktor_valideur)
    en_attente.refresh_from_db()
    assert en_attente.etat == Etat.SOUMISE
    page = texte(viktor.get(reverse("admin:publication", args=[en_attente.pk])))
    assert "il manque le nombre de chaises" in page


def test_ce_qui_se_vide_dans_l_atelier_apres_la_soumission_ne_retient_rien(
    demarche, en_attente, viktor_valideur
):
    """The frozen document is what is checked, not the row that goes on changing."""
    demarche.chapo = ""
    demarche.save()
    assert valider(en_attente, viktor_valideur).etat == Etat.VALIDEE


def test_un_point_decoupe_apres_la_soumission_retient_sa_reponse(demarche, alice_redactrice, viktor_valideur):
    point = PropositionFactory(demarche=demarche, reference="P1")
    reponse = ReponseFactory(proposition=point)
    publication = soumettre(demarche.dossier, [demarche, point, reponse], alice_redactrice)
    PropositionFactory(demarche=demarche, reference="P1.a", partie_de=point)
    with pytest.raises(Refus, match="ce point a des parties"):
        valider(publication, viktor_valideur)


def test_au_fil_de_l_eau_ce_qui_est_incomplet_n_en_retient_pas_un_autre(
    demarche, alice_redactrice, viktor_valideur, monkeypatch
):
    avis = AvisFactory(demarche=demarche)
    publications = soumettre_au_fil_de_l_eau(demarche.dossier, [demarche, avis], alice_redactrice)
    ajouter_une_regle(monkeypatch, AvisVersion)
    validees, raisons = valider_ce_qui_peut_l_etre(publications, viktor_valideur)
    assert len(validees) == 1
    assert any("il manque le nombre de chaises" in raison for raison in raisons)


def test_un_retrait_se_valide_quelles_que_soient_les_regles(
    en_ligne, alice_redactrice, viktor_valideur, monkeypatch
):
    from publication.soumission import retirer

    retrait = retirer(en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Doublon.")
    ajouter_une_regle(monkeypatch, DemarcheVersion)
    assert valider(retrait, viktor_valideur).etat == Etat.VALIDEE


def test_une_regle_ne_change_pas():
    with pytest.raises(dataclasses.FrozenInstanceError):
        NOUVELLE_REGLE.quoi = "autre chose"


def test_une_promesse_sans_date_est_publiee_sans_delai_annonce(
    demarche, alice_redactrice, viktor_valideur, client
):
    demarche.engagements.create(texte="Répondre à chaque proposition", par="Ministre chargé de la Ville")
    valider(soumettre(demarche.dossier, [demarche], alice_redactrice), viktor_valideur)
    page = client.get(f"/demarches/{demarche.pk}-{demarche.slug}/")
    assert "aucun délai annoncé" in re.search(r"Répondre à chaque proposition.*?</li>", page.text, re.S)[0]


def test_le_formulaire_dit_ce_qu_une_echeance_vide_publiera(demarche, alice):
    adresse = reverse("admin:demarches_demarche_change", args=[demarche.pk]) + "?section=engagements"
    page = texte(alice.get(adresse))
    aide = re.search(r'id="id_engagements-0-echeance_helptext">(.*?)</div>', page, re.S)[1]
    assert "aucun délai annoncé" in aide


@pytest.mark.parametrize("section", [section.cle for section in SECTIONS])
def test_une_page_de_la_fiche_ne_coute_pas_plus_quand_elle_est_bien_remplie(demarche, alice, section):
    adresse = reverse("admin:demarches_demarche_change", args=[demarche.pk]) + f"?section={section}"
    alice.get(adresse)  # what Django keeps from one request to the next
    comptes = []
    for n in (1, 12):
        for rang in range(n):
            demarche.engagements.create(texte=f"Engagement {rang}", par="Ministre")
            demarche.jalons.create(nature="decision", titre=f"Étape {n}-{rang}", debut="2026-01-01")
            demarche.membres.create(role="garant", nom=f"Garant {n}-{rang}")
            demarche.composition.create(critere="Âge", categorie=f"{n}-{rang}", panel=50)
        with CaptureQueriesContext(connection) as requetes:
            assert alice.get(adresse).status_code == 200
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]


def test_deux_demarches_ne_melangent_pas_ce_qui_leur_manque(demarche, alice, ministere):
    autre = DemarcheFactory(organisation=ministere, contact="")
    page = texte(alice.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "un contact" not in page
    assert "un contact" in texte(alice.get(reverse("admin:dossier", args=[autre.pk])))


def test_un_premier_envoi_refuse_ne_compte_pas_comme_ecrit(demarche, alice):
    adresse = reverse("admin:demarches_avis_change", args=[demarche.pk])
    saisie = champs_du_formulaire(alice.get(adresse)) | {
        "synthese": "Des bancs à l’ombre.",
        "nombre_remis": "3",  # refused: nothing says where it is written
    }
    page = texte(alice.post(adresse, saisie))
    assert "<strong>0 sur 4</strong> obligatoires pour publier" in page
    assert "Rien n’est enregistré, et ce que vous avez écrit est gardé sur cette page." in page
    assert "Des bancs à l’ombre." in page
    fiche = reverse("admin:demarches_demarche_change", args=[demarche.pk]) + "?section=decision"
    refusee = champs_du_formulaire(alice.get(fiche)) | {"contact": "pas un courriel"}
    assert "Rien n’est enregistré" in texte(alice.post(fiche, refusee))


def test_qui_ne_fait_que_lire_ouvre_la_fiche_et_l_avis_depuis_le_tableau(demarche, viktor, alice):
    avis = AvisFactory(demarche=demarche)
    page = reverse("admin:dossier", args=[demarche.pk])
    for libelle, objet in (("Fiche d’identité", demarche), ("Avis des citoyens", avis)):
        adresse = reverse(f"admin:demarches_{objet._meta.model_name}_change", args=[objet.pk])
        lien = f'href="{adresse}">Ouvrir « {libelle} »</a>'
        assert lien in texte(viktor.get(page))
        assert lien not in texte(alice.get(page))
        assert viktor.get(adresse).status_code == 200
