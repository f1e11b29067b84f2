package chancery.streams.name;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/// The identifier of a container: its space, and a name in it of 1 to 255 characters.
public record ContainerId(SpaceId space, String externalId) implements Comparable<ContainerId> {
    private static final int LENGTH_MAX = 255;
    private static final Comparator<ContainerId> ORDER =
            Comparator.comparing(ContainerId::space).thenComparing(ContainerId::externalId);

    private static final Set<String> RESERVED =
            Set.of(
                    "Query",
                    "Mutation",
                    "Subscription",
                    "String",
                    "Int32",
                    "Int64",
                    "Int",
                    "Float32",
                    "Float64",
                    "Float",
                    "Timestamp",
                    "JSONObject",
                    "Date",
                    "Numeric",
                    "Boolean",
                    "PageInfo",
                    "File",
                    "Sequence",
                    "TimeSeries");

    public ContainerId {
        boolean shaped =
                Letters.shaped(
                        externalId,
                        LENGTH_MAX,
                        Letters::letter,
                        c -> Letters.alphanumeric(c) || c == '_',
                        Letters::alphanumeric);
        if (!shaped) {
            throw Fault.invalid(
                    "externalId of a container must match"
                            + " ^[a-zA-Z]([a-zA-Z0-9_]{0,253}[a-zA-Z0-9])?$: "
                            + SpaceId.cut(externalId));
        }
    }

    /// What `space` and `externalId` of an object say.
    public static ContainerId of(Fields fields) {
        return new ContainerId(new SpaceId(fields.text("space")), fields.text("externalId"));
    }

    /// Refuses names that may not be given to a new container.
    public ContainerId unreserved() {
        space.unreserved();
        if (RESERVED.contains(externalId)) {
            throw Fault.invalid("externalId may not be " + externalId + ": the name is reserved");
        }
        return this;
    }

    /// Both parts, as error answers name a container.
    public Map<String, String> named() {
        return Map.of("space", space.value(), "externalId", externalId);
    }

    /// Both parts as an object.
    public Json.Members json() {
        return Json.Members.builder()
                .put("space", space.value())
                .put("externalId", externalId)
                .build();
    }

    @Override
    public int compareTo(ContainerId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return space + "/" + externalId;
    }
}
