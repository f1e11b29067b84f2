package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.value.Cell;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Looking for text in the strings of records.
public abstract class SearchContract extends TablesContract {
    @Test
    void ordersEqualThenPrefixThenOtherEachByText() {
        title("at://1", "a cat here");
        title("at://2", "Catalog");
        title("at://3", "CAT");
        title("at://4", "the Cat");
        title("at://5", "cat food");
        title("at://6", "dog");

        assertThat(search("cat")).containsExactly("at://3", "at://5", "at://2", "at://1", "at://4");
        assertThat(search("ca")).containsExactly("at://3", "at://5", "at://2", "at://1", "at://4");
    }

    @Test
    void takesWildcardsAsTheyStand() {
        title("at://1", "100% sure");
        title("at://2", "100 percent");
        title("at://3", "a_b_c");
        title("at://4", "axbxc");

        assertThat(search("00%")).containsExactly("at://1");
        assertThat(search("%")).containsExactly("at://1");
        assertThat(search("a_b_")).containsExactly("at://3");
        assertThat(search("_")).containsExactly("at://3");
    }

    @Test
    void findsTextWithQuotesAndOperatorsInIt() {
        title("at://1", "say \\\"AND\\\" or NOT (a*b)");

        assertThat(search("\"and\"")).containsExactly("at://1");
        assertThat(search("NOT (")).containsExactly("at://1");
        assertThat(search("a*b")).containsExactly("at://1");
    }

    @Test
    void looksInTheOneFieldAlone() {
        record("at://1", "c", "{\"title\":\"dog\",\"text\":\"the cat\"}", 1);
        record("at://2", "c", "{\"title\":\"cat\",\"text\":\"a dog\"}", 1);
        record("at://3", "c", "{\"title\":5,\"sub\":{\"title\":\"cat\"}}", 1);

        assertThat(search("cat")).containsExactly("at://2");
        assertThat(search(Field.path("record", "sub", "title"), "cat")).containsExactly("at://3");
        assertThat(search(Field.of("uri"), "//3")).containsExactly("at://3");
    }

    @Test
    void foldsBeyondAscii() {
        title("at://1", "Ökologie in ΑΘΉΝΑ");
        title("at://2", "STRASSE \uD801\uDC00\uD801\uDC01\uD801\uDC02");

        assertThat(search("öko")).containsExactly("at://1");
        assertThat(search("αθή")).containsExactly("at://1");
        assertThat(search("\uD801\uDC28\uD801\uDC29\uD801\uDC2A")).containsExactly("at://2");
        assertThat(search("日")).isEmpty();
    }

    @Test
    void findsBeforeAndBehindAZero() {
        record("at://1", "c", "{\"title\":\"hello\\u0000world\",\"x\":\"tail\"}", 1);

        assertThat(search("hello")).containsExactly("at://1");
        assertThat(search("world")).containsExactly("at://1");
        assertThat(search("o\0w")).containsExactly("at://1");
        assertThat(search("o w")).isEmpty();
        assertThat(search(Field.path("record", "x"), "tail")).containsExactly("at://1");
    }

    @Test
    void searchesNamesThatBeginWithADollar() {
        record("at://1", "c", "{\"$type\":\"app.example.post\"}", 1);

        assertThat(search(Field.path("record", "$type"), "example")).containsExactly("at://1");
    }

    @Test
    void findsWhatTheLastChangeOfABatchLeft() {
        TableBatch batch = new TableBatch();
        for (String title : List.of("first cat", "second cat")) {
            Cell json = Cell.json("{\"title\":\"" + title + "\"}");
            batch.upsert("records", Cell.of("at://1"), Cell.of("c"), json, Cell.of(1));
            batch.upsert("records", Cell.of("at://2"), Cell.of("c"), json, Cell.of(1));
            batch.upsert("records", Cell.of("at://3"), Cell.of("d"), json, Cell.of(1));
        }
        batch.delete("records", RowKey.of("at://2"));
        batch.deleteWhere("records", Filter.eq("collection", "d"));

        tables().apply(batch);

        assertThat(search("cat")).containsExactly("at://1");
        assertThat(search("first")).isEmpty();
    }

    @Test
    void searchesAmongWhatPassesTheFilter() {
        record("at://1", "c", "{\"title\":\"cat\"}", 1);
        record("at://2", "d", "{\"title\":\"cat\"}", 1);
        Search search = new Search("records", Filter.eq("collection", "d"), title(), "cat", 5);

        assertThat(uris(tables().search(search))).containsExactly("at://2");
    }

    @Test
    void givesTheBestUpToTheLimit() {
        for (int i = 0; i < 10; i++) {
            title("at://" + i, "cat " + (9 - i));
        }

        assertThat(uris(tables().search(new Search("records", Filter.all(), title(), "cat", 2))))
                .containsExactly("at://9", "at://8");
    }

    @Test
    void forgetsWhatWasReplacedOrDeleted() {
        title("at://1", "first cat");
        title("at://2", "second cat");
        title("at://3", "third cat");

        title("at://1", "a dog");
        tables().apply(new TableBatch().delete("records", RowKey.of("at://2")));
        tables().apply(new TableBatch().deleteWhere("records", Filter.eq("uri", "at://3")));

        assertThat(search("cat")).isEmpty();
        assertThat(search("dog")).containsExactly("at://1");
    }

    @Test
    void looksAsFarIntoAStringAsAllowed() {
        int far = LIMITS.searchUnits();
        title("at://1", "x".repeat(far - 3) + "cat");
        title("at://2", "x".repeat(far - 2) + "cat");

        assertThat(search("cat")).containsExactly("at://1");
        assertThat(search("ca")).containsExactly("at://1", "at://2");
    }

    private void title(String uri, String title) {
        record(uri, "c", "{\"title\":\"" + title + "\"}", 1);
    }

    private static Field title() {
        return Field.path("record", "title");
    }

    private List<String> search(String text) {
        return search(title(), text);
    }

    private List<String> search(Field field, String text) {
        return uris(tables().search(new Search("records", Filter.all(), field, text, 20)));
    }
}
