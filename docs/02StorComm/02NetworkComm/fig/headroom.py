"""What still arrives after the threshold: the times that make up PFC headroom, to scale."""

from coursekit.figures import Figure, Hatch, Kind, Task, Text, line, note, span, timeline

TITLE = ("喊停之后还会到多少", "What still arrives after the pause")
DESC = (
    "时间线，400 Gb/s，线长 100 米，按比例。四条泳道：下游、去上游的线、上游、回下游的线。"
    "① 下游等正在发的一帧发完，0.18 µs，再发暂停帧；② 暂停帧在线上走 0.5 µs；③ 上游响应 2.41 µs；"
    "④ 上游发完手里的一帧，0.18 µs；⑤ 最后的字节在线上走 0.5 µs。合计 3.78 µs，这段时间下游一直按线速收，共 189 kB。",
    "Time line to scale for 400 Gb/s and 100 m of cable, in four lanes: downstream, the cable up, upstream, the "
    "cable down. ① downstream ends the frame it is sending, 0.18 µs, then sends the pause; ② the pause is on the "
    "cable for 0.5 µs; ③ upstream responds in 2.41 µs; ④ upstream ends its own frame, 0.18 µs; ⑤ the last bytes are "
    "on the cable for 0.5 µs. Together 3.78 µs, in which downstream receives at line rate: 189 kB.",
)
RATE, FRAME, PAUSE, CABLE, RESPONSE = 50e3, 9216, 84, 0.5, 2.408  # B/µs, B, B, µs, µs


def draw(fig: Figure) -> None:
    lanes: list[Text] = [
        ("下游", "downstream"),
        ("线，向上", "cable, up"),
        ("上游", "upstream"),
        ("线，向下", "cable, down"),
    ]
    lengths = [(FRAME + PAUSE) / RATE, CABLE, RESPONSE, FRAME / RATE, CABLE]
    looks: list[tuple[int, Text, Kind, Hatch]] = [
        (0, "①", "e", ""),
        (1, "②", "b", "up"),
        (2, ("③ 响应", "③ response"), "d", ""),
        (2, "④", "e", ""),
        (3, "⑤", "b", "up"),
    ]
    tasks, at = [], 0.0
    for (lane, text, kind, hatch), length in zip(looks, lengths, strict=True):
        tasks.append(Task(lane, at, length, text, kind, hatch))
        at += length
    left, top, width, high = 88, 26, 304, 128
    timeline(fig, (left, top, width, high), at, lanes, tasks)
    line(fig, (left, 18), (left, top + high + 22), dashed=True)
    line(fig, (left + width, 18), (left + width, top + high + 22), dashed=True)
    fig.text((left, 9), ("过阈值", "threshold"))
    fig.text((396, 9), ("停住", "silence"), anchor="end")
    total = f"{at:.2f} µs × 50 GB/s = {at * RATE / 1e3:.0f} kB"
    span(fig, (left, top + high + 18), (left + width, top + high + 18), total)
    note(fig, 2, top + high + 40, 396, (
        "① 等一帧发完并发暂停帧 ② 暂停帧在路上 ③ 上游响应 ④ 上游发完手里的一帧 ⑤ 最后的字节在路上",
        "① end of a frame, then the pause ② pause on its way ③ upstream responds ④ end of its frame ⑤ last bytes on their way",
    ))  # fmt: skip
