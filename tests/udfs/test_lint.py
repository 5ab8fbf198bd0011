"""What Excel and VBA ask of names and descriptions, and xlwings does not check."""

from __future__ import annotations

import inspect
import re

import pytest
from reference.functions_md import functions

from xl_service_roi.worksheet.functions import arguments_of

NAMES = list(functions())

# [MS-VBAL], VBA Language Specification, section 3.3.5.2 Reserved Identifiers
WORDS = """
call case close const declare defbool defbyte defcur defdate defdbl defint deflng deflnglng deflngptr defobj
defsng defstr defvar dim do else elseif end endif enum erase event exit for friend function get global gosub
goto if implements input let lock loop lset next on open option print private public put raiseevent redim resume
return rset seek select set static stop sub type unlock wend while with write rem any as byref byval each in new
shared until withevents optional paramarray preserve spc tab then to addressof and eqv imp is like mod not or
typeof xor abs cbool cbyte ccur cdate cdbl cdec cint clng clnglng clngptr csng cstr cvar cverr date debug
doevents fix int len lenb me pset scale sgn string array circle inputb lbound ubound boolean byte currency
double integer long longlong longptr single variant true false nothing empty null attribute lineinput decimal
defdec cdecl
"""
RESERVED = frozenset(WORDS.split())
XLWINGS_OWN = {"caller", "xlpy", "failed"}
"""Names with a meaning of their own in xlwings and in the VBA that it writes."""


@pytest.mark.parametrize("name", NAMES)
def test_names_are_safe_in_vba_and_excel(name: str) -> None:
    arguments = list(inspect.signature(functions()[name]).parameters)
    for identifier in (name, *arguments):
        assert re.fullmatch("[a-z][a-z0-9_]*", identifier), f"{identifier}: VBA takes no other characters"
        assert identifier not in RESERVED | XLWINGS_OWN, f"{identifier} is a word of VBA or xlwings"
        assert not re.fullmatch(r"[a-z]{1,3}[0-9]+|r|c|r[0-9]*c[0-9]*", identifier), f"{identifier} looks like a cell"
        assert len(identifier) <= 64
    assert name not in arguments, "inside the function its own name is its result"
    folded = [argument.casefold() for argument in arguments]
    assert len(set(folded)) == len(folded), "VBA sees no difference between small letters and capitals"


def test_no_two_functions_differ_in_case_only() -> None:
    assert len({name.casefold() for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_descriptions_fit_the_function_wizard(name: str) -> None:
    function = functions()[name]
    text = inspect.getdoc(function) or ""
    assert 20 <= len(text) <= 255, "Excel cuts what is longer"
    assert "\n" not in text
    assert text.endswith(".")
    declared = arguments_of(function)
    for argument, about in declared.items():
        assert 4 <= len(about.doc) <= 255, argument
        assert about["doc"] == about.doc, "what xlwings hands to Excel"
        assert about.doc[0].isupper() or about.doc.split(",")[0] in ("today",), argument
    assert len(declared) + sum(map(len, declared)) <= 254, "the wizard breaks on longer lists of arguments"


@pytest.mark.parametrize("name", NAMES)
def test_signatures_are_such_as_xlwings_takes(name: str) -> None:
    for parameter in inspect.signature(functions()[name]).parameters.values():
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    optional = [
        p.default is not inspect.Parameter.empty for p in inspect.signature(functions()[name]).parameters.values()
    ]
    assert optional == sorted(optional), "what may be left out comes last"
