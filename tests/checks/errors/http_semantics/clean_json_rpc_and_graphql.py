"""JSON-RPC and GraphQL answer 200 with an error inside: their own specifications say so."""

from typing import Any, Literal

from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Call(BaseModel):
    jsonrpc: Literal["2.0"] = "2.0"
    method: Text
    id: int | None = None


class Query(BaseModel):
    query: Text


@app.post("/rpc")
async def rpc(call: Call) -> dict[str, Any]:
    if call.method != "ping":
        error = {"code": -32601, "message": "Method not found"}
        return {"jsonrpc": "2.0", "id": call.id, "error": error}
    return {"jsonrpc": "2.0", "id": call.id, "result": "pong"}


@app.post("/graphql")
async def graphql(query: Query) -> dict[str, Any]:
    if "hello" not in query.query:
        return {"data": None, "errors": [{"message": "Syntax Error", "locations": [{"line": 1, "column": 1}]}]}
    return {"data": {"hello": "world"}}
