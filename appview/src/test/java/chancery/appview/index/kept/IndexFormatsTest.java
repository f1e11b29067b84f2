package chancery.appview.index.kept;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The layouts of docs/formats/appview.md, byte by byte.
final class IndexFormatsTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final RecordName NAME = RecordName.parse(ALICE + "/com.example.note/1");
    private static final HexFormat HEX = HexFormat.of();

    private final KeyValue store = new MemoryStore(System::nanoTime);
    private final IndexTruth truth = new IndexTruth(store);

    private static IndexRow.Live live(Body body) {
        return new IndexRow.Live("bafycid", Optional.of("3l4qaaaaaaaa2"), 5, 7, body);
    }

    private static String suffix(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> entries(Partition partition, Space space) {
        List<String> all = new ArrayList<>();
        try (Scan scan = store.scan(Range.of(space, partition), Direction.ASCENDING)) {
            while (scan.next()) {
                String key = HEX.formatHex(scan.key()).substring(2 * partition.prefixLength());
                all.add(key + " " + HEX.formatHex(scan.value()));
            }
        }
        return all;
    }

    @Test
    void writesARecordOfThisServerWithoutItsJson() {
        byte[] row = live(Body.HERE).encode();

        assertThat(HEX.formatHex(row))
                .isEqualTo(
                        "a4"
                                + "63636964"
                                + "6762616679636964"
                                + "63726576"
                                + "6d336c3471616161616161616132"
                                + "6763726561746564"
                                + "05"
                                + "67696e6465786564"
                                + "07");
        assertThat(IndexRow.decode(row)).isEqualTo(live(Body.HERE));
    }

    @Test
    void writesARecordOfElsewhereWithItsJson() {
        IndexRow row = live(new Body.Text("{}"));

        assertThat(HEX.formatHex(row.encode())).startsWith("a5").contains("646a736f6e" + "627b7d");
        assertThat(IndexRow.decode(row.encode())).isEqualTo(row);
    }

    @Test
    void writesADeletionWithoutCid() {
        IndexRow row = new IndexRow.Gone(Optional.empty(), 9);

        assertThat(HEX.formatHex(row.encode())).isEqualTo("a1" + "67696e6465786564" + "09");
        assertThat(IndexRow.decode(row.encode())).isEqualTo(row);
    }

    @Test
    void laysRowsAndMarksOut() {
        Partition partition = new Partition("appview-index-" + IndexTruth.shard(ALICE));
        IndexBatch batch = new IndexBatch(truth);
        batch.put(NAME, new IndexRow.Gone(Optional.empty(), 9), Mark.Kind.RECORD);
        batch.put(ALICE, AccountStatus.TAKENDOWN);

        long position = batch.commit();

        assertThat(entries(partition, Space.INDEX))
                .containsExactly(
                        suffix("a/" + ALICE) + " " + suffix("TAKENDOWN"),
                        suffix("r/" + NAME.text()) + " a1" + "67696e6465786564" + "09",
                        suffix("x/") + "0000000000000009" + suffix(NAME.text()) + " ");
        Log.Entry entry = store.log("appview.index").after(0, 9, 9_999).getFirst();
        assertThat(position).isEqualTo(entry.position());
        assertThat(HEX.formatHex(entry.value()))
                .isEqualTo(
                        "84"
                                + "00"
                                + "7833"
                                + suffix(NAME.text())
                                + "02"
                                + "7820"
                                + suffix(ALICE.value()));
        assertThat(Mark.decode(entry.value()))
                .containsExactly(
                        new Mark(Mark.Kind.RECORD, NAME.text()),
                        new Mark(Mark.Kind.ACCOUNT, ALICE.value()));
    }

    @Test
    void laysCursorsOut() {
        truth.keepCursor("local", 258);

        assertThat(entries(new Partition("appview-index"), Space.META))
                .containsExactly(suffix("cursor/local") + " 0000000000000102");
        assertThat(truth.cursor("local")).isEqualTo(OptionalLong.of(258));
        assertThat(truth.cursor("other")).isEmpty();
    }

    @Test
    void forgetsOldDeletionsThatStillAreOnes() {
        RecordName again = RecordName.parse(ALICE + "/com.example.note/2");
        RecordName young = RecordName.parse(ALICE + "/com.example.note/3");
        IndexBatch batch = new IndexBatch(truth);
        batch.put(NAME, new IndexRow.Gone(Optional.empty(), 9), Mark.Kind.RECORD);
        batch.put(again, new IndexRow.Gone(Optional.empty(), 9), Mark.Kind.RECORD);
        batch.put(again, live(Body.HERE), Mark.Kind.NEW_RECORD);
        batch.put(young, new IndexRow.Gone(Optional.empty(), 10), Mark.Kind.RECORD);
        batch.commit();

        int first = truth.forget(IndexTruth.shard(ALICE), 10, 100);
        int second = truth.forget(IndexTruth.shard(ALICE), 10, 100);

        assertThat(first).isEqualTo(2);
        assertThat(second).isZero();
        assertThat(truth.row(NAME)).isEmpty();
        assertThat(truth.row(again)).contains(live(Body.HERE));
        assertThat(truth.row(young)).isPresent();
    }

    @Test
    void waitsForRoomInTheStore() {
        IndexTruth busy = new IndexTruth(new BusyStore(store, new int[] {3}));
        IndexBatch batch = new IndexBatch(busy);
        batch.put(NAME, live(Body.HERE), Mark.Kind.NEW_RECORD);

        batch.commit();

        assertThat(truth.row(NAME)).contains(live(Body.HERE));
    }

    @Test
    void keepsTheNewestBodiesWithinBounds() {
        Bodies bodies = new Bodies(4);
        RecordName other = RecordName.parse(ALICE + "/com.example.note/2");
        bodies.put(NAME, "a", "{}");
        bodies.put(other, "b", "{}");
        assertThat(bodies.take(NAME, "other")).isEmpty();
        bodies.put(other, "c", "{ }");

        assertThat(bodies.take(NAME, "a")).isEmpty();
        assertThat(bodies.take(other, "b")).isEmpty();
        assertThat(bodies.take(other, "c")).contains("{ }");
        assertThat(bodies.take(other, "c")).isEmpty();
    }
}
