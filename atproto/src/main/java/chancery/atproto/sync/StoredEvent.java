package chancery.atproto.sync;

import chancery.atproto.data.CborWriter;
import chancery.atproto.syntax.SyntaxException;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/// An event as a log keeps it: a head of 14 bytes and its frame without the number, which is the
/// position that the log gives. The frame for followers is one copy away. docs/formats/events.md
/// describes it byte by byte.
public final class StoredEvent {
    private static final int VERSION = 1;
    private static final int HEAD = 14;
    private static final int UNSIGNED_64 = 0x1b;

    private final byte[] bytes;
    private final EventKind kind;
    private final int seqAt;

    private StoredEvent(byte[] bytes, EventKind kind, int seqAt) {
        this.bytes = bytes;
        this.kind = kind;
        this.seqAt = seqAt;
    }

    /// The stored form of this event, which keeps to [FrameLimits#STANDARD]: who decided on it has
    /// refused anything larger.
    public static StoredEvent of(Event event) {
        return of(event, FrameLimits.STANDARD);
    }

    static StoredEvent of(Event event, FrameLimits limits) {
        requireWithin(limits, event);
        CborWriter out = new CborWriter(EventWriter.estimate(event));
        int seqOffset = EventWriter.write(out, event);
        byte[] frame = out.toByteArray();
        ByteBuffer stored = ByteBuffer.allocate(HEAD + frame.length);
        stored.put((byte) VERSION).put((byte) event.kind().code());
        stored.putLong(event.time().toEpochMilli()).putInt(seqOffset).put(frame);
        return new StoredEvent(stored.array(), event.kind(), HEAD + seqOffset);
    }

    /// The stored event of these bytes, taken over; only the head is read.
    public static StoredEvent decode(byte[] bytes) {
        if (bytes.length <= HEAD || bytes[0] != VERSION) {
            throw new SyntaxException("Invalid stored event: expected version " + VERSION);
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        EventKind kind = EventKind.ofCode(head.get(1));
        int seqOffset = head.getInt(10);
        if (seqOffset < 1 || seqOffset > bytes.length - HEAD) {
            throw new SyntaxException("Invalid stored event: no place for the number");
        }
        return new StoredEvent(bytes, kind, HEAD + seqOffset);
    }

    public EventKind kind() {
        return kind;
    }

    /// When the event was sequenced, without reading the frame.
    public Instant time() {
        return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(2));
    }

    /// The stored form itself, for the log; not to be written to.
    public byte[] bytes() {
        return bytes;
    }

    /// The frame with this number, read-only, to be shared by all followers.
    public ByteBuffer frame(long seq) {
        return ByteBuffer.wrap(frameBytes(seq)).asReadOnlyBuffer();
    }

    /// The event with this number.
    public EventFrame.Sequenced sequenced(long seq) {
        EventFrame frame =
                EventFrames.decode(frameBytes(seq))
                        .orElseThrow(() -> new SyntaxException("Invalid stored event: no event"));
        if (frame instanceof EventFrame.Sequenced sequenced
                && sequenced.seq() == seq
                && sequenced.event().kind() == kind) {
            return sequenced;
        }
        throw new SyntaxException("Invalid stored event: head and frame disagree");
    }

    byte[] frameBytes(long seq) {
        int width = width(EventFrame.requireSeq(seq));
        byte[] frame = new byte[bytes.length - HEAD + width];
        int before = seqAt - HEAD;
        System.arraycopy(bytes, HEAD, frame, 0, before);
        putSeq(frame, before, seq, width);
        System.arraycopy(bytes, seqAt, frame, before + width, bytes.length - seqAt);
        return frame;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEvent that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "StoredEvent[" + kind + ", " + bytes.length + " bytes]";
    }

    /// How many bytes the shortest form of this unsigned number takes.
    private static int width(long seq) {
        if (seq < 24) {
            return 1;
        }
        if (seq < 0x100) {
            return 2;
        }
        if (seq < 0x10000) {
            return 3;
        }
        return seq < 0x1_0000_0000L ? 5 : 9;
    }

    private static void putSeq(byte[] out, int at, long seq, int width) {
        if (width == 1) {
            out[at] = (byte) seq;
            return;
        }
        out[at] = (byte) (UNSIGNED_64 - 3 + Integer.numberOfTrailingZeros(width - 1));
        long rest = seq;
        for (int i = at + width - 1; i > at; i--) {
            out[i] = (byte) rest;
            rest >>>= 8;
        }
    }

    private static void requireWithin(FrameLimits limits, Event event) {
        try {
            limits.check(event);
        } catch (SyntaxException e) {
            throw new IllegalStateException("an event over the limits was to be stored", e);
        }
    }
}
