"""The append-only journal: one row per event, naming the exact documents by their fingerprint."""

from publication.enums import NatureEvenement
from publication.models import Evenement, types_de_version


def versions_de(publication) -> list:
    """Every version frozen by a publication, in reading order."""
    return [
        version
        for modele in types_de_version()
        for version in modele.objects.filter(publication=publication).select_related("objet").order_by("pk")
    ]


def consigner(nature, publication, instant) -> Evenement:
    """Add the event to the journal; no personal data goes in."""
    return Evenement.objects.create(
        survenu_le=instant,
        nature=nature,
        dossier_id=publication.dossier_id,
        publication=publication,
        documents=[_citation(version) for version in versions_de(publication)],
    )


def consigner_l_effacement(effacement, versions, fichiers, instant) -> Evenement:
    """What was erased, by its fingerprints: neither the words nor who asked."""
    return Evenement.objects.create(
        survenu_le=instant,
        nature=NatureEvenement.EFFACEMENT,
        dossier_id=effacement.dossier_id,
        effacement=effacement,
        documents=[
            *(_citation(version) for version in versions),
            *({"schema": "fichier", "empreinte": fichier.sha256} for fichier in fichiers),
        ],
    )


def _citation(version) -> dict:
    return {
        "schema": version.contenu["schema"],
        "objet": f"{version._meta.get_field('objet').related_model._meta.model_name}:{version.objet_id}",
        "numero": version.numero,
        "empreinte": version.empreinte,
    }
