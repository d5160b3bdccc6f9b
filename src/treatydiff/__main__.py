"""``python -m treatydiff``: the command line."""

import sys

from treatydiff.cli import main

if __name__ == "__main__":
    sys.exit(main())
