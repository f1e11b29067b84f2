package chancery.streams.access;

import java.util.List;

/// A program that gets tokens here for its secret.
///
/// @param secret as it was configured; never shown
public record Client(String id, String secret, List<Capability> capabilities) {
    public Client {
        capabilities = List.copyOf(capabilities);
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
