"""Production settings: everything specific to an installation comes from the environment."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

RACINE = Path(__file__).resolve().parent.parent.parent
env = environ.Env()


def requis(nom: str) -> str:
    """The environment variable `nom`, or a refusal to start that says what to do."""
    if valeur := env.str(nom, default=""):
        return valeur
    raise ImproperlyConfigured(
        f"La variable d’environnement {nom} est absente : définissez-la (voir README.md)."
    )


def base_de_donnees() -> dict:
    """Django's description of the database that DATABASE_URL names, PostgreSQL and nothing else."""
    try:
        description = env.db_url_config(requis("DATABASE_URL"))
    except (ValueError, KeyError) as erreur:
        raise ImproperlyConfigured(ADRESSE_ATTENDUE) from erreur
    if description.get("ENGINE") not in {"django.db.backends.postgresql", "config.postgres_embarque"}:
        raise ImproperlyConfigured(ADRESSE_ATTENDUE)
    return description


ADRESSE_ATTENDUE = "DATABASE_URL ne désigne pas une base PostgreSQL : écrivez-la ainsi, postgres://utilisateur:motdepasse@hote:5432/base."

SECRET_KEY = requis("SECRET_KEY")
ALLOWED_HOSTS = requis("ALLOWED_HOSTS").split(",")
DATABASES = {"default": base_de_donnees()}
CSRF_TRUSTED_ORIGINS = [f"https://{hote}" for hote in ALLOWED_HOSTS if "*" not in hote]
DEBUG = False

# What makes this installation the official one, and what may only happen in a demonstration.
MARQUE_ETAT = env.bool("MARQUE_ETAT", default=False)
DEMONSTRATION = False
HORLOGE_REGLABLE = False
NOM_DU_SITE = "Participation citoyenne"

APPLICATIONS_DU_PORTAIL = ["courriels", "accounts", "publication", "demarches", "suivi", "vitrine", "portail"]
INSTALLED_APPS = [
    *APPLICATIONS_DU_PORTAIL,
    "config.admin.PortailAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "config.statiques.StatiquesReduits",
    "django.contrib.postgres",
    "django.forms",
    "crispy_forms",
    "csp",
    "procrastinate.contrib.django",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
]

MIDDLEWARE = [
    "config.middleware.EntetesDeSecurite",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.RequetesMalFormees",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "config.typographie.Typographie",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.middleware.RolesLusUneFois",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "config.middleware.ConnexionRequise",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RACINE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context_processors.site",
            ],
        },
    }
]

# Who signs in
AUTH_USER_MODEL = "accounts.Agent"
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it stops whoever is locked out, and signs nobody in
    "django.contrib.auth.backends.ModelBackend",
]
SECOND_FACTEUR_EXIGE = True
OTP_TOTP_ISSUER = NOM_DU_SITE
# Five failures in fifteen minutes close an account, or an address, for fifteen minutes: never for longer.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = False  # an agent could otherwise guess on, between two sign-ins of their own
AXES_USERNAME_CALLABLE = "accounts.verrou.identifiant"
AXES_CLIENT_IP_CALLABLE = "accounts.verrou.adresse_du_client"
AXES_LOCKOUT_CALLABLE = "accounts.verrou.reponse"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
PROXYS_DEVANT = env.int("PROXYS_DEVANT", default=0)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 30 * 60
DUREE_MAXIMALE_DE_SESSION = 12 * 60 * 60  # seconds, however busy its agent
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# Transport and browser security (exigences.md, « Security »)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Language and time
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

# Static files, uploads
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=RACINE / "var" / "static")
STATICFILES_DIRS = [RACINE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.statiques.StatiquesDsfr",
]
DOSSIER_DES_PAGES = Path(
    env.str("DOSSIER_DES_PAGES", default=str(RACINE / "var" / "pages"))
)  # config/voie_rapide
MEDIA_ROOT = env.path("MEDIA_ROOT", default=RACINE / "var" / "fichiers")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
TAILLE_MAXIMALE_IMPORT = 20 * 1024 * 1024  # bytes, a file of propositions sent through the back-office

# Interface
CRISPY_ALLOWED_TEMPLATE_PACKS = "crispy_dsfr"
CRISPY_TEMPLATE_PACK = "crispy_dsfr"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Called by the publication verbs inside their transaction, in this order: `def effet(dossier, instant)`.
EFFETS_DE_PUBLICATION = ["vitrine.indexation.reindexer_dossier"]
# Called with what a verb adds to the journal, likewise: `def effet(evenements)`.
EFFETS_DU_JOURNAL = ["publication.courriels.annoncer"]
# Called when an administrator changes an organisation, likewise: `def effet()`.
EFFETS_DES_ORGANISATIONS = ["vitrine.generation.changer"]

# E-mails. Who writes the message of each kind: `def message(cle, adresse) -> Message | None`.
COURRIELS = dict.fromkeys(
    [
        "soumission",
        "annulation",
        "renvoi",
        "publication",
        "retrait",
        "programmation",
        "deprogrammation",
        "masquage",
        "masquage_confirme",
        "masquage_leve",
    ],
    "publication.courriels.message",
) | {
    "invitation": "accounts.invitations.message",
    "acces": "accounts.courriels.message",
    "signalement_recu": "publication.signalements.courriels.message_d_accuse",
    "signalement_a_traiter": "publication.signalements.courriels.message_aux_validateurs",
    "signalement_traite": "publication.signalements.courriels.message_de_reponse",
}
# Who publishes the site, as its legal notice says it.
EDITEUR = {
    "nom": env.str("EDITEUR_NOM", default=""),
    "adresse": env.str("EDITEUR_ADRESSE", default=""),
    "directeur": env.str("EDITEUR_DIRECTEUR", default=""),
    "hebergeur": env.str("EDITEUR_HEBERGEUR", default=""),
    "courriel": env.str("EDITEUR_COURRIEL", default=""),
}
ADRESSE_DU_SITE = env.str("ADRESSE_DU_SITE", default=f"https://{ALLOWED_HOSTS[0]}")
DEFAULT_FROM_EMAIL = env.str("COURRIEL_EXPEDITEUR", default="ne-pas-repondre@localhost")
vars().update(env.email_url("COURRIEL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20  # seconds
TACHES_IMMEDIATES = False  # jobs wait for `manage.py procrastinate worker`

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
