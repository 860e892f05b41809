"""What the pages of a visit show: its steps, its answers in words, where the next step is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kesos.regions import codelists
from kesos.registry import dtsen
from kesos.registry.dtsen import Block, Variable
from kesos.registry.models.visits import SECOND_COLUMN, column_name
from kesos.registry.queries.visits import EMPTY, FILLED, PARTLY, UNASKED, UNTOUCHED, Step, Subject, Whole
from kesos.registry.visits import wording
from kesos.registry.visits.questions import Question, can_be_answered, label_of, questions

# word, icon, tone of a step's state
LOOKS = {
    UNASKED: ("Tidak ditanyakan", "dash", "neutral"),
    UNTOUCHED: ("Belum dibuka", "dash", "neutral"),
    PARTLY: ("Belum lengkap", "half", "warning"),
    FILLED: ("Lengkap", "check-circle", "positive"),
    EMPTY: ("Boleh kosong", "dash", "neutral"),
}
# a whole member: the least of its steps speaks
ORDER = (UNTOUCHED, PARTLY, FILLED)
HIDDEN = "Tersembunyi"
TICKED_UP_TO = 12
NEVER_SHOWN = ("uuid", "file")


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the task list."""

    title: str
    href: str
    note: str
    word: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    text: str
    hidden: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One step with its answers; `href` changes them."""

    title: str
    lines: list[Line]
    href: str = ""
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class PaperList:
    title: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of the family, or of one member."""

    title: str
    anchor: str
    sections: list[Section]


def step_url(visit_id: int, subject: Subject, block: Block) -> str:
    if subject.person is None:
        return reverse("registry:visit_step", args=[visit_id, block.slug])
    return reverse("registry:visit_member_step", args=[visit_id, subject.person.pk, block.slug])


def home_url(visit_id: int, subject: Subject) -> str:
    """The list of steps this subject's steps stand in."""
    if subject.person is None:
        return reverse("registry:visit", args=[visit_id])
    return reverse("registry:visit_member", args=[visit_id, subject.person.pk])


def tasks(whole: Whole, subject: Subject) -> list[Task]:
    return [_task(step, step_url(whole.visit.pk, subject, step.block)) for step in subject.steps()]


def member_tasks(whole: Whole) -> list[Task]:
    return [_member_task(whole.visit.pk, member) for member in whole.members]


def next_url(whole: Whole, subject: Subject, block: Block) -> str:
    """The step that follows: through the family, then member by member, then the page of all answers."""
    todo = [(each, step.block) for each in whole.everybody for step in each.steps() if step.state != UNASKED]
    here = [at for at, (each, one) in enumerate(todo) if each.row is subject.row and one.slug == block.slug]
    if here and here[0] + 1 < len(todo):
        return step_url(whole.visit.pk, *todo[here[0] + 1])
    return reverse("registry:visit_check", args=[whole.visit.pk])


def known_facts(subject: Subject, block: Block) -> list[tuple[str, str]]:
    """What the registry filled of this step: shown, not asked."""
    names = _names(subject)
    return [
        (v.label, wording.answer(v, subject.values[column_name(v)], day=subject.day, names=names))
        for v in dtsen.of_level(subject.level)
        if v.block == block.name and column_name(v) in subject.known and subject.values[column_name(v)] is not None
    ]


def sheets(whole: Whole, *, opened: Collection[str], changeable: bool = False) -> list[Sheet]:
    """All answers in words. Of the classes not opened only that there is a question is told."""
    return [
        Sheet(
            subject.name,
            f"anggota-{subject.person.pk}" if subject.person else "keluarga",
            [
                section
                for block in dtsen.blocks(subject.level)
                if (section := _section(whole, subject, block, opened, changeable)).lines
            ],
        )
        for subject in whole.everybody
    ]


def blank(level: dtsen.Level, day: date) -> list[Section]:
    """The questions of the paper form, with the answers to tick; of a long list the code is written."""
    made = []
    for block in dtsen.blocks(level):
        asked = questions(block, day=day, known=())
        lines = [
            Line(
                one.label, f"daftar «{_list_title(one)}»" if len(one.choices) > TICKED_UP_TO else "",
                help=_hint(one, day),
                choices=tuple(word for _, word in one.choices) if len(one.choices) <= TICKED_UP_TO else (),
            )
            for one in asked
        ]  # fmt: skip
        made.append(Section(block.title, lines))
    return made


def long_lists(day: date) -> list[PaperList]:
    """The lists whose codes are written on paper, each once."""
    found: dict[str, PaperList] = {}
    levels: tuple[dtsen.Level, ...] = ("family", "individual")
    for level in levels:
        for block in dtsen.blocks(level):
            for one in questions(block, day=day, known=()):
                if len(one.choices) > TICKED_UP_TO:
                    found.setdefault(_list_title(one), PaperList(_list_title(one), one.choices))
    return list(found.values())


def _list_title(question: Question) -> str:
    return codelists.name_of(question.variable.list_name)


def _hint(question: Question, day: date) -> str:
    said = wording.when(question, day=day)
    return ". ".join(text for text in (question.help, f"Hanya bila {said}" if said else "") if text)


def _section(whole: Whole, subject: Subject, block: Block, opened: Collection[str], changeable: bool) -> Section:
    names = _names(subject)
    lines = []
    for v in dtsen.of_level(subject.level):
        if v.block != block.name or v.kind in NEVER_SHOWN:
            continue
        hidden = v.sensitive in ("health", "finance") and v.sensitive not in opened
        lines += _lines(v, subject, names, hidden)
    if changeable:
        return Section(block.title, lines, step_url(whole.visit.pk, subject, block))
    told = [line for line in lines if line.text != wording.NOTHING]
    return Section(block.title, told, unanswered=len(lines) - len(told))


def _lines(v: Variable, subject: Subject, names: dict[int, str], hidden: bool) -> list[Line]:
    value = subject.values[column_name(v)]
    if value is None and not (v.asked_of(subject.values) and can_be_answered(v, subject.day)):
        return []
    if hidden:
        # whether there is an answer is told to nobody either
        return [Line(label_of(v), HIDDEN, hidden=True)]
    told = [Line(label_of(v), wording.answer(v, value, day=subject.day, names=names))]
    if v.kind in SECOND_COLUMN and (more := subject.values[v.field + SECOND_COLUMN[v.kind][0]]) is not None:
        what = SECOND_COLUMN[v.kind][1]
        told.append(Line(what, wording.second(more, month=v.kind == "code+date")))
    return told


def _names(subject: Subject) -> dict[int, str]:
    return {int(number): name for number, name in subject.members}


def _task(step: Step, href: str) -> Task:
    word, icon, tone = LOOKS[step.state]
    note = f"{step.answered} dari {step.asked} dijawab" if step.state == PARTLY else step.block.hint
    return Task(step.block.title, "" if step.state == UNASKED else href, note, word, icon, tone)


def _member_task(visit_id: int, member: Subject) -> Task:
    steps = [step for step in member.steps() if step.state in ORDER]
    done = sum(step.state == FILLED for step in steps)
    touched = any(step.state != UNTOUCHED for step in steps)
    state = FILLED if done == len(steps) else PARTLY if touched else UNTOUCHED
    word, icon, tone = LOOKS[state]
    age = member.row.age
    note = f"{'' if age is None else f'{age} tahun · '}{done} dari {len(steps)} bagian lengkap"
    return Task(member.name, home_url(visit_id, member), note, word, icon, tone)
