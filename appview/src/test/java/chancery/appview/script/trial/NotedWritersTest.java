package chancery.appview.script.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.Tid;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a trial run says it would have written.
final class NotedWritersTest {
    private static final Did ALICE = Did.parse("did:plc:alice");
    private static final Nsid NOTE = Nsid.parse("com.example.note");
    private static final AppCaller NOBODY = new AppCaller.Anonymous();
    private static final Json.Members TEXT = JsonText.parseObject("{\"text\":\"hi\"}");

    private final List<TrialWrite> noted = new ArrayList<>();
    private final NotedWriters writers = new NotedWriters(() -> new Tid("3jzfcijpj2z2a"), noted);

    private static RepoWrite create(Json.Members record) {
        return new RepoWrite.Create(NOTE, Optional.empty(), record);
    }

    @Test
    void notesWritesAndAnswersAsIfTheyWereDone() {
        RecordKey key = new RecordKey("one");

        WriteOutcome outcome =
                writers.commit(
                        NOBODY,
                        ALICE,
                        List.of(
                                create(TEXT),
                                new RepoWrite.Put(NOTE, key, TEXT, Optional.empty()),
                                new RepoWrite.Delete(NOTE, key, Optional.empty())));

        assertThat(((WriteOutcome.Written) outcome).results())
                .extracting(result -> result.cid().isPresent())
                .containsExactly(true, true, false);
        Optional<Json.Members> typed =
                Optional.of(
                        JsonText.parseObject("{\"$type\":\"com.example.note\",\"text\":\"hi\"}"));
        assertThat(noted)
                .containsExactly(
                        new TrialWrite.OfRepository("create", uri("3jzfcijpj2z2a"), typed),
                        new TrialWrite.OfRepository("update", uri("one"), typed),
                        new TrialWrite.OfRepository("delete", uri("one"), Optional.empty()));
    }

    private static AtUri uri(String key) {
        return AtUri.of(ALICE, NOTE, new RecordKey(key));
    }

    @Test
    void refusesAllWhenOneIsNoRecord() {
        Json.Members broken = JsonText.parseObject("{\"n\":1.5}");

        WriteOutcome outcome = writers.commit(NOBODY, ALICE, List.of(create(TEXT), create(broken)));

        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(noted).isEmpty();
    }

    @Test
    void uploadsNothing() {
        assertThatThrownBy(
                        () ->
                                writers.upload(
                                        NOBODY, ALICE, "image/png", InputStream.nullInputStream()))
                .isInstanceOf(Refusal.class);
    }
}
