"""Random people do random things to a few objects while time goes by; an independent SQL script judges every step."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import Affectation
from publication import horloge
from publication.enums import Modification, MotifDeRetrait
from publication.models import Lot, Publication, types_de_version
from publication.recevabilite import Declaration
from publication.refus import Refus
from publication.soumission import annuler_toutes, retirer, soumettre, soumettre_au_fil_de_l_eau
from suivi.enums import Position
from tests.personnes import agent
from tests.scenes import jour
from tests.verbes import (
    deprogrammer_toutes,
    prendre_en_charge_toutes,
    renvoyer_toutes,
    valider_ce_qui_peut_l_etre,
    valider_toutes,
)
from vitrine.indexation import ecarts

SCRIPT = Path(__file__).with_name("invariants.sql").read_text(encoding="utf-8")
PARTIES = dict(re.findall(r"^-- \[(\w+)\]\n(.*?)(?=^-- \[|\Z)", SCRIPT, flags=re.DOTALL | re.MULTILINE))

VERBES = [
    *["changer", "soumettre", "au_fil", "valider", "programmer"] * 3,
    *["reste", "deprogrammer", "deprogrammer_lot"] * 2,
    *["valider_lot", "prendre", "renvoyer", "annuler", "annuler_lot", "retirer", "changer_position"],
]
PAS = st.tuples(
    st.sampled_from(VERBES),
    st.integers(0, 2),  # who
    st.sets(st.integers(0, 6), min_size=1),  # which objects
    st.integers(0, 9),  # which publication
    st.sampled_from([0, 0, 1, 30, 60, 24 * 60, 5 * 24 * 60]),  # minutes that go by
    st.sampled_from([-60, 0, 1, 24 * 60, 5 * 24 * 60, 5 * 24 * 60]),  # minutes until it is published
    st.sampled_from([*Modification.values, *["mise_a_jour"] * 4, ""]),
)


def sql(texte, **parametres):
    with connection.cursor() as curseur:
        curseur.execute(texte, parametres or None)
        return curseur.fetchall() if curseur.description else []


class Histoire:
    def __init__(self, scene, equipe):
        self.scene, self.equipe, self.instant = scene, equipe, jour(0)
        self.faits = Counter()

    def avancer(self, pas):
        verbe, qui, lesquels, laquelle, attente, delai, nature = pas
        self.instant += dt.timedelta(minutes=attente)
        with horloge.reglee_sur(self.instant):
            self.par, self.nature = self.equipe[qui], nature
            self.objets = [self.scene.tout[n] for n in sorted(lesquels)]
            self.publications = self._une_ou_son_lot(laquelle, entier=verbe.endswith(("_lot", "reste")))
            self.quand = self.instant + dt.timedelta(minutes=delai)
            sql(PARTIES["photo"])
            try:
                with transaction.atomic():
                    getattr(self, verbe)()
                    # what a commit would check
                    sql("SET CONSTRAINTS ALL IMMEDIATE")
                    sql("SET CONSTRAINTS ALL DEFERRED")
                self.faits[verbe] += 1
            except Refus:
                self.faits["refus"] += 1
            assert sql(PARTIES["etat"]) == [], pas
            assert sql(PARTIES["pas"], instant=self.instant) == [], pas
            assert ecarts(self.scene.dossier, self.instant) == [], pas

    def _une_ou_son_lot(self, rang, *, entier):
        toutes = list(Publication.objects.order_by("-pk")[:10])
        if not toutes:
            return []
        choisie = toutes[rang % len(toutes)]
        if entier and choisie.lot_id:
            return list(Publication.objects.filter(lot=choisie.lot_id, etat=choisie.etat))
        return [choisie]

    @property
    def declaration(self):
        return {"modification": self.nature, "raison": "Une raison."}

    def changer(self):
        self.scene.changer(*self.objets, par=self.par, texte=f"Texte du {self.instant:%d %H:%M}.")

    def changer_position(self):
        reponse = self.scene.reponse
        retenue = reponse.position == Position.RETENUE
        reponse.position = Position.NON_RETENUE if retenue else Position.RETENUE
        reponse.motifs = ["cout"] if retenue else []
        reponse.save()

    def soumettre(self):
        soumettre(self.scene.dossier, self.objets, self.par, **self.declaration)

    def au_fil(self):
        particulieres = {self.scene.reponse: Declaration(Modification.CHANGEMENT_DE_POSITION, "Arbitré.")}
        soumettre_au_fil_de_l_eau(
            self.scene.dossier,
            self.objets,
            self.par,
            **self.declaration,
            declarations=particulieres if self.nature == Modification.RECTIFICATION else {},
        )

    def valider(self):
        valider_toutes(self.publications, self.par)

    valider_lot = valider

    def programmer(self):
        valider_toutes(self.publications, self.par, self.quand)

    def reste(self):
        valider_ce_qui_peut_l_etre(self.publications, self.par, self.quand)

    def deprogrammer(self):
        deprogrammer_toutes(self.publications, self.par)

    deprogrammer_lot = deprogrammer

    def prendre(self):
        prendre_en_charge_toutes(self.publications, self.par)

    def renvoyer(self):
        renvoyer_toutes(self.publications, self.par, "À revoir.")

    def annuler(self):
        annuler_toutes(self.publications, self.par)

    annuler_lot = annuler

    def retirer(self):
        retirer(
            self.objets[0],
            self.scene.dossier,
            self.par,
            motif=MotifDeRetrait.ERREUR,
            explication="Une erreur.",
        )


@pytest.fixture
def equipe(scene, ministere, cipc, valerie_valideuse):
    """An author, a validator, and one who is both."""
    deborah = agent("Déborah", Role.REDACTEUR, ministere)
    Affectation.objects.create(agent=deborah, role=Role.VALIDATEUR, organisation=cipc, debut="2020-01-01")
    sql(PARTIES["vue"])
    return [scene.auteur, scene.validateur, deborah]


def test_le_script_connait_chaque_table_de_versions():
    for modele in types_de_version():
        assert modele._meta.db_table in PARTIES["vue"]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(histoire=st.lists(PAS, min_size=12, max_size=30))
def test_aucune_histoire_ne_casse_la_fenetre(histoire, scene, equipe):
    with transaction.atomic():
        raconter(scene, equipe, histoire)
        transaction.set_rollback(True)
    for objet in scene.tout:
        objet.refresh_from_db()


def raconter(scene, equipe, histoire) -> Counter:
    """The beginning is always the same, so that there is something to change, to schedule and to withdraw."""
    recit = Histoire(scene, equipe)
    with horloge.reglee_sur(recit.instant):
        scene.publier(scene.demarche, scene.proposition)
    for pas in histoire:
        recit.avancer(pas)
    return recit.faits


def test_une_histoire_ou_chaque_verbe_reussit(scene, equipe):
    """The random ones would prove nothing if every step were refused."""
    a, v = 0, 1
    tout = {2, 4, 5, 6}
    histoire = [
        ("au_fil", a, {1, 4, 5, 6}, 0, 1, 0, ""),
        ("prendre", v, {0}, 0, 1, 0, ""),
        ("renvoyer", v, {0}, 0, 1, 0, ""),
        ("annuler", a, {0}, 1, 1, 0, ""),
        ("reste", v, {0}, 2, 1, 24 * 60, ""),
        ("deprogrammer_lot", v, {0}, 2, 1, 0, ""),
        ("au_fil", a, {1, 4, 5, 6}, 0, 1, 0, ""),
        ("valider_lot", v, {0}, 0, 1, 0, ""),
        ("changer", a, tout, 0, 60, 0, ""),
        ("soumettre", a, tout, 0, 60, 0, "mise_a_jour"),
        ("programmer", v, {0}, 0, 60, 24 * 60, ""),
        ("deprogrammer", a, {0}, 0, 60, 0, ""),
        ("changer_position", a, {0}, 0, 0, 0, ""),
        ("soumettre", a, {4}, 0, 60, 0, "changement_de_position"),
        ("valider", v, {0}, 0, 60, 0, ""),
        ("retirer", a, {6}, 0, 60, 0, ""),
        ("valider", v, {0}, 0, 60, 0, ""),
        ("au_fil", a, {2, 5}, 0, 60, 0, "rectification"),
        ("annuler_lot", a, {0}, 0, 60, 0, ""),
    ]
    faits = raconter(scene, equipe, histoire)
    assert faits["refus"] == 0
    assert set(faits) == set(VERBES)
    assert Lot.objects.count() == 3


@pytest.mark.parametrize(
    ("casse", "dit"),
    [
        (
            "UPDATE demarches_propositionversion SET validite = tstzrange('2025-08-01', NULL)",
            "le passé a changé",
        ),
        ("UPDATE demarches_propositionversion SET numero = 2", "un numéro hors de l’ordre du temps"),
        (
            "UPDATE demarches_propositionversion SET numero = NULL, validite = NULL",
            "une validation qui n’a rien commencé",
        ),
        ("UPDATE publication_publication SET validee_par_id = soumise_par_id", "validé par qui l’a soumis"),
        (
            "DELETE FROM publication_evenement WHERE id = (SELECT max(id) FROM publication_evenement)",
            "le journal a été réécrit",
        ),
        ("UPDATE publication_publication SET etat = 'annulee'", "une transition que la table ne permet pas"),
        ("UPDATE demarches_propositionversion SET contenu = '{}'", "un document figé a changé ou disparu"),
    ],
)
def test_le_script_voit_ce_qui_est_casse(casse, dit, scene, equipe):
    with horloge.reglee_sur(jour(0)):
        scene.publier(scene.demarche, scene.proposition)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(PARTIES["photo"])
    with connection.cursor() as curseur:
        for table in ("publication_publication", "publication_evenement", "demarches_propositionversion"):
            curseur.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        curseur.execute("ALTER TABLE publication_publication DROP CONSTRAINT publication_quatre_yeux")
        for contrainte in ("validee_si_et_seulement_si_datee", "validee_apres_controle"):
            curseur.execute(f"ALTER TABLE publication_publication DROP CONSTRAINT publication_{contrainte}")
        curseur.execute(casse)
    vus = {raison for raison, *_ in [*sql(PARTIES["etat"]), *sql(PARTIES["pas"], instant=jour(1))]}
    assert dit in vus
