package chancery.store.embedded.column;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Groupings of one table that were met with many groups, by their SQL without values. A hint: a
/// wrong one costs time alone, so that all are forgotten when they are many.
final class Crowds {
    private static final int MOST = 1_000;

    /// Longer ones are of one question and hardly come again.
    private static final int LENGTH_MAX = 2_000;

    private final Set<String> texts = ConcurrentHashMap.newKeySet();

    boolean known(String text) {
        return texts.contains(text);
    }

    void add(String text) {
        if (texts.size() >= MOST) {
            texts.clear();
        }
        if (text.length() <= LENGTH_MAX) {
            texts.add(text);
        }
    }
}
