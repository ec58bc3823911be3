"""As OpenMetrics or text, whatever is asked for."""

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import choose_encoder

registry = CollectorRegistry()
C = Counter("neg_jobs", "Jobs.", ["queue"], registry=registry)
H = Histogram("neg_seconds", "Seconds.", registry=registry)
app = FastAPI()


@app.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    encode, kind = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(registry), headers={"content-type": kind})


@app.post("/jobs")
async def job() -> str:
    C.labels('a\\"b\n').inc()
    H.observe(0.2)
    return "ok"
