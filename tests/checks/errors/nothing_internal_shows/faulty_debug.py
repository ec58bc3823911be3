"""debug=True: Starlette answers crashes itself, with a traceback and source lines, and never asks the handler."""

from fastapi import FastAPI, HTTPException

from tests.checks.errors._base import DOCUMENTED, conform

ALSO = ("errors.one-shape",)

app = FastAPI(debug=True, responses=DOCUMENTED)  # fault
conform(app, "detail")


@app.get("/lamps/{lamp_id}")
async def read_lamp(lamp_id: int) -> dict[str, int]:
    if lamp_id != 1:
        raise HTTPException(404, "No such lamp")
    return {"id": lamp_id}
