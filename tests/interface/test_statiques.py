import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from config.statiques import feuille_sombre

STATIQUES = Path(settings.RACINE) / "static" / "portail"


@pytest.fixture(scope="module")
def collecte(tmp_path_factory):
    """A real collection, with the hashed names of production."""
    from django.test import override_settings

    dossier = tmp_path_factory.mktemp("statiques")
    stockages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    with override_settings(STATIC_ROOT=dossier, STORAGES=stockages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return {chemin.relative_to(dossier).as_posix() for chemin in dossier.rglob("*") if chemin.is_file()}


def test_la_collecte_est_reduite(collecte):
    originaux = {chemin for chemin in collecte if not re.search(r"\.[0-9a-f]{12}\.", chemin)}
    assert len({chemin for chemin in originaux if not chemin.startswith("guide/")}) < 170


def test_la_collecte_garde_ce_dont_le_back_office_a_besoin(collecte):
    for fichier in (
        "admin/css/base.css",
        "admin/js/theme.js",
        "admin/js/vendor/jquery/jquery.min.js",
        "admin/js/vendor/select2/select2.full.min.js",
        "admin/js/vendor/select2/i18n/fr.js",
        "admin/css/vendor/select2/select2.min.css",
        "admin/js/vendor/xregexp/xregexp.min.js",
        "admin/img/icon-addlink.svg",
    ):
        assert fichier in collecte


def test_le_systeme_de_design_se_limite_a_sa_feuille_et_a_ce_qu_elle_cite(collecte):
    dsfr = {chemin for chemin in collecte if chemin.startswith("dsfr/")}
    assert "dsfr/dist/dsfr.main.min.css" in dsfr
    assert not [chemin for chemin in dsfr if chemin.endswith(".js")]
    assert {Path(chemin).suffix for chemin in dsfr} == {".css", ".svg", ".woff", ".woff2"}


def test_un_fichier_du_systeme_de_design_non_cite_n_est_pas_servi():
    assert finders.find("dsfr/dist/dsfr.main.min.css")
    assert not finders.find("dsfr/dist/dsfr.module.min.js")


def test_le_theme_sombre_est_celui_du_systeme_de_design():
    """If this fails after an upgrade: write `feuille_sombre()` to static/portail/sombre.css again."""
    assert (STATIQUES / "sombre.css").read_text() == feuille_sombre()


def test_le_theme_sombre_du_back_office_est_le_meme_avec_et_sans_javascript():
    feuille = (STATIQUES / "admin.css").read_text()
    variables = [
        re.findall(r"[\w-]+: [^;]+;", bloc)
        for bloc in re.findall(r"\{([^{}]*color-scheme: dark;[^{}]*)\}", feuille)
    ]
    assert len(variables) == 2
    assert variables[0] == variables[1]


@pytest.mark.parametrize("feuille", ["portail.css", "admin.css", "sombre.css"])
def test_nos_feuilles_ne_demandent_rien_a_un_tiers(feuille):
    assert not re.search(r"url\([\"']?(?:https?:)?//|@import", (STATIQUES / feuille).read_text())


def test_le_script_ne_pose_ni_cookie_ni_requete():
    script = (STATIQUES / "portail.js").read_text()
    assert not re.search(r"document\.cookie|fetch\(|XMLHttpRequest|sendBeacon|innerHTML|eval\(", script)
