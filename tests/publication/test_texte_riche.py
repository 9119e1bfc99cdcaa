"""What agents may write in a long text: a few marks, and nothing that a browser would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.texte_riche import en_clair, en_html

LIEN = '<a href="https://a.fr" rel="external noopener">'


@pytest.mark.parametrize(
    ("texte", "html"),
    [
        (
            "Un paragraphe.\nSa suite.\n\nUn autre.",
            "<p>Un paragraphe.<br>\nSa suite.</p>\n<p>Un autre.</p>\n",
        ),
        ("Un mot **fort**.", "<p>Un mot <strong>fort</strong>.</p>\n"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("Voir [la note](https://a.fr).", f"<p>Voir {LIEN}la note</a>.</p>\n"),
        ("[écrire](mailto:a@b.fr)", '<p><a href="mailto:a@b.fr" rel="external noopener">écrire</a></p>\n'),
        ("", ""),
    ],
)
def test_les_marques_permises_deviennent_du_html(texte, html):
    assert en_html(texte) == html


@pytest.mark.parametrize(
    "texte",
    [
        "2026. Une année en tête de ligne",
        "1) Un numéro",
        "* Une étoile en tête",
        "+ Un plus en tête",
        "5 * 3 * 2 et a_b_c, _souligné_",
        "# Pas de titre",
        "> Pas de citation",
        "`code`",
        "| a | b |",
        "Un \\ et \\*\\* tels quels",
        "~~barré~~",
    ],
)
def test_le_reste_se_lit_tel_qu_il_a_ete_tape(texte):
    assert en_html(texte) == f"<p>{texte.replace('>', '&gt;')}</p>\n"


@pytest.mark.parametrize(
    "texte",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        '[x](https://a.fr "onmouseover=alert(1)")',
        "![x](https://a.fr/pixel.png)",
        "<a href='javascript:alert(1)'>x</a>",
        "<style>body{display:none}</style>",
        "**<svg onload=alert(1)>**",
    ],
)
def test_rien_de_ce_qui_s_execute_ne_passe(texte):
    html = en_html(texte)
    assert not [
        mal
        for mal in ("<script", "<img", "<svg", "<style", 'href="javascript', 'href="data', "title=")
        if mal in html.lower()
    ]


@given(st.text(alphabet="ab <>\"'()[]*_-+\\\n#!:/&;`jsx1.", max_size=80))
def test_quoi_que_l_on_tape_seules_les_balises_permises_sortent(texte):
    html = en_html(texte)
    for balise in html.split("<")[1:]:
        assert balise.lstrip("/").split(">")[0].split(" ")[0] in {"p", "br", "strong", "ul", "li", "a"}


def test_en_clair_il_ne_reste_que_les_mots():
    assert en_clair("- **Un** point\n- voir [la loi](https://exemple.fr/loi)\n2 * 3 < 7") == (
        "Un point\nvoir la loi\n2 * 3 < 7"
    )
