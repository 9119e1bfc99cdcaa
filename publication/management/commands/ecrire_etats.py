from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

ENTETE = """# États et transitions

Écrit par `manage.py ecrire_etats` depuis les tables de transitions du code ; un test échoue s’il est périmé.
Chaque verbe relit l’état sous verrou et refuse, en une phrase, une transition qui n’est pas ici.
"""


class Command(BaseCommand):
    help = "Écrit docs/etats.md depuis les tables de transitions ; --verifier compare sans écrire."

    def add_arguments(self, parser):
        parser.add_argument("--verifier", action="store_true", help="comparer seulement ; code 1 si périmé")
        parser.add_argument("--fichier", type=Path, default=Path(settings.RACINE) / "docs" / "etats.md")

    def handle(self, *, verifier, fichier, **options):
        attendu = en_texte()
        if not verifier:
            fichier.write_text(attendu, encoding="utf-8")
        elif not fichier.exists() or fichier.read_text(encoding="utf-8") != attendu:
            raise CommandError(f"{fichier.name} est périmé : lancez « manage.py ecrire_etats ».")
        self.stdout.write(f"États {'vérifiés' if verifier else 'écrits'}.")


def tables() -> list[dict]:
    """Every transition table of the apps: the dictionaries named TRANSITIONS… in their `enums.py`."""
    trouvees = []
    for config in apps.get_app_configs():
        if Path(config.path).parent == Path(settings.RACINE) and (Path(config.path) / "enums.py").exists():
            module = import_module(f"{config.name}.enums")
            trouvees += [valeur for nom, valeur in vars(module).items() if nom.startswith("TRANSITIONS")]
    return trouvees


def en_texte() -> str:
    return "\n".join([ENTETE, *(_section(table) for table in tables())])


def _section(table) -> str:
    etats = type(next(arrivee for _, arrivee in table.values()))
    lignes = [f"## {etats.__doc__.strip().rstrip('.')}", "", "| verbe | depuis | vers |", "|---|---|---|"]
    for verbe, (departs, arrivee) in table.items():
        lignes.append(f"| `{verbe}` | {', '.join(depart.label for depart in departs)} | {arrivee.label} |")
    arrives = {arrivee for _, arrivee in table.values()}
    debuts = ", ".join(etat.label for etat in etats if etat not in arrives)
    partants = {depart for departs, _ in table.values() for depart in departs}
    fins = ", ".join(etat.label for etat in etats if etat not in partants)
    return "\n".join([*lignes, "", f"Commence par : {debuts}. Sans suite : {fins}.", ""])
