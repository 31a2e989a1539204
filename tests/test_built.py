"""A planted defect of each kind in a built site is found, and only that."""

from pathlib import Path

import pytest

from coursekit import built
from coursekit.model import CourseError

PAGE = (
    '<!doctype html><html lang="{lang}"><head><link rel="stylesheet" href="{up}a.css">'
    '<link rel="canonical" href="https://aiinfra.example/"></head><body><article>'
    '<h1 id="t">T</h1><p>{body}</p><img src="{up}b.png" alt="">'
    '<a href="https://other.example/">out</a></article></body></html>'
)
GOOD = '<a href="en/#t">x</a><a href="#t">y</a><code>!!! note</code><a href="a.css">z</a>'
CASES = {
    "B101": ('<a href="nowhere/">x</a>', "link nowhere/ leads to nothing"),
    "B102": ('<a href="en/#ring">x</a>', "link en/#ring: no such id in en/index.html"),
    "B103": ('<img src="c.png" alt="">', "c.png is loaded and does not exist"),
    "B104": ('<i id="t"></i>', "id 't' occurs 2 times"),
    "B105": ("a [ring][r] b", "the text shows markup: '[ring][r]'"),
    "B106": (
        '<script src="https://cdn.example/x.js"></script>',
        "https://cdn.example/x.js is loaded from another host",
    ),
}


def plant(site: Path, body: str = GOOD, lang: str = "zh") -> Path:
    (site / "en").mkdir(parents=True)
    (site / "index.html").write_text(PAGE.format(lang=lang, up="", body=body), encoding="utf-8")
    english = PAGE.format(lang="en", up="../", body="text")
    (site / "en" / "index.html").write_text(english, encoding="utf-8")
    (site / "a.css").write_text("p{background:url(b.png)}", encoding="utf-8")
    (site / "b.png").write_bytes(b"")
    return site


def problems(site: Path) -> list[tuple[str, str, str]]:
    return [(p.where.path, p.code, p.fact) for p in built.run(built.load(site))]


def test_a_clean_site_has_no_problem(tmp_path: Path) -> None:
    assert problems(plant(tmp_path / "site")) == []


def test_every_code_has_a_case() -> None:
    assert set(CASES) | {"B107"} == set(built.REGISTRY)


@pytest.mark.parametrize("code", CASES)
def test_a_planted_defect_is_found(code: str, tmp_path: Path) -> None:
    body, fact = CASES[code]

    assert problems(plant(tmp_path / "site", body)) == [("site/index.html", code, fact)]


def test_a_page_in_the_wrong_language_is_found(tmp_path: Path) -> None:
    found = problems(plant(tmp_path / "site", lang="en"))

    assert found == [("site/index.html", "B107", "page has lang='en', its place says 'zh'")]


@pytest.mark.parametrize(
    "text",
    [
        "!!! note",
        "=== 标签",
        "--8<-- x",
        "见[^1]",
        "[x](y.md)",
        ":material-check:",
        "题 {#ring}",
        "**重点：**后",
        "| a | b |",
    ],
)
def test_markup_of_every_kind_is_seen(text: str, tmp_path: Path) -> None:
    assert [code for _, code, _ in problems(plant(tmp_path / "site", text))] == ["B105"]


def test_a_style_sheet_that_asks_another_host_is_found(tmp_path: Path) -> None:
    site = plant(tmp_path / "site")
    (site / "a.css").write_text("@import 'https://fonts.example/f.css';", encoding="utf-8")

    assert [(path, code) for path, code, _ in problems(site)] == [("site/a.css", "B106")]


def test_a_site_below_a_path_is_judged_below_it(tmp_path: Path) -> None:
    site = plant(tmp_path / "site", '<a href="/course/en/">x</a><a href="/en/">y</a>')

    found = built.run(built.load(site, "/course/"))

    assert [p.fact for p in found] == ["link /en/ leads to nothing"]


def test_every_code_explains_itself_with_a_pair_of_examples() -> None:
    for text in built.explanations().values():
        assert "Bad:" in text
        assert "Good:" in text


def test_a_folder_without_a_site_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no built site here; run python"):
        built.load(tmp_path)
