package chancery.appview.label;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The bytes of docs/formats/appview.md, section Labels.
final class LabelFormatTest {
    private static final Did SRC = Did.parse("did:plc:l");
    private static final Instant AT = Instant.parse("2026-05-19T10:11:12.123456Z");

    private static final Map<String, String> GOLDEN =
            Map.of(
                    "label/did:plc:l did:plc:x a",
                    "a4636374737818323032362d30352d31395431303a31313a31322e3132335a"
                        + "63737263696469643a706c633a6c63757269696469643a706c633a786376616c6161",
                    "label/did:plc:l did:plc:x b",
                    "a5636374737818323032362d30352d31395431303a31313a31322e3132335a"
                        + "636578707818323032362d30352d31395431303a31313a31322e3132335a"
                        + "63737263696469643a706c633a6c63757269696469643a706c633a786376616c6162",
                    "label-position/labels",
                    "a1616e09",
                    "labeler-cursor/did:plc:l",
                    "a1616e05",
                    "labeler/did:plc:l",
                    "a563646964696469643a706c633a6c65676f696e67f46673746174757366616374697665"
                        + "67637265617465641b00065228e60e324067757064617465641b00065228e60e3240");

    @Test
    void keepsRowsAsWritten() {
        try (MemoryStore store = new MemoryStore(System::nanoTime)) {
            LabelTruth truth = new LabelTruth(store);
            Subscription row =
                    new Subscription(SRC, Subscription.ACTIVE, Subscription.Stage.KEPT, AT, AT);
            truth.subscriptions().put(SRC.value(), row);

            boolean kept =
                    truth.keep(
                            row,
                            List.of(label(Optional.empty(), "a"), label(Optional.of(AT), "b")),
                            5,
                            9);

            assertThat(kept).isTrue();
            assertThat(rows(store)).isEqualTo(GOLDEN);
        }
    }

    private static Label label(Optional<Instant> exp, String val) {
        return new Label(
                SRC, "did:plc:x", val, Label.Effect.GIVEN, Datetime.of(AT), exp.map(Datetime::of));
    }

    private static Map<String, String> rows(MemoryStore store) {
        Map<String, String> rows = new TreeMap<>();
        Partition partition = new Partition("appview-labels");
        try (Scan scan = store.scan(Range.of(Space.META, partition), Direction.ASCENDING)) {
            while (scan.next()) {
                String key = new String(scan.key(), StandardCharsets.UTF_8);
                rows.put(
                        key.substring(partition.prefixLength()),
                        HexFormat.of().formatHex(scan.value()));
            }
        }
        return rows;
    }
}
