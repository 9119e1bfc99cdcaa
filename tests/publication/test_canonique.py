"""One document, one sequence of bytes, one fingerprint; and the database gives the same one back."""

import hashlib
import json

import pytest
import rfc8785
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publication.atelier import document_a_publier
from publication.canonique import canonical_json, empreinte, nouveau_sel
from publication.journal import versions_de
from publication.models import types_de_version
from tests.scenes import le

# RFC 8785, § 3.2.2.2, 3.2.3 and appendix B (integers): text, canonical bytes
VECTEURS = [
    (
        r'{"string": "\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\"\/"}',
        r'{"string":"€$\u000f\nA' + r"'B\"\\\\\"/" + '"}',
    ),
    (
        (
            r'{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", '
            r'"1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", '
            r'"\u00f6": "Latin Small Letter O With Diaeresis"}'
        ),
        (
            '{"\\r":"Carriage Return","1":"One","\x80":"Control","ö":"Latin Small Letter O With Diaeresis",'
            '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
        ),
    ),
    ('{"literals": [null, true, false]}', '{"literals":[null,true,false]}'),
    ("[9007199254740991, -9007199254740991, 0, 56]", "[9007199254740991,-9007199254740991,0,56]"),
    ('{"b": [], "a": {}, "": ""}', '{"":"","a":{},"b":[]}'),
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    lambda enfants: (
        st.lists(enfants, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), enfants, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(("texte", "attendu"), VECTEURS)
def test_les_vecteurs_de_la_rfc(texte, attendu):
    assert canonical_json(json.loads(texte)) == attendu.encode()


def test_l_empreinte_est_celle_des_octets_canoniques():
    assert empreinte({"b": 1, "a": "é"}) == hashlib.sha256('{"a":"é","b":1}'.encode()).hexdigest()


@pytest.mark.parametrize("document", [1.0, {"a": 1.5}, {"a": [{"b": (0.0,)}]}, {"a": float("nan")}], ids=str)
def test_aucun_flottant_n_entre_dans_un_document(document):
    with pytest.raises(TypeError, match="no float"):
        canonical_json(document)


@pytest.mark.parametrize("entier", [2**53, -(2**53), 10**30])
def test_un_entier_que_deux_langages_ecriraient_autrement_est_refuse(entier):
    with pytest.raises(rfc8785.IntegerDomainError):
        empreinte({"n": entier})


def test_l_ordre_des_cles_ne_compte_pas_celui_des_listes_si():
    assert empreinte({"a": 1, "b": 2}) == empreinte({"b": 2, "a": 1})
    assert empreinte({"a": [1, 2]}) != empreinte({"a": [2, 1]})


def test_un_accent_compose_et_decompose_ne_sont_pas_le_meme_texte():
    assert empreinte({"a": "é"}) != empreinte({"a": "e\u0301"})


def test_le_sel_change_l_empreinte_et_ne_revient_jamais():
    sels = {nouveau_sel() for _ in range(1000)}
    assert len(sels) == 1000
    assert all(len(bytes.fromhex(sel)) == 16 for sel in sels)
    assert len({empreinte({"sel": sel}) for sel in sels}) == 1000


def test_deux_documents_du_meme_objet_ont_deux_sels(scene):
    un, autre = document_a_publier(scene.demarche), document_a_publier(scene.demarche)
    assert un["sel"] != autre["sel"]
    assert un | {"sel": ""} == autre | {"sel": ""}


def depuis_la_base(document):
    """The document after a stay in a jsonb column."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT %s::jsonb::text", [json.dumps(document)])
        return json.loads(curseur.fetchone()[0])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=JSON)
def test_jsonb_rend_un_document_de_meme_empreinte(db, document):
    rendu = depuis_la_base(document)
    assert rendu == document
    assert empreinte(rendu) == empreinte(document)


CURIEUX = (
    'a\u0301\u200b\ufeff\u2028\u202e\U0001f9d1\u200d\U0001f4bb  espaces  \t\r\n« \u00a0 » \\ " / <script>'
)


def test_ce_qui_est_fige_garde_son_empreinte_dans_la_base(scene):
    scene.changer(*scene.tout, texte=CURIEUX)
    scene.demarche.sous_questions = [CURIEUX, "", "😀"]
    scene.demarche.participants_contactes = 2**31 - 1
    scene.demarche.save()
    with le(0):
        publication = scene.publier()
    versions = versions_de(publication)
    assert {type(version) for version in versions} == set(types_de_version())
    for version in versions:
        version.refresh_from_db()
        assert empreinte(version.contenu) == version.empreinte
    [fiche] = [version for version in versions if version.objet == scene.demarche]
    assert fiche.contenu["chapo"] == CURIEUX
