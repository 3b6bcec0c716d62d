"""The start of the simulator: `python -m spektrix_simulator --port 8001`."""

import sys

from spektrix_simulator.serve import main

if __name__ == "__main__":
    sys.exit(main())
