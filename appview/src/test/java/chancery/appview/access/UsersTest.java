package chancery.appview.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.access.User.Rank;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Users and their keys, as they are kept.
final class UsersTest {
    private static final Did ALICE = Did.parse("did:web:alice.example.com");
    private static final Did BOB = Did.parse("did:web:bob.example.com");
    private static final AppViewLimits.Administration LIMITS =
            new AppViewLimits.Administration(3, 2, 10, 10, 10, 10, 10, 10);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-19T10:11:12Z"));
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Users users = new Users(store, LIMITS, now::get, new Random(1));
    private final ApiKeys keys = new ApiKeys(store, LIMITS, now::get, new Random(2));

    private User add(String name) {
        return users.add(Did.parse("did:web:" + name), Rank.ORDINARY, Set.of());
    }

    @Test
    void findsUsersBothWays() {
        User alice = users.add(ALICE, Rank.SUPER, EnumSet.of(Permission.STATS_READ));

        assertThat(users.find(ALICE)).contains(alice);
        assertThat(users.find(alice.id())).contains(alice);
        assertThat(users.find(BOB)).isEmpty();
        assertThat(alice.effective()).containsExactlyInAnyOrder(Permission.values());
        assertThat(alice.permissions()).containsExactly(Permission.STATS_READ);
    }

    @Test
    void refusesASecondUserOfOneDid() {
        User first = users.add(ALICE, Rank.ORDINARY, Set.of());

        assertThatThrownBy(() -> users.add(ALICE, Rank.SUPER, Set.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("user with DID 'did:web:alice.example.com' already exists");
        assertThat(users.all()).containsExactly(first);
    }

    @Test
    void boundsHowManyThereAre() {
        add("a.example");
        add("b.example");
        User last = add("c.example");

        assertThatThrownBy(() -> add("d.example"))
                .isInstanceOf(Refusal.class)
                .hasMessage("at most 3 users");
        users.remove(last);
        add("d.example");

        assertThat(users.all()).hasSize(3);
    }

    @Test
    void makesAnotherRowForAUserWhoComesBack() {
        User first = users.add(ALICE, Rank.ORDINARY, Set.of());
        String key = keys.make(first.id(), "k", Set.of()).secret();
        users.remove(first);

        User second = users.add(ALICE, Rank.ORDINARY, Set.of());

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(keys.find(key).map(ApiKey::userId).flatMap(users::find)).isEmpty();
    }

    @Test
    void changesNothingWhenAUserChangedMeanwhile() {
        User alice = users.add(ALICE, Rank.SUPER, Set.of());
        User bob = users.add(BOB, Rank.ORDINARY, Set.of());
        users.change(bob.id(), Set.of(Permission.STATS_READ), Set.of());

        assertThat(users.transfer(alice, bob)).isFalse();
        assertThat(users.remove(bob)).isFalse();
        assertThat(users.find(ALICE)).contains(alice);
        assertThat(users.find(BOB).map(User::rank)).contains(Rank.ORDINARY);
    }

    @Test
    void revokesAndForgetsTheOldestRevokedKeys() {
        User alice = users.add(ALICE, Rank.ORDINARY, Set.of());
        List<String> names = List.of("a", "b", "c", "d", "e", "f");
        for (String name : names) {
            now.updateAndGet(moment -> moment.plusSeconds(1));
            keys.revoke(alice.id(), keys.make(alice.id(), name, Set.of()).key().id());
        }

        now.updateAndGet(moment -> moment.plusSeconds(1));
        keys.make(alice.id(), "g", Set.of());

        assertThat(keys.of(alice.id())).extracting(ApiKey::name).containsExactly("g", "f", "e");
    }

    @Test
    void keepsTheMomentOfTheFirstRevocation() {
        User alice = users.add(ALICE, Rank.ORDINARY, Set.of());
        String id = keys.make(alice.id(), "a", Set.of()).key().id();
        Optional<ApiKey> first = keys.revoke(alice.id(), id);
        now.updateAndGet(moment -> moment.plusSeconds(1));

        assertThat(keys.revoke(alice.id(), id)).isEqualTo(first);
        assertThat(keys.revoke("another", id)).isEmpty();
    }

    @Test
    void writesTheLastUseOncePerMinute() {
        User alice = users.add(ALICE, Rank.ORDINARY, Set.of());
        LastUse use = new LastUse(users, keys, now::get);
        use.note(alice);
        use.flush();
        User noted = users.find(ALICE).orElseThrow();

        use.note(noted);
        use.flush();

        assertThat(noted.lastUsedAt()).contains(Instant.parse("2026-05-19T10:11:00Z"));
        assertThat(users.find(ALICE)).contains(noted);
    }
}
