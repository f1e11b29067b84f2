package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is remembered, for how long, and what is forgotten first.
class CachingDidResolverTest {
    private static final Did A = Did.parse("did:web:a.example.com");
    private static final Did B = Did.parse("did:web:b.example.com");
    private static final Did C = Did.parse("did:web:c.example.com");

    private final List<Did> asked = new ArrayList<>();
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private Instant now = GivenPlc.NOW;
    private String handle = "one.test";
    private boolean reachable = true;
    private final CachingDidResolver resolver =
            new CachingDidResolver(
                    this::find,
                    () -> now,
                    background::add,
                    new CacheLimits(2, Duration.ofHours(1), Duration.ofDays(1)));

    @Test
    void asksOnceWithinAnHour() {
        resolver.resolve(A);
        now = now.plus(Duration.ofHours(1)).minusMillis(1);
        resolver.resolve(A);

        assertThat(asked).containsExactly(A);
        assertThat(background).isEmpty();
    }

    @Test
    void servesAnOldDocumentAndAsksInTheBackground() {
        resolver.resolve(A);
        now = now.plus(Duration.ofHours(1));
        handle = "two.test";

        assertThat(handleOf(A)).contains(Handle.parse("one.test"));
        assertThat(handleOf(A)).contains(Handle.parse("one.test"));
        assertThat(background).hasSize(1);

        background.remove().run();
        assertThat(handleOf(A)).contains(Handle.parse("two.test"));
        assertThat(asked).containsExactly(A, A);
        assertThat(background).isEmpty();
    }

    @Test
    void servesAnOldDocumentWhenNobodyAnswers() {
        resolver.resolve(A);
        now = now.plus(Duration.ofHours(2));
        reachable = false;

        resolver.resolve(A);
        background.remove().run();

        assertThat(resolver.resolve(A)).isPresent();
        assertThat(background).hasSize(1);
    }

    @Test
    void dropsDocumentsAfterADay() {
        resolver.resolve(A);
        now = now.plus(Duration.ofDays(1));
        reachable = false;

        assertThatThrownBy(() -> resolver.resolve(A)).isInstanceOf(FetchException.class);
    }

    @Test
    void asksAgainWhenTold() {
        resolver.resolve(A);
        handle = "two.test";

        resolver.refresh(A);

        assertThat(handleOf(A)).contains(Handle.parse("two.test"));
    }

    @Test
    void forgetsWhenTold() {
        resolver.resolve(A);

        resolver.forget(A);
        resolver.resolve(A);

        assertThat(asked).containsExactly(A, A);
    }

    @Test
    void forgetsWhatWasUsedLongestAgo() {
        resolver.resolve(A);
        resolver.resolve(B);
        resolver.resolve(A);
        resolver.resolve(C);

        resolver.resolve(A);
        resolver.resolve(B);

        assertThat(asked).containsExactly(A, B, C, B);
    }

    @Test
    void remembersNothingThatWasNotThere() {
        Did nobody = Did.parse("did:web:nobody.example.com");

        assertThat(resolver.resolve(nobody)).isEmpty();
        assertThat(resolver.resolve(nobody)).isEmpty();

        assertThat(asked).containsExactly(nobody, nobody);
    }

    private Optional<Handle> handleOf(Did did) {
        return resolver.resolve(did).flatMap(DidDocument::handle);
    }

    private Optional<DidDocument> find(Did did) {
        asked.add(did);
        if (!reachable) {
            throw new FetchException("nobody answers");
        }
        return did.value().contains("nobody")
                ? Optional.empty()
                : Optional.of(DidDocument.of(did, GivenPlc.STATE.withHandle(Handle.parse(handle))));
    }
}
