"""No column that can hold words escapes: the models' relations are compared with the schema of the database."""

import pytest
from django.apps import apps
from django.db import connection, models

from publication.models import Dossier, types_de_version
from publication.portee import champs_de_texte, est_un_depot, filiations, modeles_a_nettoyer

TEXTUELS = (
    "text",
    "character varying",
    "character",
    "json",
    "jsonb",
    "bytea",
    "xml",
    "tsvector",
    "USER-DEFINED",
)
TABLEAUX = ("_text", "_varchar", "_bpchar", "_json", "_jsonb", "_bytea")

# table → its columns that can hold text and that the generic cleaning leaves alone, and why
AILLEURS = {
    # publication/effacement.py redacts the document; the fingerprint stays
    **{modele._meta.db_table: {"contenu", "empreinte"} for modele in types_de_version()},
    # its texts are redacted; the rest is closed lists and keys
    "publication_publication": {
        "note",
        "raison",
        "commentaire",
        "urgence",
        "approbation",
        "approbation_raison",
        "etat",
        "modification",
        "prealables",
        "controles",
    },
    # made by the database from the columns beside, which are redacted
    "vitrine_fichedemarche": {"recherche"},
    "vitrine_ficheproposition": {"recherche"},
    # fingerprints and closed lists, never free text
    "publication_evenement": {"nature", "documents"},
    "publication_trace": {"type_objet"},
    # the request itself: its passages go when it is dealt with, its legal reference may not repeat them
    "publication_effacement": {
        "etat",
        "motif",
        "reference_legale",
        "passages",
        "documents_entiers",
        "fichiers",
        "demande_comme",
        "traite_comme",
        "raison_du_refus",
    },
}


def tables_du_dossier() -> set[str]:
    """Every table that hangs from a dossier by foreign keys, read in the database; `fichier` and `effacement`,
    which several may share, are not gone through."""
    with connection.cursor() as curseur:
        curseur.execute(
            "WITH RECURSIVE suite (t) AS (SELECT 'publication_dossier'::regclass::oid UNION "
            "SELECT c.conrelid FROM pg_constraint c JOIN suite s ON c.confrelid = s.t AND c.contype = 'f' "
            "WHERE s.t NOT IN ('publication_fichier'::regclass, 'publication_effacement'::regclass)) "
            "SELECT t::regclass::text FROM suite"
        )
        return {nom for (nom,) in curseur.fetchall()}


def colonnes_textuelles(table) -> set[str]:
    """Links to another table are left out: the key of a file is its fingerprint."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
            "AND (data_type = ANY(%s) OR udt_name = ANY(%s)) EXCEPT "
            "SELECT a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid "
            "AND a.attnum = ANY(c.conkey) WHERE c.contype = 'f' AND c.conrelid = %s::regclass",
            [table, list(TEXTUELS), list(TABLEAUX), table],
        )
        return {nom for (nom,) in curseur.fetchall()}


def echappees() -> dict[str, set[str]]:
    """Table → its columns that can hold text and that nothing cleans."""
    nettoyees = {
        modele._meta.db_table: {champ.column for champ in champs_de_texte(modele)}
        for modele in modeles_a_nettoyer()
    }
    entieres = {modele._meta.db_table for modele in modeles_a_nettoyer() if est_un_depot(modele)}
    restes = {
        table: colonnes_textuelles(table) - nettoyees.get(table, set()) - AILLEURS.get(table, set())
        for table in tables_du_dossier() - entieres
    }
    return {table: colonnes for table, colonnes in restes.items() if colonnes}


def test_aucune_colonne_de_texte_n_echappe_a_l_effacement(db):
    assert len(tables_du_dossier()) > 25
    assert echappees() == {}


@pytest.mark.parametrize(
    "ajout",
    [
        "CREATE TABLE notes (id int, demarche_id bigint REFERENCES demarches_demarche (dossier_id), texte text)",
        "ALTER TABLE demarches_avis ADD COLUMN minorite text",
        "ALTER TABLE demarches_avisversion ADD COLUMN resume varchar(10)",
        "ALTER TABLE suivi_preuve ADD COLUMN detail jsonb",
        "ALTER TABLE publication_trace ADD COLUMN avant text[]",
        "ALTER TABLE vitrine_fichedemarche ADD COLUMN vecteur tsvector",
    ],
)
def test_la_garde_voit_une_colonne_qui_echappe(db, ajout):
    with connection.cursor() as curseur:
        curseur.execute(ajout)
    assert len(echappees()) == 1


@pytest.fixture
def modele_ajoute():
    """A part that another app declares, taken out of the registry afterwards."""

    class Contribution(models.Model):
        point = models.ForeignKey("demarches.Proposition", on_delete=models.CASCADE, related_name="+")
        texte = models.TextField()

        class Meta:
            app_label = "demarches"

        def __str__(self):
            return self.texte

    filiations.cache_clear()
    yield Contribution
    del apps.all_models["demarches"]["contribution"]
    apps.clear_cache()
    filiations.cache_clear()


def test_un_modele_ajoute_est_couvert_sans_rien_ecrire(modele_ajoute):
    assert modele_ajoute in modeles_a_nettoyer()
    assert [champ.name for champ in champs_de_texte(modele_ajoute)] == ["texte"]


def test_le_dossier_lui_meme_est_couvert():
    assert "intitule" in {champ.name for champ in champs_de_texte(Dossier)}
    assert Dossier in modeles_a_nettoyer()
