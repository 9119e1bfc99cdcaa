"""What ordinary SQL, by the application's own role, cannot do to the window nor to the journal.

Each attack is played twice: with the guards, where it is refused and leaves the row as it was; without the
guards named in `gardes`, where it passes, so that nothing else is what refuses it.
"""

from dataclasses import dataclass

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from publication.enums import PointDeControle
from publication.horloge import CORPS_DE_PRODUCTION, sql_de_l_horloge
from publication.models import Evenement, Publication, Trace, types_de_version
from publication.soumission import retirer
from tests.scenes import DECLAREE, Scene, jour, le, version
from tests.verbes import deprogrammer, renvoyer, valider

PASSE, TROU, CHEVAUCHEMENT, NUMEROTEE, NUMERO, UNE_PAR_PUBLICATION = (
    "passe_preserve",
    "sans_trou",
    "sans_chevauchement",
    "numerotee_si_en_vigueur",
    "numero_unique",
    "une_par_publication",
)
DECLENCHEURS = {PASSE, TROU}
ACCORD = "publication_versions_accordees"
SANS_ACCORD = f"DROP TRIGGER {ACCORD} ON publication_publication"


@dataclass
class Histoire:
    """Version 1 from day 0 to day 5, version 2 in force since, version 3 waiting; today is day 10."""

    scene: Scene
    modele: type
    objet: object
    v1: int
    v2: int
    v3: int

    @property
    def table(self):
        return self.modele._meta.db_table

    def contrainte(self, garde):
        return f"{self.modele._meta.model_name}_{garde}"

    def lignes(self):
        return lire(f"SELECT to_jsonb(t)::text FROM {self.table} t ORDER BY id")

    def sql(self, sql):
        jours = {f"j{n}": f"'{jour(n).isoformat()}'" for n in range(-10, 31)}
        noms = {"t": self.table, "v1": self.v1, "v2": self.v2, "v3": self.v3, "objet": self.objet.pk}
        for nom, valeur in (noms | jours).items():
            sql = sql.replace(f"{{{nom}}}", str(valeur))
        return sql

    def sans(self, garde):
        """The SQL that removes a guard from this table."""
        if garde in DECLENCHEURS:
            return f'DROP TRIGGER "{self.contrainte(garde)}" ON {self.table}'
        return f'ALTER TABLE {self.table} DROP CONSTRAINT "{self.contrainte(garde)}"'


def executer(*instructions):
    """Run each instruction, then check at once what would be checked at commit."""
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for instruction in instructions:
            curseur.execute(instruction)
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def lire(requete):
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchall()


def est_refuse(*instructions, par, temoin):
    """The database refuses, names the constraint `par`, and leaves `temoin()` as it was."""
    avant = temoin()
    with pytest.raises(IntegrityError) as erreur:
        executer(*instructions)
    assert erreur.value.__cause__.diag.constraint_name in par
    assert temoin() == avant


@pytest.fixture
def histoires(scene):
    """One story per publishable kind of object."""
    with le(0):
        premiere = scene.publier()
    with le(5):
        deuxieme = scene.republier(texte="Version 2.")
    with le(6):
        scene.changer(*scene.tout, texte="Version 3.")
        troisieme = scene.soumettre(**DECLAREE)
    with le(10):
        yield [
            Histoire(
                scene,
                modele,
                objet,
                *(version(publication, objet).pk for publication in (premiere, deuxieme, troisieme)),
            )
            for modele in types_de_version()
            for objet in [scene.objet(modele)]
        ]


@pytest.fixture
def histoire(histoires):
    """That of the last kind: enough where the table does not matter."""
    return histoires[-1]


REECRIRE = 'UPDATE {t} SET contenu = contenu || \'{"titre": "Autre"}\' WHERE id = {v2}'
COPIER = (
    "INSERT INTO {t} (publication_id, dossier_id, objet_id, contenu, empreinte, numero, validite) "
    "SELECT (SELECT max(id) FROM publication_publication WHERE id <> source.publication_id), dossier_id, "
    "objet_id, contenu, empreinte, %s, %s FROM {t} source WHERE id = {v2}"
)
TOUT_EFFACER = "DELETE FROM {t} WHERE objet_id = {objet}"

# name → (SQL, guards that refuse it: any of them may be the one that speaks)
ATTAQUES = {
    "réécrire le document en ligne": (REECRIRE, [PASSE]),
    "réécrire un document remplacé": (REECRIRE.replace("{v2}", "{v1}"), [PASSE]),
    "réécrire ce qui attend le CIPC": (REECRIRE.replace("{v2}", "{v3}"), [PASSE]),
    "écrire 1.0 au lieu de 1": (
        r"""UPDATE {t} SET contenu = regexp_replace(contenu::text, '": (\d+)([,}])', '": \1.0\2')::jsonb
        WHERE id = {v2}""",
        [PASSE],
    ),
    "changer l’empreinte": ("UPDATE {t} SET empreinte = repeat('0', 64) WHERE id = {v2}", [PASSE]),
    "changer de publication": (
        "UPDATE {t} SET publication_id = (SELECT publication_id FROM {t} WHERE id = {v1}) WHERE id = {v3}",
        [PASSE, TROU, UNE_PAR_PUBLICATION],
    ),
    "changer d’identifiant": ("UPDATE {t} SET id = 999999 WHERE id = {v2}", [PASSE]),
    "antidater en insérant": (
        COPIER % ("3", "tstzrange({j-9}, {j0})"),
        [PASSE, TROU, UNE_PAR_PUBLICATION],
    ),
    "antidater ce qui attend": (
        "UPDATE {t} SET numero = 3, validite = tstzrange({j-9}, {j0}) WHERE id = {v3}",
        [PASSE, TROU],
    ),
    "antidater de toujours": (
        "UPDATE {t} SET numero = 3, validite = tstzrange(NULL, {j0}) WHERE id = {v3}",
        [PASSE, TROU],
    ),
    "antidater ce qui est public": (
        "UPDATE {t} SET validite = tstzrange({j-9}, {j5}) WHERE id = {v1}",
        [PASSE, TROU],
    ),
    "déplacer un changement passé": (
        (
            "UPDATE {t} SET validite = CASE id WHEN {v1} THEN tstzrange({j0}, {j7}) ELSE tstzrange({j7}, NULL) END "
            "WHERE id IN ({v1}, {v2})"
        ),
        [PASSE, TROU, CHEVAUCHEMENT],
    ),
    "raccourcir le passé par le début": (
        "UPDATE {t} SET validite = tstzrange({j7}, NULL) WHERE id = {v2}",
        [PASSE, TROU],
    ),
    "raccourcir le passé par la fin": (
        "UPDATE {t} SET validite = tstzrange({j0}, {j3}) WHERE id = {v1}",
        [PASSE, TROU],
    ),
    "supprimer ce qui est public": ("DELETE FROM {t} WHERE id = {v2}", [PASSE, TROU]),
    "supprimer ce qui l’a été": ("DELETE FROM {t} WHERE id = {v1}", [PASSE, TROU]),
    "effacer toute l’histoire": (TOUT_EFFACER, [PASSE]),
    "effacer ce qui attend le CIPC": ("DELETE FROM {t} WHERE id = {v3}", [PASSE]),
    "échanger ce qui attend le CIPC": (
        (
            "WITH ote AS (DELETE FROM {t} WHERE id = {v3} RETURNING *) "
            "INSERT INTO {t} (publication_id, dossier_id, objet_id, contenu, empreinte) "
            'SELECT publication_id, dossier_id, objet_id, contenu || \'{"titre": "Autre"}\', empreinte FROM ote'
        ),
        [PASSE, UNE_PAR_PUBLICATION],
    ),
    "renuméroter ce qui a commencé": ("UPDATE {t} SET numero = 3 WHERE id = {v2}", [PASSE, TROU]),
    "ôter la validité": ("UPDATE {t} SET validite = NULL, numero = NULL WHERE id = {v2}", [PASSE, TROU]),
    "ôter toutes les validités": (
        "UPDATE {t} SET validite = NULL, numero = NULL WHERE objet_id = {objet}",
        [PASSE, TROU],
    ),
    "vider une validité": ("UPDATE {t} SET validite = 'empty' WHERE id = {v2}", [PASSE, TROU, NUMEROTEE]),
    "garder la validité sans le numéro": (
        "UPDATE {t} SET numero = NULL WHERE id = {v2}",
        [PASSE, TROU, NUMEROTEE],
    ),
    "finir sans rien dire": (
        "UPDATE {t} SET validite = tstzrange({j5}, {j10}) WHERE id = {v2}",
        [TROU],
    ),
    "programmer une fin sans suite": (
        "UPDATE {t} SET validite = tstzrange({j5}, {j20}) WHERE id = {v2}",
        [TROU],
    ),
    "chevaucher": (
        "UPDATE {t} SET numero = 3, validite = tstzrange({j20}, NULL) WHERE id = {v3}",
        [CHEVAUCHEMENT, TROU],
    ),
    "laisser un trou": (
        (
            "UPDATE {t} SET validite = CASE id WHEN {v2} THEN tstzrange({j5}, {j15}) ELSE tstzrange({j20}, NULL) END, "
            "numero = CASE id WHEN {v2} THEN 2 ELSE 3 END WHERE id IN ({v2}, {v3})"
        ),
        [TROU, CHEVAUCHEMENT],
    ),
    "publier sans validation": (
        (
            "UPDATE {t} SET validite = CASE id WHEN {v2} THEN tstzrange({j5}, {j20}) ELSE tstzrange({j20}, NULL) END, "
            "numero = CASE id WHEN {v2} THEN 2 ELSE 3 END WHERE id IN ({v2}, {v3})"
        ),
        [TROU, CHEVAUCHEMENT],
    ),
    "prendre un numéro déjà donné": (
        "UPDATE {t} SET numero = 2, validite = tstzrange({j20}, NULL) WHERE id = {v3}",
        [NUMERO, CHEVAUCHEMENT, TROU],
    ),
    "soumettre deux fois le même objet ensemble": (
        (
            "INSERT INTO {t} (publication_id, dossier_id, objet_id, contenu, empreinte) "
            "SELECT publication_id, dossier_id, objet_id, contenu, empreinte FROM {t} WHERE id = {v3}"
        ),
        [UNE_PAR_PUBLICATION, PASSE],
    ),
    "réécrire par MERGE": (
        (
            "MERGE INTO {t} cible USING (SELECT {v2} AS id) source ON cible.id = source.id "
            "WHEN MATCHED THEN UPDATE SET empreinte = repeat('0', 64)"
        ),
        [PASSE],
    ),
    "effacer par MERGE": (
        (
            "MERGE INTO {t} cible USING (SELECT {objet} AS id) source ON cible.objet_id = source.id "
            "WHEN MATCHED THEN DELETE"
        ),
        [PASSE],
    ),
    "réécrire par ON CONFLICT": (
        (
            "INSERT INTO {t} SELECT * FROM {t} WHERE id = {v2} "
            "ON CONFLICT (id) DO UPDATE SET empreinte = repeat('0', 64)"
        ),
        [PASSE],
    ),
    "réécrire dans une requête qui lit": (
        (
            "WITH volee AS (UPDATE {t} SET empreinte = repeat('0', 64) WHERE id = {v2} RETURNING 1) "
            "SELECT * FROM volee"
        ),
        [PASSE],
    ),
    "réécrire à travers une vue": (
        "CREATE TEMP VIEW volee AS SELECT * FROM {t}; UPDATE volee SET empreinte = '' WHERE id = {v2}",
        [PASSE],
    ),
}


@pytest.mark.parametrize("attaque", ATTAQUES)
def test_une_attaque_est_refusee_et_ne_passerait_que_sans_ses_gardes(histoires, attaque):
    sql, gardes = ATTAQUES[attaque]
    assert len(histoires) == len(types_de_version())
    for histoire in histoires:
        noms = {histoire.contrainte(garde) for garde in gardes}
        est_refuse(histoire.sql(sql), par=noms, temoin=histoire.lignes)
    sans_gardes = histoires[list(ATTAQUES).index(attaque) % len(histoires)]
    avant = sans_gardes.lignes()
    with transaction.atomic():
        executer(*(sans_gardes.sans(garde) for garde in gardes), sans_gardes.sql(sql))
        assert sans_gardes.lignes() != avant
        transaction.set_rollback(True)


def test_copy_ne_permet_pas_d_antidater(histoire):
    ligne = "\t".join(
        str(valeur)
        for valeur in lire(
            f"SELECT 999999, publication_id, dossier_id, objet_id + 1000000, 1, tstzrange('{jour(0)}', NULL), "
            f"contenu, empreinte FROM {histoire.table} WHERE id = {histoire.v1}"
        )[0][:5]
    )
    validite = f'["{jour(0).isoformat()}",)'
    with (
        pytest.raises(psycopg.IntegrityError) as erreur,
        transaction.atomic(),
        connection.cursor() as curseur,
        curseur.cursor.copy(
            f"COPY {histoire.table} (id, publication_id, dossier_id, objet_id, numero, validite, contenu, "
            "empreinte) FROM STDIN"
        ) as copie,
    ):
        copie.write(f"{ligne}\t{validite}\t{{}}\t{'0' * 64}\n")
    assert erreur.value.diag.constraint_name == histoire.contrainte(PASSE)


OMBRE = (
    "CREATE FUNCTION {schema}.maintenant() RETURNS timestamptz LANGUAGE sql AS "
    "$$SELECT '-infinity'::timestamptz$$"
)
# A role that may not set it goes on without: the guards must hold for both.
REPLIQUE = (
    "DO $$BEGIN SET LOCAL session_replication_role = replica; "
    "EXCEPTION WHEN insufficient_privilege THEN NULL; END$$"
)
CONTOURNEMENTS = {
    "le réglage de pgtrigger": ["SELECT set_config('pgtrigger.ignore', 'true', false)"],
    "le rôle de réplication": [REPLIQUE],
    "une fonction homonyme dans un autre schéma": [
        "CREATE SCHEMA ombre",
        OMBRE.format(schema="ombre"),
        "SET LOCAL search_path = ombre, public",
    ],
    "une fonction homonyme dans le schéma au nom du rôle": [
        "DO $$BEGIN EXECUTE format('CREATE SCHEMA %I', current_user); END$$",
        (
            "DO $$BEGIN EXECUTE format('CREATE FUNCTION %I.maintenant() RETURNS timestamptz LANGUAGE sql AS "
            "''SELECT ''''-infinity''''::timestamptz''', current_user); END$$"
        ),
    ],
    "une fonction homonyme temporaire": [
        OMBRE.format(schema="pg_temp"),
        "SET LOCAL search_path = pg_temp, public",
    ],
    "un type homonyme temporaire": [
        "CREATE DOMAIN pg_temp.tstzrange AS text",
        "SET LOCAL search_path = pg_temp, public",
    ],
}


@pytest.mark.parametrize("contournement", CONTOURNEMENTS)
@pytest.mark.parametrize("sql", [REECRIRE, TOUT_EFFACER], ids=["réécrire", "effacer"])
def test_aucun_reglage_de_session_ne_desarme_les_gardes(histoire, contournement, sql):
    est_refuse(
        *CONTOURNEMENTS[contournement],
        histoire.sql(sql),
        par={histoire.contrainte(PASSE)},
        temoin=histoire.lignes,
    )


def test_une_table_temporaire_ne_prend_pas_la_place_de_celle_des_publications(histoire):
    est_refuse(
        "CREATE TEMP TABLE publication_publication AS SELECT * FROM public.publication_publication",
        histoire.sql(
            "UPDATE pg_temp.publication_publication SET etat = 'validee', publiee_le = {j20} WHERE id = "
            "(SELECT publication_id FROM {t} WHERE id = {v3})"
        ),
        histoire.sql("UPDATE {t} SET validite = tstzrange({j5}, {j20}) WHERE id = {v2}"),
        histoire.sql("UPDATE {t} SET numero = 3, validite = tstzrange({j20}, NULL) WHERE id = {v3}"),
        par={histoire.contrainte(TROU)},
        temoin=histoire.lignes,
    )


@pytest.fixture
def horloge_de_production(db):
    """The body of production, for the duration of the test's transaction."""
    with connection.cursor() as curseur:
        curseur.execute(sql_de_l_horloge(CORPS_DE_PRODUCTION))


def test_en_production_le_reglage_de_l_horloge_ne_fait_rien(histoire, horloge_de_production):
    assert lire("SELECT maintenant() = transaction_timestamp()") == [(True,)]
    est_refuse(
        "SET LOCAL portail.maintenant = '2001-01-01 00:00+00'",
        histoire.sql(TOUT_EFFACER),
        par={histoire.contrainte(PASSE)},
        temoin=histoire.lignes,
    )


GARDEES_CONTRE_TRUNCATE = [*types_de_version(), Publication, Evenement, Trace]


@pytest.mark.parametrize("modele", GARDEES_CONTRE_TRUNCATE, ids=lambda modele: modele.__name__)
def test_en_production_aucune_table_ne_se_vide(scene, horloge_de_production, modele):
    scene.publier()
    scene.changer(scene.demarche)
    table = modele._meta.db_table
    est_refuse(
        "SET CONSTRAINTS ALL IMMEDIATE",
        f"TRUNCATE {table} CASCADE",
        par={nom for (nom,) in lire("SELECT tgname FROM pg_trigger WHERE tgname LIKE '%_vidage'")},
        temoin=lambda: lire(f"SELECT count(*) FROM {table}"),
    )


def test_tous_les_declencheurs_restent_armes_en_replication(db):
    """Ours: those of the jobs' own tables keep no past."""
    armes = dict(
        lire(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal "
            "AND tgrelid::regclass::text NOT LIKE 'procrastinate%'"
        )
    )
    attendus = {
        f"{modele._meta.model_name}_{garde}" for modele in types_de_version() for garde in DECLENCHEURS
    }
    attendus |= {"evenement_ajout_seul", "trace_ajout_seul", "publication_soumission_figee", ACCORD}
    assert attendus <= armes.keys()
    assert set(armes.values()) == {"A"}


# What remains allowed: the future is not written yet


def test_on_programme_puis_on_deprogramme_et_rien_ne_manque(histoire):
    publication = Publication.objects.get(pk=histoire.modele.objects.get(pk=histoire.v3).publication_id)
    valider(publication, histoire.scene.validateur, publier_le=jour(20))
    executer()
    assert histoire.modele.objects.get(pk=histoire.v3).numero == 3
    deprogrammer(publication, histoire.scene.auteur)
    executer()
    annulee = histoire.modele.objects.get(pk=histoire.v3)
    assert (annulee.numero, annulee.validite) == (None, None)
    assert histoire.modele.objects.get(pk=histoire.v2).validite.upper is None


def test_une_programmation_peut_etre_deplacee_tant_qu_elle_n_a_pas_commence(histoires, histoire):
    publication = Publication.objects.get(pk=histoire.modele.objects.get(pk=histoire.v3).publication_id)
    valider(publication, histoire.scene.validateur, publier_le=jour(20))
    executer(
        histoire.sql("UPDATE publication_publication SET publiee_le = {j25} WHERE publiee_le = {j20}"),
        *(
            chacune.sql(sql)
            for chacune in histoires
            for sql in (
                "UPDATE {t} SET validite = tstzrange({j25}, NULL) WHERE id = {v3}",
                "UPDATE {t} SET validite = tstzrange({j5}, {j25}) WHERE id = {v2}",
            )
        ),
    )
    assert histoire.modele.objects.get(pk=histoire.v3).validite.lower == jour(25)


def test_une_programmation_qui_a_commence_ne_se_deplace_plus(histoire):
    publication = Publication.objects.get(pk=histoire.modele.objects.get(pk=histoire.v3).publication_id)
    valider(publication, histoire.scene.validateur, publier_le=jour(20))
    with le(21):
        est_refuse(
            histoire.sql("UPDATE {t} SET validite = tstzrange({j25}, NULL) WHERE id = {v3}"),
            par={histoire.contrainte(PASSE)},
            temoin=histoire.lignes,
        )


@pytest.mark.parametrize("trou", [(0, 2), (1, 3), (2, 3)], ids=str)
def test_les_numeros_courent_de_un_sans_trou(histoire, trou):
    """With the past guard down, 0 then 2 would count two versions and end at 2."""
    executer(histoire.sans(PASSE))
    premier, second = trou
    est_refuse(
        histoire.sql(f"UPDATE {{t}} SET numero = {second + 100} WHERE id = {{v2}}"),
        histoire.sql(f"UPDATE {{t}} SET numero = {premier} WHERE id = {{v1}}"),
        histoire.sql(f"UPDATE {{t}} SET numero = {second} WHERE id = {{v2}}"),
        par={histoire.contrainte(TROU)},
        temoin=histoire.lignes,
    )


# The journal, and who changed what


@pytest.fixture
def journal(scene):
    with le(0):
        scene.publier()
        scene.changer(scene.demarche)
    return scene


AJOUT_SEUL = [
    (Evenement, "UPDATE publication_evenement SET survenu_le = now()"),
    (Evenement, "UPDATE publication_evenement SET documents = '[]'"),
    (Evenement, "DELETE FROM publication_evenement"),
    (
        Evenement,
        (
            "INSERT INTO publication_evenement SELECT * FROM publication_evenement "
            "ON CONFLICT (id) DO UPDATE SET nature = 'retrait'"
        ),
    ),
    (Trace, "UPDATE publication_trace SET faite_le = now()"),
    (Trace, "UPDATE publication_trace SET agent_id = agent_id"),
    (Trace, "WITH etats AS (DELETE FROM publication_instantane) DELETE FROM publication_trace"),
]


@pytest.mark.parametrize(("modele", "sql"), AJOUT_SEUL)
def test_le_journal_et_les_traces_ne_se_reecriraient_que_sans_leur_garde(journal, modele, sql):
    garde = f"{modele._meta.model_name}_ajout_seul"
    est_refuse(
        sql,
        par={garde},
        temoin=lambda: lire(f"SELECT to_jsonb(t)::text FROM {modele._meta.db_table} t ORDER BY id"),
    )
    executer(f"DROP TRIGGER {garde} ON {modele._meta.db_table}", sql)


# A publication: what was submitted, by whom, what was decided


PUBLICATION = "UPDATE publication_publication SET {} WHERE id = {}"
CONTROLES_SQL = f"ARRAY[{', '.join(repr(point) for point in PointDeControle.values)}]"
REECRITURES = {
    "les auteurs": "auteurs = ARRAY[soumise_par_id]",
    "qui a soumis": "soumise_par_id = validee_par_id",
    "le jour de la soumission": "soumise_le = soumise_le - interval '1 day'",
    "la raison publiée": "raison = 'Une autre raison.'",
    "la nature de la modification": "modification = 'correction_materielle'",
    "ce sur quoi elle repose": "prealables = '{demarches.demarche:0}'",
    "le jour de la publication": "publiee_le = publiee_le - interval '1 day'",
    "le jour de la publication, après coup": "publiee_le = publiee_le + interval '1 day'",
    "le validateur": "validee_par_id = (SELECT max(id) FROM accounts_agent)",
    "l’état": "etat = 'deprogrammee'",
    "un retour en arrière": "etat = 'soumise', validee_par_id = NULL, publiee_le = NULL, traitee_le = NULL, controles = '{}'",
}


def lire_les_publications():
    return lire("SELECT to_jsonb(t)::text FROM publication_publication t ORDER BY id")


@pytest.fixture
def publiee(scene, oscar_d_ailleurs, valerie_valideuse):
    with le(0):
        scene.publier()
    with le(1):
        scene.changer(scene.demarche, par=oscar_d_ailleurs)
        yield scene.republier(scene.demarche, texte="Version 2.")


@pytest.mark.parametrize("champ", REECRITURES)
def test_une_publication_faite_ne_se_reecrit_que_sans_ses_gardes(publiee, champ):
    sql = PUBLICATION.format(REECRITURES[champ], publiee.pk)
    contraintes = ["publication_quatre_yeux", "publication_a_des_auteurs"]
    with le(2):
        est_refuse(sql, par={"publication_soumission_figee", *contraintes}, temoin=lire_les_publications)
        executer(
            "DROP TRIGGER publication_soumission_figee ON publication_publication",
            SANS_ACCORD,
            *(f"ALTER TABLE publication_publication DROP CONSTRAINT {nom}" for nom in contraintes),
            sql,
        )


@pytest.mark.parametrize(
    "champ", ["les auteurs", "le jour de la soumission", "la raison publiée", "ce sur quoi elle repose"]
)
def test_ce_qui_attend_le_cipc_ne_se_reecrit_pas_non_plus(scene, oscar_d_ailleurs, champ):
    scene.changer(scene.demarche, par=oscar_d_ailleurs)
    publication = scene.soumettre()
    est_refuse(
        PUBLICATION.format(REECRITURES[champ], publication.pk),
        par={"publication_soumission_figee"},
        temoin=lire_les_publications,
    )


def test_une_publication_ne_se_supprime_pas(scene):
    publication = scene.soumettre()
    renvoyer(publication, scene.validateur, "À revoir.")
    est_refuse(
        REPLIQUE,
        "DELETE FROM publication_publication",
        par={"publication_soumission_figee"},
        temoin=lire_les_publications,
    )


def test_une_validation_ne_s_antidate_pas(scene):
    with le(0):
        publication = scene.soumettre()
    with le(5):
        est_refuse(
            f"UPDATE publication_publication SET etat = 'validee', validee_par_id = {scene.validateur.pk}, "
            f"controles = {CONTROLES_SQL}, traitee_le = '{jour(1)}', publiee_le = '{jour(1)}' WHERE id = {publication.pk}",
            par={"publication_soumission_figee"},
            temoin=lire_les_publications,
        )


def test_un_retrait_public_ne_s_efface_pas_davantage(scene):
    with le(0):
        scene.publier()
    with le(1):
        retrait = retirer(
            scene.mesure, scene.dossier, scene.auteur, motif="erreur", explication="Un doublon."
        )
        valider(retrait, scene.validateur)
    tombe = version(retrait, scene.mesure)
    with le(2):
        est_refuse(
            f"DELETE FROM suivi_mesureversion WHERE id = {tombe.pk}",
            par={"mesureversion_passe_preserve"},
            temoin=lambda: lire("SELECT to_jsonb(t)::text FROM suivi_mesureversion t ORDER BY id"),
        )


def test_le_numero_de_ce_qui_a_commence_tient_par_la_seule_garde_du_passe(histoire):
    """The gap check would also speak, but only at commit: until then another statement could rely on it."""
    avant = histoire.lignes()
    with (
        pytest.raises(IntegrityError, match="Ce qui a été public ne se réécrit pas"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(histoire.sql("UPDATE {t} SET numero = 3 WHERE id = {v2}"))
    assert histoire.lignes() == avant


def test_une_version_ne_s_arrete_pas_avant_que_la_suivante_commence(histoire):
    """Version 3 is validated for day 20: only the gap is wrong."""
    publication = Publication.objects.get(pk=histoire.modele.objects.get(pk=histoire.v3).publication_id)
    valider(publication, histoire.scene.validateur, publier_le=jour(20))
    est_refuse(
        histoire.sql("UPDATE {t} SET validite = tstzrange({j5}, {j15}) WHERE id = {v2}"),
        par={histoire.contrainte(TROU)},
        temoin=histoire.lignes,
    )


# Four eyes: what the CIPC reads is what was submitted, and what it validated is what comes out


AJOUTER = (
    "INSERT INTO suivi_mesureversion (publication_id, dossier_id, objet_id, contenu, empreinte, numero, validite) "
    'SELECT {publication}, dossier_id, objet_id, contenu || \'{{"titre": "Autre"}}\', empreinte, {numero}, {validite} '
    "FROM suivi_mesureversion WHERE numero = 1"
)


def lire_les_mesures():
    return lire("SELECT to_jsonb(t)::text FROM suivi_mesureversion t ORDER BY id")


def est_refuse_et_passerait_sans(garde, table, *instructions, temoin):
    est_refuse(*instructions, par={garde}, temoin=temoin)
    avant = temoin()
    executer(f"DROP TRIGGER {garde} ON {table}", *instructions)
    assert temoin() != avant


@pytest.fixture
def deuxieme(scene):
    """The démarche alone, submitted a second time on day 1; its mesure is in force."""
    with le(0):
        scene.publier()
    with le(1):
        scene.changer(scene.demarche, texte="Version 2.")
        return scene.soumettre(scene.demarche, **DECLAREE)


def test_rien_ne_s_ajoute_a_ce_qui_attend_le_cipc(deuxieme):
    with le(2):
        est_refuse_et_passerait_sans(
            "mesureversion_passe_preserve",
            "suivi_mesureversion",
            AJOUTER.format(publication=deuxieme.pk, numero="NULL", validite="NULL"),
            temoin=lire_les_mesures,
        )


def test_rien_ne_s_ajoute_a_ce_qui_est_programme(scene, deuxieme):
    with le(2):
        valider(deuxieme, scene.validateur, publier_le=jour(20))
        est_refuse_et_passerait_sans(
            "mesureversion_passe_preserve",
            "suivi_mesureversion",
            f"UPDATE suivi_mesureversion SET validite = tstzrange('{jour(0)}', '{jour(20)}')",
            AJOUTER.format(publication=deuxieme.pk, numero=2, validite=f"tstzrange('{jour(20)}', NULL)"),
            temoin=lire_les_mesures,
        )


DESACCORDS = {
    "déprogrammer": "etat = 'deprogrammee'",
    "avancer": f"publiee_le = '{jour(10)}'",
    "reculer": f"publiee_le = '{jour(30)}'",
}


@pytest.mark.parametrize("desaccord", DESACCORDS)
def test_une_programmation_ne_change_pas_sans_ses_versions(scene, deuxieme, desaccord):
    with le(2):
        valider(deuxieme, scene.validateur, publier_le=jour(20))
        est_refuse_et_passerait_sans(
            ACCORD,
            "publication_publication",
            PUBLICATION.format(DESACCORDS[desaccord], deuxieme.pk),
            temoin=lire_les_publications,
        )


def test_une_validation_ne_se_dit_pas_sans_donner_de_validite(scene, deuxieme):
    with le(2):
        est_refuse_et_passerait_sans(
            ACCORD,
            "publication_publication",
            PUBLICATION.format(
                f"etat = 'validee', validee_par_id = {scene.validateur.pk}, traitee_le = '{jour(2)}', "
                f"publiee_le = '{jour(2)}', controles = {CONTROLES_SQL}",
                deuxieme.pk,
            ),
            temoin=lire_les_publications,
        )


def test_des_versions_ne_se_deprogramment_pas_sans_leur_publication(scene, deuxieme):
    with le(2):
        valider(deuxieme, scene.validateur, publier_le=jour(20))
        est_refuse_et_passerait_sans(
            "demarcheversion_sans_trou",
            "demarches_demarcheversion",
            "UPDATE demarches_demarcheversion SET numero = NULL, validite = NULL WHERE numero = 2",
            f"UPDATE demarches_demarcheversion SET validite = tstzrange('{jour(0)}', NULL) WHERE numero = 1",
            temoin=lambda: lire("SELECT to_jsonb(t)::text FROM demarches_demarcheversion t ORDER BY id"),
        )


# Nothing is dated of another instant than its own

COPIE = (
    "INSERT INTO {table} SELECT (jsonb_populate_record(t, jsonb_build_object('id', 999999) || {champs})).* "
    "FROM {table} t WHERE id = (SELECT max(id) FROM {table})"
)
ANTIDATES = {
    "un événement": ("publication_evenement", "evenement_ajout_seul", "survenu_le"),
    "une trace": ("publication_trace", "trace_ajout_seul", "faite_le"),
    "une soumission": ("publication_publication", "publication_soumission_figee", "soumise_le"),
}


@pytest.mark.parametrize("ecart", [-1, 1], ids=["antidaté", "postdaté"])
@pytest.mark.parametrize("antidate", ANTIDATES)
def test_rien_ne_s_insere_a_une_autre_date(scene, deuxieme, antidate, ecart):
    table, garde, champ = ANTIDATES[antidate]
    with le(2):
        est_refuse_et_passerait_sans(
            garde,
            table,
            COPIE.format(table=table, champs=f"jsonb_build_object('{champ}', '{jour(2 + ecart)}')"),
            temoin=lambda: lire(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY id"),
        )


def test_une_publication_ne_s_insere_que_soumise(scene, deuxieme):
    with le(2):
        est_refuse_et_passerait_sans(
            "publication_soumission_figee",
            "publication_publication",
            COPIE.format(
                table="publication_publication",
                champs=f"jsonb_build_object('soumise_le', '{jour(2)}', 'etat', 'validee', 'traitee_le', "
                f"'{jour(2)}', 'publiee_le', '{jour(2)}', 'validee_par_id', {scene.validateur.pk}, "
                f"'controles', {CONTROLES_SQL})",
            ),
            temoin=lire_les_publications,
        )


@pytest.mark.parametrize("ecart", [-1, 1], ids=["antidaté", "postdaté"])
def test_un_renvoi_porte_la_date_du_jour(deuxieme, ecart):
    with le(2):
        est_refuse_et_passerait_sans(
            "publication_soumission_figee",
            "publication_publication",
            PUBLICATION.format(
                f"etat = 'renvoyee', commentaire = 'Non.', traitee_le = '{jour(2 + ecart)}'", deuxieme.pk
            ),
            temoin=lire_les_publications,
        )
