"""`python -m audit` and the `audit` command."""


def main() -> None:
    """Run the command; its parts are loaded here, for processes that only help begin with this module, too."""
    from audit.cli import main

    main()


if __name__ == "__main__":
    main()
