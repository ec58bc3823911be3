"""problem+json everywhere, with extension members that only some problems have."""

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app

app = make_app("problem")
BALANCE = {"ann": 30}


class OutOfCredit(Exception):
    def __init__(self, balance: int) -> None:
        self.balance = balance


class Payment(BaseModel):
    account: Text
    amount: int = Field(gt=0, le=10_000)


@app.exception_handler(OutOfCredit)
async def out_of_credit(request: Request, exc: OutOfCredit) -> JSONResponse:
    problem = {
        "type": "https://shop.example/problems/out-of-credit",
        "title": "Out of credit",
        "status": 403,
        "balance": exc.balance,
        "instance": request.url.path,
    }
    return JSONResponse(problem, status_code=403, media_type="application/problem+json")


@app.post("/payments", status_code=201)
async def pay(payment: Payment) -> dict[str, int]:
    balance = BALANCE.get(payment.account)
    if balance is None:
        raise HTTPException(404, "No such account")
    if payment.amount > balance:
        raise OutOfCredit(balance)
    return {"left": balance - payment.amount}


@app.get("/accounts/{name}")
async def read_account(name: str) -> dict[str, int]:
    if name not in BALANCE:
        raise HTTPException(404, "No such account")
    return {"balance": BALANCE[name]}
