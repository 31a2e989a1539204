"""Four uplinks, real BGP: how evenly do flows fall on them, and what does a cut link do?

Routers and servers are network namespaces, the routers run FRR. All of it lives in a process and a
mount namespace of its own: when the first process in there ends, however it ends, the kernel stops
all others and removes the links, the routes and the names. Needs root.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.lab]
# seconds = 180
# ///

# %%
import ctypes
import datetime as dt
import json
import math
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

Paths = dict[str, dict[int, str]]  # of a router and a source port, the interface
SPINES = [f"spine{s}" for s in range(1, 5)]
LEAVES = ["leaf1", "leaf2", "leaf3"]
A, B = "10.1.1.10", "10.1.2.10"  # the servers: a on leaf1, b on both leaf2 and leaf3
A_NET = "10.1.1.0/24"
ROCE = 4791  # the UDP port to which RoCE v2 sends
LIMIT = ("rate", "20mbit", "burst", "32kb", "latency", "50ms")  # of an uplink, for large flows
SHARE = 1_500_000  # bytes that each large flow has to send
KEEPALIVE, HOLD = 1, 3  # seconds, of BGP
ORDERED = "no zebra nexthop kernel enable\n"  # the ways of a route in the order of their addresses
DAEMONS = Path("/usr/lib/frr" if Path("/usr/lib/frr").exists() else "/usr/libexec/frr")
# What to hash, each a bit: source, destination, protocol, a label, source port, destination port.
ADDRESSES, FLOW, PORTS = 0b000111, 0b110111, 0b110011
CANNOT = 77  # exit code: this cannot run here, and the last line says why
NEWNS, NEWPID, NEWNET = 0x20000, 0x20000000, 0x40000000  # <sched.h>
RANDOM = random.Random(6)  # noqa: S311 (no secret)


# %%
# --8<-- [start:network]
def build() -> None:
    """Every leaf to every spine; an interface has the name of the neighbour behind it."""
    for name in [*SPINES, *LEAVES, "a", "b"]:
        tool("ip", "netns", "add", name)
        tool("ip", "-n", name, "link", "set", "dev", "lo", "up")
        setting(name, "ip_forward", 1)
    for s, spine in enumerate(SPINES, 1):
        for n, leaf in enumerate(LEAVES, 1):
            connect(spine, f"10.0.{s}.{2 * n}/31", leaf, f"10.0.{s}.{2 * n + 1}/31")
    connect("leaf1", "10.1.1.1/24", "a", f"{A}/24")
    connect("leaf2", "10.2.2.0/31", "b", "10.2.2.1/31")
    connect("leaf3", "10.2.3.0/31", "b", "10.2.3.1/31")
    tool("ip", "-n", "a", "route", "add", "default", "via", "10.1.1.1")
    tool("ip", "-n", "b", "address", "add", f"{B}/32", "dev", "lo")
    tool("ip", "-n", "b", "route", "add", "default", "via", "10.2.2.0", "src", B)
    tool("ip", "-n", "leaf2", "route", "add", f"{B}/32", "via", "10.2.2.1")
    tool("ip", "-n", "leaf3", "route", "add", f"{B}/32", "via", "10.2.3.1")


def connect(one: str, address: str, other: str, its: str) -> None:
    """Lay a link between two namespaces."""
    end = ("type", "veth", "peer", "name", one, "netns", other)
    tool("ip", "-n", one, "link", "add", "name", other, *end)
    for here, there, mine in ((one, other, address), (other, one, its)):
        tool("ip", "-n", here, "address", "add", mine, "dev", there)
        tool("ip", "-n", here, "link", "set", "dev", there, "up")


# --8<-- [end:network]


# %%
# --8<-- [start:bgp]
def configuration(router: str) -> str:
    """Spines share one AS, each leaf has its own; a leaf announces what hangs below it."""
    if router in SPINES:
        s = SPINES.index(router) + 1
        number, identity, below = 65000, f"192.0.2.{s}", ""
        peers = [(f"10.0.{s}.{2 * n + 1}", 65010 + n) for n in (1, 2, 3)]
    else:
        n = LEAVES.index(router) + 1
        number, identity = 65010 + n, f"192.0.2.{10 + n}"
        below = f"network {A_NET if n == 1 else f'{B}/32'}"
        peers = [(f"10.0.{s}.{2 * n}", 65000) for s in range(1, len(SPINES) + 1)]
    neighbours = "\n".join(
        f" neighbor {address} remote-as {its}\n neighbor {address} timers connect 1"
        for address, its in peers
    )
    return f"""
log file /run/{router}/bgpd.log
log timestamp precision 3
debug bgp updates in
router bgp {number}
 bgp router-id {identity}
 no bgp ebgp-requires-policy
 bgp bestpath as-path multipath-relax
 bgp bestpath compare-routerid
 timers bgp {KEEPALIVE} {HOLD}
{neighbours}
 address-family ipv4 unicast
  maximum-paths {len(SPINES)}
  {below}
"""


# --8<-- [end:bgp]


def start(router: str) -> None:
    """Start zebra, which writes routes into the kernel, and bgpd; both go on by themselves."""
    folder = Path("/run") / router
    folder.mkdir()
    shutil.chown(folder, "frr", "frr")
    for daemon, text in (("zebra", ORDERED), ("bgpd", configuration(router))):
        (folder / f"{daemon}.conf").write_text(text)
        places = [("-f", "conf"), ("-i", "pid")]
        files = [word for key, end in places for word in (key, f"{folder}/{daemon}.{end}")]
        files += ["-z", f"{folder}/zserv", "--vty_socket", f"{folder}"]
        tool("ip", "netns", "exec", router, f"{DAEMONS}/{daemon}", "-d", *files)


def ways(router: str, to: str) -> list[str]:
    """The neighbours to which the kernel of a router may send what goes there."""
    routes = json.loads(tool("ip", "-n", router, "-j", "route", "show", to))
    hops = [hop for route in routes for hop in route.get("nexthops", [route])]
    return sorted(hop["dev"] for hop in hops if "linkdown" not in hop.get("flags", []))


def until(true: Callable[[], bool], what: str, limit: float = 20) -> float:
    """Wait for something; seconds that it took."""
    begin = time.monotonic()
    while not true():
        assert time.monotonic() - begin < limit, f"not within {limit} s: {what}"
        time.sleep(0.02)
    return time.monotonic() - begin


# %%
# --8<-- [start:taps]
@contextmanager
def inside(name: str) -> Iterator[None]:
    """What is opened in here belongs to that namespace, and stays there."""
    home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/{name}", os.O_RDONLY)
    try:
        libc("setns", there, NEWNET)
        yield
    finally:
        libc("setns", home, NEWNET)
        os.close(home)
        os.close(there)


def udp(name: str, port: int) -> socket.socket:
    """A UDP socket of a server, bound to a port."""
    with inside(name):
        end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    end.bind(("", port))
    end.setblocking(False)
    return end


class Tap:
    """Sees each packet that leaves a router, and by which interface."""

    def __init__(self, router: str) -> None:
        with inside(router):
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
        self.socket.setblocking(False)

    def read(self, to: str) -> list[tuple[int, str]]:
        """Source port and interface of the packets for one server since the last call."""
        seen = []
        try:
            while True:
                packet, (interface, _, kind, *_) = self.socket.recvfrom(64)
                if kind == socket.PACKET_OUTGOING and packet[16:20] == socket.inet_aton(to):
                    seen.append((struct.unpack_from("!H", packet, 20)[0], interface))
        except BlockingIOError:
            return seen


def paths(source: str, to: str, ports: Sequence[int], taps: dict[str, Tap]) -> Paths:
    """Send one packet from each port; which interface of each router it left by."""
    found: Paths = {name: {} for name in taps}
    for tap in taps.values():
        tap.read(to)
    for port in ports:
        with udp(source, port) as flow:
            flow.sendto(b"ecmp", (to, ROCE))
        for name, tap in taps.items():
            found[name].update(seen for seen in tap.read(to) if seen[0] == port)
    return found


# --8<-- [end:taps]


# %%
# --8<-- [start:prediction]
def at_most(most: int, flows: int, links: int) -> float:
    """The chance that no link gets more than so many flows, each thrown on one at random."""
    ways = [1] + [0] * flows  # to place so many flows on the links so far
    for _ in range(links):
        ways = [
            sum(ways[n - m] * math.comb(n, m) for m in range(min(n, most) + 1))
            for n in range(flows + 1)
        ]
    return float(ways[flows] / links**flows)


def fullest(flows: int, links: int) -> list[float]:
    """The chance that the fullest link has 0, 1, 2 ... flows."""
    below = [at_most(m, flows, links) for m in range(flows + 1)]
    return [here - before for before, here in zip([0, *below], below, strict=False)]


# --8<-- [end:prediction]


# --8<-- [start:collisions]
def collisions(tap: Tap) -> None:
    """Throw 4,000 flows on the uplinks, in draws of a few; hold it against chance."""
    ports = RANDOM.sample(range(0xC000, 0x10000), 4000)
    chosen = paths("a", B, ports, {"leaf1": tap})["leaf1"]
    assert len(chosen) == len(ports)
    shares = Counter(chosen.values())
    say("~ flows on each uplink: " + " ".join(f"{shares[s]}" for s in SPINES))
    links = [chosen[port] for port in ports]
    uplinks = len(SPINES)
    for flows in (uplinks, 4 * uplinks, 16 * uplinks):
        draws = [links[i : i + flows] for i in range(0, len(links) - flows + 1, flows)]
        fulls = Counter(max(Counter(draw).values()) for draw in draws)
        chance = fullest(flows, uplinks)
        expected = sum(m * p for m, p in enumerate(chance)) * uplinks / flows
        mean = sum(m * n for m, n in fulls.items()) / len(draws) * uplinks / flows
        if flows == uplinks:
            numbers = range(1, flows + 1)
            found = [fulls[m] / len(draws) for m in numbers]
            idle = sum(uplinks - len(set(draw)) for draw in draws) / len(draws)
            say("flows on the fullest uplink" + "".join(f"{m:7}" for m in numbers))
            say(f"predicted, {flows} flows         " + "".join(f"{p:7.1%}" for p in chance[1:]))
            say(f"~ measured, {len(draws):,} draws    " + "".join(f"{p:7.1%}" for p in found))
            say(f"~ uplinks left idle by a draw: {idle:.2f} on average")
            assert all(abs(f - p) < 0.08 for f, p in zip(found, chance[1:], strict=True))
        say(f"fullest over mean, {flows:3} flows: predicted {expected:.3f}")
        say(f"~                               measured {mean:.3f}")
        assert abs(mean - expected) < 0.15, f"{mean:.2f} is not {expected:.2f}"


# --8<-- [end:collisions]


# %%
# --8<-- [start:elephants]
def counters() -> list[int]:
    """Bytes that leaf1 has sent to each spine."""
    links = json.loads(tool("ip", "-n", "leaf1", "-s", "-j", "link"))
    sent = {link["ifname"]: link["stats64"]["tx"]["bytes"] for link in links}
    return [sent[spine] for spine in SPINES]


def connections(tap: Tap) -> dict[str, list[tuple[socket.socket, socket.socket]]]:
    """TCP connections from a to b, by the uplink of leaf1 that their handshake took."""
    found: dict[str, list[tuple[socket.socket, socket.socket]]] = {s: [] for s in SPINES}
    with inside("b"):
        server = socket.create_server((B, ROCE))
    tap.read(B)
    while min(map(len, found.values())) < 2:
        with inside("a"):
            sender = socket.create_connection((B, ROCE), timeout=20)
        receiver, (_, port) = server.accept()
        receiver.settimeout(20)
        found[dict(tap.read(B))[port]].append((sender, receiver))
    return found


def transfer(pairs: Sequence[tuple[socket.socket, socket.socket]]) -> tuple[float, list[float]]:
    """Send as much on each connection; seconds until the last is done, MB on each uplink."""
    before, begin = counters(), time.monotonic()

    def receive(end: socket.socket) -> None:
        left = SHARE
        while left:
            left -= len(end.recv(min(left, 65536)))

    with ThreadPoolExecutor(2 * len(pairs)) as pool:
        for sender, _ in pairs:
            pool.submit(sender.sendall, bytes(SHARE))
        list(pool.map(receive, [end for _, end in pairs]))
    took = time.monotonic() - begin
    return took, [(n - b) / 1e6 for b, n in zip(before, counters(), strict=True)]


def elephants(tap: Tap) -> None:
    """Four large flows, each on an uplink of its own; then two of them on the same one."""
    for spine in SPINES:
        tool("tc", "-n", "leaf1", "qdisc", "add", "dev", spine, "root", "tbf", *LIMIT)
    found = connections(tap)
    one, two, three, four = (found[spine] for spine in SPINES[:4])
    apart, together = [one[0], two[0], three[0], four[0]], [one[0], one[1], two[0], three[0]]
    times = []
    for name, pairs in (("one on each uplink", apart), ("two on one uplink", together)):
        took, megabytes = min(transfer(pairs) for _ in range(2))  # the better of two
        amounts = " ".join(f"{amount:.2f}" for amount in megabytes)
        say(f"~ {name:<18}: last of four done after {took:.2f} s, MB by uplink {amounts}")
        times.append(took)
    ratio = times[1] / times[0]
    say(f"~ {ratio:.2f} times as long")
    assert 1.4 < ratio < 3, f"two on one uplink take {ratio:.2f} times as long"
    for spine in SPINES:
        tool("tc", "-n", "leaf1", "qdisc", "del", "dev", spine, "root")
    for pairs in found.values():
        for ends in pairs:
            for end in ends:
                end.close()


# --8<-- [end:elephants]


# %%
# --8<-- [start:polarisation]
def polarisation() -> None:
    """b has a port on two leaves: which of its two links to them does each spine use?"""
    taps = {name: Tap(name) for name in SPINES}
    ports = RANDOM.sample(range(0xC000, 0x10000), 800)

    def used(what: str) -> int:
        shares = [Counter(found.values()) for found in paths("a", B, ports, taps).values()]
        flows = [share[leaf] for share in shares for leaf in LEAVES[1:]]
        pairs = [f"{share['leaf2']}+{share['leaf3']}" for share in shares]
        say(f"~ flows to leaf2+leaf3, {what:<15} " + " ".join(pairs))
        assert sum(flows) == len(ports)
        return sum(n > 0 for n in flows)

    every = 2 * len(SPINES)
    links = used("all hash alike:")
    say(f"spines that hash as leaf1 does use {links} of {every} links")
    assert links == every / 2
    for spine in SPINES:
        hashed(spine, PORTS)
    links = used("spines differ:")
    say(f"spines that hash differently use {links} of {every} links")
    assert links == every


# --8<-- [end:polarisation]


# %%
# --8<-- [start:outage]
def outage(port: int, harm: Callable[[], None]) -> tuple[float, float]:
    """Send a packet of one flow from b to a every millisecond: seconds lost, time of the harm."""
    sent: list[float] = []
    got: set[int] = set()
    with udp("b", port) as flow, udp("a", ROCE) as sink, ThreadPoolExecutor(1) as pool:

        def go_on(done: Callable[[], bool]) -> None:
            while not done():
                assert len(sent) < 20_000, "the flow does not get through again"
                flow.sendto(struct.pack("!I", len(sent)), (A, ROCE))
                sent.append(time.monotonic())
                time.sleep(0.001)
                with suppress(BlockingIOError):
                    while True:
                        got.add(struct.unpack("!I", sink.recv(64))[0])

        go_on(lambda: len(sent) >= 100)
        assert len(got) > 90
        begin = time.time()
        harmed = pool.submit(harm)
        go_on(harmed.done)
        harmed.result()
        over = time.monotonic() + 0.3
        go_on(lambda: time.monotonic() > over and len(sent) - 1 in got)
    lost = sorted(set(range(len(sent))) - got)
    return (sent[lost[-1] + 1] - sent[lost[0]] if lost else 0.0), begin


def after(begin: float, line: str) -> float:
    """Milliseconds from then to the time that stands in a line of a log."""
    *whole, fraction = re.findall(r"\d+", line)[:7]
    year, month, day, hour, minute, second = map(int, whole)
    then = dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 (as in the log)
    return 1e3 * (then.timestamp() + float(f"0.{fraction}") - begin)


# --8<-- [end:outage]


# --8<-- [start:failures]
def moved(links: int, lost: int) -> float:
    """The share of hashes for which another link is chosen once one of them is gone.

    The kernel cuts the range of hashes into equal regions, one for each link.
    """
    stay = 0.0
    for place, link in enumerate(n for n in range(links) if n != lost):
        low, high = place / (links - 1), (place + 1) / (links - 1)
        stay += max(0.0, min(high, (link + 1) / links) - max(low, link / links))
    return 1 - stay


def failures() -> None:
    """Cut the link between leaf1 and spine1, mend it, then let it swallow packets unseen."""
    tap = {"leaf2": Tap("leaf2")}
    ports = RANDOM.sample(range(0xC000, 0x10000), 800)
    before = paths("b", A, ports, tap)["leaf2"]
    victim = next(port for port in ports if before[port] == "spine1")

    def count(number: int) -> bool:
        return all(len(ways(leaf, A_NET)) == number for leaf in LEAVES[1:])

    watch = ("ip", "-n", "leaf2", "-ts", "monitor", "route")
    with subprocess.Popen(watch, stdout=subprocess.PIPE, text=True) as monitor:
        silent, begin = outage(victim, lambda: link("down"))
        until(lambda: count(len(SPINES) - 1), "the route is withdrawn")
        monitor.terminate()
        changed = next(line for line in monitor.stdout or () if A_NET in line)
    log = Path("/run/leaf2/bgpd.log").read_text().splitlines()
    told = next(line for line in log if "withdrawn" in line and A_NET in line)
    say(f"link cut: leaf2 has {len(ways('leaf2', A_NET))} ways to a")
    say(f"~ {after(begin, told):4.0f} ms: bgpd of leaf2 reads that spine1 withdraws the route")
    say(f"~ {after(begin, changed):4.0f} ms: the kernel of leaf2 gets a route without spine1")
    say(f"~ {silent * 1e3:4.0f} ms: for so long nothing of the flow arrived")
    now = paths("b", A, ports, tap)["leaf2"]
    had = sum(before[port] == "spine1" for port in ports) / len(ports)
    did = sum(before[port] != now[port] for port in ports) / len(ports)
    share = moved(len(SPINES), 0)
    say(f"flows with another spine than before: predicted {share:.0%}")
    say(f"~                                      measured {did:.0%}, {had:.0%} had to")
    assert abs(did - share) < 0.1, f"{did:.2f} is not {share:.2f}"
    link("up")
    took = until(lambda: count(len(SPINES)), "the route is back")
    say(f"~ mended: all ways are back after {took:.1f} s")
    again = paths("b", A, ports, tap)["leaf2"]
    assert again == before
    say("every flow is on the spine that it had before the cut")

    unseen, _ = outage(victim, lambda: swallow("add"))
    say(f"link up, but nothing gets through; hold time {HOLD} s")
    say(f"~ {unseen * 1e3:4.0f} ms: for so long nothing of the flow arrived")
    assert unseen > max(1, silent)
    swallow("del")
    until(lambda: count(len(SPINES)), "the route is back")


def link(state: str) -> None:
    """Take down, or up again, the link between leaf1 and spine1."""
    tool("ip", "-n", "leaf1", "link", "set", "dev", "spine1", state)


def swallow(action: str) -> None:
    """Drop all that the two ends of that link send: no frame fits into such a bucket."""
    rule = ("tbf", "rate", "8kbit", "burst", "1", "limit", "1") if action == "add" else ()
    for router, neighbour in (("leaf1", "spine1"), ("spine1", "leaf1")):
        tool("tc", "-n", router, "qdisc", action, "dev", neighbour, "root", *rule)


# --8<-- [end:failures]


# %%
def experiments() -> None:
    """All of them, in the order of the lesson."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, [*SPINES, *LEAVES]))
    took = until(
        lambda: (
            ways("leaf1", B) == SPINES
            and all(len(ways(s, B)) == 2 for s in SPINES)
            and all(ways(leaf, A_NET) == SPINES for leaf in LEAVES[1:])
        ),
        "every leaf has four ways",
    )
    if sys.argv[1:] == ["shell"]:
        subprocess.run(["/bin/bash"], check=False)
        return
    say(f"leaf1 has {len(ways('leaf1', B))} ways to b, each spine {len(ways('spine1', B))}")
    say(f"~ found by BGP {took:.1f} s after the last daemon was started")
    say(tool("ip", "-n", "leaf1", "route", "show", B).rstrip())
    tap = Tap("leaf1")
    for fields, what in ((ADDRESSES, "addresses"), (FLOW, "addresses and ports")):
        for router in [*SPINES, *LEAVES]:
            hashed(router, fields)
        used = set(paths("a", B, range(0xC000, 0xC190), {"leaf1": tap})["leaf1"].values())
        say(f"hash of {what}: 400 flows use {len(used)} of {len(SPINES)} uplinks")
        assert len(used) == (1 if fields == ADDRESSES else len(SPINES))
    collisions(tap)
    elephants(tap)
    polarisation()
    failures()


def say(line: str) -> None:
    print(line, flush=True)


def tool(*words: str) -> str:
    """Run a program; an error carries what it said."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"{' '.join(words)}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def setting(name: str, key: str, value: int) -> None:
    """Write a value of /proc/sys/net/ipv4 in a namespace."""
    with inside(name):
        Path(f"/proc/sys/net/ipv4/{key}").write_text(f"{value}")


def hashed(router: str, fields: int) -> None:
    """Choose among the ways of a route by a hash of these fields of a packet, and only these."""
    setting(router, "fib_multipath_hash_fields", fields)
    setting(router, "fib_multipath_hash_policy", 3)


def libc(name: str, *arguments: int) -> None:
    """Call a function of the C library; os.unshare is there from Python 3.12 on only."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments):
        raise OSError(f"{name}: {os.strerror(ctypes.get_errno())}")


def die_with_parent() -> None:
    libc("prctl", 1, 9)  # PR_SET_PDEATHSIG, SIGKILL


def first() -> None:
    """The first process of the new process namespace; when it ends, all in there end."""
    die_with_parent()
    try:
        tool("mount", "--make-rprivate", "/")
        for folder in ("/run", "/var/tmp"):  # noqa: S108 (FRR writes there)
            tool("mount", "-t", "tmpfs", "lab", folder)
        tool("ip", "link", "add", "probe0", "type", "veth", "peer", "name", "probe1")
        Path("/proc/sys/net/ipv4/fib_multipath_hash_fields").stat()  # Linux 5.14
        tool("tc", "qdisc", "add", "dev", "probe0", "root", "tbf", *LIMIT)
    except OSError as error:
        say(f"cannot lay links between network namespaces here: {error}")
        sys.exit(CANNOT)
    build()
    experiments()


# %%
if __name__ == "__main__":
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    tools = [name for name in ("ip", "tc") if not shutil.which(name)]
    tools += [name for name in ("zebra", "bgpd") if not (DAEMONS / name).exists()]
    if sys.platform != "linux" or tools or os.getuid():
        say("needs Linux, root, and ip, tc, zebra, bgpd (packages iproute2 and frr)")
        sys.exit(CANNOT)
    try:
        libc("unshare", NEWNS | NEWPID | NEWNET)
    except OSError as error:
        say(f"cannot make namespaces here: {error}")
        sys.exit(CANNOT)
    if child := os.fork():
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    first()
