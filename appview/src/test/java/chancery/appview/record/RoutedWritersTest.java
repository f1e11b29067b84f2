package chancery.appview.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.index.Change;
import chancery.appview.json.Json;
import chancery.appview.script.record.MemoryRepositories;
import chancery.appview.script.record.RecordKit;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.web.Refusal;
import chancery.web.auth.Scope;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class RoutedWritersTest {
    private static final Did ALICE = RecordKit.ALICE;
    private static final Did CAROL = RecordKit.CAROL;
    private static final AppCaller LOCAL = new AppCaller.Local(ALICE, Scope.ACCESS);
    private static final AppCaller REMOTE = new AppCaller.Remote(CAROL, "client");
    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12Z");

    private final MemoryRepositories here = new MemoryRepositories(ALICE);
    private final RecordKit.Elsewhere elsewhere = new RecordKit.Elsewhere();
    private final List<Change> indexed = new ArrayList<>();
    private final Writers writers = new RoutedWriters(here, elsewhere, indexed::addAll, () -> NOW);

    @Test
    void repositoryHereIsWrittenHereAndIndexedByItsEvents() {
        WriteOutcome outcome = writers.commit(LOCAL, ALICE, List.of(put("a"), put("b")));

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        assertThat(here.commits).hasSize(1);
        assertThat(indexed).isEmpty();
    }

    @Test
    void repositoryElsewhereIsWrittenThereOneByOneAndIndexed() {
        writers.commit(REMOTE, CAROL, List.of(put("a"), put("b")));

        assertThat(elsewhere.requests).hasSize(2);
        assertThat(indexed).hasSize(2);
        assertThat(indexed.getFirst())
                .isInstanceOfSatisfying(
                        Change.Put.class,
                        put -> {
                            assertThat(put.did()).isEqualTo(CAROL);
                            assertThat(put.cid()).isPresent();
                            assertThat(put.at()).isEqualTo(NOW);
                        });
    }

    @Test
    void revisionOfTheCommitComesAlong() {
        AtUri uri = AtUri.of(CAROL, RecordKit.NOTES, new RecordKey("a"));
        Json.Members answer =
                Json.Members.builder()
                        .put("commit", Json.Members.builder().put("rev", "3kaaaaaaaaaa2").build())
                        .build();
        elsewhere.outcomes.add(
                new WriteOutcome.Written(
                        List.of(new WriteOutcome.Result(uri, Optional.empty(), answer))));

        writers.commit(
                REMOTE,
                CAROL,
                List.of(
                        new RepoWrite.Delete(
                                RecordKit.NOTES, new RecordKey("a"), Optional.empty())));

        assertThat(indexed)
                .containsExactly(
                        new Change.Delete(
                                CAROL,
                                new RecordPath(RecordKit.NOTES, new RecordKey("a")),
                                Optional.of("3kaaaaaaaaaa2"),
                                NOW));
    }

    @Test
    void firstFailureEndsItAndWhatWasWrittenStaysIndexed() {
        writers.commit(REMOTE, CAROL, List.of(put("a")));
        elsewhere.outcomes.add(new WriteOutcome.Conflict("no"));

        WriteOutcome outcome = writers.commit(REMOTE, CAROL, List.of(put("b"), put("c")));

        assertThat(outcome).isEqualTo(new WriteOutcome.Conflict("no"));
        assertThat(elsewhere.requests).hasSize(2);
        assertThat(indexed).hasSize(1);
    }

    @Test
    void callerWithoutASessionWritesNowhereElse() {
        WriteOutcome outcome = writers.commit(LOCAL, CAROL, List.of(put("a")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        WriteOutcome.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
        assertThat(elsewhere.requests).isEmpty();
    }

    @Test
    void uploadsGoWhereTheRepositoryIs() {
        InputStream none = InputStream.nullInputStream();

        assertThat(writers.upload(LOCAL, ALICE, "a/b", none).write())
                .isEqualTo("{\"blob\":{\"mimeType\":\"a/b\"}}");
        assertThat(writers.upload(REMOTE, CAROL, "a/b", none).write())
                .isEqualTo("{\"elsewhere\":\"a/b\"}");
        assertThatThrownBy(() -> writers.upload(LOCAL, CAROL, "a/b", none))
                .isInstanceOf(Refusal.class);
    }

    private static RepoWrite put(String key) {
        return new RepoWrite.Put(
                RecordKit.NOTES,
                new RecordKey(key),
                Json.Members.builder().put("text", key).build(),
                Optional.empty());
    }
}
