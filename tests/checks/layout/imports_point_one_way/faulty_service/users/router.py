from fastapi import APIRouter

router = APIRouter(prefix="/users")


def name_of(number: int) -> str:
    return f"user {number}"


@router.get("/{number}")
def read_user(number: int) -> str:
    return name_of(number)
