package chancery.streams.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.Written;
import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.record.Alarms;
import chancery.streams.record.Plant;
import chancery.streams.record.StoredRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Aggregates, section 6 of the reference: every kind, nesting, and the published examples.
final class AggregationTest {
    private static final String SEVERITY = "'property':['plant','Alarm','severity']";
    private static final int BUCKETS_MAX = 1_000;

    private static final List<StoredRecord> RECORDS =
            List.of(
                    Alarms.alarm(
                            "a",
                            1_000,
                            "'severity':1,'level':0.5,'at':'2024-05-16T10:00:00Z','on':true,"
                                    + "'tags':['x','y','x'],'counts':[1,5],'text':'t'"),
                    Alarms.alarm(
                            "b",
                            2_000,
                            "'severity':2,'level':-0.5,'at':'2024-05-16T23:59:59.999Z',"
                                    + "'on':true,'tags':['y']"),
                    Alarms.alarm(
                            "c",
                            3_000,
                            "'severity':7,'level':2.5,'at':'2024-05-18T00:00:00+01:00',"
                                    + "'on':false,'area':'south','day':'2024-05-18'"));

    private static Map<String, Aggregate> read(String aggregates) {
        return AggregateReader.read(
                Written.fields("{'aggregates':" + aggregates + "}"), new Plant());
    }

    private static Json of(String aggregates, List<StoredRecord> records) {
        return Result.json(Aggregation.of(read(aggregates), records, BUCKETS_MAX));
    }

    private static Json one(String aggregate) {
        return ((Json.Members) of("{'r':" + aggregate + "}", RECORDS)).find("r").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'count':{}}|{'count':3}",
                "{'count':{'property':['plant','Alarm','text']}}|{'count':1}",
                "{'count':{'property':['plant','Alarm','counts']}}|{'count':2}",
                "{'sum':{'property':['plant','Alarm','severity']}}|{'sum':10}",
                "{'sum':{'property':['plant','Alarm','counts']}}|{'sum':6}",
                "{'avg':{'property':['plant','Alarm','level']}}|{'avg':0.8333333333333334}",
                "{'min':{'property':['plant','Alarm','level']}}|{'min':-0.5}",
                "{'max':{'property':['plant','Alarm','severity']}}|{'max':7}",
                "{'max':{'property':['lastUpdatedTime']}}|{'max':3000}",
                "{'min':{'property':['plant','Alarm','at']}}|{'min':1715853600000}",
                "{'max':{'property':['plant','Alarm','day']}}|{'max':1715990400000}"
            })
    void worksOutNumbers(String aggregate, String expected) {
        assertThat(one(aggregate)).isEqualTo(Written.json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'count':{}}|{'count':0}",
                "{'sum':{'property':['plant','Alarm','severity']}}|{'sum':0}",
                "{'avg':{'property':['plant','Alarm','severity']}}|{'avg':null}",
                "{'min':{'property':['plant','Alarm','severity']}}|{'min':null}",
                "{'max':{'property':['plant','Alarm','severity']}}|{'max':null}",
                "{'uniqueValues':{'property':['space']}}|{'uniqueValueBuckets':[]}",
                "{'numberHistogram':{'property':['plant','Alarm','severity'],'interval':1}}"
                        + "|{'numberHistogramBuckets':[]}",
                "{'filters':{'filters':[{'matchAll':{}}]}}|{'filterBuckets':[{'count':0}]}"
            })
    void answersForNoRecords(String aggregate, String expected) {
        assertThat(of("{'r':" + aggregate + "}", List.of()))
                .isEqualTo(Written.json("{'r':" + expected + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'property':['plant','Alarm','area']}"
                        + "|[{'value':'north','count':2},{'value':'south','count':1}]",
                "{'property':['plant','Alarm','on']}"
                        + "|[{'value':true,'count':2},{'value':false,'count':1}]",
                "{'property':['plant','Alarm','tags']}"
                        + "|[{'value':'y','count':2},{'value':'x','count':1}]",
                "{'property':['plant','Alarm','counts'],'size':1}|[{'value':1,'count':1}]",
                "{'property':['space']}|[{'value':'plant','count':3}]"
            })
    void findsUniqueValues(String body, String expected) {
        assertThat(one("{'uniqueValues':" + body + "}"))
                .isEqualTo(Written.json("{'uniqueValueBuckets':" + expected + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SEVERITY,'interval':3|[{'intervalStart':0,'count':2},"
                        + "{'intervalStart':3,'count':0},{'intervalStart':6,'count':1}]",
                "SEVERITY,'interval':'3','hardBounds':{'min':6}|[{'intervalStart':6,'count':1}]",
                "SEVERITY,'interval':3,'hardBounds':{'max':0}|[{'intervalStart':0,'count':2}]",
                "'property':['plant','Alarm','level'],'interval':1|[{'intervalStart':-1,'count':1},"
                        + "{'intervalStart':0,'count':1},{'intervalStart':1,'count':0},"
                        + "{'intervalStart':2,'count':1}]"
            })
    void cutsNumbers(String body, String expected) {
        String whole = "{'numberHistogram':{" + body.replace("SEVERITY", SEVERITY) + "}}";

        assertThat(one(whole))
                .isEqualTo(Written.json("{'numberHistogramBuckets':" + expected + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'calendarInterval':'1d'|[{'intervalStart':'2024-05-16T00:00:00Z','count':2},"
                        + "{'intervalStart':'2024-05-17T00:00:00Z','count':1}]",
                "'calendarInterval':'1M'|[{'intervalStart':'2024-05-01T00:00:00Z','count':3}]",
                "'calendarInterval':'1q'|[{'intervalStart':'2024-04-01T00:00:00Z','count':3}]",
                "'calendarInterval':'1y'|[{'intervalStart':'2024-01-01T00:00:00Z','count':3}]",
                "'calendarInterval':'1w'|[{'intervalStart':'2024-05-13T00:00:00Z','count':3}]",
                "'fixedInterval':'12h'|[{'intervalStart':'2024-05-16T00:00:00Z','count':1},"
                        + "{'intervalStart':'2024-05-16T12:00:00Z','count':1},"
                        + "{'intervalStart':'2024-05-17T00:00:00Z','count':0},"
                        + "{'intervalStart':'2024-05-17T12:00:00Z','count':1}]",
                "'calendarInterval':'1d','hardBounds':{'max':'2024-05-17T00:00:00Z'}"
                        + "|[{'intervalStart':'2024-05-16T00:00:00Z','count':2}]",
                "'calendarInterval':'1d','hardBounds':{'min':'2024-05-17T00:00:00Z'}"
                        + "|[{'intervalStart':'2024-05-17T00:00:00Z','count':1}]"
            })
    void cutsTime(String body, String expected) {
        String whole = "{'timeHistogram':{'property':['plant','Alarm','at']," + body + "}}";

        assertThat(one(whole)).isEqualTo(Written.json("{'timeHistogramBuckets':" + expected + "}"));
    }

    @Test
    void nestsAndFilters() {
        String nested =
                "{'filters':{'filters':[{'equals':{'property':['externalId'],'value':'a'}},"
                        + "{'matchAll':{}}],'aggregates':{'areas':{'uniqueValues':{'property':"
                        + "['plant','Alarm','area'],'aggregates':{'top':{'max':{"
                        + SEVERITY
                        + "}}}}}}}}";

        assertThat(one(nested))
                .isEqualTo(
                        Written.json(
                                "{'filterBuckets':[{'count':1,'aggregates':{'areas':"
                                        + "{'uniqueValueBuckets':[{'value':'north','count':1,"
                                        + "'aggregates':{'top':{'max':1}}}]}}},"
                                        + "{'count':3,'aggregates':{'areas':"
                                        + "{'uniqueValueBuckets':[{'value':'north','count':2,"
                                        + "'aggregates':{'top':{'max':2}}},{'value':'south',"
                                        + "'count':1,'aggregates':{'top':{'max':7}}}]}}}]}"));
    }

    /// As many records of each severity, from 0 on, as the counts say.
    private static List<StoredRecord> counted(int... counts) {
        List<StoredRecord> records = new ArrayList<>();
        for (int severity = 0; severity < counts.length; severity++) {
            int[] same = new int[counts[severity]];
            java.util.Arrays.fill(same, severity);
            records.addAll(Alarms.severities(same));
        }
        return records;
    }

    private static List<Json> moving(String function, int window, List<StoredRecord> records) {
        String aggregates =
                "{'h':{'numberHistogram':{"
                        + SEVERITY
                        + ",'interval':1,'aggregates':{'m':{'movingFunction':{'bucketsPath':"
                        + "'_count','window':"
                        + window
                        + ",'function':'MovingFunctions."
                        + function
                        + "'}}}}}}";
        Map<String, Result> results = Aggregation.of(read(aggregates), records, BUCKETS_MAX);
        return ((Result.Parts) Objects.requireNonNull(results.get("h")))
                .buckets().stream()
                        .map(bucket -> Objects.requireNonNull(bucket.results().get("m")))
                        .map(result -> result.json().find("fnValue").orElseThrow())
                        .toList();
    }

    @Test
    void movesAsThePublishedExamples() {
        assertThat(moving("unweightedAvg", 3, counted(10, 5, 12, 1, 20)))
                .isEqualTo(items("[0,7.5,9,6,11]"));
        assertThat(moving("unweightedAvg", 1_000_000, counted(13, 7, 100, 1, 1)))
                .isEqualTo(items("[0,10,40,30.25,24.4]"));
    }

    private static List<Json> items(String json) {
        return ((Json.Array) Written.json(json)).items();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max|[10,10,12,12]",
                "min|[10,5,5,1]",
                "sum|[10,15,17,13]",
                "unweightedAvg|[0,7.5,8.5,6.5]",
                "linearWeightedAvg|[0,6.666666666666667,9.666666666666666,4.666666666666667]"
            })
    void movesByEveryFunction(String function, String expected) {
        assertThat(moving(function, 2, counted(10, 5, 12, 1))).isEqualTo(items(expected));
    }

    @Test
    void movesOverNumbersInsideOtherBuckets() {
        String aggregates =
                "{'h':{'numberHistogram':{"
                        + SEVERITY
                        + ",'interval':1,'aggregates':{'areas':{'uniqueValues':{'property':"
                        + "['plant','Alarm','area'],'aggregates':{'top':{'max':{"
                        + SEVERITY
                        + "}}}}},'m':{'movingFunction':{'bucketsPath':'areas[\\\"north\\\"]>top',"
                        + "'window':2,'function':'MovingFunctions.sum'}}}}}}";

        Json answer = of(aggregates, RECORDS);

        assertThat(answer.write())
                .contains(
                        "\"m\":{\"fnValue\":1}", "\"m\":{\"fnValue\":3}", "\"m\":{\"fnValue\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'a':{}}",
                "{'a':{'count':{},'sum':{}}}",
                "{'a':{'median':{}}}",
                "{'a':{'count':{'other':1}}}",
                "{'a':{'avg':{}}}",
                "{'a':{'avg':{'property':['plant','Alarm','text']}}}",
                "{'a':{'avg':{'property':['createdTime']}}}",
                "{'a':{'min':{'property':['space']}}}",
                "{'a':{'min':{'property':['plant','Alarm','on']}}}",
                "{'a':{'count':{'property':['space']}}}",
                "{'a':{'uniqueValues':{'property':['externalId']}}}",
                "{'a':{'uniqueValues':{'property':['plant','Alarm','extra']}}}",
                "{'a':{'uniqueValues':{'property':['space'],'size':0}}}",
                "{'a':{'uniqueValues':{'property':['space'],'size':2001}}}",
                "{'a':{'numberHistogram':{'property':['plant','Alarm','severity']}}}",
                "{'a':{'numberHistogram':{'property':['plant','Alarm','severity'],'interval':0}}}",
                "{'a':{'numberHistogram':{'property':['plant','Alarm','severity'],'interval':1,"
                        + "'hardBounds':{}}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at']}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at'],"
                        + "'calendarInterval':'1d','fixedInterval':'1d'}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at'],"
                        + "'calendarInterval':'2d'}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at'],"
                        + "'fixedInterval':'0d'}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at'],"
                        + "'fixedInterval':'1M'}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at'],"
                        + "'fixedInterval':'1d','hardBounds':{'min':1700000000000}}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','at'],"
                        + "'fixedInterval':'1d','hardBounds':{'min':'2024-01-01T00:00:00'}}}}",
                "{'a':{'timeHistogram':{'property':['plant','Alarm','severity'],"
                        + "'fixedInterval':'1d'}}}",
                "{'a':{'filters':{'filters':[]}}}",
                "{'a':{'movingFunction':{'bucketsPath':'_count','window':1,"
                        + "'function':'MovingFunctions.max'}}}",
                "{'_count':{'count':{}}}",
                "{'_bucket_count':{'count':{}}}",
                "{'':{'count':{}}}",
                "{'a.b':{'count':{}}}",
                "{'a>b':{'count':{}}}",
                "{'a[b':{'count':{}}}",
                "{'a':{'uniqueValues':{'property':['space'],'aggregates':{'a':{'count':{}}}}}}",
                "{'a':{'count':{}},'b':{'count':{}},'c':{'count':{}},'d':{'count':{}},"
                        + "'e':{'count':{}},'f':{'count':{}}}"
            })
    void refuses(String aggregates) {
        assertThatThrownBy(() -> read(aggregates)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'bucketsPath':'','window':1,'function':'MovingFunctions.max'",
                "'bucketsPath':'unknown','window':1,'function':'MovingFunctions.max'",
                "'bucketsPath':'m','window':1,'function':'MovingFunctions.max'",
                "'bucketsPath':'_count','window':0,'function':'MovingFunctions.max'",
                "'bucketsPath':'_count','function':'MovingFunctions.max'",
                "'bucketsPath':'_count','window':1,'function':'max'",
                "'bucketsPath':'c>_count','window':1,'function':'MovingFunctions.max'",
                "'bucketsPath':'u','window':1,'function':'MovingFunctions.max'",
                "'bucketsPath':'u[x]>_count','window':1,'function':'MovingFunctions.max'",
                "'bucketsPath':'_count','window':1,'function':'MovingFunctions.max','shift':1"
            })
    void refusesMovingFunctions(String body) {
        String around =
                "{'h':{'numberHistogram':{"
                        + SEVERITY
                        + ",'interval':1,'aggregates':{'c':{'count':{}},'u':{'uniqueValues':"
                        + "{'property':['space']}},'m':{'movingFunction':{"
                        + body
                        + "}}}}}}";

        assertThatThrownBy(() -> read(around)).isInstanceOf(Fault.class);
    }

    private static String deep(int levels) {
        StringBuilder tree = new StringBuilder("{'x1':{'count':{}}}");
        for (int level = 2; level <= levels; level++) {
            tree.insert(0, "{'x" + level + "':{'uniqueValues':{'property':['space'],'aggregates':");
            tree.append("}}}");
        }
        return tree.toString();
    }

    @Test
    void hasFiveLevelsAndNoMore() {
        assertThat(read(deep(5))).hasSize(1);
        assertThatThrownBy(() -> read(deep(6))).hasMessageContaining("5 levels");
    }

    @Test
    void hasSixteenAggregatesAndNoMore() {
        StringBuilder three = new StringBuilder();
        for (int group = 0; group < 4; group++) {
            three.append(
                    "'g%1$d':{'uniqueValues':{'property':['space'],'aggregates':{".formatted(group)
                            + "'a%1$d':{'count':{}},'b%1$d':{'count':{}},'c%1$d':{'count':{}}}}},"
                                    .formatted(group));
        }
        String sixteen = three.substring(0, three.length() - 1);

        assertThat(read("{" + sixteen + "}")).hasSize(4);
        assertThatThrownBy(() -> read("{" + sixteen + ",'z':{'count':{}}}"))
                .hasMessageContaining("16");
    }

    @Test
    void refusesMoreBucketsThanAllowed() {
        Map<String, Aggregate> histogram =
                read("{'h':{'numberHistogram':{" + SEVERITY + ",'interval':1}}}");

        assertThat(Aggregation.of(histogram, Alarms.severities(0, 9), 10)).isNotEmpty();
        assertThatThrownBy(() -> Aggregation.of(histogram, Alarms.severities(0, 10), 10))
                .hasMessageContaining("buckets");
        assertThatThrownBy(() -> Aggregation.of(histogram, Alarms.severities(0, 2000000000), 10))
                .hasMessageContaining("buckets");
    }
}
