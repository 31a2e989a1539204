"""The outline is read in the course's own form and in the form of the README it grew from."""

from pathlib import Path

import pytest
import trees

from coursekit import checks
from coursekit.model import CourseError
from coursekit.reading import course, outline

README = """\
# 课程

| 序列 | 教程内容 | 简介 | 地址 | 状态 |
| --- | --- | --- | --- | ---- |
| 00 | 概述 | 全貌 | [[Slides](./00Summary/)] | 待更 |
| 05 | 推理 | 一步 | [[Slides](./05Infer/)] | DONE |

## 课程部分

### **[00. 概述](./00Summary/)**

| 编号  | 名称       | 具体内容      | 状态      |
|:---:|:--- |:--- |:--- |
| 1      | [概述](./00Summary/) | 全貌  | 待更 |

### **[05. 推理](./05Infer/)**

01 不定期更新

| 编号  | 名称       | 具体内容      | 状态      |
|:---:|:--- |:--- |:--- |
| 1      | [调度加速 ](./05Infer/01Sched) |  | 待更 |
| 2      | [生成（ RAG ）](./05Infer/02Rag/) | 检索  |  待更 |
| 3      | [调度加速](./05Infer/03Again) | 又一次 | 待更 |
| 4      | [热点](./05Infer/10Others) | 时事 | 待更 |

| 无关 | 表格 |
| --- | --- |
| 1 | 2 |
"""


def test_the_readme_form_gives_modules_sections_titles_and_folders() -> None:
    read = outline.parse(README, "README.md", "zh")

    assert [(m.number, m.title, m.folder, m.status) for m in read.modules] == [
        ("00", "概述", "00Summary", "待更"),
        ("05", "推理", "05Infer", "DONE"),
    ]
    assert [(s.number, s.title, s.folder) for _, s in read.sections()] == [
        ("1", "概述", "00Summary"),
        ("1", "调度加速", "05Infer/01Sched"),
        ("2", "生成（RAG）", "05Infer/02Rag"),
        ("3", "调度加速", "05Infer/03Again"),
        ("4", "热点", "05Infer/10Others"),
    ]
    assert read.faults == ()


def test_the_readme_form_against_an_empty_folder_names_each_wrong_thing_once(
    tmp_path: Path,
) -> None:
    (tmp_path / "docs").mkdir()
    file = tmp_path / "README.md"
    file.write_text(README, encoding="utf-8")

    found = checks.run(course.load(tmp_path / "docs", file))

    assert [(p.where.line, p.code, p.fact) for p in found] == [
        (5, "O102", "概述 leads to 00Summary/, which does not exist"),
        (6, "O102", "推理 leads to 05Infer/, which does not exist"),
        (6, "O104", "推理 has number 05 where 1 follows"),
        (6, "O203", "推理 says DONE and has no lesson"),
        (22, "O102", "调度加速 leads to 05Infer/01Sched/, which does not exist"),
        (22, "O108", "row 1 (05Infer/01Sched) has an empty cell: about"),
        (23, "O102", "生成（RAG） leads to 05Infer/02Rag/, which does not exist"),
        (24, "O102", "调度加速 leads to 05Infer/03Again/, which does not exist"),
        (24, "O107", "title 调度加速 is already in row 1, line 22"),
        (25, "O102", "热点 leads to 05Infer/10Others/, which does not exist"),
        (25, "O105", "热点 is number 4, its folder is 10Others"),
    ]


@pytest.mark.parametrize(
    "target",
    ["./01X/02Y/", "01X/02Y", "01X/02Y/index.md", "01X/02Y/README.md", "./01X/02Y/index.md#cost"],
)
def test_any_way_to_write_a_folder_is_the_same_folder(target: str) -> None:
    text = f"| 编号 | 名称 | 状态 |\n| - | - | - |\n| 00 | [甲]({target}) | 待更 |\n"

    assert outline.parse(text, "x.md", "zh").modules[0].folder == "01X/02Y"


def test_tables_in_code_are_not_read() -> None:
    fenced = "```\n| 编号 | 名称 | 状态 |\n| - | - | - |\n| 09 | [乙](09B) | 待更 |\n```\n"
    text = f"{fenced}| 编号 | 名称 | 状态 |\n| - | - | - |\n| 00 | [甲](00A) | 待更 |\n"

    assert [m.folder for m in outline.parse(text, "x.md", "zh").modules] == ["00A"]


def test_a_file_without_a_module_table_says_what_is_missing() -> None:
    with pytest.raises(CourseError, match=r"x\.md:1: no module table found; write one with"):
        outline.parse("# nothing\n", "x.md", "zh")


def test_statuses_are_written_into_their_cells_and_nothing_else_changes(tmp_path: Path) -> None:
    text = trees.files(trees.BASE)["index.md"]
    read = trees.course_of(tmp_path).outline
    power = read.section("01Cluster/02Power")
    assert power is not None

    after = outline.with_status(text, {power.where.line: "DONE"})

    assert after == text.replace("| 供电 | 待更 |", "| 供电 | DONE |")
