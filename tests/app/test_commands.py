"""What Redis commands read, write, fill and change, told from their arguments and replies."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.app.commands import Command, Entry, fills, revised, scripted


def sent(text: str, reply: Any) -> Command:
    name, *args = text.split()
    return Command(name, tuple(arg.encode() for arg in args), 0, reply=reply, replied=True)


def names(*commands: Command) -> list[str]:
    return [str(fill.entry) for fill in fills(commands)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("SET a 1", None),
        ("SET a 1 EX 60", 60),
        ("SET a 1 NX PX 1500", 1.5),
        ("SET EX 60", None),
        ("SETEX a 60 1", 60),
        ("PSETEX a 500 1", 0.5),
        ("EXPIRE a 9", 9),
        ("PEXPIRE a 9000", 9),
        ("GETEX a EX 5", 5),
        ("GET a", None),
    ],
)
def test_the_time_to_live_that_is_given(text: str, seconds: float | None) -> None:
    assert sent(text, b"OK").ttl == seconds


def test_what_is_asked_for_in_vain_and_written_is_filled() -> None:
    assert names(sent("GET a", None), sent("SET a 1", b"OK")) == ["a"]
    assert names(sent("MGET a b c", [None, b"1", None]), sent("MSET a 1 b 2 c 3", True)) == ["a", "c"]
    assert names(sent("HGET h f", None), sent("HSET h f 1", 0)) == ["h f"]
    assert names(sent("HGETALL h", {}), sent("HSET h f 1", 1)) == ["h"]


def test_what_is_found_refused_removed_or_counted_is_not_filled() -> None:
    assert not names(sent("GET a", b""), sent("SET a 1", b"OK"))
    assert not names(sent("GET a", None), sent("SET a 1 NX", None))
    assert not names(sent("GET a", None), sent("SET a 1", b"OK"), sent("DEL a", 1))
    assert not names(sent("GET a", None), sent("SET a 1", b"OK"), sent("INCR a", 2))
    assert not names(sent("GET a", None), sent("SET b 1", b"OK"))


def test_what_is_removed_before_it_is_written_is_filled() -> None:
    assert names(sent("GET a", None), sent("DEL a", 0), sent("SET a 1", b"OK")) == ["a"]


def test_a_command_that_was_not_answered_did_nothing() -> None:
    assert not names(sent("GET a", None), Command("SET", (b"a", b"1"), 0))


def test_to_write_another_value_than_was_found_is_a_change() -> None:
    found = [entry for entry, _ in revised([sent("GET a", "1"), sent("SET a 2", True)])]

    assert found == [Entry(0, b"a")]
    assert not list(revised([sent("GET a", "1"), sent("SET a 1 EX 60", True)]))
    assert not list(revised([sent("GET a", None), sent("SET a 1", True)]))


def test_scripts_may_change_the_keys_they_name() -> None:
    assert [str(entry) for entry in sent("EVAL script 2 a b c", 1).changes] == ["a", "b"]


def test_a_script_may_have_written_what_was_asked_for_in_vain_before() -> None:
    asked, script = sent("GET a", None), sent("EVALSHA 1f 1 a 60", 1)

    assert list(scripted([asked, script])) == [(Entry(0, b"a"), script)]
    assert not list(scripted([sent("GET a", b"1"), script]))
    assert not list(scripted([script, asked]))
    assert not list(scripted([asked, Command("EVALSHA", script.args, 0, replied=True, failed=True)]))


def test_a_script_that_failed_changes_nothing() -> None:
    assert list(sent("EVAL s 1 a", 1).changes) == [Entry(0, b"a")]
    assert not list(Command("EVAL", (b"s", b"1", b"a"), 0, replied=True, failed=True).changes)
