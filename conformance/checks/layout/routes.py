"""Routes: each is served, and what the app says of them is sound."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.operations import Operation
from conformance.check import check
from conformance.evidence.layout.describing import SchemaFlaw
from conformance.evidence.layout.routing import Unreached
from conformance.finding import Finding

# every-route-is-reachable


@check("layout.every-route-is-reachable")
def every_route_is_reachable(unreached: list[Unreached]) -> Iterator[Finding]:
    """Every route answers the URLs made for it, and is registered once.

    Why: routes are asked in their order, so what a wider one takes first never arrives, and nobody is told.
    Do: ``/items/me`` before ``/items/{item_id}``; a catch-all and what is mounted at ``/`` come last
    Don't: ``/items/{item_id}`` before ``/items/me``
    Read: https://fastapi.tiangolo.com/tutorial/path-params/#order-matters
    """
    for one in unreached:
        yield Finding(one.message, one.at, one.seen, operations=(one.id,))


# schema-builds


@check("layout.schema-builds")
def schema_builds(schema_flaws: list[SchemaFlaw]) -> Iterator[Finding]:
    """The OpenAPI schema is built without an error or a warning, and each operationId is that of one operation.

    Why: one type that has no schema makes ``/openapi.json`` and the documentation answer 500, and of two operations
    with one id generated clients keep one.
    Do: ``Annotated[Clock, SkipJsonSchema]`` or a type that has a schema; ids made of names that are unique
    Don't: ``operation_id="list"`` twice, or one function under several methods of ``api_route``
    Read: https://fastapi.tiangolo.com/advanced/path-operation-advanced-configuration/
    """
    for flaw in schema_flaws:
        yield Finding(flaw.message, flaw.at, operations=flaw.operations)


# operations-are-typed


@check("layout.operations-are-typed", level="should")
def operations_are_typed(untyped: str, operation: Operation) -> Iterator[Finding]:
    """The operation declares the type of what it answers.

    Why: without one nothing is validated or left out, the documentation shows an empty schema, and generated clients
    get ``any``.
    Do: ``async def read_item(item_id: int) -> Item``, or ``response_model=Item``
    Don't: ``async def read_item(item_id: int)``, ``-> dict[str, Any]``
    Read: https://fastapi.tiangolo.com/tutorial/response-model/
    """
    if untyped:
        yield Finding(f"{operation} {untyped}", operation.at)


CHECKS = (every_route_is_reachable, schema_builds, operations_are_typed)
