"""XPath 2.0 (with what schemas use of 3.1) over lxml trees: parsed once, translated to closures, evaluated often.

``tokens`` and ``parser`` make of a text the tree of ``syntax``; ``compiler`` and its neighbours make of that a function of
a context item and a scope. With ``compatible`` the rules of XPath 1.0 decide (XPath 2.0, sections 3 and B, with XPath 1.0
compatibility mode true).
"""
