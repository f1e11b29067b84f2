package chancery.server.cli;

/// What the process answers to the one who started it; 64 and above as in `sysexits.h`.
final class ExitCode {
    static final int OK = 0;

    /// A port or a directory is taken, a check found a fault, or a script failed.
    static final int FAULT = 1;

    /// A script broke its budget.
    static final int BUDGET = 3;

    /// The disk failed: what is durable is not known any more.
    static final int STORAGE = 74;

    /// The configuration is wrong.
    static final int CONFIG = 78;

    private ExitCode() {}
}
