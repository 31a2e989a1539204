"""Lock file and redirect file in, published addresses and redirects out, and the lock file's text.

An address is what a reader keeps: a page's key, or `key#id` for a heading of it.
The lock has one line a page, `02StorComm/03CollectComm/index before hard lessons path`; lines of
the same page add up, so that Git can merge it line by line.
"""

import re
from collections.abc import Iterable
from typing import Final

from coursekit.model import Course, Page, Published, Redirect, Where

LOCK: Final = "anchors.lock"
REDIRECTS: Final = "data/redirects.yml"
ID: Final = re.compile(r"[a-z][a-z0-9-]*")
ADDRESS: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/-]*(#[A-Za-z0-9_-]+)?")


def published(text: str, path: str) -> tuple[Published, ...]:
    """The lines of the lock file; two lines of one page are one."""
    pages: dict[str, Published] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        key, *ids = line.split()
        known = pages.get(key, Published(key, frozenset(), Where(path, number)))
        pages[key] = Published(key, known.ids | set(ids), known.where)
    return tuple(pages.values())


def redirects(text: str, path: str) -> tuple[Redirect, ...]:
    """The `old: new` lines of the redirect file, YAML of the plainest kind; P206 judges them."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        words = re.sub(r"(^|\s)#.*", "", line).strip()
        if words:
            old, _, new = words.partition(": ")
            found.append(Redirect(old, new.strip(), Where(path, number)))
    return tuple(found)


def split(address: str) -> tuple[str, str]:
    """Key and id (or "") of an address."""
    key, _, id_ = address.partition("#")
    return key, id_


def ids(page: Page) -> list[str]:
    """The ids of a page that readers can link to: those of its headings below the title."""
    return [h.id for h in page.headings if h.level > 1 and ID.fullmatch(h.id)]


def current(course: Course) -> dict[str, frozenset[str]]:
    """Every written page of the course with its ids; the Chinese page leads."""
    return {
        page.key: frozenset(ids(page))
        for (lang, _), page in course.pages.items()
        if lang == "zh" and page.has_text
    }


def exists(course: Course, address: str) -> bool:
    """Whether a page, or a heading of a page, has this address now."""
    key, id_ = split(address)
    page = course.page("zh", key)
    return page is not None and (not id_ or id_ in ids(page))


def aliases(redirects_: Iterable[Redirect], key: str) -> dict[str, str]:
    """The former ids of a page, each with the address it leads to now."""
    moved = ((*split(one.old), one.new) for one in redirects_)
    return {id_: new for page, id_, new in moved if page == key and id_}


def lock(course: Course) -> str:
    """The lock file's text with everything that is published and everything the course has now."""
    pages: dict[str, frozenset[str]] = {p.key: p.ids for p in course.published or ()}
    for key, now in current(course).items():
        pages[key] = pages.get(key, frozenset()) | now
    return "".join(_line(key, pages[key]) for key in sorted(pages))


def _line(key: str, ids_: Iterable[str]) -> str:
    return " ".join([key, *sorted(ids_)]) + "\n"
