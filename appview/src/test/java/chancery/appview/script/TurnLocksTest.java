package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Did;
import chancery.web.Fanout;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

final class TurnLocksTest {
    private static final Did ALICE = Did.parse("did:plc:alice");
    private static final Did BOB = Did.parse("did:plc:bob");

    private final TurnLocks locks = new TurnLocks(Duration.ofMinutes(5), Duration.ofMillis(20));
    private int counter;

    @Test
    void oneAtATimeHasTheTurn() {
        Callable<Integer> add =
                () ->
                        locks.inTurn(
                                ALICE,
                                () -> {
                                    int before = counter;
                                    Thread.onSpinWait();
                                    counter = before + 1;
                                    return counter;
                                });

        Fanout.all(Collections.nCopies(200, add), Duration.ofMinutes(5));

        assertThat(counter).isEqualTo(200);
    }

    @Test
    void whoHasTheTurnMayTakeItAgain() {
        assertThat(locks.<String>inTurn(ALICE, () -> locks.inTurn(ALICE, () -> "inner")))
                .isEqualTo("inner");
        assertThat(
                        locks.<String>inTurn(
                                ALICE,
                                () -> locks.inTurn(BOB, () -> locks.inTurn(ALICE, () -> "inner"))))
                .isEqualTo("inner");
    }

    @Test
    void aCarriedTaskHasTheTurn() {
        String answer =
                locks.inTurn(
                        ALICE,
                        () -> {
                            CompletableFuture<String> done = new CompletableFuture<>();
                            Thread.ofVirtual()
                                    .start(
                                            TurnLocks.carried(
                                                    () ->
                                                            done.complete(
                                                                    locks.inTurn(
                                                                            ALICE, () -> "it"))));
                            return done.join();
                        });

        assertThat(answer).isEqualTo("it");
    }

    @Test
    void whoHasATurnDoesNotWaitLongForAnother() {
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Thread other =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        locks.inTurn(
                                                BOB,
                                                () -> {
                                                    taken.complete(null);
                                                    return release.join();
                                                }));
        taken.join();

        assertThatThrownBy(() -> locks.inTurn(ALICE, () -> locks.inTurn(BOB, () -> "never")))
                .isInstanceOf(Refusal.class)
                .hasMessage("the repository is busy");

        release.complete(null);
        assertThat(other.isAlive() && !join(other)).isFalse();
        assertThat(locks.<String>inTurn(BOB, () -> "free")).isEqualTo("free");
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTurnEndsWhenItsWorkFails() {
        assertThatThrownBy(
                        () ->
                                locks.inTurn(
                                        ALICE,
                                        () -> {
                                            throw new IllegalArgumentException("no");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(locks.<String>inTurn(ALICE, () -> "next")).isEqualTo("next");
    }
}
