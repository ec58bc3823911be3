"""A JSON response that is made by hand, of which nothing is described."""

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse

router = APIRouter()


@router.get("/items")
async def read_items() -> JSONResponse:  # fault
    return JSONResponse([{"name": "first"}])


@router.delete("/items")
def remove_items():  # fault
    done = JSONResponse({"removed": 0})
    done.headers["x-removed"] = "0"
    return done


app = FastAPI()
app.include_router(router)
