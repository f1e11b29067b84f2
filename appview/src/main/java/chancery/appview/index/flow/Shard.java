package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.kept.RecordName;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The one writer of a part of the truth: takes what has been handed in, as much as is there, and
/// makes it durable in one commit. Nothing waits for company.
final class Shard {
    private static final int STEPS_MAX = 1_000;

    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Turn.Parts parts;
    private final Accounts accounts;
    private long position;

    Shard(Turn.Parts parts) {
        this.parts = parts;
        this.accounts = new Accounts(parts.truth());
        this.position = parts.truth().log().tail();
    }

    /// Hands work in; it is done in the order in which it came.
    void submit(Work work) {
        queue.add(work);
    }

    /// Waits for work and does what is there.
    void turn() throws InterruptedException {
        List<Work> works = new ArrayList<>();
        works.add(queue.take());
        int steps = works.getFirst().steps().size();
        Work next = queue.poll();
        while (next != null) {
            works.add(next);
            steps += next.steps().size();
            next = steps < STEPS_MAX ? queue.poll() : null;
        }
        work(works);
    }

    private void work(List<Work> works) {
        List<Receipt> done = new ArrayList<>();
        List<RecordName> names = names(works);
        Turn turn = new Turn(parts, names);
        for (Work work : works) {
            work.taken().run();
            for (Step step : work.steps()) {
                if (turn.full() || step.change() instanceof Change.Account) {
                    commit(turn);
                    turn = new Turn(parts, names);
                }
                apply(step, turn);
                done.add(work.receipt());
            }
        }
        commit(turn);
        for (Receipt receipt : done) {
            receipt.settled(position);
            receipt.finished();
        }
    }

    private void apply(Step step, Turn turn) {
        if (step.change() instanceof Change.Account(var did, var status)) {
            position = Math.max(position, accounts.apply(did, status));
        } else {
            turn.apply(step);
        }
    }

    private void commit(Turn turn) {
        position = Math.max(position, turn.commit());
    }

    private static List<RecordName> names(List<Work> works) {
        return works.stream()
                .flatMap(work -> work.steps().stream())
                .flatMap(step -> step.name().stream())
                .distinct()
                .toList();
    }
}
