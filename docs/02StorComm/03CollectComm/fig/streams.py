"""What wait() holds up: on NCCL the stream, on Gloo the process."""

from coursekit.figures import Figure, Task, Text, legend, timeline

TITLE = ("wait() 让谁等", "Who waits in wait()")
DESC = (
    "上下两张时间线。上：NCCL，三行是 CPU、计算流、通信流。CPU 依次提交核 A、异步 AllReduce、核 C、wait、核 B，很快提交完，去做别的；"
    "计算流执行 A、C，停一段，再执行 B；通信流在 A 之后执行 AllReduce，与 C 重叠；B 从 AllReduce 结束时开始。"
    "下：Gloo，两行是进程与通信线程。进程计算 A、提交 AllReduce、计算 C，在 wait 里停到 AllReduce 结束，再计算 B。",
    "Two time lines. Above, NCCL with the lanes CPU, compute stream, communication stream: the CPU submits kernel "
    "A, an asynchronous all-reduce, kernel C, wait and kernel B, is soon done and goes on; the compute stream runs "
    "A and C, stands still, then runs B; the communication stream runs the all-reduce after A, beside C, and B "
    "starts when it ends. Below, Gloo with the lanes process and communication thread: the process computes A, "
    "submits the all-reduce, computes C, stands in wait until the all-reduce ends, then computes B.",
)
REDUCE: Text = "AllReduce"


def draw(fig: Figure) -> None:
    left, width = 76, 320
    fig.text((6, 10), "NCCL", anchor="start", bold=True)
    lanes: list[Text] = ["CPU", ("计算流", "compute"), ("通信流", "comm.")]
    tasks = [
        Task(0, 0, 1.5, ("提交", "submit"), "b"),
        Task(0, 1.5, 7.5, ("wait() 已返回，做别的", "wait() is back, goes on"), "c"),
        Task(1, 0.4, 2.4, "A", "a"),
        Task(1, 2.8, 1.8, "C", "a"),
        Task(1, 4.6, 1.6, ("停", "stalled"), "e", "dots"),
        Task(1, 6.2, 2.4, "B", "a"),
        Task(2, 2.8, 3.4, REDUCE, "d", "up"),
    ]
    timeline(fig, (left, 22, width, 100), 9, lanes, tasks)
    fig.text((6, 156), "Gloo", anchor="start", bold=True)
    lanes = [("进程", "process"), ("通信线程", "thread")]
    tasks = [
        Task(0, 0, 2.4, "A", "a"),
        Task(0, 2.6, 1.8, "C", "a"),
        Task(0, 4.4, 1.6, "wait()", "e", "dots"),
        Task(0, 6, 2.4, "B", "a"),
        Task(1, 2.6, 3.4, REDUCE, "d", "up"),
    ]
    timeline(fig, (left, 168, width, 68), 9, lanes, tasks)
    looks = [
        (("计算", "compute"), "a", ""),
        (("提交", "submit"), "b", ""),
        (("等待", "waiting"), "e", "dots"),
        (("通信", "communication"), "d", "up"),
    ]
    legend(fig, 6, 262, looks)
