"""How checks are gathered, listed, looked up and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conformance.catalogue import catalogue, explain, explanation, listing, lookup
from conformance.check import Check, check
from conformance.finding import Finding
from conformance.mistakes import ConfigError


@check("cache.entries-expire")
def entries_expire(cold: object, *, durable: tuple[str, ...] = (), limit: float | None = None) -> Iterator[Finding]:
    """Every key written while serving has a time to live.

    Why: without one a stale answer lives for ever.
    Do: ``await redis.set(key, value, ex=300)``
    """
    yield from ()


@entries_expire.of_app
def entries_expire_in_app(
    cold: object, app: object, *, deep: bool = True, codes: frozenset[int] = frozenset({503, 500})
) -> Iterator[Finding]:
    yield from ()


@check("errors.one-shape", level="should")
def one_shape(answers: object) -> Iterator[Finding]:
    """Every error of every operation and of the framework has one and the same shape, whatever its status is."""
    yield from ()


@check("errors.a-name-that-is-longer-than-any-column-could-be")
def long_name() -> Iterator[Finding]:
    """A long name does not break the listing."""
    yield from ()


HERE = __name__
CHECKS = catalogue([[one_shape, long_name], [entries_expire_in_app]])


def mistakes(*iterables: Any) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        catalogue(iterables)
    return caught.value.mistakes


def documented(id: Any, level: Any = "must") -> Check:
    return Check(id, level, one_shape.function)


def test_checks_are_sorted_by_id() -> None:
    assert list(CHECKS) == [
        "cache.entries-expire",
        "errors.a-name-that-is-longer-than-any-column-could-be",
        "errors.one-shape",
    ]
    assert catalogue([]) == {}


@pytest.mark.parametrize(
    "id", ["errors", "Errors.shape", "errors.one_shape", "errors.one.two", "errors.x[1]", "a.-b", ""]
)
def test_an_id_is_an_area_and_a_name_in_lower_case(id: str) -> None:
    [mistake] = mistakes([documented(id)])
    assert mistake == (
        f"{id} ({HERE}.one_shape): ".lstrip()
        + f"{id!r} is no id; write area.name in lower case, with digits and hyphens only"
    )


def test_a_level_is_must_or_should() -> None:
    assert mistakes([documented("a.b", "may")]) == [f"a.b ({HERE}.one_shape): 'may' is no level; write must or should"]


def test_a_check_says_what_it_states() -> None:
    @check("a.b")
    def silent() -> Iterator[Finding]:
        yield from ()

    [mistake] = mistakes([silent])
    assert mistake.endswith("silent): has no docstring; say in its first line what is true when an app conforms")


def test_an_option_has_a_default() -> None:
    @check("a.b")
    def greedy(*, limit: int) -> Iterator[Finding]:
        """States something."""
        yield from ()

    [mistake] = mistakes([greedy])
    assert mistake.endswith("greedy): its option limit has no default; give it one")


def test_two_checks_with_one_id_are_named_with_their_functions() -> None:
    twin = Check("errors.one-shape", "must", long_name.function)
    assert mistakes([one_shape], [twin]) == [
        f"errors.one-shape: 2 checks have this id: {HERE}.one_shape, {HERE}.long_name; rename all but one"
    ]


def plain_function() -> None: ...


@pytest.mark.parametrize(
    ("returned", "mistake"),
    [
        (
            [plain_function],
            f'{HERE}.plain_function is a function and no check; write @check("area.name") above it',
        ),
        (["errors.x"], "'errors.x' (str) is no check; make checks with @check"),
        ("errors.x", "'errors.x' (str) is no check; make checks with @check"),
        (3, "3 (int) is no check; make checks with @check"),
        (one_shape, f"errors.one-shape ({HERE}.one_shape): returned alone; return a list of checks"),
    ],
)
def test_what_is_no_check_is_named(returned: object, mistake: str) -> None:
    assert mistakes(returned) == [mistake]


def test_all_mistakes_are_reported_at_once() -> None:
    assert len(mistakes([documented("X", "may"), 3], [one_shape, one_shape])) == 4


def test_the_listing_fits_eighty_columns() -> None:
    assert (
        listing(CHECKS)
        == """\
cache
  cache.entries-expire                  must    Every key written while serving
                                                has a time to live.

errors
  errors.a-name-that-is-longer-than-any-column-could-be  must
                                                A long name does not break the
                                                listing.
  errors.one-shape                      should  Every error of every operation
                                                and of the framework has one and
                                                the same shape, whatever its
                                                status is."""
    )


def test_an_empty_listing_is_empty() -> None:
    assert listing({}) == ""


def test_an_explanation_holds_all_there_is_to_know() -> None:
    assert (
        explain(CHECKS["cache.entries-expire"])
        == """\
cache.entries-expire (must)

Every key written while serving has a time to live.

Why: without one a stale answer lives for ever.
Do: ``await redis.set(key, value, ex=300)``

Looks at: cold, app

Options, under [tool.conformance.checks."cache.entries-expire"]:
  durable = []
  limit = (unset)
  deep = true
  codes = [500, 503]

Waive it, in pyproject.toml:

  [[tool.conformance.waivers]]
  check = "cache.entries-expire"
  operation = "POST /items"   # leave out when it is judged once for the app
  reason = "Say why, and until when."
  until = 2027-01-31          # optional"""
    )


def test_a_check_without_options_shows_none() -> None:
    assert "Options" not in explain(one_shape)


def test_an_area_is_explained_by_its_listing() -> None:
    assert explanation(CHECKS, "cache").startswith("cache\n  cache.entries-expire  must")
    assert explanation(CHECKS, "errors.one-shape") == explain(one_shape)


@pytest.mark.parametrize("look", [lookup, explanation])
@pytest.mark.parametrize(("name", "nearest"), [("errors.one-shap", "errors.one-shape"), ("chache", "cache")])
def test_an_unknown_name_is_answered_with_the_nearest(look: Callable[..., object], name: str, nearest: str) -> None:
    with pytest.raises(ConfigError) as caught:
        look(CHECKS, name)
    assert str(caught.value) == f"conformance: 1 mistake\n  {name!r} is no check; nearest: {nearest}"
