"""The upload reads its stream itself, with a limit of its own; nothing else takes a body."""

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


@app.post("/attachments")
async def attach(request: Request) -> int:
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > 20_000_000:
            raise HTTPException(413, "Too long.")
    return size


@app.get("/attachments")
def attachments() -> list[str]:
    return []
