"""The pages in a browser: accessible, narrow enough, quiet on the network, fit for paper."""

import re
from base64 import b64decode

import pytest

from tests.browser import AXE
from tests.publications.conftest import DOCUMENTS

NAMES = pytest.mark.parametrize("name", DOCUMENTS)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What axe asks people to look at, and what we saw:
REVIEWED = {
    "aria-prohibited-attr": "a page break has an aria-label: DPUB-ARIA names it so; axe does not know the role on a span",
    "label-content-name-mismatch": "the visible name of a note is one sign, and it is part of the full name",
    "color-contrast": "words beside a float, on the colour of the page",
}


@pytest.fixture
def shown(browser, pages):
    """Open a page by name; what it asked for and complained about is kept beside it."""
    contexts = []

    def opened(name, *, width=1440, scheme="light", axe=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=axe
        )
        contexts.append(context)
        view = context.new_page()
        view.requested, view.complaints = [], []
        view.on("request", lambda request: view.requested.append(request.url))
        view.on("console", lambda message: view.complaints.append(message.text))
        view.goto(pages[name].as_uri())
        return view

    yield opened
    for context in contexts:
        context.close()


@NAMES
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_violation(shown, name, width, scheme):
    view = shown(name, width=width, scheme=scheme, axe=True)
    view.evaluate(AXE.read_text("utf-8"))
    result = view.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]] == []
    assert {one["id"] for one in result["incomplete"]} <= REVIEWED.keys()


@NAMES
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_scrolls_sideways(shown, name, width):
    assert shown(name, width=width).evaluate("document.documentElement.scrollWidth") == width


@NAMES
def test_a_page_asks_no_other_host_for_anything_and_breaks_no_policy(shown, name):
    view = shown(name)
    assert all(url.startswith("file:") for url in view.requested)
    assert not [text for text in view.complaints if "Policy" in text]


def test_a_picture_beside_the_page_is_shown(shown, pages):
    dot = b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    picture = pages["everything"].with_name("harbour.png")
    picture.write_bytes(dot)
    view = shown("everything")
    view.locator("img").scroll_into_view_if_needed()
    view.evaluate("document.images[0].decode()")
    assert view.evaluate("document.images[0].naturalWidth") == 1
    picture.unlink()


def test_the_policy_lets_no_script_run(shown):
    view = shown("letter-from-the-harbour")
    view.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x:y onerror=\"document.title = 1\">')"
    )
    view.wait_for_timeout(100)
    assert view.title() == "A Letter from the Harbour – Ada Lindqvist"


@NAMES
def test_a_browser_builds_the_tree_that_was_written(shown, pages, name):
    """A `p` that holds a block would be closed by the browser, and the rest of it would stand outside."""
    tags = re.findall(
        r"<(?!/|!)(\w+)", re.sub(r"<style>.*?</style>", "<style>", pages[name].read_text("utf-8"))
    )
    built = shown(name).evaluate("[...document.querySelectorAll('*')].map(one => one.localName)")
    assert built == tags
    assert shown(name).evaluate("document.querySelectorAll('p:empty').length") == 0


@NAMES
def test_nothing_of_the_text_is_hidden_on_paper(shown, name):
    view = shown(name)
    view.emulate_media(media="print")
    hidden = view.evaluate(
        "[...document.querySelectorAll('article *')].filter(one => getComputedStyle(one).display === 'none'"
        " && !one.closest('.added')).map(one => one.outerHTML)"
    )
    assert hidden == []


def test_the_contents_are_not_printed(shown):
    view = shown("stalin-interview")
    assert view.locator("nav").is_visible()
    view.emulate_media(media="print")
    assert not view.locator("nav").is_visible()


@NAMES
def test_the_print_is_a5(shown, name):
    pdf = shown(name).pdf(prefer_css_page_size=True, tagged=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert boxes
    assert {
        (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes
    } == {(148, 210)}


def test_the_keyboard_reaches_the_text_first_and_a_note_and_back(shown):
    view = shown("letter-from-the-harbour")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.className") == "skip"
    view.locator("a[role=doc-noteref][href='#n-carts']").press("Enter")
    assert view.url.endswith("#n-carts")
    view.locator("#n-carts a[role=doc-backlink]").press("Enter")
    assert view.url.endswith("#mark:1")
