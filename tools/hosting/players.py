"""So many players at once at one server, each a game of its own, and what becomes of their questions.

    python3 tools/hosting/players.py --game target/debug/room-tone --endpoint http://127.0.0.1:4000/v1 --players 10

Each types a word that only it knows. If that word is ever seen at somebody else's, the script says so and fails. Keys:
`--keys FILE` in the form of keys.txt (a player takes the next one), or ROOM_TONE_KEY for all. Needs only Python 3.10."""

import argparse
import asyncio
import collections
import contextlib
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from ear import Ear

# What is typed, each time with the word that only this player knows.
SAID = [
    "I grew up on {} Street.",
    "My sister calls the cat {}.",
    "Do you know where {} is?",
    "I dreamt of {} again.",
    "I wrote to {} today.",
    "What would you do in {}?",
    "It rained all the way to {}.",
    "I never told {} about it.",
    "The shop is called {} now.",
    "I can’t stop thinking about {}.",
    "Say something about {}.",
    "{} was where we met.",
]
# A game that has not come to its next turn after so many seconds hangs.
HANGS = 120
# For so many turns of a life it is worked out ahead what typed words may mean.
AHEAD = 120
# After this silence the game says the written line. A little less, since its clock and ours differ.
SILENCE = 5.8


class Player:
    def __init__(self, number, options, home, key):
        self.number, self.options, self.home, self.key = number, options, home, key
        self.mark = f"Harrow{number:03}"
        self.chance = random.Random(number)
        self.turns = self.endings = 0
        self.hangs, self.lines, self.answers, self.typed = None, [], [], []

    async def play(self, until):
        ear = Ear(self.options.endpoint)
        address = await ear.open()
        self.requests = ear.requests
        if self.options.grade:
            at = f"endpoint {self.options.model} at {address.split('/')[2]}"
            Path(self.home, "grades.json").write_text(json.dumps({at: self.options.grade}))
        mind = ["--mind", "endpoint", "--endpoint", address, "--model", self.options.model]
        game = await begin(self.options.game, self.home, mind + ["--continue"], self.key)
        try:
            await self.live(game, until)
        except (BrokenPipeError, ConnectionResetError):
            self.hangs = "the game ended by itself"
        finally:
            with contextlib.suppress(ProcessLookupError):
                game.kill()
            await game.wait()
            await ear.close()

    async def live(self, game, until):
        asked = None  # when something was typed that she answers
        while time.monotonic() < until:
            told, choices = await turn(game)
            if choices is None:
                if told is None:
                    self.hangs = f"no turn for {HANGS} s after {self.typed}"
                else:
                    self.endings += 1
                return
            self.lines += [line["text"] for line in told]
            if asked:
                waited = time.monotonic() - asked[0]
                await asyncio.sleep(0.2)  # The ear may be a little behind.
                self.account(told, waited, asked[1])
            self.turns += 1
            await asyncio.sleep(self.chance.expovariate(1 / self.options.pause) if self.options.pause else 0)
            asked = None
            if time.monotonic() >= until:
                return
            open_ = [c["n"] for c in choices["choices"] if not c["locked"]]
            if choices["typing"] and "letter" not in choices and self.chance.random() < self.options.types:
                words = self.chance.choice(SAID).format(self.mark)
                asked = time.monotonic(), len(self.requests)
            else:
                words = str(self.chance.choice(open_)) if open_ else ""
            self.typed.append(words)
            game.stdin.write(f"{words}\n".encode())
            await game.stdin.drain()

    def account(self, told, waited, before):
        """Who answered the words that were typed, and if not the model, why not."""
        requests = self.requests[before:]
        if not requests:
            return self.answers.append(("nobody was asked", waited))
        last = requests[-1]
        if any(line["source"] == "endpoint" for line in told):
            why = "the model"
        elif last.status == 0 and waited < SILENCE:
            why = "nobody there"
        elif last.status == 429:
            why = "over the limit (429)"
        elif last.status not in (0, 200):
            why = f"the server said {last.status}"
        elif last.status == 0 or (last.dropped and last.dropped >= SILENCE):
            why = "no sentence within six seconds"
        elif last.failed():
            why = "the server broke off"
        else:
            why = "her words did not pass"
        self.answers.append((why, waited))


async def begin(game, home, options, key=None):
    env = dict(os.environ, ROOM_TONE_HOME=str(home), **({"ROOM_TONE_KEY": key} if key else {}))
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        game, "text", "--json", *options, env=env, stdin=pipe, stdout=pipe, limit=1 << 24
    )


async def turn(game):
    """What is told until the next turn, and what may be done then; no choices once it is over, nothing if it hangs."""
    told = []
    while True:
        try:
            line = await asyncio.wait_for(game.stdout.readline(), HANGS)
        except asyncio.TimeoutError:
            return None, None
        if not line:
            return told, None
        thing = json.loads(line)
        if thing["kind"] == "line":
            told.append(thing)
        elif thing["kind"] == "choices":
            return told, thing


async def beginning(options, home):
    """Lives with written lines up to the first evening on which she can be talked to, and leaves that life in `home`.
    Then it lives on, so that `home` also knows what typed words may mean: at a first start that takes a while."""
    chance, saved, more = random.Random(options.seed), None, 0
    game = await begin(options.game, home, ["--mind", "authored", "--new", "--seed", str(options.seed)])
    while more < AHEAD:
        told, choices = await turn(game)
        if choices is None:
            break
        spoke = any(line["who"] == "samantha" for line in told)
        if not saved and spoke and choices["typing"] and "letter" not in choices:
            saved = Path(home, "life.journal").read_bytes()
        more += bool(saved)
        open_ = [c["n"] for c in choices["choices"] if not c["locked"]]
        game.stdin.write(f"{chance.choice(open_) if open_ else ''}\n".encode())
    if not saved:
        sys.exit("that life ended before she could be talked to; take another --seed")
    # The file is written when there is nothing left to work out.
    places = Path(home, "cache", "places")
    while not places.exists() or time.time() - places.stat().st_mtime < 5:
        await asyncio.sleep(1)
    game.kill()
    await game.wait()
    Path(home, "life.journal").write_bytes(saved)


async def all_of_them(options):
    lines = options.keys.read_text().splitlines() if options.keys else []
    keys = [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]
    with tempfile.TemporaryDirectory(prefix="room-tone-players-") as folder:
        first = options.first or Path(folder, "first")
        if not Path(first, "life.journal").exists():
            first.mkdir(parents=True, exist_ok=True)
            await beginning(options, first)
        players, running = [], []
        began, before = time.monotonic(), used(options.watch)
        for number in range(options.players):
            home = Path(folder, str(number))
            shutil.copytree(first, home)
            players.append(Player(number, options, home, keys[number % len(keys)] if keys else None))
            running.append(asyncio.ensure_future(players[-1].play(began + options.minutes * 60)))
            await asyncio.sleep(options.stagger)
        await asyncio.gather(*running)
        took, after = time.monotonic() - began, used(options.watch)
        costs = {pid: (now[0] - before[pid][0], now[1]) for pid, now in after.items()}
        return players, took, costs


def used(pids):
    """Seconds of CPU and MB of memory that each process has used, where /proc tells."""
    out = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            most = next(line for line in lines if line.startswith("VmHWM"))
            out[pid] = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), int(most.split()[1]) / 1024
    return out


def spread(times):
    """Median and the 95th percentile."""
    times = sorted(times)
    if not times:
        return "–"
    return f"{statistics.median(times):.2f} s, p95 {times[min(len(times) - 1, int(len(times) * 0.95))]:.2f} s"


def report(players, took, costs):
    requests = [request for player in players for request in player.requests]
    answers = collections.defaultdict(list)
    for player in players:
        for why, waited in player.answers:
            answers[why].append(waited)
    asked = sum(len(waits) for why, waits in answers.items() if why != "nobody was asked")
    print(f"{len(players)} players, {took:.0f} s, {sum(p.turns for p in players)} turns; load {os.getloadavg()[0]:.1f}")
    print(f"asked: {asked} ({asked / took * 60:.0f} a minute)")
    for why, waits in sorted(answers.items(), key=lambda item: -len(item[1])):
        share = f"{len(waits) / asked:4.0%}" if asked and why != "nobody was asked" else "    "
        print(f"  {len(waits):5} {share}  {why}; he waited {spread(waits)}")
    good = [request for request in requests if request.status in (0, 200)]
    never = sum(not request.first for request in good)
    print(f"first word: {spread([r.first for r in good if r.first])}; never: {never} of {len(good)}")
    whole = spread([r.whole for r in good if r.whole])
    print(f"whole answer: {whole}; let go by the game: {sum(bool(r.dropped) for r in good)}")
    for pid, (seconds, most) in costs.items():
        print(f"process {pid}: {seconds / max(1, len(requests)):.2f} s of CPU a question, at most {most:.0f} MB")
    refused = sum(request.status == 429 for request in requests)
    print(f"refused with 429: {refused}; lives that ended: {sum(player.endings for player in players)}")
    fewest = min(players, key=lambda player: player.turns)
    print(f"fewest turns of any player: {fewest.turns}")
    return check(players)


def check(players):
    """Looks for everybody's word at everybody else's; and for games that hang."""
    wrong, own = [], 0
    for player in players:
        heard = "\n".join(player.lines)
        heard += "".join(request.asked.decode() + request.words() for request in player.requests)
        own += sum(player.mark.lower() in request.words().lower() for request in player.requests)
        others = [other.mark for other in players if other is not player and other.mark.lower() in heard.lower()]
        wrong += [f"player {player.number} has heard {', '.join(others)}"] if others else []
        wrong += [f"player {player.number}: {player.hangs}"] if player.hangs else []
    asked = sum(player.mark in request.asked.decode() for player in players for request in player.requests)
    print(f"words: each player's own in {asked} questions and {own} answers; at another player's: ", end="")
    print("\n".join(wrong) if wrong else "none, and no game hung")
    return not wrong


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--game", default="room-tone", help="the game’s program")
    parse.add_argument("--endpoint", required=True, help="as http://127.0.0.1:4000/v1")
    parse.add_argument("--model", default="samantha")
    parse.add_argument("--players", type=int, default=1)
    parse.add_argument("--minutes", type=float, default=2)
    parse.add_argument("--pause", type=float, default=10, help="seconds a player reads and thinks, in the middle")
    parse.add_argument("--types", type=float, default=0.7, help="how often a player types where it can, 0 to 1")
    graded = "what `room-tone doctor` found; C and D are asked short questions"
    parse.add_argument("--grade", choices="ABCD", help=graded)
    parse.add_argument("--stagger", type=float, default=0.3, help="seconds between two beginnings")
    parse.add_argument("--keys", type=Path, help="players’ keys, as for keys.py")
    watched = "servers on this machine: how much they use"
    parse.add_argument("--watch", type=int, nargs="*", default=[], metavar="PID", help=watched)
    parse.add_argument("--first", type=Path, help="a folder in which their common beginning is kept for the next time")
    parse.add_argument("--seed", type=int, default=1, help="of the life that all of them begin in the middle of")
    options = parse.parse_args()
    options.game = shutil.which(options.game) or str(Path(options.game).resolve())
    sys.exit(0 if report(*asyncio.run(all_of_them(options))) else 1)


main()
