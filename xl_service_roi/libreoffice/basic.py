"""The Basic module that Calc calls: a function for each of ours, which hands its arguments to the Python script."""

from __future__ import annotations

import inspect
from html import escape

from .worker import functions

MODULE = "ServiceROI"
SCRIPT = "service_roi_calc.py"
MARK = "' Written by service-roi libreoffice; changes made here are lost."

_FILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{MODULE}" script:language="StarBasic">{{}}\
</script:module>
"""

# The script is Global so that it stays loaded: Basic forgets its other variables after each cell. Several values come
# as a list of rows, and Calc wants a table.
_ANSWER = f"""
Global ServiceROIScript As Object

Function ServiceROIAnswer(functionName As String, arguments)
    On Error GoTo noPython
    If IsNull(ServiceROIScript) Then
        Dim scripts
        scripts = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
        ServiceROIScript = scripts.createScriptProvider("user").getScript( _
            "vnd.sun.star.script:{SCRIPT}$answer?language=Python&location=user")
    End If
    On Error GoTo failed
    Dim answers
    answers = ServiceROIScript.invoke(Array(functionName, arguments), Array(), Array())
    If Not IsArray(answers) Then
        ServiceROIAnswer = answers
        Exit Function
    End If
    Dim i As Long, j As Long
    Dim table(0 To UBound(answers), 0 To UBound(answers(0)))
    For i = 0 To UBound(answers)
        For j = 0 To UBound(answers(0))
            table(i, j) = answers(i)(j)
        Next j
    Next i
    ServiceROIAnswer = table
    Exit Function
noPython:
    ServiceROIAnswer = "#SROI! this LibreOffice can't run Python scripts; " _
        & "on Debian and Ubuntu: apt install libreoffice-script-provider-python"
    Exit Function
failed:
    ServiceROIAnswer = "#SROI! " & Error$
End Function
"""


def basic_module() -> str:
    """Return the module as LibreOffice stores it."""
    wrapped = [_function(name, len(inspect.signature(called).parameters)) for name, called in functions().items()]
    return _FILE.format(escape("\n".join([MARK, _ANSWER, *wrapped]), quote=False))


def _function(name: str, count: int) -> str:
    """One function; its arguments are numbered, for Basic reserves words that ours are called, such as `line`.

    All are optional, so that Python says which one is missing; the one behind the last catches what is too many, which
    Basic would drop in silence.
    """
    arguments = [f"a{number}" for number in range(1, count + 2)]
    return f"""\
Function {name.upper()}({", ".join(f"Optional {argument}" for argument in arguments)})
    {name.upper()} = ServiceROIAnswer("{name}", Array({", ".join(arguments)}))
End Function
"""
