package chancery.streams.name;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.util.Comparator;

/// The identifier of a record in its stream: a space, and 1 to 256 characters without the zero
/// character.
public record RecordId(SpaceId space, String externalId) implements Comparable<RecordId> {
    private static final int LENGTH_MAX = 256;
    private static final Comparator<RecordId> ORDER =
            Comparator.comparing(RecordId::space).thenComparing(RecordId::externalId);

    public RecordId {
        if (!valid(externalId)) {
            throw Fault.invalid(
                    "externalId of a record must have 1 to 256 characters without U+0000");
        }
    }

    /// Whether a record may have this name in its space.
    public static boolean valid(String externalId) {
        int length = externalId.codePointCount(0, externalId.length());
        return length >= 1 && length <= LENGTH_MAX && externalId.indexOf('\0') < 0;
    }

    /// What `space` and `externalId` of an object say.
    public static RecordId of(Fields fields) {
        return new RecordId(new SpaceId(fields.text("space")), fields.text("externalId"));
    }

    /// Both parts as an object.
    public Json.Members json() {
        return Json.Members.builder()
                .put("space", space.value())
                .put("externalId", externalId)
                .build();
    }

    @Override
    public int compareTo(RecordId other) {
        return ORDER.compare(this, other);
    }

    /// Space, dot, externalId: as answers name what came twice.
    public String dotted() {
        return space + "." + externalId;
    }
}
