"""How text fits eighty columns, and how nothing an app said can act on the terminal that shows it."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

WIDTH = 80
GUTTER = 10


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(_columns_of(character) for character in text)


def printable(text: str) -> str:
    """Return `text` on one line, with what does not print (controls, lone surrogates) written as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def command(line: str) -> str:
    """Return a command on one line that does the same: words that do not print are quoted as `$'...'`."""
    if line.isprintable():
        return line
    try:
        words = shlex.split(line)
    except ValueError:
        return printable(line)
    return " ".join(shlex.quote(word) if word.isprintable() else _ansi_c(word) for word in words)


def prose(text: str, width: int = WIDTH) -> list[str]:
    """Wrap `text` between words; a word that is too long, such as a path, stays whole."""
    return list(fill(map(printable, text.split()), width))


def fill(chunks: Iterable[str], width: int) -> Iterator[str]:
    """Yield lines of at most `width` columns made of whole chunks, one space between them."""
    line = ""
    for chunk in chunks:
        joined = f"{line} {chunk}" if line else chunk
        if line and columns(joined) > width:
            yield line
            joined = chunk
        line = joined
    if line:
        yield line


def listing(names: Sequence[str], width: int, limit: int | None = None) -> list[str]:
    """Wrap `names` with commas, never inside one, and say how many there are beyond `limit`."""
    shown = [printable(name) for name in names[:limit]]
    chunks = [f"{name}," for name in shown[:-1]] + shown[-1:]
    hidden = len(names) - len(shown)
    return list(fill([*chunks, f"and {hidden} more"] if hidden else chunks, width))


def excerpt(text: str, width: int, limit: int = 8) -> list[str]:
    """Return the first lines of `text`, each cut to `width` columns, and say how many were left out."""
    lines = text.rstrip().splitlines()
    shown = [cut(printable(line.expandtabs(4).rstrip()), width) for line in lines[:limit]]
    hidden = len(lines) - len(shown)
    return [*shown, f"... and {counted(hidden, 'more line')}"] if hidden else shown


def cut(text: str, width: int) -> str:
    """Return `text`, ended with three dots where it is wider than `width` columns."""
    if columns(text) <= width:
        return text
    kept, room = "", width - 3
    for character in text:
        room -= _columns_of(character)
        if room < 0:
            break
        kept += character
    return f"{kept}..."


def labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` beside a label, all of them starting in the same column."""
    for number, line in enumerate(lines):
        yield f"{'' if number else label:<{GUTTER}}{line}".rstrip()


def indented(lines: Iterable[str], depth: int) -> Iterator[str]:
    """Yield `lines` moved right by `depth` columns."""
    return (f"{' ' * depth}{line}" for line in lines)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an s in the plural."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


_ESCAPES = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def _ansi_c(word: str) -> str:
    return "$'" + "".join(map(_ansi_c_character, word)) + "'"


def _ansi_c_character(character: str) -> str:
    if character in _ESCAPES or character.isprintable():
        return _ESCAPES.get(character, character)
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))
