"""What every lesson has, and how much of it (L3xx); `coursekit.shape` reads it off a page."""

from collections.abc import Iterator

from coursekit import shape
from coursekit.checks.registry import check
from coursekit.model import Course, Problem
from coursekit.once import once


@check("L301")
def opening(course: Course) -> Iterator[Problem]:
    """A lesson opens with its question, in one or two paragraphs before the abilities.

    Bad:  four paragraphs of history
    Good: 1,024 张卡各有 1 GB 梯度要求和……怎样在 0.1 秒内做完？
    """
    yield from _found(course, "L301")


@check("L302")
def abilities(course: Course) -> Iterator[Problem]:
    """After the opening stand three or four abilities that can be tested.

    Bad:  - 了解集合通信
    Good: 学完本节，你能： (After this lesson you can:), then - 算出环形 AllReduce 的下界
    """
    yield from _found(course, "L302")


@check("L303")
def body(course: Course) -> Iterator[Problem]:
    """The body has four to seven sections of level 2, those at the end not counted.

    Bad:  two sections, each of a thousand words
    Good: 直觉, 机制, 算例, 代价与取舍
    """
    yield from _found(course, "L303")


@check("L304")
def example(course: Course) -> Iterator[Problem]:
    """A lesson carries an example to a number; a lab does so by its output.

    Bad:  formulas alone
    Good: !!! example "Llama 3 70B 的 KV Cache", or ## 算例 {#example}
    """
    yield from _found(course, "L304")


@check("L305")
def figure(course: Course) -> Iterator[Problem]:
    """A lesson has a figure that carries a step of its argument.

    Bad:  text alone
    Good: ![三步之后每张卡各有一块加满](fig/ring.svg)
    """
    yield from _found(course, "L305")


@check("L306")
def tradeoffs(course: Course) -> Iterator[Problem]:
    """A lesson says when its technique is wrong; a lab has a prediction, its output and changes.

    Bad:  a lesson without {#tradeoffs}, a lab without {#prediction}, {#output} and {#changes}
    Good: ## 代价与取舍 {#tradeoffs}; ## 改两处试试 {#changes} with a list of two
    """
    yield from _found(course, "L306")


@check("L307")
def summary(course: Course) -> Iterator[Problem]:
    """A lesson is summed up in three to five sentences under {#summary}.

    Bad:  ## 小结 {#summary} with a single sentence
    Good: three sentences that could stand alone
    """
    yield from _found(course, "L307")


@check("L308")
def exercises(course: Course) -> Iterator[Problem]:
    """A lesson sets three to five exercises under {#exercises}; T110 asks for their answers.

    Bad:  a single exercise
    Good: 1. 算出……, and below it, indented by four spaces, ??? success "答案"; then 2. and 3.
    """
    yield from _found(course, "L308")


@check("L309")
def end(course: Course) -> Iterator[Problem]:
    """A lesson ends with {#summary}, {#exercises} and, listed, {#references}, in this order.

    Bad:  ## 参考文献 {#references} above ## 练习 {#exercises}
    Good: ## 参考文献 {#references} as the last, with <!-- course:references -->
    """
    yield from _found(course, "L309")


@check("L310")
def length(course: Course) -> Iterator[Problem]:
    """A Chinese lesson has 1,800 Chinese characters at least, a lab 1,000.

    Code, formulas and addresses do not count.
    Bad:  900 characters
    Good: most lessons take 2,500 to 5,000
    """
    yield from _found(course, "L310")


@check("L311")
def minutes(course: Course) -> Iterator[Problem]:
    """The minutes of the front matter are within a factor of two of what the text takes.

    Counted are 400 Chinese characters, 15 lines of code or 2 set formulas a minute, and two minutes
    an exercise.
    Bad:  minutes: 5 for 4,000 characters with four exercises
    Good: minutes: 20
    """
    yield from _found(course, "L311")


def _found(course: Course, code: str) -> Iterator[Problem]:
    return (problem for problem in _faults(course) if problem.code == code)


@once
def _faults(course: Course) -> list[Problem]:
    return [
        Problem(page.where(fault.line), fault.code, fault.fact, fault.hint)
        for page in course.pages.values()
        for fault in shape.faults(course, page)
    ]
