"""Who is logged in is answered with what every cache may keep."""

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/me")
async def me(response: Response, user: str = Depends(user)) -> dict[str, str]:
    response.headers["Cache-Control"] = "public, max-age=30"  # fault
    return {"name": user}
