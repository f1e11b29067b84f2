package chancery.appview.index.whole;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.backfill.Filled;
import chancery.appview.index.letter.DeadLetter;
import chancery.appview.index.letter.DeadLetters.Which;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

final class DeadLetterTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final String URI = "at://" + ALICE + "/com.example.note/1";

    private final WholeKit kit = new WholeKit();

    @BeforeEach
    void start() throws InterruptedException {
        kit.script.set(Optional.of("boom"));
        kit.started();
        WholeKit.until(() -> Filled.has(kit.store, WholeKit.NOTE));
    }

    @AfterEach
    void stop() {
        kit.close();
        assertThat(kit.broken).hasNullValue();
    }

    /// The letter about a new record whose script fails.
    private DeadLetter letter(String rkey) throws InterruptedException {
        long before = kit.index.letters().count(Which.OPEN);
        kit.host.put(ALICE, "com.example.note/" + rkey, "{\"n\":1}");
        WholeKit.until(() -> kit.index.letters().count(Which.OPEN) > before);
        WholeKit.until(
                () -> kit.shown().containsKey("at://" + ALICE + "/com.example.note/" + rkey));
        return open().getFirst();
    }

    private List<DeadLetter> open() {
        return kit.index.letters().page(Which.OPEN, Optional.empty(), Optional.empty(), 10);
    }

    @Test
    void showsLettersWithTheRecordOnlyAlone() throws Exception {
        DeadLetter letter = letter("1");

        Json.Members list = kit.ask("GET", "/dead-letters", "").object();
        Json.Members one = kit.ask("GET", "/dead-letters/" + letter.id(), "").object();
        Json.Members listed = (Json.Members) list.items("dead_letters").orElseThrow().getFirst();

        assertThat(listed).isEqualTo(one.without("record"));
        assertThat(one.object("record"))
                .hasValueSatisfying(r -> assertThat(r.write()).isEqualTo("{\"n\":1}"));
        assertThat(one.text("uri")).hasValue(URI);
        assertThat(one.text("error")).hasValue("boom");
        assertThat(one.text("action")).hasValue("create");
        assertThat(one.integer("attempts")).hasValue(4);
        assertThat(one.members().keySet())
                .containsExactly(
                        "action",
                        "attempts",
                        "collection",
                        "created_at",
                        "did",
                        "error",
                        "id",
                        "lexicon_id",
                        "record",
                        "rkey",
                        "uri");
    }

    @Test
    void writesWhatTheScriptMakesOfItAtARetry() throws Exception {
        DeadLetter letter = letter("1");
        kit.script.set(Optional.of("{\"by\":\"hook\"}"));

        WholeKit.Asked asked = kit.ask("POST", "/dead-letters/" + letter.id() + "/retry", "");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().write()).isEqualTo("{\"ok\":true}");
        WholeKit.until(() -> kit.shown().equals(Map.of(URI, "{\"by\":\"hook\"}")));
        assertThat(open()).isEmpty();
    }

    @Test
    void takesARecordOutThatTheScriptDoesNotWantAtARetry() throws Exception {
        DeadLetter letter = letter("1");
        kit.script.set(Optional.of("nil"));

        kit.ask("POST", "/dead-letters/" + letter.id() + "/retry", "");

        WholeKit.until(() -> kit.shown().isEmpty());
    }

    @Test
    void leavesANewerRecordAloneAtARetry() throws Exception {
        DeadLetter letter = letter("1");
        kit.script.set(Optional.of(""));
        kit.host.put(ALICE, "com.example.note/1", "{\"n\":2}");
        WholeKit.until(() -> kit.shown().equals(Map.of(URI, "{\"n\":2}")));
        kit.script.set(Optional.of("{\"by\":\"hook\"}"));

        WholeKit.Asked asked = kit.ask("POST", "/dead-letters/" + letter.id() + "/retry", "");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(kit.shown()).isEqualTo(Map.of(URI, "{\"n\":2}"));
    }

    @Test
    void keepsALetterWhoseRetryFails() throws Exception {
        DeadLetter letter = letter("1");

        WholeKit.Asked asked = kit.ask("POST", "/dead-letters/" + letter.id() + "/retry", "");

        assertThat(asked.status()).isEqualTo(500);
        assertThat(asked.text("error")).isEqualTo("retry failed for dead letter " + letter.id());
        assertThat(open().getFirst().attempts()).isEqualTo(5);
    }

    @Test
    void readsTheRecordAgainAtAReindex() throws Exception {
        DeadLetter letter = letter("1");
        kit.script.set(Optional.of("{\"by\":\"hook\"}"));

        WholeKit.Asked asked = kit.ask("POST", "/dead-letters/" + letter.id() + "/reindex", "");

        assertThat(asked.status()).isEqualTo(200);
        WholeKit.until(() -> kit.shown().equals(Map.of(URI, "{\"by\":\"hook\"}")));
        assertThat(open()).isEmpty();
    }

    @Test
    @DisplayName("a letter that was dismissed is resolved, and gone for everything else")
    void dismissesALetter() throws Exception {
        DeadLetter letter = letter("1");

        WholeKit.Asked first = kit.ask("POST", "/dead-letters/" + letter.id() + "/dismiss", "");
        WholeKit.Asked again = kit.ask("POST", "/dead-letters/" + letter.id() + "/dismiss", "");
        Json.Members one = kit.ask("GET", "/dead-letters/" + letter.id(), "").object();

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(404);
        assertThat(one.contains("resolved_at")).isTrue();
        assertThat(count("")).isZero();
        assertThat(count("?resolved=true")).isOne();
        assertThat(count("?resolved=all")).isOne();
    }

    private long count(String query) {
        return kit.ask("GET", "/dead-letters/count" + query, "")
                .object()
                .integer("count")
                .orElseThrow();
    }

    @Test
    void pagesFromTheNewestOn() throws Exception {
        letter("1");
        letter("2");
        letter("3");

        Json.Members first = kit.ask("GET", "/dead-letters?limit=2", "").object();
        String cursor = first.text("cursor").orElseThrow();
        Json.Members rest = kit.ask("GET", "/dead-letters?limit=2&cursor=" + cursor, "").object();

        assertThat(keys(first)).containsExactly("3", "2");
        assertThat(keys(rest)).containsExactly("1");
        assertThat(rest.contains("cursor")).isFalse();
    }

    private static List<String> keys(Json.Members page) {
        return page.items("dead_letters").orElseThrow().stream()
                .map(letter -> ((Json.Members) letter).text("rkey").orElseThrow())
                .toList();
    }

    @Test
    void worksOffManyAtOnce() throws Exception {
        letter("1");
        DeadLetter second = letter("2");
        String ids = "{\"ids\":[\"" + second.id() + "\",\"nobody\"]}";

        WholeKit.Asked neither = kit.ask("POST", "/dead-letters/bulk/dismiss", "{}");
        WholeKit.Asked some = kit.ask("POST", "/dead-letters/bulk/dismiss", ids);
        assertThat(count("")).isOne();
        WholeKit.Asked other =
                kit.ask(
                        "POST",
                        "/dead-letters/bulk/dismiss",
                        "{\"all\":true,\"collection\":\"com.example.other\"}");
        assertThat(count("")).isOne();
        WholeKit.Asked all = kit.ask("POST", "/dead-letters/bulk/dismiss", "{\"all\":true}");

        assertThat(neither.status()).isEqualTo(400);
        assertThat(neither.text("error")).isEqualTo("must provide 'ids' or 'all: true'");
        assertThat(List.of(some.status(), other.status(), all.status())).containsOnly(200);
        assertThat(count("")).isZero();
    }
}
