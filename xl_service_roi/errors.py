"""What can go wrong, in words a user can act on. Every error that reaches a user is one of these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or worth knowing, about some input.

    ``where`` names the place (``"plan.xlsx · Inputs!D14"`` or ``"churn.plan"``), ``value`` what stands there,
    ``expected`` what is allowed and ``remedy`` what to do about it; the last three may be empty.
    """

    where: str
    message: str
    value: str = ""
    expected: str = ""
    remedy: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        text = f"{self.where} · {self.message}" if self.where else self.message
        if self.value:
            text += f" (found {self.value})"
        if self.expected:
            text += f": expected {self.expected}"
        if self.remedy:
            text += f"; {self.remedy}"
        return text


class ServiceRoiError(Exception):
    """Base of all errors of this package."""


class ModelError(ServiceRoiError):
    """The model itself is declared wrongly: a unit, a cycle, an unknown name. Raised when a model is built."""


class InputError(ServiceRoiError):
    """Inputs that cannot be calculated with. ``problems`` lists every one of them, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class WorkbookError(ServiceRoiError):
    """A file that cannot be read as one of our workbooks: what it is instead, and what to do."""

    def __init__(self, path: object, reason: str, remedy: str = "") -> None:
        self.path, self.reason, self.remedy = str(path), reason, remedy
        super().__init__(f"{self.path}: {reason}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[WorkbookError], tuple[str, str, str]]:
        return type(self), (self.path, self.reason, self.remedy)


class NoResult(ServiceRoiError, ValueError):
    """A measure that does not exist for these figures, with the reason. Never replaced by a number."""
