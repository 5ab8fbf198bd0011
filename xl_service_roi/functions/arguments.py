"""What the building blocks take: numbers, one or many, each kind with its bounds; checked, broadcast, answered.

A building block states the kind of each argument in its signature (``churn: Share``). `broadcasting` reads it there,
refuses what is outside with its name and position, and hands the formula floats or arrays; `by_element` does the same
for a formula that reckons one case at a time. One number for every argument gives a float, or `NoResult` with the
reason where there is none; anything else broadcasts as numpy does, and gives NaN where there is no result.
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from typing import Annotated, Any, NamedTuple, ParamSpec, TypeAlias, get_args, get_type_hints

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xl_service_roi.errors import InputError, NoResult, Problem

Answer: TypeAlias = Any
"""What a formula gives: `Measure` once it is a building block."""
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Measure: TypeAlias = float | Floats  # a float for one case or series, an array for many

P = ParamSpec("P")

LARGEST = sys.float_info.max
BEYOND = "these figures give values too large or too small to calculate with"
MOST_ELEMENTS = 20_000
"""Cases that are reckoned one by one in one call: a slip in a range must not keep a spreadsheet busy for hours."""


class ArgumentError(InputError, ValueError):
    """Arguments that cannot be calculated with: which one, at which position, what stands there, what is expected."""


@dataclass(frozen=True)
class Kind:
    """What an argument may be: in words, and as bounds (``above``: the lower bound itself is not allowed)."""

    words: str
    low: float = -math.inf
    high: float = math.inf
    above: bool = False
    whole: bool = False

    def allows(self, value: float) -> bool:
        """Whether one number is of this kind."""
        inside = self.low < value <= self.high if self.above else self.low <= value <= self.high
        return inside and -LARGEST <= value <= LARGEST and not (self.whole and value != int(value))

    def refuses(self, values: Floats) -> Bools:
        """Where numbers are not of this kind."""
        below = values <= self.low if self.above else values < self.low
        fractional = values != np.floor(values) if self.whole else np.False_
        return np.asarray(below | (values > self.high) | fractional)


Money = Annotated[Any, Kind("an amount of money")]
Cost = Annotated[Any, Kind("an amount of money of 0 or more", low=0)]
Number = Annotated[Any, Kind("a number of 0 or more", low=0)]
Positive = Annotated[Any, Kind("a number above 0", low=0, above=True)]
Share = Annotated[Any, Kind("a share from 0 to 1 (0.18 means 18 %)", low=0, high=1)]
AnyShare = Annotated[Any, Kind("a share of 0 or more (0.18 means 18 %)", low=0)]
ShareBelowOne = Annotated[Any, Kind("a share from 0 up to 0.999999 (0.18 means 18 %)", low=0, high=0.999999)]
Rate = Annotated[Any, Kind("a rate above -1 (0.08 means 8 %)", low=-1, above=True)]
Years = Annotated[Any, Kind("a whole number of years from 1 to 1,000", low=1, high=1_000, whole=True)]
SWITCH = Kind("TRUE or FALSE (1 or 0)", low=0, high=1, whole=True)
Switch = Annotated[Any, SWITCH]


class Argument(NamedTuple):
    """An argument of a building block."""

    name: str
    kind: Kind
    default: Any
    """``inspect.Parameter.empty`` where it must be given."""


def arguments_of(formula: Callable[..., object]) -> tuple[Argument, ...]:
    """Return the arguments that a building block declares in its signature."""
    hints = get_type_hints(formula, include_extras=True)
    return tuple(
        Argument(name, _kind(hints[name]), parameter.default)
        for name, parameter in inspect.signature(formula).parameters.items()
    )


def _kind(hint: Any) -> Kind:
    """The kind in ``Share`` or ``Share | None``."""
    for part in (hint, *get_args(hint)):
        kinds = [found for found in getattr(part, "__metadata__", ()) if isinstance(found, Kind)]
        if kinds:
            return kinds[0]
    raise TypeError(f"{hint} has no kind")


def broadcasting(formula: Callable[P, Any]) -> Callable[P, Measure]:
    """Make a building block of a formula in numpy's operators; what it is given are numpy floats and arrays."""

    def reckon(values: list[Any]) -> Any:
        with np.errstate(all="ignore"):
            return formula(*values)  # type: ignore[call-arg]

    return _building_block(formula, lambda values: float(reckon(values)), lambda values, _: reckon(values))


def by_element(formula: Callable[P, float]) -> Callable[P, Measure]:
    """Make a building block of a formula that takes floats and gives a float or raises `NoResult`."""

    def one(values: list[Any]) -> float:
        try:
            return float(formula(*(None if value is None else float(value) for value in values)))  # type: ignore[call-arg,arg-type]
        except (InputError, NoResult):
            raise
        except (ArithmeticError, ValueError):  # what Python says of numbers beyond floating point
            raise NoResult(BEYOND) from None

    def many(values: list[Any], shape: tuple[int, ...]) -> Floats:
        if math.prod(shape) > MOST_ELEMENTS:
            raise wrong_shape("arguments", f"{math.prod(shape):,} cells", f"{MOST_ELEMENTS:,} at a time, at most")
        spread = [None if value is None else np.broadcast_to(value, shape).ravel().tolist() for value in values]
        found = np.empty(math.prod(shape))
        for place in range(len(found)):
            try:
                found[place] = one([None if column is None else column[place] for column in spread])
            except NoResult:
                found[place] = np.nan
        return found.reshape(shape)

    return _building_block(formula, one, many)


def _building_block(
    formula: Callable[P, Any],
    one: Callable[[list[Any]], float],
    many: Callable[[list[Any], tuple[int, ...]], Any],
) -> Callable[P, Measure]:
    arguments = arguments_of(formula)
    signature, defaults = inspect.signature(formula), tuple(argument.default for argument in arguments)

    @wraps(formula)
    def call(*args: P.args, **kwargs: P.kwargs) -> Measure:
        given = completed(signature, defaults, args, kwargs)
        values = [
            np.float64(value)  # the quick way for what cells hold
            if (type(value) is float or type(value) is int) and argument.kind.allows(value)
            else _read(argument, value)
            for argument, value in zip(arguments, given, strict=True)
        ]
        if any(type(value) is np.ndarray for value in values):
            shape = _common_shape(arguments, values)
            found = np.broadcast_to(many(values, shape), shape)
            return np.where(np.isfinite(found), found, np.nan)
        number = one(values)
        if not math.isfinite(number):
            raise NoResult(BEYOND)
        return number

    return call


def completed(
    signature: inspect.Signature, defaults: tuple[Any, ...], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, ...]:
    """Return the arguments of a call in their order, with the defaults of those left out."""
    if not kwargs and len(args) <= len(defaults) and inspect.Parameter.empty not in defaults[len(args) :]:
        return args + defaults[len(args) :]  # much quicker than bind
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    return tuple(bound.arguments.values())


def _read(argument: Argument, value: Any) -> Any:
    """One argument as a numpy float or array; None where it may be left out and was."""
    if value is None and argument.default is None:
        return None
    if argument.kind is SWITCH and np.asarray(value).dtype == np.bool_:
        value = np.asarray(value, dtype=np.float64)
    numbers = numbers_of(argument.name, value)
    refuse(argument.name, numbers, argument.kind.refuses(numbers), argument.kind.words)
    return numbers if numbers.ndim else numbers[()]


def _common_shape(arguments: tuple[Argument, ...], values: list[Any]) -> tuple[int, ...]:
    shapes = {a.name: v.shape for a, v in zip(arguments, values, strict=True) if type(v) is np.ndarray}
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise wrong_shape("arguments", listed, "single numbers, or ranges of the same shape") from None


def only_where(exists: Any, value: Any, reason: str) -> Any:
    """The value where it exists; elsewhere `NoResult` with the reason for one number, NaN among many."""
    if np.ndim(exists) == 0:
        if not exists:
            raise NoResult(reason)
        return value
    return np.where(exists, value, np.nan)


# ------------------------------------------------------------------------------------------------- reading and refusing


def numbers_of(name: str, values: ArrayLike) -> Floats:
    """The values as floats, if every one is a finite number."""
    if type(values) is float and math.isfinite(values):
        return np.asarray(values)  # this and the next: the quick way for what cells hold
    if isinstance(values, list) and set(map(type, values)) == {float} and all(map(math.isfinite, values)):
        return np.array(values)
    try:
        given = np.asarray(values)
        if given.dtype.kind not in "iuf" or not hasattr(values, "dtype"):  # in a list numpy takes TRUE for 1
            given = np.asarray(values, dtype=np.object_)
    except ValueError:
        raise wrong_shape(name, "rows of different lengths", "as many numbers in every row") from None
    if given.ndim > 2:
        raise wrong_shape(name, given.shape, "rows and columns at most")
    numbers = np.array([number_of(value) for value in given.flat]) if given.dtype.kind == "O" else given
    numbers = numbers.astype(np.float64).reshape(given.shape)
    refuse(name, given, ~np.isfinite(numbers), "a finite number in every place (0 where there is nothing)")
    return numbers


def number_of(value: object) -> float:
    """The value of a number, NaN for anything else: a blank, text, a truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating, Decimal, Fraction)):
        return np.nan
    try:
        return float(value)
    except (OverflowError, ValueError):
        return np.nan


_MOST_PROBLEMS = 20  # of a table full of them, enough to see what is wrong


def refuse(name: str, given: Any, wrong: Any, expected: str) -> None:
    """An error that names each wrong value and its place; positions and rows count from 1, as in Excel."""
    if not (wrong.any() if isinstance(wrong, np.ndarray) else wrong):
        return
    places = np.argwhere(np.atleast_1d(wrong))
    found = np.broadcast_to(np.asarray(given), np.shape(wrong)).reshape(np.shape(np.atleast_1d(wrong)))
    problems = [
        Problem(_place(name, place, np.shape(wrong)), "cannot be used", _shown(found[tuple(place)]), expected)
        for place in places[:_MOST_PROBLEMS]
    ]
    if len(places) > _MOST_PROBLEMS:
        problems.append(Problem(name, f"and {len(places) - _MOST_PROBLEMS} more like these"))
    raise ArgumentError(problems)


def _place(name: str, place: NDArray[np.intp], shape: tuple[int, ...]) -> str:
    """Where a value stands: ``rate``, ``flows, position 3`` in one row or column, ``flows, row 2, position 3``."""
    if len(shape) == 2 and 1 in shape:
        return f"{name}, position {place.max() + 1}"
    return name + ("", ", position {}", ", row {}, position {}")[len(shape)].format(*(place + 1))


def _shown(value: object) -> str:
    if value is None:
        return "a blank"
    return repr(value) if isinstance(value, str) and not isinstance(value, np.generic) else str(value)


def wrong_shape(name: str, found: object, expected: str) -> ArgumentError:
    """Return the refusal of an argument that has not the shape it should have."""
    return ArgumentError([Problem(name, "wrong shape", str(found), expected)])
