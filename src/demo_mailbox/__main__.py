"""The start of the mailbox: `python -m demo_mailbox --smtp-port 8025 --port 8003`."""

import sys

from demo_mailbox.serve import main

if __name__ == "__main__":
    sys.exit(main())
