package chancery.store.table.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the JSON of a cell, strictly: RFC 8259, no name twice, numbers finite, text whole, at most
/// [#DEPTH_MAX] deep. Whoever writes a cell has checked what came from outside; this keeps what an
/// engine could not read out of it.
public final class JsonReader {
    /// How deep arrays and objects may be nested.
    public static final int DEPTH_MAX = 256;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// Reads a whole text.
    ///
    /// @throws IllegalArgumentException when it is not JSON
    public static JsonNode read(String text) {
        JsonReader reader = new JsonReader(text);
        reader.space();
        JsonNode node = reader.value(0);
        reader.space();
        if (reader.at != text.length()) {
            throw reader.wrong();
        }
        return node;
    }

    private JsonNode value(int depth) {
        return switch (peek()) {
            case '{' -> members(depth + 1);
            case '[' -> elements(depth + 1);
            case '"' -> new JsonNode.Leaf(new Cell.Text(string()));
            case 't' -> literal("true", new Cell.Flag(true));
            case 'f' -> literal("false", new Cell.Flag(false));
            case 'n' -> literal("null", Cell.none());
            default -> new JsonNode.Leaf(number());
        };
    }

    private JsonNode members(int depth) {
        requireDepth(depth);
        Map<String, JsonNode> members = new LinkedHashMap<>();
        at++;
        space();
        if (took('}')) {
            return new JsonNode.Members(members);
        }
        do {
            space();
            String name = string();
            space();
            take(':');
            space();
            if (members.put(name, value(depth)) != null) {
                throw wrong();
            }
            space();
        } while (took(','));
        take('}');
        return new JsonNode.Members(members);
    }

    private JsonNode elements(int depth) {
        requireDepth(depth);
        List<JsonNode> elements = new ArrayList<>();
        at++;
        space();
        if (took(']')) {
            return new JsonNode.Elements(elements);
        }
        do {
            space();
            elements.add(value(depth));
            space();
        } while (took(','));
        take(']');
        return new JsonNode.Elements(elements);
    }

    private JsonNode literal(String word, Cell cell) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return new JsonNode.Leaf(cell);
    }

    private String string() {
        take('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        String string = out.toString();
        if (!UnicodeText.whole(string)) {
            throw wrong();
        }
        return string;
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong();
        };
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong();
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private Cell number() {
        int from = at;
        tookAny("-");
        if (!took('0')) {
            digits();
        }
        boolean whole = true;
        if (took('.')) {
            whole = false;
            digits();
        }
        if (tookAny("eE")) {
            whole = false;
            tookAny("+-");
            digits();
        }
        return numberOf(text.substring(from, at), whole);
    }

    private Cell numberOf(String digits, boolean whole) {
        if (whole && digits.length() < 20) {
            try {
                return new Cell.Int(Long.parseLong(digits));
            } catch (NumberFormatException _) {
                return Cell.number(Double.parseDouble(digits));
            }
        }
        double number = Double.parseDouble(digits);
        if (!Double.isFinite(number)) {
            throw wrong();
        }
        return Cell.number(number);
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong();
        }
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void take(char c) {
        if (!took(c)) {
            throw wrong();
        }
    }

    private boolean took(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean tookAny(String chars) {
        boolean there = at < text.length() && chars.indexOf(text.charAt(at)) >= 0;
        at += there ? 1 : 0;
        return there;
    }

    private void requireDepth(int depth) {
        if (depth > DEPTH_MAX) {
            throw wrong();
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not JSON at character " + at);
    }
}
