"""One service object for all requests keeps the request it works for."""

import asyncio

from fastapi import APIRouter, Depends, FastAPI, Request


class AuditService:
    def __init__(self) -> None:
        self.request: Request | None = None

    async def describe(self, request: Request) -> dict[str, str | None]:
        self.request = request  # fault
        await self._lookup()
        return {"agent": self.request.headers.get("user-agent"), "path": self.request.url.path}

    async def _lookup(self) -> None:
        await asyncio.sleep(0.001)


service = AuditService()
router = APIRouter(prefix="/audit")


def get_service() -> AuditService:
    return service


@router.get("/whoami")
async def whoami(request: Request, audit: AuditService = Depends(get_service)) -> dict[str, str | None]:
    return await audit.describe(request)


app = FastAPI()
app.include_router(router)
