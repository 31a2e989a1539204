"""Text of an outline in, `Outline` out: the module table and one section table a module.

Two forms are read, alike in structure: the course's own `docs/index.md` and the README it grew
from, whose cells may be `[[Slides](./02StorComm/)]` and whose links may lack the last slash.
A table is an outline table when its head names a number, a title and a status; it belongs to a
module when the heading above it starts with two digits (`### **[02. 通信与存储](./02StorComm/)**`),
else it is the module table.
"""

import posixpath
import re
from collections.abc import Mapping
from typing import Final, Literal

from coursekit.model import (
    CourseError,
    Lang,
    Module,
    ModuleHeading,
    Outline,
    Problem,
    Section,
    Where,
)
from coursekit.reading import tables

Column = Literal["number", "title", "about", "link", "status"]
HEADS: Final[Mapping[Column, frozenset[str]]] = {
    "number": frozenset({"序列", "编号", "序号", "no.", "no", "#"}),
    "title": frozenset({"教程内容", "名称", "模块", "module", "section", "title"}),
    "about": frozenset({"简介", "具体内容", "内容", "what it is about", "about"}),
    "link": frozenset({"地址", "link"}),
    "status": frozenset({"状态", "status"}),
}
_MODULE_HEADING = re.compile(r"(\d\d)[.、]?\s+(.+)")


def parse(text: str, path: str, lang: Lang) -> Outline:
    """The outline in `text`; raises `CourseError` when it has no module table."""
    return _Reader(text, path, lang).outline()


def with_status(text: str, words: Mapping[int, str]) -> str:
    """The outline's text with the status cell of each line in `words` (line → word) replaced."""
    lines = text.splitlines(keepends=True)
    for table in tables.read(text):
        at = _columns(table.head).get("status", 0)
        for row in (row for row in table.rows if row.line in words):
            lines[row.line - 1] = tables.with_cell(lines[row.line - 1], at, words[row.line])
    return "".join(lines)


class _Reader:
    def __init__(self, text: str, path: str, lang: Lang) -> None:
        self.path, self.lang = path, lang
        self.text = text
        self.lines = text.splitlines()
        self.faults: list[Problem] = []

    def outline(self) -> Outline:
        rows: list[Section] | None = None
        sections: dict[str, tuple[ModuleHeading, list[Section]]] = {}
        for table in tables.read(self.text):
            columns = _columns(table.head)
            if not {"number", "title", "status"} <= set(columns):
                continue
            found = [self._row(row, columns, len(table.head.cells)) for row in table.rows]
            heading = self._heading(table.heading)
            if heading:
                sections[heading.number] = (heading, found)
            elif rows is None:
                rows = found
        if rows is None:
            raise CourseError(
                f"{self.path}:1: no module table found; write one with the head "
                "| 编号 | 模块 | 内容 | 状态 | and one row a module"
            )
        modules = tuple(self._module(row, sections.pop(row.number, None)) for row in rows)
        strays = tuple(heading for heading, _ in sections.values())
        return Outline(self.lang, self.path, modules, strays, tuple(self.faults))

    def _module(self, row: Section, below: tuple[ModuleHeading, list[Section]] | None) -> Module:
        heading, sections = below or (None, [])
        return Module(
            row.number,
            row.title,
            row.about,
            row.status,
            row.folder,
            row.where,
            heading,
            tuple(sections),
        )

    def _heading(self, line: int) -> ModuleHeading | None:
        if not line:
            return None
        text, target = tables.link(self.lines[line - 1].lstrip("#"))
        found = _MODULE_HEADING.fullmatch(text)
        if not found:
            return None
        return ModuleHeading(found[1], found[2], _folder(target), Where(self.path, line))

    def _row(self, row: tables.Row, columns: Mapping[str, int], width: int) -> Section:
        where = Where(self.path, row.line)
        if len(row.cells) != width:
            self._fault(where, f"row has {len(row.cells)} cells, its head has {width}")
        cells = {name: row.cells[at] if at < len(row.cells) else "" for name, at in columns.items()}
        title, target = tables.link(cells["title"])
        target = target or tables.link(cells.get("link", ""))[1]
        if not target:
            self._fault(where, f"row {title!r} has no link to its folder")
        if not cells["number"].isdecimal():
            self._fault(where, f"number {cells['number']!r} is not a number")
        return Section(
            cells["number"],
            title,
            tables.plain(cells.get("about", "")),
            tables.plain(cells["status"]),
            _folder(target),
            where,
        )

    def _fault(self, where: Where, fact: str) -> None:
        hint = "write the row as | number | [title](folder/index.md) | about | status |"
        self.faults.append(Problem(where, "O101", fact, hint))


def _columns(head: tables.Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(head.cells):
        for name, words in HEADS.items():
            if cell.lower() in words:
                found[name] = at
    return found


def _folder(target: str) -> str:
    """`./02StorComm/`, `02StorComm`, `02StorComm/index.md#x` → `02StorComm`."""
    path = target.partition("#")[0]
    if not path or "://" in path:
        return ""
    path = re.sub(r"(^|/)(index|README)(\.en)?\.md$", "", path)
    return posixpath.normpath(path) if path else ""
