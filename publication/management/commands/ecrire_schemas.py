import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from publication.documents import DocumentDeRetrait
from publication.models import types_de_version

DIALECTE = "https://json-schema.org/draft/2020-12/schema"


class Command(BaseCommand):
    help = (
        "Écrit le schéma JSON de chaque document public dans docs/schemas ; --verifier compare sans écrire."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--verifier", action="store_true", help="comparer seulement ; code 1 si un schéma a changé"
        )
        parser.add_argument("--dossier", type=Path, default=Path(settings.RACINE) / "docs" / "schemas")

    def handle(self, *, verifier, dossier, **options):
        attendus = {nom: en_texte(modele) for nom, modele in documents().items()}
        if verifier:
            self._verifier(dossier, attendus)
        else:
            dossier.mkdir(parents=True, exist_ok=True)
            for nom, texte in attendus.items():
                (dossier / nom).write_text(texte, encoding="utf-8")
        self.stdout.write(f"Schémas {'vérifiés' if verifier else 'écrits'} : {len(attendus)} document(s).")

    def _verifier(self, dossier, attendus):
        presents = {chemin.name: chemin.read_text(encoding="utf-8") for chemin in dossier.glob("*.json")}
        perimes = sorted(nom for nom, texte in attendus.items() if presents.get(nom) != texte)
        if perimes:
            raise CommandError(
                f"Les schémas publiés ne disent plus ce que sont les documents : {', '.join(perimes)}. "
                "Si un document a changé, donnez-lui un nouveau numéro ; puis « manage.py ecrire_schemas »."
            )


def documents() -> dict:
    """File name → model of every public document, e.g. « proposition-1.json »."""
    modeles = [*(modele.modele_du_document() for modele in types_de_version()), DocumentDeRetrait]
    return {f"{modele.model_fields['schema_'].default.replace('/', '-')}.json": modele for modele in modeles}


def en_texte(modele) -> str:
    """What the portal writes (serialization), hence every key it always writes is required."""
    schema = {"$schema": DIALECTE} | modele.model_json_schema(by_alias=True, mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
