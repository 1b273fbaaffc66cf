"""The ODD compiler: the TEI's specifications and a customization become one schema, and its outputs."""
