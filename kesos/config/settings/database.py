"""The one database connection: the application role through a pool, or the owner for migrations."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from kesos.config.settings.environment import Environment
from kesos.database import prepared
from kesos.database.resolve import addresses


def database(env: Environment) -> dict[str, Any]:
    at = addresses()
    url = at.owner if env.database_as == "owner" else at.app
    told = conninfo_to_dict(url)
    pooled = env.database_as == "app"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": told.pop("dbname", "kesos"),
        "USER": told.pop("user", ""),
        "PASSWORD": told.pop("password", ""),
        "HOST": told.pop("host", ""),
        "PORT": told.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **told,
            "prepare_threshold": prepared.AFTER,
            **({"pool": {"min_size": 1, "max_size": env.database_pool, "timeout": 20}} if pooled else {}),
        },
    }
