package chancery.web;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Does several things at the same time, each on a virtual thread of its own, and waits for all.
public final class Fanout {
    private Fanout() {}

    /// The results in the order of the tasks. The first failure is thrown as it is, and it, or the
    /// end of the time, interrupts the tasks that still run; none outlives this call.
    ///
    /// @throws Refusal of kind `UPSTREAM_SLOW` when the time is over first
    public static <T> List<T> all(List<? extends Callable<T>> tasks, Duration timeout) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> failure = new CompletableFuture<>();
            List<CompletableFuture<T>> results =
                    tasks.stream().map(task -> start(threads, task, failure)).toList();
            try {
                finished(results, failure).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
                return results.stream().map(CompletableFuture::join).toList();
            } catch (ExecutionException failed) {
                throw rethrown(failed.getCause());
            } catch (TimeoutException _) {
                throw slow();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw slow();
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <T> CompletableFuture<T> start(
            ExecutorService threads, Callable<T> task, CompletableFuture<?> failed) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(
                () -> {
                    try {
                        result.complete(task.call());
                    } catch (Throwable failure) {
                        failed.completeExceptionally(failure);
                    }
                });
        return result;
    }

    /// Done when all are, or when one has failed.
    private static CompletableFuture<?> finished(
            List<? extends CompletableFuture<?>> all, CompletableFuture<?> failed) {
        CompletableFuture<?> done =
                CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
        return CompletableFuture.anyOf(done, failed);
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failure);
        };
    }

    private static Refusal slow() {
        return new Refusal(Refusal.Kind.UPSTREAM_SLOW, "UpstreamTimeout", "Upstream Timeout");
    }
}
