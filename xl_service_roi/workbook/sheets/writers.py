"""The sheets of the template, by what they are: who writes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ...model.driver import FUTURES
from .analyses_sheet import AnalysesSheet
from .before_sheet import BeforeSheet
from .directors_sheet import DirectorsSheet
from .future_sheet import FutureSheet
from .inputs_sheet import InputsSheet
from .notes_sheet import NotesSheet
from .officer_sheet import OfficerSheet
from .results_sheet import ResultsSheet
from .scenarios_sheet import ScenariosSheet
from .sheet import Context, Sheet
from .start_sheet import StartSheet
from .tasks_sheet import TasksSheet
from .workings_sheet import WorkingsSheet

WRITERS: Mapping[str, Callable[[Context], Sheet]] = {
    "start": StartSheet,
    "before": BeforeSheet,
    "inputs": InputsSheet,
    "tasks": TasksSheet,
    "results": ResultsSheet,
    "officer": OfficerSheet,
    "directors": DirectorsSheet,
    "scenarios": ScenariosSheet,
    "analyses": AnalysesSheet,
    **{future: partial(FutureSheet, future=future) for future in FUTURES},
    "notes": NotesSheet,
    "workings": WorkingsSheet,
}
