"""What a reader returns: the matches of some files as those have them, what it could not read, and what it took for granted."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Score = tuple[int, int]  # home, away


@dataclass(frozen=True)
class Source:
    """A file as it was found. `name` is what messages call it; `path` is None for standard input."""

    name: str
    content: bytes
    path: Path | None = None

    @cached_property
    def text(self) -> str:
        """The text with line ends of one kind. What is not UTF-8 is read as Windows-1252, and what that lacks as Latin-1."""
        for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
            if self.content.startswith(mark):
                return unified(self.content.decode(encoding, errors="replace"))
        for encoding in ("utf-8", "cp1252"):
            try:
                return unified(self.content.decode(encoding))
            except UnicodeDecodeError:
                continue
        return unified(self.content.decode("latin-1"))

    @property
    def is_utf_8(self) -> bool:
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return self.content.startswith((b"\xff\xfe", b"\xfe\xff"))
        return True

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


def unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Told:
    """What the user says of the files, where they do not say it themselves: the id of the competition, and the season (the year in which it
    began)."""

    competition: str | None = None
    season: int | None = None


@dataclass(slots=True)
class Goal:
    """A goal. `is_home` says which side it counts for, also if it is an own goal. `minute` is as printed: 44, 90+2, 90+."""

    is_home: bool | None
    scorer: str | None = None
    minute: str | None = None
    is_penalty: bool | None = None
    is_own_goal: bool = False
    assist: str | None = None
    scorer_key: str | None = None  # the id that the files give the player, if any
    assist_key: str | None = None


@dataclass(slots=True)
class Kick:
    """A kick of a shoot-out. `outcome` is scored, missed or saved; `number` counts the kicks of both sides, None if the order is unknown."""

    is_home: bool
    outcome: str
    player: str | None = None
    number: int | None = None
    player_key: str | None = None


@dataclass(slots=True)
class Appearance:
    """A player named for a match. `role` and `position` as in the raw table lineups; minutes as printed."""

    is_home: bool
    player: str
    role: str
    shirt_number: int | None = None
    position: str | None = None
    minute_on: str | None = None
    minute_off: str | None = None
    replaced: str | None = None  # the name of the man whom he replaced
    player_key: str | None = None
    replaced_key: str | None = None


@dataclass(slots=True)
class Booking:
    """A card: yellow, second_yellow or red. `is_coach` if somebody of the staff was shown it."""

    is_home: bool
    card: str
    player: str | None = None
    minute: str | None = None
    is_coach: bool = False
    player_key: str | None = None


@dataclass(slots=True)
class Match:
    """A match as a file has it. Names are as printed. None means that the file does not say.

    `file` and `place` say where it stands, such as line 12 or row 7. `round` is the name of the round alone: its leg is `leg`, its group
    `group`, the day of a league is left out. `score` is official, with extra time and without a shoot-out; it is None for a match that was
    not played. `tie` tells ties of one round apart, where the format itself says which matches make a tie. `kind` is leg, single, play_off,
    replay or annulled, as in the raw table legs; None if the format does not say. `ground` is home, neutral or unknown.
    """

    file: str
    place: str
    competition: str
    season: int | None
    home: str
    away: str
    round: str | None = None
    group: str | None = None
    is_table: bool = False  # of a group or a league, although `group` is not named
    is_qualifying: bool | None = None
    zone: str | None = None
    tie: str | None = None
    leg: int | None = None
    kind: str | None = None
    edition_name: str | None = None
    home_country: str | None = None  # a code of three letters
    away_country: str | None = None
    date: str | None = None  # YYYY-MM-DD
    date_from: str | None = None
    date_to: str | None = None
    scheduled_on: str | None = None
    kick_off: str | None = None  # HH:MM, local time
    ground: str | None = None
    home_basis: str | None = None  # as in the raw table legs
    score: Score | None = None
    half_time: Score | None = None
    normal_time: Score | None = None
    went_to_extra_time: bool | None = None
    shootout: Score | None = None
    is_shootout_annulled: bool | None = None
    is_awarded: bool = False
    played_score: Score | None = None  # where the official one was awarded
    abandoned_minute: int | None = None
    abandonment: str | None = None
    has_all_goals: bool | None = None
    venue: str | None = None
    city: str | None = None
    country: str | None = None
    attendance: int | None = None
    referee: str | None = None
    referee_nationality: str | None = None
    home_manager: str | None = None
    away_manager: str | None = None
    remark: str | None = None
    goals: list[Goal] = field(default_factory=list)
    kicks: list[Kick] = field(default_factory=list)
    appearances: list[Appearance] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)


@dataclass(slots=True)
class TieStatement:
    """What a file says of a tie as a whole, beside its matches or without any: a walkover, a bye, lots, a winner.

    `off_pitch` is as in the raw table ties: award, walkover, withdrawal, expulsion, reinstatement, bye. `winner` is 1 or 2, the side that went
    on; or, after a decision off the pitch, both, neither, or the name of a club that got the place from outside. `by_lots` if lots were drawn.
    `aggregate` is what the file prints as the score over the tie, `text` the words themselves.
    """

    file: str
    place: str
    competition: str
    season: int | None
    team_1: str
    team_2: str | None
    round: str | None = None
    zone: str | None = None
    tie: str | None = None
    team_1_country: str | None = None
    team_2_country: str | None = None
    off_pitch: str | None = None
    winner: int | str | None = None
    by_lots: bool = False
    aggregate: Score | None = None
    text: str | None = None
    is_qualifying: bool | None = None


@dataclass(slots=True)
class Standing:
    """A place in the table of a group, as a file prints it. `table_row` is played, won, drawn, lost, goals for, goals against and points,
    separated by blanks; None if the file lacks one of them."""

    file: str
    place: str
    competition: str
    season: int | None
    round: str | None
    group: str | None
    team: str
    rank: int | None = None
    points_deducted: int | None = None
    country: str | None = None
    has_advanced: bool | None = None
    table_row: str | None = None


@dataclass(slots=True)
class Unread:
    """Something in a file that was not carried: where it is, its text (cut to one line), and why."""

    file: str
    place: str
    text: str
    reason: str


@dataclass
class Reading:
    """What was read of some files. `notes` are sentences on what the reader took for granted, or what is worth a look."""

    matches: list[Match] = field(default_factory=list)
    ties: list[TieStatement] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    team_names: dict[str, list[str]] = field(default_factory=dict)  # other names of a club, by the name in the matches

    def refuse(self, source: Source | str, place: str, text: str, reason: str) -> None:
        self.unread.append(Unread(source if isinstance(source, str) else source.name, place, " ".join(text.split())[:200], reason))
