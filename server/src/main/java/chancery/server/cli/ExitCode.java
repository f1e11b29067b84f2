package chancery.server.cli;

/// What the process answers to the one who started it; 64 and above as in `sysexits.h`.
final class ExitCode {
    static final int OK = 0;

    /// A port or a directory is taken, or a check found a fault.
    static final int FAULT = 1;

    /// The disk failed: what is durable is not known any more.
    static final int STORAGE = 74;

    /// The configuration is wrong.
    static final int CONFIG = 78;

    private ExitCode() {}
}
