"""Any host is believed."""

from fastapi import FastAPI

from tests.checks.security._hardened import Careful

app = FastAPI(openapi_url=None)  # fault
app.add_middleware(Careful)


@app.get("/things")
def things() -> list[int]:
    return [1]
