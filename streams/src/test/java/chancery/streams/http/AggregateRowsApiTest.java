package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

@DisplayName("records.md 6: aggregates, row by row")
final class AggregateRowsApiTest {
    private static final String PATH = "streams/live/records/aggregate";

    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
        api.declare("windows", "BasicLiveData");
        api.declare("empty", "BasicLiveData");
        api.post(
                        "models/containers",
                        """
                        {'items':[{'space':'plant','externalId':'C','usedFor':'record','properties':{
                          'n':{'type':{'type':'int32'}},
                          'x':{'type':{'type':'float64'}},
                          't':{'type':{'type':'text'}},
                          'b':{'type':{'type':'boolean'}},
                          'at':{'type':{'type':'timestamp'}},
                          'day':{'type':{'type':'date'}},
                          'j':{'type':{'type':'json'}},
                          'many':{'type':{'type':'int32','list':true}}}}]}
                        """)
                .is(200);
        upsert("live", "1", "'n':1,'x':0.5,'t':'a','b':true,'at':'2026-01-01T00:30:00Z'");
        upsert("live", "2", "'n':2,'x':1.5,'t':'a','b':false,'at':'2026-01-01T02:10:00+01:00'");
        upsert("live", "3", "'n':7,'t':'b','at':'2026-03-15T12:00:00Z','day':'2026-03-15'");
        upsert("live", "4", "'many':[1,1,5],'day':'2025-12-31'");
        fill("first", 10, 5, 12, 1, 20);
        fill("second", 13, 7, 100, 1, 1);
    }

    private static String item(String id, String properties) {
        return "{'space':'plant','externalId':'"
                + id
                + "','sources':[{'source':{'type':'container','space':'plant',"
                + "'externalId':'C'},'properties':{"
                + properties
                + "}}]}";
    }

    private static void upsert(String stream, String id, String properties) {
        api.post("streams/" + stream + "/records/upsert", Api.items(item(id, properties))).is(202);
    }

    /// So many records in each bucket: of one hour from 2026 on, and of one number from 0 on.
    private static void fill(String text, int... counts) {
        List<String> items = new ArrayList<>();
        for (int bucket = 0; bucket < counts.length; bucket++) {
            for (int i = 0; i < counts[bucket]; i++) {
                items.add(
                        item(
                                text + bucket + "-" + i,
                                "'t':'%s','n':%d,'at':'2026-01-01T0%d:%02d:00Z'"
                                        .formatted(text, bucket, bucket, i % 60)));
            }
        }
        api.post("streams/windows/records", Api.items(items.toArray(String[]::new))).is(202);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String paths(String said) {
        return said.replace("[C,", "['plant','C',")
                .replace("P(", "'property':['plant','C','")
                .replace(")", "']");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/records/aggregates.txt", delimiter = '|', quoteCharacter = '`')
    @DisplayName("every aggregate with every parameter, in the form of the original")
    void answers(String aggregate, String expected) {
        assertThat(
                        api.post(PATH, "{'aggregates':{'it':" + paths(aggregate) + "}}")
                                .is(200)
                                .at("aggregates", "it"))
                .isEqualTo(Api.json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'count':{}}                                 | {'count':0}
                    {'sum':{P(n)}}                               | {'sum':0}
                    {'avg':{P(n)}}                               | {'avg':null}
                    {'min':{P(n)}}                               | {'min':null}
                    {'max':{'property':['createdTime']}}         | {'max':null}
                    {'uniqueValues':{P(t)}}                      | {'uniqueValueBuckets':[]}
                    {'numberHistogram':{P(n),'interval':1}}      | {'numberHistogramBuckets':[]}
                    {'timeHistogram':{P(at),'fixedInterval':'1h'}} | {'timeHistogramBuckets':[]}
                    {'filters':{'filters':[{'matchAll':{}}]}}    | {'filterBuckets':[{'count':0}]}
                    """)
    @DisplayName("of nothing: every result has its one key")
    void answersOfNothing(String aggregate, String expected) {
        assertThat(
                        api.post(
                                        "streams/empty/records/aggregate",
                                        "{'aggregates':{'it':" + paths(aggregate) + "}}")
                                .is(200)
                                .at("aggregates", "it"))
                .isEqualTo(Api.json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    first  | unweightedAvg | 3          | 0, 7.5, 9, 6, 11
                    second | unweightedAvg | 1000000    | 0, 10, 40, 30.25, 24.4
                    first  | max           | 3          | 10, 10, 12, 12, 20
                    first  | min           | 3          | 10, 5, 5, 1, 1
                    first  | sum           | 3          | 10, 15, 27, 18, 33
                    first  | sum           | 1          | 10, 5, 12, 1, 20
                    first  | sum           | 2147483647 | 10, 15, 27, 28, 48
                    """)
    @DisplayName("moving functions, to the digit: the window ends with the current bucket")
    void moves(String text, String function, int window, String expected) {
        String move = "'window':" + window + ",'function':'MovingFunctions." + function + "'}}";
        String within =
                "'aggregates':{'moving':{'movingFunction':{'bucketsPath':'_count',"
                        + move
                        + ",'count':{'count':{}},'counted':{'movingFunction':{'bucketsPath':"
                        + "'count',"
                        + move
                        + "}";
        String filter =
                "{'filter':{'equals':{'property':['plant','C','t'],'value':'" + text + "'}},";

        for (String histogram :
                List.of(
                        "'numberHistogram':{P(n),'interval':1,",
                        "'timeHistogram':{P(at),'calendarInterval':'1h',",
                        "'timeHistogram':{P(at),'fixedInterval':'60m',")) {
            Api.Answer answer =
                    api.post(
                                    "streams/windows/records/aggregate",
                                    filter
                                            + "'aggregates':{'h':{"
                                            + paths(histogram)
                                            + within
                                            + "}}}}")
                            .is(200);
            String kind =
                    histogram.contains("number")
                            ? "numberHistogramBuckets"
                            : "timeHistogramBuckets";
            List<String> moved = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Object[] path = {"aggregates", "h", kind, i, "aggregates", "moving"};
                Object[] other = {"aggregates", "h", kind, i, "aggregates", "counted"};
                assertThat(answer.at(other)).isEqualTo(answer.at(path));
                String text2 = answer.at(path).write();
                moved.add(text2.substring("{\"fnValue\":".length(), text2.length() - 1));
            }

            assertThat(String.join(", ", moved)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/records/aggregates-refused.txt",
            delimiter = '|',
            quoteCharacter = '`')
    @DisplayName("every other aggregate answers 400 in words")
    void refuses(String aggregates, String words) {
        String moving =
                "{'movingFunction':{'bucketsPath':'_count','window':2,"
                        + "'function':'MovingFunctions.sum'}}";
        String body = "{'aggregates':" + paths(aggregates).replace("MOVING", moving) + "}";

        assertThat(api.post(PATH, body).fails(400).textAt("error", "message")).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ''          | 2   | 'MovingFunctions.sum'    | 1280
                    'none'      | 2   | 'MovingFunctions.sum'    | there is no none
                    'u'         | 2   | 'MovingFunctions.sum'    | needs a key
                    'u["a"]'    | 2   | 'MovingFunctions.sum'    | needs a key
                    's>x'       | 2   | 'MovingFunctions.sum'    | no buckets
                    'm'         | 2   | 'MovingFunctions.sum'    | moving function
                    '_count'    | 0   | 'MovingFunctions.sum'    | window
                    '_count'    | 1.5 | 'MovingFunctions.sum'    | window
                    '_count'    | 2   | 'MovingFunctions.median' | function
                    '_count'    | 2   | 'sum'                    | function
                    """)
    @DisplayName("moving functions that lead nowhere answer 400 in words")
    void refusesMovingFunctions(String path, String window, String function, String words) {
        String body =
                paths(
                                "{'aggregates':{'h':{'numberHistogram':{P(n),'interval':1,"
                                        + "'aggregates':{'s':{'sum':{P(n)}},'u':{'uniqueValues':"
                                        + "{P(t)}},'m':{'movingFunction':{'bucketsPath':")
                        + path.replace("\"", "\\\"")
                        + ",'window':"
                        + window
                        + ",'function':"
                        + function
                        + "}}}}}}}";

        assertThat(api.post(PATH, body).fails(400).textAt("error", "message")).contains(words);
    }

    private static String counts(int from, int to) {
        List<String> counts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            counts.add("'c" + i + "':{'count':{}}");
        }
        return String.join(",", counts);
    }

    private static String deep(int levels) {
        StringBuilder body = new StringBuilder();
        for (int i = 1; i < levels; i++) {
            body.append("{'d").append(i).append("':{'uniqueValues':{P(t),'aggregates':");
        }
        return paths(body + "{'d':{'count':{}}}" + "}}}".repeat(levels - 1));
    }

    private static String filtered(String id, int filters) {
        return "'"
                + id
                + "':{'filters':{'filters':["
                + String.join(",", Collections.nCopies(filters, "{'matchAll':{}}"))
                + "]}}";
    }

    @Test
    @DisplayName("sizes of trees of aggregates, at their edges")
    void bindsTrees() {
        String body = "{'aggregates':%s}";
        String three = filtered("a", 10) + "," + filtered("b", 10) + "," + filtered("c", 10);
        String sixteen =
                paths(
                        "{'u':{'uniqueValues':{P(t),'aggregates':{%s}}},'v':{'uniqueValues':"
                                + "{P(t),'aggregates':{%s}}},'w':{'uniqueValues':{P(t),"
                                + "'aggregates':{%s}}}}");

        api.post(PATH, body.formatted("{" + counts(0, 5) + "}")).is(200);
        api.post(PATH, body.formatted("{" + counts(0, 6) + "}")).fails(400);
        api.post(PATH, body.formatted(deep(5))).is(200);
        api.post(PATH, body.formatted(deep(6))).fails(400);
        api.post(
                        PATH,
                        body.formatted(
                                sixteen.formatted(counts(0, 5), counts(5, 10), counts(10, 13))))
                .is(200);
        api.post(
                        PATH,
                        body.formatted(
                                sixteen.formatted(counts(0, 5), counts(5, 10), counts(10, 14))))
                .fails(400);
        api.post(PATH, body.formatted("{" + filtered("a", 11) + "}")).fails(400);
        api.post(PATH, body.formatted("{" + three + "}")).is(200);
        api.post(PATH, body.formatted("{" + three + "," + filtered("d", 1) + "}")).fails(400);
        api.post(PATH, body.formatted("{'" + "x".repeat(255) + "':{'count':{}}}")).is(200);
        api.post(PATH, body.formatted("{'" + "x".repeat(256) + "':{'count':{}}}")).fails(400);
        api.post(PATH, body.formatted(paths("{'u':{'uniqueValues':{P(t),'size':2000}}}"))).is(200);
        api.post(PATH, "{}").fails(400);
    }
}
