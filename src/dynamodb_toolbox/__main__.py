"""`python -m dynamodb_toolbox` is the command `dynamodb-toolbox`."""

from dynamodb_toolbox.cli import main

if __name__ == "__main__":
    main()
