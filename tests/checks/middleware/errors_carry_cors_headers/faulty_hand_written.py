"""Headers that are put on what comes back: of a crash, nothing does."""

from typing import Any

from fastapi import FastAPI, Request, Response

app = FastAPI()
ALLOWED = {"http://localhost:3000", "https://shop.example"}


@app.middleware("http")
async def cors(request: Request, call_next: Any) -> Response:  # fault
    origin = request.headers.get("origin")
    if request.method == "OPTIONS" and origin in ALLOWED:
        return Response(status_code=204, headers={**allowing(origin), "Access-Control-Allow-Methods": "GET, POST"})
    response: Response = await call_next(request)
    if origin in ALLOWED:
        response.headers.update(allowing(origin))
    return response


def allowing(origin: str) -> dict[str, str]:
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


@app.get("/items")
async def items() -> list[str]:
    return ["kettle"]
