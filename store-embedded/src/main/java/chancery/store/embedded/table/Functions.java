package chancery.store.embedded.table;

import chancery.store.table.value.Fold;
import chancery.store.table.value.Wildcards;

import org.sqlite.Function;

import java.sql.Connection;
import java.sql.SQLException;

/// Functions of SQL that are ours. Some stand for SQLite's own in raw SQL, which may run for
/// minutes on a long text without a look at the clock.
final class Functions {
    /// Whether the first argument is text and holds the second, which is folded.
    static final String CONTAINS = Names.OWN + "contains";

    /// Whether the first argument is text and as the second says, which is a pattern of
    /// [Wildcards].
    static final String LIKE = Names.OWN + "like";

    /// Characters of a pattern or of what is looked for.
    static final int NEEDLE_MAX = 1_000;

    private static final int SQLITE_TEXT = 3;
    private static final int SQLITE_NULL = 5;

    private Functions() {}

    /// What filters need.
    static void register(Connection connection) throws SQLException {
        create(connection, CONTAINS, new Contains(), 2);
        create(connection, LIKE, new Likeness(), 2);
    }

    /// What raw SQL has instead of SQLite's own.
    static void registerRaw(Session session, int valueBytes) throws SQLException {
        Connection connection = session.connection();
        create(connection, "like", new Like(session), 2);
        create(connection, "like", new Like(session), 3);
        create(connection, "instr", new Instr(), 2);
        create(connection, "replace", new Replace(valueBytes), 3);
    }

    private static void create(Connection connection, String name, Function function, int arguments)
            throws SQLException {
        Function.create(connection, name, function, arguments, Function.FLAG_DETERMINISTIC);
    }

    private static final class Contains extends Function {
        @Override
        protected void xFunc() throws SQLException {
            boolean found =
                    value_type(0) == SQLITE_TEXT && Fold.contains(value_text(0), value_text(1));
            result(found ? 1 : 0);
        }
    }

    private static final class Likeness extends Function {
        @Override
        protected void xFunc() throws SQLException {
            boolean like =
                    value_type(0) == SQLITE_TEXT
                            && Wildcards.of(value_text(1)).matches(value_text(0));
            result(like ? 1 : 0);
        }
    }

    /// A function of texts that is null when one of them is, and whose second or first text is
    /// short.
    private abstract static class OfTexts extends Function {
        private final int needle;

        OfTexts(int needle) {
            this.needle = needle;
        }

        @Override
        protected final void xFunc() throws SQLException {
            for (int i = 0; i < args(); i++) {
                if (value_type(i) == SQLITE_NULL) {
                    result();
                    return;
                }
            }
            if (value_text(needle).length() > NEEDLE_MAX) {
                error("the text to look for is too long");
                return;
            }
            answer();
        }

        abstract void answer() throws SQLException;
    }

    private static final class Like extends OfTexts {
        private final Session session;

        Like(Session session) {
            super(0);
            this.session = session;
        }

        @Override
        void answer() throws SQLException {
            String escape = args() == 3 ? value_text(2) : "";
            if (escape.isEmpty() && args() == 3) {
                error("ESCAPE takes one character");
                return;
            }
            int escaping = escape.isEmpty() ? -1 : escape.codePointAt(0);
            LikePattern pattern = new LikePattern(value_text(0), escaping, session::late);
            try {
                result(pattern.matches(value_text(1)) ? 1 : 0);
            } catch (RawRefusal e) {
                error("the statement ran too long");
            }
        }
    }

    private static final class Instr extends OfTexts {
        Instr() {
            super(1);
        }

        @Override
        void answer() throws SQLException {
            String text = value_text(0);
            int place = text.indexOf(value_text(1));
            result(place < 0 ? 0 : text.codePointCount(0, place) + 1);
        }
    }

    private static final class Replace extends OfTexts {
        private final int valueBytes;

        Replace(int valueBytes) {
            super(1);
            this.valueBytes = valueBytes;
        }

        @Override
        void answer() throws SQLException {
            String text = value_text(0);
            String old = value_text(1);
            if (old.isEmpty()) {
                result(text);
                return;
            }
            long times = 0;
            for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
                times++;
            }
            if (text.length() + times * (value_text(2).length() - old.length()) > valueBytes) {
                error("string or blob too big");
                return;
            }
            result(text.replace(old, value_text(2)));
        }
    }
}
