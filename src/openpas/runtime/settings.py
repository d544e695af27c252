"""Django's settings. What differs between installations comes from the environment; nothing here is secret.

DATABASE_URL                 postgresql://...; the command line sets it to the embedded database where it is not given
OPENPAS_HOME                 the folder of this installation
OPENPAS_ISSUER               the address under which the outside world knows this installation, and token issuer
OPENPAS_AUDIENCE             the audience that tokens for the API carry
OPENPAS_ALLOWED_HOSTS        host names that are answered, with commas between
OPENPAS_DEMO                 1 where demo data may be loaded
OPENPAS_PUBLIC_LOOKUPS       how often per minute one address may look up a group pass without a token (30)
OPENPAS_LOG                  a file for the logs; the standard error stream where it is not given
OPENPAS_SECRET_KEY, OPENPAS_FIELD_KEY, OPENPAS_INDEX_KEY, OPENPAS_CLIENT_SECRET_PEPPER
                             keys, where they should not come from the home
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from openpas.runtime.connection_url import django_connection
from openpas.runtime.home import Home
from openpas.runtime.logging import logging_settings
from openpas.runtime.secret_keys import SecretKeys

_home = Home.of(None)
_keys = SecretKeys.of(_home.secrets, os.environ)

OPENPAS_HOME = _home.path
OPENPAS_ISSUER = os.environ.get("OPENPAS_ISSUER", "http://127.0.0.1:8000").rstrip("/")
OPENPAS_AUDIENCE = os.environ.get("OPENPAS_AUDIENCE", "https://api.publiq.be")
OPENPAS_PUBLIC_LOOKUPS = int(os.environ.get("OPENPAS_PUBLIC_LOOKUPS", "30"))
OPENPAS_DEMO = os.environ.get("OPENPAS_DEMO") == "1"
SECRET_KEY = _keys.secret_key
OPENPAS_FIELD_KEY = _keys.field_key
OPENPAS_INDEX_KEY = _keys.index_key
OPENPAS_CLIENT_SECRET_PEPPER = _keys.client_secret_pepper

_issuer = urlsplit(OPENPAS_ISSUER)
_encrypted = _issuer.scheme == "https"

DEBUG = False
ALLOWED_HOSTS = os.environ.get("OPENPAS_ALLOWED_HOSTS", f"{_issuer.hostname},localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_cotton",
    "openpas.records",
    "openpas.card_systems",
    "openpas.organizers",
    "openpas.events",
    "openpas.passholders",
    "openpas.identity",
    "openpas.checkins",
    "openpas.tariffs",
    "openpas.rewards",
    "openpas.demo",
    "openpas.api",
    "openpas.web",
]
MIDDLEWARE = [
    "openpas.runtime.middleware.AccessLog",
    "django.middleware.security.SecurityMiddleware",
    "openpas.api.hot_operations.HotOperations",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openpas.web.middleware.PagesForPeople",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "openpas.urls"
WSGI_APPLICATION = "openpas.wsgi.application"
# Paths are the contract's, with and without a slash at the end; nothing is redirected behind a client's back.
APPEND_SLASH = False

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
    },
]

DATABASES = {"default": django_connection(os.environ.get("DATABASE_URL", "postgresql:///openpas"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_NAME = "openpas_session"
SESSION_COOKIE_SECURE = _encrypted
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "openpas_csrf"
CSRF_COOKIE_SECURE = _encrypted
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "openpas.web.public.errors.form_expired"
CSRF_TRUSTED_ORIGINS = [f"{_issuer.scheme}://{_issuer.netloc}"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _encrypted else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _encrypted else 0
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
# Files are served from where the packages keep them: nothing has to be collected before a start.
WHITENOISE_USE_FINDERS = True

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(os.environ.get("OPENPAS_LOG"))
