"""Reports: one file per way of printing, ``render(findings, source, run)`` gives text.

decisions, decision_page   what was decided in a transcription, as a table, as JSON and as a page
"""
