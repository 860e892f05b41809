"""Django's settings of the rival: pool and sessions as Kesos has them, and nothing more in the way."""

import os

from psycopg.conninfo import conninfo_to_dict

SECRET_KEY = "diukur-lalu-dihapus"  # noqa: S105 - of a database that lives as long as the measure
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tuned_admin.urls"
WSGI_APPLICATION = "tuned_admin.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "import_export",
    "tuned_admin",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # with DEBUG off Django keeps the templates it has read
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
_told = conninfo_to_dict(os.environ["TUNED_ADMIN_DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _told.pop("dbname"),
        "USER": _told.pop("user", ""),
        "PASSWORD": _told.pop("password", ""),
        "HOST": _told.pop("host", ""),
        "PORT": _told.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**_told, "prepare_threshold": 5, "pool": {"min_size": 1, "max_size": 8, "timeout": 20}},
    }
}
# as quick as sessions in Django get without leaving the database
SESSION_ENGINE = "django.contrib.sessions.backends.db"
LANGUAGE_CODE, TIME_ZONE, USE_TZ = "id", "Asia/Jakarta", True
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("TUNED_ADMIN_STATIC", "")
IMPORT_EXPORT_USE_TRANSACTIONS = True
