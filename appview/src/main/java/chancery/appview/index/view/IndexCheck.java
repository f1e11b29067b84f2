package chancery.appview.index.view;

import chancery.appview.index.kept.Bodies;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.IndexTruth.Entry;
import chancery.appview.index.kept.Mark;
import chancery.appview.index.kept.RecordName;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.Repositories;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.Log;
import chancery.store.table.Filter;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Compares the tables with what a rebuild would write, row for row: from the truth, and from the
/// repositories here for what lies there alone. What is still on its way is left aside. Reads
/// alone.
public final class IndexCheck {
    private static final int PAGE = 1_000;
    private static final int FAULTS_MAX = 1_000;

    private final Tables tables;
    private final IndexTruth truth;
    private final Projection projection;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> pending;
    private long records;
    private long links;

    /// @param coming names of records and accounts of which feeds have something to say that is
    ///     not in the truth yet
    public IndexCheck(
            Tables tables,
            IndexTruth truth,
            Repositories repositories,
            AppViewLimits.Indexing limits,
            Set<String> coming) {
        this.tables = tables;
        this.truth = truth;
        this.projection = new Projection(repositories, new Bodies(0), limits);
        this.pending = new HashSet<>(coming);
    }

    /// What was found.
    ///
    /// @param records that were compared
    /// @param links that were compared
    /// @param faults what is wrong, a line each; empty when the tables are right, or will be made
    ///     anew anyway
    public record Result(long records, long links, List<String> faults) {}

    /// Compares everything.
    public Result run() {
        OptionalLong cursor = tables.cursor(View.CURSOR);
        if (cursor.isEmpty() || cursor.getAsLong() < truth.trimmed()) {
            return new Result(0, 0, List.of());
        }
        collect(cursor.getAsLong());
        for (int shard = 0; shard < IndexTruth.SHARDS; shard++) {
            Optional<RecordName> after = Optional.empty();
            do {
                List<Entry> page = truth.page(shard, after, PAGE);
                compare(page);
                after = page.size() < PAGE ? Optional.empty() : last(page);
            } while (after.isPresent());
        }
        walk(Shown.RECORDS, row -> known(row.text("uri")));
        walk(Shown.REFS, row -> shown(row.text("source_uri")));
        return new Result(records, links, List.copyOf(faults));
    }

    private static Optional<RecordName> last(List<Entry> page) {
        return Optional.of(page.getLast().name());
    }

    /// Collects the names of what the tables have yet to work off.
    private void collect(long from) {
        long at = from;
        List<Log.Entry> entries = truth.log().after(at, PAGE, Long.MAX_VALUE);
        while (!entries.isEmpty()) {
            for (Mark mark : View.marks(entries.stream().map(Log.Entry::value).toList())) {
                pending.add(mark.text());
            }
            at = entries.getLast().position();
            entries = truth.log().after(at, PAGE, Long.MAX_VALUE);
        }
    }

    private boolean waits(RecordName name) {
        return pending.contains(name.text()) || pending.contains(name.did().value());
    }

    private void compare(List<Entry> page) {
        Set<Did> dids = page.stream().map(e -> e.name().did()).collect(Collectors.toSet());
        Map<Did, AccountStatus> hidden = truth.hidden(dids);
        for (Entry entry : page) {
            RecordName name = entry.name();
            if (!waits(name)) {
                Optional<Shown> expected =
                        hidden.containsKey(name.did())
                                ? Optional.empty()
                                : projection.of(name, entry.row());
                compare(name.uri(), expected);
                if (!hidden.containsKey(name.did())) {
                    version(name, entry.row(), expected);
                }
            }
        }
    }

    /// What is known to be there is, in the version that is known.
    private void version(RecordName name, IndexRow row, Optional<Shown> there) {
        if (row instanceof IndexRow.Live live
                && there.filter(shown -> shown.cid().equals(live.cid())).isEmpty()) {
            fault(name.uri() + " is not in its repository, or in another version");
        }
    }

    private void compare(String uri, Optional<Shown> expected) {
        Optional<Row> row = tables.get(Shown.RECORDS, RowKey.of(uri));
        if (expected.isEmpty()) {
            row.ifPresent(_ -> fault(uri + " is shown and should not be"));
            return;
        }
        if (row.isEmpty()) {
            fault(uri + " is not shown");
        } else if (!expected.get().shownBy(row.get())) {
            fault(uri + " is shown as something else");
        }
        Set<List<Cell>> references = new HashSet<>();
        Filter own = Filter.eq("source_uri", uri);
        walk(Query.of(Shown.REFS, PAGE).where(own), link -> references.add(link.cells()));
        if (!references.equals(Set.copyOf(expected.get().references()))) {
            fault(uri + " has other links");
        }
    }

    private void known(String uri) {
        records++;
        RecordName name = RecordName.parse(uri.substring("at://".length()));
        boolean there = truth.row(name).filter(IndexRow.Live.class::isInstance).isPresent();
        if (!there && !waits(name)) {
            fault(uri + " is shown and not known");
        }
    }

    private void shown(String uri) {
        links++;
        boolean there = tables.get(Shown.RECORDS, RowKey.of(uri)).isPresent();
        if (!there && !waits(RecordName.parse(uri.substring("at://".length())))) {
            fault(uri + " has links and is not shown");
        }
    }

    private void walk(String table, Consumer<Row> each) {
        walk(Query.of(table, PAGE), each);
    }

    private void walk(Query all, Consumer<Row> each) {
        Page page = tables.list(all);
        page.rows().forEach(each);
        Optional<Position> next = page.next();
        while (next.isPresent()) {
            page = tables.list(all.after(next.get()));
            page.rows().forEach(each);
            next = page.next();
        }
    }

    private void fault(String text) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(text);
        }
    }
}
