"""How wide text is on a terminal."""

from __future__ import annotations

import pytest

from conformance.report.text import columns, cut, prose


@pytest.mark.parametrize(("text", "width"), [("items", 5), ("商品", 4), ("e\u0301", 1), ("❤\ufe0f", 1), ("", 0)])
def test_text_is_measured_in_columns_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


def test_wide_characters_are_wrapped_and_cut_by_the_columns_they_take() -> None:
    assert prose("商品 商品 商品", 9) == ["商品 商品", "商品"]
    assert cut("商品商品商品", 8) == "商品..."
