"""Writes JSON-LD with the terms of schema.org alone: an edition, its ties and groups, and their matches, each a SportsEvent.

schema.org has no term for a score, a scorer or an attendance. A score is in `description`, and who won is a WinAction on the match, the tie
or the edition. A fact that is unknown is absent.
"""

import json
import re
from datetime import date

from cup.writers import Row, score
from cup.writers.clauses import circumstances, decision, status_of
from cup.writers.wikitext import web_address

FORMAT = "json-ld"
SUFFIX = ".jsonld"
TITLE = "JSON-LD of schema.org"

BASE = "urn:cup-warehouse:"
SPORT = "association football"


def write(edition: Row) -> str:
    rounds = [one for stage in edition["stages"] for one in stage["rounds"]]
    ties = [(tie, one) for one in rounds for tie in one["ties"] if tie["off_pitch_decision"] != "bye"]  # with a bye nothing takes place
    groups = [(group, one) for one in rounds for group in one["groups"]]
    parts = [("tie_id", tie) for tie, _ in ties] + [("group_id", group) for group, _ in groups]
    matches = [(match, part[key]) for key, part in parts for match in part["matches"]]
    champions = [champion for champion in (edition["champion_team_ids"] or "").split(";") if champion]
    sources = {key for row in (edition, *(tie for tie, _ in ties), *(match for match, _ in matches)) for key in source_ids(row)}
    graph = [
        event_of_edition(
            edition, [part[key] for key, part in parts], sorted(match["played_on"] for match, _ in matches if match["played_on"])
        ),
        *(event_of_tie(tie, one, edition) for tie, one in ties),
        *(event_of_group(group, one, edition) for group, one in groups),
        *(event_of_match(match, above) for match, above in matches),
        *(won(edition["edition_id"], champion) for champion in champions),
        *(won(tie["tie_id"], tie["advanced_team_id"]) for tie, _ in ties if tie["advanced_team_id"]),
        *(won(match["match_id"], winner) for match, _ in matches if (winner := winner_of(match))),
        *teams(ties, matches),
        *(work(edition["sources"][key]) for key in sorted(sources) if key in edition["sources"]),
    ]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, indent=2, ensure_ascii=False) + "\n"


def known(node: Row) -> Row:
    """A node without what is unknown."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def reference(kind: str, key: str) -> Row:
    return {"@id": f"{BASE}{kind}:{key}"}


def source_ids(row: Row) -> list[str]:
    return [key for key in (row["source_ids"] or "").split(";") if key]


def works(row: Row) -> list[Row]:
    return [reference("source", key) for key in source_ids(row)]


def event_of_edition(edition: Row, parts: list[str], days: list[date]) -> Row:
    return known({
        "@type": "SportsEvent", **reference("event", edition["edition_id"]), "name": edition["edition_name"], "identifier": edition["edition_id"],
        "alternateName": edition["edition_name_zh_hant"], "sport": SPORT,
        "startDate": days[0].isoformat() if days else None, "endDate": days[-1].isoformat() if days else None,
        "organizer": {"@type": "SportsOrganization", "name": edition["organiser"]} if edition["organiser"] else None,
        "superEvent": {"@type": "EventSeries", **reference("series", edition["competition_id"]), "name": edition["competition_name"]},
        "subEvent": [reference("event", part) for part in parts], "subjectOf": works(edition),
    })  # fmt: skip


def event_of_tie(tie: Row, one: Row, edition: Row) -> Row:
    """A tie. One of which no match was played, because somebody withdrew or was expelled, counts as cancelled."""
    was_cancelled = tie["off_pitch_decision"] and not tie["matches"]
    aggregate = None if tie["team_1_aggregate"] is None else f"aggregate {tie['team_1_aggregate']}-{tie['team_2_aggregate']}"
    return known({
        "@type": "SportsEvent", **reference("event", tie["tie_id"]), "identifier": tie["tie_id"],
        "name": " - ".join([f"{edition['edition_name']}, {one['round_name']}: {tie['team_1'] or 'not named'}", *([tie["team_2"]] if tie["team_2"] else [])]),
        "description": "; ".join([aggregate] * bool(aggregate) + decision(tie)), "competitor": [reference("team", tie[side]) for side in ("team_1_id", "team_2_id") if tie[side]],
        "eventStatus": "https://schema.org/EventCancelled" if was_cancelled else None,
        "superEvent": reference("event", tie["edition_id"]),
        "subEvent": [reference("event", match["match_id"]) for match in tie["matches"]], "subjectOf": works(tie),
    })  # fmt: skip


def event_of_group(group: Row, one: Row, edition: Row) -> Row:
    name = one["round_name"] if group["group_name"] == one["round_name"] else f"{one['round_name']}, {group['group_name']}"
    return known({
        "@type": "SportsEvent", **reference("event", group["group_id"]), "identifier": group["group_id"],
        "name": f"{edition['edition_name']}, {name}", "superEvent": reference("event", group["edition_id"]),
        "subEvent": [reference("event", match["match_id"]) for match in group["matches"]],
    })  # fmt: skip


def event_of_match(match: Row, above: str) -> Row:
    """A match. The sides are homeTeam and awayTeam where it was played at home, else only competitors, in the order of the record."""
    home, away = reference("team", match["home_team_id"]), reference("team", match["away_team_id"])
    at_home = match["ground"] in ("home", None)
    return known({
        "@type": "SportsEvent", **reference("event", match["match_id"]), "identifier": match["match_id"],
        "name": f"{match['home_team']} - {match['away_team']}", "description": result_in_words(match), "sport": SPORT,
        "startDate": start(match), **moved(match), "location": place(match),
        "homeTeam": home if at_home else None, "awayTeam": away if at_home else None, "competitor": None if at_home else [home, away],
        "superEvent": reference("event", above), "subjectOf": works(match),
    })  # fmt: skip


def result_in_words(match: Row) -> str:
    full, half, ninety, kicks = (score(match, kind) for kind in ("", "half_time_", "normal_time_", "shootout_"))
    parts = [full + " after extra time" * bool(match["went_to_extra_time"])] if full else []
    parts += [f"{ninety} after 90 minutes"] if ninety and match["went_to_extra_time"] else []
    parts += [f"{half} at half-time"] if half else []
    parts += [f"{kicks} in the shoot-out"] if kicks else []
    return "; ".join([*parts, *status_of(match), *circumstances(match)])


def start(match: Row) -> str | None:
    """The day, with the kick-off in local time where that is known."""
    day = match["played_on"]
    return None if day is None else day.isoformat() + (f"T{match['kick_off']}:00" if match["kick_off"] else "")


def moved(match: Row) -> Row:
    """Whether the match was played on the day first announced, where both days are known."""
    planned, day = match["scheduled_on"], match["played_on"]
    if planned is None or day is None:
        return {}
    status = "EventScheduled" if planned == day else "EventRescheduled"
    return {"eventStatus": f"https://schema.org/{status}", "previousStartDate": None if planned == day else planned.isoformat()}


def place(match: Row) -> Row | None:
    if match["venue_id"] is None:
        return None
    address = known({"addressLocality": match["city"], "addressCountry": match["country"]})
    return known({
        "@type": "Place", **reference("venue", match["venue_id"]), "name": match["venue_name"],
        "address": {"@type": "PostalAddress", **address} if address else None,
    })  # fmt: skip


def teams(ties: list[tuple[Row, Row]], matches: list[tuple[Row, str]]) -> list[Row]:
    """Every team of these ties and matches, once."""
    named = {
        row[f"{side}_id"]: (row[side], row[f"{side}_country"]) for row, _ in ties for side in ("team_1", "team_2") if row[f"{side}_id"]
    }
    named |= {row[f"{side}_id"]: (row[side], row[f"{side}_country"]) for row, _ in matches for side in ("home_team", "away_team")}
    return [
        known({
            "@type": "SportsTeam", **reference("team", key), "name": name, "identifier": key, "sport": SPORT,
            "memberOf": {"@type": "SportsOrganization", "identifier": country} if country else None,
        })
        for key, (name, country) in sorted(named.items())
    ]  # fmt: skip


def winner_of(match: Row) -> str | None:
    """Who won a match by its official score, or in its shoot-out."""
    if match["match_type"] == "annulled" or match["home_goals"] is None:
        return None
    kicks = match["shootout_home_goals"] is not None and not match["is_shootout_annulled"]
    home, away = match["home_goals"], match["away_goals"]
    if home == away and kicks:
        home, away = match["shootout_home_goals"], match["shootout_away_goals"]
    return None if home == away else match["home_team_id"] if home > away else match["away_team_id"]


def won(event: str, winner: str) -> Row:
    return {
        "@type": "WinAction",
        **reference("win", f"{event}:{winner}"),
        "agent": reference("team", winner),
        "object": reference("event", event),
    }


def work(source: Row) -> Row:
    day = source["published"] if re.fullmatch(r"\d{4}(-\d\d-\d\d)?", source["published"] or "") else None
    return known({
        "@type": "CreativeWork", **reference("source", source["source_id"]), "name": source["title"], "url": web_address(source["address"]),
        "publisher": {"@type": "Organization", "name": source["publisher"]} if source["publisher"] else None, "datePublished": day,
        "creditText": source["acknowledgement"],
    })  # fmt: skip
