"""The app."""

from fastapi import APIRouter, BackgroundTasks

from tests.checks.errors._base import make_app
from tests.checks.errors.background_failure_is_contained.faulty_helper.notices import announce

router = APIRouter(prefix="/alarms")


@router.post("", status_code=202)
async def raise_alarm(tasks: BackgroundTasks, text: str = "fire") -> str:
    announce(tasks, text)
    return text


app = make_app("detail")
app.include_router(router)
