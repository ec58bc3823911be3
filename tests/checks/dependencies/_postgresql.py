"""Where the apps here find PostgreSQL; they only ask it what it knows of itself, and make nothing."""

from __future__ import annotations

import os

ADDRESS = os.environ.get("HELD_POSTGRES", "postgres@127.0.0.1:5432/test")
URL = f"postgresql://{ADDRESS}"
PSYCOPG2 = f"postgresql+psycopg2://{ADDRESS}"
PSYCOPG = f"postgresql+psycopg://{ADDRESS}"
ASYNCPG = f"postgresql+asyncpg://{ADDRESS}"
