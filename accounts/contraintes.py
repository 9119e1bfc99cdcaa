"""Database guards declared beside ordinary constraints, so that migrations create and drop them.

PostgreSQL keeps the rule whoever writes: a view, a shell, another program with the same role. The functions that
they call are in publication/gardiens.sql; the guards of the window itself are in publication/contraintes.py.
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


class AjoutSeul(TriggerConstraint):
    """Rows are added, dated of the present, and never touched again."""

    fonction = "publication_refuser_de_reecrire"
    quand = "BEFORE INSERT OR UPDATE OR DELETE"
