"""Users: registration, login and what others may see."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from reference_app.security import LoginBrake
from tests.reference_app.conftest import PASSWORD, Service

pytestmark = pytest.mark.asyncio


async def test_who_registers_can_log_in_and_see_themselves(service: Service) -> None:
    answer = await service.client.post("/users", json={"username": "ada", "password": PASSWORD})
    assert answer.status_code == 201
    headers = await service.login("ada", PASSWORD)
    for path in ("/users/me", answer.headers["location"]):
        found = await service.client.get(path, headers=headers)
        assert found.json() == answer.json() == {"id": answer.json()["id"], "username": "ada"}


async def test_a_name_is_given_once(service: Service) -> None:
    answers = await asyncio.gather(
        *(service.client.post("/users", json={"username": "ada", "password": PASSWORD}) for _ in range(5))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]


async def test_other_users_might_as_well_not_exist(service: Service) -> None:
    headers = await service.register("ada")
    me = (await service.client.get("/users/me", headers=headers)).json()["id"]
    answers = [await service.client.get(f"/users/{user_id}", headers=headers) for user_id in (me - 1, 10**18)]
    known, unknown = ({**answer.json(), "request_id": None} for answer in answers)
    assert known == unknown
    assert known["status"] == 404


async def test_a_wrong_password_is_refused(service: Service) -> None:
    for username in ("demo", "nobody"):
        answer = await service.client.post("/login", data={"username": username, "password": "wrong"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["detail"] == "Wrong name or password."


async def test_guessing_is_slowed_down_for_that_name_only(service: Service) -> None:
    await service.register("ada")
    for _ in range(LoginBrake.ALLOWED_FAILURES):
        await service.client.post("/login", data={"username": "ada", "password": "wrong"})
    answer = await service.client.post("/login", data={"username": "ada", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    await service.login()


def _unsigned(claims: dict[str, object]) -> str:
    parts = [json.dumps({"alg": "none", "typ": "JWT"}), json.dumps(claims), ""]
    return ".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts)


async def test_only_tokens_of_this_service_that_are_still_valid_count(service: Service) -> None:
    now = datetime.now(UTC)
    secret = service.resources.settings.secret_key.get_secret_value()
    me = (await service.client.get("/users/me", headers=await service.login())).json()["id"]
    valid = {"sub": str(me), "iat": now, "exp": now + timedelta(minutes=1)}
    tokens = {
        "another key": jwt.encode(valid, "x" * 64, algorithm="HS256"),
        "expired": jwt.encode(valid | {"exp": now - timedelta(minutes=1)}, secret, algorithm="HS256"),
        "for ever": jwt.encode({"sub": str(me), "iat": now}, secret, algorithm="HS256"),
        "nobody": jwt.encode(valid | {"sub": str(10**18)}, secret, algorithm="HS256"),
        "unsigned": _unsigned({"sub": str(me), "iat": 0, "exp": 2**33}),
        "rubbish": "a.b.c",
        "empty": "",
    }
    genuine = jwt.encode(valid, secret, algorithm="HS256")
    assert (await service.client.get("/users/me", headers={"Authorization": f"Bearer {genuine}"})).status_code == 200
    for name, token in tokens.items():
        answer = await service.client.get("/users/me", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, name
        assert answer.headers["www-authenticate"].startswith("Bearer"), name


async def test_other_credentials_are_refused(service: Service) -> None:
    for authorization in (b"Basic ZGVtbzpkZW1v", b"Bearer", b"bearer \xff\xfe"):
        answer = await service.client.get("/users/me", headers=[(b"Authorization", authorization)])
        assert answer.status_code == 401
