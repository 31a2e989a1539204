"""What Gloo takes that a library with NCCL's interface does not, and what it refuses.

Every question is asked of three new processes, so that one that gives up does not spoil the next.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0", "numpy==2.4.6"]
# [tool.lab]
# seconds = 60
# ///

# %%
import datetime as dt
import os
import struct
import sys
import tempfile
import time
from collections.abc import Callable

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

RANKS = 3
LIMIT = dt.timedelta(seconds=3)  # so long a rank waits for the others
Task = Callable[[int], str]


# %%
def ask(task: Task) -> list[str]:
    """Run the task in new processes; what each returned, or the error it ended with."""
    context = mp.get_context("fork")
    answers, done = context.SimpleQueue(), context.Event()
    with tempfile.TemporaryDirectory() as folder:
        given = (task, f"{folder}/store", answers, done)
        processes = [context.Process(target=rank_of, args=(r, *given)) for r in range(RANKS)]
        for process in processes:
            process.start()
        said: dict[int, str] = {}
        while len(said) < RANKS:
            time.sleep(0.01)
            gone = [process.exitcode is not None for process in processes]
            while not answers.empty():
                rank, text = answers.get()
                said[rank] = text
            said = {r: "ended without a word" for r in range(RANKS) if gone[r]} | said
        done.set()
        for process in processes:
            process.join()
    return [said[rank] for rank in range(RANKS)]


def rank_of(rank: int, task: Task, store: str, answers, done) -> None:
    """One process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # logs have times and ports in them
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo", init_method=f"file://{store}", rank=rank, world_size=RANKS, timeout=LIMIT
    )
    try:
        answers.put((rank, task(rank)))
    except (RuntimeError, ValueError) as error:
        answers.put((rank, str(error)))
    done.wait(60)  # nobody leaves before all have reported
    os._exit(0)


# %%
# --8<-- [start:tags]
def tags(rank: int) -> str:
    """Rank 0 sends 1.0 and then 2.0; rank 1 asks for the second one first."""
    first, second = torch.tensor([1.0]), torch.tensor([2.0])
    if rank == 0:
        sent = [dist.isend(first, 1, tag=1), dist.isend(second, 1, tag=2)]
        for work in sent:
            work.wait()
    if rank == 1:
        got = torch.empty(1)
        dist.recv(got, 0, tag=2)
        return f"asked for tag 2 first, got {got.item()}"
    return ""


# --8<-- [end:tags]


# %%
# --8<-- [start:blocking]
def blocking(rank: int) -> str:
    """The same, but rank 0 lets each send finish before the next."""
    if rank == 0:
        dist.send(torch.tensor([1.0]), 1, tag=1)
        dist.send(torch.tensor([2.0]), 1, tag=2)
    if rank == 1:
        dist.recv(torch.empty(1), 0, tag=2)
        dist.recv(torch.empty(1), 0, tag=1)
    return "passed"


# --8<-- [end:blocking]


# %%
# --8<-- [start:anyone]
def anyone(rank: int) -> str:
    """Rank 1 receives twice and does not say from whom."""
    if rank != 1:
        dist.send(torch.tensor([float(rank)]), 1)
        return ""
    got = torch.empty(1)
    senders = [dist.recv(got) for _ in range(2)]
    return f"received from ranks {sorted(senders)}"


# --8<-- [end:anyone]


# %%
# --8<-- [start:types]
def types(rank: int) -> str:
    """Rank 0 sends 1.0 as float32, rank 1 receives four bytes as int32."""
    if rank == 0:
        dist.send(torch.tensor([1.0]), 1)
    if rank == 1:
        got = torch.zeros(1, dtype=torch.int32)
        dist.recv(got, 0)
        return str(got.item())
    return ""


# --8<-- [end:types]


# %%
# --8<-- [start:support]
OPS = {
    "SUM": dist.ReduceOp.SUM,
    "AVG": dist.ReduceOp.AVG,
    "PREMUL_SUM": dist._make_nccl_premul_sum(0.5),  # noqa: SLF001 (there is no public name)
    "BAND": dist.ReduceOp.BAND,
}
TYPES = (torch.float32, torch.bfloat16, torch.float8_e4m3fn, torch.int32, torch.int16, torch.uint8)


def support(_: int) -> str:
    """All-reduce ones with every operation in every type."""
    lines = []
    for name, op in OPS.items():
        taken = []
        for dtype in TYPES:
            data = torch.ones(4).to(dtype)
            try:
                dist.all_reduce(data, op=op)
            except (RuntimeError, ValueError):
                taken.append("refused")
            else:
                taken.append(f"{data.float()[0].item():g}")
        lines.append(f"{name:<11}" + "".join(f"{one:>9}" for one in taken))
    return "\n".join(lines)


# --8<-- [end:support]


# %%
if __name__ == "__main__":
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")

    said = ask(tags)[1]
    assert said.endswith("got 2.0")
    print(f"tags          {said}", flush=True)

    said_by = ask(blocking)
    assert all("Timed out waiting 3000ms" in one or "clos" in one for one in said_by[:2]), said_by
    assert any("Timed out waiting 3000ms" in one for one in said_by[:2])
    print("blocking      ranks 0 and 1 wait for each other and give up after 3 s", flush=True)

    said = ask(anyone)[1]
    assert said == "received from ranks [0, 2]"
    print(f"any sender    {said}", flush=True)

    said = ask(types)[1]
    assert int(said) == struct.unpack("i", struct.pack("f", 1.0))[0]
    print(f"other type    1.0 sent as float32 arrives as int32 {said}, no error", flush=True)

    tables = ask(support)
    assert len(set(tables)) == 1, "every rank takes and refuses the same"
    assert tables[0].count("refused") == 16, tables[0]
    short = {torch.bfloat16: "bf16", torch.float8_e4m3fn: "fp8"}
    heads = [short.get(one, str(one)[6:]) for one in TYPES]
    print("all-reduce of ones over three ranks")
    print(" " * 11 + "".join(f"{one:>9}" for one in heads))
    print(tables[0])
