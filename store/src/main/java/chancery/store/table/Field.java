package chancery.store.table;

import java.util.List;
import java.util.stream.Stream;

/// What a filter, a sort or an aggregate looks at.
public sealed interface Field {
    /// The column it lies in.
    String column();

    /// A column as a whole.
    record Plain(String column) implements Field {}

    /// A place inside a JSON column. A string, number or boolean there is its value; an object or
    /// an array is present and has no value; where the way ends, it is absent.
    record Path(String column, List<Step> steps) implements Field {
        public Path {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("a path has a step");
            }
        }
    }

    /// One step of a path.
    sealed interface Step {
        /// To the member with this name. Names with quotes, backslashes or control characters
        /// cannot be asked for.
        record Name(String name) implements Step {
            public Name {
                if (name.isEmpty()
                        || name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
                    throw new IllegalArgumentException("not a name in a path");
                }
            }
        }

        /// To the element at this place, from 0.
        record Index(int index) implements Step {
            public Index {
                if (index < 0) {
                    throw new IllegalArgumentException("an index is not negative");
                }
            }
        }
    }

    static Field of(String column) {
        return new Plain(column);
    }

    /// A path by names alone.
    static Path path(String column, String... names) {
        return new Path(column, Stream.of(names).<Step>map(Step.Name::new).toList());
    }
}
