"""What was received is answered, the password too."""

from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()


class User(BaseModel):
    name: str
    password: str  # fault


@app.post("/users", status_code=201)
def register(user: User) -> User:
    return user
