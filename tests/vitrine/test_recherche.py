"""What is typed in a search box finds what a French reader means: accents, plurals, œ and references forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarches.mots import PLI
from tests.fabriques import DossierFactory
from tests.scenes import jour
from tests.vitrine.lignes import fiche_de_demarche, fiche_de_point
from vitrine.models import FicheDemarche, FicheProposition
from vitrine.recherche import MOTS_MAX, lire, plier

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return DossierFactory()


def trouvees(texte, *, tous=True, modele=FicheProposition, au_plus=1000) -> list[str]:
    fiches = modele.objects.en_vigueur(jour(1)).repondant_a(lire(texte), tous=tous, au_plus=au_plus)
    return [fiche.titre for fiche in fiches.order_by("-rang", "titre")]


@pytest.mark.parametrize(
    ("ecrit", "tape"),
    [
        ("Les écoles rurales", "ecole rurale"),
        ("Une mesure publiée hier", "publiées"),
        ("Une mesure publiée hier", "publiee"),
        ("Le cœur des villes", "coeur"),
        ("Le coeur des villes", "cœurs"),
        ("ÉCOLE", "école"),
        ("Un vélo pour tous", "vélos"),
        ("Des VÉLOS pour tous", "velo"),
        ("L’eau de l’Œuvre", "oeuvre"),
        ("Rénover l’habitat", "à l'habitat"),
        ("Rénover l’habitat", "a l’habitat"),
        ("Les ŒUVRES", "œuvre"),
        ("Le covoiturage domicile-travail", "domicile travail"),
        ("L’été, les piscines ferment", "été"),
    ],
)
def test_les_accents_les_pluriels_et_les_ligatures_sont_pardonnes(dossier, ecrit, tape):
    fiche_de_point(dossier, titre=ecrit).save()
    assert trouvees(tape) == [ecrit]


def test_tous_les_mots_sont_demandes_puis_a_defaut_quelques_uns(dossier):
    fiche_de_point(dossier, titre="Le vélo en ville").save()
    fiche_de_point(dossier, titre="Le train de nuit").save()
    assert trouvees("vélo train") == []
    assert sorted(trouvees("vélo train", tous=False)) == ["Le train de nuit", "Le vélo en ville"]


def test_le_point_dont_la_reference_est_tapee_est_garde_parmi_trop_de_lignes(dossier):
    for rang in range(5):
        fiche_de_point(dossier, f"P{rang}", titre=f"Voir la proposition C2.2, {rang}").save()
    fiche_de_point(dossier, "C2.2", titre="Celle-ci, à voir").save()
    assert trouvees("C2.2", au_plus=2)[0] == "Celle-ci, à voir"
    assert len(trouvees("C2.2", au_plus=2)) == len(trouvees("voir", au_plus=2)) == 2


def test_une_phrase_entre_guillemets_se_cherche_telle_quelle(dossier):
    fiche_de_point(dossier, titre="La taxe carbone").save()
    fiche_de_point(dossier, titre="Le carbone sans taxe").save()
    assert trouvees("« taxe carbone »") == trouvees('"taxe carbone"') == ["La taxe carbone"]
    assert len(trouvees("taxe carbone")) == 2


def test_le_titre_pese_plus_que_le_texte(dossier):
    fiche_de_point(
        dossier, titre="Autre chose", texte="Il est question de forêts, de forêts, de forêts."
    ).save()
    fiche_de_point(dossier, titre="Planter des forêts").save()
    assert trouvees("forêt") == ["Planter des forêts", "Autre chose"]


@pytest.mark.parametrize(
    "tape", ["C2.2", "c 2.2", "proposition C2.2", "Proposition n° C2.2", "  c2.2 ", "C 2.2"]
)
def test_une_reference_se_trouve_en_premier_de_quelque_facon_qu_on_la_tape(dossier, tape):
    fiche_de_point(dossier, "C2.2", titre="Celle-ci").save()
    fiche_de_point(dossier, "C3", titre="Proposition C2.2 : comme dit la proposition C2.2").save()
    assert trouvees(tape)[0] == "Celle-ci"


def test_une_reference_se_trouve_sans_qu_aucun_texte_la_dise(dossier):
    fiche_de_point(dossier, "C2.2", titre="Celle-ci").save()
    fiche_de_point(dossier, "C2.20", titre="Pas celle-là").save()
    assert trouvees("c 2.2") == ["Celle-ci"]


def test_une_demarche_se_trouve_par_son_texte(dossier):
    fiche_de_demarche(dossier, titre="Grand débat", texte="Comment mieux partager l’eau ?").save()
    assert trouvees("partage de l'eau", modele=FicheDemarche) == ["Grand débat"]


def test_seul_ce_qui_est_en_ligne_se_trouve(dossier):
    fiche_de_point(dossier, titre="Hier", validite=(jour(-9), jour(0))).save()
    fiche_de_point(dossier, titre="Demain, hier", validite=(jour(2), None)).save()
    assert trouvees("hier") == []


@given(st.text())
def test_rien_de_ce_qui_se_tape_ne_fait_echouer_la_lecture(texte):
    recherche = lire(texte)
    assert len(recherche.mots) <= MOTS_MAX
    assert bool(recherche) == bool(recherche.mots)


@pytest.mark.parametrize(
    "texte",
    [
        "&|!",
        "'",
        "\\",
        "a:*",
        "<->",
        '"',
        "« »",
        "!mot",
        "(",
        "%",
        "%s",
        "à",
        "le la les",
        "-- ;",
        "x" * 5000,
    ],
)
def test_aucun_signe_ne_fait_echouer_la_requete(dossier, texte):
    fiche_de_point(dossier, titre="Un mot").save()
    for tous in (True, False):
        if lire(texte):
            trouvees(texte, tous=tous)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_python_et_postgresql_plient_de_meme(django_db_blocker, texte):
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as curseur:
        curseur.execute(f"SELECT {PLI.format('%s')}", [texte])
        assert curseur.fetchone()[0] == plier(texte)
