"""Names of files and folders below `docs/` (F1xx)."""

import re
from collections.abc import Iterator

from coursekit.checks.registry import check
from coursekit.model import SUFFIX, Course, Problem, Where

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


@check("F101")
def file_name(course: Course) -> Iterator[Problem]:
    """Names of files and folders are ASCII letters, digits, `.`, `_`, `-`: they become addresses.

    Bad:  02 通信.md
    Good: 02Communication.md
    """
    for path in [*course.files, *sorted(course.folders)]:
        name = path.rpartition("/")[2]
        if not _NAME.fullmatch(name):
            fact = f"name {name!r} does not fit in an address"
            yield Problem(_where(course, path), "F101", fact, "use letters, digits, . _ -")


@check("F102")
def locale_folder(course: Course) -> Iterator[Problem]:
    """No folder has a name like a language code: the i18n plugin would take it for one.

    Bad:  docs/js/, docs/02StorComm/ib/
    Good: docs/assets/
    """
    for path in sorted(course.folders):
        if _LOCALE.fullmatch(path.rpartition("/")[2]):
            fact = "name looks like a language code, the folder would vanish"
            yield Problem(_where(course, path), "F102", fact, "choose a longer name")


@check("F103")
def locale_suffix(course: Course) -> Iterator[Problem]:
    """No page name ends in something like a language code other than `.en`.

    Bad:  03Serving.ai.md, 02Primitives.zh.md
    Good: 03Serving.md, 02Primitives.md
    """
    for path in course.files:
        stem, dot, last = path.removesuffix(".md").rpartition(".")
        if path.endswith(".md") and dot and stem and _LOCALE.fullmatch(last):
            if path.endswith(SUFFIX["en"]):
                continue
            fact = f"suffix .{last} looks like a language code, the page would vanish"
            yield Problem(_where(course, path), "F103", fact, "name it NNName.md or NNName.en.md")


def _where(course: Course, path: str) -> Where:
    return Where(f"{course.docs}/{path}")
