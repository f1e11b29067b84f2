package chancery.appview.caller;

import java.util.Optional;

/// A request's caller and the client it came through.
///
/// @param clientKey as it was sent, known or not
/// @param client the client of that key, when there is one
public record Identified(AppCaller caller, Optional<String> clientKey, Optional<Client> client) {
    /// A registered client, as far as its calls need it.
    ///
    /// @param id its row
    public record Client(String id, String key, Allowance allowance) {}
}
