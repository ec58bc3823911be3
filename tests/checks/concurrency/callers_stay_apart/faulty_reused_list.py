"""A validator object collects messages in a list it empties at the start of each request."""

import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Row(BaseModel):
    name: str
    quantity: int = 1


class Importer:
    def __init__(self) -> None:
        self.messages: list[str] = []

    async def run(self, row: Row) -> list[str]:
        self.messages.clear()
        await asyncio.sleep(0)
        self.messages.append(f"imported {row.name}")  # fault
        await asyncio.sleep(0)
        return list(self.messages)


importer = Importer()


@app.post("/rows")
async def import_row(row: Row) -> dict[str, list[str]]:
    return {"messages": await importer.run(row)}
