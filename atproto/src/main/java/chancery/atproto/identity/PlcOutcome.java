package chancery.atproto.identity;

/// What became of an operation that was handed to a directory.
public sealed interface PlcOutcome {
    /// It was taken; this is the history with it.
    record Applied(PlcLog log) implements PlcOutcome {}

    /// It breaks a rule; nothing changed. The message is for the client.
    record Refused(String message) implements PlcOutcome {}
}
