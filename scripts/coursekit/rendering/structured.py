"""`Course` and one page in, its schema.org description (JSON-LD) out.

The home page describes the course and its modules; a page of the outline is a learning resource
that is part of the course, any other page a web page; both say where they hang (breadcrumbs).
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from coursekit.model import Course, Lang, Page
from coursekit.rendering import addresses

Node = dict[str, Any]
TAG: Final[Mapping[Lang, str]] = {"zh": "zh-CN", "en": "en"}
LICENSE: Final = "https://www.apache.org/licenses/LICENSE-2.0"
PROVIDER: Final = "AIInfra contributors"
_HOME: Final = "index"


def graph(course: Course, page: Page, root: str) -> Node:
    """Everything the page says about itself, as one JSON-LD document."""
    if page.key == _HOME:
        nodes = [_course(course, page, root)]
    else:
        nodes = [_resource(course, page, root), _breadcrumbs(course, page, root)]
    return {"@context": "https://schema.org", "@graph": nodes}


def script(data: Node) -> str:
    """JSON that can stand in a `<script>` element: no text in it can close the element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _course(course: Course, page: Page, root: str) -> Node:
    outline = course.outlines.get(page.lang, course.outline)
    keys = [(f"{m.folder}/index", m.title, m.about) for m in outline.modules]
    parts = [
        {"@type": "LearningResource", "name": title, "description": about}
        | {"url": root + addresses.path(page.lang, key), "position": position}
        for position, (key, title, about) in enumerate(keys, 1)
        if course.page(page.lang, key)
    ]
    return {
        **_thing("Course", page, root),
        "provider": {"@type": "Organization", "name": PROVIDER, "url": root},
        "availableLanguage": [TAG[lang] for lang in addresses.languages(course, page.key)],
        "hasPart": parts,
    }


def _resource(course: Course, page: Page, root: str) -> Node:
    home = addresses.shown(course, page.lang, _HOME)
    part: Node = {"isPartOf": _reference("Course", home, root)} if home else {}
    taught = any(page.key.startswith(f"{m.folder}/") for m in course.outline.modules)
    return _thing("LearningResource" if taught else "WebPage", page, root) | part


def _breadcrumbs(course: Course, page: Page, root: str) -> Node:
    above = [addresses.shown(course, page.lang, key) for key in addresses.ancestors(course, page)]
    items = [
        {"@type": "ListItem", "position": position}
        | {"name": one.title, "item": root + addresses.path(one.lang, one.key)}
        for position, one in enumerate([*(p for p in above if p), page], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _thing(kind: str, page: Page, root: str) -> Node:
    described: Node = {"description": page.description} if page.description else {}
    return {
        **_reference(kind, page, root),
        **described,
        "inLanguage": TAG[page.lang],
        "license": LICENSE,
        "isAccessibleForFree": True,
    }


def _reference(kind: str, page: Page, root: str) -> Node:
    return {
        "@type": kind,
        "name": page.title,
        "url": root + addresses.path(page.lang, page.key),
    }
