"""What a page weighs: bytes over the wire, gzipped as a host sends them."""

import gzip
from urllib.parse import urlsplit

import pytest
from conftest import Built, reading
from playwright.sync_api import Browser

FIRST, NEXT, CALCULATORS, STEPS = 150_000, 30_000, 60_000, 5_000


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_first_page_and_the_next_stay_within_their_budgets(
    prefix: str, browser: Browser, address: str, site: Built
) -> None:
    fetched: list[str] = []
    with reading(browser, address) as reader:
        reader.page.on("response", lambda response: fetched.append(urlsplit(response.url).path))
        reader.open(f"{prefix}02StorComm/03CollectComm/")
        reader.page.wait_for_load_state("networkidle")
        first = set(fetched)
        reader.open(f"{prefix}04Train/02ParallelAdv/")
        reader.page.wait_for_load_state("networkidle")

    assert 0 < _size(site, first) <= FIRST
    assert 0 < _size(site, set(fetched) - first) <= NEXT


def test_a_calculator_is_a_light_first_page_and_no_other_page_loads_it(
    browser: Browser, address: str, site: Built
) -> None:
    plain = _fetched(browser, address, "tools/")
    fetched = _fetched(browser, address, "tools/training-memory/")

    scripts = {f"/{path.relative_to(site.folder)}" for path in site.folder.glob("assets/calc/*.js")}
    assert not [path for path in plain if "/calc/" in path]
    assert "/assets/calc/formulas.js" in fetched
    assert 0 < _size(site, scripts) <= CALCULATORS
    assert 0 < _size(site, fetched) <= FIRST


def test_a_primitive_step_by_step_is_a_light_first_page_and_no_other_page_loads_it(
    browser: Browser, address: str, site: Built
) -> None:
    plain = _fetched(browser, address, "02StorComm/03CollectComm/06LabAllReduce/")
    fetched = _fetched(browser, address, "02StorComm/03CollectComm/02Primitives/")

    steps = {path for path in fetched if "/calc/" in path}
    assert not [path for path in plain if "/calc/" in path]
    assert steps == {"/assets/calc/steps.css", "/assets/calc/steps.js"}
    assert 0 < _size(site, steps) <= STEPS
    assert 0 < _size(site, fetched) <= FIRST


def _fetched(browser: Browser, address: str, path: str) -> set[str]:
    """What a first visit to a page loads."""
    paths: set[str] = set()
    with reading(browser, address) as reader:
        reader.page.on("response", lambda response: paths.add(urlsplit(response.url).path))
        reader.open(path)
        reader.page.wait_for_load_state("networkidle")
    return paths


def _size(site: Built, paths: set[str]) -> int:
    files = [site.folder / path.lstrip("/") for path in paths]
    pages = [file / "index.html" if file.is_dir() else file for file in files]
    return sum(len(gzip.compress(page.read_bytes())) for page in pages)
