package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

@DisplayName("records.md 2: spaces and containers")
final class ModelsApiTest {
    private static final String TEXT =
            "'usedFor':'record','properties':{'p':{'type':{'type':'text'}}}";

    private Api api;

    @BeforeEach
    void open() {
        api = new Api();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Api.Answer container(String name, String rest) {
        return api.post(
                "models/containers",
                "{'items':[{'space':'plant','externalId':'" + name + "'," + rest + "}]}");
    }

    private void space(String name) {
        api.post("models/spaces", "{'items':[{'space':'" + name + "'}]}").is(200);
    }

    @Test
    @DisplayName("2.1: an upsert of the same leaves lastUpdatedTime alone")
    void keepsTimesOfUnchangedSpaces() {
        String said = "{'items':[{'space':'plant','name':'Plant'}]}";
        Json first = api.post("models/spaces", said).is(200).at("items", 0);
        api.pass(Duration.ofSeconds(5));

        Json again = api.post("models/spaces", said).is(200).at("items", 0);
        Json changed =
                api.post("models/spaces", said.replace("'Plant'", "'Other'"))
                        .is(200)
                        .at("items", 0);

        long then = api.millis() - 5_000;
        assertThat(first)
                .isEqualTo(
                        Api.json(
                                "{'space':'plant','name':'Plant','createdTime':%1$d,"
                                                .formatted(then)
                                        + "'lastUpdatedTime':%1$d,'isGlobal':false}"
                                                .formatted(then)));
        assertThat(again).isEqualTo(first);
        assertThat(changed)
                .isEqualTo(
                        Api.json(
                                "{'space':'plant','name':'Other','createdTime':%d,".formatted(then)
                                        + "'lastUpdatedTime':%d,'isGlobal':false}"
                                                .formatted(then + 5_000)));
    }

    @Test
    @DisplayName("2.1: list pages with a cursor, byids leaves out the unknown")
    void listsSpaces() {
        for (String name : new String[] {"c", "a", "b"}) {
            space(name);
        }

        Api.Answer first = api.get("models/spaces?limit=2&includeGlobal=false").is(200);
        Api.Answer second =
                api.get("models/spaces?limit=2&cursor=" + first.textAt("nextCursor")).is(200);
        Api.Answer found =
                api.post("models/spaces/byids", "{'items':[{'space':'b'},{'space':'x'}]}").is(200);

        assertThat(first.textAt("items", 0, "space")).isEqualTo("a");
        assertThat(first.textAt("items", 1, "space")).isEqualTo("b");
        assertThat(second.textAt("items", 0, "space")).isEqualTo("c");
        assertThat(second.text()).doesNotContain("nextCursor");
        assertThat(found.sizeAt("items")).isEqualTo(1);
        api.get("models/spaces?limit=0").fails(400);
        api.get("models/spaces?limit=1001").fails(400);
        api.get("models/spaces?cursor=forged").fails(400);
    }

    @Test
    @DisplayName("2.1: a space with containers or records stays")
    void deletesEmptySpaces() {
        api.declare("alarms", "BasicLiveData");
        String plant = "{'items':[{'space':'plant'}]}";

        api.post("models/spaces/delete", plant).fails(400);
        api.post("streams/alarms/records", Api.items(Api.item("a", 1))).is(202);
        api.post("models/containers/delete", "{'items':[{'space':'plant','externalId':'Alarm'}]}")
                .is(200);
        api.post("models/spaces/delete", plant).fails(400);
        api.post("streams/alarms/records/delete", "{'items':[{'space':'plant','externalId':'a'}]}")
                .is(200);

        assertThat(api.post("models/spaces/delete", plant).is(200).json())
                .isEqualTo(Api.json("{'items':[{'space':'plant'}]}"));
        assertThat(api.post("models/spaces/delete", plant).is(200).json())
                .isEqualTo(Api.json("{'items':[]}"));
    }

    @Test
    @DisplayName("0: statistics tell what a project has and may have")
    void tellsStatistics() {
        api.declare("alarms", "BasicLiveData");

        Api.Answer answer = api.get("models/statistics").is(200);

        assertThat(answer.at("spaces")).isEqualTo(Api.json("{'count':2,'limit':100}"));
        assertThat(answer.at("containers")).isEqualTo(Api.json("{'count':1,'limit':1000}"));
        assertThat(answer.at("containerProperties"))
                .isEqualTo(Api.json("{'count':3,'limit':25000}"));
        assertThat(answer.at("views")).isEqualTo(Api.json("{'count':0,'limit':0}"));
        assertThat(answer.at("instances", "softDeletedInstancesLimit")).isEqualTo(Api.json("0"));
        api.getAs("reader", "models/statistics").fails(403);
    }

    @Test
    @DisplayName("2.1: the words about a name that is too long")
    void tellsLongNames() {
        String body = "{'items':[{'space':'plant','name':'" + "n".repeat(256) + "'}]}";

        assertThat(api.post("models/spaces", body).fails(400).textAt("error", "message"))
                .isEqualTo(
                        "Request had 1 constraint violations. Please fix the request and try"
                                + " again. [name size must be between 0 and 255]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'items':[]}",
                "{'items':[{'space':'1x'}]}",
                "{'items':[{'space':'system'}]}",
                "{'items':[{}]}",
                "nothing"
            })
    @DisplayName("2.1: what is no space answers 400")
    void refusesSpaces(String body) {
        api.post("models/spaces", body).fails(400);
    }

    @Test
    @DisplayName("2.2: an unknown space answers 400 in the words of the original")
    void refusesUnknownSpaces() {
        assertThat(container("C", TEXT).fails(400).textAt("error", "message"))
                .contains("One or more spaces do not exist");
    }

    @Test
    @DisplayName("2.2: containers of records are listed for those who ask for them, both ways")
    void listsContainers() {
        space("plant");
        container("A", TEXT).is(200);
        container("B", TEXT).is(200);

        String python = "usedFor=node&usedFor=edge&usedFor=record&usedFor=all&limit=10";

        assertThat(api.get("models/containers?" + python).is(200).sizeAt("items")).isEqualTo(2);
        assertThat(api.get("models/containers?usedFor=%5Brecord,all%5D").sizeAt("items"))
                .isEqualTo(2);
        assertThat(api.get("models/containers?usedFor=%5B%22record%22%5D").sizeAt("items"))
                .isEqualTo(2);
        assertThat(api.get("models/containers").is(200).sizeAt("items")).isZero();
        assertThat(api.get("models/containers?usedFor=record&space=other").sizeAt("items"))
                .isZero();
        assertThat(api.get("models/containers?usedFor=record&limit=1").text())
                .contains("nextCursor");
        api.get("models/containers?usedFor=other").fails(400);
    }

    @Test
    @DisplayName("2.2: byids and delete name what they found")
    void findsAndDeletesContainers() {
        space("plant");
        container("A", TEXT).is(200);
        String ids =
                "{'items':[{'space':'plant','externalId':'A'},"
                        + "{'space':'plant','externalId':'No'}]}";

        assertThat(api.post("models/containers/byids", ids).is(200).sizeAt("items")).isEqualTo(1);
        assertThat(api.post("models/containers/delete", ids).is(200).json())
                .isEqualTo(Api.json("{'items':[{'space':'plant','externalId':'A'}]}"));
        assertThat(api.post("models/containers/delete", ids).is(200).sizeAt("items")).isZero();
    }

    @Test
    @DisplayName("2.2: a definition may grow and not shrink")
    void changesContainers() {
        space("plant");
        Json first = container("A", TEXT).is(200).at("items", 0);
        api.pass(Duration.ofSeconds(1));

        assertThat(container("A", TEXT).is(200).at("items", 0)).isEqualTo(first);
        String two =
                "'usedFor':'record','properties':{'p':{'type':{'type':'text'}},"
                        + "'q':{'type':{'type':'int32'}}}";
        Api.Answer grown = container("A", two).is(200);

        assertThat(grown.at("items", 0, "lastUpdatedTime")).isEqualTo(new Json.Int(api.millis()));
        container("A", TEXT).fails(400);
    }

    @Test
    @DisplayName("2.2: one wrong container refuses all")
    void refusesWhole() {
        space("plant");

        api.post(
                        "models/containers",
                        "{'items':[{'space':'plant','externalId':'Good',"
                                + TEXT
                                + "},{'space':'plant','externalId':'Bad','usedFor':'node',"
                                + "'properties':{'p':{'type':{'type':'text'}}}}]}")
                .fails(400);

        assertThat(api.get("models/containers?usedFor=record").sizeAt("items")).isZero();
    }

    @Test
    @DisplayName("2.2: containers of records have no indexes and no constraints to delete")
    void deletesNoParts() {
        String body = "{'items':[{'space':'plant','containerExternalId':'A','identifier':'i'}]}";

        assertThat(api.post("models/containers/indexes/delete", body).is(200).sizeAt("items"))
                .isZero();
        assertThat(api.post("models/containers/constraints/delete", body).is(200).sizeAt("items"))
                .isZero();
        api.post("models/containers/indexes/delete", "{'items':[]}").fails(400);
    }

    @Test
    @DisplayName("2: lists are answered with a slash at the end of their paths too")
    void answersPathsThatEndWithSlash() {
        api.declare("live", "BasicLiveData");

        assertThat(api.get("models/spaces/?includeGlobal=false").is(200).text())
                .isEqualTo(api.get("models/spaces").text());
        assertThat(api.get("models/containers/?usedFor=%5B%22record%22%5D").is(200).sizeAt("items"))
                .isEqualTo(1);
        api.get("streams/").is(200);
    }
}
