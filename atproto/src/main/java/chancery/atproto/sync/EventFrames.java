package chancery.atproto.sync;

import chancery.atproto.data.CborReader;
import chancery.atproto.data.CborWriter;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.DataLimits;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;

import java.util.Optional;

/// Frames as bytes: header and body, two DAG-CBOR objects one after the other.
public final class EventFrames {
    private static final int OP_MESSAGE = 1;
    private static final int OP_FAILURE = -1;

    private EventFrames() {}

    /// The bytes of this frame.
    public static byte[] encode(EventFrame frame) {
        return switch (frame) {
            case EventFrame.Sequenced(var seq, var event) -> StoredEvent.of(event).frameBytes(seq);
            case EventFrame.Notice(var name, var message) -> {
                CborWriter out = new CborWriter(128);
                EventWriter.header(out, "#info");
                yield words(out, "name", name, message);
            }
            case EventFrame.Failure(var error, var message) -> {
                CborWriter out = new CborWriter(128);
                out.beginMap(1).writeText("op").writeInt(OP_FAILURE);
                yield words(out, "error", error, message);
            }
        };
    }

    /// The frame of these bytes; empty when it is a message of a type that this version does not
    /// know, which is to be skipped.
    public static Optional<EventFrame> decode(byte[] bytes) {
        return decode(bytes, FrameLimits.STANDARD);
    }

    /// The frame of these bytes, within these limits.
    public static Optional<EventFrame> decode(byte[] bytes, FrameLimits limits) {
        limits.checkFrame(bytes.length);
        CborReader in = new CborReader(bytes);
        Fields header = readFields(in, "header");
        Fields body = readFields(in, "body");
        in.requireEnd();
        long op = header.integer("op");
        if (op == OP_FAILURE) {
            return Optional.of(
                    new EventFrame.Failure(body.text("error"), body.optionalText("message")));
        }
        if (op != OP_MESSAGE) {
            throw new SyntaxException("Invalid event: op must be 1 or -1");
        }
        return message(header.text("t"), body, limits);
    }

    private static Optional<EventFrame> message(String type, Fields body, FrameLimits limits) {
        if (type.equals("#info")) {
            return Optional.of(
                    new EventFrame.Notice(body.text("name"), body.optionalText("message")));
        }
        return EventKind.ofWire(type)
                .map(
                        kind -> {
                            Event event = EventBodies.decode(kind, body, limits);
                            return new EventFrame.Sequenced(body.integer("seq"), event);
                        });
    }

    private static byte[] words(CborWriter out, String key, String word, Optional<String> message) {
        out.beginMap(message.isPresent() ? 2 : 1).writeText(key).writeText(word);
        message.ifPresent(text -> out.writeText("message").writeText(text));
        return out.toByteArray();
    }

    private static Fields readFields(CborReader in, String part) {
        if (DagCbor.read(in, DataLimits.STANDARD) instanceof Value.Map map) {
            return new Fields(map);
        }
        throw new SyntaxException("Invalid event: the " + part + " must be a map");
    }
}
