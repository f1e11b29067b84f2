package chancery.server.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.store.Cells;
import chancery.store.StoreLimits;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class LocalRepositoriesTest {
    private static final Nsid NOTES = Nsid.parse("com.example.note");
    private static final RecordKey KEY = new RecordKey("a");

    @TempDir private Path scratch;
    private RealRepositories real;
    private Repositories repositories;
    private Did alice;

    @BeforeEach
    void open() {
        MemoryStore store = new MemoryStore(StoreLimits.DEFAULT, new Cells(4), System::nanoTime);
        real = new RealRepositories(store, scratch, Catalog::bundled);
        repositories = real.repositories;
        alice = real.account("alice");
    }

    @Test
    void recordComesBackAsItWentIn() {
        Json.Members note = JsonText.parseObject("{\"text\":\"hi\",\"n\":[1,null,{\"b\":true}]}");

        WriteOutcome outcome = commit(new RepoWrite.Create(NOTES, Optional.of(KEY), note));

        Repositories.Stored stored = repositories.load(alice, NOTES, KEY).orElseThrow();
        assertThat(stored.value().without("$type")).isEqualTo(note);
        assertThat(results(outcome).getFirst().cid()).contains(stored.cid());
        assertThat(results(outcome).getFirst().uri())
                .hasToString("at://" + alice + "/com.example.note/a");
        assertThat(repositories.load(alice, NOTES, new RecordKey("b"))).isEmpty();
    }

    @Test
    void answerIsWhatTheMethodAnswers() {
        WriteOutcome outcome = commit(new RepoWrite.Create(NOTES, Optional.of(KEY), note("x")));

        Json.Members answer = results(outcome).getFirst().answer();
        assertThat(answer.text("uri")).contains("at://" + alice + "/com.example.note/a");
        assertThat(answer.text("cid")).isPresent();
        assertThat(answer.text("validationStatus")).contains("unknown");
        assertThat(answer.object("commit").flatMap(commit -> commit.text("rev"))).isPresent();
    }

    @Test
    void recordThatIsThereAlreadyIsAConflict() {
        commit(new RepoWrite.Create(NOTES, Optional.of(KEY), note("x")));

        WriteOutcome again = commit(new RepoWrite.Create(NOTES, Optional.of(KEY), note("y")));

        assertThat(again).isInstanceOf(WriteOutcome.Conflict.class);
    }

    @Test
    void anotherRecordThanTheSwapNamesIsAConflict() {
        Cid first = cid(commit(new RepoWrite.Put(NOTES, KEY, note("1"), Optional.empty())));
        commit(new RepoWrite.Put(NOTES, KEY, note("2"), Optional.of(first)));

        WriteOutcome put = commit(new RepoWrite.Put(NOTES, KEY, note("3"), Optional.of(first)));
        WriteOutcome delete = commit(new RepoWrite.Delete(NOTES, KEY, Optional.of(first)));

        assertThat(put).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(delete).isInstanceOf(WriteOutcome.Conflict.class);
    }

    @Test
    void refusalIsWhatAClientWouldHaveSeen() {
        Json.Members odd = note("x").with("$type", Json.of("com.example.other"));

        WriteOutcome outcome = commit(new RepoWrite.Put(NOTES, KEY, odd, Optional.empty()));

        assertThat(outcome)
                .isEqualTo(
                        new WriteOutcome.Refused(
                                400,
                                "{\"error\":\"InvalidRequest\",\"message\":\"Invalid $type:"
                                        + " expected com.example.note, got com.example.other\"}"));
    }

    @Test
    void floatIsRefusedAsTheDataModelHasNone() {
        Json.Members real = Json.Members.builder().put("n", 0.5).build();

        WriteOutcome outcome = commit(new RepoWrite.Put(NOTES, KEY, real, Optional.empty()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        WriteOutcome.Refused.class,
                        refused -> {
                            assertThat(refused.status()).isEqualTo(400);
                            assertThat(refused.body()).contains("InvalidRequest", "float");
                        });
    }

    @Test
    void deletionHasNoCid() {
        commit(new RepoWrite.Put(NOTES, KEY, note("1"), Optional.empty()));

        WriteOutcome outcome = commit(new RepoWrite.Delete(NOTES, KEY, Optional.empty()));

        assertThat(results(outcome).getFirst().cid()).isEmpty();
        assertThat(repositories.load(alice, NOTES, KEY)).isEmpty();
    }

    @Test
    void severalWritesAreOneEvent() {
        int before = real.events().size();
        List<RepoWrite> three =
                List.of(
                        new RepoWrite.Create(NOTES, Optional.empty(), note("1")),
                        new RepoWrite.Create(NOTES, Optional.empty(), note("2")),
                        new RepoWrite.Create(NOTES, Optional.empty(), note("3")));

        WriteOutcome outcome = repositories.commit(alice, three);

        assertThat(results(outcome)).hasSize(3);
        assertThat(real.events()).hasSize(before + 1);
    }

    @Test
    void knowsWhoIsHereAndTakesUploads() {
        Json.Members blob =
                repositories.upload(
                        alice, "text/plain", new ByteArrayInputStream(new byte[] {1, 2}));

        assertThat(repositories.here(alice)).isTrue();
        assertThat(repositories.here(Did.parse("did:web:example.com"))).isFalse();
        assertThat(blob.object("ref").flatMap(ref -> ref.text("$link"))).isPresent();
    }

    @Test
    void turnCommitsItsOwnRepository() {
        WriteOutcome outcome =
                repositories.inTurn(
                        alice,
                        () -> commit(new RepoWrite.Create(NOTES, Optional.of(KEY), note("x"))));

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
    }

    private WriteOutcome commit(RepoWrite write) {
        return repositories.commit(alice, List.of(write));
    }

    private static Json.Members note(String text) {
        return Json.Members.builder().put("text", text).build();
    }

    private static List<WriteOutcome.Result> results(WriteOutcome outcome) {
        return ((WriteOutcome.Written) outcome).results();
    }

    private static Cid cid(WriteOutcome outcome) {
        return results(outcome).getFirst().cid().orElseThrow();
    }
}
