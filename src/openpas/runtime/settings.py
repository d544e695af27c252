"""Django's settings. What differs between installations comes from the environment; nothing here is secret.

DATABASE_URL                 postgresql://...; the command line sets it to the embedded database where it is not given
OPENPAS_HOME                 the folder of this installation
OPENPAS_ISSUER               the address under which the outside world knows this installation, and token issuer
OPENPAS_AUDIENCE             the audience that tokens for the API carry
OPENPAS_ALLOWED_HOSTS        host names that are answered, with commas between
OPENPAS_PROXIES              addresses or networks of our own reverse proxies, with commas between: only of these is
                             X-Forwarded-For believed. Without it a limit per address counts all behind a proxy as one
OPENPAS_DEMO                 1 where demo data may be loaded
OPENPAS_PUBLIC_LOOKUPS       how often per minute one address may look up a group pass without a token (30)
OPENPAS_REGISTRATION_LOOKUPS how often in ten minutes one address may ask for a registration (20)
OPENPAS_GUESSES_PER_PASS     how often in an hour a birth date may be tried with one UiTPAS number (5)
OPENPAS_SMTP_URL             the server for mail, smtp://user:password@host:port, or smtp+starttls or smtps; without
                             one every mail is a file in the folder mail of the home
OPENPAS_MAIL_FROM            the sender of mail
OPENPAS_SMS                  a TOML file with the gateway for text messages (sms.toml in the home); without one every
                             message is a file in the folder sms of the home
OPENPAS_FAMILY_MEMBERS, OPENPAS_FAMILY_ADULTS
                             how many people a family may have (10), and how many adults among them (2)
OPENPAS_ADULT_AGE            from which age on somebody is an adult (18)
OPENPAS_FAMILY_UNDO_URL      where the link leads with which an added person leaves a family; {token}, {main} and
                             {member} are filled in. Without it to a page of our own
OPENPAS_FAMILY_UNDO_DAYS     how long that link works (90)
OPENPAS_VALIDATIONS          how often per minute one address may call a validation of the social tariff (30)
OPENPAS_GOVERNMENT           a TOML file with the government's services (government.toml in the home)
OPENPAS_PAYMENT              a TOML file with the payment provider (payment.toml in the home)
OPENPAS_ORDERS               how often in ten minutes one address may order passes without a token (20)
OPENPAS_ORDER_MINUTES        how long an order waits for its payment (60)
OPENPAS_ISSUERS              a TOML file with where else people may sign in (issuers.toml in the home)
OPENPAS_TOKENS               how often per minute one address may ask for tokens (600)
OPENPAS_REFRESH_REUSE_SECONDS
                             how long a refresh token that was used is good for once more (60)
OPENPAS_REFRESH_DAYS         after how many days without use a client asks somebody to sign in again (60)
OPENPAS_AUTHORIZATION_DAYS   after how many days it does in any case (365)
OPENPAS_SIGNING_KEY_DAYS     after how many days tokens are signed with a new key (90)
OPENPAS_DESK_IDLE_MINUTES, OPENPAS_DESK_HOURS
                             after how long without work somebody at a desk is signed out (240), and after how long in
                             all (16). An installed desk stays signed in until it is restarted
OPENPAS_ADMINISTRATION_IDLE_MINUTES, OPENPAS_ADMINISTRATION_HOURS
                             the same for who looks after a region or the platform (30 and 8)
OPENPAS_BREACHED_PASSWORDS   passwords that nobody may choose: the file, or the folder of ranges, that the downloader of
                             Have I Been Pwned makes (SHA-1). Without it only the most common ones are refused
OPENPAS_LOCK_MINUTES         after how many minutes without work a desk asks for the PIN of who has one (5)
OPENPAS_ACCESS_MONTHS        for how many months it is kept who looked at a passholder (120); 0 keeps it for ever
OPENPAS_EVENT_PAGE_URL, OPENPAS_EVENT_ENTRY_URL
                             where an imported activity is read and where it is changed, with {id} in the place of its
                             id, for the links at a desk; without them there are no such links
OPENPAS_HELPDESK             the address to which desks report problems; the contact of the desk's region without it
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
from openpas.runtime.mail import MailServer
from openpas.runtime.secret_keys import SecretKeys
from openpas.runtime.static_files import ROOT, version_of

_home = Home.of(None)
_keys = SecretKeys.of(_home.secrets, os.environ)

OPENPAS_HOME = _home.path
OPENPAS_ISSUER = os.environ.get("OPENPAS_ISSUER", "http://127.0.0.1:8000").rstrip("/")
OPENPAS_PROXIES = [one.strip() for one in os.environ.get("OPENPAS_PROXIES", "").split(",") if one.strip()]
OPENPAS_AUDIENCE = os.environ.get("OPENPAS_AUDIENCE", "https://api.publiq.be")
OPENPAS_PUBLIC_LOOKUPS = int(os.environ.get("OPENPAS_PUBLIC_LOOKUPS", "30"))
OPENPAS_REGISTRATION_LOOKUPS = int(os.environ.get("OPENPAS_REGISTRATION_LOOKUPS", "20"))
OPENPAS_GUESSES_PER_PASS = int(os.environ.get("OPENPAS_GUESSES_PER_PASS", "5"))
OPENPAS_FAMILY_MEMBERS = int(os.environ.get("OPENPAS_FAMILY_MEMBERS", "10"))
OPENPAS_FAMILY_ADULTS = int(os.environ.get("OPENPAS_FAMILY_ADULTS", "2"))
OPENPAS_ADULT_AGE = int(os.environ.get("OPENPAS_ADULT_AGE", "18"))
OPENPAS_FAMILY_UNDO_URL = os.environ.get("OPENPAS_FAMILY_UNDO_URL", f"{OPENPAS_ISSUER}/family/undo/{{token}}")
OPENPAS_FAMILY_UNDO_DAYS = int(os.environ.get("OPENPAS_FAMILY_UNDO_DAYS", "90"))
OPENPAS_VALIDATIONS = int(os.environ.get("OPENPAS_VALIDATIONS", "30"))
OPENPAS_GOVERNMENT = Path(os.environ.get("OPENPAS_GOVERNMENT") or _home.path / "government.toml")
OPENPAS_ACCESS_MONTHS = int(os.environ.get("OPENPAS_ACCESS_MONTHS", "120"))
OPENPAS_SMS = Path(os.environ.get("OPENPAS_SMS") or _home.path / "sms.toml")
OPENPAS_SMS_FOLDER = _home.sms
OPENPAS_PAYMENT = Path(os.environ.get("OPENPAS_PAYMENT") or _home.path / "payment.toml")
OPENPAS_ORDERS = int(os.environ.get("OPENPAS_ORDERS", "20"))
OPENPAS_ORDER_MINUTES = int(os.environ.get("OPENPAS_ORDER_MINUTES", "60"))
OPENPAS_ISSUERS = Path(os.environ.get("OPENPAS_ISSUERS") or _home.path / "issuers.toml")
OPENPAS_TOKENS = int(os.environ.get("OPENPAS_TOKENS", "600"))
OPENPAS_REFRESH_REUSE_SECONDS = int(os.environ.get("OPENPAS_REFRESH_REUSE_SECONDS", "60"))
OPENPAS_REFRESH_DAYS = int(os.environ.get("OPENPAS_REFRESH_DAYS", "60"))
OPENPAS_AUTHORIZATION_DAYS = int(os.environ.get("OPENPAS_AUTHORIZATION_DAYS", "365"))
OPENPAS_SIGNING_KEY_DAYS = int(os.environ.get("OPENPAS_SIGNING_KEY_DAYS", "90"))
OPENPAS_DESK_IDLE_MINUTES = int(os.environ.get("OPENPAS_DESK_IDLE_MINUTES", "240"))
OPENPAS_DESK_HOURS = int(os.environ.get("OPENPAS_DESK_HOURS", "16"))
OPENPAS_ADMINISTRATION_IDLE_MINUTES = int(os.environ.get("OPENPAS_ADMINISTRATION_IDLE_MINUTES", "30"))
OPENPAS_ADMINISTRATION_HOURS = int(os.environ.get("OPENPAS_ADMINISTRATION_HOURS", "8"))
OPENPAS_BREACHED_PASSWORDS = os.environ.get("OPENPAS_BREACHED_PASSWORDS", "")
OPENPAS_LOCK_MINUTES = int(os.environ.get("OPENPAS_LOCK_MINUTES", "5"))
OPENPAS_EVENT_PAGE_URL = os.environ.get("OPENPAS_EVENT_PAGE_URL", "")
OPENPAS_EVENT_ENTRY_URL = os.environ.get("OPENPAS_EVENT_ENTRY_URL", "")
OPENPAS_HELPDESK = os.environ.get("OPENPAS_HELPDESK", "")
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
    "procrastinate.contrib.django",
    "openpas.records",
    "openpas.card_systems",
    "openpas.organizers",
    "openpas.events",
    "openpas.passholders",
    "openpas.identity",
    "openpas.guidance",
    "openpas.checkins",
    "openpas.tariffs",
    "openpas.rewards",
    "openpas.entitlement",
    "openpas.enrolment",
    "openpas.settlement",
    "openpas.insights",
    "openpas.demo",
    "openpas.api",
    "openpas.web",
]
MIDDLEWARE = [
    "openpas.runtime.middleware.AccessLog",
    "django.middleware.security.SecurityMiddleware",
    "openpas.web.compression.CompressedPages",
    "openpas.runtime.static_files.VersionedFiles",
    "openpas.web.middleware.PagesForPeople",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "openpas.identity.sign_in.middleware.RecognisedBrowsers",
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
# The first makes new hashes; those of the others still hold, and are replaced when their owner signs in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "openpas.identity.sign_in.password_validators.Length"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "openpas.identity.sign_in.password_validators.HouseWords"},
    {"NAME": "openpas.identity.sign_in.password_validators.BreachedPasswords"},
]

SESSION_COOKIE_NAME = "openpas_session"
SESSION_COOKIE_SECURE = _encrypted
SESSION_COOKIE_SAMESITE = "Lax"
# The cookie goes with the browser. How long somebody stays signed in is decided by identity.sign_in, never longer than
# this: what is left of an installed desk that nobody restarts.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 400 * 24 * 60 * 60
CSRF_COOKIE_NAME = "openpas_csrf"
CSRF_COOKIE_SECURE = _encrypted
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "openpas.web.public.errors.form_expired"
CSRF_TRUSTED_ORIGINS = [f"{_issuer.scheme}://{_issuer.netloc}"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _encrypted else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _encrypted else 0
X_FRAME_OPTIONS = "DENY"

_mail = MailServer.of(os.environ.get("OPENPAS_SMTP_URL", ""))
EMAIL_BACKEND = _mail.backend
EMAIL_FILE_PATH = _home.mail
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.has_starttls
EMAIL_USE_SSL = _mail.has_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("OPENPAS_MAIL_FROM", f"UiTPAS <no-reply@{_issuer.hostname}>")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = f"{ROOT}{version_of(Path(__file__).resolve().parent.parent)}/"
# Files are served from where the packages keep them: nothing has to be collected before a start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(os.environ.get("OPENPAS_LOG"))
