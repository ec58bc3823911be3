"""Searches by what was looked for, in text by hand."""

from collections import Counter

from fastapi import FastAPI, Response

app = FastAPI()
searches: Counter[str] = Counter()


@app.get("/search")
async def search(q: str = "") -> list[str]:
    searches[q] += 1
    return []


@app.get("/lookup")
async def look_up(word: str) -> list[str]:
    searches[word] += 1
    return []


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:  # fault
    lines = ["# TYPE searches_total counter"]
    lines += [f'searches_total{{q="{word}"}} {number}' for word, number in searches.items()]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
