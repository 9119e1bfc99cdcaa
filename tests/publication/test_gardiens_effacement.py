"""What ordinary SQL cannot do under the name of a legal erasure: the guards open for one shape, one instant.

As in test_gardiens.py, each attack is played with its guards, where it is refused, and without them, where it
passes.
"""

import pytest
from django.db import IntegrityError, connection, transaction

from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.horloge import CORPS_DE_PRODUCTION, sql_de_l_horloge
from publication.models import Effacement
from tests.publication.test_gardiens import executer, lire
from tests.scenes import DECLAREE, jour, le

NOM = "Jean Dupont"
MARQUE = "[passage occulté : données personnelles]"
VERSIONS = "demarches_demarcheversion"
GARDE_DES_VERSIONS, GARDE_DES_PUBLICATIONS, GARDE = (
    "demarcheversion_passe_preserve",
    "publication_soumission_figee",
    "effacement_garde",
)


@pytest.fixture
def demande(scene, adele_administratrice, alice_redactrice):
    """Version 1 names someone; an erasure is asked; today is day 2."""
    with le(0):
        scene.changer(scene.demarche, texte=f"Merci à {NOM}. Douze mots de plus.")
        scene.demarche.sous_questions = ["Où ?", "Quand ?"]
        scene.demarche.participants = 150
        scene.demarche.save()
        scene.publier(note=f"Vu avec {NOM}.")
    with le(1):
        scene.republier(scene.demarche, texte=f"Encore {NOM}.")
    with le(2):
        demande = demander_l_effacement(
            scene.dossier,
            scene.validateur,
            motif="donnees_personnelles",
            reference_legale="RGPD, art. 17",
            passages=[NOM],
        )
        demande.administratrice = adele_administratrice
        yield demande


def sql(texte, demande):
    noms = {
        "e": demande.pk,
        "dossier": demande.dossier_id,
        "adele": demande.administratrice.pk,
        "viktor": demande.demande_par_id,
        "marque": MARQUE,
        "v": VERSIONS,
        "j1": f"'{jour(1).isoformat()}'",
        "j2": f"'{jour(2).isoformat()}'",
    }
    for nom, valeur in noms.items():
        texte = texte.replace(f"{{{nom}}}", str(valeur))
    return texte


CONFIRMER = (
    "UPDATE publication_effacement SET etat = 'confirme', passages = '{}', traite_par_id = {adele}, "
    "traite_comme = 'administrateur', traite_le = {j2} WHERE id = {e}"
)
OCCULTER = (
    "UPDATE {v} SET effacement_id = {e}, contenu = contenu || jsonb_build_object('sel', '', 'chapo', "
    "replace(contenu ->> 'chapo', 'Jean Dupont', '{marque}')) WHERE numero = 1"
)
NOTER = "UPDATE publication_publication SET note = replace(note, 'Jean Dupont', '{marque}') WHERE note <> ''"


def tout():
    return [
        lire(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1")
        for table in (VERSIONS, "publication_publication", "publication_effacement")
    ]


def est_refuse_et_passerait_sans(garde, demande, *instructions):
    """Refused by `garde`; without it, the same instructions pass and change something."""
    instructions = [sql(instruction, demande) for instruction in instructions]
    table = {GARDE_DES_VERSIONS: VERSIONS, GARDE_DES_PUBLICATIONS: "publication_publication"}.get(
        garde, "publication_effacement"
    )
    avant = tout()
    with pytest.raises(IntegrityError) as erreur:
        executer(*instructions)
    assert erreur.value.__cause__.diag.constraint_name == garde
    assert tout() == avant
    with transaction.atomic():
        sans_trou = f"DROP TRIGGER demarcheversion_sans_trou ON {VERSIONS}"  # it guards numbers too
        executer(f"DROP TRIGGER {garde} ON {table}", sans_trou, *instructions)
        assert tout() != avant
        transaction.set_rollback(True)


def test_la_forme_permise_passe(demande):
    executer(*(sql(instruction, demande) for instruction in (CONFIRMER, OCCULTER, NOTER)))
    [(chapo, sel)] = lire(f"SELECT contenu ->> 'chapo', contenu ->> 'sel' FROM {VERSIONS} WHERE numero = 1")
    assert (chapo, sel) == (f"Merci à {MARQUE}. Douze mots de plus.", "")


def changer(expression, de="numero = 1"):
    """The allowed shape, and something more in the document."""
    return OCCULTER.replace("WHERE numero = 1", f"WHERE {de}").replace(
        "|| jsonb_build_object(", f"|| {expression} || jsonb_build_object("
    )


FORMES_REFUSEES = {
    "sans effacement confirmé": [OCCULTER],
    "garder le sel": [CONFIRMER, OCCULTER.replace("'sel', ''", "'sel', contenu ->> 'sel'")],
    "taire l’effacement": [CONFIRMER, OCCULTER.replace("effacement_id = {e}", "effacement_id = NULL")],
    "changer l’empreinte": [CONFIRMER, OCCULTER.replace("SET", "SET empreinte = repeat('0', 64),")],
    "changer le numéro": [CONFIRMER, OCCULTER.replace("SET", "SET numero = 3,")],
    "changer l’objet": [CONFIRMER, OCCULTER.replace("SET", "SET id = 999999,")],
    "réécrire le texte": [CONFIRMER, OCCULTER.replace("'{marque}'", "'Marie Curie'")],
    "réécrire autour de la marque": [CONFIRMER, OCCULTER.replace("'{marque}'", "'{marque}, le coupable'")],
    "ôter sans marque": [CONFIRMER, OCCULTER.replace("'{marque}'", "''")],
    "ajouter une clé": [CONFIRMER, changer('\'{"ajout": "{marque}"}\'')],
    "ôter une clé": [CONFIRMER, OCCULTER.replace("contenu || jsonb", "(contenu - 'objet') || jsonb")],
    "ôter un élément d’une liste": [
        CONFIRMER,
        changer('\'{"questions": {"chapeau": "{marque}", "sous_questions": ["{marque}"]}}\''),
    ],
    "changer un nombre": [
        CONFIRMER,
        changer(
            "jsonb_build_object('participants', jsonb_set(contenu -> 'participants', '{participants}', '151'))"
        ),
    ],
    "écrire 150.0 au lieu de 150": [
        CONFIRMER,
        changer(
            "jsonb_build_object('participants', jsonb_set(contenu -> 'participants', '{participants}', '150.0'))"
        ),
    ],
    "changer un vrai en faux": [CONFIRMER, changer("'{\"aucun_delai_annonce\": false}'")],
    "vider une date": [CONFIRMER, changer("'{\"annoncee_le\": null}'")],
    "occulter un nombre": [CONFIRMER, changer("jsonb_build_object('id', '{marque}')")],
    "occulter une liste": [CONFIRMER, changer("jsonb_build_object('themes', '{marque}')")],
}


@pytest.mark.parametrize("forme", FORMES_REFUSEES)
def test_un_document_ne_perd_que_des_passages(demande, forme):
    est_refuse_et_passerait_sans(GARDE_DES_VERSIONS, demande, *FORMES_REFUSEES[forme])


def test_un_effacement_n_en_couvre_pas_un_autre_dossier(demande, scene):
    autre = (
        "INSERT INTO publication_dossier (organisation_id, intitule, etabli_par_le_cipc) "
        "SELECT organisation_id, 'Autre', false FROM publication_dossier WHERE id = {dossier}"
    )
    ailleurs = (
        "INSERT INTO publication_effacement (dossier_id, etat, motif, reference_legale, passages, documents_entiers, "
        "fichiers, demande_par_id, demande_comme, demande_le, traite_comme, raison_du_refus) "
        "SELECT max(d.id), 'demande', motif, reference_legale, passages, documents_entiers, fichiers, demande_par_id, "
        "demande_comme, {j2}::timestamptz, '', '' FROM publication_effacement, publication_dossier d GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10"
    )
    executer(*(sql(instruction, demande) for instruction in (autre, ailleurs)))
    autre_demande = Effacement.objects.exclude(pk=demande.pk).get()
    assert autre_demande.dossier_id != demande.dossier_id
    est_refuse_et_passerait_sans(
        GARDE_DES_VERSIONS,
        demande,
        CONFIRMER.replace("{e}", str(autre_demande.pk)),
        OCCULTER.replace("{e}", str(autre_demande.pk)),
    )


def test_une_note_ne_perd_que_des_passages(demande):
    for instruction in (
        NOTER.replace("'{marque}'", "'Marie Curie'"),
        NOTER.replace("SET note", "SET soumise_le = soumise_le - interval '1 day', note"),
        NOTER.replace("SET note", "SET modification = 'rectification', raison = '{marque}', note"),
    ):
        est_refuse_et_passerait_sans(GARDE_DES_PUBLICATIONS, demande, CONFIRMER, instruction)
    est_refuse_et_passerait_sans(GARDE_DES_PUBLICATIONS, demande, NOTER)


@pytest.mark.django_db(transaction=True)
def test_la_garde_se_referme_avec_la_transaction(demande):
    """Even at the same instant of a clock that can be set: only the transaction that confirmed may erase."""
    executer(sql(CONFIRMER, demande))
    for instruction, garde in ((OCCULTER, GARDE_DES_VERSIONS), (NOTER, GARDE_DES_PUBLICATIONS)):
        with pytest.raises(IntegrityError) as erreur, transaction.atomic(), connection.cursor() as curseur:
            curseur.execute(sql(instruction, demande))
        assert erreur.value.__cause__.diag.constraint_name == garde


def test_un_effacement_ne_se_colle_pas_a_un_document_qu_il_ne_touche_pas(demande, scene):
    scene.changer(scene.demarche, texte="Trois.")
    scene.soumettre(scene.demarche, **DECLAREE)
    est_refuse_et_passerait_sans(
        GARDE_DES_VERSIONS, demande, CONFIRMER, "UPDATE {v} SET effacement_id = {e} WHERE numero IS NULL"
    )


# The request itself

FORGER = (
    "INSERT INTO publication_effacement (dossier_id, etat, motif, reference_legale, passages, documents_entiers, "
    "fichiers, demande_par_id, demande_comme, demande_le, traite_par_id, traite_comme, traite_le, raison_du_refus, "
    "transaction) SELECT dossier_id, 'confirme', motif, reference_legale, '{}', documents_entiers, fichiers, "
    "demande_par_id, demande_comme, {j2}, {adele}, 'administrateur', {j2}, '', pg_current_xact_id()::text::bigint "
    "FROM publication_effacement WHERE id = {e}"
)
ANTIDATER = (
    "INSERT INTO publication_effacement (dossier_id, etat, motif, reference_legale, passages, documents_entiers, "
    "fichiers, demande_par_id, demande_comme, demande_le, traite_comme, raison_du_refus) SELECT dossier_id, etat, "
    "motif, reference_legale, passages, documents_entiers, fichiers, demande_par_id, demande_comme, {j1}::timestamptz, '', '' "
    "FROM publication_effacement WHERE id = {e}"
)
ENSUITE = "UPDATE publication_effacement SET {} WHERE id = {{e}}"
FAUSSETES = {
    "naître confirmé": [FORGER],
    "naître antidaté": [ANTIDATER],
    "être supprimé": ["DELETE FROM publication_effacement WHERE id = {e}"],
    "changer de fondement": [ENSUITE.format("motif = 'contenu_illicite'")],
    "changer de référence": [ENSUITE.format("reference_legale = 'autre'")],
    "changer de passages": [ENSUITE.format("passages = '{Marie Curie}'")],
    "changer de demandeur": [ENSUITE.format("demande_par_id = {adele}")],
    "changer en confirmant": [CONFIRMER.replace("SET", "SET documents_entiers = '{demarches.demarche:1}',")],
    "être confirmé à une autre date": [CONFIRMER.replace("{j2}", "{j1}")],
    "choisir sa transaction": [CONFIRMER.replace("SET", "SET transaction = 1,")],
    "être confirmé deux fois": [CONFIRMER, CONFIRMER],
    "être rouvert": [
        CONFIRMER,
        ENSUITE.format("etat = 'demande', traite_par_id = NULL, traite_comme = '', traite_le = NULL"),
    ],
    "être refusé après coup": [CONFIRMER, ENSUITE.format("etat = 'refuse', raison_du_refus = 'Non.'")],
    "changer une fois traité": [CONFIRMER, ENSUITE.format("reference_legale = 'autre'")],
}


@pytest.mark.parametrize("faussete", FAUSSETES)
def test_un_effacement_ne_se_falsifie_pas(demande, faussete):
    instructions = FAUSSETES[faussete]
    if faussete == "être confirmé deux fois":
        avant = tout()
        with pytest.raises(IntegrityError) as erreur:
            executer(*(sql(instruction, demande) for instruction in instructions))
        assert erreur.value.__cause__.diag.constraint_name == GARDE
        assert tout() == avant
    else:
        est_refuse_et_passerait_sans(GARDE, demande, *instructions)


@pytest.mark.contrainte("effacement_oublie_une_fois_traite")
def test_les_passages_s_oublient_en_confirmant(demande):
    """By the trigger, and by a CHECK should the trigger go."""
    garde = sql(CONFIRMER.replace("passages = '{}', ", ""), demande)
    with pytest.raises(IntegrityError) as erreur:
        executer(garde)
    assert erreur.value.__cause__.diag.constraint_name == GARDE
    with pytest.raises(IntegrityError) as erreur:
        executer("DROP TRIGGER effacement_garde ON publication_effacement", garde)
    assert erreur.value.__cause__.diag.constraint_name == "effacement_oublie_une_fois_traite"


def test_la_table_des_effacements_ne_se_vide_pas_en_production(demande):
    with pytest.raises(IntegrityError) as erreur:
        executer(sql_de_l_horloge(CORPS_DE_PRODUCTION), "TRUNCATE publication_effacement CASCADE")
    assert erreur.value.__cause__.diag.constraint_name.endswith("_vidage")


def test_le_verbe_passe_par_ces_gardes(demande):
    confirmer_l_effacement(demande, demande.administratrice)
    assert lire(f"SELECT count(*) FROM {VERSIONS} WHERE effacement_id IS NOT NULL") == [(2,)]
