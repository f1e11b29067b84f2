package chancery.streams.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.fault.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The identifiers of sections 1.1, 2.1, 2.2 and 3.1 of the reference, at their edges.
final class NamesTest {
    private static final SpaceId PLANT = new SpaceId("plant");

    @ParameterizedTest
    @ValueSource(strings = {"a", "plant_alarms", "a-1", "x9"})
    void acceptsStreams(String id) {
        assertThat(new StreamId(id).unreserved().value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a_", "a-", "_a", "a.b", "ä", "a b"})
    void refusesStreams(String id) {
        assertThatThrownBy(() -> new StreamId(id)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs", "records", "cdf_x", "cognite_x"})
    void reservesStreams(String id) {
        StreamId known = new StreamId(id);

        assertThatThrownBy(known::unreserved).hasMessageContaining("reserved");
    }

    @Test
    void acceptsStreamsOfOneHundredCharacters() {
        assertThat(new StreamId("a".repeat(100)).value()).hasSize(100);
        assertThatThrownBy(() -> new StreamId("a".repeat(101))).isInstanceOf(Fault.class);
    }

    @Test
    void acceptsSpacesOfFortyThreeCharacters() {
        assertThat(new SpaceId("a".repeat(43)).value()).hasSize(43);
        assertThat(new SpaceId("a".repeat(41) + "_").value()).hasSize(42);
        assertThatThrownBy(() -> new SpaceId("a".repeat(42) + "_")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> new SpaceId("a".repeat(44))).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "_a", "a b", "a.b", "ü"})
    void refusesSpaces(String id) {
        assertThatThrownBy(() -> new SpaceId(id)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"space", "cdf", "dms", "pg3", "shared", "system", "node", "edge"})
    void reservesSpaces(String id) {
        SpaceId known = new SpaceId(id);

        assertThatThrownBy(known::unreserved).hasMessageContaining("reserved");
    }

    @Test
    void acceptsContainersOfTwoHundredAndFiftyFiveCharacters() {
        assertThat(new ContainerId(PLANT, "A".repeat(255)).externalId()).hasSize(255);
        assertThatThrownBy(() -> new ContainerId(PLANT, "A".repeat(256))).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A_", "A-B", "A.B"})
    void refusesContainers(String id) {
        assertThatThrownBy(() -> new ContainerId(PLANT, id)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Query", "JSONObject", "TimeSeries"})
    void reservesContainers(String id) {
        ContainerId known = new ContainerId(PLANT, id);

        assertThatThrownBy(known::unreserved).hasMessageContaining("reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "a-", "a_b", "9-"})
    void acceptsProperties(String name) {
        assertThat(PropertyName.check(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_a", "-a", "a.b", "a'); DROP TABLE x;--", "seq", "space"})
    void refusesProperties(String name) {
        assertThatThrownBy(() -> PropertyName.check(name)).isInstanceOf(Fault.class);
    }

    @Test
    void acceptsRecordsOfTwoHundredAndFiftySixCharacters() {
        String any = "👩 ".repeat(128);

        assertThat(new RecordId(PLANT, any).dotted()).isEqualTo("plant." + any);
        assertThatThrownBy(() -> new RecordId(PLANT, any + "x")).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void refusesRecords(String id) {
        assertThatThrownBy(() -> new RecordId(PLANT, id)).isInstanceOf(Fault.class);
    }

    @Test
    void acceptsProjectsOfThreeToThirtyTwoCharacters() {
        assertThat(new ProjectName("dev").value()).isEqualTo("dev");
        assertThat(new ProjectName("a".repeat(32)).value()).hasSize(32);
        assertThatThrownBy(() -> new ProjectName("ab")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> new ProjectName("a".repeat(33))).isInstanceOf(Fault.class);
    }
}
