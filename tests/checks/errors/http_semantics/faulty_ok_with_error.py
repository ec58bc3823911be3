"""Refusals are answered 200 with an error inside."""

from tests.checks.errors._base import make_app

app = make_app("detail")
COUPONS = {"SPRING": 10}


@app.get("/coupons/{code}")
async def read_coupon(code: str):
    if code not in COUPONS:
        return {"error": "No such coupon"}  # fault
    return {"code": code, "percent": COUPONS[code]}


@app.post("/coupons/{code}/redeem")
def redeem(code: str):
    if code not in COUPONS:
        return {"success": False, "message": "Not redeemed"}  # fault
    return {"success": True, "percent": COUPONS[code]}
