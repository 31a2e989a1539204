"""Building with the cache gives the same site and the same warnings as building without it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
import trees
from repository import CACHED, PLAIN, ROOT, Repository, plant

import corpus
from coursekit.reading import course

MORE = {
    "01Cluster/01Node/02Nic.md": "# 网卡\n\n见[线](01Board.md#wires)。\n\n```yaml\nx: 1\n```\n",
    "01Cluster/01Node/02Nic.en.md": "# NICs\n\n[Wires](01Board.md).\n\n```yaml\nx: 1\n```\n",
    "01Cluster/01Node/01Board.md": "# 主板\n\n## 连线 {#wires}\n\n正文[^1]。\n\n[^1]: 注。\n",
    "01Cluster/02Power/01Fluid.md": '# 液冷\n\n正文。\n\n--8<-- "part.txt"\n',
    "01Cluster/02Power/02Air.md": '# 风冷\n\n--8<-- "docs/01Cluster/labs/air.txt"\n',
    "01Cluster/labs/air.txt": "output one\n",
    "02Only.md": "# 只有中文\n\n正文。\n",
}
NIC = "docs/01Cluster/01Node/02Nic.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A small course with this project's settings, scripts and theme."""
    (tmp_path / "part.txt").write_text("included one\n", encoding="utf-8")
    return plant(tmp_path, {**trees.files(trees.BASE), **MORE})


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Pages enough for a process a language."""
    return plant(tmp_path_factory.mktemp("large"), corpus.files(course.load().outlines, 10))


def test_cold_and_warm_builds_equal_builds_without_the_cache(large: Repository) -> None:
    assert large.build("plain", PLAIN) == (0, [])
    assert not large.cache()

    assert large.build("cold", CACHED) == (0, [])
    assert large.same("cold", "plain")
    kept = large.cache()
    assert large.build("warm", CACHED) == (0, [])
    assert large.same("warm", "plain")
    assert large.cache() == kept  # all was used


def test_an_edit_of_a_page_s_own_text_builds_that_page(large: Repository) -> None:
    large.build("cached", CACHED)
    kept = large.cache()

    large.edit("docs/04Train/index.md", "", "\n## 新的一节 {#new}\n\n结束。\n")

    assert large.both() == (0, [])
    assert (
        len(large.cache().items() - kept.items()) == 7
    )  # read, shown, rendered, searched, files for programs; finished, and its twin


def test_what_is_wrong_in_one_language_fails_every_build(large: Repository) -> None:
    page = "docs/04Train/index.en.md"
    text = (large.root / page).read_text(encoding="utf-8")

    large.edit(page, "", "\n[Nowhere](none.md)\n")
    code, warnings = large.both()
    assert (code, len(warnings)) == (1, 1)
    assert large.build("cached", CACHED) == (code, warnings)

    (large.root / page).write_text(text, encoding="utf-8")
    large.edit(page, "", "\n$\\frac{1}{2$\n")
    code, errors = large.build("cached", CACHED)
    assert (code, errors) == large.build("plain", PLAIN)
    assert "M101" in "".join(errors)
    (large.root / page).write_text(text, encoding="utf-8")
    assert large.both() == (0, [])


def test_a_build_that_fails_leaves_no_process_behind(large: Repository) -> None:
    page = "docs/04Train/index.md"
    text = (large.root / page).read_text(encoding="utf-8")
    shutil.rmtree(large.root / ".cache", ignore_errors=True)  # the other language takes its time
    large.edit(page, "", "\n$\\frac{1}{2$\n")

    build = large.start("build", "-d", str(large.root / "failed"), env=CACHED)
    build.communicate()

    assert build.returncode == 1
    with pytest.raises(ProcessLookupError):
        os.killpg(build.pid, 0)
    (large.root / page).write_text(text, encoding="utf-8")


MADE_AHEAD = """
import sys
from pathlib import Path

from coursekit import cache, catalogue
from coursekit.reading import course
from faster import ahead

store, rows = cache.Store(Path(sys.argv[1])), course.data_rows()
process = ahead.Ahead(store)
process.start()
process.wait()
kept = len(store)
made = catalogue.load(rows, store)
print(kept, len(store), made == catalogue.load(rows, cache.Store(Path(sys.argv[2]))))
"""


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="no processor for it")
def test_the_catalogue_is_in_its_store_when_it_was_waited_for(tmp_path: Path) -> None:
    # In a process of its own: one with the threads of a browser must not be copied.
    said = subprocess.run(
        [sys.executable, "-c", MADE_AHEAD, tmp_path / "ahead", tmp_path / "here"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert said.split() == ["1", "1", "True"]


def test_a_row_that_cannot_be_read_fails_a_build_without_cache(repository: Repository) -> None:
    models = repository.root / "docs/data/models.yml"
    models.parent.mkdir(exist_ok=True)
    models.write_text(trees.MODELS.replace("kind: dense", "size: 2"), encoding="utf-8")

    found = [repository.build(*to) for to in (("cached", CACHED), ("plain", PLAIN))]

    assert found[0] == found[1]
    assert found[0][0] == 1


def test_a_page_is_rendered_anew_for_what_it_includes_and_for_settings(
    repository: Repository,
) -> None:
    repository.build("cached", CACHED)

    (repository.root / "part.txt").write_text("included two\n", encoding="utf-8")
    repository.both()
    page = repository.root / "cached/01Cluster/02Power/01Fluid/index.html"
    assert "included two" in page.read_text(encoding="utf-8")

    repository.edit("docs/01Cluster/labs/air.txt", "output one", "output two")
    repository.both()
    page = repository.root / "cached/01Cluster/02Power/02Air/index.html"
    assert "output two" in page.read_text(encoding="utf-8")

    repository.edit("mkdocs.yml", 'permalink_title: "¶"', "permalink_title: here")
    repository.both()
    page = repository.root / "cached/01Cluster/01Node/01Board/index.html"
    assert 'title="here"' in page.read_text(encoding="utf-8")


def test_broken_links_fail_every_build_until_they_are_mended(repository: Repository) -> None:
    board = "docs/01Cluster/01Node/01Board.md"
    repository.build("cached", CACHED)

    repository.edit(board, "{#wires}", "{#cables}")
    repository.edit(NIC, "# 网卡", "# 网卡\n\n[主板](03Board.md)")
    code, warnings = repository.both()
    assert code == 1
    assert any("does not contain an anchor '#wires'" in line for line in warnings)
    assert any("target '01Cluster/01Node/03Board.md' is not found" in line for line in warnings)
    assert repository.build("cached", CACHED) == (code, warnings)

    repository.edit(board, "{#cables}", "{#wires}")
    repository.edit(NIC, "[主板](03Board.md)", "")
    assert repository.build("cached", CACHED) == (0, [])


def test_a_link_is_looked_up_again_when_its_target_goes(repository: Repository) -> None:
    repository.build("cached", CACHED)
    (repository.root / "docs/01Cluster/02Power/index.en.md").unlink()  # the Chinese page steps in
    repository.both()
    for name in ("01Board.md", "01Board.en.md"):
        (repository.root / "docs/01Cluster/01Node" / name).unlink()

    code, warnings = repository.both()

    assert code == 1
    assert any("02Nic.md" in line for line in warnings)


def test_damaged_entries_are_made_anew(repository: Repository) -> None:
    repository.build("cached", CACHED)
    for number, path in enumerate(repository.cache()):
        data = path.read_bytes()
        path.write_bytes([b"", data[:50], data[:-9] + b'"]}' * 3][number % 3])

    repository.both()


def test_two_builds_at_once_and_a_cache_that_vanishes(repository: Repository) -> None:
    builds = [
        repository.start("build", "--strict", "-d", str(repository.root / name), env=CACHED)
        for name in ("one", "two")
    ]
    while any(build.poll() is None for build in builds):
        shutil.rmtree(repository.root / ".cache", ignore_errors=True)
        time.sleep(0.05)

    for build in builds:
        build.communicate()
    assert [build.returncode for build in builds] == [0, 0]
    repository.build("plain", PLAIN)
    assert repository.same("one", "plain")
    assert repository.same("two", "plain")


def test_a_quiet_build_leaves_nothing_that_hides_a_warning(repository: Repository) -> None:
    repository.edit(NIC, "01Board", "03Board")
    repository.start("build", "--quiet", "-d", str(repository.root / "q"), env=CACHED).communicate()

    code, warnings = repository.both()

    assert code == 1
    assert warnings


def test_with_versions_it_does_not_know_it_says_so_and_steps_aside(repository: Repository) -> None:
    repository.edit("scripts/faster/keys.py", '"mkdocs": "1.6.1"', '"mkdocs": "1.6.0"')

    build = repository.start("build", "--strict", "-d", str(repository.root / "s"), env=CACHED)
    said, _ = build.communicate()

    assert build.returncode == 0
    assert said.count("does not know mkdocs 1.6.1") == 1
    assert not repository.cache()


@contextmanager
def served(repository: Repository, said: list[str]) -> Iterator[str]:
    """The address of `mkdocs serve` once it has built; what it printed, at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    server = repository.start("serve", "--dev-addr", place, env=CACHED)
    try:
        for _ in range(600):
            try:
                get(f"http://{place}/")
                break
            except (URLError, ConnectionError):
                time.sleep(0.1)
        yield f"http://{place}"
    finally:
        server.terminate()
        said.append(server.communicate()[0])


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 (our own server)
        page = str(answer.read().decode())
    return re.sub(r"<script>\s*var livereload.*?</script>", "", page, flags=re.DOTALL)


def after_reload(address: str, path: str, mark: str) -> str:
    """A page as soon as it holds the mark."""
    for _ in range(600):
        page = get(f"{address}/{path}")
        if mark in page:
            return page
        time.sleep(0.1)
    pytest.fail(f"{mark} never came to {path}")


def test_pages_served_after_edits_are_those_of_a_full_build(repository: Repository) -> None:
    paths = [
        prefix + path
        for path in ("01Cluster/01Node/02Nic/", "02Only/", "01Cluster/01Node/01Board/")
        for prefix in ("", "en/")
    ]
    said: list[str] = []
    board = "docs/01Cluster/01Node/01Board.md"
    with served(repository, said) as address:
        repository.edit(NIC, "见[", "改过一次，见[")
        after_reload(address, paths[0], "改过一次")
        repository.edit("docs/02Only.md", "正文。", "改过两次。\n\n## 节 {#part}\n\n正文。")
        after_reload(address, "02Only/", "改过两次")
        after_reload(address, "en/02Only/", "改过两次")
        repository.edit(board, "正文[^1]", "改过三次[^1]")
        after_reload(address, "01Cluster/01Node/01Board/", "改过三次")
        found = {path: get(f"{address}/{path}") for path in paths}
        repository.edit(board, "# 主板", "# 新的标题")
        after_reload(address, paths[0], "新的标题")  # in the navigation of another page
        repository.edit(board, "# 新的标题", "# 主板")
        repository.build("plain", {**PLAIN, "SITE_URL": f"{address}/"})

    built = re.findall(r"Built (.*) in", said[0])
    pages = ["01Cluster/01Node/02Nic.md", "02Only.md", "01Cluster/01Node/01Board.md"]
    assert built == pages  # and everything for the new title
    for path, page in found.items():
        assert page == (repository.root / "plain" / path / "index.html").read_text(encoding="utf-8")


def test_the_first_build_to_serve_is_whole_in_both_languages(large: Repository) -> None:
    shutil.rmtree(large.root / ".cache", ignore_errors=True)
    said: list[str] = []
    with served(large, said) as address:
        found = {path: get(f"{address}/{path}") for path in ("04Train/", "en/04Train/", "en/")}
        large.build("plain", {**PLAIN, "SITE_URL": f"{address}/"})

    assert said[0].count("Documentation built") == 1
    for path, page in found.items():
        assert page == (large.root / "plain" / path / "index.html").read_text(encoding="utf-8")
