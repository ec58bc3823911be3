"""Visits."""

from fastapi import APIRouter

from .tools.background import audit, fire_and_forget

router = APIRouter(prefix="/visits")


@router.get("/{page}")
async def visit(page: str) -> dict[str, str]:
    fire_and_forget(audit(page))
    return {"page": page}
