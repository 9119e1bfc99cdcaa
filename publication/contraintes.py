"""Database guards declared beside ordinary constraints, so that migrations create and drop them.

PostgreSQL keeps the rule whoever writes: a view, a shell, another program with the same role.
"""

from django.db.models import BaseConstraint


class TriggerConstraint(BaseConstraint):
    """A constraint kept by a trigger that calls one SQL function of this app."""

    fonction: str
    quand: str
    modificateurs = ""
    garde_contre_truncate = True

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        nom, table = schema_editor.quote_name(self.name), schema_editor.quote_name(model._meta.db_table)
        genre = "CONSTRAINT TRIGGER" if self.modificateurs else "TRIGGER"
        # session_replication_role = replica would silence an ordinary trigger
        sql = (
            f"CREATE {genre} {nom} {self.quand} ON {table} {self.modificateurs} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.fonction}(); "
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {nom}"
        )
        if self.garde_contre_truncate:
            vidage = schema_editor.quote_name(f"{self.name}_vidage")
            sql += (
                f"; CREATE TRIGGER {vidage} BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION publication_refuser_de_vider(); "
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {vidage}"
            )
        return sql

    def remove_sql(self, model, schema_editor):
        nom, vidage = schema_editor.quote_name(self.name), schema_editor.quote_name(f"{self.name}_vidage")
        table = schema_editor.quote_name(model._meta.db_table)
        return f"DROP TRIGGER IF EXISTS {nom} ON {table}; DROP TRIGGER IF EXISTS {vidage} ON {table}"

    def validate(self, model, instance, exclude=None, using=None):
        """Only the database can tell: the trigger compares with the stored row and its own clock."""

    def __eq__(self, other):
        return type(self) is type(other) and self.name == other.name

    def __hash__(self):
        return hash((type(self), self.name))


class PassePreserve(TriggerConstraint):
    """The part of `validite` before now never changes, nor does anything else of a version; it comes with its
    submission and is never deleted."""

    fonction = "publication_preserver_le_passe"
    quand = "AFTER INSERT OR UPDATE OR DELETE"


class SansTrou(TriggerConstraint):
    """Per object, validities follow one another without end, numbers run from 1, each validity is that of a
    validated publication; checked at commit."""

    fonction = "publication_refuser_les_trous"
    quand = "AFTER INSERT OR UPDATE OR DELETE"
    modificateurs = "DEFERRABLE INITIALLY DEFERRED"
    garde_contre_truncate = False


class SoumissionFigee(TriggerConstraint):
    """What was submitted, and by whom it was written, never changes; what was dealt with neither.

    Its submission and its treatment are dated of the present."""

    fonction = "publication_figer_la_soumission"
    quand = "AFTER INSERT OR UPDATE OR DELETE"


class VersionsAccordees(TriggerConstraint):
    """A publication is validated when and only when its versions are valid from its instant; checked at commit."""

    fonction = "publication_accorder_les_versions"
    quand = "AFTER INSERT OR UPDATE"
    modificateurs = "DEFERRABLE INITIALLY DEFERRED"
    garde_contre_truncate = False


class AjoutSeul(TriggerConstraint):
    """Rows are added, dated of the present, and never touched again."""

    fonction = "publication_refuser_de_reecrire"
    quand = "BEFORE INSERT OR UPDATE OR DELETE"


class EffacementGarde(TriggerConstraint):
    """An erasure is asked, then confirmed or refused once, at its own instant; its passages go with that."""

    fonction = "publication_garder_l_effacement"
    quand = "BEFORE INSERT OR UPDATE OR DELETE"
