"""Cables, rates, packets and loss in, latency, bytes in flight, headroom and goodput out."""

import sympy

from coursekit.formulas.core import Case, Formula, Quantity, Rule
from coursekit.formulas.quantities import BANDWIDTH, CABLE, SIGNAL_SPEED

PROPAGATION = Quantity("propagation", "t_p", "s", "单程传播时延", "propagation, one way", "amount")
ROUND_TRIP = Quantity("round_trip", "\\mathrm{RTT}", "s", "往返时间", "round-trip time", "amount")
IN_FLIGHT_BYTES = Quantity("bytes_in_flight", "Q", "B", "在途字节数", "bytes in flight", "amount")
SENDER_FRAME = Quantity(
    "sender_frame", "F_s", "B", "发送端的最大帧", "largest frame of the sender", "amount"
)
RECEIVER_FRAME = Quantity("receiver_frame", "F_r", "B", "接收端正在发的最大帧", "largest frame the receiver is sending", "amount")  # fmt: skip
PAUSE_FRAME = Quantity(
    "pause_frame", "F_p", "B", "暂停帧（含帧间隔）", "pause frame with its gap", "amount"
)
RESPONSE = Quantity(
    "response", "t_r", "s", "响应与接口时延", "response and interface delay", "amount"
)
HEADROOM = Quantity(
    "headroom", "Q_h", "B", "每优先级的余量缓冲", "headroom of a priority", "amount"
)

PACKET = Quantity(
    "packet", "F", "B", "一个报文在线上的字节数", "bytes of a packet on the wire", "size"
)
LOSS = Quantity("packet_loss", "p", "1", "报文丢失率", "share of packets lost", "share")
DELIVERED = Quantity(
    "delivered",
    r"\eta",
    "1",
    "有效吞吐占线速的比例",
    "goodput as a share of the line rate",
    "share",
)

END_DELAY = Quantity("end_delay", "t_e", "s", "两端的时延（软件、PCIe、网卡）", "delay of both ends (software, PCIe, NICs)", "amount")  # fmt: skip
ON_PATH = Quantity("on_path", "n_s", "1", "途经的交换机数", "switches on the path", "whole")
SWITCHING = Quantity("switching", "t_s", "s", "一台交换机的时延", "delay of a switch", "amount")
PATH_LATENCY = Quantity("path_latency", "T", "s", "端到端时延", "latency from end to end", "amount")

_BOOK, _EXERCISE = "peterson2026computer", "vaia2026calculate"
_CISCO, _GUPTA = "cisco2015priority", "linuxcodereviewhub2026compute"
_LEUNG, _CHRISTENSEN = "leung1988throughput", "christensen2003example"
_LIGHT = 299_792_458.0

with sympy.evaluate(False):
    _PROPAGATION = CABLE.symbol / SIGNAL_SPEED.symbol
    _FIXED = (
        END_DELAY.symbol,
        ON_PATH.symbol * SWITCHING.symbol,
        CABLE.symbol / SIGNAL_SPEED.symbol,
    )
    _CUT_THROUGH = sympy.Add(*_FIXED, PACKET.symbol / BANDWIDTH.symbol)
    _STORED = sympy.Add(*_FIXED, (ON_PATH.symbol + 1) * (PACKET.symbol / BANDWIDTH.symbol))
    _BDP = BANDWIDTH.symbol * ROUND_TRIP.symbol
    _HEADROOM = sympy.Add(
        RECEIVER_FRAME.symbol,
        PAUSE_FRAME.symbol,
        SENDER_FRAME.symbol,
        BANDWIDTH.symbol * (2 * (CABLE.symbol / SIGNAL_SPEED.symbol) + RESPONSE.symbol),
    )

with sympy.evaluate(False):
    _WINDOW = BANDWIDTH.symbol * ROUND_TRIP.symbol / PACKET.symbol
    _GO_BACK = (1 - LOSS.symbol) / (1 + LOSS.symbol * _WINDOW)

_VACUUM = Rule(
    "signal_speed",
    sympy.Le(SIGNAL_SPEED.symbol, 299_792_458),
    "不得超过真空光速",
    "must not exceed the speed of light",
)

DELAY = Formula(
    name="propagation",
    title={"zh": "线缆的传播时延", "en": "Propagation along a cable"},
    result=PROPAGATION,
    expression=_PROPAGATION,
    inputs=(CABLE, SIGNAL_SPEED),
    rules=(_VACUUM,),
    valid={
        "zh": "光纤中信号约为真空光速的 65% 至 68%，即每公里约 5 µs；不含收发器、交换机与前向纠错的时延。",
        "en": "In fibre a signal runs at 65 to 68 % of the speed of light, about 5 µs a kilometre; transceivers, switches and error correction come on top.",
    },
    cite=(_CISCO,),
    cases=(
        Case("100 m of single-mode fibre at 65 %", 513, "ns", 1e-3, "Speed of wire", _CISCO,
             inputs={"cable": 100, "signal_speed": 0.65 * _LIGHT}),
        Case("100 m of twinax at 70 %", 476, "ns", 2e-3, "Speed of wire", _CISCO,
             inputs={"cable": 100, "signal_speed": 0.70 * _LIGHT}),
        Case("1 km at 2e8 m/s", 5, "µs", 1e-12, "by hand", inputs={"cable": 1000, "signal_speed": 2e8}),
    ),
)  # fmt: skip

_PATH = (END_DELAY, ON_PATH, SWITCHING, CABLE, SIGNAL_SPEED, PACKET, BANDWIDTH)
_CHANNEL = {"end_delay": 0, "on_path": 0, "switching": 0, "cable": 200e3, "signal_speed": 2e8,
            "packet": 25e6, "bandwidth": 10e6 / 8}  # fmt: skip
_GIGABIT = {"end_delay": 0, "switching": 0, "signal_speed": 2e8, "packet": 625, "bandwidth": 125e6}

CUT_THROUGH = Formula(
    name="path-cut-through",
    title={"zh": "一条路径的时延（直通转发）", "en": "Latency of a path (cut-through)"},
    result=PATH_LATENCY,
    expression=_CUT_THROUGH,
    inputs=_PATH,
    rules=(_VACUUM,),
    valid={
        "zh": "空载：不排队；各段链路速率相同，报文只串行化一次。线缆长度是各段之和；交换机的时延计到首个比特送出为止，含收发与纠错。",
        "en": "Unloaded, so nothing queues; links of one rate, so the packet is serialised once. The cable is the sum of all stretches; a switch's delay is that of the first bit, with transceivers and error correction.",
    },
    cite=(_BOOK,),
    cases=(
        Case("25 MB over 10 Mb/s and 1 ms", 20.001, "s", 1e-9, "Section 1.5.1: a 20.001-second response", _BOOK,
             inputs=_CHANNEL),
        Case("2 + 3 × 0.5 + 4/2 + 6/3", 7.5, "s", 1e-12, "by hand",
             inputs={"end_delay": 2, "on_path": 3, "switching": 0.5, "cable": 4, "signal_speed": 2,
                     "packet": 6, "bandwidth": 3}),
    ),
)  # fmt: skip

STORED = Formula(
    name="path-store-and-forward",
    title={"zh": "一条路径的时延（存储转发）", "en": "Latency of a path (store-and-forward)"},
    result=PATH_LATENCY,
    expression=_STORED,
    inputs=_PATH,
    rules=(_VACUUM,),
    valid={
        "zh": "空载：不排队；每台交换机收完整个报文才转发，所以每段链路各串行化一次，共途经的交换机数加 1 次。",
        "en": "Unloaded, so nothing queues; a switch forwards what it has received whole, so the packet is serialised on every link, once more than there are switches.",
    },
    cite=(_BOOK,),
    cases=(
        Case("1 Gb/s, one switch, 5,000 bits", 30, "µs", 1e-9, "Problem 19 (a)", _EXERCISE,
             inputs={**_GIGABIT, "on_path": 1, "cable": 2 * 2000}),
        Case("1 Gb/s, three switches, 5,000 bits", 60, "µs", 1e-9, "Problem 19 (b)", _EXERCISE,
             inputs={**_GIGABIT, "on_path": 3, "cable": 4 * 2000}),
        Case("2 + 3 × 0.5 + 4/2 + 4 × 6/3", 13.5, "s", 1e-12, "by hand",
             inputs={"end_delay": 2, "on_path": 3, "switching": 0.5, "cable": 4, "signal_speed": 2,
                     "packet": 6, "bandwidth": 3}),
    ),
)  # fmt: skip

BDP = Formula(
    name="bandwidth-delay-product",
    title={"zh": "带宽时延积", "en": "Bandwidth-delay product"},
    result=IN_FLIGHT_BYTES,
    expression=_BDP,
    inputs=(BANDWIDTH, ROUND_TRIP),
    valid={
        "zh": "窗口不小于此值才能把链路填满；取往返时间是因为确认要走回来，只看线上存量时取单程。",
        "en": "A window must reach it to fill the link. It takes the round trip because acknowledgements must come back; for what the wire holds take one way.",
    },
    cite=(_CISCO,),
    cases=(
        Case("10 Gb/s over 513 ns of fibre", 641, "B", 1e-3, "Speed of wire", _CISCO,
             inputs={"bandwidth": 1.25e9, "round_trip": 513e-9}),
        Case("10 Gb/s over 476 ns of copper", 595, "B", 1e-9, "Speed of wire", _CISCO,
             inputs={"bandwidth": 1.25e9, "round_trip": 476e-9}),
        Case("50 GB/s over 10 µs", 500, "kB", 1e-12, "by hand",
             inputs={"bandwidth": 50e9, "round_trip": 10e-6}),
    ),
)  # fmt: skip

PFC = Formula(
    name="pfc-headroom",
    title={"zh": "PFC 余量缓冲", "en": "PFC headroom"},
    result=HEADROOM,
    expression=_HEADROOM,
    inputs=(BANDWIDTH, CABLE, SIGNAL_SPEED, RESPONSE, RECEIVER_FRAME, PAUSE_FRAME, SENDER_FRAME),
    rules=(_VACUUM,),
    valid={
        "zh": "触发阈值之后仍会到达的字节：暂停帧要等正在发的一帧，走完线缆，等对端响应，对端还会发完一帧，线缆上的存量也要收下。每优先级、每端口各留一份；缓冲按单元分配时还要向上取整。",
        "en": "What still arrives after the threshold: the pause waits for a frame being sent, crosses the cable, the peer responds and ends its own frame, and the cable empties. For each priority of each port; buffers in cells round up.",
    },
    cite=(_CISCO, _GUPTA),
    cases=(
        Case("the cable alone: 641 B for every 100 m, both ways", 1282, "B", 1e-3, "Speed of wire", _CISCO,
             inputs={"bandwidth": 1.25e9, "cable": 100, "signal_speed": 0.65 * _LIGHT, "response": 0,
                     "receiver_frame": 0, "pause_frame": 0, "sender_frame": 0}),
        Case("the largest frame alone, 73,888 bit times", 73888, "b", 1e-9, "Chapter 7, D-Max-Frame-Len", _GUPTA,
             inputs={"bandwidth": 1.25e9, "cable": 0, "signal_speed": 2e8, "response": 0,
                     "receiver_frame": 9216 + 12 + 8, "pause_frame": 0, "sender_frame": 0}),
        Case("10 GbE, 100 m, frames of 9,216 B and 2,300 B", 150224, "b", 1e-9, "by hand: the terms of chapter 7 added",
             inputs={"bandwidth": 1.25e9, "cable": 100, "signal_speed": 2e8,
                     "response": (30720 + 2 * 8192) / 1e10, "receiver_frame": 9236,
                     "pause_frame": 84, "sender_frame": 2320}),
    ),
)  # fmt: skip

GO_BACK = Formula(
    name="go-back-n",
    title={"zh": "回退 N 帧的有效吞吐", "en": "Goodput of go-back-N"},
    result=DELIVERED,
    expression=_GO_BACK,
    inputs=(LOSS, BANDWIDTH, ROUND_TRIP, PACKET),
    valid={
        "zh": "各报文独立丢失，发送端一直有数据可发，往返时间从报文发完算到否定确认回来；丢一个就重发它和其后一个往返时间里发出的全部。靠超时发现丢失（丢的是末尾的报文）或由固件处理时更差。",
        "en": "Packets are lost independently, the sender always has data, and the round trip runs from the end of a packet to its negative acknowledgement; a loss resends the packet and all sent in a round trip after it. Loss found by a timeout (that of the last packet) or handled in firmware costs more.",
    },
    cite=(_LEUNG, _CHRISTENSEN),
    cases=(
        Case("1.544 Mb/s over 3,000 km, frames of 250 B, 18.13 % lost", 0.1574, "1", 1e-3, "U of the problem", _CHRISTENSEN,
             inputs={"packet_loss": 0.1813, "bandwidth": 1.544e6 / 8, "round_trip": 0.03, "packet": 250}),
        Case("1 % lost, 99 packets in flight: 0.99/1.99", 0.99 / 1.99, "1", 1e-12, "by hand",
             inputs={"packet_loss": 0.01, "bandwidth": 99, "round_trip": 1, "packet": 1}),
        Case("nothing lost", 1, "1", 1e-12, "by hand",
             inputs={"packet_loss": 0, "bandwidth": 50e9, "round_trip": 1e-5, "packet": 4096}),
    ),
)  # fmt: skip

FORMULAS = (DELAY, CUT_THROUGH, STORED, BDP, PFC, GO_BACK)
