"""A 404 is raised and nowhere documented."""

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail", responses=None)
TREES = {1: "oak"}


@app.get("/trees")
async def list_trees() -> list[str]:
    return list(TREES.values())


@app.get("/trees/{tree_id}")  # fault
async def read_tree(tree_id: int) -> str:  # fault
    if tree_id not in TREES:
        raise HTTPException(404, "No such tree")  # fault
    return TREES[tree_id]
