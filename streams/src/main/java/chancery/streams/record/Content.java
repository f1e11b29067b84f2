package chancery.streams.record;

import chancery.streams.name.ContainerId;
import chancery.streams.value.Datum;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a record holds: values by container and property, both in the order of their names, so that
/// equal contents are equal in every form.
public record Content(Map<ContainerId, Map<String, Datum>> sources) {
    public Content {
        if (sources.size() == 1) {
            Map.Entry<ContainerId, Map<String, Datum>> only = sources.entrySet().iterator().next();
            sources = Map.of(only.getKey(), NamedValues.of(only.getValue()));
        } else {
            Map<ContainerId, Map<String, Datum>> sorted = new TreeMap<>();
            sources.forEach((container, values) -> sorted.put(container, NamedValues.of(values)));
            sources = Collections.unmodifiableMap(sorted);
        }
    }

    /// The value of a property; empty when the record has none.
    public Optional<Datum> find(ContainerId container, String property) {
        Map<String, Datum> values = sources.get(container);
        return values == null ? Optional.empty() : Optional.ofNullable(values.get(property));
    }
}
