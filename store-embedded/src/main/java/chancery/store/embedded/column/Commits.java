package chancery.store.embedded.column;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Counts commits, so that whoever asked several questions one by one knows whether they saw one
/// moment. A transaction around them tells the same, but to begin and end one takes as long as a
/// small question.
final class Commits {
    /// Odd while a commit runs.
    private final AtomicLong steps = new AtomicLong();

    /// Runs what commits; one at a time.
    void commit(Commit commit) throws SQLException {
        steps.incrementAndGet();
        try {
            commit.run();
        } finally {
            steps.incrementAndGet();
        }
    }

    /// What is seen from now on until something is committed; nothing when that is just happening.
    Optional<Moment> moment() {
        long step = steps.get();
        return step % 2 == 0 ? Optional.of(new Moment(steps, step)) : Optional.empty();
    }

    /// A time without commits.
    record Moment(AtomicLong steps, long step) {
        boolean over() {
            return steps.get() != step;
        }
    }

    /// What commits.
    @FunctionalInterface
    interface Commit {
        void run() throws SQLException;
    }
}
