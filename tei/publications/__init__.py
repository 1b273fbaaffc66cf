"""Publications: one module per output format, each offering ``publish(document, …) -> Mapping[str, bytes]``."""
