"""The benchmark measures what the portal would hold: the same documents, the same index, the guards back in place."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from banc.francais import Redacteur, vocabulaire
from banc.management.commands import peupler as peupler_la_base
from banc.peuplement import TEMOIN, peupler, repartir
from demarches.models import PropositionVersion
from publication import horloge
from publication.canonique import empreinte
from publication.models import Dossier, types_de_version
from vitrine.indexation import ecarts
from vitrine.models import FicheDemarche, FicheProposition


def etat_des_declencheurs():
    with connection.cursor() as curseur:
        curseur.execute("SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger ORDER BY 1, 2")
        return curseur.fetchall()


@pytest.mark.django_db(transaction=True)
def test_ce_qui_est_ecrit_est_ce_que_le_portail_aurait_ecrit(client):
    avant = etat_des_declencheurs()
    assert list(peupler(3, 400))[-1] == 400
    assert etat_des_declencheurs() == avant
    assert FicheProposition.objects.count() == PropositionVersion.objects.count() == 400
    assert FicheDemarche.objects.order_by("dossier_id").first().publiees == TEMOIN
    instant = horloge.maintenant()
    for dossier in Dossier.objects.all():
        assert ecarts(dossier, instant) == []
    for modele in types_de_version():
        for version in modele.objects.all()[:20]:
            modele.modele_du_document().model_validate(version.contenu)
            assert empreinte(version.contenu) == version.empreinte
    fiche = FicheDemarche.objects.first()
    page = client.get(f"/demarches/{fiche.dossier_id}-{fiche.slug}/avis/")
    assert page.status_code == 200
    assert "C1.12" in page.content.decode()


@pytest.mark.parametrize(
    ("propositions", "demarches"), [(1000, 10), (150, 2), (100, 5), (0, 3), (20_000, 400)]
)
def test_chaque_point_est_dans_une_demarche(propositions, demarches):
    tailles = repartir(propositions, demarches)
    assert (len(tailles), sum(tailles), min(tailles) >= 0) == (demarches, propositions, True)
    assert tailles[0] == min(TEMOIN, propositions)


def test_le_deuxieme_mot_vient_deux_fois_moins_que_le_premier():
    mots = vocabulaire()
    assert len(mots) == len(set(mots)) > 25_000
    redacteur = Redacteur(3)
    comptes = Counter(redacteur.phrase(200_000)[:-1].lower().split())
    for rang in (2, 3, 10):
        assert comptes[mots[0]] / comptes[mots[rang - 1]] == pytest.approx(rang, rel=0.1)


def test_la_meme_graine_donne_les_memes_textes():
    assert Redacteur(5).texte(3) == Redacteur(5).texte(3) != Redacteur(6).texte(3)


def test_une_base_qui_n_est_pas_celle_du_banc_n_est_pas_remplie():
    with pytest.raises(CommandError, match=r"--settings config\.settings\.banc"):
        call_command(peupler_la_base.Command())
