package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/// Spools, kept content and its removal.
public abstract class BlobsContract {
    private static final String ALICE = "did:web:alice.test/../..";

    private final OpenHandles handles = new OpenHandles();
    private Blobs blobs;

    /// Opens an empty store of blobs.
    protected abstract Blobs open() throws Exception;

    @BeforeEach
    void openBlobs() throws Exception {
        blobs = handles.track(open());
    }

    @AfterEach
    void requireAllClosed() {
        handles.requireNone();
    }

    @Test
    void keepsWhatWasSpooled() throws IOException {
        byte[] bytes = random(200_000);

        byte[] hash = keep(ALICE, bytes);

        assertThat(hash).isEqualTo(Blobs.sha256().digest(bytes));
        assertThat(read(ALICE, hash)).isEqualTo(bytes);
    }

    @Test
    void tellsHashSizeAndHeadOfASpool() throws IOException {
        byte[] bytes = random(1_000);
        try (Blobs.Spool spool = spool(bytes)) {
            assertThat(spool.sha256()).isEqualTo(Blobs.sha256().digest(bytes));
            assertThat(spool.size()).isEqualTo(1_000);
            assertThat(spool.head()).isEqualTo(Arrays.copyOf(bytes, Blobs.HEAD_BYTES));
        }
    }

    @Test
    void whatWasNotKeptIsGone() throws IOException {
        byte[] hash;
        try (Blobs.Spool spool = spool(bytes("a"))) {
            hash = spool.sha256();
        }

        assertThat(blobs.open(ALICE, hash)).isEmpty();
    }

    @Test
    void takesAnEmptyBlob() throws IOException {
        byte[] hash = keep(ALICE, new byte[0]);

        assertThat(read(ALICE, hash)).isEmpty();
    }

    @Test
    void takesAsManyBytesAsAllowedAndNoMore() throws IOException {
        blobs.spool(new ByteArrayInputStream(new byte[99]), 100).close();
        blobs.spool(new ByteArrayInputStream(new byte[100]), 100).close();

        assertThatThrownBy(() -> blobs.spool(new ByteArrayInputStream(new byte[101]), 100))
                .isInstanceOf(Blobs.BlobTooLargeException.class);
        assertThatThrownBy(() -> blobs.spool(new ByteArrayInputStream(new byte[90_000]), 89_999))
                .isInstanceOf(Blobs.BlobTooLargeException.class);
    }

    @Test
    void readsAnyPart() throws IOException {
        byte[] hash = keep(ALICE, bytes("0123456789"));
        try (Blobs.Content content = blobs.open(ALICE, hash).orElseThrow()) {
            assertThat(content.size()).isEqualTo(10);
            assertThat(part(content, 0, 10)).isEqualTo("0123456789");
            assertThat(part(content, 3, 4)).isEqualTo("3456");
            assertThat(part(content, 10, 0)).isEmpty();
            assertThatThrownBy(() -> content.read(3, 8))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> content.read(-1, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void keepsTheSameContentPerOwner() throws IOException {
        byte[] hash = keep(ALICE, bytes("a"));
        keep(ALICE, bytes("a"));
        keep("bob", bytes("a"));

        blobs.delete(ALICE, hash);
        blobs.delete(ALICE, hash);

        assertThat(blobs.open(ALICE, hash)).isEmpty();
        assertThat(read("bob", hash)).isEqualTo(bytes("a"));
    }

    @Test
    void removesEverythingOfAnOwner() throws IOException {
        byte[] first = keep(ALICE, bytes("a"));
        byte[] second = keep(ALICE, bytes("b"));
        keep("bob", bytes("a"));

        blobs.deleteAll(ALICE);
        blobs.deleteAll(ALICE);

        assertThat(blobs.open(ALICE, first)).isEmpty();
        assertThat(blobs.open(ALICE, second)).isEmpty();
        assertThat(read("bob", first)).isEqualTo(bytes("a"));
        assertThat(keep(ALICE, bytes("a"))).isEqualTo(first);
    }

    @Test
    void refusesWhatIsNotAHash() {
        assertThatThrownBy(() -> blobs.open(ALICE, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passesOnAFailureOfTheSource() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the client went away");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                    }
                };

        assertThatThrownBy(() -> blobs.spool(broken, 100)).isInstanceOf(IOException.class);
    }

    private byte[] keep(String owner, byte[] bytes) throws IOException {
        try (Blobs.Spool spool = spool(bytes)) {
            spool.keep(owner);
            return spool.sha256();
        }
    }

    private Blobs.Spool spool(byte[] bytes) throws IOException {
        return blobs.spool(new ByteArrayInputStream(bytes), 1 << 20);
    }

    private byte[] read(String owner, byte[] hash) throws IOException {
        try (Blobs.Content content = blobs.open(owner, hash).orElseThrow();
                InputStream in = content.read(0, content.size())) {
            return in.readAllBytes();
        }
    }

    private static String part(Blobs.Content content, long offset, long length) throws IOException {
        try (InputStream in = content.read(offset, length)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
