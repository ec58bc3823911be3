"""Loading the app a target names; every way to get it wrong has one clear message."""

from __future__ import annotations

import ast
import difflib
import importlib
import inspect
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware

from conformance.app.operations import unwrap
from conformance.app.protected import parsed
from conformance.finding import Place


class TargetError(Exception):
    """The target names no app that can be loaded; the message says what, where and what to do."""


@dataclass(frozen=True)
class Target:
    """An app under test: `asgi` is what is called, `app` the FastAPI app inside it, `at` where it was made."""

    spec: str
    asgi: Any
    app: FastAPI
    package: str
    at: Place | None
    births: Mapping[int, Place] = field(default_factory=dict, repr=False)

    def made_at(self, app: Any) -> Place | None:
        """Return the line on which an app was made: this one, or one mounted in it."""
        return self.births.get(id(app), self.at)

    def __str__(self) -> str:
        return self.spec


def load(spec: str, directory: str) -> Target:
    """Load `MODULE`, `MODULE:ATTR`, `MODULE:ATTR.ATTR` or `MODULE:factory()`, importable from `directory`."""
    module_name, _, attribute = spec.partition(":")
    if not module_name or module_name.endswith(".py") or "/" in module_name:
        raise TargetError(f"{spec!r} is no target: give MODULE:ATTR, such as shop.main:app")
    if directory not in sys.path:
        sys.path.insert(0, directory)
    with _Births() as births:
        module = _import(module_name, spec, directory)
        asgi = _called(_resolve(module, attribute, spec), attribute, spec)
    app = _inner_app(asgi, spec, module)
    package = module_name.partition(".")[0]
    return Target(spec, asgi, app, package, births.get(id(app)) or _assigned_at(module), births)


def _import(name: str, spec: str, directory: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and (name == error.name or name.startswith(f"{error.name}.")):
            raise TargetError(f"{spec!r}: there is no module {error.name!r} in {directory} or on sys.path") from None
        raise TargetError(_import_failed(spec, error)) from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise TargetError(_import_failed(spec, error)) from None


def _import_failed(spec: str, error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        where = f" ({error.filename}:{error.lineno})"
        return f"{spec!r} cannot be imported: {type(error).__name__}: {error.msg}{where}"
    return f"{spec!r} cannot be imported: {describe(error)}"


def describe(error: BaseException) -> str:
    """Return an error in one line, with the innermost line of code that is neither ours nor a library's."""
    text = f"{type(error).__name__}: {error}".strip().rstrip(":")
    where = raised_at(error)
    return f"{text} ({where})" if where else text


def raised_at(error: BaseException) -> Place | None:
    """Return the innermost line of the user's own code in the traceback of `error`."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _is_own(f.filename)]
    return Place(frames[-1].filename, frames[-1].lineno or 0) if frames else None


def _is_own(filename: str) -> bool:
    outside = ("site-packages", "dist-packages", "importlib", "conformance/app", "<")
    return not any(part in filename for part in outside) and not filename.startswith(sys.base_prefix)


def _resolve(module: ModuleType, attribute: str, spec: str) -> Any:
    found: Any = module
    names = (attribute.removesuffix("()") or _default_attribute(module, spec)).split(".")
    for name in names:
        if not hasattr(found, name):
            raise TargetError(_no_attribute(module, found, name, spec))
        found = getattr(found, name)
    return found


def _default_attribute(module: ModuleType, spec: str) -> str:
    apps = _apps_in(module)
    usual: tuple[str, ...] = ("app", "application", "api")
    names = [name for name in usual if name in apps] or list(apps)
    if not names:
        names = [name for name in ("create_app", "get_app", "make_app") if callable(getattr(module, name, None))]
    if not names:
        raise TargetError(
            f"{spec!r}: module {module.__name__!r} holds no FastAPI app; name its factory: {spec}:create_app()"
        )
    return names[0]


def _no_attribute(module: ModuleType, holder: Any, name: str, spec: str) -> str:
    apps = list(_apps_in(module))
    near = difflib.get_close_matches(name, [*apps, *dir(holder)], 1)
    hint = f"; its apps: {', '.join(apps)}" if apps else (f"; nearest: {near[0]}" if near else "")
    where = getattr(holder, "__name__", type(holder).__name__)
    return f"{spec!r}: {where!r} has no attribute {name!r}{hint}"


def _apps_in(module: ModuleType) -> dict[str, Any]:
    return {name: value for name, value in vars(module).items() if isinstance(value, FastAPI)}


def _called(found: Any, attribute: str, spec: str) -> Any:
    if not attribute.endswith("()") and (_is_asgi(found) or not callable(found)):
        return found
    needed = _required(found)
    if needed:
        raise TargetError(f"{spec!r} is no app, and no factory without arguments: it needs {', '.join(needed)}")
    try:
        made = found()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise TargetError(f"{spec!r}: the factory failed: {describe(error)}") from None
    if inspect.iscoroutine(made):
        made.close()
        raise TargetError(f"{spec!r} is an async factory: give one that returns the app itself")
    return made


def _required(factory: Any) -> list[str]:
    try:
        parameters = inspect.signature(factory).parameters.values()
    except (TypeError, ValueError):
        return []
    variadic = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [p.name for p in parameters if p.default is p.empty and p.kind not in variadic]


def _is_asgi(found: Any) -> bool:
    if isinstance(found, FastAPI) or unwrap_instance(found) is not None:
        return True
    return inspect.isfunction(found) and len(_required(found)) == 3


def unwrap_instance(found: Any) -> Any:
    """Return the app with routes inside an ASGI object; classes and functions are not objects of that kind."""
    return None if inspect.isclass(found) or inspect.isroutine(found) or inspect.ismodule(found) else unwrap(found)


def _inner_app(asgi: Any, spec: str, module: ModuleType) -> FastAPI:
    inner = unwrap_instance(asgi)
    while inner is not None and not isinstance(inner, FastAPI):
        inner = next((r.app for r in inner.routes if isinstance(unwrap(getattr(r, "app", None)), FastAPI)), None)
        inner = unwrap(inner)
    if inner is None and inspect.isfunction(asgi):
        inner = _closed_over(asgi) or next(iter(_apps_in(module).values()), None)
    if not isinstance(inner, FastAPI):
        raise TargetError(f"{spec!r} is of type {type(asgi).__name__}, not a FastAPI app or a wrapper around one")
    return inner


def _closed_over(function: Any) -> Any:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return next((cell for cell in cells if isinstance(cell, FastAPI)), None)


class _Births:
    """While entered, notes the line on which each FastAPI app is made, and each middleware is named to one."""

    def __enter__(self) -> dict[int, Place]:
        places: dict[int, Place] = {}
        self._original = original = FastAPI.__init__
        self._naming = naming = Middleware.__init__

        def named(middleware: Middleware, *args: Any, **kwargs: Any) -> None:
            frame = next((one for one in _own_frames(sys._getframe(1)) if _is_own(one.path)), None)
            if frame is not None:
                places[id(middleware)] = frame
            naming(middleware, *args, **kwargs)

        def init(app: FastAPI, *args: Any, **kwargs: Any) -> None:
            frame = next(_own_frames(sys._getframe(1)), None)
            if frame is not None:
                places.setdefault(id(app), frame)
            original(app, *args, **kwargs)

        FastAPI.__init__ = init  # type: ignore[method-assign,assignment]
        Middleware.__init__ = named  # type: ignore[method-assign,assignment]
        return places

    def __exit__(self, *_: object) -> None:
        FastAPI.__init__ = self._original  # type: ignore[method-assign]
        Middleware.__init__ = self._naming  # type: ignore[method-assign]


def _own_frames(frame: Any) -> Iterator[Place]:
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.partition(".")[0] not in ("fastapi", "conformance"):
            yield Place(frame.f_code.co_filename, frame.f_lineno)
        frame = frame.f_back


def _assigned_at(module: ModuleType) -> Place | None:
    """Return the line that makes the app in a module that was imported before: its first call of FastAPI."""
    if module.__file__ is None:
        return None
    calls = [node for node in ast.walk(parsed(module.__file__)) if isinstance(node, ast.Call)]
    made = [node.lineno for node in calls if ast.unparse(node.func).rpartition(".")[2] == "FastAPI"]
    return Place(module.__file__, min(made, default=1))
