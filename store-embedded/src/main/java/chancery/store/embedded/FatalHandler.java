package chancery.store.embedded;

/// Ends the process when the store cannot say any more what is durable. A failed write or sync is
/// never tried again, for the kernel may have dropped what it holds.
@FunctionalInterface
public interface FatalHandler {
    /// The exit code for it: an error of input or output.
    int EXIT_CODE = 74;

    /// Ends the process with [#EXIT_CODE] after one line for the operator.
    void stop(String line, Throwable cause);
}
