package chancery.pds.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Did;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

@Timeout(60)
class RepoLocksTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");

    private final RepoLocks locks = new RepoLocks();

    @Test
    void writerWaitsUntilTheTurnOfAnotherIsOver() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch inside = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> turn =
                    threads.submit(
                            () ->
                                    locks.inTurn(
                                            ALICE,
                                            () -> {
                                                inside.countDown();
                                                awaitWaiting(2);
                                                return order.add("turn");
                                            }));
            inside.await();
            Future<Boolean> other = threads.submit(() -> locks.with(ALICE, () -> order.add("b")));
            turn.get();
            other.get();
        }

        assertThat(order).containsExactly("turn", "b");
    }

    @Test
    void turnWritesItsRepositoryItself() {
        String wrote = locks.inTurn(ALICE, () -> locks.with(ALICE, () -> "wrote"));

        assertThat(wrote).isEqualTo("wrote");
    }

    @Test
    void threadsThatTheTurnStartsBelongToIt() {
        String wrote = locks.inTurn(ALICE, () -> onNewThread(() -> locks.with(ALICE, () -> "in")));

        assertThat(wrote).isEqualTo("in");
    }

    @Test
    void threadThatOutlivesTheTurnIsAStrangerAgain() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Integer> late =
                new FutureTask<>(
                        () -> {
                            over.await();
                            return locks.with(ALICE, locks::size);
                        });
        locks.inTurn(ALICE, () -> Thread.ofVirtual().start(late));

        over.countDown();

        assertThat(late.get()).isEqualTo(1);
        assertThat(locks.size()).isZero();
    }

    @Test
    void repositoriesDoNotWaitForEachOther() {
        String wrote = locks.inTurn(ALICE, () -> onNewThread(() -> locks.with(BOB, () -> "bob")));

        assertThat(wrote).isEqualTo("bob");
    }

    @Test
    void turnsThatWaitForEachOtherEndWithARefusal() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> crossing(ALICE, BOB, both));
            Future<String> second = threads.submit(() -> crossing(BOB, ALICE, both));

            assertThat(List.of(first.get(), second.get())).contains("NotEnoughResources");
        }
        assertThat(locks.size()).isZero();
    }

    @Test
    void nothingStaysBehindWhenTheWorkFails() {
        Refusal refusal = Refusal.invalid("no");

        assertThatThrownBy(() -> locks.inTurn(ALICE, () -> fail(refusal))).isSameAs(refusal);
        assertThat(locks.size()).isZero();
    }

    private String crossing(Did own, Did other, CountDownLatch both) {
        return locks.inTurn(
                own,
                () -> {
                    both.countDown();
                    await(both);
                    try {
                        return locks.with(other, () -> "wrote");
                    } catch (Refusal e) {
                        return e.name();
                    }
                });
    }

    private static String fail(Refusal refusal) {
        throw refusal;
    }

    private static String onNewThread(Supplier<String> work) {
        FutureTask<String> task = new FutureTask<>(work::get);
        Thread.ofVirtual().start(task);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitWaiting(int users) {
        while (locks.users(ALICE) < users) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
