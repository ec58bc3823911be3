"""One attribute of a service keeps what it found for whoever asked first."""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


class Rights:
    def __init__(self) -> None:
        self._known: list[str] | None = None

    def of(self, user: str) -> list[str]:
        if self._known is None:  # fault
            self._known = ["read", "write"] if user == "ann" else ["read"]
        return self._known


rights = Rights()


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/orders")
def orders(user: str = Depends(user)) -> list[str]:
    if "write" not in rights.of(user):
        raise HTTPException(403)
    return ["kettle"]


@app.get("/about")
def about(user: str = Depends(user)) -> dict[str, str]:
    if not hasattr(app.state, "about"):
        app.state.about = {"name": "shop"}
    return app.state.about
