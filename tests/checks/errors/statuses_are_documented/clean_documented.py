"""Each status an operation answers is in its responses: by number, by router, by include_router."""

from fastapi import APIRouter, HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail", responses=None)
NOT_FOUND = {404: {"description": "No such tree"}}
router = APIRouter(prefix="/trees", responses=NOT_FOUND)
TREES = {1: "oak"}


@router.get("/{tree_id}")
async def read_tree(tree_id: int) -> str:
    if tree_id not in TREES:
        raise HTTPException(404, "No such tree")
    return TREES[tree_id]


@router.put("/{tree_id}", responses={409: {"description": "Protected"}, 201: {"description": "Planted"}})
async def plant(tree_id: int, kind: str = "elm") -> str:
    if tree_id == 1:
        raise HTTPException(409, "Protected")
    if tree_id > 99:
        raise HTTPException(404, "No room there")
    return kind


@app.get("/forests/{forest_id}", responses={"404": {"description": "No such forest"}})
def read_forest(forest_id: int) -> int:
    if forest_id != 1:
        raise HTTPException(404, "No such forest")
    return forest_id


app.include_router(router, responses={410: {"description": "Felled"}})
