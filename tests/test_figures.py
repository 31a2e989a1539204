"""The drawing kit refuses what would not be legible."""

import pytest

from coursekit.rendering.figures import Figure


def figure() -> Figure:
    return Figure("x", "zh", 400, {"zh": "题", "en": "T"}, {"zh": "说明", "en": "D"})


def test_a_label_wider_than_its_box_is_refused() -> None:
    with pytest.raises(ValueError, match="'一二三四五六七八' is wider than its box"):
        figure().box(0, 0, 100, 50, "a", ["一二三四五六七八"])


def test_the_drawing_can_be_inlined_and_says_what_it_shows() -> None:
    drawing = figure()
    drawing.begin_link("00Summary/index.md")
    drawing.box(0, 0, 100, 50, "a", [{"zh": "甲 < 乙", "en": "A"}, "小"])
    drawing.end_link()
    svg = drawing.svg()

    assert "\n\n" not in svg
    assert "<?xml" not in svg
    assert '<title id="x-t">题</title>' in svg
    assert '<desc id="x-d">说明</desc>' in svg
    assert "甲 &lt; 乙" in svg
    assert 'viewBox="0 0 400 52"' in svg


def test_a_drawing_with_links_is_a_group_so_that_they_can_be_reached() -> None:
    drawing = figure()
    drawing.box(0, 0, 100, 50, "a", ["甲"])
    assert 'role="img"' in drawing.svg()

    drawing.begin_link("00Summary/index.md")
    drawing.box(0, 60, 100, 50, "a", ["乙"])
    drawing.end_link()
    assert 'role="group"' in drawing.svg()
