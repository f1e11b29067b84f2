package chancery.appview.script.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.Tid;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What a trial run says it would have written.
final class NotedWritersTest {
    private static final Did ALICE = Did.parse("did:plc:alice");
    private static final Nsid NOTE = Nsid.parse("com.example.note");
    private static final AppCaller NOBODY = new AppCaller.Anonymous();
    private static final Json.Members TEXT = JsonText.parseObject("{\"text\":\"hi\"}");

    private final NotedWriters writers = new NotedWriters(() -> new Tid("3jzfcijpj2z2a"));

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
        assertThat(writers.noted())
                .extracting(write -> write.action() + " " + write.uri())
                .containsExactly(
                        "create at://did:plc:alice/com.example.note/3jzfcijpj2z2a",
                        "update at://did:plc:alice/com.example.note/one",
                        "delete at://did:plc:alice/com.example.note/one");
        assertThat(writers.noted().getFirst().record())
                .contains(JsonText.parseObject("{\"$type\":\"com.example.note\",\"text\":\"hi\"}"));
    }

    @Test
    void refusesAllWhenOneIsNoRecord() {
        Json.Members broken = JsonText.parseObject("{\"n\":1.5}");

        WriteOutcome outcome = writers.commit(NOBODY, ALICE, List.of(create(TEXT), create(broken)));

        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(writers.noted()).isEmpty();
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
