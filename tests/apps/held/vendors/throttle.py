"""Keeps calls apart."""

from time import sleep as nap


def breathe() -> None:
    nap(0.02)  # blocks: nap
