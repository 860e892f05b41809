"""What became of a set of cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """`moved` came into their next state; `refused` says why not; `codes` are the refusals' stable names.

    `agreed` hold this agreement now and wait for others; `repeated` had been decided so by the same actor before.
    """

    moved: list[int]
    refused: Mapping[int, str]
    codes: Mapping[int, str] = field(default_factory=dict)
    agreed: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
