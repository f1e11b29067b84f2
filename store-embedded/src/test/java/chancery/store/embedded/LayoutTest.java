package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.store.Batch;
import chancery.store.Blobs;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The example dump of docs/formats/store.md, byte by byte: a change of the layout fails here.
final class LayoutTest {
    private static final Path PAGE =
            Path.of(System.getProperty("project.root"), "docs", "formats", "store.md");

    @TempDir Path dir;

    @Test
    void theDumpOfTheExampleIsTheOneInTheDocument() throws IOException {
        try (EmbeddedStore store = Stores.open(dir)) {
            writeExample(store);
        }

        assertThat(dump()).isEqualTo(documented());
    }

    private static void writeExample(EmbeddedStore store) throws IOException {
        Partition alice = new Partition("did:web:a.test");
        Batch first = new Batch().requireAbsent(alice.key(Space.REPO, "head"));
        first.put(alice.key(Space.REPO, "head"), "one".getBytes(UTF_8));
        int event = first.append("events", new byte[12], new Batch.Stamp(2, 0));
        first.putStamped(
                alice.key(Space.INDEX, new byte[] {'i', 0, 0, 0, 0, 0, 0, 0, 0}),
                List.of(new Batch.Stamp(1, event)),
                new byte[8],
                List.of(new Batch.Stamp(0, event)));
        store.commit(first);
        Batch second = new Batch().jump("events", 1_000);
        second.append("events", "two".getBytes(UTF_8));
        store.commit(second);
        try (Blobs.Spool spool =
                store.blobs().spool(new ByteArrayInputStream("hello".getBytes(UTF_8)), 10)) {
            spool.keep("did:web:a.test");
        }
    }

    private List<String> dump() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("format " + Files.readString(dir.resolve("format")).strip());
        try (Database database =
                new Database(dir.resolve("db"), EmbeddedOptions.DEFAULT, new Gate())) {
            database.ownRows()
                    .forEach((key, value) -> lines.add("default " + text(key) + " " + hex(value)));
        }
        try (EmbeddedStore store = Stores.open(dir)) {
            for (Space space : Space.values()) {
                addRows(lines, store, space);
            }
        }
        Path blobs = dir.resolve("blobs");
        try (Stream<Path> files = Files.walk(blobs)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> lines.add("blobs/" + blobs.relativize(file)));
        }
        return lines;
    }

    private static void addRows(List<String> lines, KeyValue store, Space space) {
        String name = space.name().toLowerCase(Locale.ROOT);
        Range all = new Range(space, new byte[0], null);
        try (Scan scan = store.scan(all, Direction.ASCENDING)) {
            while (scan.next()) {
                lines.add(name + " " + text(scan.key()) + " " + hex(scan.value()));
            }
        }
    }

    private static List<String> documented() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int from = lines.indexOf("```dump") + 1;
        return lines.subList(from, from + lines.subList(from, lines.size()).indexOf("```"));
    }

    /// Printable characters as they are, the others as `.hh`.
    private static String text(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            if (b > ' ' && b < 0x7f && b != '.') {
                out.append(new String(new byte[] {b}, US_ASCII));
            } else {
                out.append('.').append(HexFormat.of().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String hex(byte[] bytes) {
        return bytes.length == 0 ? "-" : HexFormat.of().formatHex(bytes);
    }
}
