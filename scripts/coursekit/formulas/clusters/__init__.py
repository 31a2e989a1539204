"""What running a cluster takes: checkpoints, failures, energy, money, storage."""

from typing import Final

from coursekit.formulas.clusters import (
    checkpoints,
    costs,
    energy,
    media,
    reliability,
    storage,
)
from coursekit.formulas.core import Subject

SUBJECTS: Final = (
    Subject(
        "checkpoints",
        {"zh": "检查点与有效训练时间", "en": "Checkpoints and effective training time"},
        checkpoints.FORMULAS,
    ),
    Subject(
        "reliability", {"zh": "平均无故障时间", "en": "Time between failures"}, reliability.FORMULAS
    ),
    Subject(
        "energy",
        {"zh": "卡时、功率与能耗", "en": "Accelerator hours, power and energy"},
        energy.FORMULAS,
    ),
    Subject("cost", {"zh": "成本", "en": "Cost"}, costs.FORMULAS),
    Subject(
        "storage",
        {"zh": "存储冗余与数据加载", "en": "Storage redundancy and data loading"},
        storage.FORMULAS,
    ),
    Subject(
        "media",
        {"zh": "存储的容量、寿命与租金", "en": "Capacity, life and rent of storage"},
        media.FORMULAS,
    ),
)
