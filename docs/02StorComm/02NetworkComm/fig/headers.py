"""The headers of a packet in InfiniBand and in RoCE v2: the transport is the same."""

from coursekit.figures import Figure, Hatch, Kind, Text, brace, cell

TITLE = ("InfiniBand 与 RoCE v2 的报文", "A packet of InfiniBand and of RoCE v2")
DESC = (
    "左右两列，各是一个 RDMA 写的首个报文，从外到内。InfiniBand：LRH 8 字节、GRH 40 字节（跨子网才有）、BTH 12、RETH 16、数据、ICRC 4、VCRC 2。"
    "RoCE v2：以太网头 14、IP 20、UDP 8、BTH 12、RETH 16、数据、ICRC 4、FCS 4。BTH 到 ICRC 这一段两边相同。",
    "Two columns, each the first packet of an RDMA write from the outside in. InfiniBand: LRH 8 bytes, GRH 40 "
    "(between subnets only), BTH 12, RETH 16, data, ICRC 4, VCRC 2. RoCE v2: Ethernet header 14, IP 20, UDP 8, "
    "BTH 12, RETH 16, data, ICRC 4, FCS 4. From BTH to ICRC both are alike.",
)
SAME: list[tuple[Text, int]] = [
    (("BTH 12：操作、QP 号、序号", "BTH 12: opcode, QP, PSN"), 28),
    (("RETH 16：地址、rkey、长度", "RETH 16: address, rkey"), 28),
    (("数据，至多一个 MTU", "data, up to one MTU"), 40),
    ("ICRC 4", 28),
]
OUTER: list[list[tuple[Text, int, Hatch]]] = [
    [(("LRH 8：LID，子网内转发", "LRH 8: LIDs, in a subnet"), 42, ""), (("GRH 40：GID，跨子网才有", "GRH 40: between subnets"), 42, "up")],
    [(("以太网 14：MAC", "Ethernet 14: MACs"), 28, ""), (("IP 20：路由、DSCP、ECN", "IP 20: routing, DSCP, ECN"), 28, ""), (("UDP 8：目的端口 4791", "UDP 8: to port 4791"), 28, "")],
]
TAIL = ["VCRC 2", "FCS 4"]


def draw(fig: Figure) -> None:
    names: list[Text] = ["InfiniBand", "RoCE v2"]
    for column, (name, outer, tail) in enumerate(zip(names, OUTER, TAIL, strict=True)):
        x, y = column * 188 + 1, 24
        fig.text((x + 89, 10), name, bold=True)
        kind: Kind = "b" if column == 0 else "d"
        for text, high, hatch in outer:
            y += _layer(fig, (x, y, 178, high), text, kind, hatch)
        for text, high in SAME:
            y += _layer(fig, (x, y, 178, high), text, "c" if high != 40 else "p", "")
        _layer(fig, (x, y, 178, 28), tail, kind, "")
    brace(fig, (370, 108), (370, 232), ("同", "="), "right")


def _layer(fig: Figure, rect: tuple[float, float, float, float], text: Text, kind: Kind, hatch: Hatch) -> float:
    cell(fig, rect, text, kind, hatch=hatch)
    return rect[3]
