"""Who moves a message when nobody calls MPI? Two processes, timed while they compute.

The program starts itself twice through mpiexec. Three things are tried: messages of different
communicators, a send before its receive, and a transfer that both sides compute beside.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["mpi4py==4.1.2", "mpich==5.0.2", "numpy==2.4.6"]
# [tool.lab]
# seconds = 120
# ///

# %%
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

KIB = 1024
SIZES = [1, 4, 16, 64, 256, 4096, 32768]  # KiB
PAUSE = 0.02  # seconds that the receiver comes late, or that both compute
ROUNDS = 10
INSIDE = "INSIDE_MPI"  # environment variable of the two processes


# %%
# --8<-- [start:communicators]
def apart() -> bool:
    """The same source and tag in two communicators: each receive gets its own message."""
    from mpi4py import MPI

    world = MPI.COMM_WORLD
    library = world.Dup()  # what a library does before it sends anything
    if world.rank == 0:
        library.send("of the library", dest=1, tag=7)
        world.send("of the program", dest=1, tag=7)
        return True
    mine = world.recv(source=MPI.ANY_SOURCE, tag=MPI.ANY_TAG)
    theirs = library.recv(source=0, tag=7)
    return (mine, theirs) == ("of the program", "of the library")


# --8<-- [end:communicators]


# %%
# --8<-- [start:early]
def early(kib: int) -> float:
    """Seconds until a blocking send returns whose receive is posted PAUSE later; best of rounds."""
    from mpi4py import MPI

    world, data = MPI.COMM_WORLD, np.zeros(kib * KIB, np.uint8)
    taken = []
    for _ in range(ROUNDS):
        world.Barrier()
        start = time.perf_counter()
        if world.rank == 0:
            world.Send(data, dest=1)
        else:
            time.sleep(PAUSE)
            world.Recv(data, source=0)
        taken.append(time.perf_counter() - start)
    return min(taken)


# --8<-- [end:early]


# %%
# --8<-- [start:beside]
def beside(kib: int, *, calling: bool) -> float:
    """Seconds that the wait after computing beside a transfer takes, with or without MPI_Test."""
    from mpi4py import MPI

    world, data = MPI.COMM_WORLD, np.zeros(kib * KIB, np.uint8)
    waited = []
    for _ in range(ROUNDS):
        world.Barrier()
        request = world.Isend(data, dest=1) if world.rank == 0 else world.Irecv(data, source=0)
        until = time.perf_counter() + PAUSE
        while time.perf_counter() < until:
            sum(range(200))  # stands for the computation
            if calling:
                request.Test()
        start = time.perf_counter()
        request.Wait()
        waited.append(time.perf_counter() - start)
    return min(waited)


# --8<-- [end:beside]


# %%
def report() -> None:
    """What one of the two processes does; the first prints."""
    from mpi4py import MPI

    world = MPI.COMM_WORLD
    kept = world.gather(apart())
    sends = {kib: early(kib) for kib in SIZES}
    waits = {kib: (beside(kib, calling=False), beside(kib, calling=True)) for kib in SIZES}
    longest = world.gather(waits)
    if world.rank:
        return
    print(f"{world.size} processes on one machine")
    print(f"messages stay in their communicator: {all(kept)}")
    for kib, seconds in sends.items():
        print(f"~ a send of {kib:6} KiB, receive 20 ms late: returns after {seconds * 1e3:7.3f} ms")
    small, large = sends[SIZES[0]], sends[SIZES[-1]]
    print(f"the short send does not wait for its receive: {small < PAUSE / 2}")
    print(f"the long send does: {large > PAUSE * 0.9}")
    print("   waiting after 20 ms of computing, ms   no call   MPI_Test")
    for kib in SIZES:
        quiet, tested = (max(w[kib][k] for w in longest) * 1e3 for k in (0, 1))
        print(f"~ {kib:28} KiB {quiet:16.3f} {tested:10.3f}")
    quiet, tested = (max(w[SIZES[-1]][k] for w in longest) for k in (0, 1))
    idle = quiet > 3 * tested and quiet > 1e-4  # a fresh wait alone takes some 0.02 ms
    print(f"the long message moved only when MPI was called: {idle}")
    assert all(kept)
    assert small < PAUSE / 2 < large
    assert idle


def main() -> None:
    """Run two processes of this program."""
    mpiexec = Path(sys.executable).with_name("mpiexec")
    command = [mpiexec, "-n", "2", sys.executable, __file__]
    subprocess.run(command, check=True, env={**os.environ, INSIDE: "1"})


if __name__ == "__main__":
    report() if INSIDE in os.environ else main()
