"""`make bench`: one table, whose ratios are all taken within one run on one machine."""

import json
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from banc import mesures
from banc.navigateur import mesurer_l_ecoindex
from banc.serveurs import gunicorn, memoire_des_ouvriers
from vitrine.models import FicheProposition

EN_TETE = (
    f"{'page':<22} {'SQL':>3} {'ms SQL':>7} │ {'froide/s':>8} {'p50':>6} {'p99':>6} {'× vide':>6} │ "
    f"{'chaude/s':>8} {'p50':>5} {'p99':>6} {'× fichier':>9} │ {'304/s':>6} │ {'ko':>5} {'EcoIndex':>8}"
)


class Command(BaseCommand):
    help = "Mesure les pages publiques d’une base remplie par « peupler » (réglages config.settings.banc)."

    def add_arguments(self, parser):
        parser.add_argument("--secondes", type=float, default=4, help="de chaque mesure")
        parser.add_argument(
            "--ecrire", type=Path, help="garder les temps à froid dans ce fichier, sans le reste"
        )
        parser.add_argument("--comparer", type=Path, help="fichier écrit sur une base plus petite")

    def handle(self, *, secondes, ecrire, comparer, **options):
        if settings.SETTINGS_MODULE != "config.settings.banc":
            raise CommandError("Lancez avec --settings config.settings.banc.")
        call_command("collectstatic", verbosity=0, interactive=False)
        pages = mesures.pages()
        self.stdout.write(f"{FicheProposition.objects.count()} propositions, {os.cpu_count()} processeurs")
        for page in pages:
            mesures.mesurer_le_sql(page)
        environnement = {
            "DATABASE_URL": connection.adresse_url(),
            "DJANGO_SETTINGS_MODULE": "config.settings.banc",
        }
        with gunicorn("config.wsgi", **environnement) as (port, processus):
            for page in pages:
                mesures.mesurer_a_froid(page, port, secondes)
            if ecrire:
                ecrire.write_text(json.dumps(_temps_a_froid(pages)))
                return
            for page in pages:
                mesures.mesurer_a_chaud(page, port, secondes)
            memoire = memoire_des_ouvriers(processus)
            avec_navigateur = mesurer_l_ecoindex(pages, port)
        self._mesurer_le_statique(pages, secondes)
        self._ecrire_le_tableau(pages)
        self.stdout.write(f"\nMémoire du plus lourd des ouvriers : {memoire:.0f} Mo (au plus 160).")
        if not avec_navigateur:
            self.stdout.write("Chromium est absent : pas d’EcoIndex.")
        if comparer:
            self._comparer(pages, json.loads(comparer.read_text()))

    def _mesurer_le_statique(self, pages, secondes):
        with tempfile.TemporaryDirectory() as dossier:
            for page in pages:
                (Path(dossier) / f"{page.transferes}.bin").write_bytes(os.urandom(page.transferes))
            with gunicorn("banc.statique", FICHIERS_DU_BANC=dossier) as (port, _):
                for page in pages:
                    mesures.mesurer_le_statique(page, port, secondes)

    def _ecrire_le_tableau(self, pages):
        vide = pages[0].froide.p50
        self.stdout.write(EN_TETE)
        for page in pages:
            ligne = f"{page.nom:<22} {page.requetes:>3} {page.temps_sql * 1000:>7.1f} │ "
            ligne += f"{page.froide.par_seconde:>8.0f} {_ms(page.froide.p50):>6} {_ms(page.froide.p99):>6} "
            ligne += f"{page.froide.p50 / vide:>6.2f} │ "
            if page.chaude:
                fichier = page.chaude.par_seconde / page.statique.par_seconde
                ligne += (
                    f"{page.chaude.par_seconde:>8.0f} {_ms(page.chaude.p50):>5} {_ms(page.chaude.p99):>6} "
                )
                ligne += f"{fichier:>9.2f} │ {page.non_modifiee.par_seconde:>6.0f} │ "
                ligne += f"{page.transferes / 1000:>5.1f} "
                ligne += f"{page.ecoindex:>8.0f}" if page.ecoindex is not None else f"{'–':>8}"
            self.stdout.write(ligne)

    def _comparer(self, pages, avant):
        """Each time as a multiple of the empty page of its own run, so that the machine does not count."""
        maintenant = _temps_a_froid(pages)
        self.stdout.write("\nTemps à froid par rapport à la base plus petite (au plus 1,3, sauf recherche) :")
        for nom in maintenant.keys() & avant.keys():
            rapport = (maintenant[nom] / maintenant["page vide"]) / (avant[nom] / avant["page vide"])
            self.stdout.write(f"  {nom:<22} × {rapport:.2f}")


def _temps_a_froid(pages) -> dict:
    return {page.nom: page.froide.p50 for page in pages}


def _ms(secondes) -> str:
    return f"{secondes * 1000:.1f}"
