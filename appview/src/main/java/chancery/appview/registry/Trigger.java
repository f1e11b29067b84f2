package chancery.appview.registry;

import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

/// What makes a script run: a kind of occasion, and which one of them. Written `kind:suffix`.
///
/// @param suffix the name of a lexicon, `_actor`, or the type of a job
public record Trigger(Kind kind, String suffix) {
    /// The longest name of a type of jobs.
    public static final int JOB_TYPE_MAX = 128;

    /// Labels on accounts.
    public static final String ACTOR = "_actor";

    /// The kinds of occasions.
    public enum Kind {
        RECORD_INDEX("record.index"),
        RECORD_CREATE("record.create"),
        RECORD_UPDATE("record.update"),
        RECORD_DELETE("record.delete"),
        XRPC_QUERY("xrpc.query"),
        XRPC_PROCEDURE("xrpc.procedure"),
        LABELER_APPLY("labeler.apply"),
        JOB_RUN("job.run");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        /// The name on the wire.
        public String wire() {
            return wire;
        }
    }

    /// A trigger of a lexicon.
    public static Trigger of(Kind kind, Nsid nsid) {
        return new Trigger(kind, nsid.value());
    }

    /// A trigger as it is written.
    ///
    /// @throws SyntaxException when it is none
    public static Trigger parse(String text) {
        int colon = text.indexOf(':');
        String suffix = text.substring(colon + 1);
        for (Kind kind : Kind.values()) {
            if (colon > 0 && text.substring(0, colon).equals(kind.wire)) {
                requireSuffix(kind, suffix);
                return new Trigger(kind, suffix);
            }
        }
        throw new SyntaxException("no trigger: expected kind:suffix, such as record.index:<nsid>");
    }

    private static void requireSuffix(Kind kind, String suffix) {
        switch (kind) {
            case JOB_RUN -> {
                if (!jobType(suffix)) {
                    throw new SyntaxException("no type of a job: [a-z0-9][a-z0-9._-]*");
                }
            }
            case LABELER_APPLY -> {
                if (!suffix.equals(ACTOR)) {
                    Nsid.parse(suffix);
                }
            }
            case RECORD_INDEX,
                    RECORD_CREATE,
                    RECORD_UPDATE,
                    RECORD_DELETE,
                    XRPC_QUERY,
                    XRPC_PROCEDURE ->
                    Nsid.parse(suffix);
        }
    }

    /// Whether this names a type of jobs.
    public static boolean jobType(String text) {
        return !text.isEmpty()
                && text.length() <= JOB_TYPE_MAX
                && "._-".indexOf(text.charAt(0)) < 0
                && text.chars().allMatch(Trigger::jobCharacter);
    }

    private static boolean jobCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }

    /// As it is written.
    public String wire() {
        return kind.wire + ":" + suffix;
    }
}
