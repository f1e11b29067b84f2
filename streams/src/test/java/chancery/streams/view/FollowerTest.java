package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.column.Condition;
import chancery.store.column.Value;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.record.Alarms;
import chancery.streams.truth.StreamUpkeep;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/// The view of one stream, filled and kept turn by turn.
final class FollowerTest {
    private Followed followed = new Followed();

    @AfterEach
    void close() {
        followed.close();
    }

    /// One request of any size at a time.
    private static StreamsLimits.View small() {
        StreamsLimits.View usual = StreamsLimits.View.STANDARD;
        return new StreamsLimits.View(
                usual.patience(),
                1_000,
                usual.bytes(),
                usual.backlogBytes(),
                usual.backlogTime(),
                usual.entries(),
                usual.looks(),
                usual.filterSize());
    }

    @Test
    void takesInWhatWasWrittenBeforeAndAfterItBegan() {
        followed.upsert(1, "a", "b");
        followed.follow();
        followed.upsert(2, "b", "c");
        followed.delete("a");
        followed.follow();

        assertThat(followed.rows()).hasValue(2L);
    }

    @Test
    void anEmptyStreamHasAViewAsWell() {
        followed.follow();

        assertThat(followed.rows()).hasValue(0L);
    }

    @Test
    void whatWaitsGoesInOneBatch() {
        followed.follow();
        int before = followed.columns().batches().size();
        followed.upsert(1, "a", "b");
        followed.upsert(2, "b", "c");
        followed.turn();

        assertThat(followed.columns().batches()).hasSize(before + 1);
        assertThat(followed.columns().appended()).isEqualTo(3);
    }

    @Test
    void goesOnAfterARestart() {
        followed.upsert(1, "a", "b", "c");
        followed.follow();
        followed.restart();
        followed.upsert(2, "c", "d");
        followed.follow();

        assertThat(followed.rows()).hasValue(4L);
        assertThat(followed.columns().appended()).isEqualTo(5);
    }

    @Test
    void knowsTheColumnsOfProcessesBefore() {
        followed.upsert(1, "a");
        followed.follow();
        followed.restart();
        followed.upsert(Alarms.alarm("b", 0, "'severity':2,'text':'new'"));
        followed.follow();

        assertThat(followed.rows()).hasValue(2L);
    }

    @Test
    void beginsAnewWhenTheLogDoesNotReachBack() {
        followed.upsert(1, "a", "b");
        followed.follow();
        followed.upsert(2, "b", "c");
        followed.trim();
        followed.restart();
        followed.follow();

        assertThat(followed.rows()).hasValue(3L);
        assertThat(followed.columns().appended()).isEqualTo(5);
    }

    @Test
    void beginsAnewWhenTheLogIsTrimmedUnderIt() {
        followed.upsert(1, "a", "b");
        followed.follow();
        followed.upsert(2, "b", "c");
        followed.trim();
        followed.follow();

        assertThat(followed.rows()).hasValue(3L);
    }

    @Test
    void beginsAnewWhenTheTableIsAheadOfTheStream() {
        followed.upsert(1, "a");
        followed.upsert(2, "a");
        followed.follow();
        KeptColumns kept = followed.columns();
        Followed older = new Followed(kept);
        followed.close();
        followed = older;
        followed.upsert(1, "z");
        followed.follow();

        assertThat(followed.rows()).hasValue(1L);
    }

    @Test
    void cannotBeAskedBetweenThePiecesOfABacklog() {
        followed.close();
        followed = new Followed(small());
        followed.upsert(1, "hot", "a");
        followed.follow();
        followed.upsert(2, "hot", "b");
        followed.upsert(3, "c");
        followed.upsert(4, "hot");

        // The second state of the record is nowhere any more, the third is not taken in yet.
        followed.turn();
        Optional<Long> between = followed.rows();
        followed.follow();

        assertThat(between).isEmpty();
        assertThat(followed.rows()).hasValue(4L);
    }

    @Test
    void dropsMoreRowsThanABatchHas() {
        followed.close();
        followed = new Followed(small());
        String[] names = new String[1_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "r" + i;
        }
        followed.upsert(1, names);
        followed.upsert(1, "other");
        followed.follow();
        followed.upsert(2, names);
        followed.delete(names);
        followed.upsert(3, "other");
        followed.follow();

        assertThat(followed.rows()).hasValue(1L);
    }

    @Test
    void recordsThatEndedLeaveTheView() {
        followed.upsert(1, "a", "b");
        followed.upsert(1, "c");
        followed.follow();
        followed.delete("c");
        StreamUpkeep upkeep = new StreamUpkeep(followed.store(), Followed.PROJECT, Followed.STREAM);
        upkeep.forgetDeletions(Long.MAX_VALUE);
        upkeep.endRecords(1_002);
        followed.follow();

        assertThat(followed.rows()).hasValue(followed.truth().use().records());
    }

    @Test
    void isFilledAgainWhenTheEngineBreaks() {
        followed.upsert(1, "a", "b");
        followed.follow();
        followed.columns().breakDown();
        followed.upsert(2, "b", "c");
        followed.follow();

        assertThat(followed.rows()).hasValue(3L);
        assertThat(followed.engine().breaks()).isEqualTo(1);
    }

    @Test
    void isFilledAgainWhenAQuestionMetABrokenEngine() {
        followed.upsert(1, "a", "b");
        followed.follow();
        followed.columns().breakDown();
        assertThatThrownBy(followed::rows)
                .isInstanceOf(chancery.store.column.ColumnsBrokenException.class);
        followed.turn();
        followed.follow();

        assertThat(followed.rows()).hasValue(2L);
        assertThat(followed.engine().breaks()).isEqualTo(1);
    }

    @Test
    void damagedFilesAreEmptiedWhenTheyAreOpened() {
        followed.upsert(1, "a");
        followed.follow();
        followed.restart();
        followed.columns().damage();
        followed.follow();

        assertThat(followed.rows()).hasValue(1L);
        assertThat(followed.engine().breaks()).isEqualTo(1);
    }

    @Test
    void theTableOfAStreamThatIsGoneIsDropped() {
        followed.upsert(1, "a");
        followed.follow();
        followed.follower().end();

        assertThatThrownBy(() -> followed.follower().turn())
                .isInstanceOf(InterruptedException.class);
        assertThat(followed.columns().names()).isEmpty();
        assertThat(followed.rows()).isEmpty();
    }

    @Test
    void compactsWhenThereIsTime() {
        followed.upsert(1, "a");
        followed.follow();
        followed.upsert(2, "a");
        followed.follow();
        followed.turn();
        followed.turn();

        assertThat(followed.columns().compactions()).isEqualTo(1);
    }

    @Test
    void packsManyNewRowsWhenThereIsTime() {
        followed.upsert(1, names(0, 9_999));
        followed.follow();
        followed.turn();
        int before = followed.columns().compactions();
        followed.upsert(1, names(9_999, 10_000));
        followed.follow();
        followed.turn();
        followed.turn();

        assertThat(before).isZero();
        assertThat(followed.columns().compactions()).isEqualTo(1);
    }

    @Test
    void packsWhatAStopLeftUnpackedWhenThereIsTime() {
        followed.upsert(1, "a");
        followed.follow();
        followed.turn();
        int before = followed.columns().compactions();
        followed.restart();
        followed.turn();
        followed.turn();

        assertThat(before).isZero();
        assertThat(followed.columns().compactions()).isEqualTo(1);
    }

    @Test
    void compactsAgainWhenSomebodyWasInTheWay() {
        followed.columns().hinder(1);
        followed.upsert(1, "a");
        followed.follow();
        followed.upsert(2, "a");
        followed.follow();
        followed.turn();
        followed.turn();
        followed.turn();

        assertThat(followed.columns().compactions()).isEqualTo(2);
    }

    private static String[] names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "r" + i).toArray(String[]::new);
    }

    @Test
    void saysHowFarItIsBehind() {
        followed.follow();
        followed.upsert(1, "a");
        followed.upsert(1, "b");
        long behind = followed.follower().behind();
        followed.follow();

        assertThat(behind).isEqualTo(2);
        assertThat(followed.follower().behind()).isZero();
        assertThat(followed.follower().late()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aQuestionWaitsForWhatWasWrittenBeforeIt() throws Exception {
        followed.follow();
        followed.upsert(1, "a");
        long target = followed.truth().tail();
        Thread turns = Thread.ofVirtual().start(followed::turn);
        Optional<Long> rows =
                followed.follower()
                        .standing()
                        .ask(
                                target,
                                Duration.ofSeconds(60),
                                (reader, _) ->
                                        reader.count(
                                                Condition.equal("external_id", Value.of("a"))));
        turns.join();

        assertThat(rows).hasValue(1L);
    }
}
