package chancery.store.embedded.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class PoolTest {
    private final List<Lent> opened = new ArrayList<>();

    @Test
    void lendsEachConnectionToOneCaller() throws SQLException {
        Pool<Lent> pool = pool(2);

        Lent first = pool.take();
        Lent second = pool.take();

        assertThat(first).isNotSameAs(second);
        assertThatThrownBy(pool::take).isInstanceOf(StoreBusyException.class);
        pool.give(first);
        assertThat(pool.take()).isSameAs(first);
    }

    @Test
    void closesWhatIsThereAndLendsNoMore() throws SQLException {
        Pool<Lent> pool = pool(2);

        pool.close();
        pool.close();

        assertThat(opened).allMatch(lent -> lent.closes == 1);
        assertThatThrownBy(pool::take).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void closesWithoutWhatDoesNotComeBack() throws SQLException {
        Pool<Lent> pool = pool(2);
        Lent kept = pool.take();

        pool.close();

        assertThat(kept.closes).isZero();
        assertThat(opened).filteredOn(lent -> lent != kept).allMatch(lent -> lent.closes == 1);
    }

    @Test
    void lendsWhatIsFreeToWhoIsInterrupted() throws SQLException {
        Pool<Lent> pool = pool(1);
        Thread.currentThread().interrupt();

        Lent lent = pool.take();

        assertThat(lent).isSameAs(opened.getFirst());
        assertThatThrownBy(pool::take).isInstanceOf(StoreBusyException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Pool<Lent> pool(int size) throws SQLException {
        Pool<Lent> pool = new Pool<>(size, Duration.ofMillis(20));
        pool.fill(
                () -> {
                    Lent lent = new Lent();
                    opened.add(lent);
                    return lent;
                });
        return pool;
    }

    private static final class Lent implements Pool.Connection {
        private int closes;

        @Override
        public void close() {
            closes++;
        }
    }
}
