"""How is Entracte started without its command on the PATH? `python -m entracte.cli`."""

import sys

from entracte.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
