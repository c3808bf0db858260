"""The command `intake`: every error that a person can act on is one sentence and an exit code."""

import os
import sys

from intake.cli.main import run_command


def main() -> None:
    """Run the command line and exit with its code. What it makes is its user's alone: homes hold people's mail."""
    os.umask(0o077)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # to look for them takes longer than to read the settings
    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
