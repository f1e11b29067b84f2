package chancery.appview.index.flow;

import java.util.concurrent.CountDownLatch;

/// The receipt of one change that somebody waits for.
final class Taken implements Receipt {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long position;

    @Override
    public void settled(long at) {
        position = at;
    }

    @Override
    public void finished() {
        done.countDown();
    }

    /// Waits until the change is durable, or its script did not want it.
    ///
    /// @return its position in the log of the index
    long await() throws InterruptedException {
        done.await();
        return position;
    }
}
