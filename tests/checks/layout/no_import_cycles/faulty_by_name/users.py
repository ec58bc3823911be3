from fastapi import APIRouter

import tests.checks.layout.no_import_cycles.faulty_by_name.mails as mails

router = APIRouter(prefix="/users")


@router.post("/{name}/invite")
async def invite(name: str) -> dict[str, str]:
    return {"mail": mails.written(name)}
