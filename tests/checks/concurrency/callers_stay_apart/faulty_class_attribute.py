"""A context class whose attributes are set on the class itself."""

from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
PLANS = {"free": 10, "pro": 1000}


class Context:
    tenant: str = ""
    plan: str = "free"

    @classmethod
    def enter(cls, tenant: str, plan: str) -> None:
        cls.plan = plan
        cls.tenant = tenant  # fault


@app.get("/quota")
def quota(x_tenant_id: str = Header("public"), x_plan: str = Header("free")) -> dict[str, str | int]:
    if not x_tenant_id:
        raise HTTPException(400, "No tenant")
    Context.enter(x_tenant_id, x_plan)
    limit = PLANS.get(Context.plan, 10)
    return {"tenant": Context.tenant, "limit": limit}
