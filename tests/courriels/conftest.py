"""A real SMTP server on the loopback, that keeps what it receives and may be told to refuse."""

import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.db import connection


class Boite:
    """What arrived, as the server got it; `refuse` is what it answers to the next messages instead."""

    def __init__(self):
        self.recus, self.refuse = [], ""

    async def handle_DATA(self, serveur, session, enveloppe):
        if self.refuse:
            return self.refuse
        self.recus.append((enveloppe.mail_from, enveloppe.rcpt_tos, enveloppe.content))
        return "250 OK"

    @property
    def messages(self) -> list:
        return [email.message_from_bytes(brut, policy=email.policy.default) for _, _, brut in self.recus]

    @property
    def destinataires(self) -> list[str]:
        return sorted(adresse for _, adresses, _ in self.recus for adresse in adresses)

    def de(self, adresse):
        """The only message that this address received."""
        [message] = [m for m in self.messages if m["To"] == adresse]
        return message


def texte(message) -> str:
    return message.get_body(["plain"]).get_content().replace("\r\n", "\n")


def html(message) -> str:
    return message.get_body(["html"]).get_content()


def un_port_libre() -> int:
    with socket.socket() as essai:
        essai.bind(("127.0.0.1", 0))
        return essai.getsockname()[1]


@pytest.fixture(autouse=True)
def sans_tache_des_autres(request):
    """procrastinate's tables are not Django's to empty between two tests."""
    yield
    if "transactional_db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        with connection.cursor() as curseur:
            curseur.execute("DELETE FROM procrastinate_events; DELETE FROM procrastinate_jobs")


@pytest.fixture
def boite(settings):
    boite = Boite()
    controleur = Controller(boite, hostname="127.0.0.1", port=un_port_libre())
    controleur.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controleur.hostname, controleur.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.ADRESSE_DU_SITE = "https://participation.example"
    yield boite
    controleur.stop()


@pytest.fixture
def sans_serveur(settings, boite):
    """Nothing listens there."""
    settings.EMAIL_PORT = 1
