"""The archive's settings: one file, read from a few environment variables.

DATABASE_URL    any PostgreSQL 15 to 18, postgres://user:password@host/name
                (absent: the embedded PostgreSQL)
ARCHIVE_DATA    folder of the embedded database, the keys and the originals
                (absent: .data/ in the project)
SECRET_KEY      Django's key, 50 characters or more
                (absent: generated when first served, kept in ARCHIVE_DATA)
SECRET_KEY_FALLBACKS
                former keys, separated by commas: sessions, and what the archive remembers of words
                that were taken out, go on under them (absent: none)
DEBUG           show tracebacks in pages, never in public (absent: off)
ALLOWED_HOSTS   host names that are answered, separated by commas (absent: this machine only)
TRUST_FORWARDED_PROTO
                a proxy in front sets X-Forwarded-Proto, and nobody else can (absent: off)
PUBLIC_STATEMENT_TIMEOUT_MS
                after how long a query of a public page is given up (absent: 5000)
PUBLIC_EXPORT_TIMEOUT_MS
                the same for a file of all that a search finds (absent: 20000)
INGEST_LARGEST_TEXT
                a text of more bytes is refused unread (absent: 50000000)
ARCHIVE_DEMO    plain http on this machine alone; set by `manage.py demo` only (absent: off)

A value that cannot be understood stops the start and is named (environs.EnvError).
"""

from logging import LogRecord
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import (
    BadRequest,
    ImproperlyConfigured,
    PermissionDenied,
    SuspiciousOperation,
)
from django.http.multipartparser import MultiPartParserError
from django.utils.log import CallbackFilter
from environs import Env

from archive.database.planning import PLANNING
from archive.keys import stored_secret_key

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
ARCHIVE_DATA = Path(env.str("ARCHIVE_DATA", "") or BASE_DIR / ".data").absolute()

# The files as received, kept by content (documents.models.Original).
ORIGINALS = ARCHIVE_DATA / "originals"

# What keepers made in the browser and have not taken away yet (archive.backups.shelf).
BACKUPS = ARCHIVE_DATA / "backups"

DEMO = env.bool("ARCHIVE_DEMO", False)
DEBUG = env.bool("DEBUG", False) and not DEMO
SECRET_KEY = env.str("SECRET_KEY", "") or stored_secret_key(ARCHIVE_DATA)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK_HOSTS if DEMO else env.list("ALLOWED_HOSTS", LOOPBACK_HOSTS)

# Applications

INSTALLED_APPS = [
    "archive",
    "search",
    "documents",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    # Before staticfiles: `runserver` then serves static files as production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.methods.HeadMiddleware",
    "archive.compression.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "archive.addresses.AddressLimitMiddleware",
    "archive.characters.UnstorableCharactersMiddleware",
    "archive.timeouts.StatementTimeoutMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "archive.methods.MethodsInWordsMiddleware",
    "documents.tagging.blindness.BlindnessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "documents.withdrawing.watching.TakenOutMiddleware",
    # Last, as django-axes asks: it turns a refused sign-in into its own answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database

if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL does not name a PostgreSQL database: it begins with postgres://"
        )
    # An address that names `options` of its own has these instead.
    options = " ".join(f"-c {setting}={value}" for setting, value in PLANNING.items())
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", options)
else:
    DATABASES = {"default": {"ENGINE": "archive.database", "NAME": "archive"}}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PUBLIC_STATEMENT_TIMEOUT_MS = env.int("PUBLIC_STATEMENT_TIMEOUT_MS", 5000)
PUBLIC_EXPORT_TIMEOUT_MS = env.int("PUBLIC_EXPORT_TIMEOUT_MS", 20_000)

# A text of more bytes than this is refused before it is decoded.
INGEST_LARGEST_TEXT = env.int("INGEST_LARGEST_TEXT", 50_000_000)

# History: every change by database triggers, and no event is ever changed (django-pghistory).

PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_APPEND_ONLY = True

# Language and time

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files: DEBUG serves them from their sources, everything else by content hash.

STATIC_URL = "static/"
STATIC_ROOT = ARCHIVE_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Signing in

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"

# Five wrong passwords for one name from one address close that pair for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"

# What a page may load and where it may send: itself, nothing inline.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

# Transport: https everywhere, but for DEBUG and the demo, which serve this machine alone.

_https = not (DEBUG or DEMO)
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _https else 0
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("TRUST_FORWARDED_PROTO", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Whether HSTS also binds the subdomains (W005) and may be preloaded into browsers (W021) is for
# the owner of the whole domain to say: an archive is often one host among others of an institute.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Requests: text of a form, its number of fields and files. Uploaded files go to disk beyond 2 MB.

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024


REFUSED = (BadRequest, MultiPartParserError, PermissionDenied, SuspiciousOperation)


def _without_traceback(record: LogRecord) -> bool:
    """A request that is refused in words is one line in the log."""
    if record.exc_info and isinstance(record.exc_info[1], REFUSED):
        record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refused": {"()": CallbackFilter, "callback": _without_traceback}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refused"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
