package chancery.streams.name;

import chancery.streams.fault.Fault;

/// The name of a project in URLs: 3 to 32 lower-case letters, digits, `-` and `_`.
public record ProjectName(String value) implements Comparable<ProjectName> {
    private static final int LENGTH_MIN = 3;
    private static final int LENGTH_MAX = 32;

    public ProjectName {
        boolean shaped =
                Letters.shaped(
                        value,
                        LENGTH_MAX,
                        c -> Letters.lower(c) || Letters.digit(c),
                        c -> Letters.lower(c) || Letters.digit(c) || c == '-' || c == '_',
                        c -> Letters.lower(c) || Letters.digit(c));
        if (!shaped || value.length() < LENGTH_MIN) {
            throw Fault.invalid("Not the name of a project");
        }
    }

    @Override
    public int compareTo(ProjectName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
