{#- Building only the editions that the var `editions` names, on DuckDB. They are built with our own record, and with no
    other edition, in a file of their own, so that build and tests cost what those editions cost; where all has passed,
    scripts/adding.py puts their rows into the last whole build, which stands attached as `whole`. -#}


{#- When such a run starts: notes in builds.editions_left, ties_left and matches_left what stays out. With an edition come
    the one before it and all after it in its competition, since numbers, titles and neighbours follow that order. -#}
{% macro choose_editions() %}
{%- if execute and runs_nodes() and var('editions', none) -%}
    {%- if target.type != 'duckdb' -%}
        {%- do exceptions.raise_compiler_error('The variable editions is there on DuckDB alone; build everything') -%}
    {%- elif not var('cup', none) -%}
        {%- do exceptions.raise_compiler_error('Which folder are the editions in? Give it as the variable cup') -%}
    {%- endif -%}
    {%- do for_good(what_is_left()) -%}
    {%- set unknown = run_query('select edition_id from builds.editions_asked except select edition_id from builds.editions_here order by 1') -%}
    {%- if unknown.rows -%}
        {%- do exceptions.raise_compiler_error(var('cup') ~ ' has no edition ' ~ unknown.columns[0].values() | join(', ')
            ~ '; an edition is called by its competition_id, an underscore and its season') -%}
    {%- endif -%}
    {%- set missing = run_query('select edition_id from builds.editions_taken except select edition_id from builds.editions_here order by 1') -%}
    {%- if missing.rows -%}
        {%- do exceptions.raise_compiler_error(var('cup') ~ ' has no edition ' ~ missing.columns[0].values() | join(', ')
            ~ ', which the last whole build has beside one that is asked for: what it says of its neighbours and its number would no '
            ~ 'longer hold. Bring it too, or build everything') -%}
    {%- endif -%}
    {%- set taken = run_query('select edition_id from builds.editions_taken order by 1').columns[0].values() -%}
    {%- do log('Building ' ~ taken | join(', ') ~ '. Every other edition stays as it is.', info=true) -%}
{%- endif -%}
{% endmacro %}


{% macro what_is_left() %}
{%- set asked = var('editions').split() if var('editions') is string else var('editions') -%}
{%- set ours = graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | selectattr('name', 'equalto', 'editions') | first -%}

create or replace table builds.editions_asked as
{% for edition in asked -%}
select {{ text_literal(edition) }} as edition_id {{ 'union ' if not loop.last }}
{%- endfor %};

create or replace table builds.ties_here as
select ties.tie_id, coalesce(rounds.edition_id, split_part(ties.round_id, '/', 1)) as edition_id
from {{ brought_cells('ties', ['tie_id', 'round_id']) }} as ties
left join {{ brought_cells('rounds', ['round_id', 'edition_id']) }} as rounds on ties.round_id = rounds.round_id;

create or replace table builds.legs_here as
select
    legs.match_id,
    legs.tie_id,
    legs.competition_id,
    try_cast(legs.season as integer) as season,
    coalesce(ties_here.edition_id, legs.competition_id || '_' || legs.season) as edition_id
from {{ brought_cells('legs', ['match_id', 'tie_id', 'competition_id', 'season']) }} as legs
left join builds.ties_here on legs.tie_id = ties_here.tie_id;

create or replace table builds.editions_here as
select edition_id, competition_id, try_cast(season as integer) as season
from {{ brought_cells('editions', ['edition_id', 'competition_id', 'season']) }}
union
select edition_id, competition_id, season from builds.legs_here where edition_id = competition_id || '_' || season
{%- if not var('cup_alone', false) %}
union
select edition_id, competition_id, try_cast(season as integer) from read_csv('{{ ours.original_file_path }}', {{ csv_as_it_is() }})
{%- endif %};

create or replace table builds.editions_known as
select edition_id, competition_id, season from builds.editions_here
union
select edition_id, competition_id, season from whole.main.dim_editions;

create or replace table builds.editions_taken as
with before as (
    select
        edition_id,
        competition_id,
        season,
        lag(season) over (partition by competition_id order by season) as season_before
    from builds.editions_known
)
select distinct editions_known.edition_id
from builds.editions_known
inner join before on editions_known.competition_id = before.competition_id and editions_known.season >= coalesce(before.season_before, before.season)
inner join builds.editions_asked on before.edition_id = editions_asked.edition_id
union
select edition_id from builds.editions_asked;

create or replace table builds.editions_left as
select edition_id from (select edition_id from builds.editions_known union select edition_id from builds.legs_here)
where edition_id is not null
except
select edition_id from builds.editions_taken
{%- if not var('cup_alone', false) %}
except
select edition_id from read_csv('{{ ours.original_file_path }}', {{ csv_as_it_is() }})
{%- endif %};

create or replace table builds.matches_left as
select match_id from builds.legs_here where edition_id in (select edition_id from builds.editions_left);

create or replace table builds.ties_left as
select tie_id from (select tie_id, edition_id from builds.legs_here union select tie_id, edition_id from builds.ties_here)
where edition_id in (select edition_id from builds.editions_left);
{% endmacro %}


{#- Columns of a brought table as trimmed text; a column or a table that was not brought is null. -#}
{% macro brought_cells(name, columns) %}
{%- set brought = brought_table(name) -%}
(
    select
        {%- for column in columns %}
        {{ "nullif(trim(cast(" ~ column ~ " as varchar)), '')" if brought and column in brought.columns else 'cast(null as varchar)' }} as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- if brought %}
    from {{ brought.relation }}
    {%- else %}
    where false
    {%- endif %}
)
{%- endmacro %}


{#- The condition that a row of a brought table with these columns is not of an edition that stays out. What is of no known
    edition comes in, so that a fault is named. -#}
{% macro is_of_editions_taken(columns) %}
{%- set kinds = [('match_id', 'matches_left'), ('tie_id', 'ties_left'), ('edition_id', 'editions_left')] | selectattr(0, 'in', columns) | list -%}
{%- if var('editions', none) and kinds -%}
coalesce(trim(cast({{ kinds[0][0] }} as varchar)), '') not in (select {{ kinds[0][0] }} from builds.{{ kinds[0][1] }} where {{ kinds[0][0] }} is not null)
{%- else -%}
true
{%- endif -%}
{% endmacro %}


{#- For a model that counts over editions: the same columns of the editions that stay, from the last whole build. -#}
{% macro and_editions_left(table, columns) %}
{%- if var('editions', none) and model.resource_type != 'unit_test' %}
    union all
    select {{ columns | join(', ') }} from whole.main.{{ table }}
    where edition_id in (select edition_id from builds.editions_left)
{%- endif %}
{% endmacro %}


{#- For a test that asks whether a row of a reference table is of use: what stands in the last whole build has passed it
    there, perhaps by an edition that is not built now. -#}
{% macro unless_in_the_whole(table, columns) %}
{%- if var('editions', none) %}
    and not exists (
        select 1
        from whole.{{ table }} as standing
        where {% for column, ours in columns.items() %}trim(standing.{{ column }}) = {{ ours }}{{ ' and ' if not loop.last }}{% endfor %}
    )
{%- endif %}
{% endmacro %}
