"""The append-only journal: one row per event, naming the exact documents by their fingerprint."""

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
        documents=[
            {
                "schema": version.contenu["schema"],
                "objet": f"{version._meta.get_field('objet').related_model._meta.model_name}:{version.objet_id}",
                "numero": version.numero,
                "empreinte": version.empreinte,
            }
            for version in versions_de(publication)
        ],
    )
