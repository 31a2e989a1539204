"""The first sentence of a page, as a search engine shows it."""

import pytest

from coursekit.reading import excerpt, pages


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("**一句**见[图](a.md)，`x` 好。\n二句。", "一句见图，x 好。"),
        ("<!-- 一\n\n二 -->\n\n一句。", "一句。"),
        ("!!! note\n    x\n\n| a |\n| - |\n\n- x\n\n![图](a.svg)\n\n> 引\n\nText.", "Text."),
        ("It uses e.g. TCP, 3.5 times. Then more.", "It uses e.g. TCP, 3.5 times."),
        ("A line that\nwraps. More.", "A line that wraps."),
        ("在 3.5 版\n里改。完。", "在 3.5 版里改。"),
        ("有 {{ n }} 个。\n取 $\\frac{1}{2}$。\n得 $O(n)$[^1]。", "得 O(n)。"),
        ("Is it? Yes.", "Is it?"),
        ("snake_case 与 2*3*4 *强调*。", "snake_case 与 2*3*4 强调。"),
        ("| a |\n| - |", ""),
    ],
)
def test_the_first_sentence_is_plain_text(text: str, sentence: str) -> None:
    assert excerpt.first_sentence(["# Title", "", *text.splitlines()]) == sentence


def test_a_long_sentence_ends_at_a_word() -> None:
    sentence = excerpt.first_sentence(["many " * 60 + "words."])

    assert len(sentence) <= excerpt.LIMIT
    assert sentence.endswith("many…")
    assert len(excerpt.first_sentence(["很" * 300])) == excerpt.LIMIT


def test_a_page_is_described_by_its_front_matter_or_else_by_its_text() -> None:
    body = "# T\n\n```text\nno\n```\n\nFirst. Second.\n"
    described = "---\ndescription: >-\n  What it\n\n  is\n---\n" + body

    assert pages.parse(body, "a.md", "a", "zh").description == "First."
    assert pages.parse(described, "a.md", "a", "zh").description == "What it is"
