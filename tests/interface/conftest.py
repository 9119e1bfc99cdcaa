import pytest
from django.conf import settings
from django.template.backends.django import DjangoTemplates


class VariableInconnue(str):
    """What a template engine prints for a variable nobody gave: here, a failure that names it."""

    def __contains__(self, _):
        return True

    def __mod__(self, nom):
        raise AssertionError(f"Le gabarit emploie la variable inconnue « {nom} ».")


@pytest.fixture(scope="session")
def moteur():
    """The project's template engine, except that an unknown variable fails."""
    reglages = settings.TEMPLATES[0]
    options = reglages["OPTIONS"] | {"string_if_invalid": VariableInconnue("%s")}
    return DjangoTemplates(
        {"NAME": "strict", "DIRS": reglages["DIRS"], "APP_DIRS": reglages["APP_DIRS"], "OPTIONS": options}
    )


@pytest.fixture
def rendre(moteur, rf):
    """Render a template of the project, as a public page at `chemin` would."""

    def _rendre(gabarit, contexte=None, chemin="/demarches/"):
        return moteur.get_template(gabarit).render(contexte or {}, request=rf.get(chemin))

    return _rendre


@pytest.fixture
def rendre_texte(moteur, rf):
    def _rendre(texte, contexte=None, chemin="/demarches/"):
        return moteur.from_string(texte).render(contexte or {}, request=rf.get(chemin))

    return _rendre
