package chancery.streams.answer;

import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.value.Datum;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds out whether a filter names the records it can hold for: then they are looked up and not
/// searched.
public final class Points {
    private static final int COUNT_MAX = 1_000;

    private Points() {}

    /// All identifiers that the filter can hold for; empty when it does not say.
    public static Optional<Set<RecordId>> of(Filter filter) {
        List<Filter> parts = parts(filter).toList();
        Optional<List<String>> spaces = values(parts, Path.Top.SPACE);
        Optional<List<String>> names = values(parts, Path.Top.EXTERNAL_ID);
        if (spaces.isEmpty()
                || names.isEmpty()
                || (long) spaces.get().size() * names.get().size() > COUNT_MAX) {
            return Optional.empty();
        }
        Set<RecordId> ids = new LinkedHashSet<>();
        for (String space : spaces.get()) {
            for (String name : names.get()) {
                if (possible(space, name)) {
                    ids.add(new RecordId(new SpaceId(space), name));
                }
            }
        }
        return Optional.of(ids);
    }

    /// What all has to hold.
    private static Stream<Filter> parts(Filter filter) {
        return filter instanceof Filter.And(var children)
                ? children.stream().flatMap(Points::parts)
                : Stream.of(filter);
    }

    private static Optional<List<String>> values(List<Filter> parts, Path.Top path) {
        for (Filter part : parts) {
            if (part instanceof Filter.In(var where, var values) && where == path) {
                List<String> texts = new ArrayList<>();
                for (Datum value : values) {
                    if (value instanceof Datum.Text(var text)) {
                        texts.add(text);
                    }
                }
                return Optional.of(texts);
            }
        }
        return Optional.empty();
    }

    /// Whether a record can have these names at all.
    private static boolean possible(String space, String name) {
        return SpaceId.valid(space) && RecordId.valid(name);
    }
}
