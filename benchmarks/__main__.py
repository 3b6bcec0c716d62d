"""Which figures does `make bench` measure? All of the suite, one after the other."""

import sys

from benchmarks import bridge_delays

if __name__ == "__main__":
    sys.exit(bridge_delays.main())
