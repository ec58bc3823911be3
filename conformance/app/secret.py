"""Names that promise a secret: password, api_key, cvv."""

from __future__ import annotations

import re


def is_secret_name(name: str) -> bool:
    """Return whether a name ends in a word for a secret, in snake, kebab or camel case.

    `new_password`, `passwordConfirmation` and `X-API-Key` do; `token_type`, `max_tokens`,
    `password_reset_at` and `page_token` do not.
    """
    words = name_words(name)
    while len(words) > 1 and (words[-1] in _REPEATED or words[-1].isdigit()):
        words.pop()
    text = " ".join(words)
    return bool(_SECRET.search(text)) and not _PAGING.search(text)


def is_password_name(name: str) -> bool:
    """Return whether a name ends in a word for a password."""
    return is_secret_name(name) and bool(_PASSWORD.search(" ".join(name_words(name))))


def name_words(name: str) -> list[str]:
    """Return the words of a name in lower case: `userAPIKey_2` is user, api, key, 2."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


_REPEATED = frozenset(
    {"confirm", "confirmation", "confirmed", "repeat", "repeated", "again", "verify", "plain", "raw", "value"}
)
_PASSWORD = re.compile(r"\b(password|passwd|passphrase|pwd|pass word)\b")
_SECRET = re.compile(
    r"\b(password|passwd|pwd|pass word|passphrase|pass phrase|secret|token|api ?key|access key|private key|secret key"
    r"|credentials?|pin|cvv|cvc|card number|cardnumber|ssn|otp|otp code)$"
)
_PAGING = re.compile(r"\b(page|next|prev|previous|continuation|sync|cursor|cancel|cancellation) token$")
