"""`Course` and one address of the site in, what the page's `<head>` tells machines out.

An address below /en/ may show a Chinese page, as long as nobody has written the English one.
Such a page speaks of the Chinese one (its description, address and language), so that nothing
lists it as English; a `noindex` beside the canonical link would contradict that link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coursekit.model import Course, Lang
from coursekit.rendering import addresses, structured

LOCALE: Final[Mapping[Lang, str]] = {"zh": "zh_CN", "en": "en_US"}


@dataclass(frozen=True)
class Site:
    """The site in one language; `root` is the absolute address of its top, with a last slash."""

    name: str
    description: str
    root: str


@dataclass(frozen=True)
class Head:
    """Values for the template, not yet escaped, except `json_ld`.

    `lang` is the language of the text; `stands_in` the path of the page whose text is shown
    because its translation does not exist, else nothing.
    """

    title: str
    name: str
    description: str
    lang: Lang
    url: str
    alternates: Mapping[str, str]
    kind: str
    locale: str
    other_locales: tuple[str, ...]
    json_ld: str
    stands_in: str


def of(course: Course, lang: Lang, key: str, site: Site) -> Head | None:
    """The head of the page at an address; None for a page that is no file of the course."""
    page = addresses.shown(course, lang, key)
    if page is None:
        return None
    home = key == "index"
    others = [other for other in addresses.languages(course, key) if other != page.lang]
    return Head(
        title=site.name if home else f"{page.title} – {site.name}",
        name=page.title,
        description=page.description or site.description,
        lang=page.lang,
        url=site.root + addresses.path(page.lang, key),
        alternates=addresses.alternates(course, key, site.root),
        kind="website" if home else "article",
        locale=LOCALE[page.lang],
        other_locales=tuple(LOCALE[other] for other in others),
        json_ld=structured.script(structured.graph(course, page, site.root)),
        stands_in="" if page.lang == lang else addresses.path(page.lang, key),
    )
