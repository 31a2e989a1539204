"""The files of a site built for a disk in, the files of its editions out: zh, en, and both.

An edition of one language has no pages, index or switch of the other.
The English one keeps its pages below en/, where they are on the site, and begins with a page that
leads there.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from coursekit.model import Lang

EDITIONS: Final[Mapping[str, Lang | None]] = {
    "aiinfra-zh": "zh",
    "aiinfra-en": "en",
    "aiinfra-zh-en": None,
}
_FOR_HOSTS = re.compile(r"404\.html|robots\.txt|sitemap\.xml(\.gz)?|(en/)?llms\.txt|.*\.map")
_THEME_SEARCH = re.compile(r"assets/javascripts/(lunr|workers)/.*")
_SWITCH = re.compile(
    r'<div class="md-header__option">\s*<div class="md-select">.*?</ul>(?:\s*</div>){3}'
    r"|<a [^>]*\bhreflang=[^>]*>[^<]*</a>[^<]*",  # a page's own link to its original
    re.DOTALL,
)
_REDIRECT = b'http-equiv="refresh"'  # an old address on the web, which a disk does not have
_START = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>AIInfra</title>'
    '<meta name="robots" content="noindex">'
    '<meta http-equiv="refresh" content="0; url=en/index.html"></head>'
    '<body><p><a href="en/index.html">AIInfra · AI infrastructure</a></p></body></html>\n'
)


def edition(site: Mapping[str, bytes], lang: Lang | None) -> dict[str, bytes]:
    """Path → content of the edition in one language, or in both for None."""
    files = dict(_chosen(site, lang))
    if lang == "en":
        files["index.html"] = _START.encode()
    return files


def pack(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip with everything below one folder; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def read(folder: Path) -> dict[str, bytes]:
    """Path below the folder → content."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def unpack(packed: bytes, folder: Path, name: str) -> None:
    """Put the folder that a zip holds below `folder`, in place of an older one."""
    shutil.rmtree(folder / name, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)


def _chosen(site: Mapping[str, bytes], lang: Lang | None) -> Iterator[tuple[str, bytes]]:
    for path, content in site.items():
        if _FOR_HOSTS.fullmatch(path) or _THEME_SEARCH.fullmatch(path):
            continue
        if lang and _language(path) not in (None, lang):
            continue
        if path.endswith(".html") and _REDIRECT in content:
            continue
        if lang and path.endswith(".html"):
            yield path, _SWITCH.sub("", content.decode()).encode()
        else:
            yield path, content


def _language(path: str) -> Lang | None:
    """The language of a page, of an index, of anything below en/; None for what both share."""
    if path.startswith("en/") or path == "search/en.js":
        return "en"
    return "zh" if path.endswith(".html") or path == "search/zh.js" else None
