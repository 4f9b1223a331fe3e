"""One command for contributors: `nox` checks style, types and behaviour (see CONTRIBUTING.md)."""

import nox

nox.needs_version = ">=2025.5.1"
nox.options.sessions = ["lint", "types", "tests"]
nox.options.reuse_existing_virtualenvs = True
nox.options.stop_on_first_error = True

PYPROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> list[str]:
    """Give the requirements of a dependency group."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


@nox.session
def lint(session: nox.Session) -> None:
    """Style: ruff, as formatter and linter."""
    session.install(*group("lint"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types: mypy --strict and pyright strict, on everything that is Python."""
    session.install("-e", ".", *group("types"))
    session.run("mypy")
    session.run("pyright")


@nox.session
def tests(session: nox.Session) -> None:
    """Behaviour, layers, examples and docs: pytest. Arguments go through: `nox -s tests -- -k update`."""
    session.install("-e", ".", *group("tests"))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(default=False, python=["3.12", "3.13", "3.14"])
def pythons(session: nox.Session) -> None:
    """Behaviour on the other Pythons that we support, where they are installed: `nox -s pythons`."""
    tests(session)


@nox.session(default=False)
def oldest(session: nox.Session) -> None:
    """Behaviour with the oldest releases of what we depend on: `nox -s oldest`."""
    session.install("-e", ".", *group("tests"))
    session.install(*(wanted.replace(">=", "==") for wanted in PYPROJECT["project"]["dependencies"]))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(default=False)
def format(session: nox.Session) -> None:  # noqa: A001  # what it does
    """Write the style instead of checking it."""
    session.install(*group("lint"))
    session.run("ruff", "check", "--fix", ".")
    session.run("ruff", "format", ".")
