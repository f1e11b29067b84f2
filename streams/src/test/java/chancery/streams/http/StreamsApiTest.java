package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

@DisplayName("records.md 1: streams")
final class StreamsApiTest {
    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Api.Answer create(String id, String template) {
        return api.post(
                "streams",
                "{'items':[{'externalId':'"
                        + id
                        + "','settings':{'template':{'name':'"
                        + template
                        + "'}}}]}");
    }

    @Test
    @DisplayName("1.2, 1.3: create answers 201 with the whole stream")
    void creates() {
        Api.Answer answer = create("plant_alarms", "BasicLiveData").is(201);

        assertThat(answer.at("items", 0))
                .isEqualTo(
                        Api.json(
                                "{'externalId':'plant_alarms','createdTime':"
                                        + api.millis()
                                        + ",'createdFromTemplate':'BasicLiveData',"
                                        + "'type':'Mutable','settings':{'lifecycle':"
                                        + "{'retainedAfterSoftDelete':'P42D'},'limits':"
                                        + "{'maxRecordsTotal':{'provisioned':5000000},"
                                        + "'maxGigaBytesTotal':{'provisioned':15}}}}"));
    }

    @Test
    @DisplayName("1.3: an immutable stream tells its retention and its interval")
    void createsImmutable() {
        Api.Answer answer = create("short-lived", "ImmutableTestStream").is(201);

        assertThat(answer.at("items", 0, "settings", "lifecycle", "dataDeletedAfter"))
                .isEqualTo(Api.json("'P7D'"));
        assertThat(answer.at("items", 0, "settings", "limits", "maxFilteringInterval"))
                .isEqualTo(Api.json("'P7D'"));
    }

    @Test
    @DisplayName("1.2: a name that is taken answers 409 with duplicated")
    void refusesTakenNames() {
        create("taken", "BasicLiveData").is(201);

        Api.Answer answer = create("taken", "BasicArchive").fails(409);

        assertThat(answer.at("error", "duplicated"))
                .isEqualTo(Api.json("[{'externalId':'taken'}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'items':[]}",
                "{'items':[{'externalId':'a'}]}",
                "{'items':[{'externalId':'Upper','settings':{'template':{'name':'BasicArchive'}}}]}",
                "{'items':[{'externalId':'logs','settings':{'template':{'name':'BasicArchive'}}}]}",
                "{'items':[{'externalId':'ok','settings':{'template':{'name':'Unknown'}}}]}",
                "{'items':[{'externalId':'a1','settings':{'template':{'name':'BasicArchive'}}},"
                        + "{'externalId':'a2','settings':{'template':{'name':'BasicArchive'}}}]}"
            })
    @DisplayName("1.1, 1.2: what is no stream answers 400")
    void refuses(String body) {
        api.post("streams", body).fails(400);
    }

    @Test
    @DisplayName("1.4: list takes any parameters, retrieve answers a bare object, 404 without one")
    void listsAndShows() {
        create("listed", "BasicLiveData").is(201);

        assertThat(api.get("streams?limit=1000&other=x").is(200).text()).contains("\"listed\"");
        assertThat(api.get("streams/listed").is(200).textAt("externalId")).isEqualTo("listed");
        api.get("streams/unknown").fails(404);
        api.get("streams/No%20Name").fails(404);
    }

    @Test
    @DisplayName("1.3: statistics come when they are asked for")
    void counts() {
        api.declare("counted", "BasicLiveData");
        api.post("streams/counted/records", Api.items(Api.item("a", 1), Api.item("b", 2))).is(202);
        api.post("streams/counted/records/upsert", Api.items(Api.item("b", 3))).is(202);
        api.post("streams/counted/records/delete", "{'items':[{'space':'plant','externalId':'a'}]}")
                .is(200);

        Api.Answer with = api.get("streams/counted?includeStatistics=true").is(200);
        Api.Answer without = api.get("streams/counted").is(200);

        assertThat(with.at("settings", "limits", "maxRecordsTotal"))
                .isEqualTo(Api.json("{'provisioned':5000000,'consumed':1}"));
        assertThat(with.text()).contains("\"maxGigaBytesTotal\":{\"provisioned\":15,\"consumed\":");
        assertThat(without.text()).doesNotContain("consumed");
    }

    @Test
    @DisplayName("1.4: a deleted stream is out of reach at once, and its name stays taken")
    void deletes() {
        api.declare("deleted", "BasicLiveData");
        String delete = "{'items':[{'externalId':'deleted'}]}";

        assertThat(api.post("streams/delete", delete).is(200).text()).isEqualTo("{}");

        api.post("streams/delete", delete).is(200);
        api.post("streams/delete", "{'items':[{'externalId':'never'}]}").is(200);
        api.get("streams/deleted").fails(404);
        api.post("streams/deleted/records", Api.items(Api.item("a", 1))).fails(404);
        api.post("streams/deleted/records/filter", "{}").fails(404);
        assertThat(api.get("streams").is(200).text()).doesNotContain("\"deleted\"");
        create("deleted", "BasicLiveData").fails(409);
        api.pass(Duration.ofMillis(1));
    }

    @Test
    @DisplayName("1.2: one stream more than the template allows answers 400")
    void refusesStreamsOverTheQuota() {
        for (int i = 0; i < 100; i++) {
            create("quota-" + i, "MutableTestStream").is(201);
        }

        Api.Answer answer = create("quota-100", "MutableTestStream").fails(400);

        assertThat(answer.textAt("error", "message")).contains("Stream quota exceeded");
        api.get("streams/quota-100").fails(404);
    }

    @Test
    @DisplayName("0: DELETE on a stream is retired and answers 410")
    void tellsThatDeleteIsRetired() {
        Api.Answer answer =
                api.send(
                                api.request("/api/v1/projects/test/streams/any")
                                        .header("authorization", "Bearer all")
                                        .DELETE())
                        .fails(410);

        assertThat(answer.textAt("error", "message")).contains("POST /streams/delete");
    }
}
