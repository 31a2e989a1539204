"""A reader finds the way: order of pages, reading marks, report links, citations."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trees
from conftest import Built, Reader, build, plant_project, reading, served
from playwright.sync_api import Browser, expect

from coursekit import built

NIC = "01Cluster/01Node/02Nic/"
BOARD = "01Cluster/01Node/01Board/"
ORDER = ["", "paths/", "00Summary/", "01Cluster/", "01Cluster/01Node/", BOARD, NIC]


@pytest.fixture(scope="session")
def way(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small course with lessons and a learning path, whose addresses are known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://course.example/")
        patch.setenv("REPO_URL", "https://github.com/example/course")
        project = plant_project(tmp_path_factory.mktemp("way"), trees.WAY)
        return build(project, project / "site")


@pytest.fixture
def reader(way: Built, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    with (
        served(way.folder) as address,
        reading(browser, address, getattr(request, "param", 1280)) as reader,
    ):
        yield reader


def pressed(reader: Reader) -> str | None:
    return reader.page.locator("[data-lesson]").get_attribute("aria-pressed")


def marks(reader: Reader) -> list[str]:
    """The marks that the tables show, in words."""
    found = reader.page.locator("article .reader-read")
    return [mark.get_attribute("aria-label") or "" for mark in found.all()]


def says(reader: Reader) -> str:
    return reader.page.locator(".reader-controls [role=status]").inner_text()


def test_the_built_pages_have_no_problem(way: Built) -> None:
    assert built.run(built.load(way.folder)) == []


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_next_leads_through_the_outline_lesson_by_lesson(reader: Reader, prefix: str) -> None:
    reader.open(prefix)
    seen = [reader.path()]
    while (link := reader.page.locator("a.md-footer__link--next")).count():
        reader.page.goto(link.evaluate("link => link.href"))
        seen.append(reader.path())

    assert seen == [f"/{prefix}{path}" for path in [*ORDER, "01Cluster/02Power/"]]


def test_the_path_above_a_lesson_names_module_and_section(reader: Reader) -> None:
    reader.open("en/" + NIC)

    links = reader.page.locator(".md-path a").all()
    assert [link.inner_text() for link in links] == ["Home", "Cluster", "Node"]
    links[2].click()
    assert reader.path() == "/en/01Cluster/01Node/"


def test_a_prerequisite_in_the_line_of_facts_is_a_link_in_the_readers_language(
    reader: Reader,
) -> None:
    reader.open("en/" + NIC)

    reader.page.locator(".reader-facts").get_by_text("Power").click()

    assert reader.path() == "/en/01Cluster/02Power/"


def test_a_lesson_marked_in_chinese_is_read_in_english(reader: Reader) -> None:
    reader.open(NIC)
    assert pressed(reader) == "false"

    reader.page.get_by_role("button", name="标记为读完").focus()
    reader.page.keyboard.press("Space")
    assert pressed(reader) == "true"

    reader.open("en/" + NIC)
    assert pressed(reader) == "true"
    for path, expected in {
        "en/01Cluster/01Node/": ["read"],
        "en/01Cluster/": ["1 of 2 lessons read"],
        "en/paths/": ["1 of 2 lessons read"],
        "01Cluster/01Node/": ["已读"],
    }.items():
        reader.open(path)
        assert marks(reader) == expected, path
    nav = reader.page.locator(".md-nav--primary .reader-read")
    assert [mark.text_content() for mark in nav.all()] == ["1/2", "✓"]


def test_a_mark_can_be_taken_back_and_scrolling_sets_none(reader: Reader) -> None:
    reader.open(NIC)
    reader.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert pressed(reader) == "false"

    for expected in ("true", "false"):
        reader.page.locator("[data-lesson]").click()
        assert pressed(reader) == expected


@pytest.mark.parametrize("reader", [1280, 390], indirect=True)
@pytest.mark.parametrize("path", ["01Cluster/01Node/", "en/paths/"])
def test_marks_move_nothing(reader: Reader, path: str) -> None:
    boxes = """() => [...document.querySelectorAll("article *, .md-nav--primary li")]
        .filter(element => !element.matches(".reader-read"))
        .map(element => JSON.stringify(element.getBoundingClientRect()))"""
    reader.open(path)
    before = reader.page.evaluate(boxes)

    reader.page.evaluate(
        """localStorage.setItem("aiinfra.read",
            '["01Cluster/01Node/01Board","01Cluster/01Node/02Nic"]')"""
    )
    reader.open(path)

    assert reader.page.locator(".reader-read").count()
    assert reader.page.evaluate(boxes) == before


def test_marks_go_out_as_a_file_and_come_back(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    for path in (BOARD, NIC):
        reader.open("en/" + path)
        reader.page.locator("[data-lesson]").click()
    reader.open("en/paths/")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Export").click()
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["read"] == [
        "01Cluster/01Node/01Board",
        "01Cluster/01Node/02Nic",
    ]

    reader.page.once("dialog", lambda dialog: dialog.dismiss())
    reader.page.locator("[data-do=clear]").click()
    assert says(reader) == "2 lessons are marked as read."
    reader.page.once("dialog", lambda dialog: dialog.accept())
    reader.page.locator("[data-do=clear]").click()
    assert says(reader) == "0 lessons are marked as read."
    assert marks(reader) == []

    reader.page.locator(".reader-controls input").set_input_files(file)
    status = reader.page.locator(".reader-controls [role=status]")
    expect(status).to_have_text("2 marks added. 2 lessons are marked as read.")
    assert marks(reader) == ["2 of 2 lessons read"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("not json", "这个文件不是本课程导出的标记，没有改动任何标记。现有 1 课标记为读完。"),
        ('["01Cluster/01Node/01Board"]', "这个文件不是本课程导出的标记，没有改动任何标记。"),
        ('{"course": "aiinfra", "version": 1, "read": [{}]}', "这个文件不是本课程导出的标记"),
        (
            '{"course": "aiinfra", "version": 1, "read": ["no/such", "01Cluster/01Node/01Board"]}',
            "新增 1 个标记。跳过 1 个：不是本课程的课。现有 2 课标记为读完。",
        ),
    ],
    ids=["no JSON", "another form", "no keys", "a key too many"],
)
def test_what_is_imported_is_looked_at_first(
    reader: Reader, tmp_path: Path, text: str, answer: str
) -> None:
    file = tmp_path / "marks.json"
    file.write_text(text, encoding="utf-8")
    reader.open(NIC)
    reader.page.locator("[data-lesson]").click()
    reader.open("paths/")

    reader.page.locator(".reader-controls input").set_input_files(file)

    expect(reader.page.locator(".reader-controls [role=status]")).to_contain_text(answer)


@pytest.mark.parametrize("stored", ["not json", "{}", '[1, "<img src=x>"]'])
def test_a_spoiled_store_is_an_empty_one(reader: Reader, stored: str) -> None:
    reader.open(NIC)
    reader.page.evaluate("text => localStorage.setItem('aiinfra.read', text)", stored)
    reader.open("paths/")

    assert says(reader) == "现有 0 课标记为读完。"


def test_without_scripts_there_is_no_button(way: Built, browser: Browser) -> None:
    with (
        served(way.folder) as address,
        reading(browser, address, scripts=False) as reader,
    ):
        for path in (NIC, "paths/"):
            reader.open(path)
            assert not reader.page.locator(".reader-button").first.is_visible()
        reader.open(NIC)
        reader.page.locator(".reader-cite summary").click()
        assert "[访问日期]" in reader.page.locator(".reader-cite code").first.inner_text()


def test_marks_work_from_files(way: Built, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((way.folder / NIC / "index.html").as_uri())
    page.locator("[data-lesson]").click()
    page.goto((way.folder / "en/01Cluster/index.html").as_uri())

    # The links of this build name folders; those of an offline build name the files in them.
    page.goto((way.folder / "en" / NIC / "index.html").as_uri())
    assert page.locator("[data-lesson]").get_attribute("aria-pressed") == "true"
    context.close()


def test_a_section_can_be_reported(reader: Reader) -> None:
    reader.open("en/" + NIC)

    link = reader.page.get_by_role("link", name="Report a problem with “Bandwidth & latency”")
    url = urlsplit(link.get_attribute("href") or "")

    assert f"{url.netloc}{url.path}" == "github.com/example/course/issues/new"
    fields = parse_qs(url.query)
    assert fields["title"] == ["NICs · Bandwidth & latency"]
    assert "Page: docs/01Cluster/01Node/02Nic.en.md\nPlace: #rate" in fields["body"][0]
    assert f"https://course.example/en/{NIC}#rate" in fields["body"][0]
    assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
    link.focus()
    expect(link).to_have_css("opacity", "1")


def test_a_page_is_cited_with_its_address_and_the_readers_day(reader: Reader) -> None:
    reader.open(NIC)
    reader.page.locator(".reader-cite summary").click()

    gb, bibtex = (block.inner_text() for block in reader.page.locator(".reader-cite code").all())
    today = dt.date.today().isoformat()  # noqa: DTZ011 (the browser's day)
    assert gb.strip() == (
        f"AIInfra contributors. 网卡[EB/OL]//课程. (2026-11-05)[{today}]. "
        f"https://course.example/{NIC}."
    )
    assert re.search(rf"urldate +=\s+{{{today}}}", bibtex)
    assert reader.page.locator(".reader-cite .md-code__button").count() == 2


@pytest.mark.parametrize("reader", [390], indirect=True)
@pytest.mark.parametrize("path", ["", "en/paths/", "01Cluster/01Node/", "en/" + NIC])
def test_nothing_stands_out_on_a_phone(reader: Reader, path: str) -> None:
    reader.open(NIC)
    reader.page.locator("[data-lesson]").click()
    reader.open(path)
    for summary in reader.page.locator(".reader-cite summary").all():
        summary.click()

    wide = reader.page.evaluate(
        """() => [...document.querySelectorAll("article :is([class^=reader], [class^=reader] *)")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
            .map(element => element.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    assert reader.page.evaluate("() => { scrollTo(500, 0); return scrollX }") == 0


def test_print_leaves_buttons_and_report_links_out(reader: Reader) -> None:
    reader.open(NIC)
    reader.page.emulate_media(media="print")

    for name in (".reader-mark", ".reader-report", ".reader-report-page", ".reader-cite"):
        assert not reader.page.locator(name).first.is_visible(), name
    assert reader.page.locator(".reader-facts").is_visible()
