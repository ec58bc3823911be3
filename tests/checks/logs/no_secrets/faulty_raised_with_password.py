"""An exception nobody handles holds the password: the server logs it."""

from fastapi import FastAPI
from pydantic import BaseModel

USERS = {"ann": "secret"}
app = FastAPI()


class Login(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(body: Login) -> str:
    if body.username in USERS:
        return "token"
    raise LookupError(f"nobody is called {body.username} and has the password {body.password}")  # fault
