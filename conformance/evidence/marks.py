"""Requests that each carry texts of their own in all that is their caller's private matter, and finding those texts."""

from __future__ import annotations

import random
import re
import secrets
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conformance.app.acceptance import accepts
from conformance.app.driver import SAFE
from conformance.app.exchange import Exchange, Request
from conformance.app.operations import Operation
from conformance.app.parameters import Parameter, Spot, parameters, parts
from conformance.app.recipe import Recipe, Where
from conformance.app.schema import Node
from conformance.app.secret import is_secret_name

_PLACES: dict[str, tuple[Where, ...]] = {
    "everything": ("path", "query", "header", "cookie"),
    "identity": ("query", "header", "cookie"),
    "declared": ("query", "header", "cookie"),
    "headers": ("header", "cookie"),
    "usual": (),
}
LEVELS = tuple(_PLACES)
CAREFUL = ("headers", "usual")  # for what changes things that are not of this run
_IDENTITY = ("x-tenant-id", "x-tenant", "x-user-id", "x-user", "x-client-id", "x-session-id", "x-username")
_MENTIONED = re.compile(
    r"""["'](x-[a-z][a-z0-9-]{1,40})["']|headers(?:\.get\(|\[)\s*["']([a-z][a-z0-9-]{2,40})["']""", re.I
)
_NAMED = ("everything", "identity")
_WHOLE = (*_NAMED, "declared")
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_WORD = re.compile(r"[0-9a-z]{6,}")
_LONG = 12
_RANDOM = re.compile(r"^([0-9a-f]{16,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$", re.I)
_TELLING = 5
_SEARCHED = 200_000
_ID = re.compile(r"(^|_|-)(id|user|tenant|account|customer|client|session|org|team)(_?id)?$", re.I)
_LEFT_ALONE = re.compile(
    r"^(accept-encoding|accept$|authorization|user-agent|content|host|connection|if-|range|origin|transfer|cookie|expect|upgrade|via)"
)


@dataclass(frozen=True)
class Marked:
    """A request, and the texts that are its own, each with what carries it."""

    request: Request
    tokens: Mapping[str, str]


@dataclass(frozen=True)
class Hit:
    """An answer that holds a text of another request: which of the answers, where in it, whose text."""

    index: int
    spot: str
    carrier: str
    token: str


def canary() -> str:
    """Return a text unlike any other that fits wherever a short word does."""
    return f"cf{secrets.token_hex(6)}"


def mentioned(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the names of headers that an app's code mentions and that are a caller's own, credentials aside."""
    found = {(one or other).lower() for source in sources for one, other in _MENTIONED.findall(source)}
    return tuple(sorted(one for one in found if not is_secret_name(one) and not _LEFT_ALONE.match(one)))


def marked(operation: Operation, recipe: Recipe, level: str, number: int, mentioned: Iterable[str] = ()) -> Recipe:
    """Return a recipe with texts of its own worked into what `level` allows, `mentioned` headers among it."""
    identity = {name: _identity(name) for name in (*_IDENTITY, *mentioned)} if level in _NAMED else {}
    given = {name.lower() for name in recipe.headers}
    added = {name: value for name, value in {**identity, **_usual(number)}.items() if name not in given}
    recipe = recipe.having("header", {**added, **recipe.headers})
    for parameter in parameters(operation):
        if _may_carry(parameter, operation, level):
            recipe = _carrying(operation, recipe, (parameter.where, (parameter.name,)), parameter.node, number)
    for name, node in _left_out(operation, recipe) if level in _WHOLE else ():
        recipe = _carrying(operation, recipe, ("body", (name,)), node, number)
    return recipe


def _left_out(operation: Operation, recipe: Recipe) -> list[tuple[str, Node]]:
    """Return the members of a body that a recipe does not send."""
    body = parts(operation).get("body")
    members = body.resolved().members() if body is not None and isinstance(recipe.body, dict) else {}
    return [(name, node) for name, node in members.items() if name not in recipe.body and not is_secret_name(name)]


def _identity(name: str) -> str:
    """Return a value for a header that says who calls; an id may have to be a number."""
    return str(secrets.randbelow(10**9) + 10**9) if name.endswith("-id") else canary()


def _usual(number: int) -> dict[str, str]:
    """Return headers that apps pick up by themselves."""
    low = random.SystemRandom()
    return {
        "x-request-id": str(uuid.uuid4()),
        "x-correlation-id": str(uuid.uuid4()),
        "user-agent": f"conformance/{canary()}",
        "x-forwarded-for": f"198.{low.choice((18, 19))}.{low.randrange(100, 256)}.{low.randrange(100, 256)}",
        "accept-language": _LANGUAGES[number % len(_LANGUAGES)],
    }


def _may_carry(parameter: Parameter, operation: Operation, level: str) -> bool:
    if parameter.where not in _PLACES[level] or _LEFT_ALONE.match(parameter.name.lower()):
        return False
    if parameter.where == "path" and operation.method not in SAFE:
        return False
    return level in _NAMED or not (parameter.secret or is_secret_name(parameter.name))


def _carrying(operation: Operation, recipe: Recipe, spot: Spot, node: Node, number: int) -> Recipe:
    """Return the recipe with a value of its own at a spot, unchanged when none is accepted."""
    for value in _values(str(spot[1][-1]), node, number):
        changed = recipe.put(*spot, value)
        if not accepts(operation, changed):
            return changed
    return recipe


def _values(name: str, node: Node, number: int) -> Iterator[Any]:
    """Yield values that tell requests apart."""
    mark = canary()
    if name.lower() == "accept-language":
        yield _LANGUAGES[number % len(_LANGUAGES)]
    for alternative in node.alternatives():
        schema = alternative.schema
        if "enum" in schema:
            yield schema["enum"][number % len(schema["enum"])]
        elif schema.get("type") == "string" and schema.get("format") == "uuid":
            yield str(uuid.uuid4())
        elif schema.get("type") == "string" and "const" not in schema and "format" not in schema:
            yield from (mark, mark[2:12], mark[2:8])
        elif schema.get("type") == "integer" and _ID.search(name):
            yield secrets.randbelow(8_000_000) + 1_000_000
        elif schema.get("type") == "boolean":
            yield bool(number % 2)


def with_tokens(recipes: Sequence[Recipe]) -> list[Marked]:
    """Return the requests of recipes with the texts that only one of them carries."""
    carried = [dict(_carried(recipe)) for recipe in recipes]
    counts: dict[str, int] = {}
    for tokens in carried:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    own = [{token: carrier for token, carrier in tokens.items() if counts[token] == 1} for tokens in carried]
    return [Marked(recipe.request(), tokens) for recipe, tokens in zip(recipes, own, strict=True)]


def _carried(recipe: Recipe) -> Iterator[tuple[str, str]]:
    places: tuple[Where, ...] = ("path", "query", "header", "cookie", "body", "form")
    for where in places:
        for location in recipe.leaves(where):
            value, name = recipe.at(where, location), ".".join(map(str, location))
            if isinstance(value, str | int) and not isinstance(value, bool):
                yield from ((token, f"{where} {name}") for token in _tokens(str(value).casefold()))


def _tokens(text: str) -> set[str]:
    words = {word for word in _WORD.findall(text) if any(letter.isdigit() for letter in word)}
    if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
        return {text, text.replace("-", ""), text[:8]}
    return words or ({text} if re.fullmatch(r"[\d.]{7,}", text) else set())


def hits(exchanges: Sequence[Exchange], requests: Sequence[Marked], before: Iterable[Marked] = ()) -> list[Hit]:
    """Return where the answers and logs of exchanges hold what other requests carried, earlier ones among them."""
    known = {token: carrier for one in (*before, *requests) for token, carrier in one.tokens.items()}
    found: dict[Hit, None] = {}
    for index, (exchange, own) in enumerate(zip(exchanges, requests, strict=True)):
        foreign = {token: carrier for token, carrier in known.items() if token not in own.tokens}
        for spot, text in _texts(exchange):
            for token in [token for token in foreign if token in text]:
                if _stands_in(token, text):
                    found[Hit(index, spot, foreign[token], token)] = None
    return list(found)


def _stands_in(token: str, text: str) -> bool:
    return len(token) > _LONG or re.search(rf"(?<![0-9a-z]){re.escape(token)}(?![0-9a-z])", text) is not None


def _texts(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Yield what an exchange shows, each with the spot at which it does."""
    for name, value in exchange.headers:
        yield f"header {name}", value.casefold()
    parsed = exchange.json() if exchange.media_type.endswith("json") and exchange.size < _SEARCHED else None
    if parsed is None:
        yield "body", exchange.text[:_SEARCHED].casefold()
    else:
        for path, leaf in leaves(parsed):
            yield f"body {'.'.join('*' if isinstance(part, int) else part for part in path)}", str(leaf).casefold()
    for line in [*(one.text for one in exchange.logs), *exchange.written]:
        yield "log", line[:_SEARCHED].casefold()


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the scalars and the keys in JSON, each with the way to it."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*path, "*key"), name
            yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def words_of(exchange: Exchange) -> frozenset[str]:
    """Return the words of an answer."""
    return frozenset(re.findall(r"[0-9a-z]{4,}", exchange.text[:_SEARCHED].casefold()))


def differing(alone: Sequence[Exchange], again: Sequence[Exchange], together: Sequence[Exchange]) -> list[Hit]:
    """Return where an answer among others is what another request is answered, and never this one alone.

    `alone` and `again` are the answers to each request alone, in two orders.
    """
    first, second, mixed = ([_spots(exchange) for exchange in ones] for ones in (alone, again, together))
    found = []
    for index, here in enumerate(mixed):
        for spot, value in here.items():
            others = [one.get(spot) for number, one in enumerate(first) if number != index]
            steady = all(one.get(spot) == two.get(spot) for one, two in zip(first, second, strict=True))
            if steady and spot in first[index] and value != first[index][spot] and value in others:
                found.append(Hit(index, spot, "the whole request", str(value)))
    return found


def repeated(alone: Sequence[Exchange], again: Sequence[Exchange], together: Sequence[Exchange]) -> list[Hit]:
    """Return where answers hold an id that another answer holds too, when each of those alone has one of its own."""
    apart, mixed = [_spots(one) for one in (*alone, *again)], [_spots(one) for one in together]
    found = []
    for index, here in enumerate(mixed):
        for spot, value in here.items():
            single = [one.get(spot) for one in apart]
            others = [one.get(spot) for number, one in enumerate(mixed) if number != index]
            if isinstance(value, str) and _RANDOM.match(value) and value in others and len(set(single)) == len(single):
                found.append(Hit(index, spot, "what was made for it", value.casefold()))
    return found


def doubled(exchanges: Sequence[Exchange]) -> list[str]:
    """Return the texts that several answers hold at the same spot, those that are not found just anywhere."""
    counts = Counter(pair for one in exchanges for pair in _spots(one).items() if isinstance(pair[1], str))
    return [text.casefold() for (_, text), number in counts.items() if number > 1 and len(text) >= _TELLING]


def _spots(exchange: Exchange) -> dict[str, Any]:
    """Return what an answer holds, by spot, without what is in lists: those may be of everybody's things."""
    headers = {f"header {name}": value for name, value in exchange.headers if name not in ("date", "content-length")}
    parsed = exchange.json() if exchange.size < _SEARCHED else None
    named = [(path, leaf) for path, leaf in leaves(parsed) if not any(isinstance(part, int) for part in path)]
    return headers | {f"body {'.'.join(map(str, path))}": leaf for path, leaf in named}


def owned(one: Marked, tokens: Iterable[str], carrier: str) -> Marked:
    """Return a marked request that owns further texts."""
    return replace(one, tokens={**one.tokens, **dict.fromkeys(tokens, carrier)})
