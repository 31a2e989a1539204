"""Blocking, asynchronous and in-memory saves on one time line, with a failure at the same moment."""

from coursekit.figures import Figure, Task, Text, legend, line, timeline

TITLE = ("三种保存与一次故障", "Three ways to save, and a failure")
DESC = (
    "时间线，三种做法，同一时刻出故障。阻塞：每训练 6 格停 4 格写盘，故障时退到第一次保存，重做 5 格。"
    "异步：只停一小段，写盘在后台进行；故障时第二份还没有落盘，退到第一份，重做 8.2 格：没有故障时它最快，退得却更远。"
    "内存：每 3 格停一小段，随即把副本发给邻机；故障时最近一份已在邻机，重做 1.4 格。",
    "Time line of three ways, with a failure at the same moment. Blocking: after every 6 units of training "
    "4 of writing; the failure goes back to the first save and 5 units are done again. Asynchronous: a "
    "short stop, the write runs in the background; at the failure the second save is not durable yet, so "
    "8.2 units are done again: fastest while nothing fails, and further back when it does. In memory: a "
    "short stop every 3 units, then a copy to a peer; the latest is there at the failure, and 1.4 units are done again.",
)
FAILURE, STOP, WRITE, SEND = 15, 0.4, 4, 0.9


def draw(fig: Figure) -> None:
    rows: list[Text] = [("阻塞", "blocking"), ("异步", "async"), ("写盘", "write"), ("内存", "memory"), ("邻机", "peer")]
    tasks = [
        Task(0, 0, 6, ("训练", "train")), Task(0, 6, 4, ("停", "stop"), "d", "up"), Task(0, 10, 5, ("训练", "train")),
        Task(0, FAILURE, 5, ("重做", "again"), "b", "dots"),
    ]  # fmt: skip
    tasks += saves(1, 6, WRITE, 2)
    tasks.append(Task(1, FAILURE, 8.2, ("重做", "again"), "b", "dots"))
    tasks += saves(3, 3, SEND, 4)
    tasks.append(Task(3, FAILURE, 1.4, "", "b", "dots"))
    left, top, width, high = 64, 24, 330, 160
    whole = FAILURE + 8.4
    timeline(fig, (left, top, width, high), whole, rows, tasks)
    at = left + width * FAILURE / whole
    line(fig, (at, 16), (at, top + high + 4), dashed=True)
    fig.text((at, 8), ("故障", "failure"))
    legend(
        fig,
        0,
        top + high + 16,
        [
            (("训练", "training"), "a", ""),
            (("训练停着", "training stopped"), "d", "up"),
            (("后台写或发", "written or sent behind it"), "c", "down"),
            (("重做的部分", "done again"), "b", "dots"),
        ],
    )


def saves(lane: int, interval: float, after: float, count: int) -> list[Task]:
    """Training up to the failure with short stops; after each of them something runs behind it."""
    tasks, at = [], 0.0
    for _ in range(count):
        tasks.append(Task(lane, at, interval, ("训练", "train") if interval > 4 else ""))
        at += interval
        tasks.append(Task(lane, at, STOP, "", "d", "up"))
        tasks.append(Task(lane + 1, at + STOP, min(after, FAILURE - at - STOP), "", "c", "down"))
        at += STOP
    tasks.append(Task(lane, at, FAILURE - at))
    return tasks
