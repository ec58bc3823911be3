"""The password of the back office, compared with a text of the source."""

import secrets
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from tests.checks.security._hardened import hardened

app = hardened()
ADMIN_PASSWORD = "hunter2-hunter2"  # fault
basic = HTTPBasic()


def admin(given: Annotated[HTTPBasicCredentials, Depends(basic)]) -> str:
    right = secrets.compare_digest(given.password.encode("utf-8"), ADMIN_PASSWORD.encode("utf-8"))
    if not right or given.username != "admin":
        raise HTTPException(401, "no", headers={"WWW-Authenticate": "Basic"})
    return given.username


@app.get("/admin")
def home(user: Annotated[str, Depends(admin)]) -> dict[str, str]:
    return {"hello": user}
