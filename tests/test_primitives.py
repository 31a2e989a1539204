"""The primitives step by step: held against what they mean, and used in a browser as readers do."""

import itertools
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import trees
from conftest import Built, Reader, build, plant_project, reading, served
from playwright.sync_api import Browser, Locator

from coursekit import checks
from coursekit.formulas import FORMULAS
from coursekit.model import LANGS, Lang
from coursekit.primitives import PRIMITIVES, SHOWN, Primitive
from coursekit.primitives.model import RANKS, Buffers, longest, needed, sent, states
from coursekit.primitives.words import TITLES, of_states
from coursekit.rendering import steps

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LESSON = "01Cluster/01Node/01Board"
MARKERS = "<!-- course:steps rooted -->\n\n<!-- course:steps all-reduce -->"
EDITS: list[trees.Edit] = [
    (f"{LESSON}.md", "正文。", f"正文。\n\n{MARKERS}"),
    (f"{LESSON}.en.md", "Text.", f"Text.\n\n{MARKERS}"),
]
NUMBERS = [[3 * rank * rank + 7 * slot + 1 for slot in range(RANKS)] for rank in range(RANKS)]
ROOT, *_ = NUMBERS
COLUMNS = [list(column) for column in zip(*NUMBERS, strict=True)]
SUMS = [sum(column) for column in COLUMNS]
OWN = [NUMBERS[rank][rank] for rank in range(RANKS)]
NOTHING: list[int | None] = [None] * RANKS


def only(rank: int, row: list[int]) -> list[int | None]:
    """A rank that is left with its own block alone."""
    return [value if slot == rank else None for slot, value in enumerate(row)]


# What each rank has in the end, from the numbers themselves; None: the primitive does not say.
MEANING: dict[str, list[Any]] = {
    "broadcast": [ROOT] * RANKS,
    "reduce": [SUMS, NOTHING, NOTHING, NOTHING],
    "scatter": [only(rank, ROOT) for rank in range(RANKS)],
    "gather": [OWN, NOTHING, NOTHING, NOTHING],
    "reduce-scatter": [only(rank, SUMS) for rank in range(RANKS)],
    "all-gather": [OWN] * RANKS,
    "all-reduce": [SUMS] * RANKS,
    "all-to-all": COLUMNS,
}
FORMULA = {
    "broadcast": "broadcast-binomial-tree",
    "reduce": "reduce-binomial-tree",
    "all-gather": "all-gather-ring",
    "reduce-scatter": "reduce-scatter-ring",
    "all-reduce": "all-reduce-ring",
    "all-to-all": "all-to-all-pairwise",
}
every = pytest.mark.parametrize("one", PRIMITIVES.values(), ids=PRIMITIVES)


def values(buffers: Buffers) -> list[list[int | None]]:
    """The sums that the slots hold."""

    def of(block: str) -> int:
        return NUMBERS[int(block[1])]["abcd".index(block[0])]

    return [[sum(map(of, slot)) if slot else None for slot in rank] for rank in buffers]


@every
def test_the_last_state_is_what_the_primitive_means(one: Primitive) -> None:
    got, want = values(states(one)[-1]), MEANING[one.name]

    assert values(one.result) == want
    assert [
        [value if meant is not None else None for value, meant in zip(*rows, strict=True)]
        for rows in zip(got, want, strict=True)
    ] == want


@every
def test_a_rank_sends_one_message_a_step_of_what_it_has_and_adds_nothing_twice(
    one: Primitive,
) -> None:
    for before, step in zip(states(one), one.steps, strict=False):
        for ends in ("source", "target"):
            ranks = [getattr(send, ends) for send in step.sends]
            assert len(ranks) == len(set(ranks))
        assert all(before[rank][slot] for rank, slot in step.moves.values())
        assert all(send.source != send.target for send in step.sends)
    for value in itertools.chain.from_iterable(itertools.chain.from_iterable(states(one))):
        assert len(value) == len(set(value))
        assert len({block[0] for block in value}) <= 1


@every
def test_what_is_needed_is_there_and_the_rest_changes_nothing(one: Primitive) -> None:
    for at, (state, live) in enumerate(zip(states(one), needed(one), strict=True)):
        assert all(state[rank][slot] for rank, slot in live)
        emptied = tuple(
            tuple(value if (rank, slot) in live else () for slot, value in enumerate(row))
            for rank, row in enumerate(state)
        )
        rest = Primitive(one.name, emptied, one.result, one.steps[at:])
        kept = [
            end[rank][slot]
            for end in (states(rest)[-1], states(one)[-1])
            for rank, slot in sorted(needed(one)[-1])
        ]
        assert kept[: len(kept) // 2] == kept[len(kept) // 2 :]


def test_an_all_reduce_is_a_reduce_scatter_and_an_all_gather() -> None:
    first, then, both = (PRIMITIVES[n] for n in ("reduce-scatter", "all-gather", "all-reduce"))
    joined = Primitive("joined", states(first)[-1], both.result, then.steps)

    assert both.steps == first.steps + then.steps
    assert states(joined)[-1] == states(both)[-1] == both.result


def test_duals_run_each_other_backwards() -> None:
    for one, other in [("broadcast", "reduce"), ("scatter", "gather")]:
        forth = [
            {(send.source, send.target, send.slots) for send in step.sends}
            for step in PRIMITIVES[one].steps
        ]
        back = [
            {(send.target, send.source, send.slots) for send in step.sends}
            for step in reversed(PRIMITIVES[other].steps)
        ]
        assert forth == back


def test_an_all_to_all_twice_is_where_it_began() -> None:
    one = PRIMITIVES["all-to-all"]
    again = Primitive("again", one.result, one.start, one.steps)

    assert states(again)[-1] == one.start


@pytest.mark.parametrize(("name", "formula"), FORMULA.items())
def test_steps_and_bytes_are_those_of_the_formula(name: str, formula: str) -> None:
    one, value = PRIMITIVES[name], FORMULAS[formula].value
    bytes_ = value({"ranks": RANKS, "message": RANKS, "latency": 0, "bandwidth": 1})
    starts = value({"ranks": RANKS, "message": 1, "latency": 1, "bandwidth": 1e12})

    assert len(one.steps) == pytest.approx(starts)
    assert longest(one) == pytest.approx(bytes_)
    if name not in {"broadcast", "reduce"}:  # with a root the ranks send unlike amounts
        assert sent(one)[-1] == (longest(one),) * RANKS


@pytest.mark.parametrize("lang", LANGS)
@every
def test_every_message_is_told_in_words(one: Primitive, lang: Lang) -> None:
    said = of_states(one, lang)
    form = r"卡 (\d) 把 .+? ?发给卡 (\d)" if lang == "zh" else r"rank (\d) sends .+? to rank (\d)"

    assert len(said) == len(one.steps) + 1
    for words, step in zip(said[1:], one.steps, strict=True):
        pairs = [(int(a), int(b)) for a, b in re.findall(form, words)]
        assert pairs == [(send.source, send.target) for send in step.sends]
    assert str(len(one.steps)) in said[-1]


def test_an_unknown_primitive_is_a_problem_with_the_known_ones(tmp_path: Path) -> None:
    name = f"{LESSON}.md"
    course = trees.course_of(tmp_path, [(name, "正文。", "正文。\n\n<!-- course:steps ring -->")])
    (problem,) = [one for one in checks.run(course) if one.code == "P108"]

    assert problem.where.path.endswith(name)
    assert problem.fact == "marker course:steps ring has nothing to show here"
    assert problem.hint == f"name one of: {', '.join(sorted(SHOWN))}"
    lines = (tmp_path / name).read_text("utf-8").splitlines()
    assert lines[problem.where.line - 1] == "<!-- course:steps ring -->"


# In a browser


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small course, one lesson of which shows primitives."""
    project = plant_project(tmp_path_factory.mktemp("steps"), EDITS)
    return build(project, project / "site")


@pytest.fixture(scope="module")
def place(planted: Built) -> Iterator[str]:
    with served(planted.folder) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, place: str) -> Iterator[Reader]:
    with reading(browser, place) as reader:
        yield reader


def opened(reader: Reader, prefix: str = "en/", name: str = "all-reduce") -> Locator:
    reader.open(f"{prefix}{LESSON}/")
    return reader.page.locator(f"#steps-{name}")


def shown(box: Locator) -> tuple[list[str], list[str]]:
    """What is seen: words, and the first words of each table's rows."""
    return (
        box.locator("li > p:visible").all_inner_texts(),
        [" ".join(one.split()) for one in box.locator("table:visible").all_inner_texts()],
    )


def count(box: Locator) -> str:
    return box.locator(".steps-count").inner_text()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_without_a_script_all_steps_stand_one_under_the_other(
    browser: Browser, place: str, prefix: str
) -> None:
    lang: Lang = "en" if prefix else "zh"
    with reading(browser, place, scripts=False) as plain:
        for name in ("rooted", "all-reduce"):
            box = opened(plain, prefix, name)
            want = [words for one in SHOWN[name] for words in of_states(one, lang)]
            said, tables = shown(box)
            assert said == want
            assert len(tables) == len(want)
            assert box.locator(".steps-title:visible").all_inner_texts() == [
                TITLES[one.name][lang] for one in SHOWN[name]
            ]
            assert box.locator(".steps-bar").is_hidden()


def test_a_table_says_which_ranks_data_a_cell_holds_and_where_it_came_from(
    browser: Browser, place: str
) -> None:
    with reading(browser, place, scripts=False) as plain:
        rows = opened(plain).locator("li").nth(1).locator("tr")
        assert rows.nth(0).inner_text().split("\t")[1:] == [
            "block 0", "block 1", "block 2", "block 3", "sent",
        ]  # fmt: skip
        cells = rows.nth(2).locator("th, td").all_inner_texts()

    assert [" ".join(cell.split()) for cell in cells] == [
        "rank 1", "a1", "b1", "c1", "d0+d1 ← 0", "1",
    ]  # fmt: skip


def test_paper_has_all_steps_of_all_primitives(reader: Reader) -> None:
    box = opened(reader, name="rooted")
    reader.page.emulate_media(media="print")

    assert len(shown(box)[1]) == sum(len(one.steps) + 1 for one in SHOWN["rooted"])
    assert box.locator("button:visible, select:visible").count() == 0


def test_a_click_shows_one_step_after_the_other_and_says_what_moves(reader: Reader) -> None:
    box = opened(reader)
    said = of_states(PRIMITIVES["all-reduce"], "en")
    live = box.locator("[role=status]")
    assert shown(box)[0] == [said[0]]
    assert live.inner_text() == ""
    box.get_by_role("button", name="Next").click()

    assert live.inner_text() == said[1]
    assert box.locator(".steps-chip").count() == RANKS  # one block of each rank is on its way
    assert box.locator(".steps-chip").all_inner_texts() == ["c3", "d0", "a1", "b2"]
    box.locator(".steps-chip").first.wait_for(state="detached")
    words, tables = shown(box)
    assert words == [said[1]]
    assert len(tables) == 1
    assert "c0+c3 ← 3" in tables[0]
    box.get_by_role("button", name="Back").click()
    assert (shown(box)[0], count(box)) == ([said[0]], "0 / 6")


def test_clicks_in_a_row_do_not_wait_for_what_is_on_its_way(reader: Reader) -> None:
    box = opened(reader)
    for _ in range(6):
        box.get_by_role("button", name="Next").click()
    box.press("ArrowRight")  # there is none after the last
    box.locator(".steps-chip").first.wait_for(state="detached")

    assert count(box) == "6 / 6"
    assert shown(box)[0] == [of_states(PRIMITIVES["all-reduce"], "en")[-1]]
    assert box.get_by_role("button", name="Next").get_attribute("aria-disabled") == "true"


def test_another_primitive_is_chosen_and_begins_at_its_start(reader: Reader) -> None:
    box = opened(reader, "", "rooted")
    box.get_by_role("button", name="下一步").click()
    box.get_by_label("原语").select_option(label="散发 Scatter（二项树）")

    said = of_states(PRIMITIVES["scatter"], "zh")
    assert (shown(box)[0], count(box)) == ([said[0]], "0 / 2")
    assert box.locator("[role=status]").inner_text() == said[0]
    assert box.locator(".steps-chip").count() == 0


def test_the_arrow_keys_go_through_the_steps_of_what_has_the_focus(reader: Reader) -> None:
    box, other = opened(reader), reader.page.locator("#steps-rooted")
    keyboard = reader.page.keyboard
    keyboard.press("ArrowRight")
    assert count(box) == "0 / 6"
    box.focus()
    keys = ["ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"]  # the third while blocks fly
    for key, want in zip(keys, [1, 2, 1, 6, 0], strict=True):
        keyboard.press(key)
        assert count(box) == f"{want} / 6"
    assert count(other) == "0 / 2"

    other.get_by_label("Primitive").focus()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowRight")  # the chooser keeps its own keys
    assert count(other).startswith("0 / ")


def test_it_plays_only_when_asked_and_stops_at_the_end(browser: Browser, place: str) -> None:
    with reading(browser, place) as reader:
        reader.page.clock.install()
        box = opened(reader, name="rooted")
        reader.page.clock.run_for(60_000)
        assert count(box) == "0 / 2"
        play = box.locator("[data-do=play]")
        play.click()
        assert (count(box), play.inner_text()) == ("1 / 2", "Pause")
        play.click()
        reader.page.clock.run_for(60_000)
        assert (count(box), play.inner_text()) == ("1 / 2", "Play")
        play.click()
        reader.page.clock.run_for(60_000)
        assert (count(box), play.inner_text()) == ("2 / 2", "Play")


def test_nothing_flies_or_plays_for_readers_who_want_no_motion(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    box = opened(reader)
    box.get_by_role("button", name="Next").click()

    assert shown(box)[0] == [of_states(PRIMITIVES["all-reduce"], "en")[1]]
    assert box.locator(".steps-chip").count() == 0
    assert box.locator("[data-do=play]").is_hidden()


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_has_no_barrier_and_fits(
    browser: Browser, place: str, prefix: str, scheme: Any, width: int
) -> None:
    with reading(browser, place, width) as reader:
        page = reader.page
        page.add_init_script(f"{AXE};localStorage.clear()")
        page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
        box = opened(reader, prefix)
        for at in range(7):
            rules = page.evaluate("() => axe.run('article')")["violations"]
            assert [(rule["id"], node["html"]) for rule in rules for node in rule["nodes"]] == []
            wide = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
            assert box.locator("td").evaluate_all(wide) == 0
            assert count(box) == f"{at} / 6"
            box.press("ArrowRight")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_below_moves_from_step_to_step(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    box = opened(reader)
    heights = set()
    for _ in range(7):
        heights.add(box.evaluate("box => box.getBoundingClientRect().height"))
        box.press("ArrowRight")

    assert len(heights) == 1


def test_only_pages_that_need_it_load_it(browser: Browser, place: str) -> None:
    paths: list[str] = []
    with reading(browser, place) as reader:
        reader.page.on("response", lambda response: paths.append(response.url))
        reader.open("en/01Cluster/01Node/")
        assert not [path for path in paths if "/calc/" in path]
        opened(reader)
    assert {path.rpartition("/")[2] for path in paths if "/calc/" in path} == {
        "steps.css", "steps.js",
    }  # fmt: skip


def test_it_works_from_the_disk(browser: Browser, planted: Built) -> None:
    with reading(browser, planted.folder.as_uri()) as reader:
        reader.open(f"en/{LESSON}/index.html")
        box = reader.page.locator("#steps-all-reduce")
        box.get_by_role("button", name="Next").click()

        assert count(box) == "1 / 6"


def test_the_search_does_not_find_cells(planted: Built) -> None:
    assert "a0+a1" not in planted.page("search/en.js")


def test_a_marker_without_a_known_name_shows_nothing(tmp_path: Path) -> None:
    assert steps.steps(trees.course_of(tmp_path), LESSON, "zh", "") is None
