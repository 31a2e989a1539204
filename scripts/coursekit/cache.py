"""Keys and bytes in, the same bytes out later: a folder of entries that are right or absent.

An entry is a file that holds a checksum and its bytes; it is written beside its place and moved
there, so that another build, or one broken off, never shows half of it.
Whatever cannot be read, or reads wrong, counts as absent, and what cannot be written is left out.
"""

import contextlib
import functools
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_SUM = 32
_DAY = 86_400


def key(*parts: object) -> str:
    """A name for what `parts` describe: the same parts, the same name, in every process.

    A part is bytes or a value as configurations hold them: text, numbers, lists, dicts, functions,
    objects of such values.
    """
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else _written(part)
        digest.update(b"%s %d:" % (type(part).__name__.encode(), len(data)))
        digest.update(data)
    return digest.hexdigest()


def _written(part: object) -> bytes:
    if isinstance(part, str):
        return part.encode(errors="surrogatepass")
    return json.dumps(part, sort_keys=True, default=_plain).encode() if part is not None else b""


def contents(paths: Iterable[Path]) -> str:
    """A key of the names and bytes of files; one that cannot be read counts as not there."""
    parts: list[object] = []
    for path in sorted(paths):
        parts.append(path.as_posix())
        try:
            parts.append(path.read_bytes())
        except OSError:
            parts.append(None)
    return key(*parts)


class Store:
    """Entries in a folder, by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __len__(self) -> int:
        try:
            return len(os.listdir(self.folder))  # noqa: PTH208 (a count, no paths)
        except OSError:
            return 0

    def load(self, name: str, of: str = "") -> bytes | None:
        """The bytes saved under a name and of the same thing, or None; what is used stays young."""
        path = f"{self.folder}/{name}"
        try:
            with open(path, "rb") as file:  # noqa: PTH123 (a thousand at every build)
                data = file.read()
            os.utime(path)
        except OSError:
            return None
        body = data[_SUM:]
        return body if data[:_SUM] == _checksum(body, of) else None

    def save(self, name: str, body: bytes, of: str = "") -> None:
        """Keep bytes under a name, if the folder can be written; `of` is the key of their source.

        A name is itself a key, or else stands for the last of several things with keys.
        """
        draft = self.folder / f"{name}.{os.getpid()}"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(_checksum(body, of) + body)
            draft.replace(self.folder / name)

    def remember(self, name: str, of: str, make: Callable[[], Any]) -> Any:
        """What was made of the same thing before, or else is made now: a value as JSON has them."""
        kept = self.load(name, of)
        if kept is not None:
            return json.loads(kept)
        found = make()
        self.save(name, json.dumps(found, ensure_ascii=False).encode(errors="surrogatepass"), of)
        return found


def prune(folder: Path, keep: int, days: int) -> None:
    """Of the folders in `folder` keep the last used ones, and in them what was used of late."""
    found = [path for path in folder.glob("*") if path.is_dir()]
    for path in sorted(found, key=_age)[keep:]:
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.rglob("*"):
        if path.is_file() and _age(path) > days * _DAY:
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


def _checksum(body: bytes, of: str) -> bytes:
    return hashlib.blake2b(body, digest_size=_SUM, key=of.encode()).digest()


def _plain(value: Any) -> object:
    """What JSON cannot write: sets in order, functions by name, not by address."""
    if isinstance(value, functools.partial):
        return ["partial", value.func, value.args, value.keywords]
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=repr)
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    return [type(value).__qualname__, getattr(value, "__dict__", None) or str(value)]
