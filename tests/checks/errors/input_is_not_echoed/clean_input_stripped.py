"""Secrets are sent, and the validation handler drops input, ctx and url from every error."""

from pydantic import BaseModel, EmailStr, Field, SecretStr, model_validator

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Signup(BaseModel):
    email: EmailStr
    password: SecretStr = Field(min_length=8)
    password_again: SecretStr
    api_key: Text | None = None

    @model_validator(mode="after")
    def same_twice(self) -> "Signup":
        if self.password != self.password_again:
            raise ValueError("The passwords differ")
        return self


@app.post("/signup", status_code=201)
def signup(form: Signup) -> dict[str, str]:
    return {"email": form.email}
