"""The classic: one's own profile behind everybody's."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/users/{user_id}")
async def read_user(user_id: str) -> dict[str, str]:
    return {"user_id": user_id}


@app.get("/users/me")
async def read_me() -> dict[str, str]:  # fault
    return {"user_id": "me"}
