"""How the manual looks: one column that fits a narrow screen, light and dark, no font to be fetched."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d1b18; --paper: #fdfcf9; --soft: #5a554c; --line: #d8d2c4;
  --shade: #f2eee5; --link: #0b4f94; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e4dc; --paper: #17181a; --soft: #b3ada0; --line: #3b3c40; --shade: #222427; --link: #8fbcff; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 1rem; max-width: 48rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Georgia, "Iowan Old Style", "Noto Serif", serif; overflow-wrap: anywhere; hyphens: manual; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre, .names, h3 { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
code, .gi { font-size: .9em; font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { padding: .75rem; margin: .5rem 0; white-space: pre-wrap; background: var(--shade); border-left: 3px solid var(--line);
  font-size: .85rem; line-height: 1.45; }
pre code { font-size: inherit; }
h1 { margin: .5rem 0; font-size: 2rem; line-height: 1.2; }
h2 { margin: 3rem 0 1rem; padding-bottom: .25rem; font-size: 1.4rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0; font-size: 1.15rem; }
section section h3 { margin-top: 1.5rem; font-family: inherit; }
h3 .gloss { font-weight: normal; font-family: Georgia, serif; color: var(--soft); }
article { margin: 2rem 0; padding-top: 1rem; border-top: 1px solid var(--line); }
dl { margin: .5rem 0; }
dt { margin-top: .6rem; }
dd { margin: .1rem 0 .4rem 1rem; }
.facts > dt { font-variant-caps: small-caps; letter-spacing: .03em; color: var(--soft); }
.facts > dd { margin-left: 0; }
.usage { color: var(--soft); font-size: .9em; }
.names { margin: .2rem 0; font-size: .85rem; line-height: 1.9; word-spacing: .35em; }
dd > p { margin: .3rem 0; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
footer, .lead { color: var(--soft); }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9rem; }
table { border-collapse: collapse; } td { padding: .2rem .6rem; border: 1px solid var(--line); }
@media print { nav, .skip { display: none; } article { break-inside: avoid; } }
"""
