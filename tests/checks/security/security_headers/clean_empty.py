"""Answers without a body have nothing that a browser could take for something else."""

from fastapi import APIRouter, Response, status
from fastapi.responses import RedirectResponse

from tests.checks.security._hardened import hardened

app = hardened(redirect_slashes=False)
router = APIRouter(prefix="/links")


@router.put("/{name}", status_code=status.HTTP_204_NO_CONTENT)
def keep(name: str) -> None:
    return None


@router.get("/{name}", status_code=307)
def follow(name: str) -> RedirectResponse:
    return RedirectResponse("/target")


@router.head("/{name}")
def asked(name: str) -> Response:
    return Response(headers={"X-Name": "a"})


@app.get("/target", status_code=304)
def target() -> Response:
    return Response(status_code=304, headers={"ETag": '"a"'})


app.include_router(router)
