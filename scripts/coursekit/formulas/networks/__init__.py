"""What communication takes: collectives, fabrics, paths and links."""

from typing import Final

from coursekit.formulas.core import Subject
from coursekit.formulas.networks import (
    allreduce,
    busbw,
    collectives,
    ecmp,
    fabric,
    links,
    parts,
    topology,
    trees,
)

SUBJECTS: Final = (
    Subject(
        "collectives", {"zh": "集合通信（环形）", "en": "Collectives (ring)"}, collectives.FORMULAS
    ),
    Subject(
        "trees",
        {"zh": "集合通信（树与倍增）", "en": "Collectives (trees and doubling)"},
        trees.FORMULAS,
    ),
    Subject(
        "all-reduce",
        {"zh": "两级 all-reduce 与算法分界", "en": "Hierarchical all-reduce and crossovers"},
        allreduce.FORMULAS,
    ),
    Subject(
        "bus-bandwidth",
        {"zh": "总线带宽（nccl-tests）", "en": "Bus bandwidth (nccl-tests)"},
        busbw.FORMULAS,
    ),
    Subject(
        "fabric",
        {"zh": "胖树与叶—脊网络", "en": "Fat trees and leaf–spine fabrics"},
        fabric.FORMULAS,
    ),
    Subject(
        "parts",
        {"zh": "无收敛网络的清单", "en": "Parts of a non-blocking fabric"},
        parts.FORMULAS,
    ),
    Subject("topology", {"zh": "dragonfly 与环面", "en": "Dragonfly and torus"}, topology.FORMULAS),
    Subject("ecmp", {"zh": "ECMP 哈希碰撞", "en": "ECMP hash collisions"}, ecmp.FORMULAS),
    Subject(
        "links",
        {
            "zh": "时延、带宽时延积、重传与 PFC 余量",
            "en": "Latency, bandwidth-delay product, retransmission, PFC headroom",
        },
        links.FORMULAS,
    ),
)
