"""A planted defect of each kind in a built site is found, and only that."""

from pathlib import Path

import pytest

from coursekit import built
from coursekit.model import CourseError

PAGE = (
    '<!doctype html><html lang="{lang}"><head><link rel="stylesheet" href="{up}a.css">{head}'
    "</head><body><article>"
    '<h1 id="t">T</h1><p>{body}</p><img src="{up}b.png" alt="">'
    '<a href="https://other.example/">out</a></article></body></html>'
)
ROOT = "https://aiinfra.example/"
HEAD = """<title>T</title><meta name="description" content="D">
<link rel="canonical" href="{root}{own}">
<link rel="alternate" hreflang="zh" href="{root}">
<link rel="alternate" hreflang="en" href="{root}en/">"""
HEAD_CASES = [
    ("B108", 'content="D"', 'content=" "', "page has no description"),
    ("B108", "<title>T<", "<title><", "page has no title"),
    (
        "B109",
        'hreflang="en" href="{root}en/"',
        'hreflang="en" href="en/"',
        "hreflang en en/ is not absolute",
    ),
    (
        "B109",
        'hreflang="en" href="{root}en/"',
        'hreflang="en" href="{root}en/b/"',
        f"hreflang en {ROOT}en/b/ is no page of the site",
    ),
    (
        "B109",
        'hreflang="en" href="{root}en/"',
        'hreflang="en" href="https://other.example/en/"',
        "hreflang en https://other.example/en/ is on another host than the home page",
    ),
]
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


def plant(
    site: Path, body: str = GOOD, lang: str = "zh", head: str = HEAD, root: str = ROOT
) -> Path:
    chinese, english = head.format(root=root, own=""), HEAD.format(root=root, own="en/")
    for path, text in {
        "index.html": PAGE.format(lang=lang, up="", head=chinese, body=body),
        "en/index.html": PAGE.format(lang="en", up="../", head=english, body="text"),
    }.items():
        (site / path).parent.mkdir(parents=True)
        (site / path).write_text(text, encoding="utf-8")
    (site / "a.css").write_text("p{background:url(b.png)}", encoding="utf-8")
    (site / "b.png").write_bytes(b"")
    return site


def problems(site: Path) -> list[tuple[str, str, str]]:
    return [(p.where.path, p.code, p.fact) for p in built.run(built.load(site))]


def test_a_clean_site_has_no_problem(tmp_path: Path) -> None:
    assert problems(plant(tmp_path / "site")) == []


def test_every_code_has_a_case() -> None:
    assert set(CASES) | {"B107", "B110", "B111"} | {case[0] for case in HEAD_CASES} == set(
        built.REGISTRY
    )


@pytest.mark.parametrize("code", CASES)
def test_a_planted_defect_is_found(code: str, tmp_path: Path) -> None:
    body, fact = CASES[code]

    assert problems(plant(tmp_path / "site", body)) == [("site/index.html", code, fact)]


@pytest.mark.parametrize(("code", "old", "new", "fact"), HEAD_CASES)
def test_a_planted_defect_of_a_head_is_found(
    code: str, old: str, new: str, fact: str, tmp_path: Path
) -> None:
    assert old in HEAD
    site = plant(tmp_path / "site", head=HEAD.replace(old, new))

    assert [p for p in problems(site) if p[1] != "B110"] == [("site/index.html", code, fact)]


def test_a_translation_that_is_not_named_back_is_found(tmp_path: Path) -> None:
    head = HEAD.replace('<link rel="alternate" hreflang="en" href="{root}en/">', "")

    assert problems(plant(tmp_path / "site", head=head)) == [
        (
            "site/en/index.html",
            "B110",
            "hreflang zh names index.html, which does not name this page",
        )
    ]


def test_a_page_that_stands_in_for_another_need_not_be_named_by_it(tmp_path: Path) -> None:
    site = plant(tmp_path / "site")
    (site / "en" / "a").mkdir()
    english = (site / "en" / "index.html").read_text(encoding="utf-8")
    stand_in = english.replace(f'canonical" href="{ROOT}en/"', f'canonical" href="{ROOT}"')
    (site / "en" / "a" / "index.html").write_text(
        stand_in.replace('"../', '"../../'), encoding="utf-8"
    )

    assert problems(site) == []


def test_a_page_that_is_not_indexed_needs_no_description(tmp_path: Path) -> None:
    site = plant(tmp_path / "site")
    (site / "404.html").write_text(
        '<html lang="zh"><head><meta name="robots" content="noindex"></head></html>',
        encoding="utf-8",
    )

    assert problems(site) == []


def test_a_page_in_the_wrong_language_is_found(tmp_path: Path) -> None:
    found = problems(plant(tmp_path / "site", lang="en"))

    assert found == [("site/index.html", "B107", "page has lang='en', its place says 'zh'")]


ONWARD = (
    '<!doctype html><html lang="{lang}"><meta name="robots" content="{robots}">'
    '<meta http-equiv="refresh" content="0; url={url}"><a href="{link}">x</a></html>'
)
SOUND = {"lang": "zh", "robots": "noindex", "url": "../#t", "link": "../#t"}


def plant_onward(site: Path, change: dict[str, str]) -> Path:
    plant(site)
    (site / "old").mkdir()
    (site / "old/index.html").write_text(ONWARD.format(**SOUND | change), encoding="utf-8")
    return site


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"url": "../old/", "link": "../old/"}, "leads to a page that sends on again"),
        ({"url": "../a.css", "link": "../a.css"}, "leads to no page"),
        ({"url": "../#x", "link": "../#x"}, "leads to an id that is not there"),
        ({"url": "../en/", "link": "../en/"}, "leads into another language"),
        ({"link": "../"}, "is not shown as a link"),
        ({"robots": "all"}, "comes from a page without noindex"),
    ],
)
def test_a_page_that_sends_readers_on_is_judged(
    change: dict[str, str], fact: str, tmp_path: Path
) -> None:
    found = {code: text for _, code, text in problems(plant_onward(tmp_path / "site", change))}

    assert found.get("B111", "").endswith(fact)


def test_a_page_that_sends_readers_on_rightly_is_left_alone(tmp_path: Path) -> None:
    assert problems(plant_onward(tmp_path / "site", {})) == []


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
        "$$ x $$",
    ],
)
def test_markup_of_every_kind_is_seen(text: str, tmp_path: Path) -> None:
    assert [code for _, code, _ in problems(plant(tmp_path / "site", text))] == ["B105"]


def test_a_style_sheet_that_asks_another_host_is_found(tmp_path: Path) -> None:
    site = plant(tmp_path / "site")
    (site / "a.css").write_text("@import 'https://fonts.example/f.css';", encoding="utf-8")

    assert [(path, code) for path, code, _ in problems(site)] == [("site/a.css", "B106")]


def test_what_a_script_brings_later_must_be_there_too(tmp_path: Path) -> None:
    site = plant(tmp_path / "site", '<script data-load="a.css search/zh.js"></script>')

    assert problems(site) == [
        ("site/index.html", "B103", "search/zh.js is loaded and does not exist")
    ]


def test_a_site_in_english_alone_is_english_everywhere(tmp_path: Path) -> None:
    site = plant(tmp_path / "site", lang="en")
    (site / "search").mkdir()
    (site / "search" / "en.js").write_text("", encoding="utf-8")

    assert problems(site) == []


def test_a_site_below_a_path_is_judged_below_it(tmp_path: Path) -> None:
    body = '<a href="/course/en/">x</a><a href="/en/">y</a>'
    site = plant(tmp_path / "site", body, root=f"{ROOT}course/")

    found = built.run(built.load(site, "/course/"))

    assert [p.fact for p in found] == ["link /en/ leads to nothing"]


def test_every_code_explains_itself_with_a_pair_of_examples() -> None:
    for text in built.explanations().values():
        assert "Bad:" in text
        assert "Good:" in text


def test_a_folder_without_a_site_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no built site here; run python"):
        built.load(tmp_path)
