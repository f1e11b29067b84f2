package chancery.appview.label;

import chancery.appview.event.Events;
import chancery.appview.label.Subscription.Stage;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Websockets;
import chancery.atproto.syntax.Did;
import chancery.store.KeyValue;
import chancery.store.table.Tables;
import chancery.web.Refusal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Whose labels are wanted here. Those that are active wait in a queue for the background loops,
/// which follow each for a moment in turn.
public final class Labelers implements AutoCloseable {
    private static final int STATUS_MAX = 64;
    private static final int DID_MAX = 1_024;

    private final LabelTruth truth;
    private final Labels labels;
    private final Labeler.Ports ports;
    private final InstantSource clock;
    private final AppViewLimits.Network limits;
    private final Map<Did, Labeler> followed = new ConcurrentHashMap<>();
    private final BlockingQueue<Labeler> waiting = new LinkedBlockingQueue<>();

    /// How labelers are reached, and what is asked about what they say.
    ///
    /// @param nanos a clock for durations
    public record Network(
            Websockets sockets, DidResolver dids, LabelScripts scripts, LongSupplier nanos) {}

    /// A subscription and how far its labeler was heard.
    public record Heard(Subscription subscription, long cursor) {}

    /// Reads the subscriptions, and makes the rows of labels whole.
    public Labelers(
            KeyValue store,
            Tables tables,
            Network network,
            Events events,
            InstantSource clock,
            AppViewLimits.Network limits) {
        this.truth = new LabelTruth(store);
        this.labels = new Labels(truth, tables, clock);
        this.ports = new Labeler.Ports(network, truth, labels, events);
        this.clock = clock;
        this.limits = limits;
        for (Subscription row : truth.subscriptions().all()) {
            if (row.stage() == Stage.GOING) {
                finish(row.did());
            } else {
                follow(row);
            }
        }
    }

    /// The labels they gave.
    public Labels labels() {
        return labels;
    }

    /// Follows a labeler; one that was paused is followed again.
    ///
    /// @throws Refusal when there are as many as are allowed
    public synchronized void add(Did did) {
        if (setStatus(did, Subscription.ACTIVE)) {
            return;
        }
        List<Subscription> rows = truth.subscriptions().all();
        if (rows.size() >= limits.labelers().countMax() || did.value().length() > DID_MAX) {
            throw new Refusal(Refusal.Kind.CONFLICT, "", "too many labelers");
        }
        Instant now = clock.instant();
        Subscription row = new Subscription(did, Subscription.ACTIVE, Stage.KEPT, now, now);
        truth.subscriptions().put(did.value(), row);
        follow(row);
    }

    /// All, the oldest first.
    public List<Heard> list() {
        return truth.subscriptions().all().stream()
                .filter(row -> row.stage() == Stage.KEPT)
                .sorted(
                        Comparator.comparing(Subscription::createdAt)
                                .thenComparing(row -> row.did().value()))
                .map(row -> new Heard(row, truth.cursor(row.did())))
                .toList();
    }

    /// Follows a labeler, or pauses it with any other status; whether there is one.
    ///
    /// @throws Refusal when that cannot be a status
    public synchronized boolean setStatus(Did did, String status) {
        if (status.isEmpty() || status.length() > STATUS_MAX) {
            throw new Refusal(Refusal.Kind.INVALID, "", "status must have 1 to 64 characters");
        }
        Optional<Subscription> row =
                truth.subscriptions()
                        .update(did.value(), kept -> kept.with(status, clock.instant()));
        row.ifPresent(this::follow);
        return row.isPresent();
    }

    /// Ends a subscription and drops all labels of the labeler; whether there was one.
    public synchronized boolean remove(Did did) {
        Optional<Subscription> row =
                truth.subscriptions().update(did.value(), kept -> kept.going(clock.instant()));
        if (row.isEmpty()) {
            return false;
        }
        follow(row.get());
        finish(did);
        return true;
    }

    private void finish(Did did) {
        labels.drop(did);
        truth.forget(did);
        truth.subscriptions().remove(did.value());
    }

    /// From now on as this row says. What was under way under another one ends without effect,
    /// because the row is a condition of every write.
    private void follow(Subscription row) {
        Labeler before = followed.remove(row.did());
        if (before != null) {
            before.stop();
        }
        if (row.active()) {
            Labeler next = new Labeler(row, ports, limits);
            followed.put(row.did(), next);
            waiting.add(next);
        }
    }

    /// One turn of a background loop: follows one labeler for a moment. Any number of loops may
    /// take turns.
    public void turn() throws InterruptedException {
        Labeler next = waiting.poll(1, TimeUnit.SECONDS);
        if (next == null) {
            return;
        }
        boolean done = false;
        try {
            if (!next.stopped()) {
                next.turn();
            }
            done = true;
        } finally {
            if (next.stopped()) {
                next.close();
            } else if (done) {
                waiting.add(next);
            } else {
                next.close();
                waiting.add(next);
            }
        }
    }

    /// Ends all streams; the background loops have stopped before.
    @Override
    public void close() {
        waiting.forEach(Labeler::close);
    }
}
