"""A shared object is filled and read with nothing awaited between: no other request can come in."""

import asyncio
import itertools

from fastapi import FastAPI, Header

app = FastAPI()
numbers = itertools.count(1)


class Formatter:
    prefix = ""

    def format(self, name: str) -> str:
        self.prefix = name
        return f"{self.prefix}: ready"


formatter = Formatter()
served = 0
last_served = {"name": ""}


@app.get("/status")
async def status(x_user: str = Header("guest")) -> dict[str, object]:
    global served
    served += 1
    await asyncio.sleep(0)
    text = formatter.format(x_user)
    last_served["name"] = x_user
    return {"text": text, "served": served, "ticket": next(numbers)}
