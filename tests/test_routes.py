"""The learning paths: their file, their tables and sums, and the real ones."""

from pathlib import Path

import pytest
import trees

from coursekit.model import Course
from coursekit.reading import course as courses
from coursekit.reading import routes
from coursekit.rendering import render


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return trees.course_of(tmp_path, trees.WAY)


def test_a_path_lists_its_sections_with_reason_lessons_and_sums(course: Course) -> None:
    chinese = render.fill("<!-- course:route build -->", course, "paths", "zh")

    assert chinese.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "| 步 | 节 | 为什么在这里 | 课 |",
        "| --- | --- | --- | --- |",
        "| 1 | [电力](01Cluster/02Power/index.md) | 先有电 | 0 / 1 |",
        "| 2 | [节点](01Cluster/01Node/index.md) | 再有机器 | 2 / 3 |",
        "",
        "共 2 节，计划 4 课，已有 2 课，读完约需 0.8 小时。",
    ]
    english = render.fill("<!-- course:route build -->", course, "paths", "en").splitlines()
    assert english[-1] == "2 sections, 2 of 4 lessons written, about 0.8 hours of reading."


def test_the_home_page_lists_every_path_in_one_row(course: Course) -> None:
    rows = render.fill("<!-- course:routes -->", course, "index", "en").splitlines()[2:]

    steps = "[Power](01Cluster/02Power/index.md) → [Node](01Cluster/01Node/index.md)"
    assert rows == [f"| [Build a cluster](paths.md#build) | {steps} |"]


def test_sections_of_one_name_are_told_apart_by_their_module() -> None:
    rows = render.fill("<!-- course:route platform -->", courses.load(), "paths", "en")

    assert "[Containers and cloud native · Labs](03DockCloud/05Practices/index.md)" in rows
    assert "[AI clusters · Labs](01AICluster/04Practices/index.md)" in rows


def test_a_marker_that_names_no_path_stays(course: Course) -> None:
    assert render.fill("<!-- course:route x -->", course, "paths", "zh") == (
        "<!-- course:route x -->"
    )


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        ("a: [", 1, "not valid YAML: expected the node content, but found '<stream end>'"),
        ("- a", 1, "not a list of `name:` entries"),
        ("", 1, "not a list of `name:` entries"),
        ("a:\n  zh: 甲\n  en: a\n", 2, "a.steps: Field required"),
        ("a: 1\n", 1, "a: Input should be a valid dictionary or instance of _Route"),
        ("a:\n  zh: 甲\n  en: a\n  steps: []\n", 2, "a.steps: List should have at least 1 item"),
    ],
)
def test_a_fault_of_the_file_is_named_with_its_line(text: str, line: int, fact: str) -> None:
    fault = routes.parse(text, "routes.yml").faults[0]

    assert (fault.where.path, fault.where.line) == ("routes.yml", line)
    assert fault.fact.startswith(fact)


def test_the_page_of_paths_has_every_path_under_its_own_title() -> None:
    course = courses.load()

    assert len(course.routes.routes) == 5
    for (lang, key), page in course.pages.items():
        if key == "paths":
            headings = {h.id: h.text for h in page.headings if h.level == 2}
            filled = {m.target.removeprefix("route ") for m in page.markers}
            for route in course.routes.routes:
                assert headings[route.name] == route.title[lang]
                assert route.name in filled
