package chancery.appview.index.view;

import chancery.appview.index.kept.Bodies;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.IndexTruth.Entry;
import chancery.appview.index.kept.Mark;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.view.Chunks.Earlier;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.Repositories;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps the tables equal to the truth. Each mark makes the rows equal to the truth as it is now,
/// so that marks may be worked off twice, and a newer truth than that of the mark does no harm.
/// For one thread.
public final class View {
    /// The cursor in the tables: a position in the log of the index.
    public static final String CURSOR = "index";

    private static final int PAGE = 1_000;

    private final Tables tables;
    private final IndexTruth truth;
    private final Projection projection;

    public View(
            Tables tables,
            IndexTruth truth,
            Repositories repositories,
            Bodies bodies,
            AppViewLimits.Indexing limits) {
        this.tables = tables;
        this.truth = truth;
        this.projection = new Projection(repositories, bodies, limits);
    }

    /// Makes the tables ready to follow the log: as they are, or anew from the truth when they
    /// were lost or have missed a part of it.
    ///
    /// @return the position from which on the log has to be worked off
    public long open() {
        OptionalLong cursor = tables.cursor(CURSOR);
        long tail = truth.log().tail();
        if (cursor.isEmpty() || cursor.getAsLong() < truth.trimmed()) {
            return rebuild(tail);
        }
        if (cursor.getAsLong() > tail) {
            // The store is older than the tables: it was restored.
            tables.clear();
            return rebuild(tail);
        }
        return cursor.getAsLong();
    }

    /// The truth at this position or later: what came after it is worked off again.
    private long rebuild(long position) {
        Chunks chunks = new Chunks(tables);
        chunks.removeWhere(Filter.all(), Filter.all());
        for (int shard = 0; shard < IndexTruth.SHARDS; shard++) {
            Optional<RecordName> after = Optional.empty();
            do {
                List<Entry> page = truth.page(shard, after, PAGE);
                add(page, chunks);
                after = last(page);
            } while (after.isPresent());
        }
        chunks.end(OptionalLong.of(position));
        return position;
    }

    /// Works off marks of the log.
    ///
    /// @param position of the last of them
    public void apply(List<Mark> marks, long position) {
        Chunks chunks = new Chunks(tables);
        accounts(marks).forEach(did -> apply(did, chunks));
        List<Map.Entry<RecordName, Mark.Kind>> records = List.copyOf(records(marks).entrySet());
        for (int from = 0; from < records.size(); from += PAGE) {
            apply(records.subList(from, Math.min(records.size(), from + PAGE)), chunks);
        }
        chunks.end(OptionalLong.of(position));
    }

    private static Set<Did> accounts(List<Mark> marks) {
        Set<Did> accounts = new LinkedHashSet<>();
        for (Mark mark : marks) {
            switch (mark.kind()) {
                case ACCOUNT -> accounts.add(Did.parse(mark.text()));
                case RECORD, NEW_RECORD -> {}
            }
        }
        return accounts;
    }

    /// Each record once. One that has two marks may have an earlier version in the tables.
    private static Map<RecordName, Mark.Kind> records(List<Mark> marks) {
        Map<RecordName, Mark.Kind> records = new LinkedHashMap<>();
        for (Mark mark : marks) {
            switch (mark.kind()) {
                case RECORD, NEW_RECORD ->
                        records.merge(
                                RecordName.parse(mark.text()),
                                mark.kind(),
                                (_, _) -> Mark.Kind.RECORD);
                case ACCOUNT -> {}
            }
        }
        return records;
    }

    /// Shows all records of an account, or none.
    private void apply(Did did, Chunks chunks) {
        String prefix = "at://" + did.value() + "/";
        chunks.removeWhere(
                Filter.eq("did", did.value()), new Filter.Prefix(Field.of("source_uri"), prefix));
        Optional<RecordName> after = Optional.empty();
        do {
            List<Entry> page = truth.page(did, after, PAGE);
            add(page, chunks);
            after = last(page);
        } while (after.isPresent());
    }

    /// Adds records of which the tables have none.
    private void add(List<Entry> page, Chunks chunks) {
        Map<Did, AccountStatus> hidden = hidden(page.stream().map(Entry::name).toList());
        for (Entry entry : page) {
            if (!hidden.containsKey(entry.name().did())) {
                projection
                        .of(entry.name(), entry.row())
                        .ifPresent(s -> chunks.show(entry.name().uri(), s, Earlier.NONE));
            }
        }
    }

    private void apply(List<Map.Entry<RecordName, Mark.Kind>> marked, Chunks chunks) {
        List<RecordName> names = marked.stream().map(Map.Entry::getKey).toList();
        Map<RecordName, IndexRow> rows = truth.rows(names);
        Map<Did, AccountStatus> hidden = hidden(names);
        for (Map.Entry<RecordName, Mark.Kind> entry : marked) {
            RecordName name = entry.getKey();
            Optional<Shown> shown =
                    Optional.ofNullable(hidden.containsKey(name.did()) ? null : rows.get(name))
                            .flatMap(row -> projection.of(name, row));
            if (shown.isPresent()) {
                chunks.show(name.uri(), shown.get(), earlier(entry.getValue()));
            } else {
                chunks.remove(name.uri());
            }
        }
    }

    private static Earlier earlier(Mark.Kind kind) {
        return kind == Mark.Kind.NEW_RECORD ? Earlier.NONE : Earlier.POSSIBLE;
    }

    private Map<Did, AccountStatus> hidden(Collection<RecordName> names) {
        Set<Did> dids = names.stream().map(RecordName::did).collect(Collectors.toSet());
        return truth.hidden(dids);
    }

    private static Optional<RecordName> last(List<Entry> page) {
        return page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().name());
    }

    /// Entries of the log as marks.
    public static List<Mark> marks(List<byte[]> entries) {
        List<Mark> marks = new ArrayList<>();
        entries.forEach(entry -> marks.addAll(Mark.decode(entry)));
        return marks;
    }
}
