package chancery.appview.query;

import static chancery.appview.query.IndexKit.ALICE;
import static chancery.appview.query.IndexKit.BOB;
import static chancery.appview.query.IndexKit.GAME;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.json.Json;
import chancery.appview.json.JsonTree;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.table.Filter;
import chancery.store.table.RawAnswer;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

final class RecordQueriesTest {
    private final IndexKit kit = new IndexKit();
    private final RecordQueries queries = kit.queries();

    private List<String> uris(RecordList list) {
        return list.records().stream().map(StoredRecord::uri).toList();
    }

    private RecordList sorted(String field, String direction, long limit, String cursor) {
        return queries.list(
                ListRequest.of(GAME, limit)
                        .in(RecordOrder.of(Optional.of(field), Optional.of(direction)))
                        .after(Optional.of(cursor)));
    }

    private List<String> filtered(Filter filter) {
        return uris(queries.list(ListRequest.of(GAME, 100).where(filter)));
    }

    @Test
    void findsARecordWithItsUri() {
        String uri = kit.put(ALICE, "1", 1, "{\"title\":\"Go\",\"uri\":\"its own\"}");

        StoredRecord found = queries.get(uri).orElseThrow();

        assertThat(found.tree().write()).isEqualTo("{\"title\":\"Go\",\"uri\":\"" + uri + "\"}");
        JsonTree fed = new JsonTree();
        found.feed(fed);
        assertThat(fed.value()).isEqualTo(found.tree());
        assertThat(queries.get(uri + "x")).isEmpty();
    }

    @Test
    void addsTheUriToTheOutermostObjectAlone() {
        String uri = kit.put(ALICE, "1", 1, "{\"a\":{\"b\":[{}]}}");
        JsonTree fed = new JsonTree();

        queries.get(uri).orElseThrow().feed(fed);

        assertThat(((Json.Members) fed.value()).write())
                .isEqualTo("{\"a\":{\"b\":[{}]},\"uri\":\"" + uri + "\"}");
    }

    @Test
    void listsTheNewestFirst() {
        String first = kit.put(ALICE, "1", 1, "{}");
        String third = kit.put(ALICE, "2", 3, "{}");
        String second = kit.put(BOB, "3", 2, "{}");
        kit.put("com.example.other", ALICE, "4", 4, "{}");

        assertThat(uris(queries.list(ListRequest.of(GAME, 20))))
                .containsExactly(third, second, first);
        assertThat(uris(queries.list(ListRequest.of(GAME, 20).by(Optional.of(BOB)))))
                .containsExactly(second);
    }

    @Test
    void turnsTheDefaultOrderRoundWhenAskedTo() {
        String first = kit.put(ALICE, "1", 1, "{}");
        String second = kit.put(ALICE, "2", 2, "{}");
        RecordOrder oldest = RecordOrder.of(Optional.empty(), Optional.of("asc"));

        RecordList page = queries.list(ListRequest.of(GAME, 1).in(oldest));
        RecordList next = queries.list(ListRequest.of(GAME, 1).in(oldest).after(page.cursor()));

        assertThat(uris(page)).containsExactly(first);
        assertThat(uris(next)).containsExactly(second);
        assertThat(next.cursor()).isEmpty();
    }

    @Test
    void hasNoCursorAfterAPageThatIsFullAndTheLast() {
        kit.put(ALICE, "1", 1, "{}");
        kit.put(ALICE, "2", 2, "{}");

        assertThat(queries.list(ListRequest.of(GAME, 2)).cursor()).isEmpty();
        assertThat(queries.list(ListRequest.of(GAME, 1)).cursor()).isPresent();
    }

    @Test
    void writesCursorsAsTheMomentAndTheUri() {
        kit.put(ALICE, "1", 1, "{}");
        String uri = kit.put(ALICE, "2", 2, "{}");

        String cursor = queries.list(ListRequest.of(GAME, 1)).cursor().orElseThrow();

        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                .isEqualTo(IndexKit.at(2) + "|" + uri);
    }

    @Test
    void takesCursorsInTheOtherAlphabetOfBase64() {
        String last = kit.put(ALICE, "1", 1, "{}");
        String uri = kit.put(ALICE, "~~~~~~", 2, "{}");
        byte[] text = (IndexKit.at(2) + "|" + uri).getBytes(StandardCharsets.UTF_8);
        String standard = Base64.getEncoder().encodeToString(text);

        RecordList exact = queries.list(ListRequest.of(GAME, 1).after(Optional.of(standard)));
        RecordList spaced =
                queries.list(
                        ListRequest.of(GAME, 1).after(Optional.of(standard.replace('+', ' '))));

        assertThat(standard).contains("+");
        assertThat(uris(exact)).containsExactly(last);
        assertThat(uris(spaced)).containsExactly(last);
    }

    @Test
    void beginsAnewAtCursorsThatAreNone() {
        String newest = kit.put(ALICE, "2", 2, "{\"n\":1}");
        kit.put(ALICE, "1", 1, "{\"n\":2}");
        String foreign = sorted("n", "asc", 1, "").cursor().orElseThrow();
        List<String> bad =
                List.of("", "%%%", "AAAA", foreign, "eA==", "x".repeat(16_385), cursor("a|b"));

        List<String> firsts = new ArrayList<>();
        for (String cursor : bad) {
            RecordList page = queries.list(ListRequest.of(GAME, 1).after(Optional.of(cursor)));
            firsts.addAll(uris(page));
        }

        assertThat(firsts).hasSize(bad.size()).containsOnly(newest);
    }

    @Test
    void beginsAnewAtCursorsOfOtherCollections() {
        String newest = kit.put(ALICE, "2", 2, "{}");
        kit.put(ALICE, "1", 1, "{}");
        String other = cursor(IndexKit.at(2) + "|at://did:plc:a/com.example.other/2");

        RecordList page = queries.list(ListRequest.of(GAME, 1).after(Optional.of(other)));

        assertThat(uris(page)).containsExactly(newest);
    }

    @Test
    void beginsAnewAtCursorsWithTooFewOrStrangeValues() {
        String first = kit.put(ALICE, "1", 1, "{\"n\":1}");
        kit.put(ALICE, "2", 2, "{\"n\":2}");

        assertThat(uris(sorted("n", "asc", 1, cursor("[\"+n\"]")))).containsExactly(first);
        assertThat(uris(sorted("n", "asc", 1, cursor("[\"+n\",[],\"u\"]")))).containsExactly(first);
        assertThat(uris(sorted("n", "asc", 1, cursor("[\"+n\",1,2]")))).containsExactly(first);
        assertThat(uris(sorted("n", "asc", 1, cursor("[\"-n\",1,\"at://\"]"))))
                .containsExactly(first);
        assertThat(uris(sorted("n", "asc", 1, cursor("{\"n\":1")))).containsExactly(first);
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sortsByPlacesInRecords() {
        String two = kit.put(ALICE, "1", 1, "{\"stats\":{\"plays\":[2]}}");
        String ten = kit.put(ALICE, "2", 2, "{\"stats\":{\"plays\":[10]}}");
        String none = kit.put(ALICE, "3", 3, "{}");

        assertThat(uris(sorted("stats.plays[0]", "desc", 20, ""))).containsExactly(ten, two, none);
        assertThat(uris(sorted("stats.plays[0]", "asc", 20, ""))).containsExactly(none, two, ten);
    }

    @Test
    void sortsByColumnsOfTheIndex() {
        String bob = kit.put(BOB, "1", 1, "{\"did\":\"a\"}");
        String alice = kit.put(ALICE, "2", 2, "{\"did\":\"b\"}");

        assertThat(uris(sorted("did", "asc", 20, ""))).containsExactly(alice, bob);
        assertThat(uris(sorted("uri", "desc", 20, ""))).containsExactly(bob, alice);
        assertThat(uris(sorted("indexed_at", "asc", 20, ""))).containsExactly(bob, alice);
    }

    @Test
    void goesOnAfterCursorsOfEachOrder() {
        String two = kit.put(ALICE, "1", 1, "{\"n\":2}");
        String one = kit.put(ALICE, "2", 2, "{\"n\":1.5}");
        String none = kit.put(ALICE, "3", 3, "{\"n\":null}");

        RecordList first = sorted("n", "desc", 1, "");
        RecordList second = sorted("n", "desc", 1, first.cursor().orElseThrow());
        RecordList third = sorted("n", "desc", 1, second.cursor().orElseThrow());

        assertThat(uris(first)).containsExactly(two);
        assertThat(uris(second)).containsExactly(one);
        assertThat(uris(third)).containsExactly(none);
        assertThat(third.cursor()).isEmpty();
    }

    @Test
    void passesOverAnOffsetOnlyWithAFieldAndWithoutACursor() {
        kit.put(ALICE, "1", 1, "{\"n\":1}");
        String two = kit.put(ALICE, "2", 2, "{\"n\":2}");
        String three = kit.put(ALICE, "3", 3, "{\"n\":3}");
        RecordOrder byNumber = RecordOrder.of(Optional.of("n"), Optional.of("asc"));
        ListRequest request = ListRequest.of(GAME, 1).in(byNumber).from(1);

        RecordList page = queries.list(request);

        assertThat(uris(page)).containsExactly(two);
        assertThat(uris(queries.list(request.after(page.cursor())))).containsExactly(three);
        assertThat(uris(queries.list(ListRequest.of(GAME, 1).from(2)))).containsExactly(three);
        assertThat(uris(queries.list(request.from(9)))).isEmpty();
    }

    @Test
    void passesOver1000RecordsAtMost() {
        RecordOrder byNumber = RecordOrder.of(Optional.of("n"), Optional.empty());
        ListRequest request = ListRequest.of(GAME, 100).in(byNumber);

        assertThat(uris(queries.list(request.from(999)))).isEmpty();
        assertThat(uris(queries.list(request.from(1_000)))).isEmpty();
        assertThatThrownBy(() -> queries.list(request.from(1_001)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("invalid offset");
    }

    @Test
    void boundsPagesTo100Records() {
        for (int i = 0; i < 102; i++) {
            kit.put(ALICE, "k" + i, i, "{}");
        }

        assertThat(queries.list(ListRequest.of(GAME, 99)).records()).hasSize(99);
        assertThat(queries.list(ListRequest.of(GAME, 100)).records()).hasSize(100);
        assertThat(queries.list(ListRequest.of(GAME, 101)).records()).hasSize(100);
        assertThat(queries.list(ListRequest.of(GAME, -1)).records()).hasSize(100);
        assertThat(queries.list(ListRequest.of(GAME, 0))).isEqualTo(RecordList.EMPTY);
    }

    @Test
    void refusesFieldsAndDirectionsThatAreNone() {
        assertThatThrownBy(() -> sorted("a b", "asc", 1, ""))
                .hasMessage(
                        "invalid sort field: only alphanumeric characters and underscores are"
                                + " allowed");
        assertThatThrownBy(() -> sorted("n", "up", 1, ""))
                .hasMessage("invalid sortDirection 'up': must be 'asc' or 'desc'");
        assertThatThrownBy(() -> queries.search(GAME, "a-b", "x", 10))
                .hasMessage(
                        "invalid search field: only alphanumeric characters and underscores are"
                                + " allowed");
    }

    @Test
    void filtersByComparisons() {
        String one = kit.put(ALICE, "1", 1, "{\"n\":1,\"ok\":true}");
        String two = kit.put(ALICE, "2", 2, "{\"n\":2,\"ok\":false}");
        String text = kit.put(BOB, "3", 3, "{\"n\":\"2\"}");

        assertThat(filtered(RecordFilter.condition("n", "=", Cell.of(2)))).containsExactly(two);
        assertThat(filtered(RecordFilter.condition("n", "!=", Cell.of(2))))
                .containsExactly(text, one);
        assertThat(filtered(RecordFilter.condition("n", "<=", Cell.of(1.5)))).containsExactly(one);
        assertThat(filtered(RecordFilter.condition("n", ">=", Cell.of(2)))).containsExactly(two);
        assertThat(filtered(RecordFilter.condition("n", "<", Cell.of(2)))).containsExactly(one);
        assertThat(filtered(RecordFilter.condition("n", ">", Cell.of(1)))).containsExactly(two);
        assertThat(filtered(RecordFilter.condition("ok", "=", new Cell.Flag(true))))
                .containsExactly(one);
        assertThat(filtered(RecordFilter.condition("did", "=", Cell.of(BOB))))
                .containsExactly(text);
    }

    @Test
    void filtersByPatterns() {
        String go = kit.put(ALICE, "1", 1, "{\"t\":\"Go 100%\"}");
        String chess = kit.put(ALICE, "2", 2, "{\"t\":\"Chess\"}");
        kit.put(ALICE, "3", 3, "{\"n\":1}");

        assertThat(filtered(RecordFilter.condition("t", "LIKE", Cell.of("go%"))))
                .containsExactly(go);
        assertThat(filtered(RecordFilter.condition("t", "like", Cell.of("C_e%S"))))
                .containsExactly(chess);
        assertThat(filtered(RecordFilter.condition("t", "NOT LIKE", Cell.of("go%"))))
                .containsExactly(chess);
    }

    @Test
    void refusesConditionsThatAreNone() {
        assertThatThrownBy(() -> RecordFilter.condition("n", "~", Cell.of(1)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("invalid filter operator");
        assertThatThrownBy(() -> RecordFilter.condition("n", "LIKE", Cell.of(1)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("invalid filter value");
        assertThatThrownBy(() -> RecordFilter.condition("n", "LIKE", Cell.of("%".repeat(257))))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> RecordFilter.group("XOR", List.of()))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void searchesWithoutWildcards() {
        String exact = kit.put(ALICE, "1", 1, "{\"t\":\"100%\"}");
        String prefix = kit.put(ALICE, "2", 2, "{\"t\":\"100% fun\"}");
        String inside = kit.put(ALICE, "3", 3, "{\"t\":\"a 100% go\"}");
        kit.put(ALICE, "4", 4, "{\"t\":\"1000\"}");

        assertThat(queries.search(GAME, "t", "100%", 10))
                .extracting(StoredRecord::uri)
                .containsExactly(exact, prefix, inside);
        assertThat(queries.search(GAME, "t", "_00%", 10)).isEmpty();
        assertThat(queries.search(GAME, "t", "100%", 2)).hasSize(2);
        assertThat(queries.search(GAME, "t", "100%", 0)).isEmpty();
    }

    @Test
    void searchesForAThousandCharactersAtMost() {
        assertThat(queries.search(GAME, "t", "x".repeat(1_000), 1)).isEmpty();
        assertThatThrownBy(() -> queries.search(GAME, "t", "x".repeat(1_001), 1))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    @DisplayName("#92 counts a collection, and one account in it")
    void counts() {
        kit.put(ALICE, "1", 1, "{}");
        kit.put(ALICE, "2", 2, "{}");
        kit.put(BOB, "3", 3, "{}");

        assertThat(queries.count(GAME, Optional.empty())).isEqualTo(3);
        assertThat(queries.count(GAME, Optional.of(ALICE))).isEqualTo(2);
        assertThat(queries.count("com.example.none", Optional.empty())).isZero();
    }

    @Test
    void findsBackLinksPageByPage() {
        String target = kit.put(ALICE, "t", 1, "{}");
        String first = kit.put(ALICE, "1", 2, "{}");
        String second = kit.put(BOB, "2", 3, "{}");
        kit.link(first, target, 2);
        kit.link(second, target, 3);
        kit.link(second, "at://other", 3);
        kit.link("at://" + BOB + "/" + GAME + "/gone", target, 1);

        RecordList page = queries.backlinks(target, ListRequest.of(GAME, 1));
        RecordList rest = queries.backlinks(target, ListRequest.of(GAME, 20).after(page.cursor()));
        RecordList bobs = queries.backlinks(target, ListRequest.of(GAME, 20).by(Optional.of(BOB)));

        assertThat(uris(page)).containsExactly(second);
        assertThat(uris(rest)).containsExactly(first);
        assertThat(rest.cursor()).isEmpty();
        assertThat(uris(bobs)).containsExactly(second);
    }

    @Test
    void saysThatTheMemoryEngineHasNoSql() {
        assertThat(queries.raw("SELECT 1", List.of())).isInstanceOf(RawAnswer.Refused.class);
        assertThat(queries.backend()).isEqualTo("sqlite");
    }
}
