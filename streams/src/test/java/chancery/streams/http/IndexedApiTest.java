package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.RecordType;
import chancery.streams.json.Json;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@DisplayName("beyond the original: types of records of the AT Protocol as streams")
final class IndexedApiTest {
    private static final RecordType STATUS =
            new RecordType("xyz.statusphere.setStatus", properties(), 1_000, 2_000);
    private static final String STREAM = "streams/at-xyz_statusphere_set-status";
    private static final String SOURCES =
            "'sources':[{'source':{'space':'at','externalId':'SetStatus'},'properties':['*']}]";

    private Api api;

    private static Map<String, PropertyType> properties() {
        Map<String, PropertyType> properties = new LinkedHashMap<>();
        properties.put("status", PropertyType.of(TypeKind.TEXT));
        properties.put("count", PropertyType.of(TypeKind.INT64));
        properties.put("createdAt", PropertyType.of(TypeKind.TIMESTAMP));
        properties.put("langs", PropertyType.listOf(TypeKind.TEXT));
        properties.put("embed", PropertyType.of(TypeKind.JSON));
        return properties;
    }

    @BeforeEach
    void open() {
        api = new Api();
        api.indexed.add(STATUS);
        put(
                "did:plc:a",
                "1",
                "{'status':'hi','count':3,'langs':['en','de'],'embed':{'a':[1]}}",
                10);
        put("did:plc:a", "2", "{'status':'ho','count':1,'langs':['en'],'more':true}", 20);
        put("did:plc:b", "1", "{'status':'hi','count':2,'createdAt':'2026-01-31T08:00:00Z'}", 30);
    }

    private void put(String repo, String key, String json, long time) {
        api.indexed.put(
                STATUS, new IndexedRecord(repo, key, json.replace('\'', '"'), 100 - time, time));
    }

    @AfterEach
    void close() {
        api.close();
    }

    /// The names of records, without what all have in common.
    private static List<String> names(Api.Answer answer) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < answer.is(200).sizeAt("items"); i++) {
            names.add(answer.textAt("items", i, "externalId").substring("did:plc:".length()));
        }
        return names;
    }

    private List<String> filtered(String body) {
        return names(api.post(STREAM + "/records/filter", body));
    }

    @Test
    void showsTypesAmongTheStreams() {
        api.declare("live", "BasicLiveData");

        assertThat(api.get("streams").at("items"))
                .isEqualTo(
                        new Json.Array(
                                List.of(api.get(STREAM).json(), api.get("streams/live").json())));
        Api.Answer one = api.get(STREAM + "?includeStatistics=true").is(200);
        assertThat(one.textAt("type")).isEqualTo("Mutable");
        assertThat(one.at("createdTime")).isEqualTo(new Json.Int(1_000));
        assertThat(one.at("settings", "limits", "maxRecordsTotal", "consumed"))
                .isEqualTo(new Json.Int(3));
        api.get("streams/at-nothing").fails(404);
        api.post("streams/at-nothing/records/filter", "{}").fails(404);
    }

    @Test
    void showsSpaceAndContainer() {
        Api.Answer container =
                api.post(
                        "models/containers/byids",
                        "{'items':[{'space':'at','externalId':'SetStatus'}]}");

        assertThat(container.at("items"))
                .isEqualTo(api.get("models/containers?usedFor=record&space=at").at("items"));
        assertThat(container.textAt("items", 0, "name")).isEqualTo("xyz.statusphere.setStatus");
        assertThat(container.at("items", 0, "lastUpdatedTime")).isEqualTo(new Json.Int(2_000));
        assertThat(container.at("items", 0, "properties", "langs", "type"))
                .isEqualTo(Api.json("{'type':'text','list':true,'collation':'ucs_basic'}"));
        assertThat(api.post("models/spaces/byids", "{'items':[{'space':'at'}]}").at("items"))
                .isEqualTo(api.get("models/spaces").at("items"));
    }

    @Test
    void answersRecordsAsTheirLexiconTypesThem() {
        Api.Answer answer =
                api.post(
                        STREAM + "/records/filter",
                        "{'filter':{'equals':{'property':['externalId'],'value':'did:plc:a/1'}},"
                                + "'includeTyping':true,"
                                + SOURCES
                                + "}");

        assertThat(answer.at("items", 0))
                .isEqualTo(
                        Api.json(
                                "{'space':'at','externalId':'did:plc:a/1','createdTime':90,"
                                        + "'lastUpdatedTime':10,'properties':{'at':{'SetStatus':{"
                                        + "'status':'hi','count':3,'langs':['en','de'],"
                                        + "'embed':{'a':[1]}}}}}"));
        assertThat(answer.sizeAt("items")).isEqualTo(1);
        assertThat(answer.textAt("typing", "at", "SetStatus", "createdAt", "type", "type"))
                .isEqualTo("timestamp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                                  | a/1 a/2 b/1
                    {'limit':2}                                                         | a/1 a/2
                    {'sort':[{'property':['lastUpdatedTime'],'direction':'descending'}],'limit':2} | b/1 a/2
                    {'sort':[{'property':['createdTime']}],'limit':1}                   | b/1
                    {'sort':[{'property':['createdTime'],'direction':'descending'}]}    | a/1 a/2 b/1
                    {'sort':[{'property':['at','SetStatus','count']}]}                  | a/2 b/1 a/1
                    {'lastUpdatedTime':{'gte':20,'lt':30}}                              | a/2
                    {'filter':{'equals':{'property':['at','SetStatus','status'],'value':'hi'}}} | a/1 b/1
                    {'filter':{'range':{'property':['at','SetStatus','count'],'gt':1}}} | a/1 b/1
                    {'filter':{'containsAny':{'property':['at','SetStatus','langs'],'values':['de']}}} | a/1
                    {'filter':{'not':{'exists':{'property':['at','SetStatus','createdAt']}}}} | a/1 a/2
                    {'filter':{'prefix':{'property':['externalId'],'value':'did:plc:a/'}}} | a/1 a/2
                    {'filter':{'hasData':[{'space':'at','externalId':'SetStatus'}]}} | a/1 a/2 b/1
                    """)
    void filtersAndSorts(String body, String names) {
        assertThat(filtered(body)).containsExactly(names.split(" "));
    }

    @Test
    void pagesThroughAFilter() {
        String body = "{'limit':2,'sort':[{'property':['at','SetStatus','status']}]";

        Api.Answer first = api.post(STREAM + "/records/-/filter", body + "}");
        String cursor = first.textAt("nextCursor");
        Api.Answer second =
                api.post(STREAM + "/records/-/filter", body + ",'cursor':'" + cursor + "'}");

        assertThat(names(first)).containsExactly("a/1", "b/1");
        assertThat(names(second)).containsExactly("a/2");
        assertThat(second.text()).doesNotContain("nextCursor");
    }

    @Test
    void aggregates() {
        Api.Answer answer =
                api.post(
                        STREAM + "/records/aggregate",
                        "{'aggregates':{'by':{'uniqueValues':{"
                                + "'property':['at','SetStatus','status'],'aggregates':{"
                                + "'sum':{'sum':{'property':['at','SetStatus','count']}}}}}}}");

        assertThat(answer.at("aggregates", "by", "uniqueValueBuckets"))
                .isEqualTo(
                        Api.json(
                                "[{'value':'hi','count':2,'aggregates':{'sum':{'sum':5}}},"
                                        + "{'value':'ho','count':1,'aggregates':{'sum':{'sum':1}}}"
                                        + "]"));
    }

    @Test
    void findsAndCounts() {
        String ids =
                "{'items':[{'space':'at','externalId':'did:plc:b/1'},"
                        + "{'space':'plant','externalId':'did:plc:a/1'},"
                        + "{'space':'at','externalId':'did:plc:c/1'}]}";

        assertThat(names(api.post(STREAM + "/records/-/byids", ids))).containsExactly("b/1");
        assertThat(api.post(STREAM + "/records/-/count", "{}").text()).isEqualTo("{\"count\":3}");
        assertThat(api.post(STREAM + "/records/-/count", "{'lastUpdatedTime':{'gt':10}}").text())
                .isEqualTo("{\"count\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/upsert", "/delete", "/-/upsert", "/-/check"})
    void refusesToWrite(String path) {
        String message =
                api.post(STREAM + "/records" + path, Api.items(Api.item("x", 1)))
                        .fails(422)
                        .textAt("error", "message");

        assertThat(message).contains("at-xyz_statusphere_set-status is read-only");
        api.post("streams/at-nothing/records" + path, "{}").fails(404);
    }

    @Test
    void refusesToChangeWhatItShows() {
        api.post("streams/delete", "{'items':[{'externalId':'" + STREAM.substring(8) + "'}]}")
                .fails(422);
        api.post("models/spaces/delete", "{'items':[{'space':'at'}]}").fails(400);
        api.post("models/containers/delete", "{'items':[{'space':'at','externalId':'SetStatus'}]}")
                .fails(400);
        api.post("models/spaces", "{'items':[{'space':'at'}]}").fails(400);
        api.post(
                        "models/containers",
                        "{'items':[{'space':'at','externalId':'Mine','usedFor':'record',"
                                + "'properties':{'a':{'type':{'type':'text'}}}}]}")
                .fails(400);
        api.post(
                        "streams",
                        "{'items':[{'externalId':'at-mine','settings':{'template':{'name':"
                                + "'BasicLiveData'}}}]}")
                .fails(400);
    }

    @Test
    void ownStreamsHoldNothingOfTheSpace() {
        api.declare("live", "BasicLiveData");

        api.post("streams/live/records/upsert", Api.items(Api.item("at", "x", "'severity':1")))
                .fails(400);
    }

    @Test
    void capabilitiesAreThoseOfTheSpace() {
        assertThat(names(api.postAs("plant-only", STREAM + "/records/filter", "{}"))).isEmpty();
        api.postAs("plant-only", STREAM + "/records/filter", "{" + SOURCES + "}").fails(403);
        api.postAs("reader", STREAM + "/records/filter", "{}").fails(403);
        assertThat(api.getAs("reader", "streams").sizeAt("items")).isEqualTo(1);
    }

    @Test
    void questionsWaitForTheIndex() {
        api.indexed.fallBehind();

        Api.Answer answer = api.post(STREAM + "/records/filter", "{}").fails(503);

        assertThat(answer.raw().headers().firstValue("retry-after")).contains("1");
    }
}
