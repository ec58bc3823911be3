"""A number is kept as the text that logs like, and answered so the next time."""

from cachetools import TTLCache
from fastapi import FastAPI

app = FastAPI()
totals: TTLCache[int, str] = TTLCache(100, 60)


@app.get("/totals/{year}")
def total(year: int) -> dict[str, object]:
    if year in totals:  # fault
        return {"total": totals[year]}
    found = year * 12
    totals[year] = str(found)
    return {"total": found}
