"""The name of a collective primitive in, all its states one under the other out, as HTML.

It reads without a script and on paper; `docs/assets/calc/steps.js` shows one state at a time.
"""

from html import escape

from coursekit.model import Course, Lang
from coursekit.primitives import SHOWN, Primitive
from coursekit.primitives.model import RANKS, Frame, Place, Value, frames
from coursekit.primitives.words import PAGE, TITLES, of_states


def steps(course: Course, key: str, lang: Lang, argument: str) -> str | None:  # noqa: ARG001 (a filler of markers)
    """The HTML of one primitive or of a group to choose from, for its marker.

    It stands in a section, in which the glossary explains no words: a list of options has no links.
    """
    if argument not in SHOWN:
        return None
    words, shown = PAGE[lang], SHOWN[argument]
    runs = "".join(_run(one, lang) for one in shown)
    inner = (
        f"{_bar(argument, shown, lang)}{runs}"
        f'<p class="steps-key">{words["key"]}</p><p class="steps-said" role="status"></p>'
    )
    name = f'class="steps" id="steps-{argument}" role="group" aria-label="{words["group"]}"'
    return f"<section><div {name}>{inner}</div></section>"


def _bar(argument: str, shown: tuple[Primitive, ...], lang: Lang) -> str:
    """What the script works with; hidden until it does."""
    words = PAGE[lang]
    choice = ""
    if len(shown) > 1:
        options = "".join(f"<option>{escape(TITLES[one.name][lang])}</option>" for one in shown)
        name = f"steps-{argument}-choice"
        choice = f'<label for="{name}">{words["choose"]}</label> '
        choice += f'<select id="{name}">{options}</select>'
    buttons = "".join(
        f' <button type="button" class="reader-button" data-do="{do}">{words[do]}</button>'
        for do in ("back", "play", "next")
    )
    return (
        f'<div class="steps-bar" data-pause="{words["pause"]}" hidden>{choice}{buttons}'
        ' <span class="steps-count"></span></div>'
    )


def _run(primitive: Primitive, lang: Lang) -> str:
    title, said = escape(TITLES[primitive.name][lang]), of_states(primitive, lang)
    items = "".join(
        f'<li><p>{words}</p><table class="steps-table">{_head(lang)}'
        f"{''.join(_row(primitive, frame, rank, lang) for rank in range(RANKS))}</table></li>"
        for words, frame in zip(said, frames(primitive), strict=True)
    )
    return f'<div class="steps-run"><p class="steps-title">{title}</p><ol>{items}</ol></div>'


def _head(lang: Lang) -> str:
    words = PAGE[lang]
    names = (*(f"{words['block']} {slot}" for slot in range(RANKS)), words["sent"])
    cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f"<tr><td></td>{cells}</tr>"


def _row(primitive: Primitive, frame: Frame, rank: int, lang: Lang) -> str:
    head = f'<th scope="row">{PAGE[lang]["rank"]} {rank}</th>'
    cells = (_cell(primitive, frame, (rank, slot)) for slot in range(RANKS))
    return f"<tr>{head}{''.join(cells)}<td>{frame.sent[rank]}</td></tr>"


def _cell(primitive: Primitive, frame: Frame, place: Place) -> str:
    rank, slot = place
    value, source = frame.buffers[rank][slot], frame.arrived.get(place)
    if not value:
        return "<td></td>"
    kind = "" if place in frame.needed else "spent"
    if source:
        kind = "got"
    if value == primitive.result[rank][slot]:
        kind = "done"
    name = f' class="steps-{kind}"' if kind else ""
    text = _value({"done": "b", "spent": "s"}.get(kind, "span"), value)
    if not source:
        return f"<td{name}>{text}</td>"
    return f'<td{name} data-from="{source[0]} {source[1]}">{text} <small>← {source[0]}</small></td>'


def _value(tag: str, value: Value) -> str:
    """A sum breaks after its second block, so that four of them fit a phone."""
    text = "+".join(value[:2]) + ("<wbr>+" + "+".join(value[2:]) if value[2:] else "")
    return f"<{tag}>{text}</{tag}>"
