"""Headers by a dependency: answers that are errors go without."""

from fastapi import Depends, FastAPI, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware


def careful(response: Response) -> None:
    response.headers["X-Content-Type-Options"] = "nosniff"


app = FastAPI(openapi_url=None, dependencies=[Depends(careful)])  # fault
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@app.get("/things")
def things() -> list[int]:
    return [1]
