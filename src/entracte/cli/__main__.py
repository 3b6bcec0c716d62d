"""The command `entracte` without a PATH: `python -m entracte.cli`."""

import sys

from entracte.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
