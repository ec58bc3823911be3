"""Dependencies with nothing or only `finally` around their `yield`, for the app, a router, and a route."""

from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter, Depends, FastAPI


def plain() -> Iterator[int]:
    yield 1


async def in_the_end() -> AsyncIterator[int]:
    try:
        yield 2
    finally:
        print("done")


class Numbers:
    def __call__(self) -> Iterator[int]:
        yield from plain()


router = APIRouter(prefix="/numbers", dependencies=[Depends(in_the_end)])


@router.get("/one")
def read_one(number: int = Depends(Numbers())) -> int:
    return number


@router.get("/two")
async def read_two(number: int = Depends(in_the_end)) -> int:
    return number


app = FastAPI(dependencies=[Depends(plain)])
app.include_router(router)
