"""A client of a library that is thought not to be safe in threads, behind one lock for everybody."""

import threading
import time

from fastapi import APIRouter, FastAPI


class Catalogue:
    def __init__(self) -> None:
        self._lock = threading.Lock()

    def find(self, word: str) -> list[str]:
        with self._lock:  # fault
            time.sleep(0.015)
            return [word, word * 2]


catalogue = Catalogue()
router = APIRouter(prefix="/catalogue")


@router.get("")
def find(word: str = "shoe") -> list[str]:
    return catalogue.find(word)


app = FastAPI()
app.include_router(router)
