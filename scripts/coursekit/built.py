"""A folder of built HTML and CSS in, problems out (B1xx): what a reader's browser would stumble on.

Works on any static site; a page is judged by its own bytes and by the files around it.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from coursekit.model import CourseError, Problem, Where

_LOADS = {  # what a browser fetches by itself
    "img": "src", "script": "src", "source": "src", "video": "src", "audio": "src",
    "iframe": "src", "embed": "src", "object": "data", "track": "src", "input": "src",
}  # fmt: skip
_PASSIVE_RELS = {"canonical", "alternate", "prev", "next", "author", "license", "edit"}
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LEFTOVER = re.compile(
    r"^\s*(?:!!!|\?\?\?\+?|===) .*|--8<--|\[\^[^\]\s]+\]|\]\([^)\s]+\)"
    r"|\[[^\]\n]{1,80}\]\[[^\]\n]*\]|:(?:material|octicons|fontawesome|simple)-[\w-]+:|\{[:\s]*[#.][\w-]+[^}\n]*\}|\*\*\S.*"
    r"|^\s*\|.*\|\s*$|\$\$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Head:
    """What a page tells search engines; `alternates` are `hreflang` and address, as written."""

    title: str
    description: str
    indexed: bool
    canonical: str
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Html:
    """One built page: what it links to, what it loads, its ids, head, language and stray markup.

    `onward` is where the page sends its readers by itself.
    """

    path: str
    lang: str
    head: Head
    ids: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    leftovers: tuple[str, ...]
    onward: str = ""


@dataclass(frozen=True)
class Site:
    """A built site; `base` is the path it is served under, `root` how problems call the folder."""

    root: str
    base: str
    files: frozenset[str]
    pages: Mapping[str, Html]
    sheets: Mapping[str, tuple[str, ...]]

    def where(self, path: str) -> Where:
        """A file of the site."""
        return Where(f"{self.root}/{path}")

    def resolve(self, path: str, target: str) -> tuple[str | None, str]:
        """The file below the site that `target` names on page `path`, and its fragment.

        None: outside the site. The file need not exist.
        """
        joined = urlsplit(urljoin(f"{self.base}{path}", target))
        below = posixpath.normpath(unquote(joined.path))
        if not f"{below}/".startswith(self.base):
            return None, ""
        name = f"{below}/".removeprefix(self.base).rstrip("/")
        if joined.path.endswith("/") or not name or f"{name}/index.html" in self.files:
            name = posixpath.join(name, "index.html")
        return name, unquote(joined.fragment)


Check = Callable[[Site], Iterator[Problem]]
REGISTRY: dict[str, Check] = {}


def check(code: str) -> Callable[[Check], Check]:
    """Register a check of built pages under its code."""

    def register(function: Check) -> Check:
        REGISTRY[code] = function
        return function

    return register


def load(folder: Path, base: str = "/") -> Site:
    """Read a built site; raises `CourseError` when there is none."""
    if not (folder / "index.html").is_file():
        raise CourseError(f"{folder}: no built site here; run python scripts/course.py build")
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return Site(
        root=folder.name,
        base=base,
        files=frozenset(found),
        pages={n: parse(_text(p), n) for n, p in sorted(found.items()) if n.endswith(".html")},
        sheets={n: _css_urls(_text(p)) for n, p in sorted(found.items()) if n.endswith(".css")},
    )


def run(site: Site) -> list[Problem]:
    """All problems of a built site, sorted."""
    return sorted({problem for function in REGISTRY.values() for problem in function(site)})


def explanations() -> dict[str, str]:
    """Code → docstring."""
    return {code: (function.__doc__ or "").strip() for code, function in sorted(REGISTRY.items())}


def parse(text: str, path: str) -> Html:
    """Read one built page."""
    tree = LexborHTMLParser(text)
    root = tree.css_first("html")
    anchors = [n.attributes.get("href") or "" for n in tree.css("a[href]")]
    refresh = tree.css_first('meta[http-equiv="refresh"]')
    onward = (refresh.attributes.get("content") or "") if refresh else ""
    styles = [u for node in tree.css("style") for u in _css_urls(node.text())]
    return Html(
        path,
        lang=(root.attributes.get("lang") or "") if root else "",
        head=_head(tree),
        ids=tuple(n.attributes.get("id") or "" for n in tree.css("[id]")),
        links=tuple(anchors),
        loads=(*_loads(tree), *styles),
        leftovers=tuple(_leftovers(tree)),
        onward=onward.partition("url=")[2].strip(),
    )


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


def _all_loads(site: Site) -> Iterator[tuple[str, str]]:
    for page in site.pages.values():
        yield from ((page.path, target) for target in page.loads)
    for path, targets in site.sheets.items():
        yield from ((path, target) for target in targets)


def _head(tree: LexborHTMLParser) -> Head:
    title = tree.css_first("head > title")
    robots = _attribute(tree, 'meta[name="robots"]', "content")
    links = [node.attributes for node in tree.css("link[rel~=alternate][hreflang]")]
    return Head(
        title=title.text() if title else "",
        description=_attribute(tree, 'meta[name="description"]', "content"),
        indexed="noindex" not in robots,
        canonical=_attribute(tree, "link[rel~=canonical]", "href"),
        alternates=tuple((at.get("hreflang") or "", at.get("href") or "") for at in links),
    )


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "") if node else ""


def _loads(tree: LexborHTMLParser) -> Iterator[str]:
    for tag, attribute in _LOADS.items():
        for node in tree.css(f"{tag}[{attribute}]"):
            yield node.attributes.get(attribute) or ""
    for node in tree.css("[srcset]"):
        for part in (node.attributes.get("srcset") or "").split(","):
            yield from part.split()[:1]
    for node in tree.css("link[href]"):
        rels = set((node.attributes.get("rel") or "").lower().split())
        if not rels & _PASSIVE_RELS:
            yield node.attributes.get("href") or ""
    for node in tree.css("[data-load]"):  # what a script brings when it is needed
        yield from (node.attributes.get("data-load") or "").split()
    for node in tree.css("[style]"):
        yield from _css_urls(node.attributes.get("style") or "")


def _leftovers(tree: LexborHTMLParser) -> Iterator[str]:
    article: LexborNode | None = tree.css_first("article")
    if article is None:
        return
    for node in article.css("pre, code, script, style, svg, math"):
        node.decompose()
    yield from (found[0] for found in _LEFTOVER.finditer(article.text(separator="\n")))


def _css_urls(css: str) -> tuple[str, ...]:
    return tuple(a or b for a, b in _CSS_URL.findall(_COMMENT.sub("", css)))


def _local(target: str) -> bool:
    parts = urlsplit(target)
    return bool(target) and not parts.scheme and not parts.netloc


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
