"""A watcher of files is made for every request and kept by the registry it is entered in."""

import select

from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/watches")


class Registry:
    watchers: dict[int, select.epoll] = {}

    def watch(self) -> int:
        watcher = select.epoll()  # fault
        self.watchers[watcher.fileno()] = watcher
        return watcher.fileno()


registry = Registry()


@router.get("")
def watch() -> dict[str, int]:
    return {"watch": registry.watch()}


app = FastAPI()
app.include_router(router)
