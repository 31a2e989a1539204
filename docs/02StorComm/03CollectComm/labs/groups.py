"""Communicators: a mesh of 2 x 4 processes, four ways to use groups wrongly, and how to find out.

Every experiment runs in processes of its own; what a process returns or the error it ends with is
sent to this one, which prints it.
"""

# ruff: noqa: SLF001 (the timeout of a group has no public name)

# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0", "numpy==2.4.6"]
# [tool.lab]
# seconds = 90
# ///

# %%
import datetime as dt
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch._C._distributed_c10d import _dump_fr_trace_json
from torch.distributed.device_mesh import init_device_mesh

LIMIT = dt.timedelta(seconds=3)  # so long a rank waits for the others
Task = Callable[[int], str]


# %%
def run(task: Task, ranks: int, *, detail: bool = False) -> list[str]:
    """Run the task in so many processes; what each returned, or the error it ended with."""
    context = mp.get_context("fork")
    answers, done = context.SimpleQueue(), context.Event()
    with tempfile.TemporaryDirectory() as folder:
        given = (task, ranks, f"{folder}/store", detail, answers, done)
        processes = [context.Process(target=rank_of, args=(r, *given)) for r in range(ranks)]
        for process in processes:
            process.start()
        said: dict[int, str] = {}
        while len(said) < ranks:
            time.sleep(0.01)
            gone = [p.exitcode is not None for p in processes]
            while not answers.empty():
                rank, text = answers.get()
                said[rank] = text
            said = {r: "ended without a word" for r in range(ranks) if gone[r]} | said
        done.set()
        for process in processes:
            process.join()
    return [said[rank] for rank in range(ranks)]


def rank_of(rank: int, task: Task, ranks: int, store: str, detail: bool, answers, done) -> None:
    """One process of an experiment."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # logs have times and ports in them
    torch.set_num_threads(1)
    if detail:
        dist.set_debug_level(dist.DebugLevel.DETAIL)
    dist.init_process_group(
        "gloo", init_method=f"file://{store}", rank=rank, world_size=ranks, timeout=LIMIT
    )
    try:
        answers.put((rank, task(rank)))
    except RuntimeError as error:
        answers.put((rank, str(error)))
    done.wait(60)  # nobody leaves before all have reported
    os._exit(0)


def gave_up(said: str) -> bool:
    """Whether a rank waited in vain, or lost its connection to one that had."""
    return re.search(r"Timed out waiting 3000ms|closed by peer|reset by peer", said) is not None


# %%
# --8<-- [start:mesh]
def mesh(rank: int) -> str:
    """Two rows of four: each rank is in a group of its row and one of its column."""
    both = init_device_mesh("cpu", (2, 4), mesh_dim_names=("dp", "tp"))
    row, column = both.get_group("tp"), both.get_group("dp")
    in_row, in_column = torch.tensor([rank]), torch.tensor([rank])
    dist.all_reduce(in_row, group=row)
    dist.all_reduce(in_column, group=column)
    tp, dp = dist.get_process_group_ranks(row), dist.get_process_group_ranks(column)
    assert in_row.item() == sum(tp)
    assert in_column.item() == sum(dp)
    sums = f"tp {tp} sum {in_row.item()}, dp {dp} sum {in_column.item()}"
    return f"at {both.get_coordinate()}, {sums}"


# --8<-- [end:mesh]


# %%
# --8<-- [start:limits]
def limits(_: int) -> str:
    """Timeouts of the default group, a group made without one, one made with it."""
    cpu = torch.device("cpu")
    plain, given = dist.new_group([0, 1]), dist.new_group([0, 1], timeout=LIMIT)
    options = [g._get_backend(cpu).options for g in (dist.group.WORLD, plain, given)]
    return ", ".join(str(one._timeout) for one in options)


# --8<-- [end:limits]


# %%
# --8<-- [start:handle]
def handle(rank: int) -> str:
    """On Gloo a handle is done when its data are there; wait() blocks until then."""
    data = torch.ones(1 << 16)
    if rank == 1:
        dist.recv(torch.empty(1), src=0)  # come only when rank 0 has looked
    work = dist.all_reduce(data, async_op=True)
    before = work.is_completed(), data[0].item()
    if rank == 0:
        dist.send(torch.ones(1), dst=1)
    work.wait()
    assert work.is_completed()
    return f"before wait(): {before}, after: {(True, data[0].item())}"


# --8<-- [end:handle]


# %%
# --8<-- [start:swapped]
def swapped(rank: int) -> str:
    """Both reduce the same two tensors, but not in the same order."""
    a, b = torch.full((2,), 1.0 + rank), torch.full((2,), 100.0 * (1 + rank))
    for tensor in (a, b) if rank == 0 else (b, a):
        dist.all_reduce(tensor)
    return f"a = {a[0]:.0f}, b = {b[0]:.0f}"


# --8<-- [end:swapped]


# %%
# --8<-- [start:different]
def different(rank: int) -> str:
    """After one collective that agrees, rank 1 calls another one than the rest."""
    data = torch.ones(4)
    dist.all_reduce(data)
    try:
        if rank == 1:
            dist.broadcast(data, src=0)
        else:
            dist.all_reduce(data)
    except RuntimeError as error:
        recorded = json.loads(_dump_fr_trace_json())["entries"]
        calls = [f"{one['collective_seq_id']} {one['profiling_name'][5:]}" for one in recorded]
        return f"{error}\n{', '.join(calls)}"
    return "nothing noticed"


# --8<-- [end:different]


# %%
# --8<-- [start:absent]
def absent(rank: int) -> str:
    """Rank 2 does not come to the all-reduce."""
    if rank != 2:
        dist.all_reduce(torch.ones(4))
    return "not called"


def guarded(rank: int) -> str:
    """The same, with a monitored barrier in front."""
    if rank != 2:
        dist.monitored_barrier(timeout=LIMIT)
        dist.all_reduce(torch.ones(4))
    return "not called"


# --8<-- [end:absent]


# %%
# --8<-- [start:circle]
def circle(rank: int, *, waiting: bool = True) -> str:
    """Three groups of two, one collective in each, yet all wait for each other."""
    members = [0, 1], [1, 2], [2, 0]
    pairs = [dist.new_group(pair, timeout=LIMIT) for pair in members]
    first, second = pairs[rank], pairs[rank - 1]
    works = []
    for group in (first, second):
        works.append(dist.all_reduce(torch.ones(1), group=group, async_op=True))
        if waiting:
            works[-1].wait()
    for work in works:
        work.wait()
    return "passed"


def loose(rank: int) -> str:
    """The same calls, but no rank waits before it has issued both."""
    return circle(rank, waiting=False)


# --8<-- [end:circle]


# %%
def show() -> None:
    """Every experiment, its result asserted and printed."""
    print("a mesh of 2 x 4")
    for rank, said in enumerate(run(mesh, 8)):
        print(f"  rank {rank} {said}")
    print("timeouts of the default group, a group without one, a group with one")
    said = run(limits, 2)
    assert said[0] == said[1] == "0:00:03, 0:30:00, 0:00:03"
    print(f"  {said[0]}")
    print("an asynchronous all-reduce of two ranks, (completed, first value)")
    said = run(handle, 2)
    assert said[0] == "before wait(): (False, 1.0), after: (True, 2.0)"
    print(f"  rank 0 {said[0]}")
    print("two all-reduces in opposite order")
    for detail in (False, True):
        said = run(swapped, 2, detail=detail)
        assert said == ["a = 201, b = 102", "a = 102, b = 201"]
        print(f"  {'DETAIL' if detail else 'OFF':<6} rank 0 {said[0]}; rank 1 {said[1]}; no error")
    print("rank 1 calls a broadcast where the others call an all-reduce")
    plain = run(different, 3)
    assert all(gave_up(one) for one in plain)
    print("  OFF    every rank waits and gives up after 3 s")
    for rank, one in enumerate(plain):
        print(f"         flight recorder of rank {rank}: {one.splitlines()[-1]}")
    checked = run(different, 3, detail=True)[0]
    found = re.findall(r"(Rank \d) is running collective: \w+\((\w+=\d+), (OpType=\w+)", checked)
    assert checked.startswith("Detected mismatch between collectives on ranks.")
    assert [one[2] for one in found] == ["OpType=ALLREDUCE", "OpType=BROADCAST"]
    print("  DETAIL rank 0: Detected mismatch between collectives on ranks.")
    for one in found:
        print(f"         {', '.join(one)}")
    print("rank 2 of four does not come")
    plain = run(absent, 4)
    plain.pop(2)
    assert all(gave_up(one) and "ank 2" not in one for one in plain)
    print("  all_reduce         ranks 0, 1, 3 give up after 3 s, and do not say who is missing")
    named = run(guarded, 4)[0]
    assert "Rank 2 failed to pass monitoredBarrier" in named
    print(f"  monitored_barrier  rank 0: {named.splitlines()[0]}")
    print("three groups of two, one all-reduce in each")
    assert all(gave_up(one) for one in run(circle, 3))
    print("  wait() after each call   every rank waits and gives up after 3 s")
    assert run(loose, 3) == ["passed"] * 3
    print("  both calls, then wait()  passed")


# %%
if __name__ == "__main__":
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")
    show()
