"""`python -m openpas` is the command line."""

import sys

from openpas.runtime.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
