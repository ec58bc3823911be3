"""Which writes a commit makes last."""

from __future__ import annotations

from conformance.app.acts import Act, commits, pending


def _committed(*acts: Act) -> list[list[int]]:
    return [[write.number for write in writes] for _, _, writes in commits(acts)]


def test_a_commit_makes_last_what_its_connection_wrote_before() -> None:
    acts = (Act("write", 1), Act("write", 2), Act("write", 1), Act("commit", 1), Act("commit", 1))

    assert _committed(*acts) == [[0, 2]]
    assert [[write.number for write in writes] for writes in pending(acts)] == [[1]]


def test_what_was_rolled_back_or_returned_is_not_committed() -> None:
    for end in ("rollback", "returned"):
        assert _committed(Act("write", 1), Act(end, 1), Act("write", 1), Act("commit", 1)) == [[2]]


def test_a_savepoint_that_is_undone_takes_what_was_written_since() -> None:
    begun, undone = Act("savepoint", 1, name="one"), Act("undone", 1, name="one")

    assert _committed(Act("write", 1), begun, Act("write", 1), undone, Act("write", 1), Act("commit", 1)) == [[0, 4]]
    assert _committed(begun, Act("write", 1), undone, Act("commit", 1)) == []


def test_a_write_names_the_session_that_flushed_it() -> None:
    acts = (
        Act("write", 1),
        Act("flush", session=7),
        Act("write", 1),
        Act("flushed"),
        Act("write", 1),
        Act("commit", 1),
    )

    assert [write.session for _, _, writes in commits(acts) for write in writes] == [0, 7, 0]
