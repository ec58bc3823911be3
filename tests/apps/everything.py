"""Every way to declare an operation and a parameter that FastAPI knows, and some that Starlette knows beside it."""

import functools
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal
from uuid import UUID

import fastapi
from fastapi import (
    APIRouter,
    BackgroundTasks,
    Body,
    Cookie,
    Depends,
    FastAPI,
    File,
    Form,
    Header,
    Path,
    Query,
    Request,
    Response,
    Security,
    UploadFile,
    WebSocket,
)
from fastapi.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    StreamingResponse,
)
from fastapi.security import (
    APIKeyCookie,
    APIKeyHeader,
    APIKeyQuery,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    OAuth2AuthorizationCodeBearer,
    OpenIdConnect,
    SecurityScopes,
)
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, EmailStr, Field, HttpUrl, IPvAnyAddress, Json, SecretStr, conint
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.requests import HTTPConnection
from starlette.routing import Host, Mount, Route, WebSocketRoute

VERSION = tuple(int(part) for part in fastapi.__version__.split(".")[:2])


class Colour(str, Enum):  # noqa: UP042
    red = "red"
    blue = "blue"


class Level(IntEnum):
    low = 1
    high = 2


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = Field(ge=1, le=9)


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: list[str] = Field(max_length=5)


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]


class Owner(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=50, alias="fullName")
    email: EmailStr
    home: HttpUrl | None = None
    address: IPvAnyAddress | None = None
    secret: SecretStr | None = None
    pets: list[Pet] = Field(default=[], max_length=3)
    friends: list["Owner"] = Field(default=[], max_length=3)


class Filters(BaseModel):
    q: str | None = None
    limit: int = Field(10, ge=1, le=100)
    tags: list[str] = []


class TraceHeaders(BaseModel):
    x_trace: str | None = None
    x_level: Level = Level.low


class Cookies(BaseModel):
    theme: str = "light"
    visits: int = 0


class LoginForm(BaseModel):
    username: str
    password: SecretStr


async def add_late_route(_: Request) -> Response:
    return PlainTextResponse("added in lifespan")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    app.router.routes.append(Route("/late", add_late_route))
    yield {"started": True}


async def plain_route(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} plain")


app = FastAPI(
    title="Everything",
    lifespan=lifespan,
    routes=[Route("/given", plain_route, methods=["GET", "POST"])],
    root_path_in_servers=False,
    separate_input_output_schemas=False,
)


# Parameters of every kind, in paths, queries, headers and cookies.


@app.get("/paths/{number}/{ident}/{colour}/{day}")
async def path_kinds(
    number: Annotated[int, Path(ge=1, le=100)],
    ident: UUID,
    colour: Colour,
    day: date,
):
    return {"number": number, "ident": ident, "colour": colour, "day": day}


@app.get("/files/{file_path:path}")
async def path_of_any_depth(file_path: str):
    return {"path": file_path}


@app.get("/floats/{value}/{flag}")
def path_float_and_bool(value: Annotated[float, Path(allow_inf_nan=False)], flag: bool):
    return {"value": value, "flag": flag}


@app.get("/converted/{number:int}")
def path_with_converter(number: int):
    return number


@app.get("/queries")
async def query_kinds(
    text: str,
    pattern: Annotated[str, Query(pattern=r"^[a-c]{2,4}$")],
    aliased: Annotated[int, Query(alias="aliased-number", gt=0, multiple_of=5)],
    when: datetime,
    at: time = time(12),
    wait: timedelta = timedelta(seconds=1),
    price: Annotated[Decimal, Query(max_digits=6, decimal_places=2)] = Decimal("1.5"),
    many: Annotated[list[int], Query(max_length=5)] = [1],  # noqa: B006
    unique: Annotated[set[Colour] | None, Query()] = None,
    level: Level = Level.low,
    choice: Literal["a", "b"] = "a",
    maybe: int | None = None,
    number_or_text: int | str = 0,
    old: Annotated[str | None, Query(deprecated=True)] = None,
    hidden: Annotated[str | None, Query(include_in_schema=False)] = None,
    document: Json[dict[str, int]] | None = None,
    bounded: conint(ge=0, le=5) = 3,
):
    return {"text": text, "aliased": aliased, "many": many, "when": when, "level": level}


@app.get("/query-model")
def query_model(filters: Annotated[Filters, Query()]):
    return filters


@app.get("/headers")
async def header_kinds(
    user_agent: Annotated[str | None, Header()] = None,
    x_number: Annotated[int, Header(ge=0)] = 0,
    odd_name: Annotated[str | None, Header(convert_underscores=False)] = None,
    x_many: Annotated[list[str] | None, Header()] = None,
    x_required: Annotated[str, Header(alias="X-Required-Thing", min_length=2)] = "ok",
):
    return {"agent": user_agent, "number": x_number}


@app.get("/required-header")
def required_header(x_tenant: Annotated[str, Header(pattern=r"^t-\d+$")]):
    return x_tenant


@app.get("/header-model")
def header_model(headers: Annotated[TraceHeaders, Header()]):
    return headers


@app.get("/cookies")
async def cookie_kinds(session: Annotated[str, Cookie(min_length=3)], visits: Annotated[int, Cookie()] = 0):
    return {"session": session, "visits": visits}


@app.get("/cookie-model")
def cookie_model(cookies: Annotated[Cookies, Cookie()], response: Response):
    response.set_cookie("theme", "dark", httponly=True)
    return cookies


# Bodies.


@app.post("/bodies/model", status_code=201)
async def body_model(owner: Owner) -> Owner:
    return owner


@app.put("/bodies/several/{number}")
async def several_bodies(number: int, owner: Owner, pet: Pet, importance: Annotated[int, Body(gt=0)], q: str = ""):
    return {"number": number, "importance": importance}


@app.post("/bodies/embedded")
async def embedded(owner: Annotated[Owner, Body(embed=True)]):
    return owner.name


@app.post("/bodies/list")
def body_list(numbers: Annotated[list[int], Body(min_length=1, max_length=10)]):
    return sum(numbers)


@app.post("/bodies/dict")
def body_dict(weights: dict[int, Annotated[float, Field(allow_inf_nan=False)]]):
    return len(weights)


@app.post("/bodies/union")
def body_union(thing: Cat | Dog | None = None):
    return thing


@app.post("/bodies/any")
async def body_any(anything: Annotated[Any, Body()]):
    return type(anything).__name__


@app.post("/bodies/text")
async def body_text(text: Annotated[str, Body(media_type="text/plain")] = ""):
    return text


@app.post("/bodies/raw")
async def body_raw(request: Request):
    return len(await request.body())


@app.post("/bodies/optional")
async def body_optional(owner: Owner | None = None):
    return owner is not None


# Forms and files.


@app.post("/forms/fields")
def form_fields(
    username: Annotated[str, Form(min_length=2)], age: Annotated[int, Form(ge=0)] = 0, tags: list[str] = Form([])
):
    return {"username": username, "age": age, "tags": tags}


@app.post("/forms/model")
async def form_model(form: Annotated[LoginForm, Form()]):
    return form.username


@app.post("/forms/file")
async def form_file(file: UploadFile, title: Annotated[str, Form()] = ""):
    return {"size": len(await file.read()), "title": title}


@app.post("/forms/files")
async def form_files(files: list[UploadFile], small: Annotated[bytes | None, File()] = None):
    return {"files": len(files), "small": len(small or b"")}


# Dependencies and security.


class Paging:
    def __init__(self, page: Annotated[int, Query(ge=1)] = 1, size: Annotated[int, Query(ge=1, le=50)] = 10) -> None:
        self.start = (page - 1) * size
        self.size = size


class Needs:
    def __init__(self, header: str) -> None:
        self.header = header

    async def __call__(self, request: Request) -> str | None:
        return request.headers.get(self.header)


async def connection() -> AsyncIterator[str]:
    yield "open"


def sync_connection(first: Annotated[str, Depends(connection)]) -> Iterable[str]:
    yield first + " twice"


@app.get("/dependencies", dependencies=[Depends(Needs("x-audit"))])
async def dependencies(
    paging: Annotated[Paging, Depends()],
    accept: Annotated[str | None, Depends(Needs("accept"))],
    opened: Annotated[str, Depends(sync_connection)],
    tasks: BackgroundTasks,
    http: HTTPConnection,
    old_style: str = Depends(lambda: "lambda"),
):
    tasks.add_task(str, paging.size)
    return {"start": paging.start, "opened": opened, "old": old_style}


bearer = HTTPBearer(auto_error=False)
code_flow = OAuth2AuthorizationCodeBearer(
    authorizationUrl="https://id.example/authorize",
    tokenUrl="https://id.example/token",
    scopes={"read": "to read"},
    auto_error=False,
)


def scoped(scopes: SecurityScopes, token: Annotated[str | None, Depends(code_flow)]) -> list[str]:
    return scopes.scopes


@app.get("/secure/bearer")
async def secure_bearer(given: Annotated[Any, Depends(bearer)]):
    return given is not None


@app.get("/secure/basic")
async def secure_basic(given: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]):
    return given.username


@app.get("/secure/keys")
def secure_keys(
    header: Annotated[str | None, Depends(APIKeyHeader(name="X-Key", auto_error=False))],
    query: Annotated[str | None, Depends(APIKeyQuery(name="key", auto_error=False))],
    cookie: Annotated[str | None, Depends(APIKeyCookie(name="key", auto_error=False))],
):
    return [bool(header), bool(query), bool(cookie)]


@app.get("/secure/scopes")
def secure_scopes(scopes: Annotated[list[str], Security(scoped, scopes=["read"])]):
    return scopes


@app.get("/secure/openid")
def secure_openid(
    given: Annotated[
        str | None,
        Depends(
            OpenIdConnect(openIdConnectUrl="https://id.example/.well-known/openid-configuration", auto_error=False)
        ),
    ],
):
    return given is not None


# Methods and ways to register.


@app.api_route("/many", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
async def many_methods(request: Request):
    return request.method


@app.api_route("/purge", methods=["PURGE"], include_in_schema=False)
async def unusual_method():
    return "purged"


@app.head("/head")
async def head_only():
    return Response(headers={"X-Count": "3"})


@app.options("/options")
async def options_only():
    return Response(status_code=204, headers={"Allow": "OPTIONS"})


@app.trace("/trace", include_in_schema=False)
async def trace_only():
    return "trace"


@app.get("/hidden", include_in_schema=False)
async def hidden():
    return "hidden"


@app.get("/old", deprecated=True, operation_id="theOldOne", name="old one", tags=["old"])
def deprecated():
    return "old"


@app.get("/same")
@app.get("/same-again")
def two_paths():
    return "same"


class Greeter:
    def __init__(self, word: str) -> None:
        self.word = word

    def __call__(self, name: str = "you"):
        return f"{self.word} {name}"

    def method(self, number: int):
        return [self.word] * min(max(number, 0), 3)

    @staticmethod
    async def static():
        return "static"

    @classmethod
    def of_class(cls):
        return cls.__name__


greeter = Greeter("hello")
app.get("/class/callable")(greeter)
app.get("/class/method/{number}")(greeter.method)
app.get("/class/static")(Greeter.static)
app.add_api_route("/class/classmethod", Greeter.of_class, methods=["GET"])


class Square(BaseModel):
    side: int = Field(ge=0, le=1000)


app.post("/class/constructor")(Square)


def power(base: int, exponent: int = 2) -> int:
    return min(abs(base), 100) ** exponent


async def async_power(base: int, exponent: int = 2) -> int:
    return min(abs(base), 100) ** exponent


app.get("/partial/sync")(functools.partial(power, exponent=3))
app.add_api_route("/partial/async", functools.partial(async_power, exponent=1))


def wrapped(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def inner(*args: Any, **kwargs: Any) -> Any:
        return {"wrapped": await function(*args, **kwargs)}

    return inner


def unwrapped(function: Callable[[int], Awaitable[Any]]) -> Callable[[int], Awaitable[Any]]:
    async def inner(number: int) -> Any:
        return {"unwrapped": await function(number)}

    return inner


def anonymous(function: Callable[..., Any]) -> Callable[..., Any]:
    def inner(*args: str, **kwargs: str) -> Any:
        return {"anonymous": function()}

    return inner


@app.get("/decorated/wraps")
@wrapped
async def decorated_with_wraps(number: int = 1):
    return number


@app.get("/decorated/no-wraps/{number}")
@unwrapped
async def decorated_without_wraps(number: int):
    return number


@app.get("/decorated/no-signature")
@anonymous
def decorated_without_signature():
    return "args and kwargs are query parameters now"


app.get("/lambda")(lambda number=1: {"number": number})


# Answers.


@app.get("/answers/html", response_class=HTMLResponse)
async def html():
    return "<p>hello</p>"


@app.get("/answers/redirect", response_class=RedirectResponse, status_code=303)
async def redirect():
    return "/same"


@app.get("/answers/file")
def file():
    return FileResponse(FilePath(__file__), media_type="text/x-python")


@app.get("/answers/stream")
def stream():
    return StreamingResponse(iter(["a", "b", "c"]), media_type="text/plain")


@app.delete("/answers/nothing", status_code=204)
def nothing():
    return None


@app.get("/answers/json", responses={200: {"model": Square}})
def direct():
    return JSONResponse({"side": 3})


@app.get("/answers/excluded", response_model=Owner, response_model_exclude_unset=True, response_model_by_alias=False)
def excluded():
    return Owner(fullName="ann", email="ann@example.com")


@app.post("/answers/callback", callbacks=APIRouter().routes)
def with_callbacks(url: HttpUrl):
    return str(url)


@app.webhooks.post("something-happened")
def something_happened(body: Square):
    """Documented only: the app sends it, nobody calls it."""


# Streams by generator endpoints: FastAPI knows them from 0.134.

if VERSION >= (0, 134):

    @app.get("/generators/async")
    async def async_lines() -> AsyncIterable[Square]:
        for side in range(3):
            yield Square(side=side)

    @app.get("/generators/sync")
    def sync_lines() -> Iterable[Square]:
        for side in range(3):
            yield Square(side=side)

    @app.get("/generators/bytes", response_class=StreamingResponse)
    async def chunks() -> AsyncIterable[str]:
        yield "a"
        yield "b"


if VERSION >= (0, 135):
    from fastapi.sse import EventSourceResponse

    @app.get("/generators/events", response_class=EventSourceResponse)
    async def events() -> AsyncIterable[Square]:
        for side in range(3):
            yield Square(side=side)


# WebSockets.


@app.websocket("/ws/{room}")
async def room(websocket: WebSocket, room: int, token: Annotated[str | None, Query()] = None):
    await websocket.accept()
    await websocket.send_json({"room": room, "token": token})
    await websocket.close()


async def plain_socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


# Routers in routers, the same router twice, mounts in mounts, and a host of its own.

leaf = APIRouter(prefix="/leaf", tags=["leaf"])


@leaf.get("")
async def leaf_root(branch: str = "none"):
    return branch


@leaf.get("/{leaf_id}")
async def read_leaf(leaf_id: int):
    return leaf_id


@leaf.websocket("/ws")
async def leaf_socket(websocket: WebSocket):
    await websocket.accept()
    await websocket.close()


tree = APIRouter(prefix="/tree/{tree_id}", dependencies=[Depends(Needs("x-tree"))])
tree.include_router(leaf, prefix="/branch")
app.include_router(tree)
app.include_router(tree, prefix="/v2", tags=["v2"], deprecated=True)
app.include_router(leaf, prefix="/hidden-leaves", include_in_schema=False)

sub = FastAPI(title="Sub")
deep = FastAPI(title="Deep", openapi_url=None)


@sub.get("/items/{item_id}")
async def sub_item(item_id: int):
    return {"sub": item_id}


@deep.post("/items")
def deep_item(owner: Owner):
    return {"deep": owner.name}


class Endpoint(HTTPEndpoint):
    async def get(self, request: Request) -> Response:
        return PlainTextResponse("endpoint")

    def post(self, request: Request) -> Response:
        return PlainTextResponse("posted")


starlette = Starlette(
    routes=[
        Route("/", plain_route),
        Route("/class", Endpoint),
        WebSocketRoute("/ws", plain_socket),
        Mount("/group", routes=[Route("/one", plain_route)]),
    ]
)

sub.mount("/deep", deep)
app.mount("/sub", sub)
app.mount("/starlette", starlette)
app.mount("/static", StaticFiles(directory=FilePath(__file__).parent), name="static")
app.router.routes.append(Host("api.everything.example", app=sub, name="by host"))
app.router.routes.append(Mount("/plain", routes=[Route("/{name}", plain_route, methods=["GET"])]))
app.router.routes.append(Route("/endpoint", Endpoint))
