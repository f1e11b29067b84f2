package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.web.Fanout;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@DisplayName("beyond the original: an upsert that says what it expects")
final class ConditionalUpsertApiTest {
    private static final String UPSERT = "streams/live/records/-/upsert";

    private Api api;

    @BeforeEach
    void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String expecting(String externalId, int severity, String time) {
        return "{'lastUpdatedTime':" + time + "," + Api.item(externalId, severity).substring(1);
    }

    private long time(String externalId) {
        return ((Json.Int)
                        api.post(
                                        "streams/live/records/-/byids",
                                        "{'items':[{'space':'plant','externalId':'"
                                                + externalId
                                                + "'}]}")
                                .at("items", 0, "lastUpdatedTime"))
                .value();
    }

    /// Names and severities of all records.
    private String all() {
        return api.post(
                        "streams/live/records/filter",
                        "{'limit':1000,'sort':[{'property':['externalId']}],'sources':[{'source':"
                                + "{'type':'container','space':'plant','externalId':'Alarm'},"
                                + "'properties':['severity']}]}")
                .text();
    }

    @Test
    @DisplayName("replaces a record that is as its caller read it, once")
    void replacesWhatIsAsExpected() {
        api.write("live", "a", 1);
        String item = expecting("a", 2, Long.toString(time("a")));

        assertThat(api.post(UPSERT, Api.items(item)).is(202).text()).isEqualTo("{}");
        api.post(UPSERT, Api.items(item)).fails(409);

        assertThat(all()).contains("\"severity\":2");
    }

    @Test
    @DisplayName("409 says what differs, and nothing of the request is stored")
    void saysWhatDiffers() {
        api.write("live", "a", 1);
        api.write("live", "b", 1);
        String before = all();

        Api.Answer answer =
                api.post(
                                UPSERT,
                                Api.items(
                                        expecting("a", 9, "7"),
                                        expecting("b", 9, "null"),
                                        expecting("c", 9, "8"),
                                        expecting("d", 9, "null"),
                                        Api.item("e", 9)))
                        .fails(409);

        String there = "'lastUpdatedTime':" + time("a");
        assertThat(answer.at("error", "conflicts"))
                .isEqualTo(
                        Api.json(
                                "[{'space':'plant','externalId':'a','expectedLastUpdatedTime':7,"
                                        + there
                                        + "},{'space':'plant','externalId':'b',"
                                        + "'expectedLastUpdatedTime':null,"
                                        + there
                                        + "},{'space':'plant','externalId':'c',"
                                        + "'expectedLastUpdatedTime':8,'lastUpdatedTime':null}]"));
        assertThat(all()).isEqualTo(before);
    }

    @Test
    @DisplayName("null expects no record: neither one that was deleted, nor one that never was")
    void createsWhatIsAbsent() {
        api.write("live", "a", 1);
        api.post("streams/live/records/delete", "{'items':[{'space':'plant','externalId':'a'}]}")
                .is(200);

        api.post(UPSERT, Api.items(expecting("a", 2, "null"), expecting("b", 2, "null"))).is(202);

        api.post(UPSERT, Api.items(expecting("a", 3, "null"))).fails(409);
        assertThat(all()).contains("\"externalId\":\"a\"", "\"externalId\":\"b\"");
    }

    @Test
    @DisplayName("without an expectation it is an upsert; the plain upsert has none")
    void upsertsWhatIsNotExpected() {
        api.write("live", "a", 1);

        api.post(UPSERT, Api.items(Api.item("a", 2))).is(202);
        api.post("streams/live/records/upsert", Api.items(expecting("a", 3, "7"))).is(202);

        assertThat(all()).contains("\"severity\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2026-01-01T00:00:00Z'", "1.5", "true", "[]"})
    @DisplayName("400 for an expectation that is neither a time nor null")
    void refusesOtherExpectations(String time) {
        Api.Answer answer = api.post(UPSERT, Api.items(expecting("a", 1, time))).fails(400);

        assertThat(answer.textAt("error", "message")).contains("items[0].lastUpdatedTime");
        assertThat(all()).contains("\"items\":[]");
    }

    @Test
    @DisplayName("the other rules of writes hold as well")
    void keepsTheRulesOfWrites() {
        api.declare("archive", "BasicArchive");
        String item = expecting("a", 1, "null");

        api.post("streams/archive/records/-/upsert", Api.items(item)).fails(422);
        api.post(UPSERT, Api.items(item, item)).fails(422);
        api.post(UPSERT, "{'items':[]}").fails(400);
        api.post("streams/none/records/-/upsert", Api.items(item)).fails(404);
        api.postAs("reader", UPSERT, Api.items(item)).fails(403);
        api.postAs(
                        "plant-only",
                        UPSERT,
                        Api.items(Api.item("other", "a", "'severity':1,'text':'x'")))
                .fails(403);
    }

    @Test
    @DisplayName("of those who count up at the same time each counts once")
    void losesNoUpdate() {
        api.write("live", "n", 0);
        List<Callable<Integer>> counters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            counters.add(this::countFiveTimes);
        }

        List<Integer> done = Fanout.all(counters, Duration.ofMinutes(1));

        assertThat(done).containsOnly(5);
        assertThat(all()).contains("\"severity\":20");
    }

    private int countFiveTimes() {
        int done = 0;
        while (done < 5) {
            Json.Members record =
                    (Json.Members)
                            api.post(
                                            "streams/live/records/-/byids",
                                            "{'items':[{'space':'plant','externalId':'n'}],"
                                                    + "'sources':[{'source':{'type':'container',"
                                                    + "'space':'plant','externalId':'Alarm'},"
                                                    + "'properties':['severity']}]}")
                                    .at("items", 0);
            String time = record.find("lastUpdatedTime").orElseThrow().write();
            String text = record.find("properties").orElseThrow().write();
            int severity = Integer.parseInt(text.replaceAll("[^0-9]", ""));
            if (api.post(UPSERT, Api.items(expecting("n", severity + 1, time))).status() == 202) {
                done++;
            }
        }
        return done;
    }

    @Test
    void checkAnswersWhatAnUpsertWouldAndStoresNothing() {
        String check = "streams/live/records/-/check";
        api.write("live", "a", 1);
        String before = all();

        api.post(check, Api.items(Api.item("a", 2), expecting("b", 1, "null"))).is(200);
        String conflicting = Api.items(expecting("a", 2, "null"));
        Api.Answer conflict = api.post(check, conflicting).fails(409);
        assertThat(conflict.text()).isEqualTo(api.post(UPSERT, conflicting).text());
        api.post(check, Api.items(Api.item("a", 1), Api.item("a", 2))).fails(422);
        api.post(check, Api.items(Api.item("a", 1).replace("Alarm", "Nothing"))).fails(400);

        assertThat(all()).isEqualTo(before);
    }
}
