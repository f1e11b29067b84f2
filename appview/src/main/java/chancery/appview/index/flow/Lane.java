package chancery.appview.index.flow;

import chancery.appview.index.kept.RecordName;
import chancery.atproto.syntax.Nsid;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What of one repository waits for a script, in order. Guarded by the lock of [Lanes].
final class Lane {
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean busy;

    /// A change that waits.
    ///
    /// @param asking how its script is asked, if it has one
    record Item(Step step, RecordName name, Work.Asking asking, Receipt receipt, Tries tries) {}

    /// How often a script was asked. For the one that works on the lane.
    static final class Tries {
        private int count;

        int count() {
            return count;
        }

        /// Counts one more.
        void add() {
            count++;
        }
    }

    /// Adds a change at the end; whether nobody works on the lane yet.
    boolean add(Item item) {
        items.addLast(item);
        boolean idle = !busy;
        busy = true;
        return idle;
    }

    @Nullable Item first() {
        return items.peekFirst();
    }

    /// Takes the first change out; false when it is another one.
    boolean leave(Item item) {
        return item.equals(items.peekFirst()) && items.pollFirst() != null;
    }

    /// Whether nothing waits any longer; nobody works on the lane then.
    boolean rest() {
        busy = !items.isEmpty();
        return !busy;
    }

    int size() {
        return items.size();
    }

    boolean holds(Nsid collection) {
        return items.stream().anyMatch(item -> item.name().path().collection().equals(collection));
    }

    /// Takes everything out.
    List<Item> clear() {
        List<Item> all = List.copyOf(items);
        items.clear();
        return all;
    }
}
