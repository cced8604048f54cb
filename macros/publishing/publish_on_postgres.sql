{% macro postgres__strangers(schemas) %}
    {%- set found = {} -%}
    {%- set claimed = run_query(
        "select nspname from pg_catalog.pg_namespace where obj_description(oid, 'pg_namespace') = 'Cup warehouse'"
    ).columns[0].values() -%}
    {%- for schema in schemas if schema not in claimed -%}
        {%- set names = run_query(
            "select relname from pg_catalog.pg_class where relnamespace = to_regnamespace(" ~ text_literal(schema) ~ ") and relkind != 'i' "
            ~ "union all select proname from pg_catalog.pg_proc where pronamespace = to_regnamespace(" ~ text_literal(schema) ~ ") order by 1"
        ).columns[0].values() | list -%}
        {%- if names -%}{%- do found.update({schema: names}) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{% macro postgres__claim_schemas(schemas) %}
    {%- call statement('claim', auto_begin=false) %}
        {%- for schema in schemas %}
        create schema if not exists {{ adapter.quote(schema) }};
        comment on schema {{ adapter.quote(schema) }} is 'Cup warehouse';
        {%- endfor %}
        create table if not exists {{ runs_table() }} (
            invocation_id text, event text, noted_at timestamp with time zone
        );
        commit;
    {%- endcall -%}
{% endmacro %}


{#- The lock belongs to the session: it ends with the connection, which dbt closes after every node. -#}
{% macro postgres__lock_runs() %}
    {%- do run_query('select pg_catalog.pg_advisory_lock(' ~ lock_of_runs() ~ ')') -%}
{% endmacro %}

{% macro postgres__unlock_runs() %}
    {%- do for_good('select pg_catalog.pg_advisory_unlock(' ~ lock_of_runs() ~ ');') -%}
{% endmacro %}

{% macro lock_of_runs() %}
    {{ return("hashtext('cup_warehouse'), hashtext(" ~ text_literal(target.schema) ~ ')') }}
{% endmacro %}


{% macro postgres__beginning_of(run_id) %}
    {%- if run_query('select to_regclass(' ~ text_literal(runs_table()) ~ ') is not null').rows[0][0] -%}
        {{ return(default__beginning_of(run_id)) }}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}


{#- Every query of a run begins with the run's id (query-comment in dbt_project.yml), and the account that builds can see it. So a run that
    has noted no end, and sends no query for three seconds, was killed: the time of its last note is noted as its end. -#}
{% macro postgres__runs_at_work(run_id) %}
    {%- set unended = default__runs_at_work(run_id) -%}
    {%- for _ in range(15 if unended else 0) -%}
        {%- do run_query('select pg_sleep(0.2), pg_stat_clear_snapshot()') -%}
        {%- for run in unended -%}
            {%- if run_query("select 1 from pg_catalog.pg_stat_activity where query like " ~ text_literal('/* cup_warehouse ' ~ run[0] ~ ' */%')).rows -%}
                {{ return([run]) }}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for run in unended -%}
        {%- do for_good(
            'insert into ' ~ runs_table() ~ " select invocation_id, 'ended', max(noted_at) from " ~ runs_table()
            ~ ' where invocation_id = ' ~ text_literal(run[0]) ~ ' group by invocation_id;'
        ) -%}
    {%- endfor -%}
    {{ return([]) }}
{% endmacro %}


{% macro postgres__note_in_runs(run_id, event) %}
    {%- do for_good(
        'insert into ' ~ runs_table() ~ ' values (' ~ text_literal(run_id) ~ ', ' ~ text_literal(event) ~ ', clock_timestamp());'
    ) -%}
{% endmacro %}


{#- Replaces the rows of every public table in one transaction. A table is dropped and made again only if its columns or keys have changed.
    So a reader sees one version and never waits, and views and grants on the tables stay. -#}
{% macro postgres__publish_tables(tables, info, beginning) %}
{%- set build = target.schema ~ '_main' -%}
{%- call statement('publish') %}
-- without a limit this would wait for another session's lock without a word, and all readers would wait behind it
set local lock_timeout = '5s';

drop table if exists {{ build }}.build_info;
create table {{ build }}.build_info (
    {%- for name, data_type, _, _ in info %}
    {{ name }} {{ info_type(data_type) }}{{ ' primary key' if loop.first }}{{ ',' if not loop.last }}
    {%- endfor %}
);
insert into {{ build }}.build_info values (
    {%- for column in info %}
    {{ info_value(column, beginning) }}{{ ',' if not loop.last }}
    {%- endfor %}
);

create temporary table descriptions (relname text, attname text, description text) on commit drop;
insert into descriptions values
{%- for name in tables %}
{%- set node = node_of(name) %}
({{ text_literal(name) }}, null, {{ text_literal(node.description) }}),
{%- for column in node.columns.values() %}
({{ text_literal(name) }}, {{ text_literal(column.name) }}, {{ text_literal(column.description) }}),
{%- endfor %}
{%- endfor %}
{%- for name, _, words, _ in info %}
('build_info', {{ text_literal(name) }}, {{ text_literal(words) }}),
{%- endfor %}
('build_info', null, 'One row: the build that these tables come from.');

do $publish$
declare
    build constant text := {{ text_literal(build) }};
    published constant text := {{ text_literal(target.schema) }};
    wanted constant text[] := array['{{ tables | join("', '") }}', 'build_info'];
    earlier text[] := array[]::text[];
    anew text[];
    item record;
begin
    if to_regclass(format('%I.build_info', published)) is not null then
        execute format('select array_append(string_to_array(table_names, '';''), ''build_info'') from %I.build_info', published) into earlier;
    end if;

    for item in
        select relname from pg_class where relnamespace = published::regnamespace and relname = any(wanted) and not relname = any(earlier)
    loop
        raise exception '%.% is not a table of an earlier build; rename it', published, item.relname;
    end loop;

    for item in select unnest(earlier) as relname except select unnest(wanted) loop
        execute format('drop table %I.%I', published, item.relname);
    end loop;

    select array_agg(relname) into anew
    from (
        select
            relname,
            count(distinct definition) as definitions,
            count(*) as places
        from (
            select
                pg_class.relname,
                (
                    select string_agg(format('%s %s %s', attname, format_type(atttypid, atttypmod), attnotnull), ', ' order by attnum)
                    from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped
                ) || coalesce((
                    select string_agg(pg_get_constraintdef(oid), ', ' order by pg_get_constraintdef(oid))
                    from pg_constraint where conrelid = pg_class.oid
                ), '') as definition
            from pg_class
            where relnamespace in (build::regnamespace, published::regnamespace) and relkind = 'r' and relname = any(wanted)
        ) as defined
        group by relname
    ) as compared
    where definitions > 1 or places < 2;

    for item in select unnest(wanted) as relname loop
        if item.relname = any(anew) then
            execute format('drop table if exists %I.%I', published, item.relname);
            execute format('create table %I.%I (like %I.%I including all)', published, item.relname, build, item.relname);
        else
            execute format('delete from %I.%I', published, item.relname);
        end if;
        execute format('insert into %I.%I select * from %I.%I', published, item.relname, build, item.relname);
    end loop;

    for item in
        select
            descriptions.relname,
            descriptions.attname,
            descriptions.description
        from descriptions
        inner join pg_class on descriptions.relname = pg_class.relname and relnamespace = published::regnamespace
        left join pg_attribute on attrelid = pg_class.oid and descriptions.attname = pg_attribute.attname
        left join pg_description as before
            on before.objoid = pg_class.oid and before.classoid = 'pg_class'::regclass and before.objsubid = coalesce(attnum, 0)
        where descriptions.description is distinct from before.description
    loop
        if item.attname is null then
            execute format('comment on table %I.%I is %L', published, item.relname, item.description);
        else
            execute format('comment on column %I.%I.%I is %L', published, item.relname, item.attname, item.description);
        end if;
    end loop;
exception when lock_not_available then
    raise exception 'not published: another session has locked a table in the schema %; build again when it ends', published;
end
$publish$;
commit;
{%- endcall -%}
{% endmacro %}
