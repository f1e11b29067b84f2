package chancery.web.auth;

import chancery.atproto.syntax.Did;

/// Who is calling, after the check of credentials.
public sealed interface Caller {
    /// Nobody in particular.
    record Anonymous() implements Caller {}

    /// An account of this server with an access token.
    record Session(Did did, Scope scope) implements Caller {}

    /// An account with a refresh token, which `tokenId` names.
    record Refresh(Did did, String tokenId) implements Caller {}

    /// Another service in the name of an account, by a token that this account's key signed.
    record Service(Did issuer) implements Caller {}

    /// The operator, by the admin password.
    record Admin() implements Caller {}
}
