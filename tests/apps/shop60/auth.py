"""Logging in: by form for the docs page, by JSON for the front end."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

from tests.apps.shop60 import store

router = APIRouter(prefix="/auth", tags=["auth"])
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="auth/token")


class Login(BaseModel):
    username: str
    password: str


def issue(username: str, password: str) -> str:
    for user in store.users.values():
        if user["username"] == username and store.check_password(password, user["password"]):
            token = secrets.token_urlsafe(24)
            store.tokens[token] = user["id"]
            return token
    raise HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Incorrect username or password",
        headers={"WWW-Authenticate": "Bearer"},
    )


def current_user(token: Annotated[str, Depends(oauth2_scheme)]) -> store.Row:
    user_id = store.tokens.get(token)
    if user_id is None or user_id not in store.users:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Could not validate credentials",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return store.users[user_id]


CurrentUser = Annotated[store.Row, Depends(current_user)]


@router.post("/token")
def login_form(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    return {"access_token": issue(form.username, form.password), "token_type": "bearer"}


@router.post("/login")
def login_json(login: Login):
    return {"data": {"token": issue(login.username, login.password)}}
