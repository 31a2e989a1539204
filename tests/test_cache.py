"""Keys tell apart what differs; the store gives back what it was given, or nothing."""

import functools
import os
import time
from pathlib import Path

import pytest

from coursekit import cache
from coursekit.cache import Store


class Setting:
    def __init__(self, value: int) -> None:
        self.value = value


def shorten(text: str, size: int = 3) -> str:
    return text[:size]


def test_equal_parts_have_one_key() -> None:
    one = cache.key("p", {"b": [1, 2], "a": functools.partial(shorten, size=2)}, Setting(1))

    assert one == cache.key("p", {"a": functools.partial(shorten, size=2), "b": [1, 2]}, Setting(1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), ("a", "")),
        ((b"1",), ("1",)),
        ((1,), ("1",)),
        ((None,), ("",)),
        (({1, 2},), ({1, 3},)),
        (({"a": shorten},), ({"a": len},)),
        ((functools.partial(shorten, size=2),), (functools.partial(shorten, size=3),)),
        ((Setting(1),), (Setting(2),)),
    ],
)
def test_what_differs_has_another_key(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert cache.key(*one) != cache.key(*other)


def test_a_key_of_files_follows_their_names_bytes_and_absence(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")

    keys = [cache.contents([one, two])]
    two.write_text("")
    keys.append(cache.contents([two, one]))
    one.write_text("2")
    keys.append(cache.contents([one, two]))

    assert len(set(keys)) == 3
    assert cache.contents([two, one]) == keys[-1]


def test_what_was_saved_is_loaded_and_the_last_save_counts(tmp_path: Path) -> None:
    store = Store(tmp_path / "pages")
    assert store.load("k") is None
    assert len(store) == 0

    store.save("k", b"one")
    store.save("k", "二".encode())

    assert Store(tmp_path / "pages").load("k") == "二".encode()
    assert os.listdir(store.folder) == ["k"]  # noqa: PTH208 (no draft is left)


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_entry_is_absent_and_can_be_saved_anew(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.save("k", b"body")
    whole = (tmp_path / "k").read_bytes()
    (tmp_path / "k").write_bytes(damage or whole[:-1] + b"?")

    assert store.load("k") is None
    store.save("k", b"body")
    assert store.load("k") == b"body"


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("in the way")
    store = Store(tmp_path / "pages")

    store.save("k", b"body")

    assert store.load("k") is None
    assert len(store) == 0


def test_what_was_saved_of_one_thing_is_absent_for_another(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save("k", b"body", "one")

    assert [store.load("k", of) for of in ("one", "two", "")] == [b"body", None, None]


def test_what_is_remembered_is_made_once_of_each_thing(tmp_path: Path) -> None:
    store, made = Store(tmp_path), iter(["环 one", "two", "three"])

    found = [store.remember("k", of, lambda: next(made)) for of in ("a", "a", "b", "a")]

    assert found == ["环 one", "环 one", "two", "three"]


def aged(path: Path, days: float) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


def test_pruning_keeps_the_last_folders_and_in_them_what_is_used(tmp_path: Path) -> None:
    for age, name in enumerate(["newest", "newer", "old"]):
        store = Store(tmp_path / name / "zh")
        store.save("used", b"1")
        store.save("unused", b"1")
        aged(store.folder / "unused", 9)
        aged(store.folder / "used", 9)
        if name == "newest":
            store.load("used")
        aged(tmp_path / name, age)

    cache.prune(tmp_path, keep=2, days=5)

    left = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert left == {"newest/zh/used"}
    assert not (tmp_path / "old").exists()
    assert (tmp_path / "newer").exists()
