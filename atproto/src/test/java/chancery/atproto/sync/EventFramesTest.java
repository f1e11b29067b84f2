package chancery.atproto.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Frames against bytes that were written down by hand, both ways, and against hostile bytes.
class EventFramesTest {
    private static final Value.Map COMMIT_HEADER = header("#commit");

    @Test
    void writesTheCommitThatIsWrittenDown() {
        EventFrame frame = new EventFrame.Sequenced(812, GivenEvents.commit());

        assertThat(EventFrames.encode(frame)).isEqualTo(GivenEvents.golden("commit"));
        assertThat(EventFrames.decode(GivenEvents.golden("commit"))).contains(frame);
    }

    @Test
    void writesTheOtherEventsThatAreWrittenDown() {
        Event account =
                new Event.Account(GivenEvents.DID, AccountStatus.TAKENDOWN, GivenEvents.TIME);
        Event identity =
                new Event.Identity(
                        GivenEvents.DID, Optional.of(Handle.parse("alice.test")), GivenEvents.TIME);
        Event sync = GivenEvents.sync(GivenEvents.CAR);

        assertThat(EventFrames.encode(new EventFrame.Sequenced(1, account)))
                .isEqualTo(GivenEvents.golden("account"));
        assertThat(EventFrames.encode(new EventFrame.Sequenced(2, identity)))
                .isEqualTo(GivenEvents.golden("identity"));
        assertThat(EventFrames.encode(new EventFrame.Sequenced(3, sync)))
                .isEqualTo(GivenEvents.golden("sync"));
    }

    @Test
    void writesTheWordsOfTheHostThatAreWrittenDown() {
        EventFrame outdated = EventFrame.Notice.OUTDATED_CURSOR;
        EventFrame future = EventFrame.Failure.FUTURE_CURSOR;

        assertThat(EventFrames.encode(outdated)).isEqualTo(GivenEvents.golden("outdated-cursor"));
        assertThat(EventFrames.encode(future)).isEqualTo(GivenEvents.golden("future-cursor"));
        assertThat(EventFrames.decode(EventFrames.encode(outdated))).contains(outdated);
        assertThat(EventFrames.decode(EventFrames.encode(future))).contains(future);
    }

    @Property(tries = 300)
    void readsBackWhatItWrote(@ForAll("events") Event event, @ForAll("seqs") long seq) {
        EventFrame frame = new EventFrame.Sequenced(seq, event);

        byte[] bytes = EventFrames.encode(frame);

        assertThat(EventFrames.decode(bytes)).contains(frame);
    }

    @Property(tries = 300)
    void refusesDamagedFramesWithAWordAboutTheSyntax(
            @ForAll("events") Event event, @ForAll int place, @ForAll byte damage) {
        byte[] bytes = EventFrames.encode(new EventFrame.Sequenced(5, event));
        bytes[Math.floorMod(place, bytes.length)] = damage;

        assertOnlySyntax(bytes);
    }

    @Property(tries = 200)
    void refusesFramesThatEndEarly(@ForAll("events") Event event, @ForAll int place) {
        byte[] bytes = EventFrames.encode(new EventFrame.Sequenced(5, event));
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(place, bytes.length));

        assertThatThrownBy(() -> EventFrames.decode(cut)).isInstanceOf(SyntaxException.class);
    }

    @Property(tries = 300)
    void refusesNoiseWithAWordAboutTheSyntax(@ForAll("noise") byte[] noise) {
        assertOnlySyntax(noise);
    }

    @Test
    void leavesMessagesOfUnknownTypesAside() {
        byte[] later = frame(header("#later"), Value.Map.of("x", new Value.Int(1)));

        assertThat(EventFrames.decode(later)).isEmpty();
    }

    @Test
    void leavesUnknownFieldsAside() {
        byte[] bytes = frame(COMMIT_HEADER, commitBody().with("added", new Value.Text("later")));

        assertThat(EventFrames.decode(bytes))
                .contains(new EventFrame.Sequenced(812, GivenEvents.commit()));
    }

    @Test
    void refusesBytesAfterTheBody() {
        byte[] golden = GivenEvents.golden("commit");

        byte[] longer = Arrays.copyOf(golden, golden.length + 1);

        assertThatThrownBy(() -> EventFrames.decode(longer)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seq", "repo", "commit", "rev", "since", "time", "ops", "blocks", "rebase",
                "tooBig", "blobs"
            })
    void refusesCommitsWithoutARequiredField(String field) {
        byte[] absent = frame(COMMIT_HEADER, commitBody().without(field));
        byte[] wrongType = frame(COMMIT_HEADER, commitBody().with(field, Value.Map.EMPTY));

        assertThatThrownBy(() -> EventFrames.decode(absent)).hasMessageContaining(field);
        assertThatThrownBy(() -> EventFrames.decode(wrongType)).hasMessageContaining(field);
    }

    @Test
    void readsFirstCommitsWithoutAnythingBefore() {
        Value.Map first = commitBody().with("since", Value.Null.NULL).without("prevData");

        EventFrame frame = EventFrames.decode(frame(COMMIT_HEADER, first)).orElseThrow();

        Event.Commit commit = (Event.Commit) ((EventFrame.Sequenced) frame).event();
        assertThat(commit.since()).isEmpty();
        assertThat(commit.prevData()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 53})
    void refusesNumbersOutsideTheirRange(long seq) {
        byte[] bytes = frame(COMMIT_HEADER, commitBody().with("seq", new Value.Int(seq)));

        assertThatThrownBy(() -> EventFrames.decode(bytes))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("seq");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, (1L << 53) - 1})
    void acceptsTheFirstAndTheLastNumber(long seq) {
        byte[] bytes = frame(COMMIT_HEADER, commitBody().with("seq", new Value.Int(seq)));

        assertThat(EventFrames.decode(bytes))
                .contains(new EventFrame.Sequenced(seq, GivenEvents.commit()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-02",
                "2026-01-02T03:04:05",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "0000-01-01T00:00:00+01:00"
            })
    void refusesTimesThatAreNone(String time) {
        byte[] bytes = frame(COMMIT_HEADER, commitBody().with("time", new Value.Text(time)));

        assertThatThrownBy(() -> EventFrames.decode(bytes)).hasMessageContaining("time");
    }

    @Test
    void readsTimesOfOtherPrecisionAndZone() {
        Value.Map body =
                commitBody().with("time", new Value.Text("2026-01-02T04:04:05.700999+01:00"));

        EventFrame frame = EventFrames.decode(frame(COMMIT_HEADER, body)).orElseThrow();

        assertThat(((EventFrame.Sequenced) frame).event().time())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.700Z"));
    }

    @Test
    void refusesOperationsThatContradictThemselves() {
        Value.Map create =
                Value.Map.builder().put("action", "create").put("path", "a.b.c/d").build();
        Value.Map deletion = create.with("action", new Value.Text("delete"));
        Value.Map moved = create.with("action", new Value.Text("move"));

        assertRefusedOp(create.with("cid", Value.Null.NULL));
        assertRefusedOp(deletion.with("cid", new Value.Link(GivenEvents.commit().commit())));
        assertRefusedOp(moved.with("cid", Value.Null.NULL));
        assertRefusedOp(deletion.with("cid", Value.Null.NULL).without("path"));
        assertRefusedOp(new Value.Text("create"));
    }

    @Test
    void refusesCommitsOfTheOldKinds() {
        Value.Map tooBig = commitBody().with("tooBig", new Value.Bool(true));
        Value.Map rebase = commitBody().with("rebase", new Value.Bool(true));

        assertThatThrownBy(() -> EventFrames.decode(frame(COMMIT_HEADER, tooBig)))
                .hasMessageContaining("tooBig");
        assertThatThrownBy(() -> EventFrames.decode(frame(COMMIT_HEADER, rebase)))
                .hasMessageContaining("rebase");
    }

    @Test
    void readsAccountsWithReasonsThatItDoesNotKnow() {
        Value.Map body =
                Value.Map.builder()
                        .put("seq", 1)
                        .put("did", GivenEvents.DID.value())
                        .put("time", "2026-01-02T03:04:05Z")
                        .put("active", false)
                        .put("status", "asleep")
                        .build();

        assertThat(EventFrames.decode(frame(header("#account"), body)))
                .contains(
                        new EventFrame.Sequenced(
                                1,
                                new Event.Account(
                                        GivenEvents.DID,
                                        AccountStatus.INACTIVE,
                                        GivenEvents.TIME)));
    }

    @Test
    void refusesHeadersThatAreNone() {
        Value.Map body = commitBody();

        for (Value header :
                List.of(
                        Value.Map.EMPTY,
                        Value.Map.of("op", new Value.Int(1)),
                        Value.Map.builder().put("op", 2).put("t", "#commit").build(),
                        new Value.Text("#commit"))) {
            assertThatThrownBy(() -> EventFrames.decode(frame(header, body)))
                    .isInstanceOf(SyntaxException.class);
        }
    }

    @Provide
    Arbitrary<Event> events() {
        return GivenEvents.events();
    }

    @Provide
    Arbitrary<Long> seqs() {
        return GivenEvents.seqs();
    }

    @Provide
    Arbitrary<byte[]> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    private static void assertRefusedOp(Value op) {
        Value.Map body = commitBody().with("ops", new Value.Array(List.of(op)));

        assertThatThrownBy(() -> EventFrames.decode(frame(COMMIT_HEADER, body)))
                .isInstanceOf(SyntaxException.class);
    }

    private static void assertOnlySyntax(byte[] bytes) {
        try {
            assertThat(EventFrames.decode(bytes)).isNotNull();
        } catch (SyntaxException e) {
            assertThat(e).hasMessageStartingWith("Invalid");
        }
    }

    private static Value.Map header(String type) {
        return Value.Map.builder().put("op", 1).put("t", type).build();
    }

    private static Value.Map commitBody() {
        byte[] golden = GivenEvents.golden("commit");
        int header = DagCbor.encode(COMMIT_HEADER).length;
        return (Value.Map) DagCbor.decode(Arrays.copyOfRange(golden, header, golden.length));
    }

    private static byte[] frame(Value header, Value body) {
        byte[] head = DagCbor.encode(header);
        byte[] tail = DagCbor.encode(body);
        byte[] frame = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, frame, head.length, tail.length);
        return frame;
    }
}
