package chancery.web.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Gives each request a name of its own: a random prefix per process, then a count.
final class RequestIds {
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    RequestIds(RandomGenerator random) {
        prefix = Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX) + "-";
    }

    String next() {
        return prefix + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }
}
