"""An address that a reader kept leads where its text is now; the checks say what is missing."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import trees
from conftest import Built, build, plant_project, reading, served
from playwright.sync_api import Browser

from coursekit import built, checks, cli
from coursekit.reading import anchors, course

NODE = "01Cluster/01Node/index"
BOARD = "01Cluster/01Node/01Board"
MOVED = "data/redirects.yml"
HEAD = "---\nminutes: 20\nlevel: 基础\nupdated: 2026-11-22\n---\n\n"
TWINS = {".md": f"{HEAD}# 主板\n\n正文。\n", ".en.md": "# Boards\n\nText.\n"}


def board(zh: str, en: str) -> list[trees.Edit]:
    """The lesson with these headings, written as `2wires 3cost`."""
    pages = []
    for (end, text), headings in zip(TWINS.items(), (zh, en), strict=True):
        for heading in headings.split():
            text += f"\n{'#' * int(heading[0])} 题 {{#{heading[1:]}}}\n\n文。\n"
        pages.append((BOARD + end, text))
    return [*pages]


def found(docs: Path, edits: list[trees.Edit]) -> list[str]:
    return [
        f"{p.where.path.rpartition('/')[2]}:{p.where.line} {p.fact}"
        for p in checks.run(trees.course_of(docs, edits))
    ]


@pytest.mark.parametrize(
    ("zh", "en", "expect"),
    [
        ("2a 2b 3c", "2b 3c", ["01Board.en.md:1 heading {#a} of PATH:11 is missing"]),
        ("2a 2b 3c", "2a 3c", ["01Board.en.md:5 heading {#b} of PATH:15 is missing"]),
        ("2a 2b", "2a 2b 3c", ["01Board.en.md:13 heading {#c} has no counterpart in PATH"]),
        ("2a 2b 3c", "2a 2b 2c", ["01Board.en.md:13 heading {#c} has level 2, in PATH 3"]),
        (
            "2a 2b 2c",
            "2a 2c 2b",
            ["01Board.en.md:9 heading {#c} is at another place in PATH"],
        ),
        ("2a 4b", "2a", ["01Board.en.md:5 heading {#b} of PATH:15 is missing"]),
        (
            "2a 2b 2c 2d",
            "2a 2x 2c",
            [
                "01Board.en.md:9 heading {#x} stands where PATH has {#b}",
                "01Board.en.md:13 heading {#d} of PATH:23 is missing",
            ],
        ),
    ],
)
def test_one_difference_between_twins_is_one_problem(
    zh: str, en: str, expect: list[str], tmp_path: Path
) -> None:
    path = (tmp_path / f"{BOARD}.md").resolve().as_posix()

    assert found(tmp_path, board(zh, en)) == [line.replace("PATH", path) for line in expect]


def test_the_hint_for_a_renamed_id_is_the_line_to_add(tmp_path: Path) -> None:
    lock = anchors.lock(trees.course_of(tmp_path, board("2wires 2cost", "2wires 2cost")))
    edits = [*board("2wires 2costs", "2wires 2costs"), ("anchors.lock", lock)]

    lost, new = checks.run(trees.course_of(tmp_path, edits))

    assert (lost.code, lost.where.line, new.code, new.where.line) == ("P204", 15, "P205", 15)
    assert lost.hint.endswith(f"{MOVED} the line {BOARD}#cost: {BOARD}#costs")


def test_a_page_that_is_not_written_yet_is_not_asked_for(tmp_path: Path) -> None:
    lock = anchors.lock(trees.course_of(tmp_path))
    edits: list[trees.Edit] = [("anchors.lock", lock)]
    edits += [("about" + end, "# 题\n\n## 甲 {#a}\n") for end in TWINS]

    facts = found(tmp_path, edits)

    assert facts == ["about.en.md:1 page has no text", "about.md:1 page has no text"]


def test_ids_of_a_removed_page_are_asked_for_where_its_redirect_is(tmp_path: Path) -> None:
    course_ = trees.course_of(tmp_path, [])
    lock = anchors.lock(course_) + "01Cluster/09Gone cost lessons wires\n"

    lost = found(tmp_path, [("anchors.lock", lock), (MOVED, f"01Cluster/09Gone: {NODE}\n")])

    assert lost == [
        "redirects.yml:1 ids of the removed page 01Cluster/09Gone lead nowhere: cost, wires"
    ]


@pytest.mark.parametrize(
    ("lines", "expect"),
    [
        ("Gone: Gone", "redirects.yml:1 Gone leads to itself"),
        ("Gone: index\nGone: about", "redirects.yml:2 Gone has a redirect further up"),
        ("Gone: Older\nOlder: index", "redirects.yml:1 Older is itself sent on"),
        ("Gone: nowhere", "redirects.yml:1 nowhere does not exist"),
        ("Gone: index#ring", "redirects.yml:1 index#ring does not exist"),
        ("Gone: index.md", "redirects.yml:1 'index.md' is not an address"),
        ("Gone", "redirects.yml:1 '' is not an address"),
        ("Gone: [index]", "redirects.yml:1 '[index]' is not an address"),
        ("../Gone: index", "redirects.yml:1 '../Gone' is not an address"),
        ("Gone#ring: index", "redirects.yml:1 page Gone is gone and has no redirect"),
        (
            "index#module-00: index",
            "redirects.yml:1 index#module-00 exists: nobody is sent on",
        ),
    ],
)
def test_a_redirect_that_leads_nowhere_is_a_problem(
    lines: str, expect: str, tmp_path: Path
) -> None:
    assert found(tmp_path, [(MOVED, f"{lines}\n")]) == [expect]


def test_the_redirect_file_may_have_comments() -> None:
    read = anchors.redirects("# moved in 2026\n\na#x: b#y  # split\n", "r.yml")

    assert [(r.old, r.new, r.where.line) for r in read] == [("a#x", "b#y", 3)]


def test_lines_that_git_merged_are_one_page() -> None:
    lock = anchors.published("b x\na\nb y\n", "anchors.lock")

    assert [(p.key, sorted(p.ids), p.where.line) for p in lock] == [
        ("b", ["x", "y"], 1),
        ("a", [], 2),
    ]


def test_the_command_adds_and_never_forgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trees.plant(trees.files(trees.BASE), tmp_path / "docs")
    monkeypatch.setattr(course, "ROOT", tmp_path.resolve())
    lock = tmp_path / "docs/anchors.lock"
    lock.write_text("index module-00\n01Cluster/09Gone b a\n", encoding="utf-8")

    assert cli.main(["anchors"]) == 0
    assert capsys.readouterr().out == "docs/anchors.lock: rewritten\n"
    assert lock.read_text(encoding="utf-8").splitlines() == [
        "00Summary/index lessons",
        "01Cluster/01Node/01Board",
        "01Cluster/01Node/index lessons",
        "01Cluster/02Power/index lessons",
        "01Cluster/09Gone a b",
        "01Cluster/index",
        "index module-00 module-01",
    ]
    cli.main(["anchors"])
    assert capsys.readouterr().out == "docs/anchors.lock: up to date\n"


def test_every_published_address_of_the_real_course_is_in_both_languages(site: Built) -> None:
    pages = built.load(site.folder).pages
    kept = course.load().published

    assert kept
    for one in kept:
        for prefix in ("", "en/"):
            below = one.key if one.key.endswith("index") else f"{one.key}/index"
            assert one.ids <= set(pages[f"{prefix}{below}.html"].ids)


# A course that moved: the lesson 03Old became 01Board, whose {#price} was {#cost}; {#power} and
# the lesson 04Older went to the page on power.
MOVES = [
    f"01Cluster/01Node/03Old: {BOARD}",
    "01Cluster/01Node/03Old#load: 01Cluster/02Power/index#lessons",
    "01Cluster/01Node/04Older: 01Cluster/02Power/index#lessons",
    "03Gone: index",
    f"{BOARD}#cost: {BOARD}#price",
    f"{BOARD}#power: 01Cluster/02Power/index#lessons",
]
EDITS: list[trees.Edit] = [
    *board("2wires 2price", "2wires 2price"),
    (MOVED, "".join(f"{line}\n" for line in MOVES)),
]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = plant_project(tmp_path_factory.mktemp("moved"), EDITS)
    return build(project, project / "site")


@pytest.fixture(scope="module")
def below(moved: Built) -> Iterator[str]:
    """The moved course, served below a path."""
    with served(moved.folder.parent) as address:
        yield f"{address}/site"


def test_the_moved_course_is_clean(moved: Built, tmp_path: Path) -> None:
    assert checks.run(trees.course_of(tmp_path, EDITS)) == []
    assert built.run(built.load(moved.folder)) == []


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("03Old/", "01Board/"),
        ("03Old/#wires", "01Board/#wires"),
        ("03Old/#load", "../02Power/#lessons"),
        ("04Older/", "../02Power/#lessons"),
        ("04Older/#wires", "../02Power/#lessons"),
        ("../../03Gone/", "../../"),
    ],
)
def test_an_old_address_lands_on_the_new_page(
    browser: Browser, below: str, prefix: str, old: str, new: str
) -> None:
    with reading(browser, below) as reader:
        reader.open(f"{prefix}01Cluster/01Node/{old}")

        reader.page.wait_for_url(urljoin(f"{below}/{prefix}01Cluster/01Node/", new))
        assert reader.page.locator("html").get_attribute("lang") == ("en" if prefix else "zh")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_an_old_address_lands_there_without_scripts(
    browser: Browser, below: str, prefix: str
) -> None:
    with reading(browser, below, scripts=False) as reader:
        reader.open(f"{prefix}01Cluster/01Node/03Old/")

        reader.page.wait_for_url(f"{below}/{prefix}01Cluster/01Node/01Board/")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_former_id_leads_to_its_section_without_scripts(
    browser: Browser, below: str, prefix: str
) -> None:
    with reading(browser, below, scripts=False) as reader:
        reader.open(f"{prefix}01Cluster/01Node/01Board/#cost")

        anchor = reader.page.locator("#cost")
        assert anchor.evaluate("a => a.nextElementSibling.id") == "price"
        assert reader.page.locator("#power").is_hidden()


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("", "这一节已移到电力：课程安排。"),
        ("en/", "This section has moved to Power: Lessons."),
    ],
)
def test_an_id_that_left_the_page_says_where_it_went(
    browser: Browser, below: str, prefix: str, text: str
) -> None:
    with reading(browser, below, scripts=False) as reader:
        reader.open(f"{prefix}01Cluster/01Node/01Board/#power")

        note = reader.page.locator("#power")
        assert note.inner_text() == text
        note.locator("a").click()
        reader.page.wait_for_url(f"{below}/{prefix}01Cluster/02Power/#lessons")


def test_addresses_that_are_gone_are_neither_indexed_nor_listed(moved: Built) -> None:
    for path in ("sitemap.xml", "search/zh.js", "search/en.js"):
        assert "03Old" not in moved.page(path)
    page = moved.page("en/01Cluster/01Node/03Old/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="http://127.0.0.1:8000/en/01Cluster/01Node/01Board/"' in page
