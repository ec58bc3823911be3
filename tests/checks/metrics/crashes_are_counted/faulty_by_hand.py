"""Text by hand, of a dictionary that a dependency fills once its operation is through."""

from collections import Counter

from fastapi import FastAPI, Request, Response

app = FastAPI()
answers: Counter[tuple[str, int]] = Counter()


@app.middleware("http")
async def count(request: Request, call_next):
    response = await call_next(request)
    route = request.scope.get("route")
    answers[getattr(route, "path", ""), response.status_code] += 1
    return response


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:  # fault
    lines = ["# TYPE answers_total counter"]
    lines += [f'answers_total{{route="{r}",status="{s}"}} {number}' for (r, s), number in answers.items()]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
