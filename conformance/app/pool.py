"""Texts and numbers that validators in the wild are satisfied with, the likeliest first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

_WORDS = """
X x 1 0 user@example.com Passw0rd!Passw0rd Passw0rd! abc ABC Abc 12345678 1234 123456 a1 ab abc-123
https://example.com 2035-01-01 2035-01-02T03:04:05 2035-01-02T03:04:05Z 2020-01-01 2020-01-01T00:00:00
2020-01-01T00:00:00Z 1990-01-02 12:00 12:00:00 true EUR USD US DE en en-US UTC Europe/Berlin
4111111111111111 GB82WEST12345698765432 DEUTDEFF +14155550100 1.0.0 1.5 a-b a_b 1,2 1:2 a,b
00000000-0000-4000-8000-000000000001 YWJj 192.0.2.1 192.0.2.0/24 example.com /tmp /x #ffffff data {} []
9780306406157 0306406152 00:00:5e:00:53:01 12345 12345-6789 text/plain x.txt x.png
postgresql://u:p@localhost:5432/db redis://localhost:6379/0 s3://bucket/key
"""
TEXTS = (
    *_WORDS.split(),
    *("* * * * *", "a b", "A B", "Abc Def", "POINT(1 1)", "User <user@example.com>"),
    *("x" * 64, "a" * 40, "0" * 64, "x" * 200),
)
NUMBERS = (
    *(1, 2, 0, 3, 10, 5, 8, 100, 50, 1000, -1, 0.5, 1.5, 4, 6, 7, 9, 12, 20, 24, 30, 18, 60, 80, 443, 2000, 2030),
    *(65536, 10**6, 4111111111111111),
)


def days() -> Iterator[str]:
    """Yield days and times around today, for validators that compare with the clock."""
    today = datetime.date.today()
    for distance in (1, 30, -1, -30):
        day = (today + datetime.timedelta(days=distance)).isoformat()
        yield from (day, f"{day}T12:00:00Z", f"{day}T12:00:00")
