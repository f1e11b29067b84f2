package chancery.lua.runtime;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;

/// The coroutines of a state that have started and not ended. One that nothing refers to any more
/// counts until the collector has found it.
public final class LiveCoroutines {
    private final Budget budget;
    private final int max;
    private final Set<Reference<? extends Coroutine>> live = new HashSet<>(0);
    private @Nullable ReferenceQueue<Coroutine> abandoned;

    LiveCoroutines(Budget budget, int max) {
        this.budget = budget;
        this.max = max;
    }

    /// A coroutine starts: what to hand to [#ended].
    public Reference<Coroutine> started(Coroutine coroutine) {
        ReferenceQueue<Coroutine> queue = abandoned;
        if (queue == null) {
            queue = new ReferenceQueue<>();
            abandoned = queue;
        }
        forget(queue);
        if (live.size() >= max) {
            throw budget.breach(BudgetKind.COROUTINES);
        }
        Reference<Coroutine> reference = new WeakReference<>(coroutine, queue);
        live.add(reference);
        return reference;
    }

    /// A coroutine ended.
    public void ended(Reference<Coroutine> coroutine) {
        live.remove(coroutine);
    }

    /// How many there are.
    public int count() {
        if (abandoned != null) {
            forget(abandoned);
        }
        return live.size();
    }

    void end() {
        for (Reference<? extends Coroutine> reference : live) {
            Coroutine coroutine = reference.get();
            if (coroutine != null) {
                coroutine.end();
            }
        }
        live.clear();
    }

    private void forget(ReferenceQueue<Coroutine> queue) {
        Reference<? extends Coroutine> gone = queue.poll();
        while (gone != null) {
            live.remove(gone);
            gone = queue.poll();
        }
    }
}
