package chancery.atproto.lexicon;

import chancery.atproto.syntax.Nsid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The lexicons that are known, as one snapshot that never changes: who changes it gets another.
public final class Catalog {
    /// Knows nothing.
    public static final Catalog EMPTY = empty(LexiconLimits.STANDARD);

    private final LexiconLimits limits;
    private final Map<Nsid, Lexicon> lexicons;
    private final Map<String, Schema> schemas = new HashMap<>();

    private Catalog(LexiconLimits limits, Map<Nsid, Lexicon> lexicons) {
        if (lexicons.size() > limits.lexiconsMax()) {
            throw Node.malformed("Expected at most " + limits.lexiconsMax() + " lexicons");
        }
        this.limits = limits;
        this.lexicons = lexicons;
        for (Lexicon lexicon : lexicons.values()) {
            lexicon.defs().forEach((name, def) -> index(lexicon.id(), name, def));
        }
    }

    private void index(Nsid id, String name, Def def) {
        if (def instanceof Schema schema) {
            schemas.put(Lexicon.reference(id.value(), name), schema);
        } else if (def instanceof Def.RecordType(_, var body)) {
            schemas.put(id.value(), body);
        }
    }

    /// Knows nothing, and will never know more than these limits allow.
    public static Catalog empty(LexiconLimits limits) {
        return new Catalog(limits, Map.of());
    }

    /// The lexicons that come with the program: all of `com.atproto`, the record types of
    /// `app.bsky`, and what they refer to. Reads and parses them: call it once.
    public static Catalog bundled() {
        return EMPTY.with(BundledLexicons.load());
    }

    /// The lexicon of this name.
    public Optional<Lexicon> find(Nsid id) {
        return Optional.ofNullable(lexicons.get(id));
    }

    /// The primary definition of this name: a record type, a method.
    public Optional<Def> main(Nsid id) {
        Lexicon lexicon = lexicons.get(id);
        return lexicon == null ? Optional.empty() : lexicon.main();
    }

    /// The schema that `nsid` or `nsid#name` refers to; for a record type that of its body.
    public Optional<Schema> resolve(String reference) {
        String main = "#" + Lexicon.MAIN;
        return schema(
                reference.endsWith(main)
                        ? reference.substring(0, reference.length() - main.length())
                        : reference);
    }

    /// The schema that a reference in a [Schema] points to.
    Optional<Schema> schema(String target) {
        return Optional.ofNullable(schemas.get(target));
    }

    /// This catalogue with the lexicon, in place of an earlier one of its name.
    public Catalog with(Lexicon lexicon) {
        return with(List.of(lexicon));
    }

    /// This catalogue with the lexicons, in place of earlier ones of their names.
    public Catalog with(Collection<Lexicon> added) {
        Map<Nsid, Lexicon> all = new HashMap<>(lexicons);
        added.forEach(lexicon -> all.put(lexicon.id(), lexicon));
        return new Catalog(limits, all);
    }

    /// This catalogue without the lexicon.
    public Catalog without(Nsid id) {
        Map<Nsid, Lexicon> rest = new HashMap<>(lexicons);
        return rest.remove(id) == null ? this : new Catalog(limits, rest);
    }

    /// The names of all lexicons, sorted.
    public List<Nsid> ids() {
        return lexicons.keySet().stream().sorted().toList();
    }

    /// References of the lexicons that lead nowhere, with the lexicons that have them. A value
    /// that needs one is [Validation.Unknown].
    public Map<String, Set<Nsid>> unresolved() {
        Map<String, Set<Nsid>> dangling = new TreeMap<>();
        for (Lexicon lexicon : lexicons.values()) {
            List<String> targets = new ArrayList<>();
            lexicon.defs().values().forEach(def -> References.collect(def, targets));
            for (String target : targets) {
                if (!schemas.containsKey(target)) {
                    dangling.computeIfAbsent(target, _ -> new TreeSet<>()).add(lexicon.id());
                }
            }
        }
        return Collections.unmodifiableMap(dangling);
    }
}
