"""Published addresses: none is lost, all are recorded, redirects lead somewhere (P204 to P206)."""

import difflib
from collections.abc import Iterator

from coursekit.checks.registry import check
from coursekit.model import Course, Page, Problem, Published, Redirect
from coursekit.reading import anchors

RECORD = "python scripts/course.py anchors"


@check("P204")
def address_lost(course: Course) -> Iterator[Problem]:
    """A published page or heading id is there for ever, or a redirect leads on from it.

    Bad:  {#cost} of a published page became {#price}
    Good: the same, and in docs/data/redirects.yml the line
          02StorComm/03CollectComm/03Ring#cost: 02StorComm/03CollectComm/03Ring#price
    """
    moved = {redirect.old: redirect for redirect in course.redirects}
    for kept in course.published or ():
        page = course.page("zh", kept.key)
        if page:
            yield from _lost_ids(course, kept, page)
        elif kept.key not in moved:
            fact = f"published page {kept.key} no longer exists"
            yield Problem(kept.where, "P204", fact, _add(course, kept.key, "the page it became"))
        else:
            yield from _lost_with_page(course, kept, moved[kept.key])


def _lost_ids(course: Course, kept: Published, page: Page) -> Iterator[Problem]:
    """Ids a page had; a heading with a new id like the lost one is where it went."""
    now = anchors.ids(page)
    moved = {redirect.old for redirect in course.redirects}
    new = [id_ for id_ in now if id_ not in kept.ids]
    for id_ in sorted(kept.ids - set(now)):
        if f"{kept.key}#{id_}" in moved:
            continue
        close = (difflib.get_close_matches(id_, new, 1, 0) or [""])[0]
        line = next((h.line for h in page.headings if close and h.id == close), 1)
        target = f"{kept.key}#{close}" if close else "where it went"
        fact = f"published id {id_} is gone from the page"
        yield Problem(page.where(line), "P204", fact, _add(course, f"{kept.key}#{id_}", target))


def _lost_with_page(course: Course, kept: Published, on: Redirect) -> Iterator[Problem]:
    """Ids of a removed page that the page it became does not have."""
    key, section = anchors.split(on.new)
    if section:  # the page became this section: what has no other place leads there
        return
    page = course.page("zh", key)
    there = {*anchors.ids(page), *anchors.aliases(course.redirects, key)} if page else kept.ids
    own = {redirect.old for redirect in course.redirects}
    lost = sorted(id_ for id_ in kept.ids - there if f"{kept.key}#{id_}" not in own)
    if lost:
        fact = f"ids of the removed page {kept.key} lead nowhere: {', '.join(lost)}"
        hint = f"add, for each, {kept.key}#{lost[0]}: {key}#where-it-went"
        yield Problem(on.where, "P204", fact, hint)


def _add(course: Course, old: str, new: str) -> str:
    return f"add to {course.docs}/{anchors.REDIRECTS} the line {old}: {new}"


@check("P205")
def address_not_recorded(course: Course) -> Iterator[Problem]:
    """Every page that has text, and every id of its headings, is in docs/anchors.lock.

    Bad:  a new section {#tree} that the lock does not know: nothing would notice its loss
    Good: python scripts/course.py anchors
    """
    if course.published is None:
        return
    kept = {known.key: known.ids for known in course.published}
    for key, now in anchors.current(course).items():
        page = course.pages["zh", key]
        if key not in kept:
            fact = f"page is not in {course.docs}/{anchors.LOCK}"
            yield Problem(page.where(), "P205", fact, RECORD)
        elif new := [id_ for id_ in anchors.ids(page) if id_ in now - kept[key]]:
            line = next(h.line for h in page.headings if h.id == new[0])
            fact = f"not in {course.docs}/{anchors.LOCK}: {', '.join(new)}"
            yield Problem(page.where(line), "P205", fact, RECORD)


@check("P206")
def redirect(course: Course) -> Iterator[Problem]:
    """A redirect leads from an address that is gone, in one step, to one that exists.

    Bad:  01Cluster/01Old: 01Cluster/02Newer, which is itself gone
    Good: 01Cluster/01Old: 01Cluster/03Newest
    """
    seen: set[str] = set()
    for one in course.redirects:
        for fact, hint in _faults(course, one, seen):
            yield Problem(one.where, "P206", fact, hint)
            break
        seen.add(one.old)


_FORM = "write old: new, each the page's path below docs/ without .md, and #id for a heading"


def _faults(course: Course, one: Redirect, seen: set[str]) -> Iterator[tuple[str, str]]:
    for address in (one.old, one.new):
        if not anchors.ADDRESS.fullmatch(address) or address.endswith(".md"):
            yield f"{address!r} is not an address", _FORM
    if one.old in seen:
        yield f"{one.old} has a redirect further up", "keep one of them"
    if anchors.exists(course, one.old):
        yield f"{one.old} exists: nobody is sent on", "remove this line"
    if one.new in {other.old for other in course.redirects}:
        if one.new == one.old:
            yield f"{one.old} leads to itself", "name the address it has now"
        yield f"{one.new} is itself sent on", "name the address it has now"
    if not anchors.exists(course, one.new):
        yield f"{one.new} does not exist", "name the address it has now"
    key, id_ = anchors.split(one.old)
    if (
        id_
        and not anchors.exists(course, key)
        and key not in {other.old for other in course.redirects}
    ):
        yield f"page {key} is gone and has no redirect", f"add the line {key}: the page it became"
