"""Settings of the test suite: the same house, with plain static files and a cheap password hash."""

from kesos.config.settings.base import *  # noqa: F403
from kesos.config.settings.base import DATABASES, MIDDLEWARE, STORAGES

# live_server serves files by their plain names
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# live_server serves static files itself; whitenoise would warn of a folder nobody has collected
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["OPTIONS"].pop("pool", None)  # tests change the role of the connection
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}  # one address signs in all day here
