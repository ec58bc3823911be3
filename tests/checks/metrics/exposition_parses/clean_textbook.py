"""The client's own registry behind an endpoint."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

READ = Counter("notes_read", "Notes that were read.", ["kind"])
app = FastAPI()


@app.get("/notes/{note_id}")
async def read_note(note_id: int) -> dict[str, int]:
    READ.labels("text").inc()
    return {"id": note_id}


@app.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
