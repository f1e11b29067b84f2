package chancery.web.egress;

import chancery.atproto.net.Websockets.Limits;
import chancery.atproto.net.Websockets.Message;

import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The messages of one stream that wait to be pulled, and the parts of the one that comes in. Its
/// owner lets one thread at a time use it.
final class Inbox {
    /// What a message costs beside its bytes.
    private static final int MESSAGE_COST = 64;

    /// A message that is dropped and still goes on ends the stream.
    private static final int DROPPED_BYTES_MAX = 64 << 20;

    private static final int TEXT_EXPECTED = 1007;
    private static final int TOO_LARGE = 1009;

    private final Limits limits;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private long partsBytes;
    private byte kind = OpCode.UNDEFINED;
    private Message.@Nullable End end;

    Inbox(Limits limits) {
        this.limits = limits;
    }

    /// Takes a frame in. Bytes beyond the limit of a message are counted and dropped.
    void add(byte opCode, ByteBuffer payload, boolean last) {
        if (opCode != OpCode.CONTINUATION) {
            kind = opCode;
        }
        partsBytes += payload.remaining();
        if (partsBytes <= limits.messageBytesMax()) {
            byte[] some = new byte[payload.remaining()];
            payload.duplicate().get(some);
            parts.writeBytes(some);
        }
        if (partsBytes > DROPPED_BYTES_MAX) {
            end(TOO_LARGE, "a message without an end");
        }
        if (last) {
            put(complete());
            parts = new ByteArrayOutputStream();
            partsBytes = 0;
        }
    }

    private Message complete() {
        if (partsBytes > limits.messageBytesMax()) {
            return new Message.TooLarge(partsBytes);
        }
        byte[] bytes = parts.toByteArray();
        if (kind == OpCode.BINARY) {
            return new Message.Binary(bytes);
        }
        try {
            return new Message.Text(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException _) {
            return new Message.End(TEXT_EXPECTED, "a text that is not UTF-8");
        }
    }

    private void put(Message message) {
        if (end != null) {
            return;
        }
        if (message instanceof Message.End last) {
            end = last;
            return;
        }
        waiting.addLast(message);
        waitingBytes += cost(message);
    }

    private static long cost(Message message) {
        return (long) MESSAGE_COST
                + switch (message) {
                    case Message.Text(var text) -> text.length();
                    case Message.Binary(var bytes) -> bytes.length;
                    case Message.TooLarge _, Message.End _ -> 0;
                };
    }

    /// Nothing comes any more.
    void end(int code, String reason) {
        put(new Message.End(code, reason));
    }

    /// Whether more should be read.
    boolean room() {
        return end == null && waitingBytes < limits.waitingBytesMax();
    }

    boolean empty() {
        return waiting.isEmpty() && end == null;
    }

    /// The message that waits the longest, or the end after all of them.
    Optional<Message> poll() {
        Message first = waiting.pollFirst();
        if (first == null) {
            return Optional.ofNullable(end);
        }
        waitingBytes -= cost(first);
        return Optional.of(first);
    }
}
