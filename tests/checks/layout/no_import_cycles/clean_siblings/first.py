from fastapi import APIRouter

import tests.checks.layout.no_import_cycles.clean_siblings.second
from tests.checks.layout.no_import_cycles.clean_siblings import second

router = APIRouter()


@router.get("/items")
async def read_items() -> list[str]:
    return second.items()
