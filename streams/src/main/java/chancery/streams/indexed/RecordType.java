package chancery.streams.indexed;

import chancery.streams.value.PropertyType;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A type of records, times in milliseconds since 1970.
///
/// @param nsid its name, such as `xyz.statusphere.status`
/// @param properties that records have by its lexicon, in their order
/// @param createdTime when the server got to know it
/// @param lastUpdatedTime when its lexicon changed last
public record RecordType(
        String nsid, Map<String, PropertyType> properties, long createdTime, long lastUpdatedTime) {
    public RecordType {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
