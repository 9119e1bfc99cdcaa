#!/usr/bin/env python3
"""Run a command of the portal. Outside production, the demonstration settings are the default."""

import os
import sys

TABLE_ABSENTE = "42P01"  # PostgreSQL's undefined_table


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as erreur:
        sys.exit(f"Configuration incomplète. {erreur}")
    except OperationalError as erreur:
        cause = str(erreur).strip().splitlines()[0]
        sys.exit(
            f"La base de données ne répond pas ({cause}). Rien n’a été modifié : vérifiez DATABASE_URL, puis relancez."
        )
    except ProgrammingError as erreur:
        if getattr(erreur.__cause__, "sqlstate", "") != TABLE_ABSENTE:
            raise
        sys.exit(
            "La base de données n’est pas prête, rien n’a été modifié : lancez « manage.py migrate », puis recommencez."
        )


if __name__ == "__main__":
    main()
