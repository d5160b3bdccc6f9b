"""The command line: ``treatydiff compare``, ``collate``, ``show``, ``list``, ``report`` and ``validate``.

    cli.commands     the commands, a module for each
    cli.arguments    what all of them share of what can be typed, and the help
    cli.inputs       which text an argument means
    cli.outputs      where a result goes
    cli.streams      terminal, standard output, progress

It exits with 0; with 1 where ``--exit-code`` is given and something changed, where ``validate`` finds errors, or
where ``resolve`` finds other words than were cited; with 2 where the usage or an input is bad, after one line on
standard error, and where ``resolve`` finds a passage gone. Nothing here is imported before it is needed, so that
help and errors come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

BAD = 2
"""Exit code for bad usage or input."""
_INTERRUPTED = 130
_PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments; else those of the process.

    Returns:
        The exit code: 0; 1 for changes where ``--exit-code`` was given, for errors that ``validate`` found, and for
        words that ``resolve`` found changed; 2 for bad usage or input, and for a passage that is gone; as shells
        have it, 130 where a person interrupted, 141 where whoever read the output stopped reading.
    """
    from treatydiff.cli import streams
    from treatydiff.cli.arguments import parser
    from treatydiff.errors import TreatyDiffError

    try:
        try:
            arguments = parser().parse_args(argv)
        except SystemExit as stopped:  # argparse, after help or bad usage
            code = stopped.code if isinstance(stopped.code, int) else BAD
        else:
            from treatydiff.cli import commands

            code = commands.run(arguments)
        streams.flush()
    except TreatyDiffError as error:
        streams.complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        streams.abandon()
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
