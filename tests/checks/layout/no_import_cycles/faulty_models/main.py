from fastapi import FastAPI

from tests.checks.layout.no_import_cycles.faulty_models.users import User

app = FastAPI()


@app.get("/users")
async def read_users() -> list[User]:
    return []
