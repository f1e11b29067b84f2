package chancery.appview.query;

import chancery.atproto.syntax.SyntaxException;
import chancery.store.table.Field;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Names of places in a record: `title`, `subject.uri`, `tags[0].name`. Some names are columns of
/// the index.
final class FieldPath {
    private static final String RECORD = "record";
    private static final Set<String> COLUMNS = Set.of("uri", "did", "indexed_at");
    private static final int UNITS_MAX = 256;
    private static final int STEPS_MAX = 16;
    private static final int INDEX_DIGITS_MAX = 6;

    private final String text;
    private final String what;
    private final List<Field.Step> steps = new ArrayList<>();
    private int at;

    private FieldPath(String text, String what) {
        this.text = text;
        this.what = what;
    }

    /// A column, or a place in the record.
    ///
    /// @param what the name is for, as the complaint says
    /// @throws SyntaxException when it is no such name
    static Field of(String text, String what) {
        return COLUMNS.contains(text) ? Field.of(text) : inRecord(text, what);
    }

    /// A place in the record, whatever the columns are called.
    static Field inRecord(String text, String what) {
        return new FieldPath(text, what).read();
    }

    private Field read() {
        if (text.length() > UNITS_MAX) {
            throw malformed();
        }
        name();
        while (at < text.length()) {
            char mark = text.charAt(at++);
            if (mark == '.') {
                name();
            } else if (mark == '[') {
                index();
            } else {
                throw malformed();
            }
        }
        if (steps.size() > STEPS_MAX) {
            throw malformed();
        }
        return new Field.Path(RECORD, steps);
    }

    private void name() {
        int from = at;
        while (at < text.length() && named(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        steps.add(new Field.Step.Name(text.substring(from, at)));
    }

    private void index() {
        int from = at;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        boolean closed = at < text.length() && text.charAt(at) == ']';
        if (at == from || at - from > INDEX_DIGITS_MAX || !closed) {
            throw malformed();
        }
        steps.add(new Field.Step.Index(Integer.parseInt(text.substring(from, at))));
        at++;
    }

    private static boolean named(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) || c == '_';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private SyntaxException malformed() {
        return new SyntaxException(
                "invalid "
                        + what
                        + " field: only alphanumeric characters and underscores are allowed");
    }
}
