from django.db import models

from demarches.documents.actualite import DocumentActualite
from demarches.models.actualite import Actualite
from demarches.models.versions.copie import copie
from demarches.regles import ACTUALITE
from publication.atelier import SEL_DE_COMPARAISON
from publication.documents import FichierCite, Organisme
from publication.models import Version


class ActualiteVersion(Version):
    """Une actualité, telle que le public la lit."""

    objet = models.ForeignKey(Actualite, on_delete=models.PROTECT, related_name="versions")

    schema = "actualite/1"
    section, rang = "Actualité", 7
    regles = ACTUALITE
    est_une_annonce = True
    champs_de_forme = frozenset(
        [
            "titre",
            "slug",
            "chapo",
            "texte",
            "image_alternative",
        ]
    )

    class Meta(Version.Meta):
        pass

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "actualite")

    @classmethod
    def modele_du_document(cls):
        return DocumentActualite

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Actualite.objects.filter(dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentActualite,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            id=objet.pk,
            organisation=Organisme.de(objet.organisation),
            image=FichierCite.de(objet.image) if objet.image else None,
            demarches=sorted(demarche.pk for demarche in objet.demarches.all()),
        )
