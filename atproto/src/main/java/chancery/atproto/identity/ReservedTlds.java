package chancery.atproto.identity;

import chancery.atproto.syntax.Handle;

import java.util.Set;

/// Top-level domains that name nothing on the public network, so that neither a handle nor a
/// did:web may end in them. `test` is not among them: development uses it.
public final class ReservedTlds {
    private static final Set<String> NAMES =
            Set.of("local", "arpa", "invalid", "localhost", "internal", "example", "alt", "onion");

    private ReservedTlds() {}

    /// Whether the handle ends in such a domain.
    public static boolean contain(Handle handle) {
        return NAMES.contains(handle.value().substring(handle.value().lastIndexOf('.') + 1));
    }
}
