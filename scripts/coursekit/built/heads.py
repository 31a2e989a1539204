"""What a page tells search engines, and where it sends its readers (B108 to B111)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from coursekit.built.registry import check
from coursekit.built.site import Html, Site
from coursekit.model import Problem


@check("B108")
def undescribed_page(site: Site) -> Iterator[Problem]:
    """Every page that search engines may list has a title and a description.

    Bad:  <title></title>, or no <meta name="description">
    Good: both, in the language of the page.
    """
    for page in site.pages.values():
        for name in ("title", "description") if page.head.indexed else ():
            if not getattr(page.head, name).strip():
                fact = f"page has no {name}"
                yield Problem(site.where(page.path), "B108", fact, "give its Markdown file one")


@check("B109")
def astray_address(site: Site) -> Iterator[Problem]:
    """The canonical address and those of translations are whole addresses of pages of the site.

    Bad:  <link rel="alternate" hreflang="en" href="../en/ring/">
    Good: <link rel="alternate" hreflang="en" href="https://aiinfra.example/en/ring/">
    """
    host = urlsplit(site.pages["index.html"].head.canonical).netloc
    for page in site.pages.values():
        for name, address in _addresses(page):
            if not urlsplit(address).netloc:
                fact = f"{name} {address} is not absolute"
            elif urlsplit(address).netloc != host:
                fact = f"{name} {address} is on another host than the home page"
            elif _page_at(site, address) is None:
                fact = f"{name} {address} is no page of the site"
            else:
                continue
            yield Problem(site.where(page.path), "B109", fact, "look at overrides/ and SITE_URL")


@check("B110")
def one_sided_translation(site: Site) -> Iterator[Problem]:
    """Pages that are translations of each other name each other, or search engines ignore both.

    A page whose canonical address is another one is not meant to be listed and need not be named.

    Bad:  index.html names en/index.html, which names no Chinese page
    Good: both pages carry both links.
    """
    for page in site.pages.values():
        listed = _page_at(site, page.head.canonical) is page
        for lang, address in page.head.alternates if listed else ():
            there = _page_at(site, address)
            back = [_page_at(site, url) for _, url in there.head.alternates] if there else []
            if there and there is not page and page not in back:
                fact = f"hreflang {lang} names {there.path}, which does not name this page"
                yield Problem(site.where(page.path), "B110", fact, "look at overrides/main.html")


@check("B111")
def moved_page(site: Site) -> Iterator[Problem]:
    """A page that sends readers on sends them to a page, shows the link, and is not indexed.

    Bad:  <meta http-equiv="refresh" content="0; url=../02Tree/"> and nothing else
    Good: the same with <meta name="robots" content="noindex"> and <a href="../02Tree/">
    """
    for page in (page for page in site.pages.values() if page.onward):
        file, fragment = site.resolve(page.path, page.onward)
        there = site.pages.get(file or "")
        facts = {
            "leads to no page": there is None,
            "leads to a page that sends on again": there and there.onward,
            "leads to an id that is not there": there and fragment and fragment not in there.ids,
            "leads into another language": there and there.lang != page.lang,
            "is not shown as a link": page.onward not in page.links,
            "comes from a page without noindex": page.head.indexed,
        }
        for fact in (fact for fact, wrong in facts.items() if wrong):
            hint = "look at docs/data/redirects.yml and coursekit/rendering/redirects.py"
            yield Problem(site.where(page.path), "B111", f"redirect to {page.onward} {fact}", hint)


def _addresses(page: Html) -> Iterator[tuple[str, str]]:
    if page.head.canonical:
        yield "canonical", page.head.canonical
    yield from ((f"hreflang {lang}", url) for lang, url in page.head.alternates)


def _page_at(site: Site, address: str) -> Html | None:
    file, _ = site.resolve("", urlsplit(address).path or "/")
    return site.pages.get(file or "")
