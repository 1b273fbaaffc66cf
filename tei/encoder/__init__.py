"""Encoding: a ``Transcription`` to a TEI document, and the account of where each character went.

elements     making TEI elements
ids          ``xml:id``s that survive an insertion above them
findings     what the encoder guesses or cannot know
guesses      what a reader guessed, as findings
people       who is who
notes        notes and the references to them
inlines, body, header, claims   the parts of the document
encoding     all of it
"""

from tei.encoder.encoding import Encoding, Tree, encode, tree
from tei.encoder.settings import Publication, Revision, Settings

__all__ = ["Encoding", "Publication", "Revision", "Settings", "Tree", "encode", "tree"]
