"""The append-only journal: one row per event, naming the exact documents by their fingerprint."""

from publication.documents_figes import avec_leurs_objets, versions
from publication.effets import produire_les_effets_du_journal
from publication.enums import NatureEvenement
from publication.models import Evenement, types_de_version


def versions_de(publication) -> list:
    """Every version frozen by a publication, in reading order, each with its whole workshop object."""
    return versions_des([publication])


def versions_des(publications) -> list:
    """The same, of several publications: kind by kind, the oldest submission first."""
    publications = [publication.pk for publication in publications]
    return avec_leurs_objets(versions(lambda figees: figees.filter(publication__in=publications)))


def consigner(nature, publication, instant) -> Evenement:
    """Add the event to the journal; no personal data goes in."""
    [evenement] = consigner_tous({publication: nature}, instant)
    return evenement


def consigner_tous(natures, instant) -> list[Evenement]:
    """One event per publication, of the nature that `natures` gives it."""
    documents = _documents(natures)
    evenements = Evenement.objects.bulk_create(
        Evenement(
            survenu_le=instant,
            nature=nature,
            dossier_id=publication.dossier_id,
            publication=publication,
            documents=documents.get(publication.pk, []),
        )
        for publication, nature in natures.items()
    )
    produire_les_effets_du_journal(evenements)
    return evenements


def consigner_le_masquage(version, nature, instant) -> Evenement:
    """What was hidden or shown again: the last version of one object, whatever was published with it."""
    citation = _citation(
        _nom_de_l_objet(version),
        version.contenu["schema"],
        version.objet_id,
        version.numero,
        version.empreinte,
    )
    evenement = Evenement.objects.create(
        survenu_le=instant,
        nature=nature,
        dossier_id=version.dossier_id,
        publication=version.publication,
        documents=[citation],
    )
    produire_les_effets_du_journal([evenement])
    return evenement


def consigner_l_effacement(effacement, versions, fichiers, instant) -> Evenement:
    """What was erased, by its fingerprints: neither the words nor who asked."""
    return Evenement.objects.create(
        survenu_le=instant,
        nature=NatureEvenement.EFFACEMENT,
        dossier_id=effacement.dossier_id,
        effacement=effacement,
        documents=[
            *(
                _citation(
                    _nom_de_l_objet(version),
                    version.contenu["schema"],
                    version.objet_id,
                    version.numero,
                    version.empreinte,
                )
                for version in versions
            ),
            *({"schema": "fichier", "empreinte": fichier.sha256} for fichier in fichiers),
        ],
    )


def _documents(publications) -> dict[int, list[dict]]:
    documents = {}
    for modele in types_de_version():
        versions = modele.objects.filter(publication__in=[publication.pk for publication in publications])
        for pk, *cite in versions.order_by("pk").values_list(
            "publication_id", "contenu__schema", "objet_id", "numero", "empreinte"
        ):
            documents.setdefault(pk, []).append(_citation(_nom_de_l_objet(modele), *cite))
    return documents


def _nom_de_l_objet(version) -> str:
    return version._meta.get_field("objet").related_model._meta.model_name


def _citation(nom, schema, objet, numero, empreinte) -> dict:
    return {"schema": schema, "objet": f"{nom}:{objet}", "numero": numero, "empreinte": empreinte}
