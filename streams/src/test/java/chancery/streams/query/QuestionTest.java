package chancery.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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

/// The other parts of a question: orders, windows of time, sources, units.
final class QuestionTest {
    private static final List<StoredRecord> RECORDS =
            List.of(
                    Alarms.alarm("b", 1_000, "'severity':2,'text':'x'"),
                    Alarms.alarm("a", 1_000, "'severity':1"),
                    Alarms.alarm("c", 500, "'severity':2,'text':'a'"));

    private static Sort sort(String sort) {
        return Sort.read(Written.fields("{'sort':" + sort + "}"), new Plant());
    }

    private static String sorted(Sort sort) {
        return RECORDS.stream()
                .sorted(new RecordOrder(sort))
                .map(record -> record.id().externalId())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'property':['plant','Alarm','severity']}]|a b c",
                "[{'property':['plant','Alarm','severity'],'direction':'descending'}]|b c a",
                "[{'property':['plant','Alarm','text']}]|c b a",
                "[{'property':['plant','Alarm','text'],'nullsFirst':true}]|a c b",
                "[{'property':['plant','Alarm','text'],'direction':'descending'}]|b c a",
                "[{'property':['externalId'],'direction':'descending'}]|c b a",
                "[{'property':['createdTime']}]|c a b",
                "[{'property':['plant','Alarm','severity']},{'property':['lastUpdatedTime']}]|a c b"
            })
    void orders(String sort, String expected) {
        assertThat(sorted(sort(sort))).isEqualTo(expected);
    }

    @Test
    void ordersByTimeWhenNobodySays() {
        assertThat(sorted(Sort.read(Written.fields("{}"), new Plant()))).isEqualTo("c a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[{}]",
                "[{'property':['plant','Alarm']}]",
                "[{'property':['plant','Alarm','unknown']}]",
                "[{'property':['plant','Alarm','tags']}]",
                "[{'property':['plant','Alarm','extra']}]",
                "[{'property':['space'],'direction':'up'}]",
                "[{'property':['space'],'other':1}]"
            })
    void refusesOrders(String sort) {
        assertThatThrownBy(() -> sort(sort)).isInstanceOf(Fault.class);
    }

    @Test
    void ordersByFiveValuesAndNoMore() {
        String one = "{'property':['space']}";

        assertThat(sort("[" + (one + ",").repeat(4) + one + "]").keys()).hasSize(5);
        assertThatThrownBy(() -> sort("[" + (one + ",").repeat(5) + one + "]"))
                .isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'gt':10}|11|9223372036854775807",
                "{'gte':10,'lt':20}|10|20",
                "{'gte':10,'lte':20}|10|21",
                "{'gt':'1970-01-01T00:00:01Z','lt':2000}|1001|2000",
                "{'gte':'1970-01-01T01:00:00.123456+01:00'}|123|9223372036854775807"
            })
    void readsWindows(String window, long from, long to) {
        assertThat(TimeWindow.read(Written.fields("{'lastUpdatedTime':" + window + "}")))
                .contains(new TimeWindow(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'lt':10}",
                "{'gt':1,'gte':1}",
                "{'gt':1,'lt':2,'lte':2}",
                "{'gt':'1h-ago'}",
                "{'gt':1.5}",
                "{'gt':true}",
                "{'gt':1,'eq':2}",
                "5"
            })
    void refusesWindows(String window) {
        assertThatThrownBy(
                        () -> TimeWindow.read(Written.fields("{'lastUpdatedTime':" + window + "}")))
                .isInstanceOf(Fault.class);
    }

    @Test
    void measuresWindowsUpToNow() {
        assertThat(new TimeWindow(100, Long.MAX_VALUE).millis(150)).isEqualTo(50);
        assertThat(new TimeWindow(100, 120).millis(150)).isEqualTo(20);
        assertThat(new TimeWindow(200, Long.MAX_VALUE).millis(150)).isZero();
        assertThat(new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE).millis(150))
                .isEqualTo(Long.MAX_VALUE);
    }

    private static Selection select(String sources) {
        return Selection.read(Written.fields("{'sources':" + sources + "}"), new Plant());
    }

    private static final String SOURCE =
            "{'source':{'type':'container','space':'plant','externalId':'Alarm'},'properties':%s}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['*']|{'area':'north','severity':2,'text':'x'}",
                "['text','on']|{'text':'x'}",
                "['on']|{}"
            })
    void givesBackWhatWasChosen(String properties, String expected) {
        Selection selection = select("[" + SOURCE.formatted(properties) + "]");

        assertThat(selection.of(RECORDS.getFirst().content()))
                .isEqualTo(Written.json("{'plant':{'Alarm':" + expected + "}}"));
    }

    @Test
    void givesBackNothingWhenNothingWasChosen() {
        Selection none = Selection.read(Written.fields("{}"), new Plant());

        assertThat(none.of(RECORDS.getFirst().content())).isEqualTo(Written.json("{}"));
    }

    @Test
    void leavesOutContainersWithoutValues() {
        Selection tags =
                select(
                        "[{'source':{'type':'container','space':'plant','externalId':'Tag'},"
                                + "'properties':['*']}]");

        assertThat(tags.of(RECORDS.getFirst().content())).isEqualTo(Written.json("{}"));
    }

    @Test
    void tellsTypes() {
        assertThat(select("[" + SOURCE.formatted("['area']") + "]").typing())
                .isEqualTo(
                        Written.json(
                                "{'plant':{'Alarm':{'area':{'nullable':false,'defaultValue':"
                                        + "'north','type':{'type':'text','list':false,"
                                        + "'collation':'ucs_basic'}}}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "5"})
    void refusesSources(String sources) {
        assertThatThrownBy(() -> select(sources)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "['unknown']", "[1]", "'*'"})
    void refusesProperties(String properties) {
        assertThatThrownBy(() -> select("[" + SOURCE.formatted(properties) + "]"))
                .isInstanceOf(Fault.class);
    }

    @Test
    void hasTenSourcesAndNoMore() {
        String one = SOURCE.formatted("['*']");

        assertThat(select("[" + (one + ",").repeat(9) + one + "]").sources()).hasSize(1);
        assertThatThrownBy(() -> select("[" + (one + ",").repeat(10) + one + "]"))
                .hasMessageContaining("10");
    }

    private static void units(String units) {
        TargetUnits.check(Written.fields("{'targetUnits':" + units + "}"), new Plant());
    }

    @Test
    void convertsUnitsToThemselves() {
        assertThatCode(
                        () ->
                                units(
                                        "{'properties':[{'property':['plant','Alarm','level'],"
                                                + "'unit':{'externalId':'length:m'}}]}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'unitSystemName':'SI'}",
                "{'properties':[]}",
                "{'properties':[{'property':['plant','Alarm','level'],"
                        + "'unit':{'externalId':'length:ft'}}]}",
                "{'properties':[{'property':['plant','Alarm','severity'],"
                        + "'unit':{'externalId':'length:m'}}]}",
                "{'properties':[{'property':['space'],'unit':{'externalId':'length:m'}}]}"
            })
    void refusesConversions(String units) {
        assertThatThrownBy(() -> units(units)).isInstanceOf(Fault.class);
    }
}
