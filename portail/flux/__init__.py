"""Atom feeds whose entries hold the change itself: what came into force (parutions.py), how a title says it
(titres.py), what changed word by word (contenu.py), and the file (atom.py)."""
