package chancery.streams.http;

import chancery.streams.container.Definition;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.value.Datum;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a scope of spaces lets through; no scope lets through all.
final class Scopes {
    private Scopes() {}

    static boolean allows(Optional<Set<SpaceId>> scope, SpaceId space) {
        return scope.map(spaces -> spaces.contains(space)).orElse(true);
    }

    /// Refuses a space outside of the scope.
    static void require(Optional<Set<SpaceId>> scope, SpaceId space) {
        if (!allows(scope, space)) {
            throw Fault.of(
                    Fault.Kind.FORBIDDEN, "The capability does not reach the space " + space);
        }
    }

    /// The records of the scope, of those that a filter means.
    static Filter within(Optional<Set<SpaceId>> scope, Filter filter) {
        return scope.<Filter>map(
                        spaces -> {
                            List<Datum> names =
                                    spaces.stream()
                                            .sorted()
                                            .<Datum>map(space -> new Datum.Text(space.value()))
                                            .toList();
                            return new Filter.And(
                                    List.of(new Filter.In(Path.Top.SPACE, names), filter));
                        })
                .orElse(filter);
    }

    /// A schema whose containers outside of the scope are refused.
    record Scoped(Schema schema, Optional<Set<SpaceId>> scope) implements Schema {
        @Override
        public boolean hasSpace(SpaceId space) {
            return schema.hasSpace(space);
        }

        @Override
        public Optional<Definition> find(ContainerId container) {
            require(scope, container.space());
            return schema.find(container);
        }
    }
}
