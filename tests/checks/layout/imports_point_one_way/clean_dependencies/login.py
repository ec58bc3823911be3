from fastapi import APIRouter

PATH = "/login"
router = APIRouter()


@router.get(PATH)
def read_login() -> str:
    return PATH
