"""The TEI document: parsed, addressed, serialised, accounted for. lxml's tree is the TEI tree everywhere."""
