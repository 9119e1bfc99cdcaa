import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarches.imports.nettoyage import nettoyer

CAS = [
    ("<p>Un</p><p>Deux &eacute;<br>trois</p>", "Un\n\nDeux é\ntrois"),
    (
        "<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul><ol><li>x<li>y</ol>",
        "- a\n- b\n  - c\n1. x\n2. y",
    ),
    ("<div><h2>T</h2>b</div>", "T\n\nb"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
    ("<p>voir <a href='https://a.fr/x'>le site</a></p>", "voir le site (https://a.fr/x)"),
    ("<a href='https://www.a.fr/'>a.fr</a>", "a.fr"),
    ("<a href='mailto:x@y.fr'>x@y.fr</a>", "x@y.fr"),
    ("<p>a <a href='javascript:alert(1)'>clic</a></p>", "a clic"),
    ("<p>a<script>alert(1)</script><style>p{}</style> b</p>", "a b"),
    ("<p onclick='x()'>a<img src=x onerror=alert(1)></p>", "a [image]"),
    ("<img src='https://i.fr/a.png' alt='une carte'><br>", "[image une carte https://i.fr/a.png]"),
    ("<iframe src='https://v.fr/1'></iframe>", "(https://v.fr/1)"),
    ("<p>a<!-- caché --> b <!-- ouvert</p><p>c</p>", "a b <!-- ouvert\n\nc"),
    ("<p>jamais fermé <script> fin", "jamais fermé <script> fin"),
    ("si x < y et <b>z</b> > w <3 <truc>", "si x < y et z > w <3 <truc>"),
    ("x < y, a > b", "x < y, a > b"),
    ("R&amp;D, 5&nbsp;%, l&#39;eau, &#x20AC;, AT&T", "R&D, 5\xa0%, l'eau, €, AT&T"),
    ("un\ndeux <strong>gras</strong>\n\ntrois<br>\nquatre", "un\ndeux gras\n\ntrois\nquatre"),
    ("<p>a\nb</p>", "a b"),
    ("<pre>a\n  b</pre>", "a\n  b"),
    ("CO<sub>2</sub> et 1<sup>er</sup>", "CO2 et 1er"),
    ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
    ("a\n\n\n\n\nb  \nc", "a\n\nb\nc"),
    ("e\u0301te\u0301 \u202ea\u202c\u200b\xad", "été a"),
]


@pytest.mark.parametrize(("source", "attendu"), CAS)
def test_le_html_devient_un_texte_lisible_sans_rien_perdre(source, attendu):
    assert nettoyer(source) == attendu


@pytest.mark.parametrize("source", [attendu for _, attendu in CAS if "<script" not in attendu])
def test_nettoyer_un_texte_propre_ne_le_change_pas(source):
    assert nettoyer(source) == source


def test_un_script_retire_est_signale(une_ligne):
    assert any("code" in s for s in une_ligne("<p>a<script>alert(1)</script></p>").signalements)
    assert une_ligne("<p>Le <b>script</b> du film</p>").signalements == ()


@pytest.mark.parametrize(
    "motif",
    [
        "<!--",
        "<![CDATA[",
        "<",
        "<p ",
        "<b>",
        "<ul><li>",
        "<div>",
        "<a href=x>b",
        "&",
        "\n ",
        "a@",
        "0 1",
        "((",
    ],
)
def test_un_texte_hostile_est_lu_en_temps_raisonnable(une_ligne, motif):
    assert une_ligne("<p>début</p>" + motif * (20_000 // len(motif))) is not None


MOT = st.text("abcéèàçœ’ABC0123456789", min_size=1, max_size=8)


@settings(deadline=None)
@given(
    st.lists(MOT, min_size=1, max_size=20),
    st.sampled_from(["p", "div", "li", "td", "strong", "em", "span", "h3"]),
)
def test_aucun_mot_d_un_html_n_est_perdu(mots, balise):
    assert (
        nettoyer("".join(f"<{balise}>{mot}</{balise}> " for mot in mots))
        .replace("|", " ")
        .replace("-", " ")
        .split()
        == mots
    )


@settings(deadline=None)
@given(st.text(max_size=300))
def test_tout_texte_est_lu_sans_caractere_interdit(texte):
    propre = nettoyer(texte)
    assert not set(propre) & set(map(chr, [*range(9), *range(11, 32), 127, 0x202E]))
    propre.encode()
