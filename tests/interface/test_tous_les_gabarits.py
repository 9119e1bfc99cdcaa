"""Guards over every template of the project, those of the other apps included."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

RACINE = Path(settings.RACINE)
DOSSIER = RACINE / "templates"
GABARITS = sorted(chemin.relative_to(DOSSIER).as_posix() for chemin in DOSSIER.rglob("*.html"))
INTERDITS = {
    "un script en ligne": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.S),
    "une feuille de style en ligne": re.compile(r"<style\b"),
    "un attribut style": re.compile(r"<[^>]*\sstyle\s*=", re.S),
    "un gestionnaire d’évènement en ligne": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.S),
    "une adresse javascript:": re.compile(r"(?:href|action|src)\s*=\s*[\"']\s*javascript:", re.I),
}


@pytest.mark.parametrize("gabarit", GABARITS)
def test_rien_n_est_ecrit_en_ligne(gabarit):
    texte = (DOSSIER / gabarit).read_text()
    for quoi, motif in INTERDITS.items():
        assert not motif.search(texte), f"{gabarit} contient {quoi}"


@pytest.mark.parametrize(
    "fautif",
    [
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        "<style>p{}</style>",
        '<p class="a" style="color:red">',
        "<button\n onclick='x()'>",
        '<a href="javascript:void(0)">',
    ],
)
def test_le_controle_voit_ce_qu_il_interdit(fautif):
    assert any(motif.search(fautif) for motif in INTERDITS.values())


@pytest.mark.parametrize("gabarit", GABARITS)
def test_le_gabarit_se_compile(gabarit):
    get_template(gabarit)


@pytest.mark.parametrize("gabarit", [g for g in GABARITS if g.startswith("composants/")])
def test_le_composant_dit_ce_qu_il_demande(gabarit):
    texte = (DOSSIER / gabarit).read_text()
    entete = re.search(r"{% comment %}(.*?){% endcomment %}", texte, re.S)
    assert entete, f"{gabarit} n’a pas de commentaire d’en-tête"
    assert "Required:" in entete[1]
    assert "systeme-de-design.gouv.fr" in entete[1] or "Project component" in entete[1]
