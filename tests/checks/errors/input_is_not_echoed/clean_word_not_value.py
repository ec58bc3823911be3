"""Answers speak of the password and the token, and never repeat their values."""

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel, field_validator

from tests.checks.errors._base import Text, make_app

app = make_app("problem")
oauth2 = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


class Change(BaseModel):
    password: Text

    @field_validator("password")
    @classmethod
    def strong(cls, value: str) -> str:
        if value.isalpha():
            raise ValueError(f"The password is {len(value)} letters and needs a digit")
        return value


def user(token: Annotated[str | None, Depends(oauth2)]) -> str:
    if token != "t-alice":
        raise HTTPException(401, "The token is not valid")
    return "alice"


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    if (form.username, form.password) != ("alice", "wonderland-7"):
        raise HTTPException(401, f"No user {form.username} with that password")
    return {"access_token": "t-alice", "token_type": "bearer"}


@app.put("/password")
def change_password(change: Change, name: Annotated[str, Depends(user)]) -> dict[str, str]:
    return {"changed": name}
