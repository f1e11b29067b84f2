package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.truth.Kept;

import java.time.Instant;
import java.util.Optional;

/// Whether a change is news, and what becomes of what was known. What is older never wins: a
/// revision of the repository counts, and where there is none, whether the record was looked at
/// after the last change of it came in.
final class Judgement {
    private Judgement() {}

    /// Whether this may be newer than what is known. The same revision is not: it was seen.
    static boolean news(Optional<IndexRow> known, Optional<String> rev, Instant at) {
        if (known.isEmpty()) {
            return true;
        }
        IndexRow row = known.get();
        if (rev.isEmpty()) {
            return Kept.micros(at) >= row.indexed();
        }
        return row.rev().isEmpty() || rev.get().compareTo(row.rev().get()) > 0;
    }

    /// What is known after a record was put there; empty when that changes nothing.
    ///
    /// @param now microseconds since 1970
    static Optional<IndexRow> put(Optional<IndexRow> known, Change.Put put, Body body, long now) {
        if (!news(known, put.rev(), put.at())) {
            return Optional.empty();
        }
        String cid = put.cid().map(Object::toString).orElse("");
        Optional<IndexRow.Live> before = live(known);
        Optional<String> rev = put.rev().or(() -> known.flatMap(IndexRow::rev));
        long created = before.map(IndexRow.Live::created).orElse(now);
        if (before.isPresent() && same(before.get(), cid, body) && put.rev().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IndexRow.Live(cid, rev, created, now, body));
    }

    /// What is known after a record was deleted; empty when that changes nothing.
    static Optional<IndexRow> delete(Optional<IndexRow> known, Change.Delete delete, long now) {
        if (!news(known, delete.rev(), delete.at())) {
            return Optional.empty();
        }
        Optional<String> rev = delete.rev().or(() -> known.flatMap(IndexRow::rev));
        return Optional.of(new IndexRow.Gone(rev, now));
    }

    /// The row of a record that is there.
    static Optional<IndexRow.Live> live(Optional<IndexRow> known) {
        return known.flatMap(
                row -> row instanceof IndexRow.Live live ? Optional.of(live) : Optional.empty());
    }

    private static boolean same(IndexRow.Live row, String cid, Body body) {
        return row.cid().equals(cid) && row.body().equals(body);
    }
}
