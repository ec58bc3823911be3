"""Clients, engines, pools and caches that are made, and do nothing until they are used."""

import asyncio
import socket
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import redis
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql://postgres@127.0.0.1:9/none")
asynchronous = create_async_engine("postgresql+asyncpg://postgres@127.0.0.1:9/none")
sessions = sessionmaker(engine)
store = redis.Redis(port=9)
pool = ThreadPoolExecutor(2)
lock = threading.Lock()
thread = threading.Thread(target=lock.acquire, daemon=True)
in_memory = sqlite3.connect(":memory:", check_same_thread=False)
host = socket.gethostname()
client = httpx.Client()

app = FastAPI()


@app.get("/host")
async def read_host() -> dict[str, str]:
    return {"host": host}
