"""`python -m tests.golden FILE… [--only ACTION,…]`: asks recorded cases, prints what differs, and counts."""

import argparse
import sys
from pathlib import Path

from tests.golden.runner import read, run


def main() -> int:
    """Run the files; 0 where nothing differs that should not."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="cases, one JSON object a line; .gz too"
    )
    parser.add_argument("--only", default="", metavar="ACTION,…", help="only cases of these actions")
    arguments = parser.parse_args()
    only = {action for action in arguments.only.split(",") if action}
    passed = failed = deliberate = 0
    for file in arguments.files:
        for outcome in run(read(file, only)):
            if outcome.mismatch is None:
                passed += 1
            elif outcome.reason is not None:
                passed += 1
                deliberate += 1
                print(f"{outcome.name} {outcome.case['action']} differs deliberately: {outcome.reason}")
            else:
                failed += 1
                print(f"{outcome.name} {outcome.case['action']}: {outcome.mismatch}")
    print(f"{deliberate} of the passed differ deliberately, each for a fault of the reference")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
