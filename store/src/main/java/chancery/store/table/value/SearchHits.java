package chancery.store.table.value;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// The best of what a search has found so far: strings that equal the text, then those that begin
/// with it, then those that contain it; each by the folded string, then by key.
public final class SearchHits {
    private static final Comparator<Hit> ORDER =
            Comparator.comparingInt(Hit::tier)
                    .thenComparing(Hit::folded, CellOrder::compareText)
                    .thenComparing(Hit::key, CellOrder.LISTS);

    private final String wanted;
    private final int unitsMax;
    private final int limit;
    private final TreeSet<Hit> best = new TreeSet<>(ORDER);

    private record Hit(int tier, String folded, List<Cell> key) {}

    /// @param unitsMax how far into a string to look
    public SearchHits(String text, int unitsMax, int limit) {
        this.wanted = Fold.of(text);
        this.unitsMax = unitsMax;
        this.limit = limit;
    }

    /// Whether a string contains the text.
    public boolean hit(String value) {
        return folded(value).contains(wanted);
    }

    /// Takes a string that is a hit, and the key of its row, into account.
    public void offer(String value, List<Cell> key) {
        String folded = folded(value);
        int tier = folded.equals(wanted) ? 0 : folded.startsWith(wanted) ? 1 : 2;
        best.add(new Hit(tier, folded, key));
        if (best.size() > limit) {
            best.removeLast();
        }
    }

    private String folded(String value) {
        return Fold.of(UnicodeText.head(value, unitsMax));
    }

    /// The keys of the best, in order.
    public List<List<Cell>> keys() {
        return best.stream().map(Hit::key).toList();
    }
}
