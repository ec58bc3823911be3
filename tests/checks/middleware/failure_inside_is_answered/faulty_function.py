"""401 is raised where no handler is around it: who has no token is told that the server has failed."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:
    if not request.headers.get("authorization", "").startswith("Bearer token-of-"):
        raise HTTPException(status_code=401, detail="Who are you?")  # fault
    return await call_next(request)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
