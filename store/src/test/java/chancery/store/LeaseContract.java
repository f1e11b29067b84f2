package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// Leases of a store that one node has for itself.
public abstract class LeaseContract extends StoreContract {
    private static final Duration TIME = Duration.ofSeconds(1);

    @Test
    void renewsWithTheSameToken() {
        Lease lease = new SingleNodeLease(store());

        assertThat(lease.acquire("sweep", TIME)).contains(1L);
        assertThat(lease.acquire("sweep", TIME)).contains(1L);
        assertThat(lease.acquire("other", TIME)).contains(1L);
    }

    @Test
    void theTokenGrowsWithEachHolder() {
        Lease lease = new SingleNodeLease(store());
        lease.acquire("sweep", TIME);

        lease.release("sweep", 7);
        assertThat(lease.acquire("sweep", TIME)).contains(1L);
        lease.release("sweep", 1);
        assertThat(lease.acquire("sweep", TIME)).contains(2L);
        assertThat(new SingleNodeLease(store()).acquire("sweep", TIME)).contains(3L);
    }

    @Test
    void aLateHolderCannotWrite() {
        new SingleNodeLease(store()).acquire("sweep", TIME);
        new SingleNodeLease(store()).acquire("sweep", TIME);
        Key row = Lease.key("sweep");
        Key mine = row.partition().key(Space.META, "mine");

        assertThat(
                        store().commit(
                                        new Batch()
                                                .requireEqual(row, Lease.value(1))
                                                .put(mine, bytes("1"))))
                .isEqualTo(new Outcome.Conflict(row));
        assertThat(
                        store().commit(
                                        new Batch()
                                                .requireEqual(row, Lease.value(2))
                                                .put(mine, bytes("2"))))
                .isInstanceOf(Outcome.Committed.class);
    }
}
