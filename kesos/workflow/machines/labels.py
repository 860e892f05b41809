"""Indonesian words for the codes of a flow; a code without words shows as itself, spelled out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Labels:
    """Words for all flows; what a flow says of its own codes stands over what all say."""

    told: Mapping[str, Any]

    def flow(self, flow: str) -> str:
        return str(self.told["flows"].get(flow) or _spelled(flow))

    def state(self, flow: str, code: str) -> str:
        return self._word("states", flow, code)

    def action(self, flow: str, code: str) -> str:
        return self._word("actions", flow, code)

    def done(self, flow: str, code: str) -> str:
        """The action as a line of the timeline: what was done."""
        return self._word("done", flow, code)

    def paper(self, flow: str, code: str) -> str:
        return self._word("papers", flow, code)

    def guard(self, code: str) -> str:
        return self._word("guards", "", code)

    def event(self, code: str) -> str:
        """An event of the monthly calendar."""
        return self._word("events", "", code)

    def role(self, code: str) -> str:
        return self._word("roles", "", code)

    def has(self, kind: str, flow: str, code: str) -> bool:
        return code in self.told.get(kind, {}) or code in self.told.get("own", {}).get(flow, {}).get(kind, {})

    def _word(self, kind: str, flow: str, code: str) -> str:
        own = self.told.get("own", {}).get(flow, {}).get(kind, {})
        return str(own.get(code) or self.told.get(kind, {}).get(code) or _spelled(code))


def _spelled(code: str) -> str:
    return code.replace("_", " ").replace(".", " ").capitalize()


@cache
def labels() -> Labels:
    text = resources.files("kesos.workflow.machines").joinpath("labels.toml").read_text(encoding="utf-8")
    return Labels(tomllib.loads(text))
