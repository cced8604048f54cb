"""Who is taken for whom in seeds/reference/player_merges.csv: the rule between clubs and seasons, and men who must stay apart.

A bare surname, or one with an initial, is nobody outside its club and season. A full name is one man, unless club or time forbids it:
nobody plays for two clubs in one edition, for more than twenty years, or again after more than ten. At two clubs, the name must be so
rare that hardly a second man of that name is to be expected.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict

import pytest
from conftest import PROJECT

LONGEST_CAREER, LONGEST_GAP = 20, 10
# How many other men of the name may be expected: at clubs of one association, and of several.
EXPECTED, EXPECTED_ABROAD = 0.1, 0.03

# Men who are not one, by the ids that the record writes. The first six are what the people who read the sources doubted.
APART = [
    ("kenwin_mcphee", "kevin_mcphee"),
    ("creig_morrison", "greg_morrison"),
    ("amakitie_massie", "amantie_massie", "amalilig_maasie"),
    ("jairo_cadena", "jaime_cadena"),
    ("jose_martinez", "manuel_martinez.firpo", "jose_manuel_martinez"),
    ("luis_amaya", "luis_anaya"),
    ("mario_vazquez", "mario_viquez.alajuelense_2008"),
    # two men named Torres met in one match of 1971; the surname is found in other years too
    ("torres.comunicaciones_1971", "torres.fas_1971", "torres.comunicaciones_1973", "torres.pinar_del_rio_1990"),
    ("r_torres.pinar_del_rio_1990", "c_torres.pinar_del_rio_1990", "torres.pinar_del_rio_1990"),
    # a Mexican, a Salvadoran and a Cuban club
    ("manuel_martinez.guadalajara", "manuel_martinez.firpo", "manuel_martinez.pinar_del_rio"),
    # common names at clubs of two countries
    ("francisco_ramirez.cruz_azul", "francisco_ramirez.motagua"),
    ("luis_fernandez.uanl", "luis_fernandez.alajuelense"),
    ("sergio_morales.cartagines", "sergio_morales.comunicaciones"),
    ("carlos_quinonez.america", "carlos_quinonez.comunicaciones_2004"),
    # a common name at two clubs of one country
    ("jorge_gonzalez.fas", "jorge_gonzalez.atletico_marte"),
    # at both clubs in one edition
    ("rolando_fonseca.comunicaciones_2003", "rolando_fonseca.alajuelense_2003"),
    # parted by hand: he of Guadalajara is not known to have played for Morelia, and no source here says so
    ("ramon_morales", "ramon_morales.morelia"),
    # a ruling has to choose between these two
    ("gabriel_caballero", "marvin_cabrera"),
]


def rows(table):
    (path,) = (PROJECT / "seeds").glob(f"*/{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(name):
    """The words of a name without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return tuple(re.findall(r"[a-z0-9]+", plain))


def is_full(name):
    """Whether a name is more than a surname with or without an initial."""
    return len(words(name)) > 1 and len(words(name)[0]) > 1


MERGES = rows("player_merges")
MAN = {row["merged_player_id"]: row["player_id"] for row in MERGES}
NAME = {row["player_id"]: row["player_name"] for row in rows("players")}
ASSOCIATION = {row["team_id"]: row["association_code"] or row["team_id"] for row in rows("teams")}
ALLOWED = {row["row_key"] for row in rows("exceptions") if row["test_name"] == "a_player_has_one_club_in_an_edition"}


@pytest.fixture(scope="module")
def seen():
    """By id as the record writes it: the season, club and match of each row that names it."""
    found = defaultdict(set)
    for table, player, team in [
        ("goals", "scorer_player_id", "scorer_team_id"),
        ("goals", "assist_player_id", "team_id"),
        ("goals", "second_assist_player_id", "team_id"),
        ("lineups", "player_id", "team_id"),
        ("bookings", "player_id", "team_id"),
        ("shootout_kicks", "player_id", "team_id"),
    ]:
        for row in rows(table):
            season = int(re.search(r"_(\d{4})/", row["match_id"])[1])
            found[row[player]].add((season, row[team], row["match_id"]))
    found.pop("", None)
    return found


@pytest.fixture(scope="module")
def men(seen):
    """The same by man, of those into whom others are merged."""
    found = defaultdict(set)
    for written, places in seen.items():
        found[MAN.get(written, written)] |= places
    return {man: found[man] for man in set(MAN.values())}


def test_a_merge_is_of_one_full_name_or_of_one_club_and_edition(seen):
    wrong = []
    for row in MERGES:
        merged, man = row["merged_player_id"], row["player_id"]
        if row["basis"] in ("same_club", "same_name"):
            is_right = is_full(NAME[merged]) and words(NAME[merged]) == words(NAME[man])
        else:
            together = {(season, club) for season, club, _ in seen[merged]} & {(season, club) for season, club, _ in seen[man]}
            is_right = bool(row["source_ids"] or together)
        if not is_right:
            wrong.append(row)
    assert wrong == []


def test_a_merge_says_whether_the_club_is_the_same(men):
    bases = defaultdict(set)
    for row in MERGES:
        bases[row["player_id"]].add(row["basis"])
    assert {man for man in men if "same_club" in bases[man] and len({club for _, club, _ in men[man]}) > 1} == set()


def test_nobody_plays_for_two_clubs_in_one_season(men):
    wrong = set()
    for man, places in men.items():
        for season in {season for season, _, _ in places}:
            clubs = {club for year, club, _ in places if year == season}
            if len(clubs) > 1 and not ALLOWED & {match for year, _, match in places if year == season}:
                wrong.add((man, season))
    assert wrong == set()


def test_a_career_has_an_end(men):
    wrong = {}
    for man, places in men.items():
        seasons = sorted({season for season, _, _ in places})
        gaps = [later - earlier for earlier, later in zip(seasons, seasons[1:], strict=False)]
        if seasons[-1] - seasons[0] > LONGEST_CAREER or max(gaps, default=0) > LONGEST_GAP:
            wrong[man] = seasons
    assert wrong == {}


def test_at_two_clubs_a_name_is_rare(men):
    """Names that share all words but the last, times those that share the last, over all names: as many one would expect by chance."""
    names = {words(name) for name in NAME.values() if is_full(name)}
    given, last = Counter(name[:-1] for name in names), Counter(name[-1] for name in names)
    wrong = {}
    for man, places in men.items():
        clubs, name = {club for _, club, _ in places}, words(NAME[man])
        expected = given[name[:-1]] * last[name[-1]] / len(names)
        if len(clubs) > 1 and expected >= (EXPECTED if len({ASSOCIATION[club] for club in clubs}) == 1 else EXPECTED_ABROAD):
            wrong[man] = (round(expected, 3), clubs)
    assert wrong == {}


@pytest.mark.parametrize("ids", APART, ids=lambda ids: ids[0])
def test_these_are_not_one(seen, ids):
    assert set(ids) <= set(seen), "an id that the record does not write proves nothing"
    assert len({MAN.get(written, written) for written in ids}) == len(ids)
