package chancery.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.Written;
import chancery.streams.fault.Fault;
import chancery.streams.record.Alarms;
import chancery.streams.record.Plant;
import chancery.streams.record.StoredRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Collectors;

/// Filters, section 4.3 of the reference: what each operator means, and what is refused.
final class FilterTest {
    private static final List<StoredRecord> RECORDS =
            List.of(
                    Alarms.alarm(
                            "a",
                            1_000,
                            "'severity':1,'text':'high level','level':1.5,'on':true,"
                                    + "'at':'2026-01-01T00:00:00Z','day':'2026-01-01',"
                                    + "'tags':['x','y'],'counts':[1,2,3],'state':'open',"
                                    + "'asset':{'space':'plant','externalId':'pump'},'extra':{}"),
                    Alarms.alarm(
                            "b",
                            2_000,
                            "'severity':2,'text':'High','level':-2,'on':false,"
                                    + "'at':'2026-01-01T01:00:00+01:00','day':'2026-02-01',"
                                    + "'tags':['y'],'state':'shut'"),
                    Alarms.alarm("c", 3_000, "'severity':3,'area':'south'"));

    private static Filter read(String filter) {
        return FilterReader.read(Written.json(filter), "filter", new Plant());
    }

    private static String p(String property) {
        return "'property':['plant','Alarm','" + property + "']";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'matchAll':{}}|a b c",
                "{'equals':{SEVERITY,'value':2}}|b",
                "{'equals':{TEXT,'value':'High'}}|b",
                "{'equals':{TEXT,'value':'high'}}|",
                "{'equals':{LEVEL,'value':-2.0}}|b",
                "{'equals':{ON,'value':false}}|b",
                "{'equals':{AT,'value':'2026-01-01T00:00:00.000Z'}}|a b",
                "{'equals':{DAY,'value':'2026-02-01'}}|b",
                "{'equals':{STATE,'value':'open'}}|a",
                "{'equals':{ASSET,'value':{'space':'plant','externalId':'pump'}}}|a",
                "{'equals':{AREA,'value':'north'}}|a b",
                "{'equals':{'property':['space'],'value':'plant'}}|a b c",
                "{'equals':{'property':['externalId'],'value':'c'}}|c",
                "{'equals':{'property':['createdTime'],'value':2000}}|b",
                "{'equals':{'property':['lastUpdatedTime'],'value':'1970-01-01T00:00:02Z'}}|b",
                "{'in':{SEVERITY,'values':[1,3,9]}}|a c",
                "{'in':{'property':['externalId'],'values':['a','b']}}|a b",
                "{'range':{SEVERITY,'gt':1}}|b c",
                "{'range':{SEVERITY,'gte':2,'lt':3}}|b",
                "{'range':{SEVERITY,'lte':1.5}}|a",
                "{'range':{LEVEL,'gt':-2}}|a",
                "{'range':{TEXT,'gte':'h'}}|a",
                "{'range':{DAY,'lt':'2026-02-01'}}|a",
                "{'range':{AT,'gt':'2026-01-01T00:00:00Z'}}|",
                "{'range':{'property':['createdTime'],'gte':2000,'lte':3000}}|b c",
                "{'prefix':{TEXT,'value':'high'}}|a",
                "{'prefix':{'property':['externalId'],'value':'b'}}|b",
                "{'prefix':{'property':['space'],'value':'pl'}}|a b c",
                "{'exists':{TEXT}}|a b",
                "{'exists':{EXTRA}}|a",
                "{'containsAny':{TAGS,'values':['x','z']}}|a",
                "{'containsAny':{COUNTS,'values':[3]}}|a",
                "{'containsAll':{TAGS,'values':['y']}}|a b",
                "{'containsAll':{TAGS,'values':['x','y']}}|a",
                "{'containsAll':{TAGS,'values':['y','z']}}|",
                "{'hasData':[{'type':'container','space':'plant','externalId':'Alarm'}]}|a b c",
                "{'hasData':[{'type':'container','space':'plant','externalId':'Tag'}]}|",
                "{'not':{'exists':{TEXT}}}|c",
                "{'not':{'equals':{TEXT,'value':'High'}}}|a c",
                "{'and':[{'exists':{TEXT}},{'range':{SEVERITY,'gt':1}}]}|b",
                "{'or':[{'equals':{SEVERITY,'value':1}},{'equals':{SEVERITY,'value':3}}]}|a c"
            })
    void means(String filter, String expected) {
        String whole = filter;
        for (String name :
                List.of(
                        "severity",
                        "text",
                        "level",
                        "on",
                        "at",
                        "day",
                        "state",
                        "asset",
                        "area",
                        "extra",
                        "tags",
                        "counts")) {
            whole = whole.replace("{" + name.toUpperCase(java.util.Locale.ROOT), "{" + p(name));
        }
        Filter read = read(whole);

        String matching =
                RECORDS.stream()
                        .filter(record -> Matcher.matches(read, record))
                        .map(record -> record.id().externalId())
                        .collect(Collectors.joining(" "));

        assertThat(matching).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'matchAll':{},'not':{'matchAll':{}}}",
                "{'matchAll':{'a':1}}",
                "{'matchAll':[]}",
                "{'and':[]}",
                "{'and':{'matchAll':{}}}",
                "{'not':[{'matchAll':{}}]}",
                "{'nested':{}}",
                "{'overlaps':{}}",
                "{'instanceReferences':[]}",
                "{'search':{}}",
                "{'invalid':{}}",
                "{'exists':{'property':['space']}}",
                "{'exists':{'property':['plant','Alarm']}}",
                "{'exists':{'property':['node','space']}}",
                "{'exists':{'property':[]}}",
                "{'exists':{'property':['plant','Alarm','']}}",
                "{'exists':{'property':['plant','Alarm','unknown']}}",
                "{'exists':{'property':['plant','Unknown','text']}}",
                "{'exists':{'property':['plant','Alarm','text','x']}}",
                "{'exists':{'property':['plant','Alarm','text'],'value':1}}",
                "{'equals':{'property':['plant','Alarm','text']}}",
                "{'equals':{'property':['plant','Alarm','text'],'value':1}}",
                "{'equals':{'property':['plant','Alarm','text'],'value':{'parameter':'p'}}}",
                "{'equals':{'property':['plant','Alarm','text'],'value':"
                        + "{'property':['plant','Alarm','area']}}}",
                "{'equals':{'property':['plant','Alarm','severity'],'value':'1'}}",
                "{'equals':{'property':['plant','Alarm','severity'],'value':1.5}}",
                "{'equals':{'property':['plant','Alarm','on'],'value':'true'}}",
                "{'equals':{'property':['plant','Alarm','at'],'value':1700000000000}}",
                "{'equals':{'property':['plant','Alarm','tags'],'value':'x'}}",
                "{'equals':{'property':['plant','Alarm','extra'],'value':{}}}",
                "{'equals':{'property':['createdTime'],'value':'1h-ago'}}",
                "{'equals':{'property':['space'],'value':1}}",
                "{'equals':{'property':['version'],'value':1}}",
                "{'in':{'property':['space'],'values':[]}}",
                "{'range':{'property':['plant','Alarm','severity']}}",
                "{'range':{'property':['plant','Alarm','severity'],'gt':1,'gte':1}}",
                "{'range':{'property':['plant','Alarm','severity'],'lt':1,'lte':1}}",
                "{'range':{'property':['plant','Alarm','severity'],'gt':'1'}}",
                "{'range':{'property':['plant','Alarm','on'],'gt':true}}",
                "{'range':{'property':['space'],'gt':'a'}}",
                "{'range':{'property':['externalId'],'gt':'a'}}",
                "{'prefix':{'property':['plant','Alarm','severity'],'value':'1'}}",
                "{'prefix':{'property':['createdTime'],'value':'1'}}",
                "{'prefix':{'property':['plant','Alarm','text'],'value':''}}",
                "{'containsAny':{'property':['plant','Alarm','text'],'values':['x']}}",
                "{'containsAny':{'property':['plant','Alarm','tags'],'values':[]}}",
                "{'containsAll':{'property':['plant','Alarm','tags'],'values':[1]}}",
                "{'containsAll':{'property':['space'],'values':['x']}}",
                "{'hasData':[]}",
                "{'hasData':[{'type':'view','space':'plant','externalId':'Alarm'}]}",
                "{'hasData':[{'type':'container','space':'plant','externalId':'Unknown'}]}"
            })
    void refuses(String filter) {
        assertThatThrownBy(() -> read(filter)).isInstanceOf(Fault.class);
    }

    private static String many(int count, String child) {
        return "{'and':[" + (child + ",").repeat(count - 1) + child + "]}";
    }

    @Test
    void hasOneHundredNodesAndNoMore() {
        String two = "{'not':{'matchAll':{}}}";

        assertThat(read(many(99, "{'matchAll':{}}"))).isNotNull();
        assertThatThrownBy(() -> read(many(100, "{'matchAll':{}}"))).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> read(many(50, two))).hasMessageContaining("100 nodes");
    }

    @Test
    void hasTenLevelsAndNoMore() {
        String ten = "{'not':".repeat(9) + "{'matchAll':{}}" + "}".repeat(9);

        assertThat(read(ten)).isInstanceOf(Filter.Not.class);
        assertThatThrownBy(() -> read("{'not':" + ten + "}")).hasMessageContaining("10 levels");
    }

    @Test
    void hasOneHundredValuesAndNoMore() {
        String in = "{'in':{" + p("severity") + ",'values':[%s]}}";

        assertThat(read(in.formatted("1,".repeat(99) + "1"))).isNotNull();
        assertThatThrownBy(() -> read(in.formatted("1,".repeat(100) + "1")))
                .hasMessageContaining("100");
    }

    @Test
    void hasPrefixesOfFiveHundredCharacters() {
        String prefix = "{'prefix':{" + p("text") + ",'value':'%s'}}";

        assertThat(read(prefix.formatted("x".repeat(500)))).isNotNull();
        assertThatThrownBy(() -> read(prefix.formatted("x".repeat(501))))
                .hasMessageContaining("500");
    }

    @Test
    void hasTenContainersOfDataAndNoMore() {
        String one = "{'type':'container','space':'plant','externalId':'Alarm'}";

        assertThat(read("{'hasData':[" + (one + ",").repeat(9) + one + "]}")).isNotNull();
        assertThatThrownBy(() -> read("{'hasData':[" + (one + ",").repeat(10) + one + "]}"))
                .hasMessageContaining("10");
    }
}
