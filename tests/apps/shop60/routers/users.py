"""Users."""

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, EmailStr, Field

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(prefix="/users", tags=["users"])


class UserIn(BaseModel):
    username: str = Field(min_length=3, max_length=30, pattern=r"^[a-z0-9_]+$")
    email: EmailStr
    password: str = Field(min_length=8, max_length=128)


class UserOut(BaseModel):
    id: int
    username: str
    email: EmailStr


class UserPatch(BaseModel):
    email: EmailStr | None = None


def get_user(user_id: int) -> store.Row:
    if user_id not in store.users:
        raise HTTPException(status_code=404, detail="User not found")
    return store.users[user_id]


@router.get("", response_model=list[UserOut])
def list_users(skip: int = Query(0, ge=0), limit: int = Query(50, ge=1, le=100)):
    return list(store.users.values())[skip : skip + limit]


@router.post("", response_model=UserOut, status_code=201)
def create_user(user: UserIn):
    for other in store.users.values():
        if other["username"] == user.username or other["email"] == user.email:
            raise HTTPException(status_code=409, detail="Username or email already registered")
    user_id = store.next_id("users")
    store.users[user_id] = {"id": user_id, **user.model_dump(), "password": store.hash_password(user.password)}
    return store.users[user_id]


@router.get("/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    return get_user(user_id)


@router.patch("/{user_id}", response_model=UserOut)
def update_user(user_id: int, patch: UserPatch):
    user = get_user(user_id)
    if patch.email and any(u["email"] == patch.email and u["id"] != user_id for u in store.users.values()):
        raise HTTPException(status_code=409, detail="Email already registered")
    user.update(patch.model_dump(exclude_none=True))
    return user


@router.delete("/{user_id}", status_code=204)
def delete_user(user_id: int, me: CurrentUser):
    get_user(user_id)
    if user_id == me["id"]:
        raise HTTPException(status_code=409, detail="You cannot delete yourself")
    del store.users[user_id]
