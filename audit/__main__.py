"""`python -m audit` and the `audit` command."""

import os

SELDOM = (50_000, 20, 20)
"""How seldom Python looks for garbage: modules and tables stay, and need no look at each few hundred new values."""


def main() -> None:
    """Run the command; its parts are loaded here, for processes that only help begin with this module, too."""
    import gc

    gc.set_threshold(*SELDOM)
    # The encoder's matrices are small: threads that share one wait more than they work, and move its last digits.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from audit.cli import main

    main()


if __name__ == "__main__":
    main()
