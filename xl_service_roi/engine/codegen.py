"""Python source of a model's rules: a function a future that reckons one year.

Three things are reckoned once instead of every year, found from the rules themselves: what stands still while the
drivers do, what is the same in all futures, and what is written more than once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from ..errors import ModelError
from .definition import Definition, asked_now, order_of_now
from .expr import (
    Binary,
    Call,
    Constant,
    Driver,
    DriverToday,
    Expression,
    In,
    Line,
    Measure,
    Named,
    Negative,
    Now,
    OverYears,
    Own,
    Prev,
    Requirement,
    ResultLine,
    Ruled,
    Single,
    Total,
    Year,
    rules,
    structure,
)


def python_source(definition: Definition, wanted: tuple[str, ...] | None) -> str:
    """Return the functions that reckon the wanted measures (everything where ``wanted`` is None)."""
    return _Source(definition, _Needed(definition, wanted)).text()


@lru_cache(maxsize=16)
def shared_lines(definition: Definition) -> frozenset[str]:
    """Return the lines that are the same in all futures: nothing they rest on differs between them."""
    shared: set[str] = set()

    def same(node: Expression) -> bool:
        if isinstance(node, Driver):
            return node.scope != "future"
        return not isinstance(node, Prev) and (not isinstance(node, Line) or node.name in shared)

    for line in (item for item in definition.order if isinstance(item, Line)):
        own = [rule for rule in (line.rule, line.year0) if rule is not None]
        if all(same(node) for rule in own for node in rule.walk()):
            shared.add(line.name)
    return frozenset(shared)


class _Needed:
    """Which lines of which future the wanted measures rest on, directly or through others.

    ``kept`` are those that are looked up from outside their year and future.
    """

    def __init__(self, definition: Definition, wanted: tuple[str, ...] | None) -> None:
        self.definition = definition
        self.lines: dict[str, set[str]] = {future.name: set() for future in definition.futures}
        self.kept: dict[str, set[str]] = {future.name: set() for future in definition.futures}
        self.results: set[str] = set()
        self.measures: set[str] = set()
        self.singles: set[str] = set()
        self.now: set[str] = set()
        if wanted is None:
            self._take_everything()
            return
        for item in definition.order:
            if item.name in wanted or isinstance(item, Requirement):
                self._take(item)

    def _take_everything(self) -> None:
        self.now = {line.name for line in asked_now(self.definition.order)}
        self.results, self.singles = set(self.definition.results), set(self.definition.singles)
        self.measures = {*self.definition.measures, *self.definition.requirements}
        for future in self.definition.futures:
            self.lines[future.name] = self.kept[future.name] = set(self.definition.lines)

    def _take(self, item: Ruled, future: str = "") -> None:
        group = self._group(item, future)
        if item.name not in group:
            group.add(item.name)
            base = self.definition.base
            if future not in ("", base) and item.name in shared_lines(self.definition):
                self._take(item, base)
                self.kept[base].add(item.name)
            used = [rule for rule in rules(item) if not (isinstance(item, Line) and rule is item.now)]
            for node in (node for rule in used for node in rule.walk()):
                self._node(node, future)

    def _node(self, node: Expression, future: str) -> None:
        if isinstance(node, In) and isinstance(node.target, Line):
            self._take(node.target, node.future)
            if node.future != future:
                self.kept[node.future].add(node.target.name)
        elif isinstance(node, Now):
            self.now.add(node.target.name)
        elif isinstance(node, Prev):
            target = self.definition.items[node.target]
            if isinstance(target, Ruled):
                self._take(target, future)
            if isinstance(target, Line):
                self.kept[future].add(target.name)
        elif isinstance(node, Ruled):
            self._take(node, future)

    def _group(self, item: Ruled, future: str) -> set[str]:
        if isinstance(item, Line):
            return self.lines[future]
        if isinstance(item, ResultLine):
            return self.results
        return self.singles if isinstance(item, Single) else self.measures


class _Source:
    """Writes the functions of a program."""

    def __init__(self, definition: Definition, needed: _Needed) -> None:
        self.definition, self.needed = definition, needed
        self._varying: dict[Expression, bool] = {}

    def text(self) -> str:
        blocks = [self._now(), self._singles()]
        for future in self.definition.futures:
            blocks += self._future(future.name)
            effect = _Code(self.definition, future.name).of(future.effect)
            blocks.append(f"def effect_{future.name}(D, t):\n    return {effect}")
        return "\n".join([*blocks, *self._results(), self._measures()])

    def _now(self) -> str:
        code = _Code(self.definition, "now")
        lines = order_of_now(self.definition.lines[name] for name in sorted(self.needed.now))
        body = {line.name: code.of(line.rule if line.now is None else line.now) for line in lines}
        return _function("now", "B", body, body)

    def _singles(self) -> str:
        code = _Code(self.definition, "single")
        body = {item.name: code.of(item.rule) for item in self.definition.order if item.name in self.needed.singles}
        return _function("singles", "B, N", body, body)

    def _future(self, future: str) -> list[str]:
        needed, kept = self.needed.lines[future], self.needed.kept[future]
        lines = [item for item in self.definition.order if isinstance(item, Line) and item.name in needed]
        steady = {line.name: line for line in lines if not self._varies(line)}
        still = _Code(self.definition, future)
        code = _Code(self.definition, future, steady=set(steady), varies=self._varies)
        shared = shared_lines(self.definition) if future != self.definition.base else frozenset()
        body: dict[str, str] = {}
        for line in lines:
            if line.name in steady:
                body |= {line.name: f"H[{line.name!r}]"} if line.name in kept else {}
            else:
                body[line.name] = f"T[{line.name!r}]" if line.name in shared else code.of(line.rule)
        steady_body = {name: still.of(line.rule) for name, line in steady.items()}
        steady_body |= {name: still.of(tree) for name, tree in code.hoisted.values()}
        firsts = {n.target: still.of(n.first) for x in lines for n in x.rule.walk() if isinstance(n, Prev)}
        at_outset = _Code(self.definition, future, absent={x.name for x in lines if x.year0 is None})
        outset = {x.name: at_outset.of(x.year0) for x in lines if x.year0 is not None}
        arguments, returned = "B, D, H, N, S, T, t", [line.name for line in lines if line.name in kept]
        return [
            _function(f"steady_{future}", "B, D, N, S", steady_body, steady_body),
            _function(f"first_{future}", arguments, firsts, firsts),
            f"kept_{future} = dict.fromkeys({returned!r}, 0.0)",
            _function(f"outset_{future}", arguments, outset, set(returned) & outset.keys()),
            _function(f"year_{future}", f"{arguments}, P, PD", body, returned),
        ]

    def _results(self) -> list[str]:
        code = _Code(self.definition, "result")
        lines = [item for item in self.definition.order if item.name in self.needed.results]
        body = {line.name: code.of(line.rule) for line in lines}
        firsts = {n.target: code.of(n.first) for line in lines for n in line.rule.walk() if isinstance(n, Prev)}
        return [
            _function("first_results", "B, S, L, E, t", firsts, firsts),
            _function("results", "B, S, L, E, t, P", body, body),
        ]

    def _measures(self) -> str:
        code = _Code(self.definition, "measure")
        wanted = [item for item in self.definition.order if item.name in self.needed.measures]
        body = {}
        for item in wanted:
            body[item.name] = code.of(item.rule)
            if isinstance(item, Measure) and item.exists is not None:
                body[item.name] = f"fn_where({code.of(item.exists)}, {body[item.name]}, float('nan'))"
        groups = [[x.name for x in wanted if isinstance(x, kind)] for kind in (Measure, Requirement)]
        lines = ["def measures(B, O, N, S, L, E, R, n):"]
        lines += [f"    {name} = 0.0" for name, _ in code.totals.values()]
        lines += ["    for t in range(n + 1):"] if code.totals else []
        lines += [f"        {name} = {name} + {value}" for name, value in code.totals.values()]
        lines += [f"    {name} = {value}" for name, value in body.items()]
        lines.append(f"    return {', '.join(map(_dictionary, groups))}")
        return "\n".join(lines)

    def _varies(self, node: Expression) -> bool:
        """Whether a node's value can change from year to year while the drivers stand still."""
        if node not in self._varying:
            if isinstance(node, Line):
                self._varying[node] = self._varies(node.rule)
            elif isinstance(node, Driver):
                self._varying[node] = node.scope == "year"
            else:
                moving = isinstance(node, Year | Prev) or (isinstance(node, In) and isinstance(node.target, Line))
                self._varying[node] = moving or any(map(self._varies, node.parts))
        return self._varying[node]


_WORD = re.compile(r"(?<!['\w])[A-Za-z_]\w*(?!['\w])")
"""A name in printed code, not a key such as that of ``D['churn']``."""


def _function(name: str, arguments: str, body: dict[str, str], returned: Iterable[str]) -> str:
    """Print a function. A local is deleted after its last use: the next line gets its memory, still in the cache."""
    kept = set(returned)
    last_use = {target: target for target in body} | {
        word: target for target, value in body.items() for word in _WORD.findall(value) if word in body
    }
    done: dict[str, list[str]] = {}
    for word, target in last_use.items():
        if word not in kept:
            done.setdefault(target, []).append(word)
    lines = []
    for target, value in body.items():
        lines.append(f"    {target} = {value}")
        if target in done:
            lines.append(f"    del {', '.join(done[target])}")
    return "\n".join([f"def {name}({arguments}):", *lines, f"    return {_dictionary(n for n in body if n in kept)}"])


def _dictionary(names: Iterable[str]) -> str:
    return "{" + ", ".join(f"{name!r}: {name}" for name in names) + "}"


class _Code:
    """Prints a rule as Python. ``place`` is a future's name, or ``now``, ``single``, ``result`` or ``measure``.

    In the printed code B holds today's drivers, D the year's, H what stands still, N the present state, S the single
    numbers, T the base line's same year, P and PD last year's lines and drivers; L, E and R all lines, drivers and
    results by year, O the drivers of each future as put in. With ``varies`` given, what stands still is collected in
    ``hoisted``; ``absent`` lines are 0 here.
    """

    def __init__(
        self,
        definition: Definition,
        place: str,
        steady: set[str] | None = None,
        varies: Callable[[Expression], bool] | None = None,
        absent: set[str] | None = None,
    ) -> None:
        self.definition, self.place = definition, place
        self.steady, self.varies, self.absent = steady or set(), varies, absent or set()
        self.hoisted: dict[tuple[Any, ...], tuple[str, Expression]] = {}
        self.totals: dict[tuple[Any, ...], tuple[str, str]] = {}
        self.in_future = place in {future.name for future in definition.futures}
        self.across = place in ("result", "measure")

    def of(self, node: Expression) -> str:
        if self.varies is not None and node.parts and not self.varies(node):
            name, _ = self.hoisted.setdefault(structure(node), (f"_{len(self.hoisted)}", node))
            return f"H[{name!r}]"
        for kind in type(node).__mro__:
            printer: Callable[[Any], str] | None = getattr(self, "_" + kind.__name__.lower(), None)
            if printer is not None:
                return printer(node)
        raise ModelError(f"no Python for {type(node).__name__}")

    def _constant(self, node: Constant) -> str:
        return repr(node.value)

    def _binary(self, node: Binary) -> str:
        operator = {"^": "**", "=": "=="}.get(node.operator, node.operator)
        return f"({self.of(node.left)} {operator} {self.of(node.right)})"

    def _negative(self, node: Negative) -> str:
        return f"(-{self.of(node.operand)})"

    def _call(self, node: Call) -> str:
        parts = [self.of(part) for part in node.parts]
        if node.function == "where":  # as in Excel, only the branch that is chosen is reckoned
            parts[1:] = [f"lambda: {code}" if code.startswith(("(", "fn_")) else code for code in parts[1:]]
        return f"fn_{node.function}({', '.join(parts)})"

    def _year(self, node: Year) -> str:
        return "t"

    def _driver(self, node: Driver) -> str:
        if node.scope == "year":
            return f"D[{node.name!r}][t - 1]"
        return f"{'D' if self.in_future else 'B'}[{node.name!r}]"

    def _drivertoday(self, node: DriverToday) -> str:
        return f"B[{node.driver.name!r}]"

    def _line(self, node: Line) -> str:
        if node.name in self.absent:
            return "0.0"
        return f"H[{node.name!r}]" if node.name in self.steady else node.name

    def _single(self, node: Single) -> str:
        return node.name if self.place == "single" else f"S[{node.name!r}]"

    def _resultline(self, node: ResultLine) -> str:
        return f"R[t][{node.name!r}]" if self.place == "measure" else node.name

    def _measure(self, node: Named) -> str:
        return node.name

    _requirement = _measure

    def _prev(self, node: Prev) -> str:
        target = self.definition.items[node.target]
        return f"PD[{node.target!r}]" if isinstance(target, Driver) else f"P[{node.target!r}]"

    def _in(self, node: In) -> str:
        name = node.target.name
        if self.across:
            return f"{'L' if isinstance(node.target, Line) else 'E'}[{node.future!r}][t][{name!r}]"
        if not isinstance(node.target, Line):
            return f"B[{name!r}]"
        return self._line(node.target) if self.place in ("now", self.definition.base) else f"T[{name!r}]"

    def _own(self, node: Own) -> str:
        return f"O[{node.future!r}][{node.target.name!r}]"

    def _now(self, node: Now) -> str:
        return f"N[{node.target.name!r}]"

    def _total(self, node: Total) -> str:
        """All totals are reckoned in one loop over the years; each only once."""
        key = structure(node.of)
        if key not in self.totals:
            self.totals[key] = (f"_{len(self.totals)}", self.of(node.of))
        return self.totals[key][0]

    def _overyears(self, node: OverYears) -> str:
        series = f"[{self.of(node.series)} for t in range(n + 1)]"
        return f"fn_{node.function}({', '.join([series, *(self.of(part) for part in node.arguments)])})"
