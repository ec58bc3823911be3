"""Names that stand where ids stand elsewhere, and a list that is empty, not missing, for an unknown filter."""

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")
RELEASES = {"1.0": "first", "2.0": "second"}


@app.get("/users/me")
def me() -> dict[str, str]:
    return {"name": "ann"}


@app.get("/releases/latest")
def latest() -> dict[str, str | None]:
    return {"version": "2.0", "yanked": None}


@app.get("/releases/{version}")
def release(version: str) -> dict[str, str]:
    if version not in RELEASES:
        raise HTTPException(404, "No such release")
    return {"version": version, "title": RELEASES[version]}


@app.get("/downloads")
def downloads(release_id: int | None = None) -> list[int]:
    return [] if release_id else [7, 9]
