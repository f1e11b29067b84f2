package chancery.appview.index;

import java.util.List;

/// Takes changes into the index out of turn: what a script wrote elsewhere, what a backfill found.
@FunctionalInterface
public interface Intake {
    /// Indexes these changes; they are durable, and seen by queries, when the call returns. What is
    /// newer already stays. No hook is asked.
    void take(List<? extends Change> changes);
}
