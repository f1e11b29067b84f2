package chancery.streams.write;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.truth.Head;

import java.util.Optional;

/// What a caller believes of a record that it writes.
public sealed interface Expected {
    /// Beliefs without a time.
    enum Free implements Expected {
        ANYTHING,
        /// There is no such record.
        ABSENT
    }

    /// The record is there, and was last changed at this time.
    record At(long lastUpdatedTime) implements Expected {}

    /// What the member `lastUpdatedTime` of an item says: a time, `null` for a record that must not
    /// be there, nothing when all is well.
    static Expected of(Fields item) {
        String name = "lastUpdatedTime";
        Optional<Json> said = item.members().find(name);
        if (said.isEmpty()) {
            return Free.ANYTHING;
        }
        return switch (said.get()) {
            case Json.Null _ -> Free.ABSENT;
            case Json.Int(var millis) -> new At(millis);
            case Json.Bool _, Json.Real _, Json.Text _, Json.Array _, Json.Members _ ->
                    throw Fault.invalid(
                            item.path(name) + " must be milliseconds since 1970 or null");
        };
    }

    /// Whether a record is so.
    ///
    /// @param actual when the record was last changed; empty when it is not there
    default boolean holds(Optional<Long> actual) {
        return switch (this) {
            case Free.ANYTHING -> true;
            case Free.ABSENT -> actual.isEmpty();
            case At(var time) -> actual.equals(Optional.of(time));
        };
    }

    /// When the record of a head was last changed; empty when it is not there.
    static Optional<Long> actual(Optional<byte[]> head) {
        return head.map(Head::decode).filter(Head::live).map(Head::lastUpdatedTime);
    }
}
