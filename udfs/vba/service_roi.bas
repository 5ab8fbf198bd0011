Attribute VB_Name = "service_roi"
' The buttons of the workbook. Each calls a function of the Python module service_roi_macros, through xlwings.
' Nothing runs when the workbook is opened.
Option Explicit

Public Sub Recalculate()
    CallPython "recalculate"
End Sub

Public Sub CheckInputs()
    CallPython "check_inputs"
End Sub

Public Sub ResetToDefaults()
    CallPython "reset_to_defaults"
End Sub

Public Sub BoardReport()
    CallPython "board_report"
End Sub

Public Sub Analyse()
    CallPython "analyse"
End Sub

Public Sub Levers()
    CallPython "levers"
End Sub

Public Sub Tornado()
    CallPython "tornado"
End Sub

Public Sub ServiceLevelCurve()
    CallPython "service_level_curve"
End Sub

Public Sub Simulate()
    CallPython "simulate"
End Sub

Public Sub CompareScenarios()
    CallPython "compare_scenarios"
End Sub

' xlwings shows the errors of Python itself. What is left to be told is that there is no Python.
Private Sub CallPython(functionName As String)
    Dim reason As String
    On Error GoTo NoPython
    DescribeFunctions
    RunPython "import service_roi_macros; service_roi_macros." & functionName & "()"
    Exit Sub
NoPython:
    reason = Err.Description
    MsgBox Advice() & vbNewLine & vbNewLine & reason, vbExclamation, ThisWorkbook.Name
End Sub

' What to do without Python, in the language of this workbook.
Private Function Advice() As String
    Advice = "The buttons need Python: see the sheet xlwings.conf."
    On Error Resume Next
    Advice = GetConfig("WITHOUT PYTHON", Advice)
End Function
