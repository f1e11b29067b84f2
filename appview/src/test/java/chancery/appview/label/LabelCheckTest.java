package chancery.appview.label;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.IndexSchema;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.store.KeyValue;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

final class LabelCheckTest {
    private static final Did LABELER = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");

    private final KeyValue store = new MemoryStore(System::nanoTime);
    private final Tables tables = new MemoryTables(IndexSchema.SCHEMA);

    @BeforeEach
    void labelBob() {
        LabelTruth truth = new LabelTruth(store);
        var wanted =
                new Subscription(
                        LABELER,
                        Subscription.ACTIVE,
                        Subscription.Stage.KEPT,
                        Instant.EPOCH,
                        Instant.EPOCH);
        truth.subscriptions().put(LABELER.value(), wanted);
        var labels = new Labels(truth, tables, InstantSource.system());
        labels.take(wanted, List.of(label("one"), label("two")), 1);
    }

    private static Label label(String val) {
        Datetime cts = Datetime.parse("2026-01-02T03:04:05.000Z");
        return new Label(LABELER, BOB.value(), val, Label.Effect.GIVEN, cts, Optional.empty());
    }

    private LabelCheck.Result checked() {
        return new LabelCheck(store, tables).run();
    }

    private static Cell[] row(String val, String cts) {
        return new Cell[] {
            Cell.of(LABELER.value()), Cell.of(BOB.value()), Cell.of(val), Cell.of(cts), Cell.none()
        };
    }

    @Test
    void findsNothingWrongWithRowsThatFollow() {
        assertThat(checked()).isEqualTo(new LabelCheck.Result(2, List.of()));
    }

    @Test
    void findsRowsThatAreMissingOtherOrUnknown() {
        RowKey one = Labels.key(label("one"));
        tables.apply(
                new TableBatch()
                        .delete("labels", one)
                        .upsert("labels", row("two", "2027"))
                        .upsert("labels", row("three", "2026")));

        String subject = LABELER + " " + BOB + " ";
        assertThat(checked().faults())
                .containsExactlyInAnyOrder(
                        "the label " + subject + "one has no row",
                        "the label " + subject + "two has another row",
                        "a row of no label: " + subject + "three");
    }

    @Test
    void leavesAsideRowsThatWillBeMadeAnew() {
        tables.clear();

        assertThat(checked()).isEqualTo(new LabelCheck.Result(0, List.of()));
    }
}
