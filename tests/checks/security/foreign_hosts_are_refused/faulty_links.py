"""Links are made of the host the caller names."""

from fastapi import FastAPI, Request

from tests.checks.security._hardened import Careful

app = FastAPI(openapi_url=None)  # fault
app.add_middleware(Careful)


@app.get("/things")
def things(request: Request) -> dict[str, str]:
    return {"next": str(request.url.include_query_params(page=2))}


@app.get("/reset")
def reset(request: Request) -> dict[str, str]:
    return {"link": f"https://{request.headers['host']}/reset?token=1"}
