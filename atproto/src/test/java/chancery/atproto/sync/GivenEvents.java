package chancery.atproto.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Events to test with: the ones whose bytes are written down, and any.
final class GivenEvents {
    static final Did DID = Did.parse("did:plc:abcdefghijklmnopqrstuvwx");
    static final Tid REV = Tid.parse("3l4s5aaaaaa2a");
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    static final Value.Bytes CAR = blocks(new byte[] {'c', 'a', 'r'});
    private static final Cid CID_1 =
            Cid.parse("bafyreigfqy7j4pd2mndwscktqcj5ktaahdujpwrnxjupjbsehji3mgrtx4");
    private static final Cid CID_2 =
            Cid.parse("bafyreid7yk7qb4blnqsqtkxtjafnehbw45v4zk4dwhsnfd5vtrreuvwxoy");
    private static final Cid CID_3 =
            Cid.parse("bafyreie7gquocle4ywdacgmmj6zdww44co2gca5mstts4zqqi4y3erek5e");

    private GivenEvents() {}

    static Value.Bytes blocks(byte[] bytes) {
        return Value.Bytes.of(bytes);
    }

    /// The commit of `commit.hex`: an older like gives way to a new one.
    static Event.Commit commit() {
        List<RecordOp> ops =
                List.of(
                        new RecordOp.Delete(
                                RecordPath.parse("app.bsky.feed.like/3kold"), Optional.of(CID_2)),
                        new RecordOp.Create(RecordPath.parse("app.bsky.feed.like/3lnew"), CID_3));
        return commit(CAR, ops);
    }

    static Event.Commit commit(Value.Bytes blocks, List<RecordOp> ops) {
        return new Event.Commit(
                DID,
                CID_1,
                REV,
                Optional.of(Tid.parse("3l4s4aaaaaa2a")),
                Optional.of(CID_2),
                blocks,
                ops,
                TIME.plusMillis(700));
    }

    /// As many creations as asked for.
    static List<RecordOp> ops(int count) {
        return IntStream.range(0, count)
                .<RecordOp>mapToObj(
                        i -> new RecordOp.Create(RecordPath.parse("a.b.c/" + (1000 + i)), CID_3))
                .toList();
    }

    static Event.Sync sync(Value.Bytes blocks) {
        return new Event.Sync(DID, REV, blocks, TIME);
    }

    /// The bytes that a resource beside this class writes down in hexadecimal.
    static byte[] golden(String name) {
        try (InputStream in = GivenEvents.class.getResourceAsStream(name + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replace("\n", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Arbitrary<Event> events() {
        return Arbitraries.oneOf(
                commits().map(e -> (Event) e),
                Combinators.combine(dids(), tids(), bytes(300), times()).as(Event.Sync::new),
                Combinators.combine(
                                dids(),
                                Arbitraries.of("a.test", "b.example.com")
                                        .map(Handle::parse)
                                        .optional(),
                                times())
                        .as(Event.Identity::new),
                Combinators.combine(dids(), Arbitraries.of(AccountStatus.values()), times())
                        .as(Event.Account::new));
    }

    /// Numbers around every change of width, and any.
    static Arbitrary<Long> seqs() {
        return Arbitraries.oneOf(
                Arbitraries.of(1L, 23L, 24L, 255L, 256L, 65_535L, 65_536L),
                Arbitraries.of((1L << 32) - 1, 1L << 32, EventFrame.SEQ_MAX),
                Arbitraries.longs().between(1, EventFrame.SEQ_MAX));
    }

    private static Arbitrary<Event.Commit> commits() {
        return Combinators.combine(
                        dids(),
                        cids(),
                        tids(),
                        tids().optional(),
                        cids().optional(),
                        bytes(2_000),
                        anyOp().list().ofMaxSize(6),
                        times())
                .as(Event.Commit::new);
    }

    private static Arbitrary<RecordOp> anyOp() {
        Arbitrary<RecordPath> paths =
                Arbitraries.integers()
                        .between(0, 1 << 20)
                        .map(n -> RecordPath.parse("com.example.note/k" + n));
        return Arbitraries.oneOf(
                Combinators.combine(paths, cids()).as(RecordOp.Create::new),
                Combinators.combine(paths, cids(), cids().optional()).as(RecordOp.Update::new),
                Combinators.combine(paths, cids().optional()).as(RecordOp.Delete::new));
    }

    private static Arbitrary<Did> dids() {
        return Arbitraries.of("did:plc:abcdefghijklmnopqrstuvwx", "did:web:example.com")
                .map(Did::parse);
    }

    private static Arbitrary<Cid> cids() {
        return Arbitraries.integers().map(n -> Cid.ofDagCbor(new byte[] {n.byteValue()}));
    }

    private static Arbitrary<Tid> tids() {
        return Arbitraries.longs().between(0, 1L << 52).map(micros -> Tid.of(micros, 7));
    }

    private static Arbitrary<Value.Bytes> bytes(int max) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(max).map(Value.Bytes::of);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
    }
}
