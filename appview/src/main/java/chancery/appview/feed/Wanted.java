package chancery.appview.feed;

import chancery.appview.registry.Snapshot;
import chancery.atproto.syntax.Nsid;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which collections a Jetstream is asked for.
///
/// @param patterns names of collections, or their first parts with `.*` behind where there are too
///     many; none for all collections there are
/// @param collections what is wanted, whatever is asked for
record Wanted(List<String> patterns, SortedSet<String> collections) {
    /// Published schemas, which are always wanted.
    static final String SCHEMAS = "com.atproto.lexicon.schema";

    /// A Jetstream takes no more.
    private static final int PATTERNS_MAX = 100;

    /// Shorter than the line of a request that servers commonly take.
    private static final int CHARACTERS_MAX = 4_000;

    /// What is wanted when these lexicons are registered.
    static Wanted of(Snapshot snapshot) {
        SortedSet<String> names = new TreeSet<>(List.of(SCHEMAS));
        SortedSet<String> groups = new TreeSet<>(List.of(SCHEMAS));
        for (Nsid collection : snapshot.collections()) {
            names.add(collection.value());
            int last = collection.value().lastIndexOf('.');
            groups.add(collection.value().substring(0, last) + ".*");
        }
        if (fits(names)) {
            return new Wanted(List.copyOf(names), names);
        }
        return new Wanted(fits(groups) ? List.copyOf(groups) : List.of(), names);
    }

    private static boolean fits(SortedSet<String> patterns) {
        return patterns.size() <= PATTERNS_MAX
                && patterns.stream().mapToInt(String::length).sum() <= CHARACTERS_MAX;
    }

    /// Whether records of this collection are wanted.
    boolean holds(Nsid collection) {
        return collections.contains(collection.value());
    }
}
