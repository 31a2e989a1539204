"""NVLS: two instructions of GPU 0 over its quarter, and bytes sent per card for 8 and 72."""

from coursekit.figures import Figure, Part, arrow, bars, node, row

CARDS = 4
TITLE = ("NVLS：交换机做加法", "NVLS: the switch adds")
DESC = (
    "左图：GPU 0 对自己负责的那一份发一条 multimem.ld_reduce，交换机从四张卡各读一份、加起来，只把和交给 GPU 0。"
    "右图：GPU 0 发一条 multimem.st，交换机把和复制给四张卡。下方条形是每张卡发送的字节：8 张卡时环 1.75 S、NVLS 1.125 S；"
    "72 张卡时环 1.97 S、NVLS 1.01 S。",
    "Left: GPU 0 issues a multimem.ld_reduce for the share it is in charge of; the switch reads that "
    "share from all four GPUs, adds, and hands GPU 0 the sum alone. Right: GPU 0 issues a "
    "multimem.st, and the switch copies the sum to all four. Bars below give bytes sent per GPU: "
    "with 8 GPUs 1.75 S for a ring and 1.125 S for NVLS, with 72 GPUs 1.97 S and 1.01 S.",
)


def draw(fig: Figure) -> None:
    panel(fig, 2, "multimem.ld_reduce", ("四份进，一个和出", "four shares in, one sum out"), False)
    panel(fig, 206, "multimem.st", ("一个和进，四份出", "one sum in, four copies out"), True)
    fig.text((2, 190), ("每张卡发送的字节", "bytes sent per GPU"), anchor="start", bold=True)
    rows = []
    for cards in (8, 72):
        ring, nvls = 2 * (cards - 1) / cards, (cards + 1) / cards
        count = (f"{cards} 张卡", f"{cards} GPUs")
        rows.append((tuple(f"{c}{s}" for c, s in zip(count, ("，环", ", ring"))), [Part(ring, "", "d", "dots")], f"{ring:.4g} S"))
        rows.append((tuple(f"{c}{s}" for c, s in zip(count, ("，NVLS", ", NVLS"))), [Part(nvls, "", "a")], f"{nvls:.4g} S"))
    bars(fig, (2, 204, 320, 168), 2, rows)


def panel(fig: Figure, x: float, name: str, what, out: bool) -> None:
    """A switch above four cards; bytes up, then down, or the other way."""
    fig.text((x, 8), name, anchor="start", bold=True)
    switch = node(fig, (x + 8, 24, 176, 28), ("NVSwitch：加", "NVSwitch: add") if not out else ("NVSwitch：复制", "NVSwitch: copy"), "b")
    cards = row(fig, (x, 116, 192, 28), [f"{i}" for i in range(CARDS)], "a", 8)
    for i, card in enumerate(cards):
        at = card.top[0] + (7 if i == 0 else 0)
        if out:
            arrow(fig, (at, switch.bottom[1]), (at, card.top[1]), kind="c")
        else:
            arrow(fig, (at, card.top[1]), (at, switch.bottom[1]), kind="c")
    one = cards[0].top[0] - 8
    ends = (one, cards[0].top[1]), (one, switch.bottom[1])
    arrow(fig, *(ends if out else ends[::-1]), kind="d", wide=True)
    fig.text((x + 96, 158), what)
