package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chancery.atproto.syntax.Did;
import chancery.pds.repo.SigningKeys;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;

class SigningKeysTest {
    private final Kit kit = new Kit();
    private final Did alice = kit.account("alice").did();
    private final Did bob = kit.account("bob").did();
    private final SigningKeys keys =
            new SigningKeys(kit.store, kit.ports.sealer(), new SecureRandom());

    @Test
    void keyIsStoredSealed() {
        byte[] plain = keys.get(alice).bytes();

        assertThat(new String(row(alice), ISO_8859_1))
                .doesNotContain(new String(plain, ISO_8859_1));
        assertThat(row(alice)).hasSize(plain.length + 37);
    }

    @Test
    void rowMovedToAnotherAccountDoesNotOpen() {
        kit.store.commit(new Batch().put(key(bob), row(alice)));

        assertThatThrownBy(() -> keys.get(bob))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the sealed value does not open");
    }

    @Test
    void otherSecretOfTheSameAccountDoesNotOpenAsItsKey() {
        byte[] other = kit.ports.sealer().seal(bob.value(), "another purpose", new byte[32]);
        kit.store.commit(new Batch().put(key(bob), other));

        assertThatThrownBy(() -> keys.get(bob)).hasMessage("the sealed value does not open");
    }

    private byte[] row(Did did) {
        return kit.store.get(key(did)).orElseThrow();
    }

    private static Key key(Did did) {
        return new Partition(did.value()).key(Space.ACCOUNT, "key");
    }
}
