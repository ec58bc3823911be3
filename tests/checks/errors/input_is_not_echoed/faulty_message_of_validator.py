"""The password rule repeats the password it refuses, and the handler passes messages on."""

from pydantic import BaseModel, field_validator

from tests.checks.errors._base import Text, make_app

app = make_app("problem")


class Signup(BaseModel):
    name: Text
    password: Text

    @field_validator("password")
    @classmethod
    def long_enough(cls, value: str) -> str:
        if len(value) < 8:
            raise ValueError(f"'{value}' is shorter than eight characters")  # fault
        return value


@app.post("/accounts", status_code=201)
def create_account(form: Signup) -> dict[str, str]:
    return {"name": form.name}
