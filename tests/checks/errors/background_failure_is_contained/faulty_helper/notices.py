"""How a notice is sent."""

from fastapi import BackgroundTasks

from tests.checks.errors.background_failure_is_contained.faulty_helper import channels


def announce(tasks: BackgroundTasks, text: str) -> None:
    for channel in (channels.by_mail, channels.by_text_message):
        tasks.add_task(channel, text)  # fault
