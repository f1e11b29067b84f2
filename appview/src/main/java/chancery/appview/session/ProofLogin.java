package chancery.appview.session;

import chancery.appview.client.ApiClient;
import chancery.appview.dpop.ProofCheck;
import chancery.appview.dpop.ProofCheck.Shown;
import chancery.web.Refusal;

/// Knows an account by its token and the proof of the key that the token is bound to.
public final class ProofLogin {
    private final Sessions sessions;
    private final ProofCheck proofs;

    public ProofLogin(Sessions sessions, ProofCheck proofs) {
        this.sessions = sessions;
        this.proofs = proofs;
    }

    /// The session that the request was made with.
    ///
    /// @throws Refusal when it was made with none
    public RemoteSession require(ApiClient client, Shown shown) {
        RemoteSession session =
                switch (sessions.named(client.id(), shown.token())) {
                    case Sessions.Named.Live(var live) -> live;
                    case Sessions.Named.Ended _ -> throw unauthenticated("token_expired");
                    case Sessions.Named.Nothing _ ->
                            throw unauthenticated("no matching DPoP session");
                };
        proofs.require(shown, session.key().thumbprint());
        sessions.use(session);
        return session;
    }

    private static Refusal unauthenticated(String message) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, "", message);
    }
}
