package chancery.store.embedded;

import chancery.store.Blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/// A file that was taken in, hashed and synced, and has no name yet.
final class FileSpool implements Blobs.Spool {
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileBlobs blobs;
    private final Path file;
    private final byte[] sha256;
    private final byte[] head;
    private final long size;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileSpool(FileBlobs blobs, Path file, byte[] sha256, byte[] head, long size) {
        this.blobs = blobs;
        this.file = file;
        this.sha256 = sha256;
        this.head = head;
        this.size = size;
    }

    static FileSpool take(InputStream in, long bytesMax, Path file, FileBlobs blobs)
            throws IOException {
        MessageDigest sum = Blobs.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        byte[] head = new byte[0];
        long size = 0;
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = in.readNBytes(buffer, 0, BUFFER_BYTES);
                    n > 0;
                    n = in.readNBytes(buffer, 0, BUFFER_BYTES)) {
                if (n > bytesMax - size) {
                    throw new Blobs.BlobTooLargeException(bytesMax);
                }
                if (size == 0) {
                    head = Arrays.copyOf(buffer, Math.min(n, Blobs.HEAD_BYTES));
                }
                size += n;
                sum.update(buffer, 0, n);
                write(out, ByteBuffer.wrap(buffer, 0, n));
            }
            blobs.synced(() -> out.force(true));
        }
        return new FileSpool(blobs, file, sum.digest(), head, size);
    }

    @Override
    public byte[] sha256() {
        return sha256.clone();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] head() {
        return head.clone();
    }

    @Override
    public void keep(String owner) {
        if (closed.get()) {
            throw new IllegalStateException("the spool is closed");
        }
        blobs.keep(file, owner, sha256);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            blobs.gate().leave();
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
