"""What the tests of the command line share."""

from tests.cli.models import run

__all__ = ["run"]
