package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnTable;
import chancery.store.column.ColumnsBrokenException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// How far a table has come, between the one who fills it and those who ask. The table is *sound*
/// at a position when it holds what the stream held then: records that are changed twice while a
/// large backlog is taken in piece by piece are missing from it in between.
final class Standing {
    private static final long NOWHERE = -1;

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private Optional<ColumnTable> table = Optional.empty();
    private long position = NOWHERE;
    private long base;
    private long sound = NOWHERE;
    private long next = NOWHERE;
    private boolean complete;
    private long unsettled;
    private int readers;
    private int waiting;
    private Optional<ColumnsBrokenException> failure = Optional.empty();

    /// @param nanos a clock for durations
    Standing(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// A table that was sound at a position, and how often it had become unsound before.
    private record Entered(ColumnTable table, long position, long unsettled) {}

    /// A table that is about to be filled or to follow.
    ///
    /// @param position that it has reached
    /// @param base of the log up to which nothing need be known of it, because the table was begun
    ///     then
    void open(ColumnTable opened, long position, long base) {
        locked(
                () -> {
                    table = Optional.of(opened);
                    this.position = position;
                    this.base = base;
                    unsound();
                    complete = false;
                });
    }

    /// There is no table any more.
    void lose() {
        locked(this::forget);
    }

    private void forget() {
        table = Optional.empty();
        unsound();
        complete = false;
        failure = Optional.empty();
    }

    private void unsound() {
        sound = NOWHERE;
        next = NOWHERE;
        unsettled++;
    }

    /// The same, and nobody reads it any more when this comes back.
    void retire() throws InterruptedException {
        lock.lock();
        try {
            forget();
            while (readers > 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Something is about to be applied after which the table is not sound.
    void unsettle() {
        locked(this::unsound);
    }

    /// Something is about to be applied after which the table is sound, if it was before.
    void settle(long at) {
        locked(() -> next = at);
    }

    /// The table has come to a position.
    void reach(long at) {
        locked(
                () -> {
                    position = at;
                    if (next == at) {
                        sound = at;
                        complete = true;
                    }
                    next = NOWHERE;
                    changed.signalAll();
                });
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /// The position that the table has reached.
    long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /// Up to where of the log nothing is needed any more; nothing is known without a table.
    Optional<Long> needless() {
        lock.lock();
        try {
            return table.map(_ -> Math.max(position, base));
        } finally {
            lock.unlock();
        }
    }

    /// By how many requests the table is behind; one that is filled for the first time, or not
    /// there, is behind nothing.
    long behind(long tail) {
        lock.lock();
        try {
            return table.isEmpty() || position < base ? 0 : Math.max(0, tail - position);
        } finally {
            lock.unlock();
        }
    }

    /// Whether the table was sound once since it was opened, and can be asked.
    boolean complete() {
        lock.lock();
        try {
            return complete;
        } finally {
            lock.unlock();
        }
    }

    /// What is asked of a table.
    interface Questions<T> {
        T of(ColumnReader reader, Conditions conditions);
    }

    /// What is asked of a table that may be behind.
    interface SoonQuestions<T> {
        /// @param position that the table has reached, or passed
        Optional<T> of(long position, ColumnReader reader, Conditions conditions);
    }

    /// Asks the table as it is now.
    ///
    /// @return nothing when it is not sound, or when there is no answer
    <T> Optional<T> askSoon(SoonQuestions<T> questions) {
        return now().flatMap(
                        entered ->
                                asked(
                                        entered,
                                        this::quickly,
                                        (reader, conditions) ->
                                                questions.of(
                                                        entered.position(), reader, conditions)))
                .flatMap(answer -> answer);
    }

    private Optional<Entered> now() {
        lock.lock();
        try {
            return sound == NOWHERE ? Optional.empty() : entered();
        } finally {
            lock.unlock();
        }
    }

    /// Asks the table once it is sound at a position, or at a later one.
    ///
    /// @return nothing when it is not so in time
    <T> Optional<T> ask(long target, Duration time, Questions<T> questions)
            throws InterruptedException {
        long end = nanos.getAsLong() + time.toNanos();
        Optional<Entered> first = enter(target, end);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> quick = asked(first.get(), this::quickly, questions);
        return quick.isPresent() ? quick : askCarefully(target, time, questions);
    }

    /// The same of a question that was asked once, however long that took.
    private <T> Optional<T> askCarefully(long target, Duration time, Questions<T> questions)
            throws InterruptedException {
        long end = nanos.getAsLong() + time.toNanos();
        while (true) {
            Optional<Entered> entered = enter(target, end);
            if (entered.isEmpty()) {
                return Optional.empty();
            }
            Optional<T> answer = asked(entered.get(), this::carefully, questions);
            if (answer.isPresent() || nanos.getAsLong() >= end) {
                return answer;
            }
        }
    }

    /// Waits until something is so that the progress of the table makes so.
    ///
    /// @return whether it was so in time
    boolean await(BooleanSupplier state, Duration time) throws InterruptedException {
        lock.lock();
        try {
            waiting++;
            long left = time.toNanos();
            while (!state.getAsBoolean() && left > 0) {
                wanted.signalAll();
                left = changed.awaitNanos(left);
            }
            return state.getAsBoolean();
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /// Lets changes gather for a while, unless somebody waits for them or comes to do so.
    void gather(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (waiting == 0 && left > 0) {
                left = wanted.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entered> enter(long target, long end) throws InterruptedException {
        lock.lock();
        try {
            awaitSound(target, end);
            if (sound < target || table.isEmpty()) {
                return Optional.empty();
            }
            return entered();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entered> entered() {
        readers++;
        return table.map(opened -> new Entered(opened, sound, unsettled));
    }

    private void awaitSound(long target, long end) throws InterruptedException {
        waiting++;
        try {
            long left = end - nanos.getAsLong();
            while (sound < target && left > 0) {
                wanted.signalAll();
                left = changed.awaitNanos(left);
            }
        } finally {
            waiting--;
        }
    }

    /// A way to ask; nothing when the table may have been read unsound.
    private interface Way {
        <T> Optional<T> ask(Entered entered, Function<ColumnReader, T> question);
    }

    /// Nothing when the table became unsound meanwhile.
    private <T> Optional<T> quickly(Entered entered, Function<ColumnReader, T> question) {
        T answer = entered.table().read(question);
        return isSound(entered) ? Optional.of(answer) : Optional.empty();
    }

    /// Looks first at which moment is read, for one question more: a long question that runs while
    /// much is taken in is answered so.
    private <T> Optional<T> carefully(Entered entered, Function<ColumnReader, T> question) {
        return entered.table()
                .read(
                        reader ->
                                isSound(reader)
                                        ? Optional.of(question.apply(reader))
                                        : Optional.empty());
    }

    private <T> Optional<T> asked(Entered entered, Way way, Questions<T> questions) {
        ColumnTable asked = entered.table();
        try {
            Conditions conditions =
                    new Conditions(
                            asked.columns().stream().map(Column::name).collect(Collectors.toSet()));
            return way.ask(entered, reader -> questions.of(reader, conditions));
        } catch (ColumnsBrokenException broken) {
            locked(() -> failed(asked, broken));
            throw broken;
        } finally {
            locked(
                    () -> {
                        readers--;
                        changed.signalAll();
                    });
        }
    }

    private boolean isSound(Entered entered) {
        lock.lock();
        try {
            return unsettled == entered.unsettled();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSound(ColumnReader reader) {
        long seen = reader.cursor().orElse(0);
        lock.lock();
        try {
            return sound != NOWHERE && (seen == sound || seen == next);
        } finally {
            lock.unlock();
        }
    }

    private void failed(ColumnTable entered, ColumnsBrokenException broken) {
        if (table.filter(now -> now == entered).isPresent()) {
            failure = Optional.of(broken);
        }
    }

    /// What somebody who asked the table met.
    Optional<ColumnsBrokenException> failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
