"""What the clients, the stripes and the servers each allow, by the number of clients."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

CLIENT, SERVER, SERVERS = 25.0, 25.0, 40
TITLE = ("三个上限", "Three ceilings")
DESC = (
    "横轴是客户端数，1 到 1,000，对数刻度；纵轴是合计读带宽，10 到 3,000 GB/s，对数刻度。客户端网卡 25 GB/s，服务器 40 台，各 25 GB/s。"
    "读许多文件时，随客户端数直升到 40 个客户端处的 1,000 GB/s，此后持平；一个文件切成 8 条时，停在 200 GB/s；一个文件不切条时，始终是 25 GB/s。",
    "Number of clients from 1 to 1,000 against the read bandwidth of all from 10 to 3,000 GB/s, both logarithmic, for "
    "client NICs of 25 GB/s and 40 servers of 25 GB/s. Reading many files it climbs with the clients to 1,000 GB/s at "
    "40 of them and stays; one file in 8 stripes stops at 200 GB/s; one file in one stripe is 25 GB/s throughout.",
)


def draw(fig: Figure) -> None:
    x = ("客户端数（对数）", "clients (logarithmic)")
    y = ("合计读带宽（GB/s，对数）", "read bandwidth (GB/s, log)")
    clients = [10 ** (i / 60) for i in range(181)]
    with plot(fig, (52, 30, 326, 200), x, y) as axes:
        axes.plot(clients, [c * CLIENT for c in clients], color=COLOUR["e"], linestyle=":")
        for stripes in (SERVERS, 8, 1):
            axes.plot(clients, [min(c * CLIENT, stripes * SERVER) for c in clients])
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set(xlim=(1, 1000), ylim=(10, 3000))
        axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
        axes.set_yticks([10, 100, 1000], ["10", "100", "1000"])
        axes.minorticks_off()
        axes.text(46, 640, fig.say(("许多文件，40 台", "many files, 40 servers")))
        axes.text(46, 126, fig.say(("一个文件，8 条", "one file, 8 stripes")))
        axes.text(46, 15.5, fig.say(("一个文件，1 条", "one file, 1 stripe")))
        axes.text(9, 1750, fig.say(("客户端网卡", "client NICs")))
