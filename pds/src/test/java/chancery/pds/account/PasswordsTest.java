package chancery.pds.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.pds.limit.PdsLimits;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

class PasswordsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Passwords passwords = new Passwords(RANDOM, PdsLimits.STANDARD, 1);

    @Test
    void keepsAPhcStringOfTheDocumentedParameters() {
        String[] parts = passwords.hash("secret").split("\\$", -1);

        assertThat(parts).startsWith("", "argon2id", "v=19", "m=19456,t=2,p=1").hasSize(6);
        assertThat(Base64.getDecoder().decode(parts[4])).hasSize(16);
        assertThat(Base64.getDecoder().decode(parts[5])).hasSize(32);
    }

    @Test
    void matchesThePasswordAndNoOther() {
        String kept = passwords.hash("pässword");

        assertThat(passwords.matches("pässword", kept)).isTrue();
        assertThat(passwords.matches("passwort", kept)).isFalse();
        assertThat(passwords.matches("", kept)).isFalse();
    }

    @Test
    void samePasswordIsKeptDifferentlyEachTime() {
        assertThat(passwords.hash("secret")).isNotEqualTo(passwords.hash("secret"));
    }

    @Test
    void storedStringOfOtherParametersIsOurFault() {
        String kept = passwords.hash("secret").replace("t=2", "t=1");

        assertThatThrownBy(() -> passwords.matches("secret", kept))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onePastTheQueueIsTurnedAway() throws InterruptedException {
        Passwords stuck = new Passwords(RANDOM, queue(2), 0);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(waiting(stuck));
        }

        assertThatThrownBy(() -> stuck.hash("secret"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Too many logins at once")
                .extracting(e -> ((Refusal) e).kind())
                .isEqualTo(Refusal.Kind.UNAVAILABLE);
        assertThat(waiting).allMatch(Thread::isAlive);
        for (Thread thread : waiting) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void withoutAQueueFreeTurnsAreStillGiven() {
        Passwords unqueued = new Passwords(RANDOM, queue(0), 1);

        assertThat(unqueued.matches("secret", unqueued.hash("secret"))).isTrue();
    }

    /// Somebody who waits for a turn, and surely does when this returns.
    private static Thread waiting(Passwords stuck) throws InterruptedException {
        Thread thread =
                Thread.startVirtualThread(
                        () ->
                                assertThatThrownBy(() -> stuck.hash("secret"))
                                        .isInstanceOf(Refusal.class));
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return thread;
    }

    private static PdsLimits queue(int max) {
        PdsLimits usual = PdsLimits.STANDARD;
        return new PdsLimits(
                usual.writesMax(),
                usual.recordBytesMax(),
                usual.writeBodyBytesMax(),
                usual.blobBytesMax(),
                usual.passwordCharsMax(),
                usual.loginCharsMax(),
                max,
                usual.uploadKept(),
                usual.backfill(),
                usual.archiveBytesMax());
    }
}
