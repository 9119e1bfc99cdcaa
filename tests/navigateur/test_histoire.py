"""The past of the portal in a real browser: versions, pages at a past date, the mandate."""

import datetime as dt

import pytest
from django.utils import timezone

from publication import horloge
from publication.soumission import retirer
from suivi.enums import Position
from tests.navigateur.conftest import capturer, deborde, violations
from tests.portail.recits import demarche_en_ligne, publier
from tests.verbes import valider

PAGES = {
    "versions": "versions/",
    "version": "versions/2/",
    "version-premiere": "versions/1/",
    "versions-reponse": "propositions/N1/reponse/versions/",
    "version-reponse": "propositions/N1/reponse/versions/2/",
    "versions-retiree": "mesures/1/versions/",
    "version-retrait": "mesures/1/versions/2/",
    "retiree": "mesures/1/",
    "mandat": "mandat/",
    "fiche-constats": "",
    "position-modifiee": "propositions/N1/",
    "passe-fiche": "?le={avant}",
    "passe-avis": "avis/?le={avant}",
    "passe-impact": "impact/?le={avant}",
    "passe-proposition": "propositions/N1/?le={avant}",
    "passe-mesure": "mesures/1/?le={avant}",
    "trop-tot": "?le=2020-03-03",
    "date-fausse": "?le=hier",
}


def raconter(organisation, auteur, valideur) -> tuple:
    """Online ten days ago; since then the mandate, a position and a mesure have changed."""
    maintenant = timezone.now()

    def il_y_a(jours):
        return horloge.reglee_sur(maintenant - dt.timedelta(days=jours))

    with il_y_a(10):
        demarche = demarche_en_ligne(organisation, auteur, valideur)
    with il_y_a(5):
        demarche.objet = "La ville, la nuit et au petit matin, pour qui travaille comme pour qui dort."
        demarche.question = "Que faut-il changer en premier ?"
        demarche.jalons.create(
            nature="decision", titre="Décret fictif sur la nuit", debut=dt.date(2025, 7, 1)
        )
        demarche.save()
        publier(
            demarche, [demarche], auteur, valideur,
            modification="rectification", raison="La question était incomplète.",
        )  # fmt: skip
        reponse = demarche.propositions.get(reference="N1").reponse
        reponse.position, reponse.motifs = Position.RETENUE, []
        reponse.motivation = "Le coût a baissé : la proposition est reprise."
        reponse.save()
        publier(
            demarche, [reponse], auteur, valideur,
            modification="changement_de_position", raison="Le coût a baissé.",
        )  # fmt: skip
    with il_y_a(3):
        mesure = demarche.mesures.get(numero=1)
        retrait = retirer(mesure, demarche.dossier, auteur, motif="doublon", explication="Saisie deux fois.")
        valider(retrait, valideur)
    return demarche, timezone.localdate(maintenant - dt.timedelta(days=8))


@pytest.mark.django_db(transaction=True)
def test_le_passe_se_lit_partout(page, ministere, alice_redactrice, viktor_valideur, request):
    demarche, avant = raconter(ministere, alice_redactrice, viktor_valideur)
    largeur, javascript = request.node.callspec.params["page"]
    theme = "dark" if largeur == 320 else "light"
    page.emulate_media(color_scheme=theme)
    base = f"/demarches/{demarche.pk}-{demarche.slug}/"
    defauts = []
    for nom, adresse in PAGES.items():
        page.goto(base + adresse.format(avant=avant.isoformat()))
        capturer(page, f"histoire-{nom}-{theme}-{request.node.callspec.id}")
        if page.locator("h1").count() != 1:
            defauts.append(f"{nom} : {page.locator('h1').count()} titres de niveau 1")
        if javascript:
            if deborde(page):
                defauts.append(f"{nom} : défile en largeur")
            defauts += [f"{nom} ({theme}) : {violation}" for violation in violations(page)]
    assert not defauts, "\n".join(defauts)
    assert not [erreur for erreur in page.erreurs if "404" not in erreur and "410" not in erreur]


@pytest.mark.django_db(transaction=True)
def test_on_va_a_une_date_puis_on_revient(page, ministere, alice_redactrice, viktor_valideur):
    demarche, avant = raconter(ministere, alice_redactrice, viktor_valideur)
    page.goto(f"/demarches/{demarche.pk}-{demarche.slug}/propositions/N1/versions/")
    page.get_by_label("Jour à relire").fill(avant.isoformat())
    page.get_by_role("button", name="Voir la page ce jour-là").click()
    page.wait_for_url(f"**/propositions/N1/?le={avant.isoformat()}")
    assert "Cette page telle qu’elle était le" in page.content()
    assert "Trop cher." in page.content()

    page.get_by_role("link", name="Tous les points").click()
    page.wait_for_url(f"**/avis/?le={avant.isoformat()}#points")
    page.get_by_label("Réponse", exact=True).select_option("non_retenue")
    page.get_by_role("button", name="Filtrer").click()
    page.wait_for_url("**reponse=non_retenue**")
    assert page.get_by_role("status").inner_text().startswith("1\N{NO-BREAK SPACE}point affiché")
    assert f"le={avant.isoformat()}" in page.url

    page.get_by_role("link", name="Voir la page d’aujourd’hui").click()
    page.wait_for_url("**/avis/")
    assert "telle qu’elle était" not in page.content()


@pytest.mark.django_db(transaction=True)
def test_le_mandat_s_imprime(page, ministere, alice_redactrice, viktor_valideur, request):
    demarche, _ = raconter(ministere, alice_redactrice, viktor_valideur)
    page.goto(f"/demarches/{demarche.pk}-{demarche.slug}/mandat/")
    page.emulate_media(media="print")
    capturer(page, f"histoire-mandat-imprime-{request.node.callspec.id}")
    assert page.locator("h1").is_visible()
    for masque in ("nav.fr-breadcrumb", ".historique", "footer"):
        assert not page.locator(masque).first.is_visible(), masque
