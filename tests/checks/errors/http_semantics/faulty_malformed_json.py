"""The body is read by hand: malformed JSON and a wrong media type are 500."""

import json

from fastapi import Request

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("detail")
BODY = {"content": {"application/json": {"schema": {"type": "object"}, "example": {"event": "paid"}}}, "required": True}


@app.post("/hooks", openapi_extra={"requestBody": BODY})
async def receive(request: Request) -> dict[str, bool]:
    document = json.loads(await request.body())  # fault
    return {"received": isinstance(document, dict)}


@app.get("/hooks")
async def hooks() -> list[str]:
    return ["paid"]
