"""The one clock of the portal, for Python and for the triggers.

Production runs on PostgreSQL's own clock and nothing can move it. A demonstration or a test database
replaces the SQL function `maintenant()` by one that reads a session setting, so that histories can be
told; `check --deploy` refuses a database in that state.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, connection
from django.utils import timezone

CORPS_DE_PRODUCTION = "SELECT transaction_timestamp()"
CORPS_REGLABLE = (
    "SELECT coalesce(nullif(current_setting('portail.maintenant', true), '')::timestamptz,"
    " transaction_timestamp())"
)
_instant_regle: ContextVar[datetime | None] = ContextVar("instant_regle", default=None)


def maintenant() -> datetime:
    """The present instant, timezone-aware; read once per request or verb and passed on."""
    return _instant_regle.get() or timezone.now()


def instant_de_la_base() -> datetime:
    """The instant that the triggers will compare with in this transaction."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT maintenant()")
        return curseur.fetchone()[0]


def instant_atteint() -> datetime:
    """`instant_de_la_base`, plus what this transaction has spent since, waiting for a lock for instance."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT maintenant() + (clock_timestamp() - transaction_timestamp())")
        return curseur.fetchone()[0]


def rendre_reglable() -> None:
    """Let this database tell histories. Refused wherever `HORLOGE_REGLABLE` is off."""
    _exiger_une_demonstration()
    with connection.cursor() as curseur:
        curseur.execute(sql_de_l_horloge(CORPS_REGLABLE))


@contextmanager
def reglee_sur(instant: datetime):
    """Everything inside happens at `instant`, in Python and in this database session."""
    _exiger_une_demonstration()
    jeton = _instant_regle.set(instant)
    precedent = _regler_la_session(instant.isoformat())
    try:
        yield
    finally:
        _instant_regle.reset(jeton)
        _regler_la_session(precedent)


def sql_de_l_horloge(corps: str) -> str:
    return f"CREATE OR REPLACE FUNCTION maintenant() RETURNS timestamptz LANGUAGE sql STABLE AS $${corps}$$"


@contextmanager
def lue_a(instant: datetime):
    """Inside, pages are read at `instant`. The clock of the database, which dates what is written, is not moved."""
    jeton = _instant_regle.set(instant)
    try:
        yield
    finally:
        _instant_regle.reset(jeton)


def _regler_la_session(valeur: str) -> str:
    with connection.cursor() as curseur:
        curseur.execute("SELECT current_setting('portail.maintenant', true)")
        precedent = curseur.fetchone()[0] or ""
        curseur.execute("SELECT set_config('portail.maintenant', %s, false)", [valeur])
    return precedent


def _exiger_une_demonstration() -> None:
    if not settings.HORLOGE_REGLABLE:
        raise ImproperlyConfigured("L’horloge ne se règle que dans une démonstration ou un test.")


@register("security", deploy=True)
def horloge_de_production(app_configs, **options):
    """A production database whose clock can be moved could backdate."""
    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT prosrc FROM pg_proc WHERE proname = 'maintenant'")
            corps = {ligne[0].strip() for ligne in curseur.fetchall()}
    except (OperationalError, ProgrammingError) as erreur:
        return [Warning(f"Horloge non vérifiée, base injoignable : {erreur}", id="publication.W001")]
    if corps - {CORPS_DE_PRODUCTION}:
        return [
            Error(
                "La fonction SQL maintenant() de cette base peut être réglée : elle permettrait d’antidater.",
                hint="Cette base a servi à une démonstration : repartez d’une base neuve.",
                id="publication.E001",
            )
        ]
    return []
