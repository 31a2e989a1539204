"""The map of the stack on the home page: a box a module, and what crosses between the layers."""

from coursekit.rendering.figures import Figure, Text
from coursekit.model import Lang

TITLE: Text = {"zh": "大模型系统全栈地图", "en": "Map of the large-model stack"}
DESC: Text = {
    "zh": "自上而下：应用，算法与数据，并排的训练与推理，容器与云原生，通信与存储，计算集群；"
    "左侧是贯穿各层的概述。相邻两层之间写着跨过边界的东西。",
    "en": "From top to bottom: applications; algorithms and data; training and inference side by "
    "side; containers and cloud native; communication and storage; AI clusters. The overview runs "
    "along all layers on the left. Between two layers stands what crosses the boundary.",
}
# y, height, x, width, colour, page, lines
BOXES: list[tuple[int, int, int, int, str, str, list[Text | str]]] = [
    (
        0,
        50,
        64,
        336,
        "d",
        "07Application",
        [
            {"zh": "07 大模型应用", "en": "07 Applications"},
            {"zh": "智能体、检索增强生成", "en": "agents, retrieval-augmented generation"},
        ],
    ),
    (
        88,
        50,
        64,
        336,
        "d",
        "06AlgoData",
        [
            {"zh": "06 大模型算法与数据", "en": "06 Algorithms and data"},
            {
                "zh": "Transformer、MoE、多模态、数据工程",
                "en": "Transformer, MoE, multimodal, data",
            },
        ],
    ),
    (
        176,
        68,
        64,
        162,
        "c",
        "04Train",
        [
            {"zh": "04 大模型训练", "en": "04 Training"},
            {"zh": "并行、加速", "en": "parallelism, speed"},
            {"zh": "后训练、微调、评估", "en": "tuning, evaluation"},
        ],
    ),
    (
        176,
        68,
        238,
        162,
        "c",
        "05Infer",
        [
            {"zh": "05 大模型推理", "en": "05 Inference"},
            {"zh": "KV Cache、批处理", "en": "KV cache, batching"},
            {"zh": "采样、压缩、框架", "en": "sampling, compression"},
        ],
    ),
    (
        282,
        50,
        64,
        336,
        "a",
        "03DockCloud",
        [
            {"zh": "03 集群容器与云原生", "en": "03 Containers and cloud native"},
            {"zh": "隔离、编排、调度、弹性", "en": "isolation, orchestration, scheduling"},
        ],
    ),
    (
        370,
        50,
        64,
        336,
        "a",
        "02StorComm",
        [
            {"zh": "02 通信与存储", "en": "02 Communication and storage"},
            {"zh": "网络、集合通信、检查点、文件系统", "en": "networks, collectives, checkpoints"},
        ],
    ),
    (
        458,
        50,
        64,
        336,
        "a",
        "01AICluster",
        [
            {"zh": "01 AI 计算集群", "en": "01 AI clusters"},
            {"zh": "芯片、服务器、超节点、供电与液冷", "en": "chips, servers, supernodes, power"},
        ],
    ),
]
# between two layers: x of the arrow, y of its top, what crosses
CROSSINGS: list[tuple[int, int, Text]] = [
    (145, 50, {"zh": "提示词、工具调用与答案", "en": "prompts, tool calls, answers"}),
    (145, 138, {"zh": "结构、超参数与 Token", "en": "architecture, tokens"}),
    (145, 244, {"zh": "作业、副本与资源请求", "en": "jobs, replicas, resource requests"}),
    (145, 332, {"zh": "数据集、镜像与放置", "en": "data sets, images, placement"}),
    (145, 420, {"zh": "梯度、激活、KV 的字节", "en": "bytes of gradients, activations, KV"}),
]


def draw(lang: Lang) -> Figure:
    """The map in one language."""
    figure = Figure("stack", lang, 402, TITLE, DESC)
    figure.begin_link("00Summary/index.md")
    figure.box(1, 1, 50, 507, "a", [])
    if lang == "zh":
        for row, line in enumerate(["00", *"大模型系统概述"]):
            figure.text(26, 170 + row * 24, line, "b")
    else:
        figure.vertical(26, 254, "00 LLM systems overview")
    figure.end_link()
    for y, h, x, w, kind, page, lines in BOXES:
        figure.begin_link(f"{page}/index.md")
        figure.box(x, y + 1, w, h, kind, lines)
        figure.end_link()
    for x, top, label in CROSSINGS:
        figure.arrow(x, top + 4, top + 36)
        figure.text(x + 12, top + 20, label, "s", "start")
    return figure
