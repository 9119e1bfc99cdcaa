"""Two people on the same page: nobody's words are lost, and who changed what can be read."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from demarches.models import Engagement
from publication.atelier import tracer
from publication.models import Instantane
from suivi.enums import Position
from suivi.models import Reponse
from tests.back_office.conftest import champs_du_formulaire, messages_de, navigateur, texte
from tests.fabriques import EngagementFactory, PropositionFactory
from tests.personnes import agent

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(ministere):
    return navigateur(agent("Bob", Role.REDACTEUR, ministere))


def adresse(objet, section=""):
    page = admin.site.get_model_admin(type(objet)).adresse("change", objet.pk)
    return f"{page}?section={section}" if section else page


def ouvrir(qui, objet, section="") -> dict:
    """What the browser of `qui` holds once the page is open, the mark of what was read included."""
    page = qui.get(adresse(objet, section))
    return champs_du_formulaire(page) | {"_lu": page.context["derniere_trace"]}


def enregistrer(qui, ecrit, page, section="", **changements):
    reponse = qui.post(adresse(ecrit, section), page | changements)
    ecrit.refresh_from_db()
    return reponse


def test_la_page_porte_la_marque_de_ce_qui_a_ete_lu(alice, demarche):
    page = alice.get(adresse(demarche))
    assert f'name="_lu" value="{page.context["derniere_trace"]}"' in texte(page)
    assert page.context["derniere_trace"] > 0


def test_deux_champs_differents_se_fusionnent(alice, bob, demarche):
    chez_alice, chez_bob = ouvrir(alice, demarche), ouvrir(bob, demarche)
    assert enregistrer(bob, demarche, chez_bob, resume_simple="Le résumé de Bob.").status_code == 302
    reponse = alice.post(adresse(demarche), chez_alice | {"chapo": "Le chapô d’Alice."}, follow=True)
    demarche.refresh_from_db()
    assert (demarche.resume_simple, demarche.chapo) == ("Le résumé de Bob.", "Le chapô d’Alice.")
    assert any("Bob" in phrase and "gardés" in phrase for phrase in messages_de(reponse))


def test_le_meme_champ_montre_les_deux_textes_puis_se_tranche(alice, bob, demarche):
    chez_alice, chez_bob = ouvrir(alice, demarche), ouvrir(bob, demarche)
    enregistrer(bob, demarche, chez_bob, chapo="Le chapô de Bob.")
    reponse = enregistrer(
        alice, demarche, chez_alice, chapo="Le chapô d’Alice.", resume_simple="Le résumé d’Alice."
    )
    assert reponse.status_code == 200
    assert demarche.chapo == "Le chapô de Bob."
    lue = texte(reponse)
    assert "a enregistré ici : « Le chapô de Bob. »" in lue
    assert "Le chapô d’Alice." in lue
    suite = champs_du_formulaire(reponse) | {"_lu": reponse.context["derniere_trace"]}
    assert suite["resume_simple"] == "Le résumé d’Alice."
    assert enregistrer(alice, demarche, suite).status_code == 302
    assert (demarche.chapo, demarche.resume_simple) == ("Le chapô d’Alice.", "Le résumé d’Alice.")


def test_cases_nombres_et_listes_se_fusionnent_aussi(alice, bob, demarche):
    chez_alice, chez_bob = ouvrir(alice, demarche), ouvrir(bob, demarche)
    cochees = chez_bob | {"resume_relu": "on"}
    enregistrer(
        bob, demarche, cochees, resume_simple="Simple.", themes=["sante", "travail"], territoire="Nord"
    )
    assert enregistrer(alice, demarche, chez_alice, chapo="Le chapô d’Alice.").status_code == 302
    assert demarche.resume_relu
    assert sorted(demarche.themes) == ["sante", "travail"]
    assert (demarche.territoire, demarche.chapo) == ("Nord", "Le chapô d’Alice.")


def test_les_dates_et_les_nombres_aussi(alice, bob, demarche):
    for section, chez_bob, chez_alice in (
        ("calendrier", {"annoncee_le": "2025-02-03"}, {"cloturee_le": "2025-12-03"}),
        ("participants", {"participants": "150"}, {"taille_du_panel": "160"}),
    ):
        pages = [ouvrir(qui, demarche, section) for qui in (alice, bob)]
        assert enregistrer(bob, demarche, pages[1], section, **chez_bob).status_code == 302
        assert enregistrer(alice, demarche, pages[0], section, **chez_alice).status_code == 302
    assert (f"{demarche.annoncee_le}", f"{demarche.cloturee_le}") == ("2025-02-03", "2025-12-03")
    assert (demarche.participants, demarche.taille_du_panel) == (150, 160)


def test_deux_pages_differentes_ne_se_genent_pas(alice, bob, demarche):
    chez_alice, chez_bob = ouvrir(alice, demarche, "mandat"), ouvrir(bob, demarche, "decision")
    enregistrer(bob, demarche, chez_bob, "decision", point_de_sortie="Le décret fictif.")
    assert enregistrer(alice, demarche, chez_alice, "mandat", objet="L’objet d’Alice.").status_code == 302
    assert (demarche.point_de_sortie, demarche.objet) == ("Le décret fictif.", "L’objet d’Alice.")


def test_ecrire_la_meme_chose_n_est_pas_un_desaccord(alice, bob, demarche):
    chez_alice, chez_bob = ouvrir(alice, demarche), ouvrir(bob, demarche)
    enregistrer(bob, demarche, chez_bob, chapo="Le même.")
    assert enregistrer(alice, demarche, chez_alice, chapo="Le même.").status_code == 302


def test_des_lignes_changees_des_deux_cotes_se_disputent(alice, bob, demarche):
    EngagementFactory(demarche=demarche, texte="Répondre.")
    chez_alice, chez_bob = ouvrir(alice, demarche, "engagements"), ouvrir(bob, demarche, "engagements")
    assert (
        enregistrer(
            bob, demarche, chez_bob, "engagements", **{"engagements-0-texte": "Répondre vite."}
        ).status_code
        == 302
    )
    reponse = enregistrer(
        alice, demarche, chez_alice, "engagements", **{"engagements-0-texte": "Répondre bien."}
    )
    assert reponse.status_code == 200
    assert "a changé des lignes de cette page" in texte(reponse)
    assert "Répondre bien." in texte(reponse)
    assert Engagement.objects.get().texte == "Répondre vite."
    suite = champs_du_formulaire(reponse) | {"_lu": reponse.context["derniere_trace"]}
    assert enregistrer(alice, demarche, suite, "engagements").status_code == 302
    assert Engagement.objects.get().texte == "Répondre bien."


def test_des_lignes_d_un_seul_cote_ne_genent_pas_l_autre(alice, bob, demarche):
    EngagementFactory(demarche=demarche, texte="Répondre.")
    enregistrer(alice, demarche, ouvrir(alice, demarche), chapo="Avec un engagement.")
    chez_alice, chez_bob = ouvrir(alice, demarche, "engagements"), ouvrir(bob, demarche, "engagements")
    enregistrer(bob, demarche, chez_bob, "engagements", nouvelles_tous_les_mois="4")
    assert (
        enregistrer(
            alice, demarche, chez_alice, "engagements", **{"engagements-0-texte": "Vite."}
        ).status_code
        == 302
    )
    assert Engagement.objects.get().texte == "Vite."
    assert demarche.nouvelles_tous_les_mois == 4


def test_un_double_clic_n_est_pas_un_desaccord(alice, demarche):
    page = ouvrir(alice, demarche)
    for _ in range(2):
        assert enregistrer(alice, demarche, page, chapo="Une fois.").status_code == 302


@pytest.mark.parametrize("marque", ["", "x", "-1", "9" * 30, "0", "99999999"])
def test_une_marque_forgee_ne_casse_rien(alice, demarche, marque):
    page = ouvrir(alice, demarche) | {"_lu": marque}
    assert enregistrer(alice, demarche, page, chapo="Autre.").status_code in {200, 302}


def test_la_reponse_d_un_point_se_fusionne_comme_la_fiche(alice, bob, reponse):
    for qui, texte_ecrit in ((alice, "Un premier texte."), (bob, "Le texte de Bob.")):
        page = ouvrir(qui, reponse)
        enregistrer(qui, reponse, page, motivation=texte_ecrit)
    vieille = page | {"motivation": "Un premier texte.", "qui_a_tranche": "La ministre fictive"}
    assert enregistrer(alice, reponse, vieille).status_code == 302
    assert (reponse.motivation, reponse.qui_a_tranche) == ("Le texte de Bob.", "La ministre fictive")


# Who changed what


def histoire(qui, objet):
    return texte(qui.get(admin.site.get_model_admin(type(objet)).adresse("history", objet.pk)))


def test_l_histoire_dit_qui_a_change_quoi_mot_par_mot(alice, bob, demarche):
    enregistrer(alice, demarche, ouvrir(alice, demarche), chapo="De quoi on parle.")
    enregistrer(bob, demarche, ouvrir(bob, demarche), chapo="De quoi on parle ici.")
    page = histoire(alice, demarche)
    assert page.index("Bob Exemple – 1 champ modifié") < page.index("Alice Exemple – ")
    assert '<ins><span class="visually-hidden">[ajouté : </span> ici<' in page
    assert "premier état connu" in page


def test_l_histoire_dit_aussi_le_visa_qui_n_est_jamais_publie(alice, bob, reponse):
    enregistrer(alice, reponse, ouvrir(alice, reponse), visa_par="Le directeur fictif")
    page = histoire(bob, reponse)
    assert "Visa : accord donné par (jamais publié)" in page
    assert "Le directeur fictif" in page


def test_l_histoire_dit_ce_qui_a_ete_soumis_et_valide(alice, en_ligne):
    page = histoire(alice, en_ligne)
    assert "soumise le" in page
    assert "validée par Viktor Exemple" in page


def test_l_histoire_se_lit_page_par_page_sans_couter_davantage(alice, demarche):
    def lire(**requete):
        with CaptureQueriesContext(connection) as requetes:
            page = alice.get(
                admin.site.get_model_admin(type(demarche)).adresse("history", demarche.pk), requete
            )
        return texte(page), len(requetes)

    enregistrer(alice, demarche, ouvrir(alice, demarche), chapo="Un premier chapô.")
    _, cout = lire()
    for rang in range(22):
        enregistrer(alice, demarche, ouvrir(alice, demarche), chapo=f"Chapô {rang}.")
    premiere, meme_cout = lire()
    assert meme_cout == cout
    assert premiere.count("1 champ modifié") == 20
    assert "premier état connu" in lire(page=2)[0]


def test_on_ne_lit_pas_l_histoire_d_ailleurs(oscar, demarche):
    assert oscar.get(reverse("admin:demarches_demarche_history", args=[demarche.pk])).status_code == 404


def test_chaque_trace_garde_l_etat(alice, reponse):
    enregistrer(alice, reponse, ouvrir(alice, reponse), position=Position.RETENUE, motivation="Oui.")
    etat = Instantane.objects.latest("trace")
    assert etat.document["motivation"] == "Oui."
    assert etat.champs["motivation"] == Reponse.objects.get().motivation


def test_une_fusion_ne_laisse_pas_choisir_ce_que_la_page_ne_propose_pas(alice, proposition, alice_redactrice):
    tracer(proposition, alice_redactrice, proposition.demarche.dossier)
    ailleurs = PropositionFactory()
    reponse = enregistrer(alice, proposition, ouvrir(alice, proposition), partie_de=ailleurs.pk, _lu="0")
    erreurs = reponse.context["adminform"].form.errors.as_data()["partie_de"]
    assert "invalid_choice" in [erreur.code for erreur in erreurs]
