package chancery.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Blobs that note their open spools, contents and streams.
final class TrackedBlobs implements Blobs {
    private final Blobs blobs;
    private final OpenHandles handles;

    TrackedBlobs(Blobs blobs, OpenHandles handles) {
        this.blobs = blobs;
        this.handles = handles;
    }

    @Override
    public Spool spool(InputStream in, long bytesMax) throws IOException {
        return new TrackedSpool(blobs.spool(in, bytesMax));
    }

    @Override
    public Optional<Content> open(String owner, byte[] sha256) {
        return blobs.open(owner, sha256).map(TrackedContent::new);
    }

    @Override
    public void delete(String owner, byte[] sha256) {
        blobs.delete(owner, sha256);
    }

    @Override
    public void deleteAll(String owner) {
        blobs.deleteAll(owner);
    }

    private final class TrackedSpool implements Spool {
        private final Spool spool;

        TrackedSpool(Spool spool) {
            this.spool = spool;
            handles.opened(this);
        }

        @Override
        public byte[] sha256() {
            return spool.sha256();
        }

        @Override
        public long size() {
            return spool.size();
        }

        @Override
        public byte[] head() {
            return spool.head();
        }

        @Override
        public void keep(String owner) {
            spool.keep(owner);
        }

        @Override
        public void close() {
            handles.closed(this);
            spool.close();
        }
    }

    private final class TrackedContent implements Content {
        private final Content content;

        TrackedContent(Content content) {
            this.content = content;
            handles.opened(this);
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream read(long offset, long length) {
            return handles.track(content.read(offset, length));
        }

        @Override
        public void close() {
            handles.closed(this);
            content.close();
        }
    }
}
