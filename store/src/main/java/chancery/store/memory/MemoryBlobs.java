package chancery.store.memory;

import chancery.store.Blobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs in memory, by owner and hash.
public final class MemoryBlobs implements Blobs {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public Spool spool(InputStream in, long bytesMax) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > bytesMax) {
                throw new BlobTooLargeException(bytesMax);
            }
        }
        return new MemorySpool(bytes.toByteArray());
    }

    @Override
    public Optional<Content> open(String owner, byte[] sha256) {
        return Optional.ofNullable(kept.get(key(owner, sha256))).map(MemoryContent::new);
    }

    @Override
    public void delete(String owner, byte[] sha256) {
        kept.remove(key(owner, sha256));
    }

    @Override
    public void deleteAll(String owner) {
        kept.keySet().removeIf(key -> key.startsWith(owner + "\0"));
    }

    private static String key(String owner, byte[] sha256) {
        return owner + "\0" + HexFormat.of().formatHex(Blobs.requireHash(sha256));
    }

    private final class MemorySpool implements Spool {
        private final byte[] bytes;
        private final byte[] sha256;

        MemorySpool(byte[] bytes) {
            this.bytes = bytes;
            this.sha256 = Blobs.sha256().digest(bytes);
        }

        @Override
        public byte[] sha256() {
            return sha256.clone();
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] head() {
            return Arrays.copyOf(bytes, Math.min(bytes.length, HEAD_BYTES));
        }

        @Override
        public void keep(String owner) {
            kept.put(key(owner, sha256), bytes);
        }

        @Override
        public void close() {}
    }

    private record MemoryContent(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream read(long offset, long length) {
            int from = Math.toIntExact(offset);
            int to = Math.toIntExact(Math.addExact(offset, length));
            if (from < 0 || to < from || to > bytes.length) {
                throw new IndexOutOfBoundsException(offset + " to " + to);
            }
            return new ByteArrayInputStream(bytes, from, to - from);
        }

        @Override
        public void close() {}
    }
}
