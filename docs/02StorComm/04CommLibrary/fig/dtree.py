"""NCCL's double binary tree over 13 nodes: an odd number, where node 0 is inner in both trees."""

from coursekit.figures import Figure, Tree, note, tree

NODES = 13
TITLE = ("13 个节点的双二叉树", "A double binary tree over 13 nodes")
DESC = (
    "上下两棵二叉树，各连起 13 个节点。树 1 的根是 0，唯一的子节点是 8；8 下面是 4 与 12，4 下面是 2 与 6，12 下面只有 10；"
    "叶是 1、3、5、7、9、11。树 2 把每个编号加一：根是 1，子节点 9，下面是 5 与 0；0 下面只有 11，叶是 2、4、6、8、10、12。"
    "只有 0 号在两棵树里都有子节点，但各只有一个。",
    "Two binary trees, each over all 13 nodes. Tree 1 has root 0 with one child, 8; below 8 are 4 and "
    "12, below 4 are 2 and 6, below 12 only 10; the leaves are 1, 3, 5, 7, 9, 11. Tree 2 adds one to "
    "every number: root 1, its child 9, below it 5 and 0; below 0 only 11; leaves 2, 4, 6, 8, 10, "
    "12. Node 0 alone has children in both trees, one in each.",
)


def draw(fig: Figure) -> None:
    counts = [(len(below(NODES, r)), len(below(NODES, (r - 1) % NODES))) for r in range(NODES)]
    assert [r for r, (a, b) in enumerate(counts) if a and b] == [0]
    assert max(a + b for a, b in counts) == 2
    for number in (0, 1):
        y = number * 232
        half = (("前一半数据", "first half"), ("后一半数据", "second half"))[number]
        name = (f"树 {number + 1}：{half[0]}", f"tree {number + 1}: {half[1]}")
        fig.text((2, y + 8), name, anchor="start", bold=True)
        tree(fig, (0, y + 18, 400, 196), grown(0, number), 24)
    note(fig, 2, 462, 396, (
        "绿色有子节点，无色是叶。0 号（赭色）在两棵树里都有子节点，各一个，所以归约时仍只收 S/2 + S/2。",
        "Green: has children; plain: leaf. Node 0 (ochre) has children in both trees, one in each, so in "
        "a reduction it still receives S/2 + S/2.",
    ))  # fmt: skip


def below(nodes: int, role: int) -> list[int]:
    """The children of a role in the first tree."""
    if role == 0:
        return [1 << (nodes - 1).bit_length() - 1] if nodes > 1 else []
    half = (role & -role) // 2
    first = [role - half] if half else []
    while half and role + half >= nodes:
        half //= 2
    return first + ([role + half] if half else [])


def grown(role: int, shift: int) -> Tree:
    """A subtree, its roles turned into the numbers of nodes."""
    shown, lower = (role + shift) % NODES, below(NODES, role)
    kind = "d" if shown == 0 else "c" if lower else "p"
    return Tree(str(shown), [grown(child, shift) for child in lower], kind)
