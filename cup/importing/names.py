"""Finds the ids of competitions, rounds, clubs and people: those of the record where a name is known there, otherwise new ones made of it."""

import csv
import difflib
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from anyascii import anyascii

from cup import Stop
from cup.raw_files import csv_contents, shown
from cup.readers.reading import Match, Told

# what clubs are called beside their names
CLUB_WORDS = frozenset(re.findall(r"\w+", "fc cf sc ac cd ld csd cs sv sk fk nk sd ud ca rc as us ss afc cr ad club the de del la el"))
QUALIFYING = {"first_round": "first_qualifying_round", "second_round": "second_qualifying_round", "third_round": "third_qualifying_round"}
QUALIFYING |= {"fourth_round": "fourth_qualifying_round", "play_off_round": "play_off_round"}
ASSOCIATIONS = {"TRI": "TTO"}  # two codes are in use; the record has the second
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*")  # as in the raw contract
LONGEST = 80  # letters of an id made of a name
NEAR = 0.88  # of SequenceMatcher
NEAR_ENOUGH = 0.7  # where the matches themselves look like those of one club
NO_ROUND = "round_not_on_record"


@cache
def fold(text: str) -> str:
    """A text in small letters of A to Z, words apart by one blank; other scripts are spelt in these letters."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower().replace("'", "")))


def slug(text: str) -> str:
    """A readable id made of a name, at most 80 characters. What has no letters, or more than 80, is told from others by a sum of the whole."""
    whole = fold(text).replace(" ", "_")
    if whole and len(whole) <= LONGEST:
        return whole
    mark = hashlib.sha1((whole or text).encode(errors="replace")).hexdigest()[:8]
    return f"{whole[: LONGEST - 9].strip('_') or 'unnamed'}_{mark}"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; none if there is no such file."""
    if not path.is_file():
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows_of_the_user(path: Path, needed: list[str]) -> list[dict[str, str]]:
    """The rows of a table in the user's folder, blank where they are short. Raises Stop if they cannot be told apart."""
    if not os.path.lexists(path):
        return []
    faults = csv_contents(path, shown(path))[0]
    found = [] if faults else rows(path)
    if found and (missing := [column for column in needed if column not in found[0]]):
        faults = [f"{shown(path)} has no column {missing[0]}; its header is to have {', '.join(needed)}."]
    if faults:
        raise Stop(faults[0], 2)
    return [{column: (cell or "").strip() for column, cell in row.items() if column} for row in found]


@dataclass(frozen=True)
class Spelling:
    """A name of a club or a competition, and the days on which it bore it."""

    id: str
    valid_from: str
    valid_to: str
    is_of_the_user: bool

    def holds(self, day: str | None) -> bool:
        return day is None or ((self.valid_from or "0") <= day <= (self.valid_to or "9"))


@dataclass
class Names:
    """The names in use: those in the seeds, those in the user's folder, and what this import adds."""

    project: Path
    folder: Path
    others: dict[str, list[str]] = field(default_factory=dict)  # by name, other names that the files give the club
    proposals: dict[tuple[str, str], str] = field(default_factory=dict)  # by new id and id of the record, the sentence
    teams: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # by id: name and association, of clubs in this import
    players: dict[str, str] = field(default_factory=dict)  # by id: name
    competitions: dict[str, str] = field(default_factory=dict)  # by id: name

    def __post_init__(self) -> None:
        seeds = self.project / "seeds"
        reference = seeds / "reference"
        self.known_competitions = {row["competition_id"]: row for row in rows(reference / "competitions.csv")}
        self.rounds: dict[str, str] = {}  # by folded name: the usual code
        self.zones: dict[str, str] = {}  # by the words of a name: the id
        self.round_names: dict[str, str] = {}  # by usual code: the name to show
        self.editions = {row["edition_id"]: row for row in rows(reference / "editions.csv")}
        self.spellings_of_competitions: dict[str, list[Spelling]] = defaultdict(list)
        for id_, row in self.known_competitions.items():
            for name in {id_, row.get("competition_name", ""), *row.get("competition_name", "").split(" / ")}:
                self.spellings_of_competitions[fold(name)].append(Spelling(id_, "", "", False))
        self.record = {row["team_id"]: row for row in rows(reference / "teams.csv")}
        self.spellings: dict[str, list[Spelling]] = defaultdict(list)
        for id_, row in self.record.items():
            self.spellings[fold(row["team_name"])].append(Spelling(id_, "", "", False))
        theirs = rows_of_the_user(self.folder / "names.csv", ["entity_type", "entity_id", "language", "name", "name_kind"])
        for listed, is_of_the_user in ((rows(reference / "names.csv"), False), (theirs, True)):
            for row in listed:
                kind, name, id_ = row["entity_type"], fold(row["name"]), row["entity_id"]
                spelling = Spelling(id_, row.get("valid_from") or "", row.get("valid_to") or "", is_of_the_user)
                if kind == "team":
                    self.spellings[name].append(spelling)
                elif kind == "competition":
                    self.spellings_of_competitions[name].append(spelling)
                elif kind == "zone":
                    self.zones[of_zone(row["name"])] = id_
                elif kind == "round":
                    self.rounds[name] = id_
                    if row["name_kind"] == "primary" and row["language"] == "en":
                        self.round_names[id_] = row["name"]
        # The clubs of the record play in the competitions of one body. A bare name is only taken for theirs in one of its competitions.
        of_the_record = {row["competition_id"] for row in self.editions.values()}
        self.organisers = {self.known_competitions[id_]["organiser"] for id_ in of_the_record} - {""}
        self.found: dict[tuple[str, str | None, str, str], str] = {}
        self.by_words: dict[str | None, dict[str, str]] = defaultdict(dict)
        for id_, row in self.record.items():
            self.by_words[row.get("association_code") or None][bare(row["team_name"])] = id_
        self.player_ids: dict[tuple[str, str], str] = {}

    def competition(self, name: str, season: int, told: Told) -> str:
        """The id of a competition. Of two that bore the name, the one that bears it in some seasons alone comes first."""
        wanted = told.competition or name
        found = [one for one in self.spellings_of_competitions.get(fold(wanted), []) if one.holds(f"{season}-07-01")]
        found.sort(key=lambda one: (not one.is_of_the_user, not one.valid_from, not one.valid_to))
        id_ = found[0].id if found else wanted if told.competition and ID.fullmatch(wanted) else slug(wanted)
        if id_ not in self.competitions:
            known = self.known_competitions.get(id_)
            self.competitions[id_] = known["competition_name"] if known else name
        return id_

    def zone(self, name: str | None) -> str | None:
        """The id of a zone."""
        return (self.zones.get(of_zone(name)) or slug(of_zone(name))) if name else None

    def round_code(self, name: str | None, is_qualifying: bool | None, zone: str | None = None) -> str:
        """The code of a round: a usual one if its name is known to stand for it. Where no zone tells them apart, the rounds of the qualifying part
        have codes of their own: its final gives no title."""
        if not name:
            return NO_ROUND
        plain = re.sub(r"^(\d) round$", r"round \1", fold(name))  # 1. Round
        plain = re.sub(r"^qual (?=round)", "qualifying ", re.sub(r"^qualifying (\S+) round$", r"\1 qualifying round", plain))
        code = self.rounds.get(plain) or self.rounds.get(slug(name)) or slug(name).replace("playoff_round", "play_off_round")
        if is_qualifying and zone is None and not re.search("qualif|prelim", code):
            code = QUALIFYING.get(code, f"qualifying_{code}")
        return code

    def team(self, name: str, country: str | None, competition_id: str, match: Match | None = None) -> str:
        """The id of a club. One of the record is taken if its name is written so there and the association agrees; where the file names no
        association, only in a competition of the same body. A club that only looks alike gets an id of its own, and is proposed."""
        day = match.date if match else None
        country = ASSOCIATIONS.get(country, country)
        spelt = [fold(one) for one in (name, *self.others.get(name, []))]
        known = [spelling for one in spelt if one for spelling in self.spellings.get(one, [])]
        candidates = [spelling for spelling in known if spelling.holds(day)]
        # a name that was borne for a time may change its bearer within a year
        key = (name, country, competition_id, day if day and len(candidates) < len(known) else "")
        if key in self.found:
            return self.found[key]
        organiser = self.known_competitions.get(competition_id, {}).get("organiser")
        is_theirs = bool(organiser) and organiser in self.organisers
        id_ = next((one.id for one in candidates if one.is_of_the_user and self.agrees(one.id, country, True)), None)
        id_ = id_ or next((one.id for one in candidates if self.agrees(one.id, country, is_theirs)), None)
        if id_ is None:
            id_ = slug(name)
            if id_ in self.record or (id_ in self.teams and (self.teams[id_][1] or country) != (country or self.teams[id_][1])):
                id_ = f"{id_}_{(country or competition_id).lower()}"
            self.propose(id_, name, country, candidates)
        code = country or (self.record.get(id_, {}).get("association_code") or None)
        known_name = self.record.get(id_, {}).get("team_name")
        self.teams[id_] = (known_name or (self.teams[id_][0] if id_ in self.teams else name), code or self.teams.get(id_, ("", None))[1])
        self.found[key] = id_
        return id_

    def agrees(self, team_id: str, country: str | None, without_country: bool) -> bool:
        """Whether a club may be meant, by its association."""
        known = self.record.get(team_id, {}).get("association_code") or (self.teams.get(team_id, ("", None))[1])
        return known == country if known and country else without_country

    def propose(self, id_: str, name: str, country: str | None, candidates: list[Spelling]) -> None:
        """Notes a club of the record, or of this import, that may be meant by a new name: one of that name where the file gives no association,
        or one that is named alike in the same association."""
        if country is None:
            for one in candidates:
                known = self.record.get(one.id, {})
                code = known.get("association_code") or "unknown"
                self.proposals[id_, one.id] = f"“{name}” may be {one.id} of the record (association {code}); it is {id_} here."
            return
        theirs = self.by_words[country]
        near = theirs.get(bare(name)) or next((other for key, other in theirs.items() if alike(name, key)), None)
        if near and near != id_:
            known = self.record.get(near, {}).get("team_name") or self.teams.get(near, (near, None))[0]
            self.proposals[id_, near] = f"“{name}” ({country}) may be {near} ({known}); it is {id_} here."
        theirs.setdefault(bare(name), id_)

    def player(self, name: str, team_id: str, key: str | None) -> str:
        """The id of a player: a man with an id in the files, or a name within a club. Two clubs are not taken to have had the same man."""
        known = self.player_ids.get((key or name, "" if key else team_id))
        if known:
            return known
        id_ = f"{slug(name)}_{slug(key)}" if key else f"{team_id}/{slug(name)}"
        self.player_ids[key or name, "" if key else team_id] = id_
        self.players[id_] = name
        return id_


@cache
def bare(name: str) -> str:
    """A name without the words that many clubs share, for comparison."""
    words = [word for word in fold(name).split() if word not in CLUB_WORDS and not word.isdigit()]
    return " ".join(words) or fold(name)


def of_zone(name: str) -> str:
    """The words of a zone's name that are its own."""
    return " ".join(word for word in fold(name).split() if word not in ("qualifying", "zone", "section")) or fold(name)


def alike(name: str, other: str, least: float = NEAR) -> bool:
    """Whether two names may be of one club: the same words but for those that many share, one word more, or nearly the same letters."""
    words, others = set(bare(name).split()), set(bare(other).split())
    near = difflib.SequenceMatcher(None, bare(name), bare(other)).ratio() >= least
    return near or (len(words ^ others) <= 1 and bool(words & others))


def quoted(texts: Iterable[str], most: int = 5) -> str:
    """Some texts in a sentence."""
    listed = list(texts)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")
