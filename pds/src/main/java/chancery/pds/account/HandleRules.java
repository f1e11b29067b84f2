package chancery.pds.account;

import chancery.atproto.syntax.Handle;
import chancery.web.Refusal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which handles may be had here. Source: the reference's rules for service domains.
public final class HandleRules {
    private static final int FRONT_MIN = 3;
    private static final int FRONT_MAX = 18;
    private static final Set<String> TLDS_REFUSED =
            Set.of("local", "arpa", "invalid", "localhost", "internal", "example", "alt", "onion");

    private final List<String> domains;
    private final Set<String> reserved;

    /// @param domains service domains with their leading dot, such as `.test`
    public HandleRules(List<String> domains, Set<String> reserved) {
        this.domains = List.copyOf(domains);
        this.reserved = Set.copyOf(reserved);
    }

    public List<String> domains() {
        return domains;
    }

    /// The handle of this text.
    public Handle parse(String text) {
        if (!Handle.valid(text)) {
            throw Refusal.invalid("InvalidHandle", "Input/handle must be a valid handle");
        }
        Handle handle = Handle.parse(text);
        String tld = handle.value().substring(handle.value().lastIndexOf('.') + 1);
        if (TLDS_REFUSED.contains(tld)) {
            throw Refusal.invalid("InvalidHandle", "Handle TLD is invalid or disallowed");
        }
        return handle;
    }

    /// The service domain this handle lies under; the bare domain itself does not.
    public Optional<String> domainOf(Handle handle) {
        return domains.stream().filter(handle.value()::endsWith).findFirst();
    }

    /// Refuses what may not be had under a service domain.
    public void requireFree(Handle handle, String domain) {
        String front = handle.value().substring(0, handle.value().length() - domain.length());
        if (front.indexOf('.') >= 0) {
            throw Refusal.invalid("InvalidHandle", "Invalid characters in handle");
        }
        if (front.length() < FRONT_MIN) {
            throw Refusal.invalid("InvalidHandle", "Handle too short");
        }
        if (front.length() > FRONT_MAX) {
            throw Refusal.invalid("InvalidHandle", "Handle too long");
        }
        if (reserved.contains(front)) {
            throw Refusal.invalid("HandleNotAvailable", "Reserved handle");
        }
    }
}
