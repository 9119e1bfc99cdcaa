"""Every sentence of the import is read by someone."""

import ast
import re
from pathlib import Path

import pytest

from demarches import imports

IMPORTS = Path(imports.__file__).parent
MODULES = sorted([*IMPORTS.glob("*.py"), *IMPORTS.parent.glob("management/commands/importer_*.py")])
FAUTES = re.compile(r"« | »|[\w»)’] [:;?!](?:\s|$)|\w'\w")


def chaines(arbre):
    docstrings = {
        id(noeud.body[0].value)
        for noeud in ast.walk(arbre)
        if isinstance(noeud, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(noeud)
    }
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str) and id(noeud) not in docstrings:
            yield noeud.value


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_les_phrases_ont_leurs_espaces_insecables_et_leurs_apostrophes(module):
    phrases = [texte for texte in chaines(ast.parse(module.read_text("utf-8"))) if "\\" not in texte]
    assert [phrase for phrase in phrases if FAUTES.search(phrase)] == []
