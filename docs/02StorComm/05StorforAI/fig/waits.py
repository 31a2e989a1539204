"""The trainer and its workers in time: one worker that does not keep up, four that do."""

from coursekit.figures import Figure, Task, Text, legend, timeline

PREPARE, STEP, DEPTH = 0.12, 0.05, 2
END = 0.6
TITLE = ("工作进程跟得上与跟不上", "Workers that keep up, and that do not")
DESC = (
    "两组时间线，共 0.6 秒，准备一批要 0.12 秒，训练一步要 0.05 秒。上组一个工作进程：它一批接一批从不停，训练器每步之间等 0.07 秒。"
    "下组四个工作进程，准备同时进行：第一批到后训练器不再等，工作进程反而常有空闲。",
    "Two groups of time lines over 0.6 seconds; a batch takes 0.12 seconds to prepare and a step 0.05. "
    "With one worker, above, the worker never rests and the trainer waits 0.07 seconds between steps. "
    "With four, below, batches are prepared side by side: after the first the trainer no longer waits, and it is the workers that pause.",
)


def schedule(workers: int) -> tuple[list[tuple[int, float]], list[float]]:
    """(worker, start) of every batch, and when the trainer begins each step."""
    free, taken, prepared, steps = [0.0] * workers, [], [], []
    ready = 0.0
    for batch in range(60):
        worker = batch % workers
        handed = 0.0 if batch < DEPTH * workers else taken[batch - DEPTH * workers]
        start = max(free[worker], handed)
        free[worker] = start + PREPARE
        prepared.append((worker, start))
        taken.append(max(ready, free[worker]))
        steps.append(taken[-1])
        ready = taken[-1] + STEP
    return prepared, steps


def draw(fig: Figure) -> None:
    left, width, lane = 92, 302, 26
    top = 22.0
    for workers in (1, 4):
        prepared, steps = schedule(workers)
        tasks = [
            Task(w, at, min(PREPARE, END - at), ("备", "prep") if at + PREPARE <= END else "", "c", "down")
            for w, at in prepared
            if at < END - 0.01
        ]
        before = 0.0
        for at in steps:
            if before < END:
                if min(at, END) - before > 0.004:
                    tasks.append(Task(workers, before, min(at, END) - before, "", "d", "up"))
                if at < END - 0.01:
                    tasks.append(Task(workers, at, min(STEP, END - at), "", "a"))
            before = at + STEP
        names: list[Text] = [(f"工作进程 {i}", f"worker {i}") for i in range(workers)]
        names.append(("训练器", "trainer"))
        fig.text((0, top - 12), (f"{workers} 个工作进程", f"{workers} worker" + "s" * (workers > 1)), anchor="start")
        high = lane * (workers + 1)
        timeline(fig, (left, top, width, high), END, names, tasks)
        top += high + 34
    fig.text((left, top - 20), "0")
    fig.text((left + width, top - 20), f"{END} s", anchor="end")
    legend(
        fig,
        0,
        top - 6,
        [
            (("准备一批", "a batch prepared"), "c", "down"),
            (("训练一步", "a step"), "a", ""),
            (("等数据", "waiting for data"), "d", "up"),
        ],
    )
