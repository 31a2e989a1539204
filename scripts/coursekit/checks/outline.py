"""Outline tables against themselves, against each other and against the folders (O1xx)."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from coursekit.checks.registry import check
from coursekit.model import MODULE_FOLDER, Course, Module, Outline, Problem, Section, Where

Row = Module | Section


@check("O101")
def unreadable_row(course: Course) -> Iterator[Problem]:
    """Every outline row has all its cells, a number and a link to its folder.

    Bad:  | 3 | 集合通信原理 | 待更 |
    Good: | 3 | [集合通信原理](02StorComm/03CollectComm/index.md) | 原语与算法 | 待更 |
    """
    for outline in course.outlines.values():
        yield from outline.faults


@check("O102")
def row_without_folder(course: Course) -> Iterator[Problem]:
    """Every row of the outline leads to a folder that exists.

    Bad:  a row that links to 02StorComm/03Collect/ while the folder is 02StorComm/03CollectComm.
    Good: mend the link, or create the folder with index.md and index.en.md.
    """
    seen: set[str] = set()
    for row in _rows(course.outline):
        if row.folder and row.folder not in course.folders and row.folder not in seen:
            seen.add(row.folder)
            guess = difflib.get_close_matches(row.folder, _course_folders(course), 1, 0.8)
            hint = (
                f"did you mean {guess[0]}?"
                if guess
                else "create the folder with index.md and index.en.md, or remove the row"
            )
            fact = f"{row.title} leads to {row.folder}/, which does not exist"
            yield Problem(row.where, "O102", fact, hint)


@check("O103")
def folder_without_row(course: Course) -> Iterator[Problem]:
    """Every module and section folder has a row in the outline.

    Bad:  docs/02StorComm/06Optics/ exists and no table names it.
    Good: add its row to both outlines, or move the folder away.
    """
    rows = {row.folder for outline in course.outlines.values() for row in _rows(outline)}
    for folder in sorted(set(_course_folders(course)) - rows):
        where = Where(f"{course.docs}/{folder}")
        yield Problem(where, "O103", "folder has no row in the outline", "add a row to both tables")


@check("O104")
def number_out_of_order(course: Course) -> Iterator[Problem]:
    """Modules are numbered from 00, the sections of a module from 1, without gaps.

    Bad:  1, 2, 4
    Good: 1, 2, 3
    """
    for outline in course.outlines.values():
        yield from _gaps(outline.modules, 0)
        for module in outline.modules:
            yield from _gaps(module.sections, 1)


def _gaps(rows: Sequence[Row], first: int) -> Iterator[Problem]:
    expected = first
    for row in rows:
        if row.number.isdecimal():
            if int(row.number) != expected:
                fact = f"{row.title} has number {row.number} where {expected} follows"
                yield Problem(row.where, "O104", fact, "number the rows of a table without gaps")
            expected = int(row.number) + 1
        else:
            expected += 1


@check("O105")
def number_of_folder(course: Course) -> Iterator[Problem]:
    """The two digits of a folder are the number of its row.

    Bad:  | 4 | [大模型热点](07Application/10Others/index.md) |
    Good: | 4 | [大模型热点](07Application/04Others/index.md) |
    """
    for row in _rows(course.outline):
        digits = re.match(r"\d+", row.folder.rpartition("/")[2])
        if digits and row.number.isdecimal() and not _shares_module_folder(course, row):
            if int(digits[0]) == int(row.number):
                continue
            name = row.folder.rpartition("/")[2]
            fact = f"{row.title} is number {row.number}, its folder is {name}"
            yield Problem(row.where, "O105", fact, "give row and folder the same number")


@check("O106")
def duplicate_folder(course: Course) -> Iterator[Problem]:
    """No two rows lead to the same folder (a module that is its own only section aside).

    Bad:  two sections that link to 05Infer/07Framework/
    Good: one row a folder.
    """
    rows = [row for row in _rows(course.outline) if not _shares_module_folder(course, row)]
    yield from _repeated(rows, "folder", "O106", "give each row a folder of its own")


@check("O107")
def duplicate_title(course: Course) -> Iterator[Problem]:
    """No two modules, and no two sections of a module, have the same title.

    Bad:  推理框架架构分析 twice in module 05
    Good: 推理框架架构分析 and DeepSeek 推理优化
    """
    for outline in course.outlines.values():
        hint = "give each row a title of its own"
        yield from _repeated(outline.modules, "title", "O107", hint)
        for module in outline.modules:
            yield from _repeated(module.sections, "title", "O107", hint)


def _repeated(rows: Iterable[Row], name: str, code: str, hint: str) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in rows:
        value = getattr(row, name)
        if value and value in first:
            fact = f"{name} {value} is already in row {first[value].number}"
            yield Problem(row.where, code, f"{fact}, line {first[value].where.line}", hint)
        first.setdefault(value, row)


@check("O108")
def empty_cell(course: Course) -> Iterator[Problem]:
    """No cell of the outline is empty: title, what it is about, status.

    Bad:  | 2 | [网络通信进阶](02StorComm/02NetworkComm/index.md) | | 待更 |
    Good: | 2 | [网络通信进阶](02StorComm/02NetworkComm/index.md) | RDMA 与无损网络 | 待更 |
    """
    for outline in course.outlines.values():
        for row in _rows(outline):
            names = {"title": row.title, "about": row.about, "status": row.status}
            for name in (name for name, value in names.items() if not value):
                fact = f"row {row.number} ({row.folder}) has an empty cell: {name}"
                yield Problem(row.where, "O108", fact, "fill it in one clause")


@check("O109")
def section_outside_module(course: Course) -> Iterator[Problem]:
    """A section's folder lies in its module's folder, one level down.

    Bad:  a section of 02StorComm that links to 04Train/01ParallelBegin/
    Good: a section of 02StorComm that links to 02StorComm/01Roadmap/
    """
    for module, section in course.outline.sections():
        parent = section.folder.rpartition("/")[0]
        if section.folder and module.folder not in {parent, section.folder}:
            fact = f"{section.title} lies in {section.folder}/, its module in {module.folder}/"
            yield Problem(section.where, "O109", fact, "move the row or mend its link")


@check("O110")
def module_heading(course: Course) -> Iterator[Problem]:
    """Every module row has a section table under a heading with its number, title and folder.

    Bad:  ### [02 通信](02StorComm/index.md) while the module table says 通信与存储
    Good: ### [02 通信与存储](02StorComm/index.md)
    """
    for outline in course.outlines.values():
        for stray in outline.strays:
            fact = f"section table {stray.number} {stray.title} has no row in the module table"
            yield Problem(stray.where, "O110", fact, "add the module's row, or remove the table")
        for module in outline.modules:
            yield from _heading_faults(module)


def _heading_faults(module: Module) -> Iterator[Problem]:
    heading = module.heading
    if heading is None or not module.sections:
        fact = f"module {module.number} {module.title} has no section table"
        hint = f"write the heading ### [{module.number} {module.title}]({module.folder}/index.md)"
        yield Problem(module.where, "O110", fact, f"{hint} and a table below it")
        return
    if heading.title != module.title:
        fact = f"heading says {heading.title!r}, the module table {module.title!r}"
        yield Problem(heading.where, "O110", fact, "use one title")
    if heading.folder != module.folder:
        fact = f"heading leads to {heading.folder!r}, the module table to {module.folder!r}"
        yield Problem(heading.where, "O110", fact, "use one folder")


@check("O111")
def twin_outlines(course: Course) -> Iterator[Problem]:
    """The two outlines have the same modules and sections in the same order.

    Bad:  a section in docs/index.md that docs/index.en.md does not have.
    Good: the same rows in both, each in its language.
    """
    english = course.outlines.get("en")
    if english is None:
        return
    bad = _bad_folders(course)
    zh, en = list(_rows(course.outline)), list(_rows(english))
    matcher = difflib.SequenceMatcher(None, [r.folder for r in zh], [r.folder for r in en], False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            continue
        missing = [(row, english) for row in zh[i1:i2] if row.folder not in bad]
        extra = [(row, course.outline) for row in en[j1 + (i2 - i1) : j2]]
        for row, other in missing + extra:
            fact = f"{row.folder} has no row at this place in {other.path}"
            yield Problem(row.where, "O111", fact, "write the same rows in both outlines")


def _bad_folders(course: Course) -> set[str]:
    """Folders whose Chinese row has a problem of its own, which is not reported twice."""
    counts = Counter(
        row.folder for row in _rows(course.outline) if not _shares_module_folder(course, row)
    )
    return {f for f, n in counts.items() if n > 1 or f not in course.folders} | {""}


def _rows(outline: Outline) -> Iterator[Row]:
    for module in outline.modules:
        yield module
        yield from module.sections


def _shares_module_folder(course: Course, row: Row) -> bool:
    """Module 00 is its own only section."""
    modules = {module.folder for module in course.outline.modules}
    return isinstance(row, Section) and row.folder in modules


def _course_folders(course: Course) -> list[str]:
    """Folders that look like a module or, inside one, like a section."""
    return [
        folder
        for folder in sorted(course.folders)
        if folder.count("/") < 2
        and all(MODULE_FOLDER.fullmatch(part) for part in folder.split("/"))
    ]
