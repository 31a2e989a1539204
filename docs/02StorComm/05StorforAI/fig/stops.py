"""Where the time of the trainer went, as the lab recorded it: blocking and asynchronous."""

import re
from pathlib import Path

from coursekit.figures import Figure, Task, Text, legend, timeline

RECORD = Path(__file__).parents[1] / "labs" / "stall.out.txt"
TITLE = ("阻塞与异步：实测", "Blocking and asynchronous, measured")
DESC = (
    "时间线，来自录下的输出，三行。阻塞：三段各 8 步，中间两次保存各停一秒多。异步：同样三段，两次保存的停顿短得几乎看不见；"
    "第三行是后台写盘，从每次保存开始，持续一秒多，与训练并行。异步的训练因此早结束约两秒。",
    "Time line of the recorded run, three rows. Blocking: three stretches of 8 steps with two saves "
    "between them that stop the trainer for more than a second each. Asynchronous: the same stretches, the "
    "two stops hardly visible; the third row is the write in the background, which begins with each save "
    "and runs for more than a second beside the training. That run ends about two seconds earlier.",
)


def draw(fig: Figure) -> None:
    text = RECORD.read_text("utf-8")
    lags = numbers(text, r"~ async: durable .*")
    tasks: list[Task] = []
    ends = []
    for lane, name in enumerate(("block", "async")):
        at = 0.0
        saves = 0
        for what, seconds in re.findall(r"(\d+ steps|save) ([\d.]+) s", line_of(text, name)):
            length = float(seconds)
            if what == "save":
                tasks.append(Task(lane, at, length, ("停", "stop") if lane == 0 else "", "d", "up"))
                if lane:
                    tasks.append(Task(2, at, lags[saves], ("写盘", "write"), "c", "down"))
                saves += 1
            else:
                count = what.split()[0]
                tasks.append(Task(lane, at, length, (f"{count} 步", f"{count} steps"), "a"))
            at += length
        ends.append(at)
    rows: list[Text] = [("阻塞", "blocking"), ("异步", "async"), ("后台", "background")]
    left, top, width, high = 84, 4, 310, 96
    timeline(fig, (left, top, width, high), max(ends), rows, tasks)
    fig.text((left, top + high + 14), "0")
    fig.text((left + width, top + high + 14), f"{max(ends):.1f} s", anchor="end")
    legend(
        fig,
        0,
        top + high + 28,
        [
            (("训练", "training"), "a", ""),
            (("训练停着", "training stopped"), "d", "up"),
            (("后台写", "written in the background"), "c", "down"),
        ],
    )


def line_of(text: str, name: str) -> str:
    """The line of a mode with its steps and saves."""
    return next(line for line in text.splitlines() if line.startswith(f"~ {name}: ") and "steps" in line)


def numbers(text: str, pattern: str) -> list[float]:
    """The seconds in the line that fits."""
    return [float(v) for v in re.findall(r"([\d.]+) s", re.search(pattern, text)[0])]
