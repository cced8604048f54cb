"""What `cup export` writes: the final of 2007 in each format, each thing that a format can hardly say, and what it does to a folder."""

import json
import re
from datetime import date

import duckdb
import mwparserfromhell
import pytest
from conftest import run_cup

from cup import Stop, exporting
from cup.writers import clauses, football_txt, json_ld, wikitext

CUP = "concacaf_champions_cup_2007"


@pytest.fixture(scope="module")
def edition(built):
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        (found,) = exporting.editions(connection, [CUP])
    return found


# The final of 2007: Guadalajara 2-2 Pachuca, Pachuca 0-0 Guadalajara after extra time, 7-6 on kicks.


def test_the_final_of_2007_in_football_txt(edition):
    text = football_txt.write(edition)
    assert text.startswith(
        "= CONCACAF Champions' Cup 2007\n\n# 2007 CONCACAF Champions' Cup\n# Date       Tue Feb 13 2007 - Wed Apr 25 2007\n"
    )
    assert text[text.index("▪ Final, Leg 1") :] == (
        "▪ Final, Leg 1 of 2\n"
        "  Wed Apr 18 2007\n"
        "           Guadalajara (MEX)          v Pachuca (MEX)               2-2 (1-1)  @ Estadio Jalisco, Guadalajara  [NB: no extra time]\n"
        "           (Omar Bravo 44', 67'; Juan Carlos Cacho 21', Marvin Cabrera 82')\n"
        "           Referee: Germán Arredondo (Mexico)\n"
        "           Attendance: 40000\n"
        "    # two attendances are published\n\n\n"
        "▪ Final, Leg 2 of 2\n"
        "  Wed Apr 25 2007\n"
        "           Pachuca (MEX)              v Guadalajara (MEX)           7-6 pen. 0-0 a.e.t. (0-0, 0-0)  @ Estadio Hidalgo, Pachuca\n"
        "           Penalties: 1-0 Christian Giménez, 1-1 Omar Bravo, 2-1 Andrés Chitiva, 2-2 Gonzalo Pineda, 3-2 Fernando Salazar, "
        "3-3 Diego Martínez, 4-3 Damián Álvarez, 4-4 Omar Esparza, 5-4 Gerardo Rodríguez, 5-5 Edgar Mejía, 6-5 Leobardo López, "
        "6-6 Jonny Magallón, 7-6 Luis Ángel Landín, 7-6 Alberto Medina (miss)\n"
        "           Referee: Benito Archundia (Mexico)\n"
        "           Attendance: 30000\n"
        "    # one report dates the match by its print day\n"
    )


def test_the_match_that_went_to_extra_time_in_2007_keeps_all_its_scores(edition):
    """Pachuca and Houston: 2-0 at half-time, 4-2 after ninety minutes, 5-2 in the end."""
    line = re.search(r".*Pachuca \(MEX\) +v Houston.*\n.*", football_txt.write(edition))[0]
    assert "  5-2 a.e.t. (4-2, 2-0)  @ Estadio Hidalgo, Pachuca\n" in line
    assert (
        "Christian Giménez 15' (pen), 58' (pen), Gabriel Caballero 85', Christian Giménez 105+'; Brian Mullan 53', Brian Ching 79')" in line
    )


def test_the_final_of_2007_in_wikitext(edition):
    code = mwparserfromhell.parse(wikitext.write(edition))
    final = code.get_sections(matches=r"^\s*Final\s*$")[0]
    (row,) = final.filter_templates(matches=lambda one: one.name == "TwoLegResult")
    assert [str(row.get(number).value) for number in (1, 2, 4, 5, 6, 7)] == ["Guadalajara", "MEX", "Pachuca", "MEX", "2–2", "0–0 (a.e.t.)"]
    assert str(row.get(3).value) == "2–2 (6–7 [[Penalty shoot-out (association football){{!}}p]])" and str(row.get("winner").value) == "2"
    first, second = (
        {str(one.name).strip(): str(one.value).strip() for one in box.params}
        for box in final.filter_templates(matches=lambda one: one.name.strip() == "football box collapsible")
    )
    assert first["goals1"] == "* Omar Bravo {{goal|44||67}}"
    assert first["goals2"] == "* Juan Carlos Cacho {{goal|21}}\n* Marvin Cabrera {{goal|82}}"
    assert (first["score"], first["stadium"], first["location"], first["attendance"]) == ("2–2", "Estadio Jalisco", "Guadalajara", "40,000")
    assert (second["score"], second["aet"], second["aggregatescore"], second["penaltyscore"]) == ("0–0", "yes", "2–2", "7–6")
    assert second["penalties1"].count("{{pengoal}}") == 7 and second["penalties2"].count("{{pengoal}}") == 6
    assert second["penalties2"].endswith("* Alberto Medina {{penmiss}}")
    assert "goals1" not in second and "time" not in second  # nobody scored, and the kick-off is unknown


def test_a_reference_holds_what_is_on_record_about_its_source_and_no_more(edition, ask):
    text = wikitext.write(edition)
    full = re.findall(r'<ref name="([^"]+)">(.*?)</ref>', text)
    cited = dict(full)
    assert len(full) == len(cited)  # each is written out once
    assert set(re.findall(r'<ref name="([^"]+)" />', text)) <= set(cited)
    assert cited["S36"] == (
        "{{cite web |url=https://esportes.estadao.com.br/noticias/futebol,pachuca-e-campeao-da-copa-da-concacaf-e-vai-ao-mundial,20070426p7802 "
        "|title=Pachuca e campeao da Copa da Concacaf |publisher=O Estado de S. Paulo |date=26 Apr 2007}}"
    )
    kinds = {kind for (kind,) in ask(f"select kind from dim_sources where source_id in ({exporting.literals(cited)})")}
    assert kinds and not kinds & {"encyclopedia", "encyclopedia_mirror", "project_document"}


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("www.rsssf.com/tablesc/cacups80.html", "https://www.rsssf.com/tablesc/cacups80.html"),
        ("github.com/a/b, games/1980, commit 5e61", "https://github.com/a/b"),
        ("records.example", "https://records.example"),
        ("carbon.example.com, report of 2012 (seen only as cited elsewhere)", None),
        ("001_3d3710490bf11227.txt", None),
        ("SomeBody/concacaf_data, games/2000", None),
        ("report of 2012", None),
        (None, None),
    ],
)
def test_an_address_is_a_web_address_or_the_name_of_a_file(address, url):
    assert wikitext.web_address(address) == url


def test_a_date_that_a_citation_cannot_hold_is_left_out():
    source = {"title": "Tea is over", "publisher": None, "authors": None, "address": None, "published": "21 Feb 2007"}
    assert wikitext.citation(source) == "{{citation |title=Tea is over |date=21 Feb 2007}}"
    for published in ("21-22 Feb 2007", "posted 13 Feb 2007", "2011 or 2012", None):
        assert wikitext.citation(source | {"published": published}) == "{{citation |title=Tea is over}}"


def test_authors_are_named_and_those_who_are_thanked_are_not():
    assert wikitext.people("Ann Oak, Bo Elm; thanks to Cy Ash") == {"author1": "Ann Oak", "author2": "Bo Elm"}
    assert wikitext.people("Ann Oak (editor); historical data: Bo Elm") == {"editor1": "Ann Oak"}
    assert wikitext.people("author not named in the file read") == wikitext.people(None) == {}


# What schema.org has, by type. Looked up on schema.org.
TERMS = {
    "SportsEvent": {
        "name", "identifier", "alternateName", "description", "subjectOf", "sport", "startDate", "endDate", "eventStatus", "previousStartDate",
        "location", "organizer", "homeTeam", "awayTeam", "competitor", "superEvent", "subEvent",
    },
    "EventSeries": {"name"},
    "SportsTeam": {"name", "identifier", "sport", "memberOf"},
    "SportsOrganization": {"name", "identifier"},
    "Organization": {"name"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality", "addressCountry"},
    "WinAction": {"agent", "object"},
    "CreativeWork": {"name", "url", "publisher", "datePublished", "creditText"},
}  # fmt: skip


def nodes(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_the_final_of_2007_in_json_ld(edition):
    document = json.loads(json_ld.write(edition))
    graph = {node["@id"].removeprefix("urn:cup-warehouse:"): node for node in document["@graph"]}
    assert document["@context"] == "https://schema.org" and len(graph) == len(document["@graph"])
    match, tie, won = graph[f"event:{CUP}/f/2"], graph[f"event:{CUP}/f"], graph[f"win:{CUP}/f:pachuca"]
    assert match["startDate"] == "2007-04-25" and match["location"]["name"] == "Estadio Hidalgo"
    assert match["homeTeam"] == {"@id": "urn:cup-warehouse:team:pachuca"} and graph["team:pachuca"]["name"] == "Pachuca"
    assert match["description"] == "0-0 after extra time; 0-0 after 90 minutes; 0-0 at half-time; 7-6 in the shoot-out"
    assert tie["subEvent"] == [{"@id": f"urn:cup-warehouse:event:{CUP}/f/{number}"} for number in (1, 2)]
    assert won["agent"] == {"@id": "urn:cup-warehouse:team:pachuca"} and won["object"] == {"@id": tie["@id"]}
    assert f"win:{CUP}/f/2:pachuca" in graph  # on kicks
    assert f"win:{CUP}:pachuca" in graph and f"win:{CUP}/f/1:pachuca" not in graph  # champion; the first leg was drawn


def test_json_ld_has_only_terms_of_schema_org_and_nothing_unknown(edition):
    document = json.loads(json_ld.write(edition))
    graph = {node["@id"] for node in document["@graph"]}
    for node in nodes(document["@graph"]):
        if set(node) == {"@id"}:
            assert node["@id"] in graph
        else:
            assert set(node) - {"@id", "@type"} <= TERMS[node["@type"]], node
        assert not [name for name, value in node.items() if value in (None, "", [], {})], node


# Single things, with clubs and people that were made up.


def a_match(**facts) -> dict:
    pairs = ("", "half_time_", "normal_time_", "shootout_", "played_")
    return {
        **{f"{kind}{side}_goals": None for kind in pairs for side in ("home", "away")},
        "match_id": "m", "match_type": "leg", "leg_number": 1, "home_team": "Kettle", "home_team_id": "kettle", "home_team_country": "TEA",
        "away_team": "Teapot", "away_team_id": "teapot", "away_team_country": None, "played_on": date(1970, 3, 1), "played_from": None,
        "played_to": None, "scheduled_on": None, "kick_off": None, "went_to_extra_time": None, "went_to_shootout": False,
        "is_shootout_annulled": None, "is_awarded": False, "abandoned_minute": None, "abandonment": None, "ground": "home", "venue_id": None,
        "venue_name": None, "city": None, "country": None, "referee": None, "referee_nationality": None, "attendance": None, "remark": None,
        "source_ids": None, "goals": [], "kicks": [],
    } | facts  # fmt: skip


def scored(**scores: str) -> dict:
    """Scores by their kind, such as half_time="1-0"; `full` is the official one."""
    return {
        f"{'' if kind == 'full' else kind + '_'}{side}_goals": int(goals)
        for kind, text in scores.items()
        for side, goals in zip(("home", "away"), text.split("-"), strict=True)
    }


def a_tie(*matches: dict, **facts) -> dict:
    return {
        "tie_id": "t", "edition_id": "e", "team_1": "Kettle", "team_1_id": "kettle", "team_1_country": "TEA", "team_2": "Teapot",
        "team_2_id": "teapot", "team_2_country": None, "planned_leg_count": None, "leg_count": len(matches), "matches": list(matches),
        "team_1_aggregate": None, "team_2_aggregate": None, "team_1_shootout_goals": None, "team_2_shootout_goals": None, "decided_by": None,
        "step_name": None, "winner_team": None, "off_pitch_decision": None, "off_pitch_advanced": None, "advanced_team": None,
        "advanced_team_id": None, "place_went_to": None, "remark": None, "source_ids": None,
    } | facts  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "text", "said"),
    [
        (scored(full="2-1"), "2-1", []),
        (scored(full="2-1", half_time="1-0"), "2-1 (1-0)", []),
        (scored(full="2-1", half_time="1-0", normal_time="2-1") | {"went_to_extra_time": False}, "2-1 (1-0)", ["no extra time"]),
        (scored(full="2-1", normal_time="1-1"), "2-1", ["90 minutes 1-1"]),
        (scored(full="3-3", normal_time="2-3", half_time="2-2") | {"went_to_extra_time": True}, "3-3 a.e.t. (2-3, 2-2)", []),
        (scored(full="3-3", normal_time="2-3") | {"went_to_extra_time": True}, "3-3 a.e.t. (2-3)", []),
        (scored(full="3-3", half_time="2-2") | {"went_to_extra_time": True}, "3-3 a.e.t.", ["half-time 2-2"]),
        (
            scored(full="1-1", normal_time="1-1", half_time="1-0", shootout="4-3") | {"went_to_extra_time": True},
            "4-3 pen. 1-1 a.e.t. (1-1, 1-0)", [],
        ),
        (scored(full="1-1", shootout="3-4") | {"went_to_extra_time": True}, "3-4 pen. 1-1 a.e.t.", []),
        (scored(full="1-1", half_time="1-0", shootout="4-3") | {"went_to_extra_time": False}, "4-3 pen. (1-1, 1-0)", ["no extra time"]),
        (scored(full="1-1", shootout="4-3"), "4-3 pen. (1-1)", ["extra time unknown"]),
        (
            scored(full="1-1", shootout="4-3") | {"went_to_extra_time": True, "is_shootout_annulled": True},
            "4-3 pen. 1-1 a.e.t.", ["shoot-out annulled"],
        ),
        ({}, "", ["score unknown"]),
    ],
)  # fmt: skip
def test_every_score_has_one_spelling(facts, text, said):
    assert football_txt.result_of(a_match(**facts)) == (text, said)


@pytest.mark.parametrize(
    ("facts", "tail"),
    [
        (scored(full="0-3", played="2-1") | {"is_awarded": True}, "  0-3  [awarded; originally 2-1]"),
        (scored(full="0-3") | {"is_awarded": True}, "  0-3  [awarded]"),
        (
            scored(full="0-3", played="2-1") | {"is_awarded": True, "abandoned_minute": 81, "abandonment": "awarded", "ground": "neutral"},
            "  0-3  [awarded; originally 2-1; abandoned in 81'; neutral ground]",
        ),
        (scored(full="2-1") | {"abandoned_minute": 85, "abandonment": "stood"}, "  2-1  [abandoned in 85'; result stood]"),
        (scored(full="1-1") | {"abandonment": "replayed"}, "  1-1  [abandoned; replayed]"),
        (scored(full="2-1") | {"match_type": "annulled"}, "  2-1  [annulled]"),
        ({"match_type": "annulled"}, "  [annulled]"),
        (scored(full="2-1") | {"played_on": None}, "  2-1  [NB: date unknown]"),
        (
            scored(full="2-1") | {"played_on": None, "played_from": date(1970, 3, 1), "played_to": date(1970, 3, 8)},
            "  2-1  [NB: played from 1970-03-01 to 1970-03-08]",
        ),
        (scored(full="2-1") | {"venue_name": "The Hob", "city": "Potton", "ground": "unknown"}, "  2-1  @ The Hob, Potton  [NB: ground unknown]"),
        (scored(full="2-1") | {"city": "Potton", "is_awarded": True}, "  2-1  [awarded]  @ Potton"),
    ],
)  # fmt: skip
def test_what_no_score_says_stands_in_one_pair_of_brackets(facts, tail):
    assert football_txt.match_line(a_match(**facts), []) == [f"           Kettle (TEA)               v {'Teapot':<26}{tail}"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"decided_by": "aggregate", "winner_team": "Kettle"}, []),
        ({"decided_by": "play_off", "winner_team": "Kettle"}, []),
        ({"decided_by": "away_goals", "winner_team": "Kettle"}, ["Kettle won on away goals"]),
        ({"decided_by": "lots", "winner_team": "Kettle"}, ["Kettle won by lots"]),
        ({"decided_by": "golden_goal", "step_name": "a golden goal", "winner_team": "Kettle"}, ["Kettle won by a golden goal"]),
        ({"decided_by": "shootout", "winner_team": "Kettle"}, ["Kettle won on penalties"]),
        ({"decided_by": "shared"}, ["shared"]),
        ({"advanced_team": "Kettle"}, ["Kettle went through"]),
        (
            {"off_pitch_decision": "withdrawal", "off_pitch_advanced": "kettle", "advanced_team": "Kettle", "place_went_to": "Saucer"},
            ["withdrawal", "Kettle went through", "the place went to Saucer"],
        ),
        ({"off_pitch_decision": "expulsion", "off_pitch_advanced": "neither"}, ["expulsion", "neither went through"]),
        ({}, []),
    ],
)  # fmt: skip
def test_who_went_through_is_said_where_the_scores_do_not_show_it(facts, said):
    assert clauses.decision(a_tie(a_match(**scored(full="1-1")), **facts)) == said


def test_the_kicks_of_a_match_say_who_won_them():
    match = a_match(**scored(full="1-1", shootout="3-4") | {"went_to_shootout": True})
    assert clauses.decision(a_tie(match, decided_by="shootout", winner_team="Teapot")) == []


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"off_pitch_decision": "bye", "team_2": None, "team_2_id": None, "advanced_team_id": "kettle"}, "Kettle (TEA)  bye"),
        ({"off_pitch_decision": "walkover", "advanced_team_id": "teapot"}, "Teapot  w/o  Kettle (TEA)"),
        ({"off_pitch_decision": "withdrawal", "advanced_team_id": "kettle"}, "Kettle (TEA)  w/o  Teapot  [NB: withdrawal]"),
        (
            {"off_pitch_decision": "award", "advanced_team_id": "kettle", "team_2": None, "team_2_id": None},
            "Kettle (TEA)  w/o  N.N.  [NB: award]",
        ),
        (
            {"off_pitch_decision": "expulsion", "off_pitch_advanced": "neither"},
            "Kettle (TEA)  n/p  Teapot  [NB: expulsion; neither went through]",
        ),
        ({"advanced_team_id": "teapot", "advanced_team": "Teapot"}, "Kettle (TEA)  v  Teapot  [NB: no match on record; Teapot went through]"),
        ({}, "Kettle (TEA)  v  Teapot  [NB: no match on record]"),
    ],
)  # fmt: skip
def test_a_tie_without_a_match_has_a_line(facts, line):
    assert football_txt.statement(a_tie(**facts)) == [f"           {line}"]


def a_goal(team: str, name: str | None, minute: int | None = None, stoppage=None, **facts) -> dict:
    known = {"team_id": team, "player_name": name, "scorer_player_id": name, "minute": minute, "stoppage_minute": stoppage or None}
    return known | {"is_stoppage_time": stoppage is not None, "is_penalty": None, "is_own_goal": False} | facts


def test_goals_of_each_kind():
    goals = [
        a_goal("kettle", "Ann Oak", 12),
        a_goal("kettle", "Ann Oak", 45, 1, is_penalty=True),
        a_goal("kettle", "Bo Elm"),
        a_goal("kettle", None, 90, 0),
        a_goal("teapot", "Cy Ash", 70, is_own_goal=True),
        a_goal("teapot", 'Di "Box" (Yew), jr', None, is_penalty=True),
    ]
    assert (
        football_txt.goals_of(a_match(goals=goals))
        == "(Ann Oak 12', 45+1' (pen), N.N. 90+', Bo Elm; Cy Ash 70' (og), Di \"Box\" Yew jr (pen))"
    )
    assert football_txt.goals_of(a_match(goals=goals[4:5])) == "(-; Cy Ash 70' (og))"
    assert football_txt.goals_of(a_match(goals=goals[:1])) == "(Ann Oak 12')"
    assert football_txt.goals_of(a_match()) == ""
    assert wikitext.scorers(goals[:4]) == "\n* Ann Oak {{goal|12||45+1|pen.}}\n* Bo Elm {{goal}}\n* Unknown {{goal|90+}}"
    assert wikitext.scorers(goals[4:5]) == "\n* Cy Ash {{goal|70|o.g.}}"


def a_kick(team: str, name: str | None, outcome: str, after: str, order: str | None) -> dict:
    home, away = after.split("-")
    known = {"team_id": team, "player_name": name, "outcome": outcome, "is_scored": outcome == "scored", "shootout_order": order}
    return known | {"home_goals_after": home, "away_goals_after": away}


def test_a_kick_that_was_not_scored_says_whose_it_was_where_the_sides_took_no_turns():
    kicks = [("kettle", "Ann Oak", "scored", "1-0"), ("kettle", "Bo Elm", "saved", "1-0"), ("teapot", None, "missed", "1-0")]
    in_turns, not_in_turns = (a_match(kicks=[a_kick(*kick, order) for kick in kicks]) for order in ("alternating", None))
    assert football_txt.kicks_of(in_turns) == "1-0 Ann Oak, 1-0 Bo Elm (save), 1-0 N.N. (miss)"
    assert football_txt.kicks_of(not_in_turns) == "1-0 Ann Oak, 1-0 Bo Elm (save home), 1-0 N.N. (miss away)"


def a_round(name: str, ties=(), groups=()) -> dict:
    return {"round_name": name, "round_code": name.lower().replace(" ", "_"), "ties": list(ties), "groups": list(groups)}


def headings(one: dict) -> list[str]:
    return [line for line in football_txt.round_of(one) if line.startswith("▪")]


def test_a_heading_tells_round_leg_and_group():
    legs = [a_match(leg_number=1), a_match(leg_number=2), a_match(leg_number=3, match_type="play_off")]
    assert headings(a_round("Semi-finals", [a_tie(*legs), a_tie(off_pitch_decision="bye", advanced_team_id="kettle")])) == [
        "▪ Semi-finals", "▪ Semi-finals, Leg 1 of 2", "▪ Semi-finals, Leg 2 of 2", "▪ Semi-finals, Play-off",
    ]  # fmt: skip
    single, replay = a_match(match_type="single"), a_match(match_type="replay", leg_number=2)
    assert headings(a_round("Final", [a_tie(single, replay)])) == ["▪ Final", "▪ Final, Replay"]
    assert headings(a_round("Final", [a_tie(a_match(match_type="leg"), planned_leg_count=2)])) == ["▪ Final, Leg 1 of 2"]
    named, table = {"group_name": "Group A", "matches": []}, {"group_name": "Last four", "matches": []}
    assert headings(a_round("Group stage", groups=[named])) == ["▪ Group A"]
    assert headings(a_round("Second stage", groups=[named])) == ["▪ Second stage, Group A"]
    assert headings(a_round("Last four", groups=[table])) == ["▪ Last four, Group"]
    assert headings(a_round("Group b", [a_tie(a_match())])) == ["▪ Group b, Leg 1 of 1"]


def test_matches_without_a_date_stand_above_the_first_date():
    matches = [(a_match(home_team="Dated"), []), (a_match(home_team="Undated", played_on=None), [])]
    text = football_txt.match_lines(matches)
    assert text[0].strip().startswith("Undated") and text[1] == "  Sun Mar 1 1970" and text[2].strip().startswith("Dated")


def test_parts_of_an_edition_stand_in_the_order_of_play():
    parts = [("qualifying", None), ("proper", None), ("proper", "south"), ("qualifying", "north"), ("proper", "east_2")]
    found = exporting.stages([{"stage_part": part, "zone": zone} for part, zone in parts])
    assert [football_txt.stage_name(stage) for stage in found] == ["Qualifying, North", "Qualifying", "East 2", "South", None]


def test_no_template_is_broken_by_a_name():
    assert wikitext.safe("A|B {{C}} [D] <E>") == "A{{!}}B { {C} } &#91;D&#93; &lt;E>"


def test_on_foreign_ground_nobody_is_the_home_team():
    neutral = json_ld.event_of_match(a_match(ground="neutral"), "t")
    assert "homeTeam" not in neutral and [side["@id"][-6:] for side in neutral["competitor"]] == ["kettle", "teapot"]
    moved = json_ld.event_of_match(a_match(scheduled_on=date(1970, 2, 1)), "t")
    assert (moved["eventStatus"], moved["previousStartDate"]) == ("https://schema.org/EventRescheduled", "1970-02-01")


def test_every_edition_of_the_whole_record_is_written(whole, tmp_path):
    """No match, tie or group of it is left out of football.txt, and each football box is whole."""
    published = whole / "warehouse.duckdb"
    for kind in exporting.WRITERS:
        exporting.export(published, kind, [], tmp_path)
    with duckdb.connect(str(published), read_only=True) as connection:
        counts = connection.execute("""
            select
                edition_id,
                (select count(*) from fct_matches where fct_matches.edition_id = dim_editions.edition_id),
                (select count(*) from fct_ties where fct_ties.edition_id = dim_editions.edition_id and tie_id not in (
                    select tie_id from fct_matches where tie_id is not null
                )),
                (select count(*) from fct_goals where fct_goals.edition_id = dim_editions.edition_id)
            from dim_editions
        """).fetchall()
    assert len(counts) == 47
    for edition_id, matches, ties_alone, goals in counts:
        text = (tmp_path / f"{edition_id}.txt").read_text(encoding="utf-8")
        sides = re.findall(r"^ {4}[ \d:]{5}  \S.*?\s(v|bye|w/o|n/p)(?:\s|$)", text, re.M)
        assert len(sides) == matches + ties_alone, edition_id
        scorers = "; ".join(re.findall(r"^ {11}\((.*)\)$", text, re.M))
        assert len([part for part in re.split(r"[,;] ", scorers) if part not in ("", "-")]) == goals, edition_id
        code = mwparserfromhell.parse((tmp_path / f"{edition_id}.wiki").read_text(encoding="utf-8"))
        boxes = code.filter_templates(matches=lambda one: one.name.strip() == "football box collapsible")
        assert len(boxes) == matches, edition_id
        json.loads((tmp_path / f"{edition_id}.jsonld").read_text(encoding="utf-8"))


# The folder.


def test_the_command_writes_one_file_and_says_so(built, tmp_path):
    result = run_cup(built, "export", "football.txt", "2007", "--into", str(tmp_path / "out"))
    assert (result.code, result.text) == (0, f"Wrote {tmp_path}/out/{CUP}.txt.\n")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{CUP}.txt", ".cup_export"}


def test_a_folder_is_only_added_to(built, tmp_path):
    published, other, ours = built / "warehouse.duckdb", tmp_path / "mine.txt", tmp_path / f"{CUP}.txt"
    other.write_text("mine")
    for _ in range(2):  # what it wrote itself it may write again
        exporting.export(published, "football.txt", [CUP], tmp_path)
    exporting.export(published, "json-ld", [CUP], tmp_path)
    assert other.read_text() == "mine" and {path.suffix for path in tmp_path.iterdir()} == {".txt", ".jsonld", ""}

    ours.write_text("older")
    (tmp_path / ".cup_export").write_text(f"{exporting.digest(b'older')}  {ours.name}\n")  # as an older program left it
    exporting.export(published, "football.txt", [CUP], tmp_path)
    written = ours.read_text()
    assert written.startswith("= CONCACAF")

    (tmp_path / ".cup_export").unlink()  # as if it was killed before it wrote the list
    exporting.export(published, "football.txt", [CUP], tmp_path)

    ours.write_text(written + "# a note of mine\n")
    with pytest.raises(Stop, match="was not written by cup export, or was changed since. Move it away first. Nothing was written."):
        exporting.export(published, "football.txt", [CUP], tmp_path)
    assert ours.read_text().endswith("# a note of mine\n")


def test_nothing_is_written_if_one_file_is_in_the_way(tmp_path):
    (tmp_path / "b.txt").write_text("mine")
    with pytest.raises(Stop, match="b.txt was not written by cup export"):
        exporting.put({"a.txt": b"a", "b.txt": b"b"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


@pytest.mark.parametrize(
    ("kind", "asked", "sentence"),
    [
        ("football", [], "There is no format football. Did you mean football.txt?"),
        ("xml", [], "There is no format xml. There are: football.txt, wikitext, json-ld."),
        ("wikitext", ["concacaf_champions_cup_2070"], f"There is no edition concacaf_champions_cup_2070. Did you mean {CUP}?"),
        ("wikitext", ["2008"], "There is no edition 2008. Did you mean 2007?"),
    ],
)
def test_an_unknown_word_is_answered_with_what_is_near(built, tmp_path, kind, asked, sentence):
    with pytest.raises(Stop) as stop:
        exporting.export(built / "warehouse.duckdb", kind, asked, tmp_path / "out")
    assert str(stop.value) == sentence and not (tmp_path / "out").exists()


def test_a_season_of_several_competitions_is_not_guessed():
    known = [("cup_2007", 2007), ("league_2007", 2007), ("cup_2008", 2008)]
    assert exporting.chosen(known, ["2008", "cup_2008"]) == ["cup_2008"] and exporting.chosen(known, []) == [
        "cup_2007",
        "league_2007",
        "cup_2008",
    ]
    with pytest.raises(Stop, match="Several editions are of the season 2007: cup_2007, league_2007. Name one of them."):
        exporting.chosen(known, ["2007"])


def test_without_a_warehouse_or_a_folder_it_says_so(built, tmp_path):
    with pytest.raises(Stop, match="There is no .*nothing.duckdb. To build it: make warehouse"):
        exporting.export(tmp_path / "nothing.duckdb", "wikitext", [], tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(Stop, match="file is a file. Name a folder."):
        exporting.export(built / "warehouse.duckdb", "wikitext", [], tmp_path / "file")
