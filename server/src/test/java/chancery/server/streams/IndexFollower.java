package chancery.server.streams;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Tables;
import chancery.streams.fault.Fault;
import chancery.streams.indexed.IndexedFeed;
import chancery.streams.indexed.IndexedStream;
import chancery.streams.indexed.RecordType;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.query.Filter;
import chancery.streams.sign.Signer;
import chancery.streams.sync.News;
import chancery.streams.sync.SyncCursor;
import chancery.streams.sync.SyncPage;
import chancery.streams.sync.SyncReader;
import chancery.streams.truth.Status;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Somebody who keeps a copy of the notes of an index by reading their changes, and begins anew
/// when told to.
final class IndexFollower {
    private static final RecordType NOTE =
            new RecordType(IndexHistory.NOTE, Map.of("n", PropertyType.of(TypeKind.INT64)), 0, 0);
    private static final InstantSource CLOCK = () -> Instant.parse("2026-01-02T00:00:00Z");

    private final IndexedStream stream = IndexedStream.of(NOTE).orElseThrow();
    private final SyncReader reader =
            new SyncReader(
                    new Signer(new byte[Signer.KEY_BYTES]),
                    StreamsLimits.Reads.STANDARD,
                    CLOCK,
                    System::nanoTime);
    private final Map<String, String> copy = new TreeMap<>();
    private Optional<String> cursor = Optional.empty();
    private int begun;

    Map<String, String> copy() {
        return copy;
    }

    /// How often it had to begin.
    int begun() {
        return begun;
    }

    private IndexedFeed feed(Tables tables) {
        return new IndexedFeed(new IndexChanges(tables), new ProjectName("dev"), stream);
    }

    /// Reads one page.
    SyncPage page(Tables tables, int limit) {
        IndexedFeed feed = feed(tables);
        SyncPage page;
        try {
            page = page(feed, limit);
        } catch (Fault expired) {
            assertThat(expired.text()).contains("begin again with initializeCursor");
            cursor = Optional.empty();
            page = page(feed, limit);
        }
        page.changes().forEach(this::take);
        cursor = Optional.of(page.next());
        return page;
    }

    private SyncPage page(IndexedFeed feed, int limit) {
        if (cursor.isEmpty()) {
            copy.clear();
            begun++;
        }
        SyncCursor from = reader.begin(feed, cursor, Optional.of("9999d-ago"));
        return reader.page(feed, from, Filter.All.ALL, limit, _ -> 1);
    }

    private void take(News news) {
        String name = news.record().id().externalId();
        if (news.status() == Status.DELETED) {
            assertThat(news.record().content().sources()).isEmpty();
            copy.remove(name);
        } else {
            Datum number =
                    news.record()
                            .content()
                            .find(stream.container().definition().id(), "n")
                            .orElseThrow();
            copy.put(name, Long.toString(((Datum.Whole) number).value()));
        }
    }

    /// Reads to the end; what was told.
    List<News> all(Tables tables, int limit) {
        List<News> told = new ArrayList<>();
        boolean more = true;
        while (more) {
            SyncPage page = page(tables, limit);
            told.addAll(page.changes());
            more = page.more();
        }
        return told;
    }
}
