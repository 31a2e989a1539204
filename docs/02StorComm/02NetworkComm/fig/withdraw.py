"""Where the 120 ms go between a cut link and the last router that learns of it."""

from coursekit.figures import Figure, Task, legend, line, timeline

TITLE = ("断链之后的约 120 毫秒", "The 120 ms after the cut")
DESC = (
    "横轴是切断之后的毫秒数，0 到 140。spine1 的 bgpd 先等 10 毫秒清理会话，再在处理队列里等 50 毫秒，随后发出撤销；"
    "leaf2 的 bgpd 在处理队列里又等 50 毫秒，它的 zebra 再等 10 毫秒，到 120 毫秒写入内核。这段时间里，从 b 经 spine1 去 a 的流没有报文到达。",
    "Milliseconds after the cut, 0 to 140. bgpd of spine1 waits 10 ms to clear the session, then 50 ms in its queue, and sends the withdrawal; "
    "bgpd of leaf2 waits another 50 ms in its queue, its zebra 10 ms more, and at 120 ms the kernel has the new route. All that time nothing of the flow from b through spine1 to a arrives.",
)


def draw(fig: Figure) -> None:
    tasks = [
        Task(0, 0, 10, "", "d", "up"),
        Task(0, 10, 50, "50", "a"),
        Task(1, 60, 50, "50", "a"),
        Task(2, 110, 10, "", "c", "down"),
        Task(3, 0, 120, ("b 经 spine1 到 a 无报文", "nothing from b by spine1 to a"), "e"),
    ]
    lanes = ["spine1 bgpd", "leaf2 bgpd", "leaf2 zebra", ("这条流", "the flow")]
    timeline(fig, (96, 10, 296, 128), 140, lanes, tasks)
    for time in (0, 60, 110, 120):
        line(fig, (96 + 296 * time / 140, 138), (96 + 296 * time / 140, 144))
    for time, anchor in ((0, "start"), (60, "middle"), (110, "end"), (120, "start")):
        fig.text((96 + 296 * time / 140, 154), f"{time}", anchor=anchor)
    fig.text((90, 154), ("毫秒", "ms"), anchor="end")
    legend(fig, 0, 176, [(("清理会话 10 ms", "clear session, 10 ms"), "d", "up"), (("处理队列 50 ms", "process queue, 50 ms"), "a", ""), (("写路由前 10 ms", "before the kernel, 10 ms"), "c", "down")])
