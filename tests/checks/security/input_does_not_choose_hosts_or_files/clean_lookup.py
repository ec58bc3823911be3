"""Rows that say which file or host it is: who calls only names the row."""

from pathlib import Path
from typing import Annotated

import httpx
from fastapi import Depends, HTTPException
from fastapi.responses import FileResponse
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
HERE = Path(__file__).parent
documents = {"terms": HERE / "clean_lookup.py", "privacy": HERE / "clean_careful.py"}
shops = {"berlin": "https://berlin.shop.example/stock", "paris": "https://paris.shop.example/stock"}


class Search(BaseModel):
    url: str = "https://shop.example/sitemap.xml"
    path: str = "a/b"


@app.get("/documents/{key}", response_class=FileResponse)
async def document(key: str) -> FileResponse:
    if key not in documents:
        raise HTTPException(404, "no such document")
    return FileResponse(documents[key], filename=f"{key}.txt", media_type="text/plain")


@app.get("/stock/{shop}")
async def stock(shop: str, user: Annotated[str, Depends(bearer)]) -> str:
    address = shops.get(shop)
    if address is None:
        raise HTTPException(404, "no such shop")
    try:
        async with httpx.AsyncClient(timeout=1) as client:
            return (await client.post(address, json={"for": user})).text
    except httpx.HTTPError as error:
        raise HTTPException(503, "the shop does not answer") from error


@app.post("/search")
def search(body: Search) -> dict[str, str]:
    return {"url": body.url, "name": Path(body.path).name, "parent": str(Path(body.path).parent)}
