package chancery.atproto.data;

import chancery.atproto.syntax.SyntaxException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Writes values as compact JSON in UTF-8 into a growing buffer. Not for two threads.
final class JsonWriter {
    private static final int DEPTH_MAX = 512;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private byte[] buffer = new byte[1024];
    private int size;
    private int depth;

    JsonWriter value(Value value) {
        switch (value) {
            case Value.Null _ -> ascii("null");
            case Value.Bool(var bool) -> ascii(bool ? "true" : "false");
            case Value.Int(var number) -> ascii(Long.toString(number));
            case Value.Text(var text) -> text(text);
            case Value.Bytes bytes -> {
                ascii("{\"$bytes\":\"");
                raw(BASE64.encode(bytes.raw()));
                ascii("\"}");
            }
            case Value.Link(var cid) -> {
                ascii("{\"$link\":\"");
                ascii(cid.toString());
                ascii("\"}");
            }
            case Value.Array(var items) -> array(items);
            case Value.Map map -> object(map);
        }
        return this;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(buffer, 0, size);
    }

    private void array(List<Value> items) {
        enter();
        put('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(items.get(i));
        }
        put(']');
        depth--;
    }

    private void object(Value.Map map) {
        enter();
        put('{');
        for (int i = 0; i < map.size(); i++) {
            if (i > 0) {
                put(',');
            }
            text(map.key(i));
            put(':');
            value(map.value(i));
        }
        put('}');
        depth--;
    }

    private void enter() {
        if (++depth > DEPTH_MAX) {
            throw new SyntaxException("Invalid data: more than " + DEPTH_MAX + " levels");
        }
    }

    private void text(String text) {
        int length = text.length();
        ensure(length + 2);
        put('"');
        int plain = plain(text, length);
        for (int i = plain; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += multibyte(text, i);
            } else if (c < 0x20 || c == '"' || c == '\\') {
                escape(c);
            } else {
                put(c);
            }
        }
        put('"');
    }

    /// Writes the first characters as long as each is one byte; there is room for all.
    private int plain(String text, int length) {
        byte[] out = buffer;
        int at = size;
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            out[at++] = (byte) c;
        }
        size = at;
        return i;
    }

    /// Writes the code point that begins here; answers how many more chars it has.
    private int multibyte(String text, int at) {
        int point = text.codePointAt(at);
        if (point < 0x800) {
            put(0xc0 | (point >> 6));
        } else if (point < 0x10000) {
            if (Character.isSurrogate((char) point)) {
                throw new SyntaxException("Invalid text: lone surrogate");
            }
            put(0xe0 | (point >> 12));
            put(0x80 | ((point >> 6) & 0x3f));
        } else {
            put(0xf0 | (point >> 18));
            put(0x80 | ((point >> 12) & 0x3f));
            put(0x80 | ((point >> 6) & 0x3f));
        }
        put(0x80 | (point & 0x3f));
        return Character.charCount(point) - 1;
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                ascii("u00");
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            }
        }
    }

    private void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[size++] = (byte) text.charAt(i);
        }
    }

    private void raw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void put(int b) {
        ensure(1);
        buffer[size++] = (byte) b;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
