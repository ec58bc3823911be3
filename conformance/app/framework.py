"""The one place that knows how versions of FastAPI and Starlette differ in their routes."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import UnionType
from typing import Any, Union, get_args, get_origin

import fastapi.dependencies.utils as utils
import fastapi.routing
import starlette.routing
from fastapi import params
from fastapi._compat import get_cached_model_fields
from fastapi.datastructures import DefaultPlaceholder
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from starlette.routing import BaseRoute


def expand(routes: Sequence[BaseRoute]) -> Iterator[tuple[Any, BaseRoute]]:
    """Yield each route as it is served, with included routers opened, beside the route as it was written.

    Up to FastAPI 0.136 `routes` is flat; since 0.137 included routers stay nodes of a tree.
    """
    if hasattr(fastapi.routing, "iter_route_contexts"):
        for context in fastapi.routing.iter_route_contexts(routes):
            inner = context._route_context
            # 0.138.0 and 0.140.0 report an empty path for included websockets unless asked this way.
            yield getattr(inner, "starlette_route", None) or inner or context.route, context.original_route
    elif hasattr(fastapi.routing, "_iter_routes_with_context"):
        for original, inner in fastapi.routing._iter_routes_with_context(routes):
            yield (getattr(inner, "starlette_route", None) or inner or original), original
    else:
        for route in routes:
            yield route, route


def descriptions(app: Any) -> Iterator[tuple[Any, Callable[[], Any]]]:
    """Yield each route of an app beside what builds the OpenAPI description of that route alone."""
    routes = app.routes
    if hasattr(fastapi.routing, "iter_route_contexts"):
        routes = list(fastapi.routing.iter_route_contexts(app.routes))
    for route in routes:
        yield route, partial(get_openapi, title="", version="0", routes=[route])


# Whether dependencies with `yield` are left, and uploads closed, before the answer is sent: FastAPI before 0.118.
LEAVES_FIRST = fastapi.routing.request_response is starlette.routing.request_response


def flat_dependants(dependant: Any) -> Iterator[Any]:
    """Yield a dependant and everything it depends on, depth first."""
    yield dependant
    for inner in dependant.dependencies:
        yield from flat_dependants(inner)


def embeds_body(route: Any) -> bool:
    """Return whether body parameters are sent as members of one object."""
    return bool(getattr(route, "_embed_body_fields", False))


def lenient_issubclass(annotation: Any, base: type) -> bool:
    """Return whether an annotation is a class below `base`; anything may be asked."""
    return isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, base)


def param_model(field: Any) -> Any:
    """Return the model whose members are the parameters, None when the field is one parameter by itself."""
    if hasattr(utils, "_get_param_model"):
        return utils._get_param_model(field)
    annotation = field.field_info.annotation
    return annotation if lenient_issubclass(annotation, BaseModel) else None


def form_model(field: Any) -> Any:
    """Return the model whose members are the fields of a form, None when the field is one of them."""
    if not isinstance(field.field_info, params.Form) or getattr(field.field_info, "embed", None):
        return None
    annotation = _without_none(field.field_info.annotation)
    return annotation if lenient_issubclass(annotation, BaseModel) else None


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    return next((choice for choice in get_args(annotation) if choice is not type(None)), annotation)


def model_fields(model: Any) -> list[Any]:
    """Return the members of a parameter model, as FastAPI reads them."""
    with _quiet():
        return list(get_cached_model_fields(model))


def wire_name(field: Any, *, converts: bool = False) -> str:
    """Return the name a parameter is sent under; `converts` when underscores become hyphens in headers."""
    converts = converts and bool(getattr(field.field_info, "convert_underscores", True))
    if hasattr(utils, "_get_param_aliases"):
        return str(utils._get_param_aliases(field, convert_underscores=converts)[0][1])
    alias = str(getattr(field, "validation_alias", None) or field.alias)
    return alias.replace("_", "-") if converts and alias == field.name else alias


def refused_params(fields: Sequence[Any], received: Any) -> list[Any]:
    """Return FastAPI's errors for what arrived as path, query, headers or cookies."""
    with _quiet():
        return list(utils.request_params_to_args(fields, received)[1])


def refused_body(fields: Sequence[Any], received: Any, embed: bool) -> list[Any]:
    """Return FastAPI's errors for a body: parsed JSON, a FormData, or `NO_BODY`."""
    with _quiet():
        return list(_finished(lambda: utils.request_body_to_args(list(fields), received, embed))[1] or [])


def _quiet() -> AbstractContextManager[Any]:
    """Hold back pydantic's warnings about the way older FastAPI copies the fields of models."""
    return nullcontext() if hasattr(utils, "_get_param_model") else warnings.catch_warnings(action="ignore")


# What FastAPI takes for a body that was not sent: None, then Undefined in newer versions.
NO_BODY: Any = inspect.signature(utils.solve_dependencies).parameters["body"].default


def _finished(start: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Return what a coroutine returns that does not wait; one that needs a loop (lists of files) gets one."""
    try:
        start().send(None)
    except StopIteration as stop:
        return stop.value
    except RuntimeError:  # "no running event loop", however anyio calls it
        pass
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(start())).result()


def described_body(route: Any) -> Mapping[str, Any] | None:
    """Return the JSON media type object of a body that only `openapi_extra` tells of, None when there is none."""
    extra = getattr(route, "openapi_extra", None) or {}
    content = (extra.get("requestBody") or {}).get("content") or {}
    return next((told for name, told in content.items() if name.partition(";")[0].endswith("json")), None)


def offloaded(call: Any) -> Any:
    """Return the function that is to run in a worker thread: FastAPI 0.165 hands it on by name, older ones bound."""
    if not isinstance(call, partial):
        return call
    handed_on = getattr(call.func, "__module__", "").startswith("fastapi.")
    return call.keywords.get("function", call.func) if handed_on else call.func


def response_annotation(route: Any) -> Any:
    """Return the type an operation declares to answer, None when it declares none."""
    field = getattr(route, "response_field", None)
    return None if field is None else getattr(route, "response_model", None)


def declared_media_type(route: Any, status: int | None) -> frozenset[str]:
    """Return the media types an operation declares for its answers with `status`; empty when it declares none."""
    described = (getattr(route, "responses", None) or {}).get(status) or {}
    named = set(described.get("content") or ())
    response_class = getattr(route, "response_class", None)
    chosen = not isinstance(response_class, DefaultPlaceholder)
    cls = response_class if chosen else getattr(response_class, "value", None)
    if response_annotation(route) is not None or (chosen and response_class is not None):
        named.add(getattr(cls, "media_type", None) or "")
    return frozenset(name.partition(";")[0].strip().lower() for name in named if name)
