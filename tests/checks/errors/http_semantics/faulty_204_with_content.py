"""204 is answered with a body."""

from fastapi import HTTPException
from fastapi.responses import JSONResponse, Response

from tests.checks.errors._base import make_app

app = make_app("detail")
CHAIRS = {1: "oak"}


@app.delete("/chairs/{chair_id}", status_code=204, response_class=Response)
async def delete_chair(chair_id: int):
    if chair_id not in CHAIRS:
        raise HTTPException(404, "No such chair")
    return JSONResponse({"deleted": chair_id}, status_code=204)  # fault


@app.put("/chairs/{chair_id}", status_code=204, response_class=Response)
def paint(chair_id: int):
    return Response(content=b"null", status_code=204)  # fault
