package chancery.atproto.identity;

/// What a directory answers to an operation.
public sealed interface PlcAnswer {
    /// It stands in the history now.
    record Taken() implements PlcAnswer {}

    /// It does not; the message is for the client.
    record Refused(String message) implements PlcAnswer {}
}
