package chancery.appview.caller;

import chancery.atproto.syntax.Did;
import chancery.web.auth.Scope;

import java.util.Optional;

/// Who calls a method of a lexicon.
public sealed interface AppCaller {
    /// The account that calls; empty for nobody in particular.
    Optional<Did> account();

    /// Nobody in particular.
    record Anonymous() implements AppCaller {
        @Override
        public Optional<Did> account() {
            return Optional.empty();
        }
    }

    /// An account of this server, by a token that was issued here.
    record Local(Did did, Scope scope) implements AppCaller {
        @Override
        public Optional<Did> account() {
            return Optional.of(did);
        }
    }

    /// An account with a session that an API client deposited here, shown by proof of its key.
    ///
    /// @param clientId the row of the API client
    record Remote(Did did, String clientId) implements AppCaller {
        @Override
        public Optional<Did> account() {
            return Optional.of(did);
        }
    }
}
