"""A page size of zero is let in and divided by."""

from fastapi import HTTPException, Query

from tests.checks.errors._base import make_app

app = make_app("detail")
TOTAL = 95


@app.get("/pages")
async def pages(total: int = Query(TOTAL, ge=0, le=10_000), per_page: int = Query(10, ge=0, le=100)) -> dict[str, int]:
    count = -(-total // per_page)  # fault
    return {"pages": count}


@app.get("/pages/{page}")
async def read_page(page: int) -> dict[str, int]:
    if not 1 <= page <= 10:
        raise HTTPException(404, "No such page")
    return {"page": page}
