"""An arcade: players, games and scores in one table, with two indexes.

Run it: `python examples/single_table.py`. The table is in memory; to run it on AWS, only the URL given to
`connect` changes.

    what               pk           sk                       in the index
    a player           PLAYER#ash   PROFILE                  by_country (country, name): JP, Ash
    a game             GAME#snake   INFO                     —
    a player's score   PLAYER#ash   SCORE#snake#2026-03-01   leaderboard (game_id, points): snake, 4200
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dynamodb_toolbox import (
    Attr,
    BatchPutRequest,
    BatchWriteCommand,
    EnsureTableCommand,
    Entity,
    EntityAccessPattern,
    GetItemCommand,
    InvalidCursorError,
    Item,
    QueryCommand,
    ScanCommand,
    ScanProgress,
    Table,
    connect,
    execute_batch_write,
    key,
    s,
)

CURSOR_SECRET = "from the settings of the service"  # noqa: S105  # an example has no settings

client = connect("sqlite://")

table = Table(
    name="arcade",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
    indexes={
        "leaderboard": {
            "type": "global",
            "partition_key": {"name": "game_id", "type": "string"},
            "sort_key": {"name": "points", "type": "number"},
        },
        "by_country": {
            "type": "global",
            "partition_key": {"name": "country", "type": "string"},
            "sort_key": {"name": "name", "type": "string"},
        },
    },
    client=client,
)


class Player(Item):
    """Who plays."""

    player_id: Attr[str] = key()
    name: Attr[str]
    country: Attr[str]


class Game(Item):
    """What is played."""

    game_id: Attr[str] = key(saved_as="id")  # not `game_id`: a game is not on its own leaderboard
    title: Attr[str]


class Score(Item):
    """What a player made of a game on a day."""

    player_id: Attr[str] = key()
    game_id: Attr[str] = key()
    day: Attr[date] = key()
    points: Attr[int]


players = Entity(
    name="player",
    table=table,
    schema=Player,
    compute_key=lambda player: {"pk": f"PLAYER#{player['player_id']}", "sk": "PROFILE"},
)
games = Entity(
    name="game",
    table=table,
    schema=Game,
    compute_key=lambda game: {"pk": f"GAME#{game['game_id']}", "sk": "INFO"},
)
scores = Entity(
    name="score",
    table=table,
    schema=Score,
    compute_key=lambda score: {
        "pk": f"PLAYER#{score['player_id']}",
        "sk": f"SCORE#{score['game_id']}#{score['day']}",
    },
)

# How the table is asked: each way once, by a name, with an input of its own.
scores_of_player = (
    scores.build(EntityAccessPattern)
    .schema(s.map({"player_id": s.string(), "game_id": s.string()}))
    .pattern(
        lambda given: {
            "partition": f"PLAYER#{given['player_id']}",
            "range": {"begins_with": f"SCORE#{given['game_id']}#"},
        }
    )
)
leaderboard = (
    scores.build(EntityAccessPattern)
    .schema(s.map({"game_id": s.string()}))
    .pattern(lambda given: {"index": "leaderboard", "partition": given["game_id"]})
    .options(reverse=True)
)
players_of_country = (
    players.build(EntityAccessPattern)
    .schema(s.map({"country": s.string()}))
    .pattern(lambda given: {"index": "by_country", "partition": given["country"]})
)


def all_about_player(player_id: str) -> QueryCommand[Player | Score]:
    """Query items of two kinds at once: a player, and what they made."""
    return table.build(QueryCommand).entities(players, scores).query({"partition": f"PLAYER#{player_id}"})


def season() -> Iterator[Player | Game | Score]:
    """Give what happened: four players, two games, two weeks."""
    for name, country in (("Ash", "JP"), ("Brock", "JP"), ("Misty", "JP"), ("Nemona", "ES")):
        yield Player(player_id=name.lower(), name=name, country=country)
        for title in ("Snake", "Tetris"):
            for number in range(14):
                points = (len(name) * 700 + number * 1300 + len(title) * 90) % 9001
                day = date(2026, 3, 1) + timedelta(days=number)
                yield Score(player_id=name.lower(), game_id=title.lower(), day=day, points=points)
    for title in ("Snake", "Tetris"):
        yield Game(game_id=title.lower(), title=title)


def fill() -> None:
    """Write the season in batches."""
    puts: list[BatchPutRequest[Any, Any]] = []
    for item in season():
        match item:
            case Player():
                puts.append(players.build(BatchPutRequest).item(item))
            case Game():
                puts.append(games.build(BatchPutRequest).item(item))
            case Score():
                puts.append(scores.build(BatchPutRequest).item(item))
    execute_batch_write(table.build(BatchWriteCommand).requests(*puts))
    print(f"{len(puts)} items written")


def by_access_pattern() -> None:
    """Ask the table in the ways it was made for; what comes back is typed."""
    print("\n— By access pattern")
    ash = players.build(GetItemCommand).key({"player_id": "ash"}).send().item
    print("A player:", ash and f"{ash.name} of {ash.country}")

    of_country = players_of_country.query({"country": "JP"})
    print("Players of JP:", ", ".join(player.name for player in of_country))

    best: list[Score] = leaderboard.query({"game_id": "snake"}).options(reverse=True, limit=3).send().items
    for place, score in enumerate(best, 1):
        print(f"  {place}. {score.player_id:7} {score.points:5} on {score.day}")

    of_ash = scores_of_player.query({"player_id": "ash", "game_id": "tetris"})
    first, how_many = of_ash.first(), of_ash.count()
    print("Ash's first Tetris:", first and f"{first.points} on {first.day}, and {how_many - 1} more")

    points: Counter[str] = Counter()
    for item in all_about_player("misty"):
        match item:
            case Player():
                print(f"{item.name} of {item.country}:", end=" ")
            case Score():
                points[item.game_id] += item.points
    print(dict(points))

    week = (
        table.build(QueryCommand)
        .entities(scores)
        .query(
            {
                "partition": "PLAYER#ash",
                "range": {"between": ["SCORE#snake#2026-03-01", "SCORE#snake#2026-03-07"]},
            }
        )
    )
    strong = week.options(filters={"score": {"attr": "points", "gte": 5000}})
    print("Ash's good days in the first week of Snake:", [str(score.day) for score in strong])


def page_of_leaderboard(game_id: str, cursor: str | None) -> dict[str, Any]:
    """Answer a web client: a page, and the cursor for the next."""
    query = leaderboard.query({"game_id": game_id})
    response = query.options(reverse=True, limit=20, cursor=cursor, cursor_secret=CURSOR_SECRET).send()
    return {"points": [score.points for score in response.items], "next": response.cursor()}


def with_cursors() -> None:
    """Turn pages as a web client does, which knows nothing but the last cursor."""
    print("\n— Page by page, for a web client")
    cursor: str | None = None
    while True:
        page = page_of_leaderboard("tetris", cursor)
        print(f"{len(page['points'])} scores from {page['points'][0]} to {page['points'][-1]};", end=" ")
        print(f"then {page['next'] and page['next'][:12] + '…'}")
        if page["next"] is None:
            break
        cursor = page["next"]
    try:
        page_of_leaderboard("snake", cursor)
    except InvalidCursorError as error:
        print("The cursor on another game:", error.code)


def in_parallel() -> None:
    """Read the whole table in segments, several at once."""
    print("\n— A parallel scan")
    pages: list[ScanProgress] = []
    scan = table.build(ScanCommand).entities(players, games, scores).options(limit=10)
    every = scan.parallel(segments=8, workers=4, progress=pages.append).send()
    print("Found:", dict(Counter(type(item).__name__ for item in every.items)))
    last = pages[-1]
    print(f"{last.items} items in {last.segments_done} of {last.segments} segments")
    print("Scores alone:", table.build(ScanCommand).entities(scores).parallel(segments=8).count())


async def with_async() -> None:
    """Do the same with async and await."""
    print("\n— With async and await")
    best = await leaderboard.query({"game_id": "tetris"}).first_async()
    print("The best at Tetris:", best and f"{best.player_id} with {best.points}")
    scan = table.build(ScanCommand).entities(scores).parallel(segments=8)
    total = 0
    async for score in scan:
        total += score.points
    print("Points of all:", total)


def main() -> None:
    """Create the table, fill it, and ask it in every way."""
    table.build(EnsureTableCommand).send()
    fill()
    by_access_pattern()
    with_cursors()
    in_parallel()
    asyncio.run(with_async())


if __name__ == "__main__":
    with client:
        main()
