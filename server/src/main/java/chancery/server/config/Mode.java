package chancery.server.config;

/// Which defaults hold.
public enum Mode {
    /// Everything local and open.
    DEV,
    /// Production.
    SERVE
}
