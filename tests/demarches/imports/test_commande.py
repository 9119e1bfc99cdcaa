"""`manage.py importer_propositions`, as someone on the server types it."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from accounts.models import Agent
from demarches.imports.fichiers import TAILLE_MAXIMALE
from demarches.management.commands.importer_propositions import Progression
from demarches.models import Proposition
from publication.models import Trace
from tests.fabriques import PropositionFactory

RACINE = Path(__file__).resolve().parents[3]
FICHIER = "référence;titre;texte;auteur\nC1;Un;Écrivez à jean@exemple.fr;Jean\nC2;Deux;Texte;Anne\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def lancer(demarche, tmp_path):
    """Run the command on a file with this content; return what it says on its two outputs."""

    def lancer_sur(contenu, *options, nom="liste.csv", dans=None):
        chemin = tmp_path / nom
        chemin.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
        sortie, erreurs = io.StringIO(), io.StringIO()
        cible = str(demarche.pk) if dans is None else dans
        try:
            call_command("importer_propositions", cible, str(chemin), *options, stdout=sortie, stderr=erreurs)
        finally:
            lancer_sur.dit = sortie.getvalue()
        return sortie.getvalue(), erreurs.getvalue()

    return lancer_sur


def refus(lancer, *arguments, **options) -> str:
    with pytest.raises(CommandError) as erreur:
        lancer(*arguments, **options)
    assert erreur.value.returncode != 0
    phrase = str(erreur.value)
    assert phrase.endswith(".")
    assert "\n" not in phrase
    return phrase


def test_un_import_dit_ce_qui_est_fait_ecarte_et_a_verifier(demarche, lancer):
    sortie, _ = lancer(FICHIER)
    assert "Importé : 2 créées, 0 modifiée, 0 inchangée, 0 refusée." in sortie
    assert "écartées sans être lues : « auteur »" in sortie
    assert "ligne 2 : C1 créée – à vérifier : Une adresse électronique figure dans le texte" in sortie
    assert "C2" not in sortie
    assert demarche.propositions.count() == 2


def test_un_essai_dit_chaque_ligne_et_n_ecrit_rien(demarche, lancer):
    PropositionFactory(demarche=demarche, reference="C2", titre="Deux", verbatim="Ancien", chapitre="Dormir")
    sortie, _ = lancer("référence;titre;texte;chapitre\nC1;Un;x;\n\nC2;Deux;Nouveau;\n", "--essai")
    lignes = [ligne for ligne in sortie.splitlines() if ligne.startswith("ligne")]
    assert lignes == ["ligne 2 : C1 créée", "ligne 4 : C2 modifiée – texte des citoyens, chapitre (effacé)"]
    assert "Essai, rien n’a été écrit ; seraient : 1 créée, 1 modifiée, 0 inchangée, 0 refusée." in sortie
    assert demarche.propositions.get().verbatim == "Ancien"


def test_un_fichier_refuse_dit_chaque_raison_et_ne_change_rien(demarche, lancer):
    for options in ([], ["--essai"]):
        phrase = refus(lancer, "référence;titre\nC1;Un\nC1;Encore\nC/2;Deux\n", *options)
        assert phrase.startswith(
            "Le fichier est refusé et rien n’a changé (lignes refusées : 2 sur 3) : corrigez"
        )
        assert "ligne 3 : refusée – La référence « C1 » est donnée deux fois" in lancer.dit
        assert "ligne 4 : C/2 refusée – La référence contient une barre oblique" in lancer.dit
        assert not demarche.propositions.exists()


def test_sans_nom_c_est_l_exploitation_qui_importe(lancer):
    lancer(FICHIER)
    assert set(Trace.objects.values_list("agent", flat=True)) == {Agent.objects.exploitation().pk}


def test_on_peut_dire_qui_importe(lancer, agent):
    lancer(FICHIER, "--par", agent.courriel.upper())
    assert set(Trace.objects.values_list("agent", flat=True)) == {agent.pk}


def test_un_agent_inconnu_ou_d_ailleurs_est_refuse(demarche, lancer, oscar_d_ailleurs):
    assert "Aucun agent n’a le courriel « x@y.fr »" in refus(lancer, FICHIER, "--par", "x@y.fr")
    assert "autre organisation" in refus(lancer, FICHIER, "--par", oscar_d_ailleurs.courriel)
    assert not demarche.propositions.exists()


def test_on_peut_designer_les_colonnes(demarche, lancer):
    lancer("Numéro;Contribution libre;Titre\nC1;Un texte;Un\n", "--colonne", "texte = Contribution libre")
    assert demarche.propositions.get().verbatim == "Un texte"
    assert "CHAMP=INTITULÉ" in refus(lancer, FICHIER, "--colonne", "texte")
    assert "champ inconnu (« truc »)" in refus(lancer, FICHIER, "--colonne", "truc=titre")


@pytest.mark.parametrize("identifiant", ["abc", "-1", "99999999999999999999", "123456789", "", "½", "1.5"])
def test_une_demarche_inconnue_est_dite_avec_celles_qui_existent(demarche, lancer, identifiant):
    phrase = refus(lancer, FICHIER, dans=identifiant)
    assert phrase.startswith(
        f"La démarche « {identifiant} » n’existe pas : les plus récentes sont {demarche.pk} ("
    )


def bombe() -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", "x")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300_000_000))
    return sortie.getvalue()


MAUVAIS_FICHIERS = {
    "vide": ("liste.csv", lambda: b"", "Le fichier est vide"),
    "image": ("liste.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "est une image"),
    "json": ("liste.json", lambda: b'[{"a": 1}]', "est un fichier JSON"),
    "trop lourd": ("liste.csv", lambda: b"titre\n" + b"x" * TAILLE_MAXIMALE, "la taille permise (100 Mo)"),
    "bombe": ("liste.xlsx", bombe, "une fois décompressé"),
    "colonnes": ("liste.csv", lambda: b"code;montant\n1;2\n", "il faut au moins une colonne"),
    "nul": ("liste.csv", lambda: b"titre;texte\nA;x\0y\n", "corrigez les lignes nommées"),
}


@pytest.mark.parametrize(("nom", "fabriquer", "cause"), MAUVAIS_FICHIERS.values(), ids=MAUVAIS_FICHIERS)
def test_un_mauvais_fichier_est_refuse_en_une_phrase(demarche, lancer, nom, fabriquer, cause):
    assert cause in refus(lancer, fabriquer(), nom=nom)
    assert not Proposition.objects.exists()


def importer_le_chemin(demarche, chemin) -> str:
    with pytest.raises(CommandError) as erreur:
        call_command("importer_propositions", str(demarche.pk), str(chemin))
    return str(erreur.value)


def test_un_chemin_qui_n_est_pas_un_fichier_lisible_est_dit(demarche, tmp_path):
    (tmp_path / "dossier.csv").mkdir()
    assert "est introuvable :" in importer_le_chemin(demarche, tmp_path / "absent.csv")
    assert "n’est pas un fichier :" in importer_le_chemin(demarche, tmp_path / "dossier.csv")
    assert "ne se laisse pas lire (" in importer_le_chemin(demarche, tmp_path / f"{'x' * 300}.csv")


def test_un_fichier_sans_droit_de_lecture_est_dit(demarche, tmp_path):
    """Root reads everything: become nobody for that moment."""
    interdit = tmp_path / "interdit.csv"
    interdit.write_text("titre\nUn\n")
    interdit.chmod(0)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        phrase = importer_le_chemin(demarche, interdit)
    finally:
        if root:
            os.seteuid(0)
    assert phrase.endswith("ne se laisse pas lire : donnez-vous le droit de l’ouvrir.")


def test_la_progression_se_voit_sans_terminal():
    sortie = io.StringIO()
    progression = Progression(OutputWrapper(sortie))
    for faites in range(200, 12_001, 200):
        progression("lues", faites, None)
    progression("lues", 12_000, 12_000)
    progression("écrites", 5_000, 7_000)
    progression("écrites", 7_000, 7_000)
    assert sortie.getvalue().replace("\u202f", "").splitlines() == [
        "Lignes lues : 5000", "Lignes lues : 10000", "Lignes lues : 12000 sur 12000", "Lignes écrites : 5000 sur 7000", "Lignes écrites : 7000 sur 7000",
    ]  # fmt: skip


def test_une_etape_lente_donne_de_ses_nouvelles(monkeypatch):
    monkeypatch.setattr(Progression, "SECONDES", 0)
    sortie = io.StringIO()
    Progression(OutputWrapper(sortie))("lues", 200, None)
    assert sortie.getvalue() == "Lignes lues : 200\n"


def test_sur_un_terminal_la_progression_se_reecrit_sur_place():
    sortie = Terminal()
    progression = Progression(OutputWrapper(sortie))
    progression("lues", 200, None)
    progression("lues", 400, 400)
    assert sortie.getvalue() == "\rLignes lues : 200\rLignes lues : 400 sur 400\n"


@pytest.mark.parametrize(
    ("environnement", "cause", "remede"),
    [
        (
            {"DATABASE_URL": "postgres://u@127.0.0.1:1/x"},
            "La base de données ne répond pas",
            "vérifiez DATABASE_URL",
        ),
        (
            {"DJANGO_SETTINGS_MODULE": "config.settings.base", "SECRET_KEY": ""},
            "La variable d’environnement SECRET_KEY est absente",
            "définissez-la",
        ),
    ],
    ids=["base perdue", "configuration absente"],
)
def test_sans_base_ou_sans_configuration_la_commande_le_dit(tmp_path, environnement, cause, remede):
    commande = [
        sys.executable,
        str(RACINE / "manage.py"),
        "importer_propositions",
        "1",
        str(tmp_path / "x.csv"),
    ]
    essai = subprocess.run(
        commande, env=os.environ | environnement, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert essai.returncode != 0
    assert cause in essai.stderr
    assert remede in essai.stderr
    assert "Traceback" not in essai.stderr
