package chancery.pds.xrpc.server;

import chancery.atproto.data.Value;
import chancery.pds.account.Account;
import chancery.pds.session.Sessions;

/// What clients are told about their account and session.
final class SessionViews {
    private SessionViews() {}

    static Value.Map.Builder account(Account account) {
        Value.Map.Builder out =
                Value.Map.builder()
                        .put("did", account.did().value())
                        .put("handle", account.handle().value())
                        .put("active", account.active());
        if (!account.active()) {
            out.put("status", account.standing().wire());
        }
        account.email()
                .ifPresent(email -> out.put("email", email.value()).put("emailConfirmed", false));
        return out;
    }

    static Value.Map session(Account account, Sessions.Pair tokens) {
        return account(account)
                .put("accessJwt", tokens.access())
                .put("refreshJwt", tokens.refresh())
                .build();
    }
}
