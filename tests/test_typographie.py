"""No line of a page begins with a colon: what the reader reads, and nothing of what the machine reads back."""

import pytest

from config.typographie import composer

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("html", "attendu"),
    [
        ("<p>Motif : coût ; délai ? Non !</p>", f"<p>Motif{N}: coût{N}; délai{N}? Non{N}!</p>"),
        ("<p>« Oui », « non ».</p>", f"<p>«{N}Oui{N}», «{N}non{N}».</p>"),
        ("<p><b>Motif</b> : coût</p>", f"<p><b>Motif</b>{N}: coût</p>"),
        ("<p>Motif :</p>", f"<p>Motif{N}:</p>"),
        (f"<p>Motif{N}: déjà</p>", f"<p>Motif{N}: déjà</p>"),
        ('<a title="Motif : coût">Motif : coût</a>', f'<a title="Motif : coût">Motif{N}: coût</a>'),
        ('<input value="Motif : coût">', '<input value="Motif : coût">'),
        (
            "<textarea>Motif : coût</textarea> : <pre>a : b</pre>",
            f"<textarea>Motif : coût</textarea>{N}: <pre>a : b</pre>",
        ),
        ("<option>Dormir : la nuit</option>", "<option>Dormir : la nuit</option>"),
        ("<script>a ? b : c</script>", "<script>a ? b : c</script>"),
        (
            "<p>À 12:30, https://exemple.fr/?a=b :-) a :b</p>",
            "<p>À 12:30, https://exemple.fr/?a=b :-) a :b</p>",
        ),
        (
            "<p>Le 1 mars 2026, le 21 mars, 1 marchand</p>",
            f"<p>Le 1er{N}mars 2026, le 21 mars, 1 marchand</p>",
        ),
        ("<p>du 1 août au 11 août</p>", f"<p>du 1er{N}août au 11 août</p>"),
        ('<time datetime="1 mai">1 mai</time>', f'<time datetime="1 mai">1er{N}mai</time>'),
        ("", ""),
    ],
)
def test_les_espaces_d_une_page(html, attendu):
    assert composer(html) == attendu


def test_ce_qui_est_deja_juste_ne_change_plus():
    html = composer("<p>« Oui » : non ; et <textarea>« a » : b</textarea> ?</p>")
    assert composer(html) == html


@pytest.fixture
def typographie(settings):
    settings.MIDDLEWARE = ["config.typographie.Typographie", *settings.MIDDLEWARE]


@pytest.mark.django_db
def test_une_page_du_site_et_son_formulaire(typographie, client):
    page = client.get("/admin/login/?next=/admin/")
    assert f"Courriel{N}:" in page.text
    assert client.head("/").status_code == 200
    assert client.get("/introuvable/").status_code == 404


@pytest.mark.django_db
def test_un_document_garde_ses_octets(typographie, client):
    assert client.get("/sante/").content == b"vivant\n"
