"""Reading a generator's source for what it gives back after its `yield`."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from types import CodeType

from conformance.app.protected import function_of

Function = ast.FunctionDef | ast.AsyncFunctionDef

# Words in the names of functions and methods that give something back, whatever was called to take it.
_CLOSING = {
    *("close", "aclose", "dispose", "shutdown", "cleanup", "teardown", "putconn", "rmtree", "rmdir", "unlink"),
    *("terminate", "kill", "aexit"),
}
# The same, on what is known to have been taken before the yield.
_RELEASING = {*("release", "unlock", "disconnect", "rollback", "restore", "quit", "exit", "free", "checkin", "detach")}
_TAKEN = {"set", "setnx", "add", "append", "insert", "put", "create", "push", "register", "sadd", "hset", "zadd"}
_TAKEN |= {"setdefault", "mkdir", "store", "save", "write", "touch"}
_BEGUN = {"start", "begin", "open", "enable", "run", "launch", "spawn", "create"}
_RAISED = {"incr", "inc", "increment", "incrby"}
_GOT = {"get", "pop", "popleft", "take", "borrow", "acquire", "getconn"}
# Words that give something back if one of the others took it, from the same object.
_KEYED = ("delete", "remove", "pop", "discard", "srem", "hdel", "zrem", "destroy")
_PAIRS = {
    **dict.fromkeys(_KEYED, _TAKEN),
    **dict.fromkeys(("stop", "end", "finish"), _BEGUN),
    **dict.fromkeys(("decr", "dec", "decrement", "decrby"), _RAISED),
    **dict.fromkeys(("put", "append", "appendleft", "give", "return"), _GOT),
    "cancel": {*_BEGUN, "ensure", "call", "schedule", "submit"},
    "clear": {"set"},
    "revoke": {"grant", "issue"},
    "deactivate": {"activate"},
    "disable": {"enable"},
    "logout": {"login"},
    "leave": {"join", "enter"},
    "unsubscribe": {"subscribe", "psubscribe"},
    "unregister": {"register"},
    "chdir": {"getcwd", "cwd"},
}
_ACQUIRING = {"acquire", "connect", "open", "begin", "start", "lock", "enter", "aenter", "login", "subscribe", "join"}
# What is done instead to what has failed.
_ABANDONING = {"abort", "invalidate", "fail", "failed", "expire", "nack", "reject", "requeue", "error", "reset"}
_ENDING = {"rollback", "reset", "rolled"}  # ends what was begun on something, which stays open
_UNLOCKING = {"release", "unlock"}
# How something is passed to what closes it in the end.
_ENTRUSTING = {"callback", "push", "enter", "finalize"}
# Calls that run a function they are given, and do nothing else with it.
_RUNNERS = {*("run_in_threadpool", "to_thread", "run_sync", "run_in_executor", "shield", "gather", "wait_for")}
_LOGS = re.compile(r"\b(log(ger|ging)?|_log(ger)?|print|structlog|sentry_sdk|capture_exception|warnings)\b")
# Counts what failed or how long it took: on success it is reset, and nothing was taken.
_COUNTS = re.compile(r"attempt|fail|tries|retry|strike|brake|timer|watch|clock|elapsed|cookie", re.IGNORECASE)
# What is set on a request ends with it.
_REQUEST = re.compile(r"(request|req|response|websocket|ws)\.(?!app\b)")
_CONTAINERS = {"dict", "list", "set", "deque", "defaultdict", "OrderedDict", "Counter"}
_LITERALS = ast.Dict | ast.List | ast.Set | ast.Constant | ast.DictComp | ast.ListComp | ast.SetComp
_OPPOSITE = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True)
class Release:
    """A statement after a `yield` that gives something back: its lines, its source, and its text without `await`.

    `of` is what it gives back, `parents` what that came from: closing one of those does as well. `ending` is whether it
    only ends what was begun, `weak` whether nothing is held without it, and `decided` the line of the condition it
    depends on.
    """

    line: int
    last: int
    source: str
    text: str
    of: frozenset[str]
    parents: frozenset[str] = frozenset()
    ending: bool = False
    weak: bool = False
    decided: int | None = None

    def ran(self, lines: Collection[int]) -> bool:
        return any(line in lines for line in range(self.line, self.last + 1))

    def is_done_by(self, other: Release) -> bool:
        """Return whether another statement makes this one superfluous."""
        if other.text == self.text or (self.of & other.of and (self.ending or not other.ending)):
            return True
        return bool(self.parents & other.of) and not other.ending


@dataclass(frozen=True)
class Releases:
    """What a generator gives back after its `yield`, and all that it does there which might give something back."""

    own: tuple[Release, ...] = ()
    any: tuple[Release, ...] = ()

    def missing(self, before: Collection[int], after: Collection[int]) -> Iterator[Release]:
        """Yield what was given back where `before` are the lines that ran, and was not where they are `after`."""
        done = [one for one in self.any if one.ran(after)]
        for one in self.own:
            decided = one.decided is not None and one.decided in after
            if one.ran(before) and not one.ran(after) and not decided and not any(map(one.is_done_by, done)):
                yield one


@cache
def releases(code: CodeType) -> Releases:
    """Return what a generator gives back after its `yield`."""
    function = function_of(code)
    if not isinstance(function, Function):
        return Releases()
    yields = [node.lineno for node in _own(function) if isinstance(node, ast.Yield | ast.YieldFrom)]
    if not yields:
        return Releases()
    reading = _Reading(_Before(function, min(yields)))
    statements = list(_after(function.body, after=False, decided=None))
    return Releases(
        tuple(one for made in statements if (one := reading.release(*made)) is not None),
        tuple(one for made in statements if (one := reading.anything(*made)) is not None),
    )


@cache
def yield_lines(code: CodeType) -> frozenset[int]:
    """Return the lines on which a generator can wait at a `yield`."""
    function = function_of(code)
    nodes = [] if function is None else [one for one in _own(function) if isinstance(one, ast.Yield | ast.YieldFrom)]
    return frozenset(line for one in nodes for line in range(one.lineno, (one.end_lineno or one.lineno) + 1))


@cache
def lends(code: CodeType) -> bool:
    """Return whether a generator is one that lends something: it yields once, outside of loops, and does more then."""
    function = function_of(code)
    if not isinstance(function, Function):
        return False
    loops = [node for node in _own(function) if isinstance(node, ast.For | ast.AsyncFor | ast.While)]
    yields = [node for node in _own(function) if isinstance(node, ast.Yield)]
    if len(yields) != 1 or any(_yields(loop) for loop in loops):
        return False
    blocks = [node for node in _own(function) if isinstance(node, ast.Try | ast.With | ast.AsyncWith) and _yields(node)]
    return bool(blocks) or any(True for _ in _after(function.body, after=False, decided=None))


@dataclass(frozen=True)
class _Call:
    """A call: on what, under which name, with which arguments, and the names that its value was given.

    `first` is the first argument, for many the key.
    """

    on: str
    words: frozenset[str]
    texts: frozenset[str]
    names: frozenset[str]
    first: str = ""
    bound: frozenset[str] = frozenset()


@dataclass
class _Before:
    """What one generator did before its first `yield`."""

    function: Function
    first: int
    calls: list[_Call] = field(default_factory=list)
    parents: dict[str, set[str]] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    counted: set[tuple[type[ast.operator], str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        arguments = self.function.args
        every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        self.parameters = {one.arg for one in every} - {"self", "cls"}
        self.shared = {name for node in _own(self.function) for name in _declared(node)}
        self.managed = {name for node in _own(self.function) for name in _bound_by_with(node)}
        for node in _own(self.function):
            if getattr(node, "lineno", self.first) <= self.first:
                self._note(node)
        for call in self.calls:
            if call.words & _ENTRUSTING and (call.on in self.managed or "finalize" in call.words):
                self.managed |= {part for name in call.names for part in (name, *_prefixes(name))}
        yielded = {name for node in _own(self.function) if isinstance(node, ast.Yield) for name in _names(node)}
        self.known = {*self.parents, *(yielded - self.parameters)}

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            self._bind([part for target in targets for part in _parts(target)], node.value)
        elif isinstance(node, ast.AugAssign):
            self.counted.add(_counter(node))
        elif isinstance(node, ast.Call):
            self.calls += [_call(one) for one in (node, *_run_by(node))]

    def _bind(self, targets: list[ast.expr], value: ast.expr) -> None:
        bound = frozenset(ast.unparse(target) for target in targets)
        for call in map(_call, _calls(value)):
            self.calls.append(replace(call, bound=bound))
        if isinstance(value, _LITERALS) or (isinstance(value, ast.Call) and _name(value.func) in _CONTAINERS):
            self.fresh |= {target.id for target in targets if isinstance(target, ast.Name)} - self.shared
        self.made |= {ast.unparse(one.func) for one in _calls(value)}
        for target in targets:
            if isinstance(target, ast.Subscript):
                self.stored.add(ast.unparse(target))
                key = frozenset({ast.unparse(target.slice)})
                self.calls.append(
                    _Call(ast.unparse(target.value), frozenset({"store"}), key, key, ast.unparse(target.slice))
                )
        came = {_receiver(one.func) for one in _calls(value)} | {name for one in _calls(value) for name in _given(one)}
        for name in bound:
            self.parents.setdefault(name, set()).update(came - {"", *bound})

    def ancestors(self, names: Iterable[str]) -> frozenset[str]:
        """Return what something came from, and what that came from."""
        found: set[str] = set()
        left = [parent for name in names for parent in self._parents(name)]
        while left:
            name = left.pop()
            if name not in found:
                found.add(name)
                left += self._parents(name)
        return frozenset(found)

    def _parents(self, name: str) -> list[str]:
        return [*self.parents.get(name, ()), *_prefixes(name)]

    def ends_itself(self, expression: str) -> bool:
        """Return whether something is gone with the request anyway: its own state, or a container made for it."""
        return _root(expression) in self.fresh or bool(_REQUEST.match(expression))

    def is_managed(self, names: Iterable[str], *, itself: bool) -> bool:
        """Return whether a `with` sees to something, or, unless `itself` is asked for, to what it came from."""
        names = set(names)
        return bool(self.managed & (names if itself else names | self.ancestors(names)))

    def took(self, call: _Call) -> bool:
        """Return whether something was taken that a call gives back."""
        if "remove" in call.words and not call.texts and call.on in self.made:
            return True  # the registry of a scoped session
        wanted = {word for one in call.words for word in _PAIRS.get(one, ())}
        for one in self.calls:
            if one.words & wanted and not (one.words & call.words and not one.bound):
                if call.on in one.bound or ("chdir" in call.words and one.bound & call.names):
                    return True
                if (
                    call.on == one.on
                    and self._is_same(call, one)
                    and ("clear" not in call.words or not (call.texts or one.texts))
                ):
                    return True
        return False

    def _is_same(self, call: _Call, taking: _Call) -> bool:
        """Return whether a call gives back what another on the same object took."""
        if call.names & taking.bound:
            return True
        if call.words.intersection(_KEYED):
            return call.first == taking.first != ""
        return not call.texts or bool(call.texts & taking.texts)

    def is_lent_cursor(self, names: Iterable[str]) -> bool:
        """Return whether something is a cursor of what its owner will close."""
        made = [one for one in self.calls if one.bound.intersection(names) and "cursor" in one.words]
        return any(_root(one.on) in self.parameters for one in made)


class _Reading:
    """What the statements after a `yield` give back, given what was done before it."""

    def __init__(self, before: _Before) -> None:
        self._before = before

    def release(self, statement: ast.stmt, decided: int | None) -> Release | None:
        """Return a statement as a release, None when it is none for certain."""
        if isinstance(statement, ast.AugAssign):
            operator, target = _counter(statement)
            counted = (_OPPOSITE.get(operator), target) in self._before.counted
            counted = counted and not self._before.ends_itself(ast.unparse(statement.target))
            return _release(statement, decided, {ast.unparse(statement.target)}) if counted else None
        if isinstance(statement, ast.Delete):
            targets = {ast.unparse(target) for target in statement.targets} & self._before.stored
            targets = {target for target in targets if not self._before.ends_itself(target)}
            return _release(statement, decided, targets) if targets else None
        found = [call for call in map(_call, _calls(statement)) if self._gives_back(call, ast.unparse(statement))]
        if not found:
            return None
        words = frozenset[str]().union(*(call.words for call in found))
        of = set[str]().union(*(self._subject(call) for call in found))
        parents = frozenset[str]() if words & _UNLOCKING else self._before.ancestors(of)
        weak = not words & (_CLOSING | _RELEASING)
        return replace(_release(statement, decided, of, parents, ending=_only_ends(words)), weak=weak)

    def anything(self, statement: ast.stmt, decided: int | None) -> Release | None:
        """Return a statement as one that may give something back, None when it touches nothing."""
        if isinstance(statement, ast.AugAssign):
            return _release(statement, decided, {ast.unparse(statement.target)})
        if isinstance(statement, ast.Delete):
            return _release(statement, decided, {ast.unparse(target) for target in statement.targets})
        of: set[str] = set()
        ends = True
        for call in map(_call, _calls(statement)):
            closes = bool(call.words & {*_CLOSING, *_RELEASING, *_PAIRS, *_ABANDONING})
            if closes or not _LOGS.search(f"{call.on} {' '.join(call.words)}"):
                ends = ends and _only_ends(call.words)
                of |= {*call.names, *({call.on} if closes else ())}
        return _release(statement, decided, of - {""}, ending=ends) if of else None

    def _gives_back(self, call: _Call, text: str) -> bool:
        before, of = self._before, self._subject(call)
        strong, known = call.words & (_CLOSING | _RELEASING), self._is_known(call, of)
        if strong or ("remove" in call.words and call.on == "os"):
            if before.is_managed(of, itself=bool(call.words & _UNLOCKING)) or before.is_lent_cursor(of):
                return False
            return known or bool(call.words & _CLOSING and not self._is_lent(call))
        if _COUNTS.search(text) or before.is_managed(of, itself=False) or before.ends_itself(call.on):
            return False
        return before.took(call)

    def _is_known(self, call: _Call, of: set[str]) -> bool:
        """Return whether what a call gives back was taken before the `yield`."""
        if call.names & self._before.known or call.on in self._before.known or _root(call.on) in self._before.known:
            return True
        lent = self._is_lent(call)
        used = [one for one in self._before.calls if one.on == call.on and (one.words & _ACQUIRING or not lent)]
        return bool(call.on and used)

    def _is_lent(self, call: _Call) -> bool:
        """Return whether what is given back belongs to the one who passed it."""
        return _root(call.on) in self._before.parameters or bool(call.names & self._before.parameters)

    def _subject(self, call: _Call) -> set[str]:
        known = call.names & self._before.known
        return set(known or ({call.on} if call.on else call.names))


def _release(
    statement: ast.stmt,
    decided: int | None,
    of: Iterable[str],
    parents: frozenset[str] = frozenset(),
    *,
    ending: bool = False,
) -> Release:
    source = ast.unparse(statement)
    text = re.sub(r"\bawait ", "", source)
    last = statement.end_lineno or statement.lineno
    return Release(statement.lineno, last, source, text, frozenset(of), parents, ending, decided=decided)


def _only_ends(words: Collection[str]) -> bool:
    return bool(_ENDING & set(words)) and not ((_CLOSING | _RELEASING) - _ENDING) & set(words)


def _after(body: list[ast.stmt], *, after: bool, decided: int | None) -> Iterator[tuple[ast.stmt, int | None]]:
    """Yield the simple statements that stand after a `yield`, each with the condition there that it depends on."""
    for statement in body:
        yielding = _yields(statement)
        inner = _blocks(statement)
        chooses = isinstance(statement, ast.If | ast.For | ast.AsyncFor | ast.While | ast.Match)
        for block in inner:
            follows = after or (yielding and not _yields(*block))
            depends = statement.lineno if follows and chooses and not yielding else decided
            yield from _after(block, after=follows, decided=depends)
        if not inner and after:
            yield statement, decided
        after = after or yielding


def _own(function: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own(child)


def _yields(*statements: ast.stmt) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for one in statements for node in (one, *_own(one)))


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return []
    blocks = [getattr(statement, name, None) or [] for name in ("body", "orelse", "finalbody")]
    blocks += [inner.body for name in ("handlers", "cases") for inner in getattr(statement, name, ())]
    return [block for block in blocks if block]


def _bound_by_with(node: ast.AST) -> set[str]:
    items = node.items if isinstance(node, ast.With | ast.AsyncWith) else []
    bound = {ast.unparse(one.optional_vars) for one in items if one.optional_vars is not None}
    return bound | {ast.unparse(one.context_expr) for one in items if not isinstance(one.context_expr, ast.Call)}


def _declared(node: ast.AST) -> list[str]:
    return node.names if isinstance(node, ast.Global | ast.Nonlocal) else []


def _parts(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple | ast.List) else [target]


def _counter(node: ast.AugAssign) -> tuple[type[ast.operator], str]:
    return type(node.op), f"{ast.unparse(node.target)} {ast.unparse(node.value)}"


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in an expression or a statement, also those that are left to a thread."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            yield one
            yield from _run_by(one)


def _run_by(call: ast.Call) -> Iterator[ast.Call]:
    """Yield the calls of methods that a call was given to make."""
    for position, one in enumerate(call.args if _name(call.func) in _RUNNERS else ()):
        if isinstance(one, ast.Attribute):
            yield ast.copy_location(ast.Call(one, call.args[position + 1 :], []), call)


def _call(call: ast.Call) -> _Call:
    words = frozenset(re.split(r"[_\W]+", _name(call.func).lower())) - {""}
    arguments = [*call.args, *(one.value for one in call.keywords)]
    texts = frozenset(ast.unparse(one) for one in arguments)
    first = ast.unparse(arguments[0]) if arguments else ""
    return _Call(_receiver(call.func), words, texts, frozenset(_given(call)), first)


def _given(call: ast.Call) -> set[str]:
    """Return the names among the arguments of a call, and the attributes: `connection`, `self.connection`."""
    arguments = [*call.args, *(one.value for one in call.keywords)]
    return {name for one in arguments if not isinstance(one, ast.Call) for name in _names(one)} - {"self", "cls"}


def _names(expression: ast.AST) -> set[str]:
    nodes = list(ast.walk(expression))
    attributes = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in nodes if isinstance(node, ast.Name)}


def _name(function: ast.expr) -> str:
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def _receiver(function: ast.expr) -> str:
    return ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""


def _prefixes(expression: str) -> list[str]:
    """Return what something is an attribute of: `unit` and `unit.session` for `unit.session.bind`."""
    parts = expression.split(".") if re.fullmatch(r"[\w.]+", expression) else []
    return [".".join(parts[:count]) for count in range(1, len(parts)) if parts[:count] != ["self"]]


def _root(expression: str) -> str:
    return re.split(r"[.(\[]", expression, maxsplit=1)[0]
