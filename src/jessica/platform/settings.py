"""Django settings, all from the environment. `docs/configuration.md` explains each variable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

from jessica.platform.clock import FixedClock, clock_from_text
from jessica.platform.secret_key import read_or_create_secret_key

PACKAGE = Path(__file__).resolve().parent.parent


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "").strip().lower() in {"1", "true", "yes", "on"}


def _database(url: str) -> dict[str, Any]:
    """A Django database entry from a `postgresql://` URL; a socket folder may stand in `?host=`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql:// (PostgreSQL is the only database)")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **query,
            "pool": {"min_size": 1, "max_size": int(os.environ.get("JESSICA_DB_POOL", "16"))},
        },
        "TIME_ZONE": "UTC",
    }


DATA_DIR = Path(os.environ.get("JESSICA_DATA", Path.home() / ".local/share/jessica")).expanduser()
SECRET_KEY = os.environ.get("JESSICA_SECRET_KEY") or read_or_create_secret_key(DATA_DIR)

JESSICA_CLOCK = clock_from_text(os.environ.get("JESSICA_NOW"))
JESSICA_REPRODUCIBLE = isinstance(JESSICA_CLOCK, FixedClock)
JESSICA_DEMO = _flag("JESSICA_DEMO")

DEBUG = False
ALLOWED_HOSTS = [h for h in os.environ.get("JESSICA_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("JESSICA_TRUSTED_ORIGINS", "").split(",") if o]
BEHIND_TLS = _flag("JESSICA_TLS")
TRUSTED_PROXIES = [p for p in os.environ.get("JESSICA_TRUSTED_PROXIES", "").split(",") if p]

_APP_URL = os.environ.get("DATABASE_URL", "postgresql:///jessica")
_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", _APP_URL)
DATABASES = {"default": _database(_APP_URL), "owner": _database(_OWNER_URL)}
# Migrations run once, as the owner; a pool would keep connections of the powerful role open.
DATABASES["owner"]["OPTIONS"].pop("pool")
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "jessica.events",
    "jessica.policy",
    "jessica.clinic",
    "jessica.people",
    "jessica.scheduling",
    "jessica.billing",
    "jessica.reception",
    "jessica.channels.webchat",
    "jessica.api",
    "jessica.console",
    "jessica.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "jessica.urls"
ASGI_APPLICATION = "jessica.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en-us"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "platform" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Until `collect_static_files` has filled STATIC_ROOT (at the start of a web process).
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/console/login/"
LOGIN_REDIRECT_URL = "/console/"
LOGOUT_REDIRECT_URL = "/console/login/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Which adapter sends to a phone and to a mailbox, by dotted path (`jessica.people.reaching`).
JESSICA_SENDERS: dict[str, str] = (
    dict.fromkeys(("phone", "email"), "jessica.people.simulated_phone.SimulatedPhone") if JESSICA_DEMO else {}
)

# Requests from the same machine are not slowed down in the demo, where one address plays every visitor.
RATE_LIMIT_EXEMPT_LOOPBACK = JESSICA_DEMO

LOGGING_CONFIG = "jessica.platform.logs.configure"
LOGGING: dict[str, Any] = {"level": os.environ.get("JESSICA_LOG_LEVEL", "INFO")}
