package chancery.atproto.lexicon;

import chancery.atproto.syntax.Nsid;

import org.jspecify.annotations.Nullable;

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
import java.util.concurrent.ConcurrentHashMap;

/// The lexicons that are known, as one snapshot that never changes: who changes it gets another.
public final class Catalog {
    /// Knows nothing.
    public static final Catalog EMPTY = empty(LexiconLimits.STANDARD);

    private static final char NAMED = '#';

    private final LexiconLimits limits;
    private final Map<String, LazyLexicon> lexicons;

    /// The schemas that were asked for and are there.
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Catalog(LexiconLimits limits, Map<String, LazyLexicon> lexicons) {
        if (lexicons.size() > limits.lexiconsMax()) {
            throw Node.malformed("Expected at most " + limits.lexiconsMax() + " lexicons");
        }
        this.limits = limits;
        this.lexicons = lexicons;
    }

    /// Knows nothing, and will never know more than these limits allow.
    public static Catalog empty(LexiconLimits limits) {
        return new Catalog(limits, Map.of());
    }

    /// The lexicons that come with the program: all of `com.atproto`, the record types of
    /// `app.bsky`, and what they refer to. Each is parsed when it is first asked for: call this
    // once.
    public static Catalog bundled() {
        return new Catalog(LexiconLimits.STANDARD, BundledLexicons.all());
    }

    /// The lexicon of this name.
    public Optional<Lexicon> find(Nsid id) {
        return Optional.ofNullable(lexicons.get(id.value())).map(LazyLexicon::get);
    }

    /// The primary definition of this name: a record type, a method.
    public Optional<Def> main(Nsid id) {
        return find(id).flatMap(Lexicon::main);
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
        Schema known = schemas.get(target);
        return known != null ? Optional.of(known) : lookUp(target);
    }

    private Optional<Schema> lookUp(String target) {
        int end = target.indexOf(NAMED);
        String name = end < 0 ? Lexicon.MAIN : target.substring(end + 1);
        LazyLexicon lexicon = lexicons.get(end < 0 ? target : target.substring(0, end));
        if (lexicon == null || (end >= 0 && name.equals(Lexicon.MAIN))) {
            return Optional.empty();
        }
        Optional<Schema> found = schema(lexicon.get().defs().get(name));
        found.ifPresent(schema -> schemas.put(target, schema));
        return found;
    }

    private static Optional<Schema> schema(@Nullable Def def) {
        if (def instanceof Def.RecordType(_, var body)) {
            return Optional.of(body);
        }
        return def instanceof Schema schema ? Optional.of(schema) : Optional.empty();
    }

    /// This catalogue with the lexicon, in place of an earlier one of its name.
    public Catalog with(Lexicon lexicon) {
        return with(List.of(lexicon));
    }

    /// This catalogue with the lexicons, in place of earlier ones of their names.
    public Catalog with(Collection<Lexicon> added) {
        Map<String, LazyLexicon> all = new HashMap<>(lexicons);
        added.forEach(lexicon -> all.put(lexicon.id().value(), LazyLexicon.of(lexicon)));
        return new Catalog(limits, all);
    }

    /// This catalogue without the lexicon.
    public Catalog without(Nsid id) {
        Map<String, LazyLexicon> rest = new HashMap<>(lexicons);
        return rest.remove(id.value()) == null ? this : new Catalog(limits, rest);
    }

    /// The names of all lexicons, sorted.
    public List<Nsid> ids() {
        return lexicons.keySet().stream().sorted().map(Nsid::new).toList();
    }

    /// References of the lexicons that lead nowhere, with the lexicons that have them. A value
    /// that needs one is [Validation.Unknown].
    public Map<String, Set<Nsid>> unresolved() {
        Map<String, Set<Nsid>> dangling = new TreeMap<>();
        for (LazyLexicon lazy : lexicons.values()) {
            Lexicon lexicon = lazy.get();
            List<String> targets = new ArrayList<>();
            lexicon.defs().values().forEach(def -> References.collect(def, targets));
            for (String target : targets) {
                if (schema(target).isEmpty()) {
                    dangling.computeIfAbsent(target, _ -> new TreeSet<>()).add(lexicon.id());
                }
            }
        }
        return Collections.unmodifiableMap(dangling);
    }
}
