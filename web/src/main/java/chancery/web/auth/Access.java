package chancery.web.auth;

import java.util.Set;

/// What credentials a method asks for.
public sealed interface Access {
    /// Open to all; credentials are not looked at.
    record Open() implements Access {}

    /// An access token with one of these scopes.
    record Session(Set<Scope> scopes) implements Access {
        public Session {
            scopes = Set.copyOf(scopes);
        }
    }

    /// Open to all; an access token, or the admin password, shows more when it is there.
    record Optional() implements Access {}

    /// A refresh token.
    record Refresh() implements Access {}

    /// A refresh token, even one whose time is over.
    record RefreshEvenExpired() implements Access {}

    /// Open to all; a service token of an account that moves here counts when it is there.
    record OptionalService() implements Access {}

    /// An access token with one of these scopes, or a service token that an account of this server
    /// signed for this very method.
    record SessionOrService(Set<Scope> scopes) implements Access {
        public SessionOrService {
            scopes = Set.copyOf(scopes);
        }
    }

    /// The admin password.
    record Admin() implements Access {}

    Access OPEN = new Open();
    Access REFRESH = new Refresh();
    Access REFRESH_EVEN_EXPIRED = new RefreshEvenExpired();
    Access OPTIONAL = new Optional();
    Access OPTIONAL_SERVICE = new OptionalService();
    Access ADMIN = new Admin();

    /// The scopes of sessions that may act: main or application password.
    Set<Scope> SESSION_SCOPES =
            Set.of(Scope.ACCESS, Scope.APP_PASSWORD, Scope.APP_PASSWORD_PRIVILEGED);

    /// Any session that may act.
    Access ANY_SESSION = new Session(SESSION_SCOPES);

    /// A session by the main password.
    Access FULL_SESSION = new Session(Set.of(Scope.ACCESS));
}
