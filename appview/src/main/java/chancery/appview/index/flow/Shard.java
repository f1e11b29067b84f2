package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.kept.RecordName;
import chancery.atproto.sync.AccountStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The one writer of a part of the truth: takes what has been handed in, as much as is there, and
/// makes it durable in one commit. Nothing waits for company.
final class Shard {
    private static final int STEPS_MAX = 1_000;

    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Turn.Parts parts;
    private final Accounts accounts;
    private final Lanes lanes;
    private long position;

    Shard(Turn.Parts parts, Lanes lanes) {
        this.parts = parts;
        this.lanes = lanes;
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
            if (!work.taken().getAsBoolean()) {
                continue;
            }
            for (Step step : work.steps()) {
                if (waits(step, work, turn)) {
                    continue;
                }
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

    /// Whether a change has to wait for its script; readers do not wait with it.
    private boolean waits(Step step, Work work, Turn turn) {
        Optional<RecordName> name = step.name();
        if (work.asking() == Work.Asking.UNASKED || name.isEmpty() || !turn.news(step)) {
            return false;
        }
        Receipt receipt = work.receipt();
        boolean waits =
                lanes.take(
                        new Lane.Item(step, name.get(), work.asking(), receipt, new Lane.Tries()));
        if (waits) {
            receipt.settled(position);
        }
        return waits;
    }

    private void apply(Step step, Turn turn) {
        if (step.change() instanceof Change.Account(var did, var status)) {
            if (status == AccountStatus.DELETED) {
                lanes.drop(did);
            }
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
