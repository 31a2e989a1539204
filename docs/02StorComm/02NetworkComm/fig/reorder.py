"""Eight packets over two paths of different delay: what three kinds of receiver do with them."""

from coursekit.figures import Cell, Figure, grid, note

TITLE = ("两条路，三种接收方", "Two paths, three receivers")
DESC = (
    "时间从左到右 11 格。发送方依次发出报文 1 到 8，奇数走短的路，1 格后到，偶数走长的路，3 格后到，到达次序是 1 3 2 5 4 7 6 8。"
    "回退 N 帧的接收方只收下 1 和 2，其余都丢，要从 3 起重发；会排序的接收方暂存 3、5、7 等缺的到；按地址放置的接收方八个都直接写进内存。",
    "Time runs over 11 slots. The sender sends packets 1 to 8; odd ones take the short path and arrive a slot later, "
    "even ones the long path, three slots later: they arrive as 1 3 2 5 4 7 6 8. A go-back-N receiver keeps 1 and 2 only, "
    "drops the rest and has all sent again from 3; one that restores order holds 3, 5 and 7 until what is missing comes; "
    "one that places by address writes all eight to memory at once.",
)
SENT, SLOTS = 8, 11


def draw(fig: Figure) -> None:
    arrive = {n + (1 if n % 2 else 3): n for n in range(1, SENT + 1)}
    kept = {1, 2}
    rows: list[list[Cell]] = [
        [Cell(str(t), "a" if t % 2 else "b") if t <= SENT else Cell("") for t in range(1, SLOTS + 1)],
        [], [], [], [],
    ]  # fmt: skip
    for t in range(1, SLOTS + 1):
        n = arrive.get(t)
        if n is None:
            for r in rows[1:]:
                r.append(Cell(""))
            continue
        rows[1].append(Cell(str(n), "a" if n % 2 else "b"))
        rows[2].append(Cell(str(n), "c") if n in kept else Cell("×", "d", "up"))
        early = n in {3, 5, 7}
        rows[3].append(Cell(f"({n})", "d", "dots") if early else Cell(str(n), "c"))
        rows[4].append(Cell(str(n), "c"))
    names = [
        ("发出", "sent"),
        ("到达", "arrives"),
        ("回退 N 帧", "go-back-N"),
        ("排序", "reorders"),
        ("按地址放", "places"),
    ]
    grid(fig, (88, 26), (28, 26), rows, names, [str(t) for t in range(1, SLOTS + 1)])
    below = note(fig, 2, 168, 396, (
        "× 丢弃，要重发；(3) 暂存，等缺的到；实心数字写进内存。奇数走短路，偶数走长路。",
        "× dropped, to be sent again; (3) held until the missing one comes; other numbers are written to memory. Odd packets take the short path, even ones the long.",
    ))  # fmt: skip
    fig.add("<g/>", (0, below, 1, 8))  # room below the last line
