package chancery.store.embedded;

import chancery.store.Blobs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// An open blob file.
final class FileContent implements Blobs.Content {
    private final FileChannel channel;
    private final long size;
    private final Gate gate;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// The caller has entered the gate.
    FileContent(Path file, Gate gate) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.size = channel.size();
        this.gate = gate;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream read(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, size);
        return new Part(channel, offset, length);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            gate.leave();
        }
    }

    /// A part of the file as a stream; several may be read at once.
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private long position;
        private long left;

        Part(FileChannel channel, long position, long left) {
            this.channel = channel;
            this.position = position;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, left);
            int n = channel.read(ByteBuffer.wrap(into, offset, wanted), position);
            if (n < 0) {
                throw new EOFException("the blob's file became shorter");
            }
            position += n;
            left -= n;
            return n;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, left);
        }
    }
}
