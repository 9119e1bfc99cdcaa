"""Requests that nobody would send, and a database that no longer answers: a sentence, never a bare error."""

import pytest
from django.db import connection
from django.test import Client

from tests.fabriques import AgentFactory


@pytest.fixture
def base_perdue(transactional_db, monkeypatch):
    """A real connection, refused: nothing listens on port 1."""
    connection.close()
    with monkeypatch.context() as ailleurs:
        ailleurs.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        ailleurs.setitem(connection.settings_dict, "PORT", "1")
        yield
        connection.close()


@pytest.fixture
def visiteur():
    return Client(raise_request_exception=False)


@pytest.fixture
def agente(transactional_db):
    client = Client(raise_request_exception=False)
    client.force_login(AgentFactory())
    return client


def est_une_base_perdue(page):
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "60"
    assert "La base de données ne répond pas" in page.content.decode()
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Permissions-Policy"]


@pytest.mark.parametrize("chemin", ["/", "/demarches/", "/admin/"])
@pytest.mark.parametrize("qui", ["visiteur", "agente"])
def test_la_base_perdue_donne_503_et_une_phrase(request, qui, chemin):
    client = request.getfixturevalue(qui)
    if (qui, chemin) == ("visiteur", "/admin/"):
        client.cookies["session"] = "une-session-ancienne"
    request.getfixturevalue("base_perdue")
    est_une_base_perdue(client.get(chemin))


def test_se_connecter_sans_base_donne_503(request, visiteur):
    request.getfixturevalue("base_perdue")
    est_une_base_perdue(visiteur.post("/admin/login/", {"username": "a@b.gouv.fr", "password": "x"}))


def test_une_autre_panne_reste_une_erreur_du_site(visiteur, db, monkeypatch):
    from portail.views import demarches

    monkeypatch.setattr(demarches, "Liste", None)
    page = visiteur.get("/demarches/")
    assert page.status_code == 500
    assert "Erreur du site" in page.content.decode()


@pytest.mark.parametrize("chemin", ["/demarches/", "/admin/login/"])
@pytest.mark.parametrize("jeu", ["utf-32", "base64", "inconnu"])
@pytest.mark.parametrize("forme", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_un_formulaire_qui_n_est_pas_en_utf_8_est_refuse_en_une_phrase(chemin, jeu, forme, db):
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrf"] = "c" * 32
    page = client.generic("POST", chemin, b"a=b", content_type=f"{forme}; charset={jeu}")
    assert page.status_code == 400
    assert "Le formulaire n’est pas envoyé en UTF-8" in page.content.decode()
    assert page.headers["Content-Security-Policy"]
    assert page.headers["Permissions-Policy"]


@pytest.mark.parametrize("jeu", ["", "; charset=utf-8", '; charset="UTF-8"'])
def test_un_formulaire_en_utf_8_est_lu(jeu, client, db):
    page = client.generic(
        "POST", "/admin/login/", b"username=a", content_type=f"application/x-www-form-urlencoded{jeu}"
    )
    assert page.status_code == 200
