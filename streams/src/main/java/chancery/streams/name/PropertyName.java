package chancery.streams.name;

import chancery.streams.fault.Fault;

import java.util.Set;

/// The rule for names of properties: 1 to 255 characters, and none of those that a record has by
/// itself. A name that was found in a container needs no check, so names are texts everywhere else.
public final class PropertyName {
    private static final int LENGTH_MAX = 255;

    private static final Set<String> RESERVED =
            Set.of(
                    "space",
                    "externalId",
                    "createdTime",
                    "lastUpdatedTime",
                    "deletedTime",
                    "edge_id",
                    "node_id",
                    "project_id",
                    "property_group",
                    "seq",
                    "tg_table_name",
                    "extensions");

    private PropertyName() {}

    /// The name, when a property may have it.
    public static String check(String name) {
        if (!shaped(name)) {
            throw Fault.invalid(
                    "A property must match ^[a-zA-Z0-9][a-zA-Z0-9_-]{0,253}[a-zA-Z0-9]?$: "
                            + SpaceId.cut(name));
        }
        if (RESERVED.contains(name)) {
            throw Fault.invalid("A property may not be " + name + ": the name is reserved");
        }
        return name;
    }

    /// Whether a name has the letters of one, taken or not.
    public static boolean shaped(String name) {
        boolean longest = name.length() == LENGTH_MAX;
        return Letters.shaped(
                name,
                LENGTH_MAX,
                Letters::alphanumeric,
                PropertyName::between,
                longest ? Letters::alphanumeric : PropertyName::between);
    }

    private static boolean between(char c) {
        return Letters.alphanumeric(c) || c == '_' || c == '-';
    }
}
