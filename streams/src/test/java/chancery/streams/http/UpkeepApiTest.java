package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.streams.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;

@DisplayName("records.md 1.3, 1.4, 5: what time asks for")
final class UpkeepApiTest {
    private Api api;

    @BeforeEach
    void open() {
        api = new Api();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void delete(String id) {
        api.post(
                        "streams/live/records/delete",
                        "{'items':[{'space':'plant','externalId':'" + id + "'}]}")
                .is(200);
    }

    private Api.Answer sync(String stream, String body) {
        return api.post("streams/" + stream + "/records/sync", "{" + body + "}");
    }

    private int rows() {
        return rows(Space.STREAM) + rows(Space.HEAD);
    }

    private int rows(Space space) {
        int rows = 0;
        try (Scan scan =
                api.store().scan(new Range(space, new byte[0], null), Direction.ASCENDING)) {
            while (scan.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Test
    @DisplayName("5: deletions are read for three days, then forgotten; older cursors are refused")
    void forgetsDeletions() {
        api.declare("live", "BasicLiveData");
        api.post("streams/live/records", Api.items(Api.item("a", 1), Api.item("b", 1))).is(202);
        String early = sync("live", "'initializeCursor':'1d-ago'").is(200).textAt("nextCursor");
        delete("a");
        String late = sync("live", "'cursor':'" + early + "'").is(200).textAt("nextCursor");

        api.pass(Duration.ofDays(3).minusMillis(1));
        api.sweep();
        assertThat(sync("live", "'cursor':'" + early + "'").is(200).sizeAt("items")).isEqualTo(1);

        api.pass(Duration.ofMillis(3));
        api.sweep();
        assertThat(sync("live", "'cursor':'" + early + "'").fails(400).text()).contains("expired");
        assertThat(sync("live", "'cursor':'" + late + "'").is(200).sizeAt("items")).isZero();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    @DisplayName("5: a reader that began after deletions were forgotten goes on to the end")
    void letsNewReadersFinish() {
        api.declare("live", "BasicLiveData");
        api.post("streams/live/records", Api.items(Api.item("a", 1), Api.item("b", 1))).is(202);
        api.post("streams/live/records", Api.items(Api.item("c", 1))).is(202);
        delete("c");
        api.pass(Duration.ofDays(4));
        api.sweep();

        Api.Answer first = sync("live", "'initializeCursor':'9999d-ago','limit':1").is(200);
        Api.Answer second = sync("live", "'cursor':'" + first.textAt("nextCursor") + "'").is(200);

        assertThat(first.sizeAt("items")).isEqualTo(1);
        assertThat(second.sizeAt("items")).isEqualTo(1);
    }

    @Test
    @DisplayName("5: a record that came back is not forgotten with its deletion")
    void keepsWhatCameBack() {
        api.declare("live", "BasicLiveData");
        api.post("streams/live/records", Api.items(Api.item("a", 1))).is(202);
        delete("a");
        api.post("streams/live/records", Api.items(Api.item("a", 2))).is(202);
        api.pass(Duration.ofDays(4));
        api.sweep();

        assertThat(api.post("streams/live/records/filter", "{}").is(200).sizeAt("items"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("1.3: records of an immutable stream end after their time, and count no more")
    void endsRecords() {
        api.declare("short", "ImmutableTestStream");
        api.post("streams/short/records", Api.items(Api.item("a", 1), Api.item("b", 1))).is(202);
        api.pass(Duration.ofDays(6));
        api.post("streams/short/records", Api.items(Api.item("c", 1))).is(202);
        api.pass(Duration.ofDays(1).plusMillis(1));
        api.sweep();

        Api.Answer left = sync("short", "'initializeCursor':'9999d-ago'").is(200);
        Api.Answer counted = api.get("streams/short?includeStatistics=true").is(200);

        assertThat(left.sizeAt("items")).isEqualTo(1);
        assertThat(counted.at("settings", "limits", "maxRecordsTotal", "consumed"))
                .isEqualTo(new Json.Int(1));
        api.post("streams/short/records", Api.items(Api.item("a", 1))).is(202);
        assertThat(rows()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "1.4: a deleted stream is kept for its time, then its name is free and it is empty")
    void dropsStreams() {
        api.declare("short", "ImmutableTestStream");
        api.post("streams/short/records", Api.items(Api.item("a", 1))).is(202);
        api.post("streams/delete", "{'items':[{'externalId':'short'}]}").is(200);
        String create =
                "{'items':[{'externalId':'short','settings':{'template':"
                        + "{'name':'ImmutableTestStream'}}}]}";

        api.pass(Duration.ofDays(1).minusMillis(1));
        api.sweep();
        api.post("streams", create).fails(409);
        assertThat(rows()).isEqualTo(2);

        api.pass(Duration.ofMillis(1));
        api.sweep();
        assertThat(rows()).isZero();
        api.post("streams", create).is(201);
        assertThat(sync("short", "'initializeCursor':'9999d-ago'").is(200).sizeAt("items"))
                .isZero();
    }

    @Test
    @DisplayName("1.3: statistics stay right when the log was summed up")
    void sumsUp() {
        api.declare("live", "BasicLiveData");
        for (int i = 0; i < 1_005; i++) {
            api.write("live", "r" + (i % 7), i);
        }
        String before = api.get("streams/live?includeStatistics=true").is(200).text();
        api.sweep();
        String after = api.get("streams/live?includeStatistics=true").is(200).text();
        api.write("live", "new", 1);

        assertThat(after).isEqualTo(before).contains("\"consumed\":7");
        assertThat(api.get("streams/live?includeStatistics=true").text())
                .contains("\"consumed\":8");
        assertThat(sync("live", "'initializeCursor':'1d-ago','limit':100").sizeAt("items"))
                .isEqualTo(8);
    }
}
