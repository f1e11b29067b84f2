package chancery.atproto.xrpc;

/// Whether a service token is believed.
public sealed interface ServiceVerdict {
    /// It is: the issuer asks for this call.
    record Believed(ServiceToken token) implements ServiceVerdict {}

    /// It is not; name and message are for the client, with status 401.
    record Refused(String error, String message) implements ServiceVerdict {}
}
