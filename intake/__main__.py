"""The command `intake`: every error that a person can act on is one sentence and an exit code."""

import gc
import os
import sys

from intake.cli.main import only_prints, run_command


def main() -> None:
    """Run the command line and exit with its code. What it makes is its user's alone: homes hold people's mail."""
    os.umask(0o077)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # to look for them takes longer than to read the settings
    if only_prints(sys.argv[1:]):
        gc.set_threshold(50_000)  # what is loaded stays: to search it for garbage is a tenth of such a command
    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
