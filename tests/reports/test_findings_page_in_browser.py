"""The page of findings in a browser: accessible, narrow enough, whole without a script, one entry for one cause."""

import pytest

from tei.diagnostics import Diagnostic, Severity, Span
from tei.reports import html
from tests.browser import AXE
from tests.reports.findings import FINDINGS, source
from tests.reports.test_reports import RUN

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MANY = [
    Diagnostic(
        "check.rng.a",
        Severity.ERROR,
        "element `hi` is not allowed in `persName`",
        Span(f"corpus/{n % 90}.xml", n + 1, 4),
    )
    for n in range(4000)
]
SEVERAL = [
    Diagnostic("check.b", Severity.WARNING, f"no `{n}`", Span("a.xml", n + 1), hint=f"try {n}")
    for n in range(30)
]


@pytest.fixture
def shown(browser, tmp_path):
    """Open the page; what it complained about is kept beside it."""
    file = tmp_path / "findings.html"
    file.write_text(html.render([*FINDINGS, *MANY, *SEVERAL], source, RUN), "utf-8")
    contexts = []

    def opened(*, width=1440, scheme="light", axe=False):
        options = {"bypass_csp": True} if axe else {"java_script_enabled": True}
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        view = context.new_page()
        view.complaints = []
        view.on("console", lambda message: view.complaints.append(message.text))
        view.goto(file.as_uri())
        return view

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_violation(shown, width, scheme):
    view = shown(width=width, scheme=scheme, axe=True)
    view.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    view.evaluate(AXE.read_text("utf-8"))
    result = view.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]] == []


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_page_does_not_scroll_sideways_and_breaks_no_policy(shown, width):
    view = shown(width=width)
    assert view.evaluate("document.documentElement.scrollWidth") == width
    assert view.complaints == []
    assert "<script" not in view.content()


def test_thousands_of_findings_of_one_cause_are_one_entry_with_all_places(shown):
    view = shown()
    article = view.locator("article", has_text="not allowed in persName")
    assert article.count() == 1
    article.locator("summary").click()
    assert article.locator("summary").inner_text() == "All 4000 places in 90 files"
    places = article.locator("li .places").all_inner_texts()
    assert sum(len(line.split(", ")) for line in places) == len(MANY)


def test_the_table_leads_to_the_rules_the_worst_first(shown):
    view = shown()
    severities = view.locator("tbody .severity").all_inner_texts()
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    for link in view.locator("tbody a").all():
        assert view.locator(link.get_attribute("href")).inner_text() == link.inner_text()


def test_a_place_is_shown_with_what_is_wrong_marked(shown):
    assert shown().locator("mark", has_text="<speeker").count() == 1


def test_all_of_a_rule_s_causes_are_there_and_most_of_many_are_folded(shown):
    section = shown().locator("section", has_text="check.b")
    assert section.locator("article").count() == len(SEVERAL)
    assert section.locator("article:visible").count() == 12
