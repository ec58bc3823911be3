"""A table is made when the module is imported, in a loop of its own."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import aiosqlite
from fastapi import FastAPI

FOLDER = TemporaryDirectory()
DATABASE = Path(FOLDER.name) / "shops.db"


async def prepare() -> None:
    async with aiosqlite.connect(DATABASE) as connection:  # fault
        await connection.execute("CREATE TABLE IF NOT EXISTS shops (id INTEGER)")


asyncio.run(prepare())
app = FastAPI()


@app.get("/shops")
async def shops() -> list[int]:
    async with aiosqlite.connect(DATABASE) as connection:
        found = await connection.execute_fetchall("SELECT id FROM shops")
        return [int(row[0]) for row in found]
