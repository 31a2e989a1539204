"""Redirects in, HTML out: a page at the address of each that is gone, former ids in the others.

Old links work without JavaScript as far as a browser can: it never tells a host the fragment, so
only the script of a moved page can send a reader on to another section than the page's own.
"""

import html
import json
import posixpath
import re

from coursekit.model import Course, Lang, Redirect
from coursekit.reading import anchors
from coursekit.rendering import addresses

_PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="robots" content="noindex">
  <title>{head}</title>
  <link rel="canonical" href="{canonical}">
  <script>
    var moved = {moved}, rest = {rest};
    location.replace(moved[location.hash] || rest || {page} + location.hash);
  </script>
  <meta http-equiv="refresh" content="0; url={target}">
  <style>
    :root {{ color-scheme: light dark; }}
    body {{ font: 1.1rem/1.7 system-ui, sans-serif; margin: 15vh auto; max-width: 34rem;
      padding: 0 1.5rem; }}
  </style>
</head>
<body>
  <p>{text}<a href="{target}">{title}</a>{stop}</p>
</body>
</html>
"""
_HEAD = {"zh": "页面已移动", "en": "This page has moved"}
_TEXT = {"zh": "这个页面已移到", "en": "This page has moved to "}
_SECTION = {"zh": "这一节已移到", "en": "This section has moved to "}
_COLON = {"zh": "：", "en": ": "}
_STOP = {"zh": "。", "en": "."}


def files(course: Course, lang: Lang, root: str) -> dict[str, str]:
    """Path below the site → the page at each old address, in one language.

    `root` is the absolute address of the site.
    """
    gone = [r for r in course.redirects if "#" not in r.old and not anchors.exists(course, r.old)]
    return {f"{addresses.path(lang, r.old)}index.html": _page(r, course, lang, root) for r in gone}


def _page(one: Redirect, course: Course, lang: Lang, root: str) -> str:
    target = _url(lang, one.old, one.new)
    moved = anchors.aliases(course.redirects, one.old)
    return _PAGE.format(
        lang=lang,
        head=_HEAD[lang],
        canonical=html.escape(root + addresses.path(lang, anchors.split(one.new)[0])),
        moved=json.dumps({f"#{id_}": _url(lang, one.old, new) for id_, new in moved.items()}),
        rest=json.dumps(target if "#" in target else ""),
        page=json.dumps(target),
        target=html.escape(target),
        text=_TEXT[lang],
        title=html.escape(_title(course, lang, one.new)),
        stop=_STOP[lang],
    )


def with_former_ids(content: str, course: Course, lang: Lang, key: str) -> str:
    """A page's HTML in which its former ids still lead where their text went.

    An anchor before the heading, if it is on this page; else a paragraph with a link at the end,
    shown only to a reader whose link names that id.
    """
    for old, new in anchors.aliases(course.redirects, key).items():
        there, id_ = anchors.split(new)
        heading = re.compile(rf'(?=<h[1-6]\b[^>]*\bid="{re.escape(id_)}")')
        if there == key and id_:
            content = heading.sub(f'<a id="{old}"></a>', content, count=1)
        else:
            title = html.escape(_title(course, lang, new))
            link = f'<a href="{html.escape(_url(lang, key, new))}">{title}</a>'
            text = f"{_SECTION[lang]}{link}{_STOP[lang]}"
            content += f'\n<p class="moved" id="{old}">{text}</p>'
    return content


def _url(lang: Lang, here: str, address: str) -> str:
    """An address relative to the page `here`."""
    key, id_ = anchors.split(address)
    start, end = addresses.path(lang, here) or ".", addresses.path(lang, key) or "."
    return f"{posixpath.relpath(end, start)}/" + (f"#{id_}" if id_ else "")


def _title(course: Course, lang: Lang, address: str) -> str:
    """What the link says: the title of the page, and of the section, in the reader's language."""
    key, id_ = anchors.split(address)
    found = addresses.shown(course, lang, key)
    if found is None:
        return address
    titles = [found.title, *(h.text for h in found.headings if id_ and h.id == id_)]
    return _COLON[lang].join(titles)
