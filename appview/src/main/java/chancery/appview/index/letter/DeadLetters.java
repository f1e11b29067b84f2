package chancery.appview.index.letter;

import chancery.appview.index.kept.RecordName;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.Tid;
import chancery.atproto.syntax.TidClock;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;
import chancery.store.table.value.UnicodeText;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The dead letters, open and resolved.
public final class DeadLetters {
    private static final int PAGE = 500;
    private static final int ERROR_MAX = 10_000;

    private final KeyValue store;
    private final Shelf<DeadLetter> open;
    private final Shelf<DeadLetter> resolved;
    private final InstantSource clock;
    private final TidClock ids;

    public DeadLetters(KeyValue store, InstantSource clock) {
        Place place = new Place(store, new Partition("appview-letters"), Space.META);
        this.store = store;
        this.open = new Shelf<>(place, "open", DeadLetter.CODEC);
        this.resolved = new Shelf<>(place, "resolved", DeadLetter.CODEC);
        this.clock = clock;
        this.ids = new TidClock(() -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), 0);
    }

    /// Which letters are meant.
    public enum Which {
        OPEN,
        RESOLVED,
        ALL
    }

    /// What failed.
    ///
    /// @param record its JSON; empty for a deletion
    public record Failure(
            RecordName name,
            String action,
            Optional<String> cid,
            Optional<String> record,
            String error,
            int attempts) {}

    /// Keeps a letter.
    public DeadLetter add(Failure failure) {
        Tid id = ids.next();
        DeadLetter letter =
                new DeadLetter(
                        id.value(),
                        failure.name(),
                        failure.action(),
                        failure.cid(),
                        failure.record(),
                        shortened(failure.error()),
                        failure.attempts(),
                        Instant.EPOCH.plus(id.micros(), ChronoUnit.MICROS),
                        Optional.empty());
        open.put(letter.id(), letter);
        return letter;
    }

    /// A letter, open or not.
    public Optional<DeadLetter> find(String id) {
        return open(id).or(() -> resolved.find(id));
    }

    /// A letter that is open.
    public Optional<DeadLetter> open(String id) {
        return open.find(id);
    }

    /// Letters before this moment, the newest first.
    ///
    /// @param collection empty for all
    public List<DeadLetter> page(
            Which which, Optional<Nsid> collection, Optional<Instant> before, int max) {
        List<DeadLetter> page = new ArrayList<>();
        if (which != Which.RESOLVED) {
            page.addAll(page(open, collection, before, max));
        }
        if (which != Which.OPEN) {
            page.addAll(page(resolved, collection, before, max));
        }
        page.sort(Comparator.comparing(DeadLetter::id).reversed());
        return page.subList(0, Math.min(max, page.size()));
    }

    private static List<DeadLetter> page(
            Shelf<DeadLetter> shelf, Optional<Nsid> collection, Optional<Instant> before, int max) {
        List<DeadLetter> page = new ArrayList<>();
        String from = before.map(DeadLetters::id).orElse("");
        while (page.size() < max) {
            List<Shelf.Entry<DeadLetter>> rows = shelf.last(from, PAGE);
            for (Shelf.Entry<DeadLetter> entry : rows) {
                if (page.size() < max && of(entry.row(), collection)) {
                    page.add(entry.row());
                }
            }
            if (rows.size() < PAGE) {
                break;
            }
            from = rows.getLast().id();
        }
        return page;
    }

    /// How many there are.
    public long count(Which which) {
        return switch (which) {
            case OPEN -> count(open);
            case RESOLVED -> count(resolved);
            case ALL -> count(open) + count(resolved);
        };
    }

    private static long count(Shelf<DeadLetter> shelf) {
        long count = 0;
        List<Shelf.Entry<DeadLetter>> rows = shelf.page("", PAGE);
        while (!rows.isEmpty()) {
            count += rows.size();
            rows = shelf.page(rows.getLast().id(), PAGE);
        }
        return count;
    }

    /// Notes one more failure of a letter.
    public void failed(DeadLetter letter, String error) {
        open.update(letter.id(), now -> now.failed(shortened(error), 1));
    }

    /// Resolves a letter; whether it was open.
    public boolean resolve(String id) {
        Optional<DeadLetter> letter = open(id);
        letter.ifPresent(
                was -> {
                    Batch batch = new Batch();
                    open.delete(batch, id);
                    resolved.put(batch, id, was.resolved(clock.instant()));
                    store.commit(batch);
                });
        return letter.isPresent();
    }

    private static boolean of(DeadLetter letter, Optional<Nsid> collection) {
        return collection.isEmpty() || letter.name().path().collection().equals(collection.get());
    }

    private static String id(Instant moment) {
        return Tid.of(ChronoUnit.MICROS.between(Instant.EPOCH, moment), 0).value();
    }

    private static String shortened(String error) {
        String head = UnicodeText.head(error, ERROR_MAX);
        return new String(head.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
