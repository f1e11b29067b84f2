package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.kept.RecordName;
import chancery.atproto.syntax.Nsid;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What of one repository waits for a script, in order. Guarded by the lock of [Lanes].
final class Lane {
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean busy;

    /// A change that waits.
    ///
    /// @param asking how its script is asked, if it has one
    record Item(Step step, RecordName name, Work.Asking asking, Receipt receipt, Tries tries) {
        private Optional<String> revision() {
            return switch (step.change()) {
                case Change.Put put -> put.rev();
                case Change.Delete delete -> delete.rev();
                case Change.Account _, Change.Identity _, Change.Resync _ -> Optional.empty();
            };
        }
    }

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

    /// Whether this very change waits already, heard from elsewhere, and nothing of its record
    /// after it. One that says its revision repeats none that does not: that one may turn out to be
    /// too old when its turn comes.
    boolean repeats(Item item) {
        return items.stream()
                .filter(other -> other.name().equals(item.name()))
                .reduce((_, last) -> last)
                .filter(last -> last.revision().isPresent() || item.revision().isEmpty())
                .filter(last -> same(last.step().change(), item.step().change()))
                .isPresent();
    }

    private static boolean same(Change a, Change b) {
        if (a instanceof Change.Put one && b instanceof Change.Put other) {
            return one.cid().isPresent() && one.cid().equals(other.cid());
        }
        return a instanceof Change.Delete && b instanceof Change.Delete;
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
