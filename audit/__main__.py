"""`python -m audit` and the `audit` command."""


def main() -> None:
    """Run the command; its parts are loaded here, for processes that only help begin with this module, too."""
    import gc

    gc.set_threshold(50_000, 20, 20)  # modules and tables stay, and need no look at each few hundred new values
    from audit.cli import main

    main()


if __name__ == "__main__":
    main()
