package chancery.server.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a file that are not blank, with their numbers, each of a bounded size.
public final class RecordLines {
    /// The largest line.
    public static final int BYTES_MAX = 5_000_000;

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long number;
    private long read;

    public RecordLines(InputStream in) {
        this.in = in;
    }

    /// One line, counted from 1, without its end.
    record Line(long number, byte[] bytes) {
        boolean blank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /// How many bytes were read so far.
    long bytes() {
        return read;
    }

    /// The next line that is not blank; empty at the end.
    Optional<Line> next() throws IOException, ImportException {
        while (at < end || fill()) {
            number++;
            Line line = new Line(number, line());
            if (!line.blank()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private byte[] line() throws IOException, ImportException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (at < end || fill()) {
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            line.write(buffer, at, stop - at);
            if (line.size() > BYTES_MAX) {
                throw new ImportException(
                        "line " + number + ": longer than " + BYTES_MAX + " bytes");
            }
            at = stop + 1;
            if (stop < end) {
                return line.toByteArray();
            }
        }
        return line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        read += end;
        return end > 0;
    }
}
