package chancery.server.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.index.kept.RecordName;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.value.Kind;
import chancery.streams.fault.Fault;
import chancery.streams.sync.News;
import chancery.streams.truth.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whatever happens to the records and accounts of an index: who reads their changes ends with what
/// the index shows.
final class IndexChangesTest {
    private static final int ACCOUNTS = 3;
    private static final int KEYS = 5;
    private static final int STEPS = 120;
    private static final Duration DAY = Duration.ofDays(1);

    private IndexHistory history;

    @BeforeEach
    void open(@TempDir Path folder) {
        history = new IndexHistory(folder.resolve("index"));
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static RecordName name(int did, int key) {
        return IndexHistory.name(IndexHistory.did(did), key);
    }

    private void followAll() {
        boolean more = true;
        while (more) {
            more = history.follow(500);
        }
    }

    private static List<String> told(List<News> news) {
        return news.stream()
                .map(
                        one ->
                                one.record().id().externalId().substring("did:plc:".length())
                                        + " "
                                        + one.status().wire())
                .toList();
    }

    private void step(Random random) {
        Did did = IndexHistory.did(random.nextInt(ACCOUNTS));
        RecordName name = IndexHistory.name(did, random.nextInt(KEYS));
        String number = Integer.toString(random.nextInt(1_000));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> history.put(name, number);
            case 5 -> history.putHere(name, number);
            case 6, 7 -> history.delete(name);
            case 8 -> history.lose(name);
            case 9 -> history.status(did, AccountStatus.TAKENDOWN);
            case 10 -> history.status(did, AccountStatus.DEACTIVATED);
            case 11, 12 -> history.status(did, AccountStatus.ACTIVE);
            case 13 -> history.drop(did);
            case 14 -> history.pass(Duration.ofHours(random.nextInt(20)));
            default -> upkeep(random);
        }
    }

    private void upkeep(Random random) {
        switch (random.nextInt(6)) {
            case 0 -> history.rebuild();
            case 1, 2 -> history.restart();
            default -> {
                int _ = history.forget(DAY, 1 + random.nextInt(3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void followersEndWithWhatIsShown(long seed) {
        Random random = new Random(seed);
        List<IndexFollower> followers =
                List.of(new IndexFollower(), new IndexFollower(), new IndexFollower());

        for (int i = 0; i < STEPS; i++) {
            step(random);
            if (random.nextInt(3) > 0) {
                boolean _ = history.follow(1 + random.nextInt(3));
            }
            IndexFollower reads = followers.get(random.nextInt(followers.size()));
            if (random.nextBoolean()) {
                reads.page(history.tables(), 1 + random.nextInt(4));
            }
            if (i % 20 == 0) {
                followAll();
                reads.all(history.tables(), 3);
                assertThat(reads.copy()).isEqualTo(history.visible());
            }
        }
        followAll();
        followers.forEach(follower -> follower.all(history.tables(), 2));

        assertThat(followers).allSatisfy(f -> assertThat(f.copy()).isEqualTo(history.visible()));
        List<News> again = new IndexFollower().all(history.tables(), 3);
        assertThat(again.stream().map(News::spot).toList()).isSorted().doesNotHaveDuplicates();
        assertThat(again.stream().map(news -> news.record().id()).toList()).doesNotHaveDuplicates();
        assertThat(followers.getFirst().all(history.tables(), 3)).isEmpty();
    }

    @Test
    void tellsInTheOrderOfChanges() {
        history.put(name(1, 1), "1");
        history.put(name(0, 2), "2");
        history.put(name(0, 1), "3");
        followAll();
        history.pass(DAY);
        history.put(name(1, 1), "4");
        history.delete(name(0, 2));
        followAll();

        List<News> told = new IndexFollower().all(history.tables(), 10);

        assertThat(told(told)).containsExactly("a/k1 created", "b/k1 updated", "a/k2 deleted");
        long created = told.getLast().record().createdTime();
        assertThat(told.getLast().record().lastUpdatedTime() - created).isEqualTo(DAY.toMillis());
    }

    @Test
    void accountsThatAreHiddenAreDeletedAndComeBack() {
        IndexFollower follower = new IndexFollower();
        Did did = IndexHistory.did(0);
        history.put(name(0, 1), "1");
        history.put(name(0, 2), "2");
        history.put(name(1, 1), "3");
        followAll();
        follower.all(history.tables(), 10);

        history.status(did, AccountStatus.TAKENDOWN);
        followAll();
        List<News> hidden = follower.all(history.tables(), 10);
        history.status(did, AccountStatus.ACTIVE);
        followAll();
        List<News> shown = follower.all(history.tables(), 10);
        history.drop(did);
        followAll();
        List<News> dropped = follower.all(history.tables(), 10);

        assertThat(told(hidden)).containsExactly("a/k1 deleted", "a/k2 deleted");
        assertThat(told(shown)).containsExactly("a/k1 created", "a/k2 created");
        assertThat(told(dropped)).containsExactly("a/k1 deleted", "a/k2 deleted");
    }

    @Test
    void whatNobodyHasSeenIsNotToldToBeGone() {
        history.delete(name(0, 1));
        history.status(IndexHistory.did(1), AccountStatus.SUSPENDED);
        history.put(name(1, 1), "1");
        followAll();
        history.delete(name(1, 1));
        followAll();

        assertThat(new IndexFollower().all(history.tables(), 10)).isEmpty();
    }

    @Test
    void changesOfManyRecordsComeInSlices() {
        IndexFollower follower = new IndexFollower();
        for (int i = 0; i < 2_500; i++) {
            history.put(name(0, i), "1");
        }
        followAll();
        assertThat(follower.all(history.tables(), 1_000)).hasSize(2_500);

        history.status(IndexHistory.did(0), AccountStatus.DEACTIVATED);
        followAll();

        assertThat(follower.all(history.tables(), 999))
                .hasSize(2_500)
                .allMatch(news -> news.status() == Status.DELETED);
        assertThat(follower.copy()).isEmpty();
    }

    @Test
    void cursorsOutliveARestartAndNoRebuild() {
        IndexFollower follower = new IndexFollower();
        history.put(name(0, 1), "1");
        history.put(name(0, 2), "1");
        followAll();
        follower.page(history.tables(), 1);

        history.restart();
        List<News> rest = follower.all(history.tables(), 1);
        int begunBefore = follower.begun();
        history.rebuild();
        List<News> anew = follower.all(history.tables(), 1);

        assertThat(told(rest)).containsExactly("a/k2 created");
        assertThat(begunBefore).isEqualTo(1);
        assertThat(told(anew)).containsExactly("a/k1 created", "a/k2 created");
        assertThat(follower.begun()).isEqualTo(2);
    }

    @Test
    void tablesWithoutPositionsAreMadeAnew() throws IOException {
        Table records = Table.of("records", List.of("uri"), Table.Column.of("uri", Kind.TEXT));
        history.put(name(0, 1), "1");
        followAll();

        history.restartOn(new Schema("appview", 1, List.of(records), List.of()));

        assertThat(told(new IndexFollower().all(history.tables(), 1)))
                .containsExactly("a/k1 created");
    }

    @Test
    void aRebuildKeepsTheOrderOfTime() {
        history.put(name(1, 1), "1");
        history.pass(DAY);
        history.put(name(0, 1), "1");
        followAll();

        history.rebuild();

        assertThat(told(new IndexFollower().all(history.tables(), 1)))
                .containsExactly("b/k1 created", "a/k1 created");
    }

    @Test
    void nobodyReadsWhileTheTablesAreMadeAnew() {
        IndexFollower follower = new IndexFollower();
        history.put(name(0, 1), "1");
        followAll();

        history.breakRebuild();

        assertThatThrownBy(() -> follower.all(history.tables(), 1))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE));
    }

    @Test
    void deletionsAreForgottenAfterTheirTimeAndNotBefore() {
        IndexFollower old = new IndexFollower();
        IndexFollower late = new IndexFollower();
        history.put(name(0, 1), "1");
        history.put(name(0, 2), "1");
        history.put(name(0, 3), "1");
        followAll();
        old.all(history.tables(), 10);
        history.delete(name(0, 1));
        followAll();
        history.pass(Duration.ofSeconds(1));
        history.delete(name(0, 2));
        followAll();
        late.all(history.tables(), 10);

        history.pass(DAY.minusSeconds(1));
        int first = history.forget(DAY, 10);
        history.pass(Duration.ofMillis(1));
        int second = history.forget(DAY, 10);
        history.pass(Duration.ofSeconds(1));
        int third = history.forget(DAY, 10);
        old.all(history.tables(), 10);
        late.all(history.tables(), 10);

        assertThat(List.of(first, second, third)).containsExactly(0, 1, 1);
        assertThat(old.begun()).isEqualTo(2);
        assertThat(late.begun()).isEqualTo(1);
        assertThat(old.copy()).isEqualTo(history.visible());
    }

    @Test
    void forgetsNoMoreAtATimeThanItIsToldTo() {
        for (int i = 0; i < 5; i++) {
            history.put(name(0, i), "1");
        }
        followAll();
        history.status(IndexHistory.did(0), AccountStatus.TAKENDOWN);
        followAll();
        history.pass(DAY.plusDays(1));

        assertThat(history.forget(DAY, 4)).isEqualTo(4);
        assertThat(history.forget(DAY, 4)).isEqualTo(1);
        assertThat(history.forget(DAY, 4)).isZero();
    }

    @Test
    void aFollowerBesideTheWriterMissesNothing() throws Exception {
        IndexFollower follower = new IndexFollower();
        AtomicBoolean over = new AtomicBoolean();
        Random random = new Random(7);
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; i < 600; i++) {
                                        write(random);
                                        boolean _ = history.follow(5);
                                    }
                                    over.set(true);
                                });

        while (!over.get() && writer.isAlive()) {
            follower.page(history.tables(), 3);
        }
        writer.join();
        followAll();
        follower.all(history.tables(), 100);

        assertThat(over).isTrue();
        assertThat(follower.begun()).isEqualTo(1);
        assertThat(follower.copy()).isEqualTo(history.visible());
    }

    private void write(Random random) {
        Did did = IndexHistory.did(random.nextInt(ACCOUNTS));
        RecordName name = IndexHistory.name(did, random.nextInt(KEYS));
        history.pass(Duration.ofNanos(random.nextInt(3_000)));
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> history.put(name, Integer.toString(random.nextInt(1_000)));
            case 4, 5 -> history.delete(name);
            case 6 -> history.status(did, AccountStatus.TAKENDOWN);
            default -> history.status(did, AccountStatus.ACTIVE);
        }
    }
}
