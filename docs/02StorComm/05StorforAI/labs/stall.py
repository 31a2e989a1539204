"""How long a save stops the trainer: blocking and asynchronous, predicted and measured.

Four processes train and save every eight steps to a storage of known speed: the writer of each
rank paces itself. Needs reshard.py beside it.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0", "numpy==2.4.6"]
# [tool.lab]
# seconds = 120
# ///

# %%
import io
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch.distributed.checkpoint.filesystem import FileSystem

sys.dont_write_bytecode = True
from reshard import PARAMETERS, SAVERS, STATE_BYTES, Trainer, digests, run, say, tensors  # noqa: E402

if TYPE_CHECKING:
    from concurrent.futures import Future

RATE = 12 * 2**20  # B/s that the storage takes from each rank
STEP = 0.25  # seconds that a step takes at least
EVERY, SAVES = 8, 2  # steps between saves, and how many of them
SIZE = PARAMETERS * STATE_BYTES
WRITE = SIZE / (SAVERS * RATE)  # seconds, by the formula


# %%
# --8<-- [start:paced]
class PacedFile(io.BufferedWriter):
    """A file that takes RATE bytes a second and no more."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path, "w"))
        self.due = time.monotonic()

    def write(self, data: Any) -> int:
        count = super().write(data)
        self.due = max(self.due, time.monotonic()) + count / RATE
        time.sleep(max(0, self.due - time.monotonic()))
        return count


class PacedFiles(FileSystem):
    """The local file system, paced where it is written to."""

    @contextmanager
    def create_stream(self, path: Path, mode: str) -> Iterator[io.IOBase]:
        with PacedFile(path) if mode == "wb" else path.open(mode) as stream:
            yield stream


def writer(folder: Path) -> dcp.FileSystemWriter:
    found = dcp.FileSystemWriter(folder)
    found.fs = PacedFiles()
    return found


# --8<-- [end:paced]


# %%
# --8<-- [start:loop]
class Loop:
    """Steps and saves, and where the time of this rank went."""

    def __init__(self, trainer: Trainer, folder: Path) -> None:
        self.trainer, self.folder, self.number = trainer, folder, 0
        self.background = dist.new_group(backend="gloo")  # for what runs beside the steps
        self.pending: Future[Any] | None = None
        self.began: list[float] = []
        self.durable: list[float] = []

    def steps(self, count: int) -> float:
        """So many steps; the seconds they took."""
        start = time.monotonic()
        for _ in range(count):
            end = time.monotonic() + STEP
            self.trainer.step(self.number)
            self.number += 1
            time.sleep(max(0, end - time.monotonic()))  # on a GPU this processor would be idle
        return time.monotonic() - start

    def block(self) -> float:
        """A save that the trainer waits for; the seconds it waited."""
        start = time.monotonic()
        dcp.save(self.trainer.state(), storage_writer=writer(self.folder / f"block-{self.number}"))
        return time.monotonic() - start

    def snapshot(self) -> float:
        """A save of which the trainer waits for the copy only, and for the one before it."""
        start = time.monotonic()
        if self.pending:
            self.pending.result()
        self.began.append(time.monotonic())
        saved = dcp.async_save(
            self.trainer.state(),
            storage_writer=writer(self.folder / f"async-{self.number}"),
            process_group=self.background,
        )
        saved.add_done_callback(lambda _: self.durable.append(time.monotonic()))
        self.pending = saved
        return time.monotonic() - start


# --8<-- [end:loop]


# %%
def copy_time(trainer: Trainer) -> float:
    """Seconds to copy the shards of this rank in memory, the best of a few."""
    shards = [tensor.to_local() for tensor in tensors(trainer.state()).values()]
    times = []
    for _ in range(5):
        start = time.monotonic()
        copies = [shard.clone() for shard in shards]
        times.append(time.monotonic() - start)
        del copies
    return min(times)


def slowest(seconds: float) -> float:
    """The most of all ranks, for all wait for the last."""
    found = torch.tensor(seconds, dtype=torch.float64)
    dist.all_reduce(found, op=dist.ReduceOp.MAX)
    return found.item()


def work(rank: int, folder: Path) -> None:
    """One rank: steps, blocking saves, asynchronous saves, and a look at what was saved."""
    warnings.filterwarnings("ignore")
    trainer = Trainer(rank, SAVERS)
    loop = Loop(trainer, folder)
    loop.steps(2)  # the first ones set up what later ones use
    trainer.state()
    copy = slowest(copy_time(trainer))
    if rank == 0:
        say(f"predicted  a blocking save stops the trainer for {WRITE:.2f} s,")
        say("           an asynchronous one for as long as it takes to copy a shard in memory")
        say(f"~ to copy a shard in memory takes {copy:.3f} s")
    waits: dict[str, list[float]] = {}
    for name, save in (("block", loop.block), ("async", loop.snapshot)):
        said = []
        waits[name] = []
        for _ in range(SAVES):
            said.append(f"{EVERY} steps {slowest(loop.steps(EVERY)):.2f} s")
            waits[name].append(slowest(save()))
            said.append(f"save {waits[name][-1]:.2f} s")
            if name == "async":
                frozen = digests(trainer.state())
        said.append(f"{EVERY} steps {slowest(loop.steps(EVERY)):.2f} s")
        if rank == 0:
            say(f"~ {name}: {', '.join(said)}")
    assert loop.pending
    loop.pending.result()
    while len(loop.durable) < SAVES:
        time.sleep(0.01)
    lags = [slowest(end - start) for start, end in zip(loop.began, loop.durable, strict=True)]
    now = digests(trainer.state())
    trainer.load(dcp.FileSystemReader(folder / f"async-{loop.number - EVERY}"))
    came = digests(trainer.state())
    if rank:
        return
    say(f"~ async: durable {', '.join(f'{lag:.2f} s' for lag in lags)} after the save began")
    best = {name: min(seconds) for name, seconds in waits.items()}
    say(f"~ the shortest stop: {best['block']:.3f} s blocking, {best['async']:.3f} s asynchronous")
    assert best["block"] > 0.95 * WRITE, "a blocking save ended before the storage could take it"
    assert min(lags) > 0.95 * WRITE, "an asynchronous save was durable too soon"
    assert best["async"] < best["block"] / 2, "an asynchronous save stops the trainer as well"
    assert came == frozen, "an asynchronous save is not the state at its beginning"
    assert came != now, "the steps after it changed nothing"
    say("what was saved has the bits of the step at which the save began, not of later ones")


# %%
if __name__ == "__main__":
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")
    size, rate = (f"{what / 2**20:.0f} MiB" for what in (SIZE, SAVERS * RATE))
    say(f"{SAVERS} ranks save {size} every {EVERY} steps to a storage that takes {rate}/s")
    with tempfile.TemporaryDirectory() as scratch:
        run(SAVERS, work, Path(scratch))
