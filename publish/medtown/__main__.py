"""`python -m medtown` is the command `medtown`."""

from medtown.cli import main

if __name__ == "__main__":
    main()
