"""Guards on the code itself: migrations, imports, what a public repository must not hold, unguarded versions."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from publication.checks import versions_gardees
from publication.contraintes import PassePreserve, SansTrou
from publication.models import Version, types_de_version

RACINE = Path(settings.RACINE)
BINAIRES = {
    ".woff2",
    ".woff",
    ".png",
    ".jpg",
    ".jpeg",
    ".ico",
    ".pdf",
    ".xlsx",
    ".ods",
    ".webp",
    ".gz",
    ".zip",
}
# Spelled in pieces, so that this file does not hold what it looks for.
INTERDITS = {
    "un chemin de cette machine": r"(?<![\w-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers)/[a-z.]\w",
    "un index de paquets": r"--(?:extra-)?ind" + r"ex-url|py" + r"pi\.org/simple|simp" + r"le/\s*$",
    "une adresse interne": r"\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+\b|\.inter" + r"nal\b",
}


def test_les_migrations_disent_ce_que_disent_les_modeles(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_chaque_migration_sait_revenir_en_arriere():
    for chemin in RACINE.glob("*/migrations/0*.py"):
        texte = chemin.read_text(encoding="utf-8")
        assert "noop" not in texte or "RunPython.noop" in texte, chemin
        for appel in re.findall(r"RunSQL\((.*?)\n        \)", texte, flags=re.DOTALL):
            assert "DROP" in appel or "reverse_sql" in appel, chemin


def test_les_imports_vont_dans_un_seul_sens():
    lanceur = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    resultat = subprocess.run(
        [lanceur, "--no-cache"], cwd=RACINE, capture_output=True, text=True, check=False
    )
    assert resultat.returncode == 0, resultat.stdout


def test_le_contrat_d_import_couvre_toutes_les_applications():
    texte = (RACINE / "pyproject.toml").read_text(encoding="utf-8")
    locales = {config.name for config in apps.get_app_configs() if Path(config.path).parent == RACINE}
    for app in locales:
        assert texte.count(f'"{app}"') >= 2, f"{app} n’est dans aucun contrat d’import."


def fichiers_suivis() -> list[Path]:
    git = shutil.which("git")
    if not git or not (RACINE / ".git").exists():
        pytest.skip("Ce dossier n’est pas un dépôt git.")
    noms = subprocess.run([git, "ls-files", "-z"], cwd=RACINE, capture_output=True, check=True).stdout
    return [RACINE / nom for nom in noms.decode().split("\0") if nom and (RACINE / nom).is_file()]


@pytest.mark.parametrize("interdit", INTERDITS)
def test_aucun_fichier_suivi_ne_garde_la_trace_d_une_machine(interdit):
    motif = re.compile(INTERDITS[interdit], flags=re.MULTILINE)
    trouves = [
        f"{chemin.relative_to(RACINE)} : {trace.group()}"
        for chemin in fichiers_suivis()
        if chemin.suffix not in BINAIRES
        for trace in [motif.search(chemin.read_text(encoding="utf-8", errors="replace"))]
        if trace
    ]
    assert trouves == []


@pytest.mark.parametrize(
    ("interdit", "texte"),
    [
        ("un chemin de cette machine", "/wo" + "rk/main"),
        ("un chemin de cette machine", "/ho" + "me/alice"),
        ("un index de paquets", "--ind" + "ex-url https://miroir"),
        ("une adresse interne", "10." + "0.0.1"),
    ],
)
def test_la_garde_verrait_une_trace(interdit, texte):
    assert re.search(INTERDITS[interdit], texte)


# Versions


def test_chaque_modele_de_version_porte_ses_gardes():
    assert len(types_de_version()) >= 6
    assert versions_gardees(None) == []


@pytest.fixture
def version_sans_gardes():
    """A version model that forgot `class Meta(Version.Meta)`, taken out of the registry afterwards."""

    class VersionOublieuse(Version):
        section, rang = "Impact", 99

        objet = models.ForeignKey("demarches.Demarche", on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "publication"

    yield VersionOublieuse
    del apps.all_models["publication"]["versionoublieuse"]
    apps.clear_cache()


def test_un_modele_de_version_qui_oublie_ses_gardes_empeche_de_demarrer(version_sans_gardes):
    [erreur] = versions_gardees(None)
    assert (erreur.id, erreur.obj) == ("publication.E002", version_sans_gardes)
    assert erreur.hint == "Déclarez « class Meta(Version.Meta) »."


@pytest.mark.parametrize("oubliee", [PassePreserve, SansTrou])
def test_il_faut_les_deux_gardes(monkeypatch, oubliee):
    modele = types_de_version()[0]
    restantes = [c for c in modele._meta.constraints if not isinstance(c, oubliee)]
    monkeypatch.setattr(modele._meta, "constraints", restantes)
    assert [erreur.id for erreur in versions_gardees(None)] == ["publication.E002"]
