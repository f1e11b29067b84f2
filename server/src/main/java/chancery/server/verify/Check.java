package chancery.server.verify;

/// Looks at one kind of thing in a store and says what is wrong.
@FunctionalInterface
public interface Check {
    Report run();
}
