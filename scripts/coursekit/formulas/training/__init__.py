"""What training takes: compute, time, the scaling laws, pipelines, overlap, traffic."""

from typing import Final

from coursekit.formulas.core import Subject
from coursekit.formulas.training import (
    budget,
    flops,
    inflight,
    overlap,
    parallel,
    pipeline,
    scaling,
    traffic,
    utilisation,
)

SUBJECTS: Final = (
    Subject(
        "parallel-speedup", {"zh": "并行加速比", "en": "Speed-up in parallel"}, parallel.FORMULAS
    ),
    Subject(
        "training-compute",
        {"zh": "训练算力", "en": "Training compute"},
        (*flops.FORMULAS, *budget.FORMULAS, *utilisation.FORMULAS),
    ),
    Subject("scaling-laws", {"zh": "扩展律", "en": "Scaling laws"}, scaling.FORMULAS),
    Subject("pipeline", {"zh": "流水线气泡", "en": "Pipeline bubbles"}, pipeline.FORMULAS),
    Subject(
        "in-flight", {"zh": "流水线的在途微批次", "en": "Microbatches in flight"}, inflight.FORMULAS
    ),
    Subject(
        "overlap",
        {"zh": "通信与计算重叠", "en": "Overlap of communication and compute"},
        overlap.FORMULAS,
    ),
    Subject(
        "traffic", {"zh": "并行一步的通信量", "en": "Traffic of a parallel step"}, traffic.FORMULAS
    ),
)
