"""The board's report: what it says for each sign and size, and that page and paper say the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import date
from functools import cache, partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
import typst

from xl_service_roi import Case, report
from xl_service_roi.analysis.break_even import BreakEven
from xl_service_roi.analysis.tornado import Bar, Tornado
from xl_service_roi.errors import InputError, NoResult, Problem
from xl_service_roi.inputs import drivers
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.report import answer, pdf
from xl_service_roi.report.afterwards import afterwards
from xl_service_roi.report.assumptions import assumptions, grades
from xl_service_roi.report.budgets import budgets
from xl_service_roi.report.contents import SECTIONS
from xl_service_roi.report.document import Document, Facts, Paragraph, Points, Table
from xl_service_roi.report.findings import Findings, _tornado
from xl_service_roi.report.html import as_html
from xl_service_roi.report.line import line
from xl_service_roi.report.question import question
from xl_service_roi.report.teller import Teller, unbroken
from xl_service_roi.report.turning import _turns
from xl_service_roi.report.without_service import without_service
from xl_service_roi.workbook.before import Before, OfficerForm
from xl_service_roi.workbook_analyses.work import SWING

Values = dict[str, Any]

GOAL = "Fewer <b>leavers</b> & *more* sales; #set page(width: 1cm) $x$ \\ @ref \"quoted\" 'so' {{ goal }}"
BEFORE = Before(GOAL, 3.0, 700_000.0, "Promises are kept", "indirectly_profitable", date(2027, 11, 1), "cso")
TODAY = {
    name: {"plan": figures["today"], "zero": figures.get("zero", figures["today"])}
    for name, figures in ((driver.name, driver.figures) for driver in drivers().values() if driver.scope == "future")
}
ZERO_AS_TODAY = {name: {"zero": drivers()[name].figures["today"]} for name in TODAY}
CASES: dict[str, Values] = {"pays": {}, "short": {"realisation_share": 0.5}, "abolish": {"revenue_per_customer": 200}}


@cache
def found(name: str = "pays") -> Findings:
    """What the report tells of a case; on which inputs another case hangs is taken from the illustrative firm."""
    case = Case.from_values(CASES[name], example=True)
    return report.work_out(case, BEFORE) if name == "pays" else replace(found(), before=Before(), result=case.run())


@cache
def document(name: str, language: str) -> Document:
    """The report; pictures are drawn once, in Dutch, whose words are the longest."""
    if name == "pays":
        return report.board_report(found(), language, pictures=language == "nl")
    with pytest.MonkeyPatch.context() as patch:
        drawn = iter(document("pays", "nl").pictures())
        patch.setattr("xl_service_roi.pictures.among_text", lambda kind, result, language: astuple(next(drawn)))
        return report.board_report(found(name), language)


@cache
def page(name: str, language: str) -> ElementTree.Element:
    return ElementTree.fromstring(as_html(document(name, language)))


@cache
def paper(name: str, language: str) -> bytes:
    return pdf.as_pdf(document(name, language))


def teller(values: Values, language: str = "en", before: Before | None = None, **more: Any) -> Teller:
    """Tell another case, with what the illustrative firm's hangs on."""
    result = Case.from_values(values, example=True).run()
    there = replace(found(), result=result, before=before or Before(), **more)
    return Teller(there, language, with_pictures=False)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- what it says ----------------------------------------------------------------------------------------------------

VERDICTS: list[tuple[Values, str, str]] = [
    ({}, "The plan pays: over 5 years it brings in € 898,422 more than it costs", "Het plan loont: "),
    (
        {"realisation_share": 0.5},
        "The plan does not pay: over 5 years it falls € 1.6 million short",
        "Het plan loont niet: over 5 jaar komt het € 1,6 mln tekort",
    ),
    (TODAY, "There is nothing to decide yet: the plan is the same as today", "Er valt nog niets te besluiten: "),
]


@pytest.mark.parametrize(("values", "english", "dutch"), VERDICTS)
def test_the_title_is_the_outcome(values: Values, english: str, dutch: str) -> None:
    assert plain(answer.verdict(teller(values))) == english
    assert plain(answer.verdict(teller(values, "nl"))).startswith(dutch)


def test_a_plan_that_brings_in_what_it_costs_is_no_gain_and_no_loss() -> None:
    cost = Case.example().run().measures["programme_npv"]
    even = {"change_cost": {"plan": drivers()["change_cost"].figures["plan"] + cost}}
    assert answer.verdict(teller(even)) == "The plan breaks even: over 5 years it brings in what it costs"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {},
            "The plan pays (€ 898,422 over 5 years), and customer service as it stands is worth € 12.6 million more "
            "than none at all.",
        ),
        (
            {"realisation_share": 0.5},
            "The plan does not pay (−€ 1.6 million over 5 years), but customer service as it stands is worth € 12.6 "
            "million more than none at all.",
        ),
        (
            {"revenue_per_customer": 200},
            "The plan does not pay (−€ 1.7 million over 5 years), and in this calculation abolishing customer service "
            "brings in € 2.4 million more than keeping it as it is.",
        ),
        (
            ZERO_AS_TODAY,
            "The plan pays (€ 898,422 over 5 years), and what customer service is worth is not known yet, for zero is "
            "the same as today.",
        ),
    ],
)
def test_the_answer_is_one_sentence_about_plan_and_service(values: Values, sentence: str) -> None:
    lead = answer.answer(teller(values)).blocks[0]
    assert isinstance(lead, Paragraph)
    assert plain(lead.text) == sentence


@pytest.mark.parametrize(
    ("base", "ends", "beginning"),
    [
        (9e5, [(-1.0, 9e5)], "Whether the plan pays hangs on 'Churn': moved on its own, that input changes"),
        (
            9e5,
            [(-1.0, 9e5), (9e5, -1.0)],
            "Whether the plan pays hangs on 'Churn' and 'Tax rate': moved on its own,",
        ),
        (-9e5, [(-9e5, 1.0), (-9e5, -1.0)], "Whether the plan pays hangs on 'Churn':"),
        (9e5, [(1.0, 9e5), (None, 9e5)], "Moved on its own, no input keeps the plan from paying"),
        (-9e5, [(-2e6, -1.0)], "Moved on its own, no input makes the plan pay."),
        (9e5, [(-1.0, 9e5)] * 5, "Whether the plan pays hangs on 'Churn', 'Tax rate', 'Horizon' and 2 others: moved"),
        (0.0, [(-1.0, 1.0)], "What it comes to lies so near 0"),
    ],
)
def test_it_says_what_the_sign_hangs_on(
    base: float, ends: list[tuple[float | None, float | None]], beginning: str
) -> None:
    names = ("churn", "tax_rate", "horizon_years", "customers", "discount_rate")
    bars = tuple(Bar(name, 0.1, 0.2, *pair, span=1e6) for name, pair in zip(names, ends, strict=False))
    told = teller({}, tornado=replace(found().tornado, base=base, bars=bars))
    paragraph = answer.answer(told).blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.startswith(beginning)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "Over 5 years abolishing costs € 12.6 million on balance. In year 3 what it had saved is gone."),
        (
            {"revenue_per_customer": 200},
            "In this calculation abolishing pays: over 5 years it brings in € 2.4 million on balance. Within the "
            "horizon what it saves is not used up.",
        ),
    ],
)
def test_the_experiment_is_told_as_plainly_where_abolishing_pays(values: Values, told: str) -> None:
    assert told in [
        plain(block.text) for block in without_service(teller(values)).blocks if isinstance(block, Paragraph)
    ]


def test_the_experiment_year_by_year_is_that_of_the_case() -> None:
    [table] = [block for block in without_service(teller({})).blocks if isinstance(block, Table)]
    saving = Case.example().run().by_year("zero_differential_cash_flow")
    shown = [float(cell.replace(",", "").replace("−", "-")) for cell in table.rows[2][1:]]
    assert table.heads[0] == "In thousands of euros, year"
    assert shown == [round(value / 1000) for value in saving]


BREAK_EVENS: list[tuple[dict[str, Any], str]] = [
    ({"roots": (0.8,), "value": 1.0, "result": 9.0}, "pays above 80%"),
    ({"roots": (0.8,), "value": 0.5, "result": 9.0}, "pays below 80%"),
    ({"roots": (0.8,), "value": 1.0, "result": -9.0}, "pays below 80%"),
    ({"roots": (), "jumps": (0.8,), "value": 0.5, "result": -9.0}, "pays above 80%"),
    ({"roots": (0.2, 0.8), "value": 1.0, "result": 9.0}, "turns at 20% and 80%"),
    ({"roots": (0.8,), "value": 0.8, "result": 0.0}, "turns at 80%"),
    ({"roots": (), "value": 1.0, "result": 9.0}, "pays at any value"),
    ({"roots": (), "value": 1.0, "result": -9.0}, "pays at no value"),
    ({"roots": (), "value": 1.0, "result": 0.0}, "turns at no value"),
    ({"roots": (), "value": 1.0, "result": 9.0, "constant": True}, "does not depend on it"),
]


@pytest.mark.parametrize(("more", "told"), BREAK_EVENS)
def test_where_the_programme_turns(more: dict[str, Any], told: str) -> None:
    known = {"driver": "realisation_share", "measure": "programme_npv", "target": 0.0, "lowest": 0.0, "highest": 1.0}
    by_hand = BreakEven(**{**known, "refused": (), "jumps": (), "constant": False, "mode": "grow", **more})
    assert _turns(teller({}), by_hand) == told


def facts_of(told: Teller) -> dict[str, str]:
    [facts] = [block for block in afterwards(told).blocks if isinstance(block, Facts)]
    return {name: plain(said) for name, said in facts.pairs}


@pytest.mark.parametrize(
    ("before", "name", "said"),
    [
        (Before(budget=700_000), "Against the budget limit", "€ 98,353 above the € 700,000 a year"),
        (Before(budget=800_000), "Against the budget limit", "within the € 800,000 a year"),
        (Before(term=3), "Against the term", "earned back after 4.0 years: later than 3 years"),
        (Before(term=4), "Against the term", "earned back after 4.0 years: within 4 years"),
        (Before(), "Review date", "not settled yet"),
        (Before(review_date=date(2027, 11, 1)), "Review date", "2027-11-01"),
    ],
)
def test_what_was_settled_is_held_against_the_case(before: Before, name: str, said: str) -> None:
    assert facts_of(teller({}, before=before))[name] == said


def test_a_plan_that_is_not_earned_back_misses_any_term() -> None:
    told = facts_of(teller({"realisation_share": 0.5}, before=Before(term=3)))
    assert told["Against the term"] == "not earned back within 5 years; 3 years was asked"


def test_a_term_beyond_the_horizon_cannot_be_judged() -> None:
    told = facts_of(teller({"realisation_share": 0.5}, before=Before(term=8)))
    assert told["Against the term"] == "not earned back within 5 years; whether within 8 years cannot be seen here"


def test_a_plan_that_is_never_in_the_red_meets_any_term() -> None:
    example = Case.example().inputs.nested()
    plan_is_today = {name: {"plan": value["today"]} for name, value in example.items() if isinstance(value, dict)}
    told = facts_of(teller(plan_is_today, before=Before(term=1)))
    assert told["Against the term"] == "never in the red"


def test_points_of_the_checklist_have_the_answers_that_were_given() -> None:
    [points] = [each for each in afterwards(teller({}, before=TICKED)).blocks if isinstance(each, Points)]
    assert [item.rpartition(": ")[2] for item in points.items if ": " in item][:1] == ["no"]
    assert sum(item.endswith((": yes", ": no")) for item in points.items) == 1


@pytest.mark.parametrize(("percent", "said"), [(10.0, "moved 10% down and up, "), (None, "percentile of its range.")])
def test_it_says_how_far_inputs_were_moved(percent: float | None, said: str) -> None:
    told = [
        block.text
        for block in answer.answer(teller({}, tornado=replace(found().tornado, percent=percent))).blocks
        if isinstance(block, Paragraph)
    ]
    assert said in told[1]


TICKED = Before(checklist={"mandate": "no"})


@pytest.mark.parametrize("officer", [None, "cso", "cco"])
def test_the_directors_gains_and_losses_add_up_to_the_programme(officer: OfficerForm | None) -> None:
    told = teller({"residual_value": 1, "tax_rate": 0.25}, before=Before(officer=officer))
    table, _ = budgets(told).blocks
    assert isinstance(table, Table)
    amounts = [[float(re.sub(r"[^\d−]", "", cell).replace("−", "-") or 0) for cell in row[1:4]] for row in table.rows]
    *directors, total = amounts
    assert [sum(column) for column in zip(*directors, strict=True)] == pytest.approx(total, abs=len(directors))
    assert total[2] == pytest.approx(told.measures["programme_npv"], abs=1)
    roles = [row[4:] for row in table.rows if row[0] == "Customer service"]
    assert roles == [{None: (), "cso": ("answers for",), "cco": ("has a say",)}[officer]]


def test_what_was_left_open_is_left_out() -> None:
    assert [type(block) for block in question(teller({})).blocks] == [Paragraph]
    [_, facts] = question(teller({}, before=Before(goal="Stay"))).blocks
    assert facts == Facts((("Goal", "Stay"),))
    [_, points] = afterwards(teller({})).blocks
    assert isinstance(points, Points)
    assert labels("en").say("before_check_review") not in points.items


# --- where figures come from -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "name", "source"),
    [
        ({}, "churn", "assumed"),
        ({"churn": 0.1}, "churn", "as filled in"),
        ({}, "reach_share_plan", "assumed"),
        ({"reach_share": {"today": 0.8, "plan": 0.9}}, "reach_share_plan", "as filled in"),
        ({"spillover_share": 0.2}, "spillover_share", "as filled in"),
        ({}, "channel_cost_ratio", "S1: claim of an article"),
        ({"channel_cost_ratio": 8}, "channel_cost_ratio", "as filled in"),
        ({}, "root_causes_removed", "assumed"),
    ],
)
def test_each_input_says_where_it_comes_from(values: Values, name: str, source: str) -> None:
    bars = (Bar(name, 0.1, 0.2, 0.0, 1e6, 1e6),)
    section = assumptions(teller(values, tornado=replace(found().tornado, bars=bars)))
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    assert table.rows[0][-1] == source
    notes = " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))
    assert ("S1 is the article" in notes) == source.startswith("S1")


def test_two_ends_that_look_the_same_in_millions_are_told_in_euros() -> None:
    bars = (Bar("churn", 0.1, 0.2, 1.51e6, 1.52e6, 1e4), Bar("tax_rate", 0.1, 0.2, None, 1.5e6, 1e4))
    section = assumptions(teller({}, tornado=replace(found().tornado, bars=bars)))
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    assert [plain(row[3]) for row in table.rows] == ["€ 1,510,000 to € 1,520,000", "– to € 1.5 million"]


def test_what_a_filled_workbook_left_as_it_was_is_an_assumption_too() -> None:
    whole = Case.from_values(Case.example().inputs.nested())  # all given, as in a workbook
    told = Teller(replace(found(), result=whole.run()), "en", with_pictures=False)
    first = assumptions(told).blocks[0]
    assert isinstance(first, Paragraph)
    count = sum(not driver.essential and not driver.source for driver in drivers().values())
    assert first.text.startswith(f"{count} of the {len(drivers())} inputs are assumed")


def test_every_source_and_its_grade_have_words() -> None:
    sourced = {driver.name: driver.source for driver in drivers().values() if driver.source}
    assert sourced
    for language in LANGUAGES:
        assert all(labels(language).say(f"report_grade_{grades()[name]}") for name in sourced)
        assert all(labels(language).say(f"report_source_{source}") for source in sourced.values())


class Refusing:
    """A case whose ranges are missing or cannot be used, as the tornado sees it."""

    def __init__(self, refusal: Exception) -> None:
        self.refusal = refusal

    def tornado(self, measure: str = "programme_npv", percent: float | None = None) -> Tornado:
        if percent is None:
            raise self.refusal
        return replace(found().tornado, percent=percent)


@pytest.mark.parametrize(
    ("refusal", "note"),
    [
        (NoResult("no input has a range"), "No range was given for any input."),
        (
            InputError([Problem("churn", "outside")] * 3),
            "The ranges could not be used: the number of those that do not",
        ),
    ],
)
def test_without_ranges_that_can_be_used_every_input_goes_as_far(refusal: Exception, note: str) -> None:
    tornado, unusable = _tornado(cast(Case, Refusing(refusal)))
    assert tornado.percent == SWING
    told = assumptions(teller({}, tornado=tornado, unusable_ranges=unusable))
    notes = [block.text for block in told.blocks if isinstance(block, Paragraph)]
    assert notes[-1].startswith(note)
    assert notes[-1].endswith("Each input goes 10% down and up, while all others stay as they are.")


def test_without_a_curve_it_says_why() -> None:
    [paragraph] = line(teller({}, curve=None, why_not="nobody is reached")).blocks
    assert paragraph == Paragraph("For this case there is no curve of levels of service: nobody is reached")


def test_amounts_are_not_broken_over_two_lines() -> None:
    assert unbroken("Van € 1,7 mln, 2 mln en € 3") == "Van €\xa01,7\xa0mln, 2\xa0mln en €\xa03"
    for language in LANGUAGES:
        texts = [text for text in document("pays", language).texts() if text != GOAL]
        assert [text for text in texts if re.search(r"€ \d|\d (mln|million)", text)] == []


# --- as a web page ---------------------------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_everything(language: str) -> None:
    body = page("pays", language).find("body")
    assert body is not None
    said = "".join(body.itertext())
    assert [text for text in document("pays", language).texts() if text not in said] == []


def test_the_page_stands_alone() -> None:
    root = page("pays", "nl")
    addresses = [
        (element.tag, name, value)
        for element in root.iter()
        for name, value in element.attrib.items()
        if "//" in value or name in ("src", "srcset", "data", "action") or name.startswith("on")
    ]
    assert addresses == []
    assert {element.tag for element in root.iter()} & {"script", "link", "iframe", "object", "img", "base"} == set()
    styles = "".join(element.text or "" for element in root.iter() if element.tag.endswith("style"))
    assert "import" not in styles
    assert "url(" not in styles


def test_each_picture_has_ids_of_its_own_and_alternative_text() -> None:
    root = page("pays", "nl")
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', ElementTree.tostring(root, encoding="unicode"))
    assert used
    assert set(used) <= set(ids)
    drawn = root.findall(f".//figure/{SVG}svg")
    for picture, told in zip(drawn, document("pays", "nl").pictures(), strict=True):
        assert picture.attrib["role"] == "img"
        assert set(picture.attrib["aria-labelledby"].split()) <= set(ids)
        assert (picture.findtext(f"{SVG}title"), picture.findtext(f"{SVG}desc")) == (told.title, told.description)
        assert len(told.description) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_can_be_read_by_ear(language: str) -> None:
    root = page("pays", language)
    assert root.attrib["lang"] == language
    headings = [int(element.tag[1]) for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert headings.count(2) == len(SECTIONS)
    assert all(after - before <= 1 for before, after in pairwise(headings))
    for table in root.iter("table"):
        assert table.findtext("caption")
        assert {cell.attrib["scope"] for cell in table.iter("th")} == {"col", "row"}
        lengths = {len(row) for row in table.iter("tr")}
        assert len(lengths) == 1


def test_what_users_wrote_is_text() -> None:
    root = page("pays", "en")
    assert GOAL in [element.text for element in root.iter("dd")]
    assert next(root.iter("b"), None) is None


# --- on paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), [("pays", "nl"), ("short", "en"), ("abolish", "nl")])
def test_it_takes_two_to_four_pages(name: str, language: str) -> None:
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper(name, language))) <= 4


def test_the_paper_has_a_language_a_title_and_a_structure() -> None:
    made = paper("pays", "nl")
    assert b"/Lang(nl)" in made.replace(b"/Lang (", b"/Lang(")
    assert b"/StructTreeRoot" in made
    assert b"/CreationDate" not in made


def test_the_paper_passes_the_check_of_accessible_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", partial(typst.compile, pdf_standards=["ua-1"]))  # refuses what is not
    assert b"pdfuaid" in pdf.as_pdf(document("pays", "nl"))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext on PATH: install poppler-utils")
def test_paper_and_page_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(paper("pays", "nl"))
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout
    squeezed = re.sub(r"\s+", "", said)
    texts = [re.sub(r"\s+", "", text) for text in document("pays", "nl").texts()]
    assert [text for text in texts if text not in squeezed] == []


# --- as files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", report.NEEDS)
def test_the_same_report_gives_the_same_file(ending: str, tmp_path: Path) -> None:
    for name in ("one", "other"):
        report.write_report(report.board_report(found("short"), "en", pictures=False), tmp_path / f"{name}{ending}")
    one, other = (tmp_path / f"{name}{ending}" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("ending", report.NEEDS)
def test_a_file_is_replaced_whole_or_not_at_all(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"report{ending}"
    path.write_text("the former report")

    def fail(*given: object) -> bytes:
        raise OSError("no room")

    monkeypatch.setattr(report, "_contents", fail)
    with pytest.raises(OSError, match="no room"):
        report.write_report(document("pays", "en"), path)
    assert path.read_text() == "the former report"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("report.docx", "is no kind of report that can be written: expected .html or .pdf"),
        ("report", "is no kind of report"),
        ("nowhere/report.pdf", "there is no folder"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_worked_out(
    name: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        report.check(tmp_path / name)


@pytest.mark.parametrize(("ending", "package"), [(".html", "jinja2"), (".pdf", "typst"), (".pdf", "matplotlib")])
def test_without_the_extra_it_says_how_to_install_it(
    ending: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without: Callable[[str], object] = lambda name: None if name == package else find_spec(name)  # noqa: E731
    monkeypatch.setattr(report, "find_spec", without)
    assert not report.can_write(ending)
    with pytest.raises(InputError, match=f"needs {package}.*" + re.escape('pip install "xl-service-roi[report]"')):
        report.check(tmp_path / f"report{ending}")
