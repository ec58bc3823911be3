"""The narrow routes first, whatever the wide ones take; one function for several methods."""

from uuid import UUID

from fastapi import FastAPI

app = FastAPI()


@app.get("/users/me")
async def read_me() -> dict[str, str]:
    return {"user": "me"}


@app.get("/users/{user_id}")
async def read_user(user_id: UUID) -> dict[str, UUID]:
    return {"user": user_id}


@app.delete("/users/{user_id}")
async def remove_user(user_id: UUID) -> None:
    return None


@app.post("/users/invite")
async def invite() -> dict[str, str]:
    return {"user": "new"}


@app.put("/users/{user_id}/photo")
@app.patch("/users/{user_id}/photo")
async def change_photo(user_id: UUID) -> None:
    return None


@app.get("/{page:path}")
async def read_page(page: str) -> dict[str, str]:
    return {"page": page}


@app.post("/late")
async def late() -> dict[str, str]:
    return {"a": "POST is not what the catch-all takes"}
