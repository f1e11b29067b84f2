package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.Value;
import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.limit.PdsLimits;
import chancery.pds.local.LocalCommit;
import chancery.pds.local.LocalRepos;
import chancery.pds.local.LocalWrite;
import chancery.pds.repo.Written;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class LocalReposTest {
    private static final Nsid LIKES = Nsid.parse("app.bsky.feed.like");

    private final Kit kit = new Kit();
    private final Did alice = kit.account("alice").did();
    private final LocalRepos repos = kit.parts.repositories;

    @Test
    void knowsWhoIsHere() {
        assertThat(repos.here(alice)).isTrue();
        assertThat(repos.here(Did.parse("did:plc:zzzzzzzzzzzzzzzzzzzzzzzz"))).isFalse();
    }

    @Test
    void readsWhatItWrote() {
        LocalCommit commit = repos.commit(alice, List.of(create("a", "one")));

        assertThat(repos.find(alice, Kit.path("a")).orElseThrow().cid())
                .isEqualTo(commit.results().getFirst().cid().orElseThrow());
        assertThat(commit.results().getFirst().status()).contains("unknown");
        assertThat(repos.find(alice, Kit.path("b"))).isEmpty();
    }

    @Test
    void choosesAKeyWhereNoneIsGiven() {
        LocalWrite write = new LocalWrite.Create(Kit.NOTES, Optional.empty(), Kit.note("no key"));

        RecordPath path = repos.commit(alice, List.of(write)).results().getFirst().path();

        assertThat(path.key().value()).hasSize(13);
        assertThat(repos.find(alice, path)).isPresent();
    }

    @Test
    void severalWritesAreOneCommitWithOneEvent() {
        int before = events();

        LocalCommit commit =
                repos.commit(alice, List.of(create("a", "1"), create("b", "2"), put("c", "3")));

        assertThat(commit.results())
                .extracting(r -> r.path().key().value())
                .containsExactly("a", "b", "c");
        assertThat(events() - before).isEqualTo(1);
        assertThat(kit.faults(alice)).isEmpty();
    }

    @Test
    void oneBadWriteLeavesNothingOfTheOthers() {
        repos.commit(alice, List.of(create("b", "there")));
        int before = events();

        assertThatThrownBy(() -> repos.commit(alice, List.of(create("a", "1"), create("b", "2"))))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.name()).isEqualTo("RecordAlreadyExists"));
        assertThat(repos.find(alice, Kit.path("a"))).isEmpty();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void recordThatItsSchemaRefusesIsNotWritten() {
        LocalWrite bad =
                new LocalWrite.Create(
                        LIKES, Optional.empty(), Value.Map.builder().put("subject", "x").build());

        assertThatThrownBy(() -> repos.commit(alice, List.of(bad)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Invalid app.bsky.feed.like record");
    }

    @Test
    void putTakesThePlaceOnlyOfWhatTheSwapNames() {
        Cid first = cid(repos.commit(alice, List.of(create("a", "1"))));

        Cid second = cid(repos.commit(alice, List.of(put("a", "2", Optional.of(first)))));

        assertThatThrownBy(() -> repos.commit(alice, List.of(put("a", "3", Optional.of(first)))))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.name()).isEqualTo("InvalidSwap"));
        assertThat(repos.find(alice, Kit.path("a")).orElseThrow().cid()).isEqualTo(second);
    }

    @Test
    void putOfTheSameRecordMakesNoCommit() {
        repos.commit(alice, List.of(put("a", "same")));

        LocalCommit again = repos.commit(alice, List.of(put("a", "same")));

        assertThat(again.written()).isInstanceOf(Written.Unchanged.class);
        assertThat(again.results().getFirst().cid()).isPresent();
    }

    @Test
    void putThatTwoWantAlikeIsDoneForOne() {
        Cid first = cid(repos.commit(alice, List.of(create("a", "1"))));
        repos.commit(alice, List.of(put("a", "2", Optional.of(first))));

        assertThatThrownBy(() -> repos.commit(alice, List.of(put("a", "2", Optional.of(first)))))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.name()).isEqualTo("InvalidSwap"));
    }

    @Test
    void deletesOnlyWhatTheSwapNamesAndNothingWhereNothingIs() {
        Cid first = cid(repos.commit(alice, List.of(create("a", "1"))));
        repos.commit(alice, List.of(put("a", "2")));
        LocalWrite stale = new LocalWrite.Delete(Kit.path("a"), Optional.of(first));
        LocalWrite absent = new LocalWrite.Delete(Kit.path("b"), Optional.of(first));

        assertThatThrownBy(() -> repos.commit(alice, List.of(stale))).isInstanceOf(Refusal.class);
        assertThat(repos.commit(alice, List.of(absent)).written())
                .isInstanceOf(Written.Unchanged.class);
        repos.commit(alice, List.of(new LocalWrite.Delete(Kit.path("a"), Optional.empty())));
        assertThat(repos.find(alice, Kit.path("a"))).isEmpty();
    }

    @Test
    void newLikeAloneTakesThePlaceOfTheOlderOne() {
        LocalCommit older = repos.commit(alice, List.of(like()));

        LocalCommit newer = repos.commit(alice, List.of(like()));

        assertThat(repos.find(alice, older.results().getFirst().path())).isEmpty();
        assertThat(repos.find(alice, newer.results().getFirst().path())).isPresent();
    }

    @Test
    void twoWritesToOneRecordAreRefused() {
        assertThatThrownBy(() -> repos.commit(alice, List.of(put("a", "1"), put("a", "2"))))
                .isInstanceOf(Refusal.class)
                .hasMessage("Two writes to one record: com.example.note/a");
    }

    @Test
    void takesUpToTwoHundredWrites() {
        int max = PdsLimits.STANDARD.writesMax();

        LocalCommit whole = repos.commit(alice, creates("m", max));

        assertThat(repos.commit(alice, creates("l", max - 1)).results()).hasSize(max - 1);
        assertThat(whole.results()).hasSize(max);
        assertThatThrownBy(() -> repos.commit(alice, creates("n", max + 1)))
                .hasMessage("Too many writes. Max: 200");
        assertThatThrownBy(() -> repos.commit(alice, List.of())).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesAnAccountThatIsNotHere() {
        Did stranger = Did.parse("did:plc:zzzzzzzzzzzzzzzzzzzzzzzz");

        assertThatThrownBy(() -> repos.commit(stranger, List.of(create("a", "1"))))
                .isInstanceOf(Refusal.class)
                .hasMessage("Account not found");
    }

    @Test
    void turnReadsAndWritesWithoutOthersBetween() {
        repos.commit(alice, List.of(put("a", "1")));

        Optional<Value.Map> seen =
                repos.inTurn(
                        alice,
                        () -> {
                            Cid read = repos.find(alice, Kit.path("a")).orElseThrow().cid();
                            repos.commit(alice, List.of(put("a", "2", Optional.of(read))));
                            return repos.find(alice, Kit.path("a")).map(found -> found.value());
                        });

        assertThat(seen.orElseThrow().text("text")).contains("2");
    }

    @Test
    void uploadAnswersTheReference() {
        Value.Map blob =
                repos.upload(alice, "text/plain", new ByteArrayInputStream(new byte[] {1, 2}));

        assertThat(blob.text("$type")).contains("blob");
        assertThat(blob.integer("size")).contains(2L);
        assertThat(blob.text("mimeType")).contains("text/plain");
    }

    private static LocalWrite create(String key, String text) {
        return new LocalWrite.Create(Kit.NOTES, Optional.of(new RecordKey(key)), Kit.note(text));
    }

    private static List<LocalWrite> creates(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> create(prefix + i, "x")).toList();
    }

    private static LocalWrite put(String key, String text) {
        return put(key, text, Optional.empty());
    }

    private static LocalWrite put(String key, String text, Optional<Cid> swap) {
        return new LocalWrite.Put(Kit.path(key), Kit.note(text), swap);
    }

    private static LocalWrite like() {
        Value.Map subject =
                Value.Map.builder()
                        .put("uri", "at://did:plc:zzzzzzzzzzzzzzzzzzzzzzzz/app.bsky.feed.post/p")
                        .put("cid", Kit.someCid().toString())
                        .build();
        Value.Map record =
                Value.Map.builder()
                        .put("subject", subject)
                        .put("createdAt", "2026-01-02T03:04:05Z")
                        .build();
        return new LocalWrite.Create(LIKES, Optional.empty(), record);
    }

    private static Cid cid(LocalCommit commit) {
        return commit.results().getFirst().cid().orElseThrow();
    }

    private int events() {
        int count = 0;
        try (EventSource.Events events = kit.parts.events.after(0)) {
            while (events.next(Duration.ZERO).isPresent()) {
                count++;
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return count;
    }
}
