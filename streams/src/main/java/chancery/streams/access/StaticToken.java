package chancery.streams.access;

/// A token that stands in the configuration.
///
/// @param token what is shown as the bearer; never shown elsewhere
public record StaticToken(String token, Caller caller) {
    @Override
    public String toString() {
        return "token of " + caller.subject();
    }
}
