package chancery.streams.json;

import chancery.streams.fault.Fault;

/// The words in which clients know that a text has the wrong size.
public final class Violations {
    private Violations() {}

    /// A text that is longer than it may be.
    public static Fault size(String name, int max) {
        return Fault.invalid(
                "Request had 1 constraint violations. Please fix the request and try again. ["
                        + name
                        + " size must be between 0 and "
                        + max
                        + "]");
    }
}
