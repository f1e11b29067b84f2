package chancery.store.embedded;

import chancery.store.Blobs;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/// Blobs as files: `owners/AB/OWNER/CD/HASH`, where OWNER is the SHA-256 of the owner's name and AB
/// and CD are the first two digits of what follows. Nothing from outside is part of a path.
final class FileBlobs implements Blobs {
    private final Path owners;
    private final Path spools;
    private final FatalHandler fatal;
    private final Gate gate;
    private final ReadWriteLock folders = new ReentrantReadWriteLock();
    private final AtomicLong spoolNumber = new AtomicLong();

    private FileBlobs(Path root, Gate gate, FatalHandler fatal) {
        this.owners = root.resolve("owners");
        this.spools = root.resolve("spool");
        this.gate = gate;
        this.fatal = fatal;
    }

    /// Opens the folder, made when there is none, and sweeps the spools that a crash left.
    static FileBlobs open(Path root, Gate gate, FatalHandler fatal) throws IOException {
        FileBlobs blobs = new FileBlobs(root, gate, fatal);
        Files.createDirectories(blobs.owners);
        Files.createDirectories(blobs.spools);
        StoreDirectory.sync(root);
        try (Stream<Path> stale = Files.list(blobs.spools)) {
            for (Path spool : stale.toList()) {
                Files.delete(spool);
            }
        }
        return blobs;
    }

    @Override
    public Spool spool(InputStream in, long bytesMax) throws IOException {
        gate.enter();
        Path file = spools.resolve(Long.toString(spoolNumber.incrementAndGet()));
        try {
            return FileSpool.take(in, bytesMax, file, this);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            gate.leave();
            throw e;
        }
    }

    @Override
    public Optional<Content> open(String owner, byte[] sha256) {
        gate.enter();
        try {
            return Optional.of(new FileContent(path(owner, sha256), gate));
        } catch (NoSuchFileException _) {
            gate.leave();
            return Optional.empty();
        } catch (IOException e) {
            gate.leave();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            gate.leave();
            throw e;
        }
    }

    @Override
    public void delete(String owner, byte[] sha256) {
        Path file = path(owner, sha256);
        inside(folders.readLock(), () -> Files.deleteIfExists(file));
    }

    @Override
    public void deleteAll(String owner) {
        Path folder = folder(owner);
        inside(
                folders.writeLock(),
                () -> {
                    if (Files.exists(folder)) {
                        Files.walkFileTree(folder, new Removal());
                    }
                });
    }

    /// Gives a spooled and synced file its name; durable when this returns.
    void keep(Path spool, String owner, byte[] sha256) {
        inside(
                folders.readLock(),
                () -> {
                    Path file = path(owner, sha256);
                    for (Path folder : foldersOf(file)) {
                        make(folder);
                    }
                    if (!Files.exists(file)) {
                        Files.move(spool, file, StandardCopyOption.ATOMIC_MOVE);
                    }
                    sync(parent(file));
                });
    }

    /// Syncs the names of a folder. When that fails nobody knows what is durable.
    void sync(Path folder) throws IOException {
        synced(() -> StoreDirectory.sync(folder));
    }

    /// Runs a sync, whose failure ends the process.
    void synced(Work sync) throws IOException {
        try {
            sync.run();
        } catch (IOException e) {
            fatal.stop("a blob cannot be synced: " + e.getMessage(), e);
            throw e;
        }
    }

    Gate gate() {
        return gate;
    }

    /// Work on files.
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private void inside(Lock lock, Work work) {
        gate.enter();
        lock.lock();
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
            gate.leave();
        }
    }

    /// The folders that a blob needs, outermost first.
    private List<Path> foldersOf(Path file) {
        Path shard = parent(file);
        Path owner = parent(shard);
        return List.of(parent(owner), owner, shard);
    }

    /// Makes a folder and its name durable, who ever made it: another thread may not have synced
    /// yet.
    private void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        sync(parent(folder));
    }

    private Path path(String owner, byte[] sha256) {
        String hash = HexFormat.of().formatHex(Blobs.requireHash(sha256));
        return folder(owner).resolve(hash.substring(0, 2)).resolve(hash);
    }

    private Path folder(String owner) {
        byte[] name = Blobs.sha256().digest(owner.getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(name);
        return owners.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("a blob's path has parents");
        }
        return parent;
    }

    /// Deletes files, then the folders they were in.
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
