"""A middleware asks another service about every request, and would wait for it for ever."""

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()
policy = httpx.AsyncClient(base_url="http://policy.internal", timeout=httpx.Timeout(1.0, read=None))


@app.middleware("http")
async def allowed(request: Request, call_next):
    try:
        decision = await policy.post("/decide", json={"path": request.url.path})  # fault
        if decision.status_code == 403:
            return JSONResponse({"detail": "not allowed"}, 403)
    except httpx.HTTPError:
        request.state.decided = False
    return await call_next(request)


@app.get("/reports")
async def reports() -> list[str]:
    return ["january"]


@app.get("/invoices")
def invoices() -> list[int]:
    return [1, 2]
