package chancery.appview.proxy;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which unknown methods are passed on.
///
/// @param patterns names, or beginnings of names that end in `.*`; none where the mode needs none
public record ProxyPolicy(Mode mode, List<String> patterns) {
    /// All are.
    public static final ProxyPolicy OPEN = new ProxyPolicy(Mode.OPEN, List.of());

    /// How many patterns there may be.
    public static final int PATTERNS_MAX = 1_000;

    private static final String BELOW = ".*";
    private static final int EXACT_SEGMENTS = 3;
    private static final int SEGMENTS = 2;

    public ProxyPolicy {
        patterns = mode == Mode.OPEN || mode == Mode.DISABLED ? List.of() : List.copyOf(patterns);
        if (patterns.size() > PATTERNS_MAX) {
            throw new SyntaxException("more than " + PATTERNS_MAX + " NSID patterns");
        }
        patterns.forEach(ProxyPolicy::require);
    }

    /// What the patterns mean.
    public enum Mode {
        /// Nothing is passed on.
        DISABLED,
        /// Everything is.
        OPEN,
        /// What fits a pattern is.
        ALLOWLIST,
        /// What fits no pattern is.
        BLOCKLIST;

        /// The mode of this name.
        public static Optional<Mode> of(String wire) {
            for (Mode mode : values()) {
                if (mode.wire().equals(wire)) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }

        /// The name on the wire.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether this method may be passed on.
    public boolean allows(Nsid nsid) {
        return switch (mode) {
            case DISABLED -> false;
            case OPEN -> true;
            case ALLOWLIST -> fits(nsid);
            case BLOCKLIST -> !fits(nsid);
        };
    }

    private boolean fits(Nsid nsid) {
        return patterns.stream().anyMatch(pattern -> fits(pattern, nsid.value()));
    }

    private static boolean fits(String pattern, String name) {
        return pattern.endsWith(BELOW)
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static void require(String pattern) {
        if (pattern.isEmpty()) {
            throw new SyntaxException("NSID pattern must not be empty");
        }
        boolean below = pattern.endsWith(BELOW);
        String name = below ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        String[] segments = name.split("\\.", -1);
        if (segments.length < SEGMENTS) {
            throw new SyntaxException("NSID pattern must have at least two segments: " + pattern);
        }
        for (String segment : segments) {
            if (segment.isEmpty()) {
                throw new SyntaxException("NSID pattern has empty segment");
            }
            if (!segment.chars().allMatch(ProxyPolicy::plain)) {
                throw new SyntaxException("NSID segment contains invalid characters: " + pattern);
            }
        }
        if (!below && segments.length < EXACT_SEGMENTS) {
            throw new SyntaxException("Exact NSID must have at least three segments: " + pattern);
        }
    }

    private static boolean plain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-';
    }

    /// As it is kept, and as operators see it.
    public Json.Members write() {
        return Json.Members.builder()
                .put("mode", mode.wire())
                .put("nsids", Json.texts(patterns))
                .build();
    }
}
