"""``python -m tei`` is ``tei``."""

from tei.cli import main

if __name__ == "__main__":
    main()
