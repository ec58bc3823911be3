"""Text by hand, of a dictionary that has a place for every host."""

from collections import Counter

from fastapi import FastAPI, Request, Response

app = FastAPI()
requests: Counter[str] = Counter()


@app.middleware("http")
async def count(request: Request, call_next):
    requests[request.headers.get("host", "")] += 1
    return await call_next(request)


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:  # fault
    lines = ["# TYPE requests_total counter"]
    lines += [f'requests_total{{host="{host}"}} {number}' for host, number in requests.items()]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
