"""Database guards declared beside ordinary constraints, so that migrations create and drop them.

PostgreSQL keeps the rule whoever writes: a view, a shell, another program with the same role.
"""

from django.db.models import BaseConstraint


class TriggerConstraint(BaseConstraint):
    """A constraint kept by a trigger that calls one SQL function of this app."""

    fonction: str
    quand: str
    modificateurs = ""

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        nom, table = schema_editor.quote_name(self.name), schema_editor.quote_name(model._meta.db_table)
        genre = "CONSTRAINT TRIGGER" if self.modificateurs else "TRIGGER"
        return (
            f"CREATE {genre} {nom} {self.quand} ON {table} {self.modificateurs} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.fonction}(); "
            # session_replication_role = replica would silence an ordinary trigger
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {nom}"
        )

    def remove_sql(self, model, schema_editor):
        nom, table = schema_editor.quote_name(self.name), schema_editor.quote_name(model._meta.db_table)
        return f"DROP TRIGGER IF EXISTS {nom} ON {table}"

    def validate(self, model, instance, exclude=None, using=None):
        """Only the database can tell: the trigger compares with the stored row and its own clock."""

    def __eq__(self, other):
        return type(self) is type(other) and self.name == other.name

    def __hash__(self):
        return hash((type(self), self.name))


class PassePreserve(TriggerConstraint):
    """The part of `validite` before now never changes, nor does anything else of a version."""

    fonction = "publication_preserver_le_passe"
    quand = "AFTER INSERT OR UPDATE OR DELETE"


class SansTrou(TriggerConstraint):
    """Per object, validities follow one another and numbers run from 1 without a gap, checked at commit."""

    fonction = "publication_refuser_les_trous"
    quand = "AFTER INSERT OR UPDATE OR DELETE"
    modificateurs = "DEFERRABLE INITIALLY DEFERRED"


class AjoutSeul(TriggerConstraint):
    """Rows are added and never touched again."""

    fonction = "publication_refuser_de_reecrire"
    quand = "BEFORE UPDATE OR DELETE"
