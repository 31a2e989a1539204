"""`Course` in, what `docs/assets/reader.js` works on out: the mark button, the controls, the keys.

The marks themselves live in the reader's browser; the site only says which lessons there are.
"""

import json
from html import escape
from typing import Final

from coursekit.model import Course, Lang

_BUTTON: Final = {"zh": "标记为读完", "en": "Mark as read"}
_CONTROLS: Final = {
    "zh": ("导出", "导入", "清除", "选择要导入的 JSON 文件"),
    "en": ("Export", "Import", "Clear", "Choose the JSON file to import"),
}


def button(key: str, lang: Lang) -> str:
    """The button of a lesson; the style sheet shows it once the script has taken it over."""
    return (
        f'<p class="reader-mark"><button type="button" class="reader-button" aria-pressed="false" '
        f'data-lesson="{escape(key)}">{_BUTTON[lang]}</button></p>'
    )


def controls(course: Course, key: str, lang: Lang, argument: str) -> str | None:  # noqa: ARG001 (a filler of markers)
    """The buttons that export, import and clear the marks, and where their outcome is said."""
    if argument:
        return None
    save, load, clear, choose = _CONTROLS[lang]
    return (
        '<div class="reader-controls">'
        f'<button type="button" class="reader-button" data-do="export">{save}</button> '
        f'<button type="button" class="reader-button" data-do="import">{load}</button> '
        f'<button type="button" class="reader-button" data-do="clear">{clear}</button>'
        f'<input type="file" accept=".json,application/json" aria-label="{choose}" hidden>'
        '<p role="status"></p></div>'
    )


def lessons(course: Course, key: str) -> str:
    """Section folder → its lessons, for the tables and the navigation that a page shows.

    A page of a module shows that module's; any other page may show all.
    """
    modules = [m for m in course.outline.modules if key.startswith(f"{m.folder}/")]
    found = {
        section.folder: [name.rpartition("/")[2] for name in course.lessons(section.folder)]
        for module in modules or course.outline.modules
        for section in module.sections
    }
    there = {folder: names for folder, names in found.items() if names}
    text = json.dumps(there, separators=(",", ":"))
    return f'<script type="application/json" id="course-lessons">{text}</script>'
