"""Settings of every mode. What a mode changes stands in its own module beside this one."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from kesos.config.settings.bucket import bucket
from kesos.config.settings.database import database
from kesos.config.settings.email import email
from kesos.config.settings.environment import environment
from kesos.config.settings.maps import origin_of
from kesos.foundation.places import data_folder

env = environment()
PACKAGE = Path(__file__).resolve().parents[2]
DEMO = env.mode == "demo"
PRACTICE = env.practises()

SECRET_KEY = env.secret()
DEBUG = False
ALLOWED_HOSTS = env.hosts.split(",")
ROOT_URLCONF = "kesos.config.urls"
WSGI_APPLICATION = "kesos.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "kesos.ui",  # first: its templates stand before those of the libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django.forms",
    "procrastinate.contrib.django",
    "kesos.database",
    "kesos.bulk",
    "kesos.files",
    "kesos.jobs",
    "kesos.guide",
    "kesos.notices",
    "kesos.regions",
    "kesos.audit",
    "kesos.workflow",
    "kesos.access",
    "kesos.registry",
    "kesos.evidence",
    "kesos.institutions",
    "kesos.padan",
    "kesos.programmes",
    "kesos.proposals",
    "kesos.documents",
    "kesos.journeys",
    "kesos.portal",
    "kesos.insight",
    "kesos.demo",
    "kesos.interop.population",
    "kesos.interop.health",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kesos.ui.early.AppearanceMiddleware",
    "kesos.ui.practice.PracticeMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kesos.config.odd_signs.OddSignsMiddleware",
    "kesos.ui.refusals.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "kesos.access.web.middleware.ActorMiddleware",  # last: around the view and its template, nothing else
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "kesos.access.web.context.session",
                "kesos.ui.context.frame",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.contrib.humanize.templatetags.humanize",
                "django.templatetags.l10n",
                "kesos.ui.templatetags.drawing",
                "kesos.ui.templatetags.writing",
            ],
        },
    }
]
COTTON_DIR = "cotton"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, never the page around it
FORM_RENDERER = "kesos.ui.rendering.Renderer"
CSRF_FAILURE_VIEW = "kesos.ui.web.errors.stale_form"

DATABASES = {"default": database(env)}
SESSION_ENGINE = "kesos.access.login.sessions"

# the population registry (Dukcapil) or its stand-in; without an address nobody is asked
POPULATION: dict[str, Any] = {
    "url": env.population_url,
    "key": env.population_key,
    "seconds": env.population_seconds,
    "tries": env.population_tries,
}
# BPJS Kesehatan or its stand-in, asked about one person at a time
HEALTH: dict[str, Any] = {"url": env.health_url, "key": env.health_key, "seconds": env.population_seconds}
POPULATION_EVENTS_KEY = env.population_events_key  # with which the registry signs what it sends here

LANGUAGE_CODE = "id"
TIME_ZONE = env.time_zone
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "kesos.ui.formats"

STATIC_URL = "/static/"
STATIC_ROOT = data_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = data_folder() / "files"
KESOS_BUCKET = bucket(
    url=env.bucket_url, name=env.bucket_name, region=env.bucket_region, key=env.bucket_key, secret=env.bucket_secret,
    seconds=env.bucket_seconds,
)  # fmt: skip

STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kesos.config.leaflet_files.LeafletFinder",  # its Django app wants GDAL and is not installed
]

# Each part names its background work in `jobs.py`; times are UTC (20 19 * * * is 02.20 WIB).
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# What machinery needs to know of accounts, joined here because accounts stand above it.
KESOS_ACTOR_LOADER = "kesos.access.actors.actor_for"
KESOS_EMAIL_LOADER = "kesos.access.actors.email_of"

globals().update(email(env.email_url))
NOTICES_BY_EMAIL = bool(env.email_url)
DEFAULT_FROM_EMAIL = env.email_from
PUBLIC_URL = env.public_url  # how people reach Kesos from outside, for links in mails

# Where sets of tens of millions are compared
PADAN_ENGINE, PADAN_MEMORY, SPARK_PYTHON = env.engine, env.padan_memory, env.spark_python

# The office's own base map; without an address the map is our boundaries alone and asks nobody
MAP_TILES, MAP_CREDIT = env.map_tiles, env.map_credit

# No inline script or style anywhere, no other origin; data: and blob: are previews of photos.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *origin_of(env.map_tiles)],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# a browser keeps cookies by host, not by port: practising must not sign anybody out of the real house
COOKIES = "latihan_" if PRACTICE else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIES}sessionid", f"{COOKIES}csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.https
SESSION_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

from kesos.config.settings.login import *  # noqa: E402, F403

ALLAUTH_TRUSTED_PROXY_COUNT = env.proxies

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "kesos.foundation.discreet_log.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
