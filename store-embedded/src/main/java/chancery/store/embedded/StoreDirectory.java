package chancery.store.embedded;

import chancery.store.StoreOpenException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The directory of a store: locked against a second process, its format known.
final class StoreDirectory implements AutoCloseable {
    /// The format that this program writes.
    static final int FORMAT = 2;

    /// The oldest format that it reads: a directory of it is made one of [#FORMAT].
    static final int OLDEST = 1;

    private static final String FORMAT_PREFIX = "chancery store format ";
    private static final int LOCK_LINE_MAX = 32;

    private final Path root;
    private final FileChannel lock;

    private StoreDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Takes the directory, made when there is none.
    ///
    /// @throws StoreOpenException when it is in use or of another format
    static StoreDirectory open(Path root) {
        try {
            int format = knownFormat(root);
            Files.createDirectories(root);
            FileChannel lock = lock(root);
            try {
                if (format != FORMAT) {
                    writeFormat(root);
                }
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
            return new StoreDirectory(root, lock);
        } catch (IOException e) {
            throw new StoreOpenException("cannot open " + root + ": " + e.getMessage(), e);
        }
    }

    Path database() {
        return root.resolve("db");
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    Path tables() {
        return root.resolve("tables");
    }

    /// Makes the names in a directory durable.
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the lock of " + root, e);
        }
    }

    /// The format that a directory has; 0 when it has none yet.
    private static int knownFormat(Path root) throws IOException {
        Path file = root.resolve("format");
        if (!Files.exists(file)) {
            return 0;
        }
        String line = Files.readString(file).strip();
        String number =
                line.startsWith(FORMAT_PREFIX) ? line.substring(FORMAT_PREFIX.length()) : "";
        if (number.isEmpty()
                || number.length() > 6
                || !number.chars().allMatch(Character::isDigit)) {
            throw new StoreOpenException(file + " is not the format file of a store");
        }
        int format = Integer.parseInt(number);
        if (format < OLDEST || format > FORMAT) {
            throw new StoreOpenException(
                    root
                            + (" has store format " + format)
                            + ("; this program knows " + OLDEST + " to " + FORMAT));
        }
        return format;
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (!locked(channel)) {
            String holder = holder(channel);
            channel.close();
            throw new StoreOpenException(root + " is in use by process " + holder);
        }
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(LOCK_LINE_MAX);
        channel.read(line, 0);
        return new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void writeFormat(Path root) throws IOException {
        Path fresh = root.resolve("format.new");
        byte[] line = (FORMAT_PREFIX + FORMAT + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(line));
            out.force(true);
        }
        Files.move(fresh, root.resolve("format"), StandardCopyOption.ATOMIC_MOVE);
        sync(root);
    }
}
