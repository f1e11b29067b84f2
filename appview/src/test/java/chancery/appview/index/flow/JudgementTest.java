package chancery.appview.index.flow;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.Change;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

final class JudgementTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final RecordPath PATH = RecordPath.parse("com.example.note/1");
    private static final Body BODY = new Body.Text("{}");
    private static final Cid CID = Cid.ofRaw(new byte[] {1});
    private static final String OLD = "3l4qaaaaaaaa2";
    private static final String NEW = "3l4qaaaaaaab2";

    private static Optional<String> rev(String rev) {
        return rev.isEmpty() ? Optional.empty() : Optional.of(rev);
    }

    private static Change.Put put(String rev, long at) {
        return new Change.Put(
                ALICE, PATH, Json.Members.EMPTY, Optional.of(CID), rev(rev), moment(at));
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static Optional<IndexRow> live(String rev, long indexed) {
        return Optional.of(new IndexRow.Live("other", rev(rev), 1, indexed, BODY));
    }

    private static Optional<IndexRow> gone(String rev, long indexed) {
        return Optional.of(new IndexRow.Gone(rev(rev), indexed));
    }

    private static Optional<IndexRow> judged(Optional<IndexRow> known, Change.Put put) {
        return Judgement.put(known, put, BODY, 99);
    }

    @Test
    void takesWhatIsNew() {
        assertThat(judged(Optional.empty(), put(OLD, 0)))
                .contains(new IndexRow.Live(CID.toString(), rev(OLD), 99, 99, BODY));
    }

    @Test
    void takesANewerRevisionAndKeepsTheFirstMoment() {
        assertThat(judged(live(OLD, 50), put(NEW, 0)))
                .contains(new IndexRow.Live(CID.toString(), rev(NEW), 1, 99, BODY));
    }

    @Test
    void refusesTheSameAndAnOlderRevision() {
        assertThat(judged(live(NEW, 50), put(NEW, 98))).isEmpty();
        assertThat(judged(live(NEW, 50), put(OLD, 98))).isEmpty();
        assertThat(judged(gone(NEW, 50), put(OLD, 98))).isEmpty();
    }

    @Test
    void believesWhoLookedAfterTheLastChangeAndKeepsTheRevision() {
        assertThat(judged(live(NEW, 50), put("", 50)))
                .contains(new IndexRow.Live(CID.toString(), rev(NEW), 1, 99, BODY));
        assertThat(judged(gone(NEW, 50), put("", 50)))
                .contains(new IndexRow.Live(CID.toString(), rev(NEW), 99, 99, BODY));
    }

    @Test
    void doesNotBelieveWhoLookedBefore() {
        assertThat(judged(live(OLD, 50), put("", 49))).isEmpty();
        assertThat(judged(gone(OLD, 50), put("", 49))).isEmpty();
    }

    @Test
    void changesNothingWhenTheSameWasSeenAgain() {
        IndexRow same = new IndexRow.Live(CID.toString(), rev(OLD), 1, 2, BODY);

        assertThat(judged(Optional.of(same), put("", 50))).isEmpty();
        assertThat(Judgement.put(Optional.of(same), put("", 50), Body.HERE, 99)).isPresent();
    }

    @Test
    void remembersDeletionsOfWhatItNeverSaw() {
        Change.Delete delete = new Change.Delete(ALICE, PATH, rev(OLD), moment(0));

        assertThat(Judgement.delete(Optional.empty(), delete, 99)).isEqualTo(gone(OLD, 99));
        assertThat(Judgement.delete(live(NEW, 1), delete, 99)).isEmpty();
        assertThat(Judgement.delete(gone(OLD, 1), delete, 99)).isEmpty();
    }
}
