"""FastAPI's own shape throughout: detail is a string here, a list there, an object elsewhere, with extra members."""

from fastapi import HTTPException
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


@app.get("/seats/{row}")
async def read_seat(row: int) -> dict[str, int]:
    if row < 1:
        raise HTTPException(400, ["The row is counted from one", "Rows go to 40"])
    if row == 13:
        raise HTTPException(409, {"reason": "No row 13", "try": [12, 14]})
    if row > 40:
        raise HTTPException(404, "No such row")
    return {"row": row}


@app.get("/stands/{name}")
async def read_stand(name: str):
    if name != "north":
        return JSONResponse({"detail": "No such stand", "stands": ["north"]}, status_code=404)
    return {"name": name}
