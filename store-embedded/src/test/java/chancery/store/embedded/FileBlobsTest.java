package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.store.Blobs;
import chancery.store.StoreClosedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the files lie. The sums are those of "did:web:a.test" and of "hello".
final class FileBlobsTest {
    private static final String OWNER =
            "6f586881c6384bdd026dbb179f402482dfd5c76392b1873a5c125c629b9fdfff";
    private static final String HELLO =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir Path dir;

    private final Gate gate = new Gate();

    @Test
    void namesFilesByHashesAlone() throws IOException {
        keep(open(), "did:web:a.test", "hello");

        assertThat(files())
                .containsExactly("owners/" + OWNER.substring(0, 2) + "/" + OWNER + "/2c/" + HELLO);
    }

    @Test
    void sweepsSpoolsThatACrashLeft() throws IOException {
        open();
        Files.writeString(dir.resolve("spool").resolve("17"), "half a blo");

        Blobs blobs = open();
        keep(blobs, "did:web:a.test", "hello");

        assertThat(files()).hasSize(1);
    }

    @Test
    void leavesNoSpoolBehind() throws IOException {
        Blobs blobs = open();

        blobs.spool(new ByteArrayInputStream(new byte[10]), 10).close();
        assertThatThrownBy(() -> blobs.spool(new ByteArrayInputStream(new byte[11]), 10))
                .isInstanceOf(Blobs.BlobTooLargeException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNoFolderOfAnOwnerWhoIsGone() throws IOException {
        Blobs blobs = open();
        keep(blobs, "did:web:a.test", "hello");

        blobs.deleteAll("did:web:a.test");

        assertThat(dir.resolve("owners").resolve(OWNER.substring(0, 2))).isEmptyDirectory();
    }

    @Test
    void refusesEverythingOnceTheStoreIsClosed() throws IOException {
        Blobs blobs = open();
        gate.shut();

        assertThatThrownBy(() -> blobs.spool(new ByteArrayInputStream(new byte[1]), 1))
                .isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> blobs.open("a", new byte[32]))
                .isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> blobs.deleteAll("a")).isInstanceOf(StoreClosedException.class);
    }

    private Blobs open() throws IOException {
        return FileBlobs.open(dir, gate, Stores::fail);
    }

    private static void keep(Blobs blobs, String owner, String text) throws IOException {
        try (Blobs.Spool spool = blobs.spool(new ByteArrayInputStream(text.getBytes(UTF_8)), 100)) {
            spool.keep(owner);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(dir)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> dir.relativize(path).toString())
                    .toList();
        }
    }
}
