"""The written documents say what the code says: glossary, states."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import TextChoices

DOCS = Path(settings.RACINE) / "docs"
APPS = ["courriels", "accounts", "publication", "demarches", "suivi"]


@pytest.fixture(scope="module")
def glossaire() -> dict:
    """Heading → {term: definition}."""
    sections = re.split(r"^## ", (DOCS / "glossaire.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        section.splitlines()[0]: dict(re.findall(r"^- \*\*(.+?)\*\* : (.+)$", section, flags=re.MULTILINE))
        for section in sections[1:]
    }


def listes_closes() -> dict[str, type]:
    return {
        f"{app}.{nom}": valeur
        for app in [*APPS, "vitrine"]
        for module in [import_module(f"{app}.enums")]
        for nom, valeur in vars(module).items()
        if isinstance(valeur, type)
        and issubclass(valeur, TextChoices)
        and valeur.__module__ == module.__name__
    }


def test_chaque_objet_est_defini_par_la_phrase_du_code(glossaire):
    modeles = [modele for app in APPS for modele in apps.get_app_config(app).get_models()]
    attendues = {modele.__name__: modele.__doc__.strip().splitlines()[0] for modele in modeles}
    assert glossaire["Objets"] == attendues


def test_chaque_valeur_d_une_liste_close_est_definie_en_une_phrase(glossaire):
    texte = (DOCS / "glossaire.md").read_text(encoding="utf-8")
    chemins = dict(re.findall(r"^## (.+)\n\n`([\w.]+)`$", texte, flags=re.MULTILINE))
    definies = {chemins[titre]: termes for titre, termes in glossaire.items() if titre != "Objets"}
    assert {chemin: set(termes) for chemin, termes in definies.items()} == {
        chemin: set(liste.labels) for chemin, liste in listes_closes().items()
    }
    for termes in definies.values():
        for definition in termes.values():
            assert definition[0].isupper(), definition
            assert definition.endswith((".", ")")), definition


def test_les_etats_et_leurs_transitions_sont_a_jour():
    call_command("ecrire_etats", "--verifier")


def test_des_etats_perimes_sont_denonces(tmp_path):
    fichier = tmp_path / "etats.md"
    with pytest.raises(CommandError, match="est périmé"):
        call_command("ecrire_etats", "--verifier", fichier=fichier)
    call_command("ecrire_etats", fichier=fichier)
    call_command("ecrire_etats", "--verifier", fichier=fichier)
    fichier.write_text(fichier.read_text().replace("Renvoyée", "Rendue"))
    with pytest.raises(CommandError, match="est périmé"):
        call_command("ecrire_etats", "--verifier", fichier=fichier)
