package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("records.md 4 and 6: filter and aggregate")
final class ReadsApiTest {
    private static final String FILTER = "streams/live/records/filter";
    private static final String AGGREGATE = "streams/live/records/aggregate";
    private static final String SOURCES =
            "'sources':[{'source':{'type':'container','space':'plant','externalId':'Alarm'},"
                    + "'properties':['*']}]";

    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
        api.declare("archive", "ImmutableTestStream");
        api.post(
                        "streams/live/records",
                        Api.items(
                                Api.item("a", 3),
                                Api.item("plant", "b", "'severity':1,'text':'low','level':2.5"),
                                Api.item("plant", "c", "'severity':2"),
                                Api.item("other", "c", "'severity':2")))
                .is(202);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    @DisplayName("4.2: an item has its names, times and the chosen properties")
    void answersItems() {
        Api.Answer answer =
                api.post(
                                FILTER,
                                "{'filter':{'equals':{'property':['externalId'],'value':'b'}},"
                                        + SOURCES
                                        + "}")
                        .is(200);

        assertThat(answer.json())
                .isEqualTo(
                        Api.json(
                                "{'items':[{'space':'plant','externalId':'b','createdTime':%1$d,"
                                                .formatted(api.millis())
                                        + "'lastUpdatedTime':%1$d,'properties':{'plant':"
                                                .formatted(api.millis())
                                        + "{'Alarm':{'severity':1,'text':'low','level':2.5}}}}]}"));
    }

    @Test
    @DisplayName("4.1: no sources, no properties")
    void answersWithoutSources() {
        assertThat(api.post(FILTER, "{'limit':1}").is(200).at("items", 0, "properties"))
                .isEqualTo(Api.json("{}"));
    }

    @Test
    @DisplayName("4.1: sort and limit; equal values stand by space and externalId")
    void sorts() {
        Api.Answer answer =
                api.post(
                                FILTER,
                                "{'sort':[{'property':['plant','Alarm','severity'],"
                                        + "'direction':'descending'}],'limit':3}")
                        .is(200);

        assertThat(answer.textAt("items", 0, "externalId")).isEqualTo("a");
        assertThat(answer.textAt("items", 1, "space")).isEqualTo("other");
        assertThat(answer.textAt("items", 2, "space")).isEqualTo("plant");
        assertThat(answer.sizeAt("items")).isEqualTo(3);
    }

    @Test
    @DisplayName("4: records that are named are looked up")
    void looksUp() {
        String named =
                "{'filter':{'and':[{'equals':{'property':['space'],'value':'plant'}},"
                        + "{'in':{'property':['externalId'],'values':['c','a','x','']}}]}}";

        assertThat(api.post(FILTER, named).is(200).sizeAt("items")).isEqualTo(2);
    }

    @Test
    @DisplayName("4.4: typing comes when it is asked for, units are themselves")
    void tells() {
        Api.Answer answer =
                api.post(
                                FILTER,
                                "{"
                                        + SOURCES
                                        + ",'includeTyping':true,'targetUnits':{'properties':["
                                        + "{'property':['plant','Alarm','level'],"
                                        + "'unit':{'externalId':'length:m'}}]}}")
                        .is(200);

        assertThat(answer.at("typing", "plant", "Alarm", "level", "type"))
                .isEqualTo(
                        Api.json(
                                "{'type':'float64','list':false,"
                                        + "'unit':{'externalId':'length:m'}}"));
    }

    @Test
    @DisplayName("4.1: an immutable stream needs lastUpdatedTime, within its interval")
    void bindsArchivesToWindows() {
        String path = "streams/archive/records/filter";

        api.post(path, "{}").fails(400);
        api.post("streams/archive/records/aggregate", "{'aggregates':{'n':{'count':{}}}}")
                .fails(400);
        api.post(path, "{'lastUpdatedTime':{'gt':'2025-12-25T00:00:00.000Z'}}").is(200);
        api.post(path, "{'lastUpdatedTime':{'gt':'2025-12-24T23:59:59.998Z'}}").fails(400);
        api.post(path, "{'lastUpdatedTime':{'gt':0,'lt':1000}}").is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'limit':0}",
                "{'limit':1001}",
                "{'limit':'10'}",
                "{'filter':{}}",
                "{'filter':{'nested':{}}}",
                "{'filter':{'equals':{'property':['node','space'],'value':'x'}}}",
                "{'sort':[]}",
                "{'sources':[]}",
                "{'lastUpdatedTime':{'gt':'1h-ago'}}",
                "{'targetUnits':{'unitSystemName':'SI'}}"
            })
    @DisplayName("4: what is no question answers 400")
    void refuses(String body) {
        api.post(FILTER, body).fails(400);
    }

    @Test
    @DisplayName("6: aggregates answer under their names")
    void aggregates() {
        Api.Answer answer =
                api.post(
                                AGGREGATE,
                                "{'filter':{'equals':{'property':['space'],'value':'plant'}},"
                                    + "'includeTyping':true,'aggregates':{'n':{'count':{}},"
                                    + "'a':{'avg':{'property':['plant','Alarm','severity']}},"
                                    + "'u':{'uniqueValues':{'property':['plant','Alarm','text'],"
                                    + "'aggregates':{'m':{'max':{'property':"
                                    + "['plant','Alarm','level']}}}}}}}")
                        .is(200);

        assertThat(answer.at("aggregates"))
                .isEqualTo(
                        Api.json(
                                "{'n':{'count':3},'a':{'avg':2},'u':{'uniqueValueBuckets':"
                                        + "[{'value':'low','count':1,'aggregates':"
                                        + "{'m':{'max':2.5}}}]}}"));
        assertThat(answer.text()).contains("\"typing\":{\"plant\":{\"Alarm\":{\"severity\":");
        api.post(AGGREGATE, "{}").fails(400);
        api.post(AGGREGATE, "{'aggregates':{'a':{'median':{}}}}").fails(400);
    }

    @Test
    @DisplayName("beyond: byids answers the records that are there, in the order asked for")
    void findsByIds() {
        String body =
                "{'items':[{'space':'plant','externalId':'c'},{'space':'plant','externalId':'no'},"
                        + "{'space':'plant','externalId':'b'},{'space':'plant','externalId':'c'}],"
                        + SOURCES
                        + "}";

        Api.Answer answer = api.post("streams/live/records/-/byids", body).is(200);

        assertThat(answer.sizeAt("items")).isEqualTo(2);
        assertThat(answer.textAt("items", 0, "externalId")).isEqualTo("c");
        assertThat(answer.at("items", 1, "properties", "plant", "Alarm"))
                .isEqualTo(Api.json("{'level':2.5,'severity':1,'text':'low'}"));
        assertThat(api.postAs("plant-only", "streams/live/records/-/byids", body).is(200).text())
                .contains("\"b\"");
        assertThat(
                        api.postAs(
                                        "plant-only",
                                        "streams/live/records/-/byids",
                                        "{'items':[{'space':'other','externalId':'c'}]}")
                                .is(200)
                                .json())
                .isEqualTo(Api.json("{'items':[]}"));
        api.post("streams/live/records/-/byids", "{'items':[]}").fails(400);
    }

    @Test
    @DisplayName("beyond: count, of all records or of those that a filter means")
    void countsRecords() {
        String count = "streams/live/records/-/count";

        assertThat(api.post(count, "{}").is(200).json()).isEqualTo(Api.json("{'count':4}"));
        assertThat(
                        api.post(
                                        count,
                                        "{'filter':{'range':{'property':"
                                                + "['plant','Alarm','severity'],'gt':1}}}")
                                .is(200)
                                .json())
                .isEqualTo(Api.json("{'count':3}"));
        assertThat(api.post(count, "{'lastUpdatedTime':{'gte':0,'lt':1000}}").is(200).json())
                .isEqualTo(Api.json("{'count':0}"));
        assertThat(api.postAs("plant-only", count, "{}").is(200).json())
                .isEqualTo(Api.json("{'count':3}"));
    }
}
