package chancery.atproto.data;

import chancery.atproto.syntax.SyntaxException;

import java.util.Arrays;

/// What may come of bytes from outside: a clean refusal, or a value that stays the same.
final class Outcomes {
    private Outcomes() {}

    static boolean refusedOrSame(byte[] cbor) {
        try {
            return Arrays.equals(DagCbor.encode(DagCbor.decode(cbor)), cbor);
        } catch (SyntaxException _) {
            return true;
        }
    }

    static boolean jsonRefusedOrStable(byte[] json) {
        try {
            Value value = DagJson.parse(json);
            return DagJson.parse(DagJson.write(value)).equals(value)
                    && DagCbor.decode(DagCbor.encode(value)).equals(value);
        } catch (SyntaxException _) {
            return true;
        }
    }
}
