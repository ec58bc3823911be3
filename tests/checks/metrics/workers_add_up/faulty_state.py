"""Text by hand, of what the app keeps in its state."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import PlainTextResponse

app = FastAPI()
app.state.requests = {}


@app.middleware("http")
async def count(request: Request, call_next):
    status = 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        counts = request.app.state.requests
        key = (getattr(request.scope.get("route"), "path", "unmatched"), status)
        counts[key] = counts.get(key, 0) + 1


ops = APIRouter(prefix="/ops", include_in_schema=False)


@ops.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> str:  # fault
    rows = request.app.state.requests.items()
    return "# TYPE requests_total counter\n" + "".join(
        f'requests_total{{route="{r}",status="{s}"}} {n}\n' for (r, s), n in rows
    )


@app.get("/hello")
async def hello() -> str:
    return "hello"


app.include_router(ops)
