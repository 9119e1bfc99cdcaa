"""What the public reads where the law had something erased: the mark, the ground, the fingerprint; or 410."""

import pytest

from demarches.models import Piece
from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.fichiers import deposer
from publication.soumission import soumettre
from tests import fichiers_parlants
from tests.portail.recits import demarche_en_ligne
from tests.verbes import valider

NOM = "Jean Dupont"
REFERENCE = "RGPD, art. 17, décision n° 12"
MARQUE = "[passage occulté : données personnelles]"


@pytest.fixture(autouse=True)
def fichiers_a_part(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur, points=6)


@pytest.fixture
def effacer(en_ligne, viktor_valideur, adele_administratrice):
    def effacer(*passages, documents=()):
        demande = demander_l_effacement(
            en_ligne.dossier,
            viktor_valideur,
            motif="donnees_personnelles",
            reference_legale=REFERENCE,
            passages=passages,
            documents_entiers=documents,
        )
        confirmer_l_effacement(demande, adele_administratrice)

    return effacer


@pytest.fixture
def base(en_ligne):
    return f"/demarches/{en_ligne.pk}-{en_ligne.slug}/"


def page(client, adresse) -> str:
    reponse = client.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\N{NO-BREAK SPACE}", " ")


AVIS_PUBLIC = (
    "(données personnelles, RGPD, art. 17, décision n° 12) ; l’empreinte d’origine est conservée, elle ne correspond "
    "plus au texte affiché."
)
PASSAGES = {
    "": "La ville, la nuit.",
    "avis/": "Ce que les citoyens demandent.",
    "impact/": "Un décret est en préparation.",
    "propositions/N1/": "Trop cher.",
    "propositions/N2/": "Demandé : minuit. Gardé : une heure.",
    "mesures/1/": "Concours de circonstances.",
}


@pytest.mark.parametrize("section", PASSAGES)
def test_la_page_dit_a_sa_place_ce_qui_a_ete_occulte(section, client, base, effacer):
    assert "occulté" not in page(client, base + section)
    effacer(PASSAGES[section])
    lue = page(client, base + section)
    assert PASSAGES[section] not in lue
    assert MARQUE in lue
    assert "Un passage a été occulté le" in lue
    assert AVIS_PUBLIC in lue
    assert "Empreinte SHA-256 du texte d’origine" in lue


ENTIERS = {
    "demarches.demarche:{d}": ["", "avis/", "impact/", "propositions/N1/", "mesures/1/"],
    "demarches.proposition:{p}": ["propositions/N1/"],
    "suivi.mesure:{m}": ["mesures/1/"],
}


@pytest.mark.parametrize("cle", ENTIERS)
def test_un_document_efface_en_entier_repond_410_sans_se_garder(cle, client, base, en_ligne, effacer):
    point = en_ligne.propositions.get(reference="N1")
    effacer(documents=[cle.format(d=en_ligne.pk, p=point.pk, m=en_ligne.mesures.get().pk)])
    for section in ENTIERS[cle]:
        reponse = client.get(base + section, follow=True)
        assert reponse.status_code == 410
        assert reponse.headers["Cache-Control"] == "no-store"
        assert f"données personnelles ({REFERENCE})" in reponse.content.decode()
    for adresse in ("/", "/demarches/"):
        assert client.get(adresse).status_code == 200


@pytest.mark.parametrize(
    ("modele", "section", "phrase"),
    [
        ("demarches.avis", "avis/", "L’avis a été effacé le"),
        ("suivi.impact", "impact/", "L’impact a été effacé le"),
    ],
)
def test_une_section_effacee_en_entier_le_dit_et_montre_le_reste(
    modele, section, phrase, client, base, en_ligne, effacer
):
    effacer(documents=[f"{modele}:{en_ligne.pk}"])
    lue = page(client, base + section)
    assert phrase in lue
    assert REFERENCE in lue
    assert MARQUE not in lue


def test_une_reponse_effacee_en_entier_laisse_le_point(client, base, en_ligne, effacer):
    effacer(documents=[f"suivi.reponse:{en_ligne.propositions.get(reference='N1').pk}"])
    lue = page(client, base + "propositions/N1/")
    assert "La réponse publiée a été effacée le" in lue
    assert "Trop cher" not in lue


def test_un_fichier_efface_repond_410_sans_se_garder(
    client, en_ligne, effacer, alice_redactrice, viktor_valideur
):
    depot = fichiers_parlants.depot(fichiers_parlants.pdf(f"De {NOM}"))
    fichier = deposer(depot, "jean-dupont.pdf", en_ligne.dossier, alice_redactrice)
    Piece.objects.create(demarche=en_ligne, titre="Lettre", fichier=fichier)
    adresse = f"/fichiers/{fichier.sha256}/jean-dupont.pdf"
    assert client.get(adresse).status_code == 404
    raison = {"modification": "mise_a_jour", "raison": "Une pièce."}
    valider(soumettre(en_ligne.dossier, [en_ligne], alice_redactrice, **raison), viktor_valideur)
    reponse = client.get(adresse)
    assert NOM not in b"".join(reponse).decode("latin-1")  # compressed
    assert reponse.status_code == 200
    effacer(NOM)
    fichier.refresh_from_db()
    for nom in ("jean-dupont.pdf", fichier.nom, "autre.pdf"):
        reponse = client.get(f"/fichiers/{fichier.sha256}/{nom}")
        assert reponse.status_code == 410
        assert reponse.headers["Cache-Control"] == "no-store"
        assert REFERENCE in reponse.content.decode()
    assert client.get(f"/fichiers/{'0' * 64}/x.pdf").status_code == 404


def test_l_effacement_d_un_brouillon_ne_dit_rien_au_public(client, en_ligne, effacer, alice_redactrice):
    """A file that was never public does not start to exist by being erased."""
    depot = fichiers_parlants.depot(fichiers_parlants.pdf(f"De {NOM}"))
    fichier = deposer(depot, "a.pdf", en_ligne.dossier, alice_redactrice)
    effacer(NOM)
    assert client.get(f"/fichiers/{fichier.sha256}/a.pdf").status_code == 404
