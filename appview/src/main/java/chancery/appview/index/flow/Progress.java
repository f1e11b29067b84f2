package chancery.appview.index.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// How far one feed is: up to which of its numbers everything is finished, and up to which
/// everything can be seen in the tables. Safe for all threads.
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Slot> unfinished = new ArrayDeque<>();
    private final Deque<Slot> unseen = new ArrayDeque<>();
    private long applied = -1;
    private final Height visible;
    private volatile long finished;

    /// @param cursor up to which everything was finished before
    /// @param position of the log of the index, which the view has to reach to show all that
    Progress(long cursor, long position) {
        finished = cursor;
        visible = new Height(-1);
        Slot before = new Slot(cursor, 0);
        before.position = position;
        unseen.addLast(before);
    }

    /// Everything up to a number, behind the slot before: open as long as it has parts.
    private static final class Slot {
        private long cursor;
        private int parts;
        private long position;

        Slot(long cursor, int parts) {
            this.cursor = cursor;
            this.parts = parts;
        }
    }

    /// An item of this many parts begins; numbers grow from item to item.
    ///
    /// @param done runs when all parts are finished
    Receipt begin(long cursor, int parts, Runnable done) {
        Slot toFinish = new Slot(cursor, parts);
        Slot toSee = new Slot(cursor, parts);
        lock.lock();
        try {
            unfinished.addLast(toFinish);
            unseen.addLast(toSee);
        } finally {
            lock.unlock();
        }
        return new Receipt() {
            @Override
            public void settled(long position) {
                settle(toSee, position);
            }

            @Override
            public void finished() {
                if (finish(toFinish)) {
                    done.run();
                }
            }
        };
    }

    /// There is nothing to do up to this number.
    void pass(long cursor) {
        lock.lock();
        try {
            reach(unfinished, cursor);
            reach(unseen, cursor);
            finish();
            see();
        } finally {
            lock.unlock();
        }
    }

    /// Lets the last slot reach further when nothing of it is open, so that what is passed over
    /// takes no room.
    private static void reach(Deque<Slot> slots, long cursor) {
        Slot last = slots.peekLast();
        if (last != null && last.parts == 0) {
            last.cursor = Math.max(last.cursor, cursor);
        } else {
            slots.addLast(new Slot(cursor, 0));
        }
    }

    private void settle(Slot slot, long position) {
        lock.lock();
        try {
            slot.parts--;
            slot.position = Math.max(slot.position, position);
            see();
        } finally {
            lock.unlock();
        }
    }

    private boolean finish(Slot slot) {
        lock.lock();
        try {
            slot.parts--;
            finish();
            return slot.parts == 0;
        } finally {
            lock.unlock();
        }
    }

    /// The view has worked off the log of the index up to this position.
    void applied(long position) {
        lock.lock();
        try {
            applied = Math.max(applied, position);
            see();
        } finally {
            lock.unlock();
        }
    }

    /// The number up to which everything is finished.
    long finished() {
        return finished;
    }

    /// The number up to which everything can be seen.
    Height visible() {
        return visible;
    }

    private void finish() {
        Slot first = unfinished.peekFirst();
        while (first != null && first.parts == 0) {
            finished = Math.max(finished, first.cursor);
            unfinished.removeFirst();
            first = unfinished.peekFirst();
        }
    }

    private void see() {
        Slot first = unseen.peekFirst();
        while (first != null && first.parts == 0 && first.position <= applied) {
            visible.raise(first.cursor);
            unseen.removeFirst();
            first = unseen.peekFirst();
        }
    }
}
