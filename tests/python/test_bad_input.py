"""Bad input, case by case: what the invariants and the tests of cells must find. Every invariant is broken at least once."""

import pytest
from conftest import PROJECT, make
from stage_mutations import BROKEN

EDITION = "concacaf_champions_cup_2007"


QF1, SF1, SF2, FINAL = (f"{EDITION}/{tie}" for tie in ("qf1", "sf1", "sf2", "f"))

# Each case is tried alone, on the compiled project in memory: the change, the test that must find it, and a part of its message.
# Cases that can be drawn at random are in mutations.py.
IDENTITIES = {
    "a ruling of another century": (
        "rulings",
        "update raw.rulings set ruled_on = '2199-01-01' where ruling_id = 'r01'",
        "a_ruling_is_made_by_today",
        "ruling r01 was made on 2199-01-01, which is still to come",
    ),
    "a last round that gives no title": (
        "rounds",
        f"update raw.rounds set gives_title = 'false', round_code = 'last_round' where round_id = '{EDITION}/final'",
        "a_round_gives_the_title",
        f"no round of {EDITION} gives its title: if {EDITION}/final does, set gives_title in rounds",
    ),
    "matches of a final that name no tie": (
        "legs",
        "update raw.legs set tie_id = null, competition_id = 'concacaf_champions_cup', season = '2007', round_code = 'final' "
        f"where tie_id = '{EDITION}/f'",
        "matches_of_a_knock_out_name_their_tie",
        f"2 matches of {EDITION}/final have no tie_id, and count as matches of a group",
    ),
    "a second leg before the first": (
        "legs",
        f"update raw.legs set played_on = '2007-02-01' where match_id = '{QF1}/2'",
        "legs_follow_one_another",
        f"match {QF1}/2 was played on 2007-02-01, earlier than the leg numbered before it, on 2007-02-22",
    ),
    "a leg of other teams": (
        "legs",
        f"update raw.legs set away_team_id = 'olimpia' where match_id = '{QF1}/1'",
        "legs_belong_to_their_tie",
        f"match {QF1}/1 was played by pachuca and olimpia",
    ),
    "a half-time score that its goals do not reach": (
        "legs",
        f"update raw.legs set half_time_home_goals = '2' where match_id = '{QF1}/1'",
        "goals_add_to_the_half_time_score",
        f"match {QF1}/1 was 2-0 at half-time, but its goals until then add up to 1-0",
    ),
    "a score after ninety minutes that its goals do not reach": (
        "legs",
        f"update raw.legs set normal_time_home_goals = '5' where match_id = '{SF1}/2'",
        "goals_add_to_the_normal_time_score",
        f"match {SF1}/2 was 5-2 after ninety minutes, but its goals until then add up to 4-2",
    ),
    "a score that falls": (
        "legs",
        f"update raw.legs set half_time_home_goals = '3' where match_id = '{QF1}/1'",
        "scores_only_grow",
        f"match {QF1}/1 was 3-0 at half-time",
    ),
    "no extra time in a level tie": (
        "legs",
        f"update raw.legs set went_to_extra_time = 'false' where match_id = '{FINAL}/2'",
        "extra_time_is_played_when_the_tie_is_level",
        f"tie {FINAL} was level before extra time, which was not played",
    ),
    "a kick out of turn": (
        "shootout_kicks",
        f"update raw.shootout_kicks set team_id = 'guadalajara' where kick_id = '{FINAL}/2/k3'",
        "shootout_kicks_take_turns",
        f"kick {FINAL}/2/k3 was taken by guadalajara, who also took the kick before it",
    ),
    "a missed kick that was scored": (
        "shootout_kicks",
        f"update raw.shootout_kicks set outcome = 'scored' where kick_id = '{FINAL}/2/k14'",
        "shootout_kicks_add_to_the_score",
        f"match {FINAL}/2 has a shoot-out of 7-6, but its kicks add up to 7-7",
    ),
    "a kick too many": (
        "shootout_kicks",
        f"insert into raw.shootout_kicks select * replace ('{FINAL}/2/k15' as kick_id, '15' as kick_number, "
        f"'pachuca' as team_id) from raw.shootout_kicks where kick_id = '{FINAL}/2/k14'",
        "shootout_ends_when_it_is_decided",
        f"the shoot-out of match {FINAL}/2 has 15 kicks, but kick 14 had decided it",
    ),
    "goals out of order": (
        "goals",
        f"update raw.goals set minute = '86' where goal_id = '{SF1}/2/g28'",
        "goals_follow_one_another",
        f"goal {SF1}/2/g29, number 5, was scored in minute 79, earlier than the goal numbered before it",
    ),
    "a record that changed under its ruling": (
        "goals",
        f"update raw.goals set minute = '81' where goal_id = '{SF1}/2/g29'",
        "rulings_weigh_what_the_record_says",
        f"ruling r31 weighs minute of {SF1}/2/g29, but the record now says 81",
    ),
    "a goal after the final whistle": (
        "goals",
        f"update raw.goals set minute = '100', period = 'extra_time_first_half' where goal_id = '{QF1}/1/g02'",
        "minutes_lie_within_their_period",
        f"{QF1}/1/g02 is on record in minute 100 of extra_time_first_half in a match without extra time",
    ),
    "a player on both sides": (
        "lineups",
        f"update raw.lineups set team_id = 'guadalajara' where match_id = '{FINAL}/2' and player_id = 'miguel_calero'",
        "team_sheets_hold_eleven",
        f"the line-up of pachuca in match {FINAL}/2 has 10 starters",
    ),
    "a scorer of the other side": (
        "goals",
        f"update raw.goals set scorer_player_id = 'omar_bravo' where goal_id = '{FINAL}/1/g37'",
        "a_player_is_on_one_side",
        "omar_bravo is in ",
    ),
    "a scorer of a club that did not play": (
        "goals",
        f"update raw.goals set scorer_player_id = 'pat_onstad' where goal_id = '{FINAL}/1/g37'",
        "a_player_has_one_club_in_an_edition",
        f"pat_onstad plays for pachuca in match {FINAL}/1 and for houston_dynamo in match {QF1[:-1]}2/1",
    ),
    "a substitute for somebody who stayed on": (
        "lineups",
        f"update raw.lineups set replaced_player_id = 'pat_onstad' where match_id = '{SF1}/1' and player_id = 'chris_wondolowski'",
        "substitutes_come_on_for_somebody",
        f"chris_wondolowski (substitute) came on in minute 82 of match {SF1}/1 for pat_onstad",
    ),
    "a team that did not advance": (
        "ties",
        f"update raw.ties set team_2_id = 'marquense' where tie_id = '{SF1}'",
        "who_advanced_plays_in_a_later_round",
        f"marquense went out in tie {QF1} and plays again in a later round",
    ),
    "an entrant that never played": (
        "entries",
        f"update raw.entries set entry_round_id = '{EDITION}/semi_final' where team_id = 'olimpia'",
        "who_advanced_plays_in_a_later_round",
        "olimpia ",
    ),
    "three legs where the rule allows two": (
        "legs",
        f"insert into raw.legs select * replace ('{QF1}/3' as match_id, '3' as leg_number, '2007-03-09' as played_on) "
        f"from raw.legs where match_id = '{QF1}/1'",
        "a_tie_has_the_legs_of_its_rule",
        f"tie {QF1} has 3 legs where concacaf_champions_cup_2005_2008 allows 2",
    ),
    "kicks without a level tie": (
        "legs",
        f"update raw.legs set shootout_home_goals = '3', shootout_away_goals = '2' where match_id = '{QF1}/2'",
        "kicks_are_taken_when_the_tie_is_level",
        f"tie {QF1} has kicks on record, but was decided before, by aggregate",
    ),
    "lots although the tie was not level": (
        "ties",
        f"update raw.ties set lots_winner_team_id = 'pachuca' where tie_id = '{SF1}'",
        "lots_are_drawn_when_the_tie_is_level",
        f"tie {SF1} has lots on record, which its rule concacaf_champions_cup_2005_2008 does not have",
    ),
    "a leg that is called a play-off": (
        "legs",
        f"update raw.legs set match_type = 'play_off' where match_id = '{QF1}/2'",
        "lots_are_drawn_when_the_tie_is_level",
        f"tie {QF1} has a play-off on record, which its rule concacaf_champions_cup_2005_2008 does not have",
    ),
    "a leg that is called a replay": (
        "legs",
        f"update raw.legs set match_type = 'replay' where match_id = '{SF2}/1'",
        "lots_are_drawn_when_the_tie_is_level",
        f"tie {SF2} has a replay on record, which its rule concacaf_champions_cup_2005_2008 does not have",
    ),
    "extra time under a rule without": (
        "tie_rule_steps",
        "update raw.tie_rule_steps set step = 'goal_difference', applies = 'after_normal_time' "
        "where tie_rule_id = 'concacaf_champions_cup_2005_2008' and step = 'extra_time'",
        "extra_time_is_played_when_the_tie_is_level",
        f"tie {SF1} has extra time on record, which its rule concacaf_champions_cup_2005_2008 does not know",
    ),
    "extra time in the first leg": (
        "legs",
        f"update raw.legs set went_to_extra_time = 'true' where match_id = '{QF1}/1'",
        "extra_time_is_played_when_the_tie_is_level",
        f"match {QF1}/1 has extra time on record, and leg 2 of tie {QF1} came after it",
    ),
    "kicks after the first leg": (
        "legs",
        f"update raw.legs set shootout_home_goals = '3', shootout_away_goals = '2' where match_id = '{QF1}/1'",
        "kicks_are_taken_when_the_tie_is_level",
        f"match {QF1}/1 has kicks on record, and leg 2 of tie {QF1} came after them",
    ),
    "legs of two rounds in one tie": (
        "legs",
        "update raw.legs set competition_id = 'concacaf_champions_cup', season = '2006', round_code = 'quarter_final' "
        f"where match_id = '{QF1}/2'",
        "a_tie_is_of_one_round",
        f"tie {QF1} has matches of concacaf_champions_cup 2006 and 2007: give each its own tie_id",
    ),
    "another winner known than the matches tell": (
        "ties",
        f"update raw.ties set winner_known_team_id = 'marquense' where tie_id = '{QF1}'",
        "a_winner_that_is_known_won",
        f"tie {QF1} has marquense as the winner that is known, but its matches say pachuca, by aggregate",
    ),
    "a winner known who did not play": (
        "ties",
        f"update raw.ties set winner_known_team_id = 'olimpia' where tie_id = '{QF1}'",
        "a_winner_that_is_known_won",
        f"tie {QF1} has olimpia as the winner that is known, which is neither pachuca nor marquense",
    ),
    "a place for a club that nobody knows": (
        "ties",
        f"update raw.ties set off_pitch_decision = 'expulsion', off_pitch_advanced = 'olympia' where tie_id = '{SF2}'",
        "a_decision_off_the_pitch_says_who_advanced",
        "or the team on record that got the place; did you mean olimpia?",
    ),
    "a tie whose rule is for one match": (
        "ties",
        f"update raw.ties set tie_rule_id = 'copa_libertadores_2019_on_final' where tie_id = '{QF1}'",
        "a_tie_has_the_legs_of_its_rule",
        f"tie {QF1} has 2 legs where copa_libertadores_2019_on_final allows 1",
    ),
    "a tie whose rule does not exist": (
        "ties",
        f"update raw.ties set tie_rule_id = 'concacaf_champions_cup_2005_2009' where tie_id = '{QF1}'",
        "ties_refers",
        f"seeds/reference/ties.csv, row {QF1}, column tie_rule_id: concacaf_champions_cup_2005_2009 is not a tie_rule_id of ",
    ),
    "away goals asked in a play-off": (
        "rule_set_steps",
        "update raw.rule_set_steps set applies = 'in_play_off' where rule_set_id = 'away_goals' and step = 'away_goals'",
        "a_step_is_asked_at_its_stage",
        "rule set away_goals asks away_goals at the stage in_play_off, where it compares nothing; expected after_normal_time",
    ),
    "a span of days that ends before it begins": (
        "legs",
        f"update raw.legs set played_on = null, played_from = '2007-02-22', played_to = '2007-02-20' where match_id = '{QF1}/1'",
        "a_span_of_days_holds_the_day",
        f"match {QF1}/1 was played from 2007-02-22 to 2007-02-20; correct",
    ),
    "a day outside its span": (
        "legs",
        f"update raw.legs set played_from = '2007-02-23' where match_id = '{QF1}/1'",
        "a_span_of_days_holds_the_day",
        f"match {QF1}/1 was played from 2007-02-23 to ? and on 2007-02-22",
    ),
    "an abandoned match that stood and was awarded": (
        "legs",
        f"update raw.legs set abandoned_minute = '80', abandonment = 'stood', is_awarded = 'true' where match_id = '{QF1}/1'",
        "what_came_of_an_abandoned_match_is_one_thing",
        f"match {QF1}/1 was abandoned in minute 80 and stood, but is_awarded is true; correct one of the two",
    ),
    "a match under two dates": (
        "legs",
        f"insert into raw.legs select * replace ('{QF1}/1x' as match_id, '2007-02-24' as played_on) from raw.legs "
        f"where match_id = '{QF1}/1'",
        "a_match_stands_once",
        f"matches {QF1}/1 and {QF1}/1x look like one: pachuca against marquense, 2-0, on 2007-02-22 and on 2007-02-24",
    ),
    "an open tie whose winner plays on": (
        "legs",
        f"delete from raw.legs where match_id = '{QF1}/2'",
        "a_tie_is_decided_before_its_sides_play_on",
        f"tie {QF1} is unfinished (1 of 2 legs is on record), yet pachuca plays on",
    ),
    "a competition that no rule knows": (
        "tie_rules",
        "update raw.tie_rules set competition_id = 'copa_libertadores' where competition_id = 'concacaf_champions_cup'",
        "a_competition_and_a_round_are_known_to_a_rule",
        f"no rule knows the competition concacaf_champions_cup of {EDITION} (7 ties); did you mean concacaf_champions_league?",
    ),
    "a lot drawn by a club that did not play": (
        "ties",
        f"update raw.ties set lots_winner_team_id = 'olimpia' where tie_id = '{QF1}'",
        "lots_are_drawn_when_the_tie_is_level",
        f"tie {QF1} gives the lot or the better record to olimpia, which is neither pachuca nor marquense",
    ),
    "two rules with equal right": (
        "tie_rules",
        "insert into raw.tie_rules select * replace ('another' as tie_rule_id, '2007' as first_season) from raw.tie_rules "
        "where tie_rule_id = 'concacaf_champions_cup_2005_2008'",
        "tie_rules_do_not_overlap",
        "tie rules another and concacaf_champions_cup_2005_2008 both cover (all rounds) of concacaf_champions_cup in season 2007",
    ),
    "a match of no edition": (
        "legs",
        f"update raw.legs set tie_id = null where match_id = '{QF1}/2'",
        "a_match_belongs_to_an_edition",
        f"match {QF1}/2 belongs to no edition",
    ),
    "a team against itself": (
        "legs",
        f"update raw.legs set away_team_id = home_team_id where match_id = '{QF1}/1'",
        "a_team_does_not_play_itself",
        f"match {QF1}/1 has pachuca both as home and as away team",
    ),
    "half a score": (
        "legs",
        f"update raw.legs set away_goals = null where match_id = '{QF1}/1'",
        "a_score_has_two_sides_and_a_shootout_a_winner",
        f"match {QF1}/1 has a score for one side only",
    ),
    "a level shoot-out": (
        "legs",
        f"update raw.legs set shootout_home_goals = '6' where match_id = '{FINAL}/2'",
        "a_score_has_two_sides_and_a_shootout_a_winner",
        f"match {FINAL}/2 has a level shoot-out, 6-6",
    ),
    "an expulsion that does not say who went through": (
        "ties",
        f"update raw.ties set off_pitch_decision = 'expulsion' where tie_id = '{SF2}'",
        "a_decision_off_the_pitch_says_who_advanced",
        f"tie {SF2} has the decision expulsion and off_pitch_advanced (blank)",
    ),
    "a ruling that is no number": (
        "rulings",
        "update raw.rulings set adopted_value = 'forty' where ruling_id = 'r08'",
        "claims_and_rulings_use_the_vocabulary",
        'seeds/evidence/rulings.csv, row r08, column adopted_value: "forty" - expected a whole number',
    ),
    "a rejected value that is no number": (
        "rulings",
        "update raw.rulings set other_values = 'thirty' where ruling_id = 'r08'",
        "claims_and_rulings_use_the_vocabulary",
        'seeds/evidence/rulings.csv, row r08, column other_values: "thirty" - expected a whole number',
    ),
    "a claim that is no day": (
        "claims",
        "update raw.claims set parsed_value = '2007-02-30' where claim_id = 'c144'",
        "claims_and_rulings_use_the_vocabulary",
        'seeds/evidence/claims.csv, row c144, column parsed_value: "2007-02-30" - expected a day',
    ),
    "a claim outside the vocabulary": (
        "claims",
        "update raw.claims set attribute = 'weather' where claim_id = 'c144'",
        "claims_and_rulings_use_the_vocabulary",
        'seeds/evidence/claims.csv, row c144, column attribute: "weather" is not in the vocabulary for a match',
    ),
    "a claim about a match that was never played": (
        "claims",
        f"update raw.claims set subject_id = '{QF1}/3' where claim_id = 'c144'",
        "claims_and_rulings_find_their_subject",
        f'seeds/evidence/claims.csv, row c144, column subject_id: there is no match "{QF1}/3" in the record',
    ),
    "a rival for a goal whom nobody knows": (
        "rulings",
        "update raw.rulings set other_values = 'gabriel_cabalero' where ruling_id = 'r02'",
        "claims_and_rulings_name_who_exists",
        'seeds/evidence/rulings.csv, row r02, column other_values: "gabriel_cabalero" is not a player on record; did you mean gabriel_caballero?',
    ),
    "a claim of another edition": (
        "claims",
        "update raw.claims set subject_id = 'aguila' where claim_id = 'c070'",
        "claims_and_rulings_find_their_subject",
        f'row c070, column subject_id: there is no team "aguila" in the record of {EDITION}',
    ),
    "goals published of somebody who scored none": (
        "claims",
        "update raw.claims set subject_id = 'pat_onstad' where claim_id = 'c007'",
        "a_contradicted_claim_is_ruled_on",
        'D1 publishes "4" as goals of player pat_onstad, the warehouse has "0"',
    ),
    "a title that nobody won": (
        "claims",
        "update raw.claims set subject_id = 'marquense' where claim_id = 'c034'",
        "a_contradicted_claim_is_ruled_on",
        'as title_count of team marquense, the warehouse has "0"',
    ),
    "a berth that was not earned": (
        "claims",
        "update raw.claims set subject_id = 'houston_dynamo' where claim_id = 'c064'",
        "a_contradicted_claim_is_ruled_on",
        'D1 publishes "2007 Copa Sudamericana" as qualifies_for of team houston_dynamo, the warehouse has "nothing"',
    ),
    "a nationality that only looks like the published one": (
        "players",
        "update raw.players set nationality = 'New Mexico' where player_id = 'marvin_cabrera'",
        "a_contradicted_claim_is_ruled_on",
        'publishes "Mexico" as nationality of player marvin_cabrera, the warehouse has "New Mexico"',
    ),
    "a score that changed under its ruling": (
        "legs",
        f"update raw.legs set home_goals = '5' where match_id = '{EDITION}/qf3/1'",
        "rulings_weigh_what_the_record_says",
        f"ruling r13 weighs score of {EDITION}/qf3/1, but the record now says 5-1",
    ),
    "an assist that appeared under its ruling": (
        "goals",
        f"update raw.goals set assist_player_id = 'brian_ching' where goal_id = '{SF1}/2/g29'",
        "rulings_weigh_what_the_record_says",
        f"ruling r15 weighs assist_player_id of {SF1}/2/g29, but the record now says brian_ching",
    ),
    "a total that is contested by itself": (
        "rulings",
        "update raw.rulings set status = 'contested' where ruling_id = 'r01'",
        "a_contested_ruling_is_on_the_record",
        f"ruling r01 leaves goal_count of edition {EDITION} contested, which is counted or derived",
    ),
    "an open range without an end": (
        "claims",
        "update raw.claims set parsed_value = '..' where claim_id = 'c027'",
        "claims_and_rulings_use_the_vocabulary",
        'row c027, column parsed_value: ".." - expected a whole number',
    ),
    "stoppage time in the middle of a half": (
        "claims",
        "update raw.claims set parsed_value = '12+' where claim_id = 'c196'",
        "claims_and_rulings_use_the_vocabulary",
        'row c196, column parsed_value: "12+" - expected a minute as printed',
    ),
    "a control character": (
        "teams",
        "update raw.teams set team_name = 'Pach' || chr(7) || 'uca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "seeds/reference/teams.csv, row pachuca, column team_name: ",
    ),
    "two lines in a cell": (
        "teams",
        "update raw.teams set team_name = 'Pach' || chr(10) || 'uca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "expected one line of at most 5000 characters",
    ),
    "a formula of a spreadsheet": (
        "teams",
        "update raw.teams set team_name = '=1+1' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        'row pachuca, column team_name: "=1+1" - expected one line',
    ),
    "a formula that begins with a sign": (
        "players",
        "update raw.players set player_name = '-2+3+cmd|x' where player_id = 'omar_bravo'",
        "cells_are_valid_players_",
        'column player_name: "-2+3+cmd|x" - expected one line',
    ),
    "a cell of a megabyte": (
        "teams",
        "update raw.teams set team_name = repeat('Pachuca', 150000) where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        'column team_name: "PachucaPachuca',
    ),
    "two rulings on one cell": (
        "rulings",
        "insert into raw.rulings select * replace ('r99' as ruling_id) from raw.rulings where ruling_id = 'r05'",
        "grain_rulings_edition_id__subject_type__subject_id__attribute",
        f"rulings: edition_id {EDITION}, subject_type goal, subject_id",
    ),
    "another champion on the roll of honour": (
        "roll_of_honour",
        "update raw.roll_of_honour set champion_team_id = 'guadalajara' where season = '2007'",
        "champions_agree_with_the_roll_of_honour",
        f"edition {EDITION} was won by pachuca",
    ),
    "a season taken off the roll of honour": (
        "roll_of_honour",
        "delete from raw.roll_of_honour where season = '1990'",
        "a_contradicted_claim_is_ruled_on",
        'D1 publishes "42nd" (42) as edition_number of edition',
    ),
    "a leg that is missing": (
        "legs",
        f"delete from raw.legs where match_id = '{QF1}/2'",
        "a_contradicted_claim_is_ruled_on",
        'D1 publishes "14" as match_count of edition',
    ),
    "a published figure that moved": (
        "claims",
        "update raw.claims set parsed_value = '39' where claim_id = 'c028'",
        "a_contradicted_claim_is_ruled_on",
        f'D1 publishes "38" (39) as goal_count of edition {EDITION}, the warehouse has "40" after S01;S04; no ruling',
    ),
    "a published figure that all its sources took back": (
        "claims",
        "update raw.claims set parsed_value = '40' where claim_id in ('c028', 'c108')",
        "a_ruling_settles_a_contradiction",
        f'ruling r01 on goal_count of edition {EDITION} does not adopt "38", but none of the claims that it lists has this value',
    ),
    "a published figure that another number is compared for": (
        "claims",
        "update raw.claims set value = '40' where claim_id = 'c028'",
        "a_claim_is_parsed_as_it_is_published",
        'claim c028 publishes "40", but its parsed_value is 38',
    ),
    "a published figure that one of its sources took back": (
        "claims",
        "update raw.claims set value = '40', parsed_value = '40' where claim_id = 'c028'",
        "a_ruling_weighs_what_its_claims_say",
        "ruling r01 weighed claim c028 as 38, and it now says 40; weigh it again and correct claim_values",
    ),
    "a weighed claim that is left in words only": (
        "claims",
        "update raw.claims set parsed_value = null where claim_id = 'c108'",
        "a_ruling_weighs_what_its_claims_say",
        "ruling r01 weighed claim c108 as 38, and it now says it in words only",
    ),
    "words that were weighed and have become a number": (
        "claims",
        "update raw.claims set parsed_value = '30' where claim_id = 'c210'",
        "a_ruling_weighs_what_its_claims_say",
        "ruling r05 weighed claim c210 as only words, and it now says 30",
    ),
    "a weighed claim of which nobody wrote down what it said": (
        "rulings",
        "update raw.rulings set claim_values = replace(claim_values, 'c108=38;', '') where ruling_id = 'r01'",
        "a_ruling_weighs_what_its_claims_say",
        "ruling r01 weighed claim c108, and claim_values does not say as what; add c108=38 to it",
    ),
    "a ruling for a man of whom nobody knows where he played": (
        "rulings",
        "update raw.rulings set other_values = 'devon_mctavish' where ruling_id = 'r02'",
        "a_ruling_names_scorers_whose_club_is_known",
        f"ruling r02 names devon_mctavish, whose club in {QF1}/1 is not on record",
    ),
    "a ruling that no longer holds": (
        "rulings",
        "update raw.rulings set adopted_value = '41' where ruling_id = 'r01'",
        "a_ruling_is_what_the_warehouse_says",
        f'ruling r01 adopts "41" as goal_count of edition {EDITION}, but the warehouse has "40"',
    ),
    "a ruling that forgets a claim": (
        "rulings",
        "update raw.rulings set claim_ids = 'c028' where ruling_id = 'r01'",
        "a_contradicted_claim_is_ruled_on",
        'claim c108: S05 publishes "38" as goal_count',
    ),
    "a ruling on what nobody disputes": (
        "rulings",
        "insert into raw.rulings select * replace ('r99' as ruling_id, 'match_count' as attribute, '14' as adopted_value, "
        "'15' as other_values, 'c027' as claim_ids) from raw.rulings where ruling_id = 'r01'",
        "a_ruling_settles_a_contradiction",
        'does not adopt "15", but none of the claims that it lists has this value',
    ),
    "a contradiction without its ruling": (
        "rulings",
        "delete from raw.rulings where ruling_id = 'r01'",
        "a_contradicted_claim_is_ruled_on",
        f'claim c028: D1 publishes "38" as goal_count of edition {EDITION}, the warehouse has "40" after S01;S04; no ruling',
    ),
    "a ruling on the record without a row": (
        "rulings",
        "update raw.rulings set subject_id = 'nowhere' where ruling_id = 'r02'",
        "claims_and_rulings_find_their_subject",
        'row r02, column subject_id: there is no goal "nowhere" in the record',
    ),
    "the contested goal given to the other player": (
        "rulings",
        "update raw.rulings set adopted_value = 'gabriel_caballero' where ruling_id = 'r02'",
        "a_contradicted_claim_is_ruled_on",
        'D1 publishes "rank 5" (5) as scorer_rank of player ',
    ),
    "a scorer table that leaves somebody out": (
        "claims",
        "delete from raw.claims where claim_id = 'c054'",
        "published_scorer_table_is_reproduced",
        "D1 has a scorer table without adolfo_bautista, whom the warehouse ranks 5",
    ),
    "another aggregate published": (
        "claims",
        "update raw.claims set value = 'Pachuca 4-0', parsed_value = '4-0' where claim_id = 'c036'",
        "a_contradicted_claim_is_ruled_on",
        f'D1 publishes "Pachuca 4-0" (4-0) as aggregate of tie {QF1}, the warehouse has "3-0" after D2;',
    ),
    "another third place published": (
        "claims",
        "update raw.claims set subject_id = 'houston_dynamo' where claim_id = 'c003'",
        "a_contradicted_claim_is_ruled_on",
        'D1 publishes "third" (3) as final_placing of team houston_dynamo, the warehouse has "4"',
    ),
    "a source that nothing rests on": (
        "sources",
        "insert into raw.sources select * replace ('S99' as source_id, 'A book' as title) from raw.sources where source_id = 'S01'",
        "a_source_is_cited",
        "seeds/evidence/sources.csv, row S99: source S99 (A book) is cited by no row",
    ),
    "a rule for a round that is written otherwise": (
        "tie_rules",
        "update raw.tie_rules set round_codes = upper(round_codes) where tie_rule_id = 'uefa_cup_1971_1996_final'",
        "a_word_has_one_spelling",
        'seeds/rules/tie_rules.csv, row uefa_cup_1971_1996_final, column round_codes: the round "FINAL" is spelt "final" in ',
    ),
    "a rule that has lost a step": (
        "tie_rule_steps",
        "delete from raw.tie_rule_steps where tie_rule_id = 'concacaf_champions_cup_2005_2008' and step_number = '2'",
        "steps_are_numbered_from_one",
        "tie_rules, row concacaf_champions_cup_2005_2008: its 2 steps are numbered from 1 to 3",
    ),
    "a match of another century": (
        "legs",
        f"update raw.legs set played_on = '1907-02-22' where match_id = '{QF1}/1'",
        "matches_are_played_in_their_season",
        f"match {QF1}/1 is dated 1907-02-22, but its season is 2007",
    ),
    "a season without a champion": (
        "roll_of_honour",
        "update raw.roll_of_honour set champion_team_id = null where season = '1969'",
        "a_completed_edition_has_a_champion",
        "on the roll of honour 1969 of concacaf_champions_cup is completed and without a champion",
    ),
    "a waiver for a test that does not exist": (
        "exceptions",
        "update raw.exceptions set test_name = 'a_source_is_quoted' where row_key = 'S61'",
        "an_exception_names_a_test_and_a_row",
        "seeds/evidence/exceptions.csv, row a_source_is_quoted S61: there is no test a_source_is_quoted",
    ),
    "a waiver for a row that does not exist": (
        "exceptions",
        "update raw.exceptions set row_key = 's61' where row_key = 'S61'",
        "an_exception_names_a_test_and_a_row",
        "there is no row s61; did you mean S61? As it is, this exception has no effect",
    ),
    "another name in the table of the team than in names": (
        "teams",
        "update raw.teams set team_name = 'CF Pachuca' where team_id = 'pachuca'",
        "a_thing_has_one_name",
        'seeds/reference/teams.csv, row pachuca, column team_name: "CF Pachuca", but seeds/reference/names.csv has "Pachuca" as the primary name '
        "of the team in English; choose one",
    ),
    "two primary names in use": (
        "names",
        "insert into raw.names select * replace ('C.F. Pachuca' as name) from raw.names where entity_id = 'pachuca' and language = 'en'",
        "names_has_one_current_primary_name",
        "names, of the primary names that are in use: entity_type team, entity_id pachuca, language en is in 2 rows",
    ),
    "a mark that nobody sees": (
        "teams",
        "update raw.teams set team_name = 'Pach' || chr(8238) || 'uca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "has U+202E (right-to-left override), which nobody can see; delete it",
    ),
    "a Cyrillic letter in a Latin word": (
        "teams",
        "update raw.teams set team_name = 'P' || chr(1072) || 'chuca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "mixes the Cyrillic letter а (U+0430) with Latin letters; write Pachuca",
    ),
    "a Latin letter in a Cyrillic word": (
        "teams",
        "update raw.teams set team_name = 'П' || 'a' || 'чука' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "mixes the Latin letter a (U+0061) with Cyrillic letters; write Пачука",
    ),
    "a Greek letter alone in a Latin name": (
        "teams",
        "update raw.teams set team_name = 'Pachuca ' || chr(913) where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "mixes the Greek letter Α (U+0391) with Latin letters; write A",
    ),
    "a full-width letter": (
        "teams",
        "update raw.teams set team_name = chr(65328) || 'achuca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "has the full-width character Ｐ (U+FF30); write P",
    ),
    "a mathematical letter": (
        "teams",
        "update raw.teams set team_name = chr(119823) || 'achuca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "(U+1D40F), which only looks like a letter; write P",
    ),
    "an accent apart from its letter": (
        "teams",
        "update raw.teams set team_name = 'Guadalajara Me' || chr(769) || 'xico' where team_id = 'guadalajara'",
        "cells_are_valid_teams_",
        "writes é as two characters; write it as one",
    ),
    "a Cyrillic letter in an id": (
        "teams",
        "update raw.teams set team_id = 'p' || chr(1072) || 'chuca' where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "and a letter or digit first; this mixes the Cyrillic letter а (U+0430) with Latin letters; write pachuca",
    ),
    "an id of 201 letters": (
        "teams",
        "update raw.teams set team_id = repeat('p', 201) where team_id = 'pachuca'",
        "cells_are_valid_teams_",
        "expected an id: at most 200 letters",
    ),
    "an id of 201 letters in a list": (
        "goals",
        f"update raw.goals set source_ids = 'D1;' || repeat('p', 201) where goal_id = '{QF1}/1/g02'",
        "cells_are_valid_goals_",
        "expected ids separated by semicolons, each of at most 200 letters",
    ),
    "stoppage time after minute 12": (
        "goals",
        f"update raw.goals set minute = '12+2' where goal_id = '{QF1}/1/g02'",
        "cells_are_valid_goals_",
        'column minute: "12+2" - expected a whole number from 1 to 240, or a minute such as 90+2; only 45, 90, 105 and 120 have stoppage time',
    ),
    "stoppage time that the column beside it denies": (
        "goals",
        f"update raw.goals set minute = '90+2', is_stoppage_time = 'FALSE' where goal_id = '{QF1}/1/g02'",
        "cells_are_valid_goals_",
        'column minute: "90+2" - this is stoppage time, but is_stoppage_time is "FALSE"; make them agree',
    ),
    "a minute of stoppage time that the column beside it has otherwise": (
        "goals",
        f"update raw.goals set minute = '90+2', is_stoppage_time = null, stoppage_minute = '3.0' where goal_id = '{QF1}/1/g02'",
        "cells_are_valid_goals_",
        'column minute: "90+2" - stoppage_minute is "3.0"; make them agree',
    ),
    "a code that is nearly one": (
        "ties",
        f"update raw.ties set off_pitch_decision = 'walkovr' where tie_id = '{SF1}'",
        "cells_are_valid_ties_",
        "did you mean walkover?",
    ),
    "a team that is nearly known": (
        "legs",
        f"update raw.legs set home_team_id = 'pachuka' where match_id = '{QF1}/1'",
        "legs_refers",
        f"row {QF1}/1, column home_team_id: pachuka is not a team_id of seeds/reference/teams.csv; did you mean pachuca?",
    ),
    "a team by another of its names": (
        "names legs",
        "insert into raw.names select * replace ('tuzos' as name, 'alias' as name_kind) from raw.names "
        "where entity_id = 'pachuca' and language = 'en'; "
        f"update raw.legs set home_team_id = 'tuzos' where match_id = '{QF1}/1'",
        "legs_refers",
        "tuzos is not a team_id of seeds/reference/teams.csv; did you mean pachuca?",
    ),
    "a key that is another only in its writing": (
        "roll_of_honour",
        "insert into raw.roll_of_honour select * replace (season || '.0' as season) from raw.roll_of_honour where season = '2007'",
        "cells_are_valid_roll_of_honour_",
        "this key is in 2 rows",
    ),
    "a goal of a man who had left": (
        "lineups",
        f"update raw.lineups set minute_off = '50' where match_id = '{SF1}/2' and player_id = 'brian_mullan'",
        "players_act_while_they_are_on_the_pitch",
        f"brian_mullan scored in minute 53 of match {SF1}/2 and had left in minute 50",
    ),
    "an assist of a man who was not on yet": (
        "lineups",
        f"update raw.lineups set role = 'substitute', minute_on = '60' where match_id = '{SF1}/2' and player_id = 'brian_ching'",
        "players_act_while_they_are_on_the_pitch",
        f"brian_ching assisted in minute 53 of match {SF1}/2 and came on in minute 60",
    ),
    "a goal of a man on the bench": (
        "lineups",
        f"update raw.lineups set role = 'unused_substitute' where match_id = '{SF1}/2' and player_id = 'brian_mullan'",
        "players_act_while_they_are_on_the_pitch",
        f"brian_mullan scored in minute 53 of match {SF1}/2 and was an unused substitute",
    ),
    "a goal after a red card": (
        "bookings",
        f"insert into raw.bookings (booking_id, match_id, team_id, player_id, card, minute, period, source_ids) values ('{FINAL}/1/b3', "
        f"'{FINAL}/1', 'guadalajara', 'omar_bravo', 'red', '60', 'second_half', 'S36')",
        "players_act_while_they_are_on_the_pitch",
        f"omar_bravo scored in minute 67 of match {FINAL}/1 and had been sent off in minute 60",
    ),
    "a kick of a man who had left": (
        "lineups",
        f"update raw.lineups set minute_off = '100' where match_id = '{FINAL}/2' and player_id = 'gonzalo_pineda'",
        "players_act_while_they_are_on_the_pitch",
        f"gonzalo_pineda took a kick in the shoot-out of match {FINAL}/2 and had left in minute 100",
    ),
    "a man replaced by two": (
        "lineups",
        f"update raw.lineups set replaced_player_id = 'brad_davis' where match_id = '{SF1}/2' and player_id = 'paul_dalglish'",
        "a_player_is_replaced_once",
        f"brad_davis was replaced 2 times in match {SF1}/2: by kevin_goldthwaite in minute 76, by paul_dalglish in minute 107",
    ),
    "a complete team sheet without a scorer": (
        "lineups",
        f"delete from raw.lineups where match_id = '{SF1}/2' and player_id = 'brian_mullan'",
        "a_complete_team_sheet_names_whoever_played",
        f"brian_mullan scored in minute 53 of match {SF1}/2 for houston_dynamo, but is not on its team sheet",
    ),
    "an assist of one's own goal": (
        "goals",
        f"update raw.goals set assist_player_id = scorer_player_id where goal_id = '{FINAL}/1/g40'",
        "a_goal_is_made_by_others",
        f"marvin_cabrera scored in minute 82 of match {FINAL}/1 and has an assist of the same goal ({FINAL}/1/g40)",
    ),
    "a penalty that is an own goal": (
        "goals",
        f"update raw.goals set is_penalty = 'true', is_own_goal = 'true', scorer_team_id = 'guadalajara' where goal_id = '{FINAL}/1/g40'",
        "a_penalty_is_no_own_goal",
        f"marvin_cabrera scored in minute 82 of match {FINAL}/1 ({FINAL}/1/g40) both from a penalty and as an own goal",
    ),
    "a goal that is nobody's own goal": (
        "goals",
        f"update raw.goals set is_own_goal = 'true' where goal_id = '{FINAL}/1/g40'",
        "goals_are_scored_by_teams_of_the_match",
        f"goal {FINAL}/1/g40 (an own goal) is credited to pachuca and scored by a player of pachuca",
    ),
    "a goal too many": (
        "legs",
        f"update raw.legs set home_goals = '1' where match_id = '{FINAL}/1'",
        "goals_add_to_the_score",
        f"match {FINAL}/1",
    ),
    "a player merged into himself": (
        "player_merges",
        "insert into raw.player_merges values ('omar_bravo', 'omar_bravo', 'spelling', null, null)",
        "a_merged_player_is_another_man",
        "omar_bravo is merged into himself; delete the row of player_merges",
    ),
    "a player merged into one who is merged himself": (
        "player_merges",
        "insert into raw.player_merges values ('najera.fas_1963', 'torres.fas_1971', 'spelling', null, null), "
        "('torres.fas_1971', 'torres.comunicaciones_1973', 'spelling', null, null)",
        "a_merged_player_is_another_man",
        "najera.fas_1963 is merged into torres.fas_1971, who is himself merged into torres.comunicaciones_1973; "
        "write torres.comunicaciones_1973 in player_merges, or delete one of the two rows",
    ),
    "a player merged into one of twenty years before": (
        "player_merges",
        "insert into raw.player_merges values ('torres.pinar_del_rio_1990', 'torres.fas_1971', 'same_name', null, null)",
        "a_merged_player_has_one_career",
        "torres.fas_1971 plays in 1971 and next in 1990, more than 10 years later; delete rows of player_merges",
    ),
    "a player merged into one whose men reach over thirty years": (
        "player_merges",
        "insert into raw.player_merges values ('torres.comunicaciones_1973', 'najera.fas_1963', 'same_name', null, null), "
        "('morales.xelaju_1981', 'najera.fas_1963', 'same_name', null, null), ('torres.pinar_del_rio_1990', 'najera.fas_1963', 'same_name', null, null)",
        "a_merged_player_has_one_career",
        "najera.fas_1963 plays in 1963 and still in 1990, more than 20 years later; delete rows of player_merges",
    ),
    "two men of one team sheet merged": (
        "player_merges",
        "insert into raw.player_merges values ('omar_bravo', 'alberto_medina', 'spelling', null, null)",
        "a_match_names_a_man_once",
        "name alberto_medina and omar_bravo, whom player_merges takes for one man, alberto_medina; delete the row of one of them there",
    ),
    "a claim about a player who is merged": (
        "player_merges",
        "insert into raw.player_merges values ('marvin_cabrera', 'gabriel_caballero', 'spelling', null, null)",
        "claims_and_rulings_name_who_exists",
        '"marvin_cabrera" is not a player on record; did you mean gabriel_caballero?',
    ),
    "a manager of both teams": (
        "legs",
        f"update raw.legs set home_manager_id = away_manager_id where match_id = '{FINAL}/1'",
        "a_manager_sits_on_one_bench",
        f"enrique_meza is the manager of both guadalajara and pachuca in match {FINAL}/1",
    ),
    "a card of a coach with the name of a player": (
        "bookings",
        f"update raw.bookings set role = 'coach' where booking_id = '{QF1[:-1]}3/1/b2'",
        "a_card_of_a_coach_names_no_player",
        f"card {QF1[:-1]}3/1/b2 was shown in minute 19 of match {QF1[:-1]}3/1 to a coach of w_connection, but names the player ",
    ),
    "a goal after a match was abandoned": (
        "legs",
        f"update raw.legs set abandoned_minute = '60' where match_id = '{FINAL}/1'",
        "nothing_happens_after_the_final_whistle",
        f"omar_bravo scored in minute 67 of match {FINAL}/1, which was abandoned in minute 60",
    ),
    "a ruling on a minute that no match has": (
        "rulings",
        "update raw.rulings set adopted_value = '999' where ruling_id = 'r31'",
        "claims_and_rulings_use_the_vocabulary",
        'row r31, column adopted_value: "999" - expected a minute as printed',
    ),
    "a family that speaks of no claim": (
        "ruling_families",
        "update raw.ruling_families set overruled_sources = 'concacaff' where ruling_family_id = 'f02'",
        "a_ruling_family_settles_contradictions",
        "family f02 overrules concacaff, but it speaks of no claim",
    ),
    "a family that rules on a score": (
        "ruling_families",
        "update raw.ruling_families set attributes = 'attendance;score' where ruling_family_id = 'f05'",
        "a_ruling_family_rules_on_no_result",
        "family f05 rules on score of every match; give each of them a ruling of its own",
    ),
    "a name that ends before it begins": (
        "names",
        "update raw.names set valid_from = '2007-01-01', valid_to = '2000-12-31' where entity_id = 'pachuca' and language = 'en'",
        "a_name_ends_after_it_begins",
        'the name "Pachuca" is in use from 2007-01-01 to 2000-12-31, which is before',
    ),
    "a club with two names": (
        "names",
        "update raw.names set name = 'Pachuca CF' where entity_id = 'pachuca' and language = 'en' and name_kind = 'primary'",
        "a_thing_has_one_name",
        'row pachuca, column team_name: "Pachuca", but seeds/reference/names.csv has "Pachuca CF" as the primary name of the team in English',
    ),
    "a name of nothing": (
        "names",
        "update raw.names set entity_id = 'nobody' where entity_id = 'pachuca' and language = 'en'",
        "names_name_something",
        "Pachuca (en) names the team nobody",
    ),
}


# what takes more than one edition to break
OF_THE_WHOLE = {
    "a player merged into one of twenty years before",
    "a player merged into one whose men reach over thirty years",
    "a family that speaks of no claim",
    "a family that rules on a score",
}


@pytest.mark.parametrize("case", IDENTITIES)
def test_the_game_contradicts_it(request, case):
    table, change, test, words = IDENTITIES[case]
    memory = request.getfixturevalue("whole_memory" if case in OF_THE_WHOLE else "memory")
    with memory.trial():
        memory.connection.execute(change)
        failed = memory.failures(*table.split())
    assert test in failed, failed
    assert words in failed[test]


INVARIANTS = {path.stem for path in (PROJECT / "tests" / "invariants").rglob("*.sql")}


# one case of each invariant
WAIVED = {test: case for case, (_, _, test, _) in IDENTITIES.items() if test in INVARIANTS and case not in OF_THE_WHOLE}


@pytest.mark.mutations
@pytest.mark.parametrize("case", WAIVED.values())
def test_whoever_waives_what_it_finds_can_build(memory, case):
    """Nothing fails then but tests of cells, which nobody can waive; above all no constraint of a table breaks."""
    table, change, _, _ = IDENTITIES[case]
    with memory.trial():
        memory.connection.execute(change)
        failed = memory.failures(table)
        found = {test: memory.row_keys(test) for test in failed if test in INVARIANTS}
        waived = [(test, row_key) for test, keys in found.items() for (row_key,) in keys if row_key]
        memory.connection.executemany("insert into raw.exceptions values (?, ?, 'waived', 'why')", waived)
        left = memory.failures(table, "exceptions")
    if {test for test, keys in found.items() if (None,) in keys}:
        return  # a fault without a key is one that nobody can waive
    assert {test: said for test, said in left.items() if test not in failed or not memory.reads_raw_tables_only(test)} == {}


# Some invariants hold for any record, because the models make them hold. They are broken by a change to a model: the test, the model,
# and the part of its SQL that is replaced.
BROKEN_MODELS = {
    "a_match_has_two_sides": ("int_team_matches", "select * from away_sides", "select * from away_sides where false"),
    "legs_add_to_the_aggregate": ("int_ties_summed", "cast(sum(team_1_goals)", "cast(max(team_1_goals)"),
    "running_scores_end_at_the_score": ("int_goals_with_score", "sum(is_home) over", "sum(is_away) over"),
    "scorers_add_to_the_goals": ("int_scorers_counted", "where not is_own_goal", "where not is_own_goal and not is_penalty"),
    "the_ledger_ends_with_the_step_that_decided": (
        "int_tie_steps",
        "steps.step_number <= coalesce(ends.last_step_number, steps.step_number) as is_tried",
        "true as is_tried",
    ),
}


@pytest.mark.parametrize("test", BROKEN_MODELS)
def test_a_broken_model_is_noticed(memory, test):
    model, words, other_words = BROKEN_MODELS[test]
    with memory.trial(), memory.altered(model, words, other_words):
        assert test in memory.failures(model)


@pytest.mark.parametrize(
    ("other_words", "said"),
    (
        ("select * from away_sides union all select * from away_sides", f"match_id {FINAL}/2, team_id guadalajara is in 2 rows"),
        ("select * replace (null as team_id) from away_sides", f"match_id {FINAL}/2, team_id (blank) has a blank"),
    ),
    ids=("a row twice", "a key without a value"),
)
def test_a_model_with_another_grain_is_noticed(memory, other_words, said):
    with memory.trial(), memory.altered("int_team_matches", "select * from away_sides", other_words):
        assert f"int_team_matches: {said}" in memory.failures("int_team_matches")["grain_int_team_matches_match_id__team_id"]


# Ranges that open without a reason, by the words of the message.
OPENED_RANGES = {
    "goals or rank of omar_bravo": (
        "int_scorers_counted",
        "sum(scorers.goals_low)",
        "0",
    ),
    f"minute of {FINAL}/1/g37": (
        "int_goals_with_rulings",
        "greatest(coalesce(rulings.minute, goals.minute), rulings.latest_minute)",
        "coalesce(rulings.minute, goals.minute) + 1",
    ),
    f"score or attendance of {FINAL}/1": ("int_matches_ranged", "max(attendance_to)", "max(attendance_to) + 1"),
    f"score or attendance of {QF1}/2": ("int_matches_ranged", "min(home_goals) as", "min(home_goals) - 1 as"),
    f"goals or attendance of {EDITION}": ("int_matches_ranged", "min(home_goals + away_goals)", "min(home_goals + away_goals) - 1"),
    f"minutes of {SF1}/1/zach_wells": (
        "int_appearances_timed",
        "greatest(stays.earliest_end - stays.latest_start, 0)",
        "greatest(stays.earliest_end - stays.latest_start - 1, 0)",
    ),
    "minutes of luciano_emilio": ("int_players_totalled", "sum(appearances.minutes_high)", "sum(appearances.minutes_high) + 1"),
}


@pytest.mark.parametrize("words", OPENED_RANGES)
def test_a_range_without_a_cause_is_noticed(memory, words):
    model, text, other_text = OPENED_RANGES[words]
    with memory.trial(), memory.altered(model, text, other_text):
        memory.connection.execute("update raw.rulings set status = 'settled'")
        assert words in memory.failures("rulings", model).get("ranges_close_when_nothing_is_open", "")


def test_every_invariant_is_broken_by_one_of_these():
    """An invariant that no case breaks, and no lie that test_mutations tells, may be one that cannot fail."""
    broken = {test for _, _, test, _ in IDENTITIES.values()} | set(BROKEN_MODELS) | BROKEN
    # these are broken beside what they are about: by drawn scorers, and in test_evidence
    broken |= {"ranges_close_when_nothing_is_open", "a_witness_speaks_of_its_rule", "an_inferred_rule_has_a_witness"}
    assert broken >= INVARIANTS


def test_a_second_run_builds_nothing_when_nothing_changed(built):
    before = (built / "warehouse.duckdb").stat().st_mtime_ns
    result = make(built, "warehouse")
    assert result.code == 0
    assert "Champion" in result.text and "dbt" not in result.text
    assert (built / "warehouse.duckdb").stat().st_mtime_ns == before
