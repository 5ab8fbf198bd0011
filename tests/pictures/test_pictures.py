"""Pictures: what they say, that nothing is cut off or covered, and that a file is written whole or not at all."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib.style
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from xl_service_roi import Case
from xl_service_roi import pictures as package
from xl_service_roi.analysis.levers import LEVERS, Levers
from xl_service_roi.analysis.segments import segments
from xl_service_roi.analysis.service_level import Curve, Level
from xl_service_roi.analysis.simulation.results import Distribution, Simulation, fan
from xl_service_roi.analysis.tornado import Bar, Tornado
from xl_service_roi.errors import InputError
from xl_service_roi.inputs import drivers
from xl_service_roi.model.measures import HEADINGS
from xl_service_roi.pictures import (
    among_text,
    cash_flow_picture,
    curve_picture,
    headings_picture,
    levers_picture,
    picture,
    simulation_picture,
    tornado_picture,
)
from xl_service_roi.pictures.scale import Scale
from xl_service_roi.pictures.sheet import Sheet, spread, width_of, wrapped
from xl_service_roi.pictures.style import SETTINGS
from xl_service_roi.uncertainty import Uncertainty

HUGE = 1.5e12
LONGEST = sorted((name for name in drivers() if name != "ramp_plan"), key=len)[-20:]


# --- results made by hand --------------------------------------------------------------------------------------------


def levers(*values: float) -> Levers:
    found = dict(zip(LEVERS, values, strict=True))
    return Levers(found, found, 0.0, sum(values), "grow")


def tornado(*bars: Bar, base: float = 0.0, measure: str = "programme_npv") -> Tornado:
    return Tornado(measure, base, bars, "by hand", "grow")


def bar(name: str, low: float | None, high: float | None, base: float = 0.0) -> Bar:
    known = [value for value in (low, high, base) if value is not None]
    return Bar(name, 0.125, 0.875, low, high, max(known) - min(known))


def curve(value: Callable[[float], float], best: float, break_even: float | None, mode: str = "grow") -> Curve:
    def level(at: float) -> Level:
        return Level(at, value(at), at / 2, at / 2, 100 * at, 1e6 * at)

    points = tuple(level(step / 10) for step in range(21))
    return Curve(points, level(best), level(1.0), break_even, 0.0, 0.0, {}, mode, 1.0)


def simulation(draws: np.ndarray[Any, Any], yearly: float, years: int = 5) -> Simulation:
    random = np.random.default_rng(1)
    flows = random.normal(yearly, abs(yearly) / 3, (years + 1, len(draws))).cumsum(axis=0)
    found = {name: Distribution.of(name, [draws], {}) for name in ("programme_npv", "service_value")}
    fans = dict.fromkeys(found, fan(flows))
    return Simulation(len(draws), 1, 1, "grow", {}, found, {}, len(draws), {}, 0, fans, 0, None, Uncertainty({}))


def futures(today: float, plan: float, zero: float, years: int = 5) -> dict[str, dict[str, list[float]]]:
    flows = {"today": [0.0] + [today] * years, "plan": [-plan] + [plan] * years, "zero": [-zero / 5] + [zero] * years}
    return {future: {"net_cash_flow": values} for future, values in flows.items()}


NORMAL = np.random.default_rng(1).normal(9e5, 1.1e6, 4096)
SKEWED = -np.exp(np.random.default_rng(2).normal(27, 1, 4096))
SAME = np.full(100, 5e5)

Draw = Callable[[Sheet], None]
DRAWINGS: dict[str, Draw] = {
    "levers": lambda s: levers_picture.draw(s, levers(2.2e6, 0, 1.1e6, -3.8e6, 5e4, 8e5, 7e5, -1.8e5, 0)),
    "levers, all huge losses": lambda s: levers_picture.draw(s, levers(*(-HUGE * (i + 1) for i in range(9)))),
    "levers, nothing": lambda s: levers_picture.draw(s, levers(*[0.0] * 9)),
    "headings": lambda s: headings_picture.draw(
        s, {"retention": 4.4e6, "turnover": 2e4, "programme": -4e6, "tax": 0.0}
    ),
    "headings, huge losses": lambda s: headings_picture.draw(s, dict.fromkeys(HEADINGS, -HUGE)),
    "headings, nothing": lambda s: headings_picture.draw(s, dict.fromkeys(HEADINGS, 0.0)),
    "tornado, one bar": lambda s: tornado_picture.draw(s, tornado(bar("churn", -9e5, -1e5), base=-5e5)),
    "tornado, no bar": lambda s: tornado_picture.draw(s, tornado(measure="service_heading_retention")),
    "tornado, huge and many": lambda s: tornado_picture.draw(
        s,
        tornado(
            *(bar(name, -HUGE / (i + 1), (HUGE if i % 3 else -HUGE / 2) / (i + 1)) for i, name in enumerate(LONGEST)),
            measure="service_value",
        ),
    ),
    "tornado, on one side and missing": lambda s: tornado_picture.draw(
        s,
        tornado(
            bar("extra_loss_unserved_contact", None, 0.5, 0.2),
            bar("realisation_share", 0.05, 0.15, 0.2),
            bar("reach_share_plan", 0.2, 0.2, 0.2),
            base=0.2,
            measure="roi",
        ),
    ),
    "curve": lambda s: curve_picture.draw(
        s,
        replace(
            curve(lambda level: 1e8 - 9e6 * (level - 1.3) ** 2, 1.3, 0.4),
            other_mode=curve(lambda level: 9e7 - 8e6 * (level - 1) ** 2, 1.0, 0.3, "hold"),
        ),
    ),
    "curve, best without service": lambda s: curve_picture.draw(
        s, curve(lambda level: -1e10 + 1e9 * (level - 0.6) ** 2, 0.0, 1.2)
    ),
    "simulation": lambda s: simulation_picture.draw(s, simulation(NORMAL, 4e5)),
    "simulation, skewed and huge": lambda s: simulation_picture.draw(s, simulation(SKEWED, -HUGE)),
    "distribution, all the same": lambda s: simulation_picture.draw_distribution(
        s, simulation(SAME, 1.0), "service_value"
    ),
    "fan, nothing in one year": lambda s: simulation_picture.draw_fan(s, simulation(SAME, 0.0, 1), "programme_npv"),
    "cash flow": lambda s: cash_flow_picture.draw(s, futures(27e6, 28e6, 24e6)),
    "cash flow, huge losses over ten years": lambda s: cash_flow_picture.draw(s, futures(-3e9, -3.2e9, -1e8, 10)),
    "cash flow, all the same": lambda s: cash_flow_picture.draw(s, futures(0, 0, 0, 1)),
}


AMONG_TEXT = (
    *("tornado, huge and many", "curve", "curve, best without service", "headings"),
    *("cash flow", "cash flow, huge losses over ten years"),
)
"""Drawings that look different on a page with text."""


def drawn(draw: Draw, language: str, among_text: bool = False) -> Sheet:
    with matplotlib.style.context(["default", SETTINGS]):
        sheet = Sheet(language, among_text)
        draw(sheet)
    return sheet


@cache
def one_of(name: str, language: str, among_text: bool = False) -> Sheet:
    return drawn(DRAWINGS[name], language, among_text)


def texts_of(sheet: Sheet) -> list[Text]:
    """Every text that is seen; of an axis only the ticks within it."""
    found = [*sheet.figure.texts]
    for legend in sheet.figure.legends:
        found += legend.get_texts()
    for axes in sheet.figure.axes:
        found += [*axes.texts, axes.xaxis.label, axes.yaxis.label]
        found += [text for text in axes.get_children() if isinstance(text, Text) and text not in found]
        for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            ticks = [(tick.get_loc(), tick.label1) for tick in axis.get_major_ticks()]
            if axis.get_visible():
                found += [label for place, label in ticks if min(low, high) <= place <= max(low, high)]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def shown(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# --- nothing cut off, nothing covered --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "among_text"), [*((name, False) for name in DRAWINGS), *((name, True) for name in AMONG_TEXT)]
)
def test_all_texts_are_on_the_sheet_and_none_covers_another(name: str, among_text: bool) -> None:
    sheet = one_of(name, "nl", among_text)  # Dutch words are the longest
    with matplotlib.style.context(["default", SETTINGS]):
        sheet.figure.draw_without_rendering()
    page = sheet.figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(sheet)]
    assert len(boxes) > 3
    for text, box in boxes:
        assert page.x0 <= box.x0 + 1, text
        assert box.x1 <= page.x1 + 1, text
        assert page.y0 <= box.y0 + 1, text
        assert box.y1 <= page.y1 + 1, text
    for (one, box), (other, its) in combinations(boxes, 2):
        wide, high = min(box.x1, its.x1) - max(box.x0, its.x0), min(box.y1, its.y1) - max(box.y0, its.y0)
        assert wide <= 1 or high <= 2.5, (one, other)


# --- what they say ---------------------------------------------------------------------------------------------------

TITLES = {
    ("levers", "en"): "'Retention' adds most, € 2.2 million; all levers together come to € 870,000",
    ("levers", "nl"): "'Klantbehoud' voegt het meest toe, € 2,2 mln; alles samen komt op € 870.000",
    ("levers, nothing", "nl"): "Er verandert niets: het plan is gelijk aan nu",
    ("headings", "en"): "'Retention' brings in most, € 4.4 million; 'Programme costs' costs most, € 4.0 million",
    ("headings, huge losses", "nl"): "Geen enkele post voegt iets toe; samen kosten ze € 15.000,0 mld",
    ("headings, nothing", "en"): "No heading changes: the plan is the same as today",
    ("tornado, one bar", "en"): (
        "The result depends most on 'Churn': with that alone it lies between −€ 900,000 and −€ 100,000"
    ),
    ("tornado, no bar", "nl"): "Geen enkele invoer verandert op zichzelf de uitkomst",
    ("curve", "en"): "The best level of service is 1.3 times today's, worth € 810,000 more than today's",
    ("curve, best without service", "nl"): (
        "In deze doorrekening is het bedrijf het meest waard zonder klantenservice: € 200,0 mln meer dan nu"
    ),
    ("distribution, all the same", "nl"): "In 100% van de trekkingen is klantenservice meer waard dan ze kost",
    ("cash flow", "en"): (
        "After 5 years the plan has brought in € 23.0 million less than today, and zero service € 19.8 million less"
    ),
    ("cash flow, all the same", "nl"): (
        "Na 1 jaar heeft het plan evenveel opgebracht als nu, en nul service precies evenveel"
    ),
}


@pytest.mark.parametrize(("name", "language"), TITLES)
def test_titles_say_the_finding(name: str, language: str) -> None:
    assert shown(one_of(name, language).title) == TITLES[name, language]


@pytest.mark.parametrize(
    ("best", "gain", "title"),
    [
        (1.0, 0, "Today's level of service is the best one"),
        (1.004, 1, "Today's level of service is the best one"),
        (0.0, 0, "Today's level of service is the best one"),
        (0.0, 3, "In this calculation the firm is worth most without service: € 3 more than now"),
        (0.8, 3, "The best level of service is 0.8 times today's, worth € 3 more than today's"),
    ],
)
def test_the_best_level_is_told_as_what_it_is(best: float, gain: float, title: str) -> None:
    found = curve(lambda level: 100.0 + (gain if level == best else 0), best, None)
    assert shown(drawn(lambda sheet: curve_picture.draw(sheet, found), "en").title) == title


def test_a_share_that_is_nearly_all_is_not_written_as_all() -> None:
    draws = np.append(np.full(9999, 5e5), -1.0)
    sheet = drawn(lambda s: simulation_picture.draw_distribution(s, simulation(draws, 1.0), "programme_npv"), "en")
    assert sheet.title == "In 99.9% of the draws the plan brings in more than it costs"
    assert {"0.1% below 0", "99.9% above 0"} <= {text.get_text() for text in texts_of(sheet)}


def test_the_description_tells_every_figure() -> None:
    told = shown(one_of("tornado, huge and many", "nl").description)
    assert told.count(" → ") == 2 * len(LONGEST)  # also of bars for which there is no room
    assert "Retention: € 2.2 million. " in shown(one_of("levers", "en").description)


# --- that they show what was found -----------------------------------------------------------------------------------


def rectangles(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height()]


def test_the_waterfall_runs_from_0_to_the_total() -> None:
    [axes] = one_of("levers", "en").figure.axes
    *steps, total = rectangles(axes)
    ends = [0.0]
    for step in steps:
        assert step.get_x() == pytest.approx(ends[-1]) or step.get_x() + step.get_width() == pytest.approx(ends[-1])
        ends.append(step.get_x() + step.get_width() if step.get_x() == pytest.approx(ends[-1]) else step.get_x())
    assert ends[-1] == pytest.approx(870_000)
    assert (total.get_x(), total.get_width()) == (0, pytest.approx(870_000))
    widths = [step.get_width() for step in steps]
    assert widths == sorted(widths[:5], reverse=True) + widths[5:]


def test_bars_of_the_tornado_go_from_the_base_to_both_values() -> None:
    [axes] = one_of("tornado, one bar", "en").figure.axes
    low, high = rectangles(axes)
    assert sorted((low.get_x(), low.get_x() + low.get_width())) == pytest.approx([-9e5, -5e5])
    assert sorted((high.get_x(), high.get_x() + high.get_width())) == pytest.approx([-5e5, -1e5])


def test_the_histogram_is_parted_at_0() -> None:
    [axes] = drawn(
        lambda s: simulation_picture.draw_distribution(s, simulation(NORMAL, 1.0), "programme_npv"), "en"
    ).figure.axes
    bins = rectangles(axes)
    assert not any(each.get_x() < -1e-6 and each.get_x() + each.get_width() > 1e-6 for each in bins)
    colors = (
        {each.get_facecolor() for each in bins if each.get_x() < 0},
        {each.get_facecolor() for each in bins if each.get_x() >= 0},
    )
    assert [len(each) for each in colors] == [1, 1]
    assert colors[0] != colors[1]
    _, counts = simulation(NORMAL, 1.0).distributions["programme_npv"].histogram
    assert max(each.get_height() for each in bins) == max(counts)


@pytest.mark.parametrize(
    ("values", "unit", "language", "label", "ticks"),
    [
        ([12_600_000], "money", "en", "€ million", {0: "0", 2_500_000: "2.5", 5_000_000: "5.0"}),
        ([12_600_000], "money", "nl", "€ mln", {0: "0", 2_500_000: "2,5", 5_000_000: "5,0"}),
        ([-5e9], "money", "en", "€ billion", {-2e9: "−2", 0: "0"}),
        ([900_000], "money", "nl", "€", {0: "0", 200_000: "200.000"}),
        ([100_000_000], "money", "en", "€ million", {99_900_000: "99.9", 100_000_000: "100"}),
        ([0.2], "share", "nl", "", {0.05: "5%", 0.075: "7,5%"}),
        ([4.0], "years", "en", "", {3.0: "3", 3.5: "3.5"}),
    ],
)
def test_ticks_are_short_and_differ(
    values: list[float], unit: str, language: str, label: str, ticks: dict[float, str]
) -> None:
    with matplotlib.style.context(["default", SETTINGS]):
        axis = Sheet(language).figure.add_subplot().xaxis
        Scale(values, language, unit).on(axis)
    assert axis.get_label_text() == label
    found = axis.get_major_formatter().format_ticks(list(ticks))
    assert [text.removesuffix(".0").removesuffix(",0") for text in found] == [
        text.removesuffix(".0").removesuffix(",0") for text in ticks.values()
    ]
    assert len(set(found)) == len(found)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=8), st.integers(1, 300))
def test_labels_are_spread_and_keep_their_order(places: list[int], distance: int) -> None:
    found = spread(places, distance)
    in_order = [moved for _, moved in sorted(zip(places, found, strict=True))]
    assert all(high - low >= distance - 1e-6 for low, high in pairwise(in_order))
    assert sum(found) == pytest.approx(sum(places), abs=1e-6)
    if all(abs(one - other) >= distance for one, other in combinations(places, 2)):
        assert found == pytest.approx(places)


@pytest.mark.parametrize("width", [30, 100, 400])
def test_text_is_broken_between_words_and_never_inside_an_amount(width: float) -> None:
    text = "het plan heeft €\N{NO-BREAK SPACE}1,9\N{NO-BREAK SPACE}mln meer opgebracht"
    lines = wrapped(text, width)
    assert " ".join(lines) == text
    assert all(width_of(line) <= width or " " not in line for line in lines)


def test_among_text_a_picture_is_lower_and_shows_what_counts_most() -> None:
    for name in ("tornado, huge and many", "curve", "cash flow"):
        low, high = (one_of(name, "nl", among).figure.get_figheight() for among in (True, False))
        assert low < high - 1
    [axes] = one_of("tornado, huge and many", "nl", among_text=True).figure.axes
    assert len(axes.get_yticks()) == 8


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_picture_is_chosen_by_the_kind_of_result(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    monkeypatch.setattr(package, "_write", lambda path, language, draw: titles.append(drawn(draw, language).title))
    case = Case.example()
    expected = {
        "After 5 years the plan has brought in € 1.9 million more than today": case.run(),
        "After 5 years the plan has brought in € 3.7 million more": segments({"a": case, "b": case}),
        "'Retention' adds most, € 1; all levers together come to € 9": levers(*[1.0] * 9),
        "The result depends most on 'Churn'": tornado(bar("churn", 1, 2)),
        "The best level of service is 2 times today's": curve(lambda level: level, 2.0, 0.1),
        "of the draws the plan brings in more than it costs": simulation(NORMAL, 1.0),
    }
    for title, result in expected.items():
        picture(result, "chosen.svg")
        assert title in shown(titles[-1])
    with pytest.raises(TypeError, match="there is no picture of a int"):
        picture(7, "seven.svg")


def test_an_svg_tells_what_it_shows_to_who_cannot_see_it(tmp_path: Path) -> None:
    path = tmp_path / "levers.svg"
    picture(levers(*[1.0] * 9), path, "nl")
    svg = ElementTree.parse(path).getroot()
    assert svg.attrib["role"] == "img"
    title, description = svg[0], svg[1]
    assert (title.tag, description.tag) == tuple(f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("title", "desc"))
    assert title.text is not None
    assert description.text is not None
    assert shown(title.text) == "'Klantbehoud' voegt het meest toe, € 1; alles samen komt op € 9"
    assert "Personeel: € 1" in shown(description.text)


def test_the_same_result_gives_the_same_svg(tmp_path: Path) -> None:
    result = simulation(SAME, 1.0)
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    package.fan_chart(result, one)
    with matplotlib.rc_context({"font.size": 20, "svg.hashsalt": "another", "axes.grid": True}):
        package.fan_chart(result, other)
    assert one.read_bytes() == other.read_bytes()
    assert b"<dc:date>" not in one.read_bytes()
    package.distribution(result, other)
    assert one.read_bytes() != other.read_bytes()


def test_a_picture_among_text_has_its_words_beside_it(tmp_path: Path) -> None:
    found = curve(lambda level: 100 - (level - 1) ** 2, 1.0, 0.5)
    one, other = (among_text("service_level", found, "nl") for _ in range(2))
    assert one == other
    assert one.title == "Het serviceniveau van nu is het beste"
    assert "Geen service (0): €" in shown(one.description)
    assert ElementTree.fromstring(one.svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert set(re.findall(r"https?://[^\"'<\s]+", one.svg)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_png_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "levers.PNG"
    path.write_text("an older picture")
    package.levers(levers(*[1.0] * 9), path, "nl")
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert [path.name for path in tmp_path.iterdir()] == ["levers.PNG"]
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    assert (width, height) == (1280, 768)


def test_a_picture_that_fails_leaves_the_older_one(tmp_path: Path) -> None:
    path = tmp_path / "tornado.svg"
    path.write_text("an older picture")
    with pytest.raises(KeyError):
        package.tornado(tornado(bar("no such input", 1, 2)), path)
    assert path.read_text() == "an older picture"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["flows.pdf", "flows", "flows.svg.txt"])
def test_other_kinds_of_files_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is no kind of picture that can be written: expected .svg or .png"):
        package.check(tmp_path / name)


def test_a_missing_matplotlib_is_told_with_the_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError, match=r'needs matplotlib, which is not installed; .* "xl-service-roi\[report\]"'):
        package.check("flows.svg")


def test_matplotlib_is_loaded_only_to_draw() -> None:
    code = "import sys, xl_service_roi.cli, xl_service_roi.pictures; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
