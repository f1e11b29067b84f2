package chancery.atproto.lexicon;

import chancery.atproto.syntax.Nsid;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A lexicon document: named definitions under one NSID. Descriptions are not kept.
///
/// @param defs the definitions by name; the primary one is `main`
public record Lexicon(Nsid id, Map<String, Def> defs) {
    /// The name of the primary definition.
    public static final String MAIN = "main";

    public Lexicon {
        defs = Collections.unmodifiableMap(new LinkedHashMap<>(defs));
    }

    /// The definition that the NSID alone refers to.
    public Optional<Def> main() {
        return Optional.ofNullable(defs.get(MAIN));
    }

    /// How data and references name a definition: `nsid#name`, and the NSID alone for `main`.
    public static String reference(String nsid, String name) {
        return name.equals(MAIN) ? nsid : nsid + "#" + name;
    }
}
