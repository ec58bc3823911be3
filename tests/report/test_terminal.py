"""What a user sees in the terminal."""

from __future__ import annotations

import io
import re
import shlex
from dataclasses import replace
from textwrap import dedent
from typing import Any

import pytest
from _pytest._io import TerminalWriter
from hypothesis import given

from conformance.report import terminal
from conformance.report.text import columns
from conformance.verdict import OperationRecord, Run, Seen, Verdict

from . import runs
from .runs import ONE_SHAPE, SHAPES, SHOP, TARGET, verdict


def shown(run: Run) -> str:
    return "\n".join(text for text, _ in terminal.summary(run))


def block(text: str) -> str:
    return dedent(text).strip("\n")


def failing(*findings: Seen, **other: Any) -> Verdict:
    return replace(ONE_SHAPE, findings=findings, **other)


def test_a_failure_says_what_was_seen_where_and_how_to_see_it_again() -> None:
    assert terminal.failure(ONE_SHAPE, TARGET) == block(
        """
        POST /items answers 500 with another body than the app's other errors
          at      shop/errors.py:14
          seen    500 {"error": "boom"}
                  422 {"detail": "name is missing"}
          in      POST /items, GET /items, DELETE /items/{item_id} and 2 more
          repeat  curl -i -X POST http://127.0.0.1:8000/items

        expected  Every error has the same shape.
        again     pytest --conformance=shop.main:app 'shop.main:app::errors.one-shape::app'
        explain   pytest --conformance-explain=errors.one-shape
        """
    )


def test_a_failure_without_place_or_excerpt_is_its_message() -> None:
    found = failing(Seen("It hangs"), statement="")
    assert terminal.failure(found, TARGET) == block(
        """
        It hangs

        again     pytest --conformance=shop.main:app 'shop.main:app::errors.one-shape::app'
        explain   pytest --conformance-explain=errors.one-shape
        """
    )


def test_a_verdict_without_findings_says_its_reason() -> None:
    stale = replace(ONE_SHAPE, findings=(), reason="The waiver is no longer needed: the check conforms.")
    assert terminal.failure(stale, TARGET).startswith(
        "reason    The waiver is no longer needed: the check conforms.\nexpected  Every error"
    )


def test_one_operation_is_not_listed_since_the_item_names_it() -> None:
    found = failing(replace(SHAPES, operations=("POST /items",)))
    assert "  in " not in terminal.failure(found, TARGET)


def test_five_findings_are_shown_in_full() -> None:
    lines = terminal.failure(failing(*(Seen(f"finding {n}") for n in range(7))), TARGET).splitlines()
    assert [line for line in lines if "finding" in line] == [*(f"finding {n}" for n in range(5)), "and 2 more findings"]


def test_a_long_message_is_wrapped_between_words_and_a_long_path_is_not() -> None:
    path = "deep/" * 20 + "main.py"
    lines = terminal.failure(failing(Seen(f"The answer to this {path} {'word ' * 30}", path, 7)), TARGET).splitlines()
    assert lines[:3] == ["The answer to this", path, ("word " * 16).strip()]
    assert f"  at      {path}:7" in lines


def test_an_excerpt_is_cut_to_eight_lines_of_seventy_columns() -> None:
    text = terminal.failure(failing(Seen("Much", seen="\n".join(["x" * 100] * 10))), TARGET)
    seen = text.split("\n\n")[0].splitlines()[1:]
    assert seen == [f"  seen    {'x' * 67}..."] + [f"{' ' * 10}{'x' * 67}..."] * 7 + [f"{' ' * 10}... and 2 more lines"]


def test_a_node_id_with_a_quote_can_be_pasted_into_a_shell() -> None:
    node = "shop.main:app::errors.one-shape::GET /it's/{item_id}"
    again = re.search(r"^again +(.*)$", terminal.failure(failing(node=node), "my shop:app"), re.MULTILINE)
    assert again is not None
    assert shlex.split(again[1]) == ["pytest", "--conformance=my shop:app", node]


def test_a_command_with_a_line_break_stays_one_line_that_does_the_same() -> None:
    repeat = shlex.join(["curl", "--data-binary", "it's\n\x1bé\\", "http://127.0.0.1:8000/items"])
    text = terminal.failure(failing(Seen("Broken", repeat=repeat)), TARGET)
    assert r"  repeat  curl --data-binary $'it\'s\n\x1bé\\' http://127.0.0.1:8000/items" in text.splitlines()


def test_what_an_app_said_cannot_act_on_the_terminal() -> None:
    found = failing(Seen("\x1b[2Jgone\rforged", "a\x07.py", 1, seen="\x1b]0;title\x07 \ud800", repeat="curl '\x1b[0m"))
    text = terminal.failure(found, TARGET)
    assert text.replace("\n", "").isprintable()
    assert r"\x1b]0;title\x07 \ud800" in text


def test_the_summary() -> None:
    assert shown(SHOP) == block(
        """
        Advice (fails the run only with --conformance-strict)
          logs.request-id  x 12 operations
            shop/middleware.py:14
            Records carry no id of the request
            GET /items/1, GET /items/10, GET /items/11 and 9 more

        What to fix first (one cause, several failures)
          cache.entries-expire  x 2 operations
            shop/cache.py:8
            item:1 never expires
            GET /items, GET /items/{item_id}

                                                          not        not
        area      conforms  fails  advice  waived  applicable  exercised  error
        cache            -      2       -       -           -          -      -
        errors           1      1       -       1           -          -      -
        logs             -      -      12       -           -          -      -
        metrics          -      -       -       -           -          -      1
        scaling          -      -       -       -           1          -      -
        security         -      -       -       -           -          1      -

        Not exercised (3 of 5 operations)
          401 without a caller
            DELETE /me, GET /me
          404 without an id that exists
            GET /items/{item_id}

        Waived
          Legacy clients parse the old body; gone with SHOP-12.
            errors.one-body POST /items

        shop.main:app: 1 conforms, 3 do not, 12 advice, 1 waived, 1 not applicable, \
1 not exercised, 1 error; 2 of 5 operations exercised in 2.3 s
        """
    )


def test_a_clean_run_shows_the_table_and_the_closing_line_only() -> None:
    clean = runs.run(verdict("errors.one-shape"), operations=(OperationRecord("GET /items", True, 200),))
    assert shown(clean) == block(
        """
                                                        not        not
        area    conforms  fails  advice  waived  applicable  exercised  error
        errors         1      -       -       -           -          -      -

        shop.main:app: 1 conforms, 0 do not, 0 advice, 0 waived, 0 not applicable, \
0 not exercised, 0 errors; 1 of 1 operation exercised in 2.3 s
        """
    )


def test_a_strict_run_has_no_advice_but_more_to_fix() -> None:
    text = shown(replace(SHOP, strict=True))
    assert "Advice" not in text
    assert text.index("What to fix first") < text.index("logs.request-id  x 12 operations")


def test_a_single_failure_is_not_repeated_in_the_summary() -> None:
    assert "errors.one-shape" not in shown(runs.run(ONE_SHAPE))


def test_one_place_with_several_messages_is_one_entry() -> None:
    advice = (
        verdict("logs.a", subject, "fails", level="should", findings=(Seen(f"{subject} is not logged", "a.py", 1),))
        for subject in runs.paths(3)
    )
    assert block(shown(runs.run(*advice)).split("\n\n")[0]).splitlines()[1:] == [
        "  logs.a  x 3 operations",
        "    a.py:1",
        "    GET /items/1 is not logged",
        "    and 2 more messages",
        "    GET /items/1, GET /items/2, GET /items/3",
    ]


def test_without_a_place_the_message_tells_causes_apart() -> None:
    advice = (
        verdict("logs.a", subject, "fails", level="should", findings=(Seen(message),))
        for subject, message in zip(runs.paths(3), ["slow", "lost", "slow"], strict=True)
    )
    assert [line for line in shown(runs.run(*advice)).splitlines() if "logs.a" in line] == [
        "  logs.a  x 2 operations",
        "  logs.a",
    ]


def test_the_order_in_which_workers_reported_does_not_show() -> None:
    turned = replace(SHOP, verdicts=SHOP.verdicts[::-1], operations=SHOP.operations[::-1])
    assert shown(turned) == shown(SHOP)


def test_every_operation_that_was_not_exercised_is_named_once() -> None:
    missed = tuple(OperationRecord(path, False, 401, "401 without a caller") for path in runs.paths(40))
    text = shown(runs.run(operations=missed))
    assert sorted(re.findall(r"GET /items/\d+", text)) == sorted(runs.paths(40))
    assert text.count("401 without a caller") == 1


def test_a_long_area_has_its_numbers_on_a_line_below() -> None:
    text = shown(runs.run(verdict("a-very-long-area-of-a-third-party.check")))
    assert "\na-very-long-area-of-a-third-party\n                          1      -" in text


def test_quiet_is_the_closing_line_of_the_summary() -> None:
    assert terminal.quiet(SHOP) == shown(SHOP).splitlines()[-1]


@runs.some
@given(runs.runs)
def test_prose_fits_eighty_columns(run: Run) -> None:
    blocks = [terminal.failure(verdict, TARGET) for verdict in run.verdicts]
    lines = [line for text in [*blocks, shown(run)] for line in text.split("\n")]
    whole = re.compile(r"  at  |  repeat  |again  |explain  |shop.main:app: |    (a/){60}long.py:1$")
    assert [line for line in lines if columns(line) > 80 and not whole.match(line)] == []


@runs.some
@given(runs.runs)
def test_every_line_prints_as_it_is(run: Run) -> None:
    texts = [text for text, _ in terminal.summary(run)]
    texts += [line for verdict in run.verdicts for line in terminal.failure(verdict, TARGET).split("\n")]
    assert all(text.isprintable() and text == text.rstrip() for text in texts)


@pytest.mark.parametrize("coloured", [True, False])
def test_colour_adds_nothing_but_colour(coloured: bool) -> None:
    file = io.StringIO()
    writer = TerminalWriter(file)
    writer.hasmarkup = coloured
    for text, markup in terminal.summary(SHOP):
        writer.line(text, **markup)
    assert ("\x1b[" in file.getvalue()) is coloured
    assert re.sub(r"\x1b\[\d+m", "", file.getvalue()) == shown(SHOP) + "\n"


@pytest.mark.parametrize(
    ("outcome", "level", "colour"),
    [("conforms", "must", "green"), ("fails", "should", "yellow"), ("fails", "must", "red"), ("error", "must", "red")],
)
def test_the_closing_line_is_coloured_by_the_worst_verdict(outcome: str, level: str, colour: str) -> None:
    *_, (_, markup) = terminal.summary(runs.run(verdict("a.b", outcome=outcome, level=level)))
    assert markup == {"bold": True, colour: True}


def test_a_run_that_judged_nothing_is_not_green() -> None:
    *_, (_, markup) = terminal.summary(runs.run())
    assert markup == {"bold": True, "yellow": True}
