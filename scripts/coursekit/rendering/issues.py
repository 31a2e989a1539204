"""A repository's address and a place in a page in, the address of a prefilled issue out."""

from typing import Final
from urllib.parse import quote, urlencode

from coursekit.model import Lang

_BODY: Final = {
    "zh": "页面：{file}\n位置：{place}\n语言：中文\n网址：{address}\n\n问题：\n",
    "en": "Page: {file}\nPlace: {place}\nLanguage: English\nAddress: {address}\n\nProblem:\n",
}
_WHOLE: Final = {"zh": "整页", "en": "the whole page"}


def address(
    repository: str, lang: Lang, file: str, page: tuple[str, str], section: tuple[str, str] | None
) -> str:
    """Where to report a problem; `page` is title and address, `section` title and id.

    The form is that of GitHub: /issues/new?title=…&body=….
    """
    title, url = page
    if section:
        title, url = f"{title} · {section[0]}", f"{url}#{section[1]}"
    place = f"#{section[1]}" if section else _WHOLE[lang]
    body = _BODY[lang].format(file=file, place=place, address=url)
    base = repository.rstrip("/").removesuffix(".git")
    return f"{base}/issues/new?{urlencode({'title': title, 'body': body}, quote_via=quote)}"
