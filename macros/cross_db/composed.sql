{#- A text with each letter and its accent as one character, where there is one (Unicode's form NFC). -#}
{% macro composed(text) -%}
    {{ return(adapter.dispatch('composed')(text)) }}
{%- endmacro %}

{% macro default__composed(text) -%}
    normalize({{ text }}, nfc)
{%- endmacro %}

{% macro duckdb__composed(text) -%}
    nfc_normalize({{ text }})
{%- endmacro %}

{#- Spark has no such function, so the accents of Latin, Greek and Cyrillic letters are listed: the accent, the letters, and both as one. -#}
{% macro spark__composed(text) -%}
    {%- set accents = [
        ['\u0300', 'AEIOUaeiouÜüNnЕИеиĒēŌōWwÂâĂăÊêÔôƠơƯưYy', 'ÀÈÌÒÙàèìòùǛǜǸǹЀЍѐѝḔḕṐṑẀẁẦầẰằỀềỒồỜờỪừỲỳ'],
        ['\u0301', 'AEIOUYaeiouyCcLlNnRrSsZzÜüGgÅåÆæØø¨ΑΕΗΙΟΥΩϊαεηιϋουωϒГКгкÇçĒēÏïKkMmÕõŌōPpŨũWwÂâĂăÊêÔôƠơƯư', 'ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǗǘǴǵǺǻǼǽǾǿ΅ΆΈΉΊΌΎΏΐάέήίΰόύώϓЃЌѓќḈḉḖḗḮḯḰḱḾḿṌṍṒṓṔṕṸṹẂẃẤấẮắẾếỐốỚớỨứ'],
        ['\u0302', 'AEIOUaeiouCcGgHhJjSsWwYyZzẠạẸẹỌọ', 'ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷẐẑẬậỆệỘộ'],
        ['\u0303', 'ANOanoIiUuVvÂâĂăEeÊêÔôƠơƯưYy', 'ÃÑÕãñõĨĩŨũṼṽẪẫẴẵẼẽỄễỖỗỠỡỮữỸỹ'],
        ['\u0304', 'AaEeIiOoUuÜüÄäȦȧÆæǪǫÖöÕõȮȯYyИиУуGgḶḷṚṛ', 'ĀāĒēĪīŌōŪūǕǖǞǟǠǡǢǣǬǭȪȫȬȭȰȱȲȳӢӣӮӯḠḡḸḹṜṝ'],
        ['\u0306', 'AaEeGgIiOoUuУИиуЖжАаЕеȨȩẠạ', 'ĂăĔĕĞğĬĭŎŏŬŭЎЙйўӁӂӐӑӖӗḜḝẶặ'],
        ['\u0307', 'CcEeGgIZzAaOoBbDdFfHhMmNnPpRrSsŚśŠšṢṣTtWwXxYyſ', 'ĊċĖėĠġİŻżȦȧȮȯḂḃḊḋḞḟḢḣṀṁṄṅṖṗṘṙṠṡṤṥṦṧṨṩṪṫẆẇẊẋẎẏẛ'],
        ['\u0308', 'AEIOUaeiouyYΙΥιυϒЕІеіАаӘәЖжЗзИиОоӨөЭэУуЧчЫыHhÕõŪūWwXxt', 'ÄËÏÖÜäëïöüÿŸΪΫϊϋϔЁЇёїӒӓӚӛӜӝӞӟӤӥӦӧӪӫӬӭӰӱӴӵӸӹḦḧṎṏṺṻẄẅẌẍẗ'],
        ['\u0309', 'AaÂâĂăEeÊêIiOoÔôƠơUuƯưYy', 'ẢảẨẩẲẳẺẻỂểỈỉỎỏỔổỞởỦủỬửỶỷ'],
        ['\u030a', 'AaUuwy', 'ÅåŮůẘẙ'],
        ['\u030b', 'OoUuУу', 'ŐőŰűӲӳ'],
        ['\u030c', 'CcDdEeLlNnRrSsTtZzAaIiOoUuÜüGgKkƷʒjHh', 'ČčĎďĚěĽľŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔǙǚǦǧǨǩǮǯǰȞȟ'],
        ['\u031b', 'OoUu', 'ƠơƯư'],
        ['\u0323', 'BbDdHhKkLlMmNnRrSsTtVvWwZzAaEeIiOoƠơUuƯưYy', 'ḄḅḌḍḤḥḲḳḶḷṂṃṆṇṚṛṢṣṬṭṾṿẈẉẒẓẠạẸẹỊịỌọỢợỤụỰựỴỵ'],
        ['\u0326', 'SsTt', 'ȘșȚț'],
        ['\u0327', 'CcGgKkLlNnRrSsTtEeDdHh', 'ÇçĢģĶķĻļŅņŖŗŞşŢţȨȩḐḑḨḩ'],
        ['\u0328', 'AaEeIiUuOo', 'ĄąĘęĮįŲųǪǫ'],
    ] -%}
    {%- set pairs = [] -%}
    {%- for accent, letters, both in accents -%}
        {%- for letter in letters -%}
            {%- do pairs.append("struct('" ~ letter ~ accent ~ "' as two, '" ~ both[loop.index0] ~ "' as one)") -%}
        {%- endfor -%}
    {%- endfor -%}
    aggregate(array({{ pairs | join(', ') }}), {{ text }}, (done, pair) -> replace(done, pair.two, pair.one))
{%- endmacro %}
