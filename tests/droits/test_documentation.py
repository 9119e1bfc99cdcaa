from tests.droits.documentation import COLONNES, FICHIER, texte
from tests.droits.table import PERSONNES


def test_docs_droits_dit_ce_que_dit_la_table():
    assert COLONNES.keys() == PERSONNES.keys()
    assert FICHIER.read_text(encoding="utf-8") == texte(), "Lancez « python -m tests.droits.documentation »."
