package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import java.util.List;
import java.util.stream.Collectors;

/// What a [Validator] found.
public sealed interface Validation<T extends Value> {

    /// The value follows its schema; parameters and inputs have their defaults filled in.
    record Valid<T extends Value>(T value) implements Validation<T> {}

    /// The value does not follow its schema.
    record Invalid<T extends Value>(List<Issue> issues) implements Validation<T> {
        public Invalid {
            issues = List.copyOf(issues);
        }

        /// All issues, joined by a comma.
        public String message() {
            return issues.stream().map(Issue::toString).collect(Collectors.joining(", "));
        }
    }

    /// The catalogue lacks this type, which the value, or a part of it, is said to be of.
    record Unknown<T extends Value>(String type) implements Validation<T> {}

    /// One thing that is wrong with a value, and where: `Missing required key "text" at $.record`.
    record Issue(String message, String path) {
        @Override
        public String toString() {
            return message + " at " + path;
        }
    }
}
