package chancery.appview.query;

import static chancery.appview.query.IndexKit.ALICE;
import static chancery.appview.query.IndexKit.GAME;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walking the pages of a list finds each record once, whatever is indexed meanwhile.
final class PagesTest {
    private static final List<RecordOrder> ORDERS =
            List.of(
                    RecordOrder.NEWEST,
                    RecordOrder.TOUCHED,
                    RecordOrder.of(Optional.empty(), Optional.of("asc")),
                    RecordOrder.of(Optional.of("n"), Optional.of("asc")),
                    RecordOrder.of(Optional.of("n"), Optional.of("desc")));

    @Property(tries = 60)
    void findsAllOnce(
            @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> values,
            @ForAll @IntRange(min = 1, max = 7) int size,
            @ForAll @IntRange(max = 4) int order) {
        IndexKit kit = new IndexKit();
        List<String> before = fill(kit, values);

        List<String> seen = walk(kit, size, ORDERS.get(order));

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    private static List<String> fill(IndexKit kit, List<Integer> values) {
        List<String> uris = new ArrayList<>();
        for (int value : values) {
            uris.add(kit.put(ALICE, "k" + uris.size(), value, "{\"n\":" + value + "}"));
        }
        return uris;
    }

    /// Walks all pages; between them one more record is indexed at either end and in the middle.
    private static List<String> walk(IndexKit kit, int size, RecordOrder order) {
        List<String> seen = new ArrayList<>();
        ListRequest request = ListRequest.of(GAME, size).in(order);
        RecordList page = kit.queries().list(request);
        seen.addAll(uris(page));
        for (int i = 0; page.cursor().isPresent(); i++) {
            if (i < 5) {
                kit.put(ALICE, "new" + i, i * 3, "{\"n\":" + (i % 3) * 3 + "}");
            }
            page = kit.queries().list(request.after(page.cursor()));
            seen.addAll(uris(page));
        }
        return seen;
    }

    private static List<String> uris(RecordList page) {
        return page.records().stream().map(StoredRecord::uri).toList();
    }
}
