package chancery.store.embedded.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A statement of raw SQL, read as far as it takes to say what it can name. SQLite has no way to
/// put a name together while it runs, so what does not stand in the text is out of reach.
final class RawText {
    private static final Set<String> STARTS = Set.of("select", "with", "values");
    private static final List<String> OUT_OF_REACH = List.of(Names.OWN, "sqlite_", "pragma_");

    private final String text;
    private final Set<String> modules;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private int at;

    private RawText(String text, Set<String> modules) {
        this.text = text;
        this.modules = modules;
    }

    /// The statement as SQLite is to read it.
    ///
    /// @param modules names of virtual tables that anybody could read, in lower case
    /// @throws RawRefusal when it is not one statement that reads
    static String accepted(String text, Set<String> modules) {
        RawText raw = new RawText(text, modules);
        String folded = text.toLowerCase(Locale.ROOT);
        for (String name : OUT_OF_REACH) {
            if (folded.contains(name)) {
                throw new RawRefusal("names with " + name + " are not for raw SQL");
            }
        }
        raw.read();
        return raw.sql.toString();
    }

    private void read() {
        if (text.indexOf('\0') >= 0) {
            throw new RawRefusal("a statement has no zero character");
        }
        while (at < text.length()) {
            step();
        }
        if (words.isEmpty() || !STARTS.contains(words.getFirst())) {
            throw new RawRefusal("only SELECT is for raw SQL");
        }
    }

    private void step() {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c == '-' && next == '-') {
            skip("\n", 2);
        } else if (c == '/' && next == '*') {
            skip("*/", 2);
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
        } else if (c == '[') {
            quoted(']');
        } else if (c == ';') {
            end();
        } else if (c == '$' || c == ':' || c == '@' || c == '#') {
            parameter(c, next);
        } else if (wordly(c)) {
            word();
        } else {
            sql.append(c);
            at++;
        }
    }

    /// Leaves a comment out.
    private void skip(String ending, int from) {
        int end = text.indexOf(ending, at + from);
        at = end < 0 ? text.length() : end + ending.length();
        sql.append(' ');
    }

    private void quoted(char closing) {
        int end = text.indexOf(closing, at + 1);
        if (end < 0) {
            throw new RawRefusal("a quote is not closed");
        }
        name(text.substring(at + 1, end));
        sql.append(text, at, end + 1);
        at = end + 1;
    }

    private void end() {
        if (!text.substring(at + 1).isBlank()) {
            throw new RawRefusal("one statement at a time");
        }
        at = text.length();
    }

    private void parameter(char sign, char next) {
        if (sign != '$' || next < '1' || next > '9') {
            throw new RawRefusal("parameters are ? and $1, $2 and so on");
        }
        sql.append('?');
        at++;
    }

    private void word() {
        int from = at;
        while (at < text.length() && wordly(text.charAt(at))) {
            at++;
        }
        name(text.substring(from, at));
        sql.append(text, from, at);
    }

    private void name(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        words.add(folded);
        if (modules.contains(folded)) {
            throw new RawRefusal("the table " + name + " is not for raw SQL");
        }
    }

    /// What SQLite takes for a part of a word.
    private static boolean wordly(char c) {
        return c >= 0x80
                || c == '_'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }
}
