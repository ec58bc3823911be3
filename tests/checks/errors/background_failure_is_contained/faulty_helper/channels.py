"""Where a notice goes."""

SENT: list[tuple[str, str]] = []


async def by_mail(text: str) -> None:
    SENT.append(("mail", text))


def by_text_message(text: str) -> None:
    SENT.append(("text", text))
