package chancery.streams.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.streams.Written;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.value.Datum;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// Bodies of writes, sections 3.1 and 3.2 of the reference.
final class WriteReaderTest {
    private static final ContainerId ALARM = new ContainerId(new SpaceId("plant"), "Alarm");
    private static final String SOURCE =
            "{'source':{'externalId':'Alarm','space':'plant','type':'container'},'properties':%s}";

    private static List<RecordWrite> read(String body) {
        return new WriteReader(new Plant(), StreamsLimits.Writes.STANDARD)
                .writes(Written.json(body));
    }

    private static String item(String sources) {
        return "{'space':'plant','externalId':'a','sources':[" + sources + "]}";
    }

    private static String alarm(String properties) {
        return "{'items':[" + item(SOURCE.formatted(properties)) + "]}";
    }

    @Test
    void readsValuesAndAddsDefaults() {
        RecordWrite write = read(alarm("{'severity':3,'text':'high'}")).getFirst();

        assertThat(write.content().sources())
                .containsExactly(
                        Map.entry(
                                ALARM,
                                Map.of(
                                        "severity", new Datum.Whole(3),
                                        "text", new Datum.Text("high"),
                                        "area", new Datum.Text("north"))));
    }

    @Test
    void takesNullForNothing() {
        RecordWrite write = read(alarm("{'severity':3,'text':null}")).getFirst();

        assertThat(write.content().find(ALARM, "text")).isEmpty();
    }

    @Test
    void equalContentsAreEqualInAnyOrder() {
        Content one = read(alarm("{'severity':3,'text':'high'}")).getFirst().content();
        Content other = read(alarm("{'text':'high','severity':3}")).getFirst().content();

        assertThat(one).isEqualTo(other);
        assertThat(one.sources().toString()).isEqualTo(other.sources().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'severity':null}",
                "{'severity':3,'area':null}",
                "{'severity':3,'unknown':1}",
                "{'severity':'3'}",
                "{'text':'no severity'}",
                "{'severity':3,'asset':{'space':'nowhere','externalId':'x'}}",
                "[]"
            })
    void refusesValues(String properties) {
        assertThatThrownBy(() -> read(alarm(properties)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("items[0].sources[0].properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'items':{}}",
                "{'items':[]}",
                "{'items':[1]}",
                "{'items':[{'space':'plant','externalId':'a'}]}",
                "{'items':[{'space':'plant','externalId':'a','sources':[]}]}",
                "{'items':[{'space':'plant','sources':[]}]}",
                "{'items':[{'space':'1','externalId':'a','sources':[]}]}",
                "{'items':[{'space':'plant','externalId':'a','sources':[{'source':"
                        + "{'type':'view','space':'plant','externalId':'Alarm'},"
                        + "'properties':{'severity':1}}]}]}"
            })
    void refusesBodies(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Fault.class);
    }

    @Test
    void namesEveryContainerThatIsMissing() {
        String unknown =
                "{'source':{'space':'plant','externalId':'%s'},'properties':{'severity':1}}";
        String body =
                "{'items':["
                        + item(unknown.formatted("No1"))
                        + ","
                        + item(unknown.formatted("No2"))
                        + "]}";

        Fault fault = catchThrowableOfType(Fault.class, () -> read(body));

        assertThat(fault.missing())
                .containsExactly(
                        Map.of("space", "plant", "externalId", "No1"),
                        Map.of("space", "plant", "externalId", "No2"));
    }

    @Test
    void refusesSpacesThatAreMissing() {
        String body =
                "{'items':[{'space':'nowhere','externalId':'a','sources':["
                        + SOURCE.formatted("{'severity':1}")
                        + "]}]}";

        assertThatThrownBy(() -> read(body))
                .hasMessageContaining("One or more spaces do not exist");
    }

    @Test
    void refusesAContainerTwiceInARecord() {
        String twice =
                SOURCE.formatted("{'severity':1}") + "," + SOURCE.formatted("{'severity':1}");

        assertThatThrownBy(() -> read("{'items':[" + item(twice) + "]}"))
                .hasMessageContaining("again");
    }

    @Test
    void readsOneThousandItemsAndNoMore() {
        String one = item(SOURCE.formatted("{'severity':1}"));
        String most = (one + ",").repeat(999) + one;

        assertThat(read("{'items':[" + most + "]}")).hasSize(1_000);
        assertThatThrownBy(() -> read("{'items':[" + most + "," + one + "]}"))
                .hasMessageContaining("1000");
    }

    @Test
    void readsDeletes() {
        var reader = new WriteReader(new Plant(), StreamsLimits.Writes.STANDARD);

        assertThat(reader.deletes(Written.json("{'items':[{'space':'gone','externalId':'a.b'}]}")))
                .extracting(id -> id.dotted())
                .containsExactly("gone.a.b");
    }

    @Test
    void readsAsManySourcesAsAllowed() {
        var one = new StreamsLimits.Writes(10_000_000, 64_000_000, 1_000, 1, 16, 9);
        var two = new StreamsLimits.Writes(10_000_000, 64_000_000, 1_000, 2, 16, 9);
        String tag = "{'source':{'externalId':'Tag','space':'plant'},'properties':{'label':'x'}}";
        String body = "{'items':[" + item(SOURCE.formatted("{'severity':1}") + "," + tag) + "]}";

        assertThat(new WriteReader(new Plant(), two).writes(Written.json(body))).hasSize(1);
        assertThatThrownBy(() -> new WriteReader(new Plant(), one).writes(Written.json(body)))
                .hasMessageContaining("from 1 to 1 items");
    }
}
