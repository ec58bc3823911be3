"""What is made at import and does its work later: threads, clients, an engine, handlers, locks, a timer."""

import asyncio
import logging
import logging.config
import socket
import sqlite3
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import httpx
import redis.asyncio as redis
from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

HERE = Path(__file__).parent
DATABASE = Path(gettempdir()) / "conformance-prepared.db"

logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {
            "file": {
                "class": "logging.FileHandler",
                "filename": str(Path(gettempdir()) / "conformance-prepared.log"),
                "delay": True,
            }
        },
        "loggers": {"shop.prepared": {"handlers": ["file"]}},
    }
)
engine = create_async_engine("postgresql+asyncpg://shop:shop@db.invalid/shop")
sessions = async_sessionmaker(engine)
cached = redis.Redis(host="cache.invalid")
client = httpx.AsyncClient(timeout=5)
workers = ThreadPoolExecutor(4)
lock, flag = threading.Lock(), asyncio.Event()
timer = threading.Timer(60, print)
templates = Environment(loader=FileSystemLoader(HERE), autoescape=True)
version = (HERE / "__init__.py").read_text() if (HERE / "__init__.py").exists() else ""
hostname = socket.gethostname()


@cache
def database() -> sqlite3.Connection:
    return sqlite3.connect(DATABASE)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()
    await client.aclose()
    await cached.aclose()
    workers.shutdown()


app = FastAPI(lifespan=lifespan)


@app.get("/host")
def host() -> dict[str, str]:
    return {"host": hostname, "version": version}


if __name__ == "__main__":
    database().execute("CREATE TABLE IF NOT EXISTS shops (id INTEGER)")
