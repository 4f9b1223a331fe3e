"""`python -m dynamodb_toolbox` is the command `dynamodb-toolbox`."""

from dynamodb_toolbox.cli import run

if __name__ == "__main__":
    run()
