"""The flows as documents of the repository: a Mermaid diagram and a table each, made from the declaration."""

from kesos.workflow.machines import machines
from kesos.workflow.picture import FlowPicture, StepPicture, picture

MADE_BY = "<!-- Dibuat oleh `kesos workflow draw` dari deklarasi alur. Jangan disunting. -->"


def documents() -> dict[str, str]:
    """File name → text, for every flow and one list of all."""
    found = {f"{key}.md": _document(picture(key)) for key in machines()}
    rows = [f"| [{drawn.label}]({drawn.key}.md) | {len(drawn.states)} | {_n_steps(drawn)} | {drawn.version} |"
            for drawn in map(picture, machines())]  # fmt: skip
    head = ["# Alur kerja", "", MADE_BY, "", "| Alur | Tahap | Langkah | Versi |", "|---|---:|---:|---:|"]
    return found | {"README.md": "\n".join([*head, *rows]) + "\n"}


def _n_steps(drawn: FlowPicture) -> int:
    return sum(len(state.steps) for state in drawn.states)


def _document(drawn: FlowPicture) -> str:
    lines = [f"# {drawn.label}", "", MADE_BY, "", f"Kode `{drawn.key}`, versi {drawn.version}.", ""]
    lines += ["```mermaid", "stateDiagram-v2", "    direction TB"]
    lines += [f'    state "{state.label}" as {state.code}' for state in drawn.states]
    lines += [f"    [*] --> {state.code}" for state in drawn.states if state.start]
    lines += [f"    {s.code} --> {step.to}: {step.label}" for s in drawn.states for step in s.steps]
    lines += [f"    {state.code} --> [*]" for state in drawn.states if state.end]
    lines += [
        "```",
        "",
        "| Tahap | Langkah | Ke | Oleh | Syarat | Tenggat | Bukan oleh |",
        "|---|---|---|---|---|---|---|",
    ]
    for state in drawn.states:
        for step in state.steps:
            cells = [state.label, step.label, step.to_label, step.who, _demands(step), step.deadline, step.not_by]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _demands(step: StepPicture) -> str:
    return "; ".join([*step.papers, *step.guards, *([step.reason] if step.reason else [])])
