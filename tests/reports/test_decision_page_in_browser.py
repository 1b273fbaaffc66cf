"""The page of decisions in a browser: accessible, narrow enough, without a script, fit for paper."""

import pytest

from tei.reports.decision_page import page
from tests.browser import AXE
from tests.reports.test_decisions import DECIDED

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def shown(browser, tmp_path):
    """Open the page with every ``Overrule`` open; what it complained about is kept beside it."""
    file = tmp_path / "decisions.html"
    file.write_text(page(DECIDED, "mill.toml"), "utf-8")
    contexts = []

    def opened(*, width=1440, scheme="light", axe=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=axe
        )
        contexts.append(context)
        view = context.new_page()
        view.complaints = []
        view.on("console", lambda message: view.complaints.append(message.text))
        view.goto(file.as_uri())
        view.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        return view

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_violation(shown, width, scheme):
    view = shown(width=width, scheme=scheme, axe=True)
    view.evaluate(AXE.read_text("utf-8"))
    result = view.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_page_does_not_scroll_sideways_and_breaks_no_policy(shown, width):
    view = shown(width=width)
    assert view.evaluate("document.documentElement.scrollWidth") == width
    assert view.complaints == []


def test_a_decision_stands_beside_its_line_where_there_is_room_and_below_it_where_not(shown):
    for width, is_beside in ((1440, True), (360, False)):
        view = shown(width=width)
        line = view.locator("li[value='5'] p").bounding_box()
        decision = view.locator(".decision").nth(2).bounding_box()
        assert (decision["x"] > line["x"] + line["width"] - 1) == is_beside
        assert (abs(decision["y"] - line["y"]) < 10) == is_beside


def test_on_paper_every_decision_is_there_and_nothing_to_click(shown):
    view = shown()
    view.emulate_media(media="print")
    assert view.locator(".decision strong").first.is_visible()
    assert not view.locator("summary").first.is_visible()
