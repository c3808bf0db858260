"""The command `intake`: every error that a person can act on is one sentence and an exit code."""

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line and exit with its code. What it makes is its user's alone: homes hold people's mail."""
    if sys.argv[1:2] == ["web"]:
        _end_at_once_until_it_serves()
    # Loaded only here: it takes longer than to be asked to end.
    from intake.cli.main import only_prints, run_command

    os.umask(0o077)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # to look for them takes longer than to read the settings
    if only_prints(sys.argv[1:]):
        gc.set_threshold(50_000)  # what is loaded stays: to search it for garbage is a tenth of such a command
    sys.exit(run_command(sys.argv[1:]))


def _end_at_once_until_it_serves() -> None:
    """Whoever asks a server to end while it starts gets the exit code that they get later, too."""
    for asking in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asking, lambda *_: os._exit(0))


if __name__ == "__main__":
    main()
