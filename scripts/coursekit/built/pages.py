"""What a reader's browser would stumble on: links, ids, what is loaded, markup (B101 to B107)."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from coursekit.built.registry import check
from coursekit.built.site import Site
from coursekit.model import Problem


@check("B101")
def broken_link(site: Site) -> Iterator[Problem]:
    """Every link inside the site leads to a file of the site.

    Bad:  <a href="../03CollectCom/">
    Good: <a href="../03CollectComm/">
    """
    for page in site.pages.values():
        for target in page.links:
            file, _ = site.resolve(page.path, target) if _local(target) else ("", "")
            if file is None or (file and file not in site.files):
                fact = f"link {target} leads to nothing"
                yield Problem(site.where(page.path), "B101", fact, "mend the link in the page")


@check("B102")
def broken_anchor(site: Site) -> Iterator[Problem]:
    """Every link with a fragment leads to an id of the page it names.

    Bad:  <a href="#rings"> on a page with id="ring"
    Good: <a href="#ring">
    """
    for page in site.pages.values():
        for target in page.links:
            if _local(target) and "#" in target:
                file, fragment = site.resolve(page.path, target)
                there = site.pages.get(file or "")
                if there and fragment and fragment not in there.ids:
                    fact = f"link {target}: no such id in {there.path}"
                    yield Problem(site.where(page.path), "B102", fact, "mend the fragment")


@check("B103")
def missing_asset(site: Site) -> Iterator[Problem]:
    """Every image, script, stylesheet, font and icon that a page or sheet loads is there.

    Bad:  <img src="fig/ring.png"> without site/…/fig/ring.png
    Good: the file beside the page.
    """
    for path, target in _all_loads(site):
        if _local(target):
            file, _ = site.resolve(path, target)
            if file is None or file not in site.files:
                fact = f"{target} is loaded and does not exist"
                yield Problem(site.where(path), "B103", fact, "add the file or mend its address")


@check("B104")
def duplicate_id(site: Site) -> Iterator[Problem]:
    """An id occurs once on a page.

    Bad:  two headings {#cost}
    Good: {#cost} and {#cost-example}
    """
    for page in site.pages.values():
        for id_, count in Counter(page.ids).items():
            if count > 1:
                fact = f"id {id_!r} occurs {count} times"
                yield Problem(site.where(page.path), "B104", fact, "give each heading its own id")


@check("B105")
def leftover_markup(site: Site) -> Iterator[Problem]:
    """No Markdown is left standing in a page's text.

    Bad:  a paragraph that reads "!!! note" or "[ring][r]"
    Good: mend the indent, the link or the attribute list that was not understood.
    """
    for page in site.pages.values():
        for text in page.leftovers:
            fact = f"the text shows markup: {text.strip()[:60]!r}"
            yield Problem(site.where(page.path), "B105", fact, "mend the Markdown it comes from")


@check("B106")
def foreign_request(site: Site) -> Iterator[Problem]:
    """Nothing is loaded from another host: the site works offline and tells nobody who reads.

    Bad:  <script src="https://cdn.example/x.js">
    Good: the file in docs/assets/
    """
    for path, target in _all_loads(site):
        if urlsplit(target).netloc:
            fact = f"{target} is loaded from another host"
            yield Problem(site.where(path), "B106", fact, "keep the file in docs/assets/")


@check("B107")
def page_language(site: Site) -> Iterator[Problem]:
    """`<html lang>` is en below /en/, and zh elsewhere in a site that has Chinese pages to search.

    Bad:  site/404.html with lang="en"
    Good: lang="zh"
    """
    only_english = "search/en.js" in site.files and "search/zh.js" not in site.files
    for page in site.pages.values():
        wanted = "en" if only_english or page.path.startswith("en/") else "zh"
        if page.lang != wanted:
            fact = f"page has lang={page.lang!r}, its place says {wanted!r}"
            yield Problem(site.where(page.path), "B107", fact, "look at overrides/ and hooks.py")


def _all_loads(site: Site) -> Iterator[tuple[str, str]]:
    for page in site.pages.values():
        yield from ((page.path, target) for target in page.loads)
    for path, targets in site.sheets.items():
        yield from ((path, target) for target in targets)


def _local(target: str) -> bool:
    parts = urlsplit(target)
    return bool(target) and not parts.scheme and not parts.netloc
