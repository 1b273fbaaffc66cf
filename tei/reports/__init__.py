"""Reports: one file per way of printing, ``render(findings, source, …)`` gives text."""
