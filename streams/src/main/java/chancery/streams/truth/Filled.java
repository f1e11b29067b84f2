package chancery.streams.truth;

import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.record.Content;
import chancery.streams.value.Datum;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which properties hold data in a stream, or held some once.
public record Filled(Map<ContainerId, Set<String>> properties) {
    private static final int VERSION = 1;

    public Filled {
        Map<ContainerId, Set<String>> copies = new HashMap<>();
        properties.forEach((container, names) -> copies.put(container, Set.copyOf(names)));
        properties = Map.copyOf(copies);
    }

    /// What a stream keeps of it.
    public static Filled of(Optional<byte[]> kept) {
        return kept.map(Filled::decode).orElse(new Filled(Map.of()));
    }

    /// Whether a content fills nothing that was empty.
    public boolean covers(Content content) {
        for (Map.Entry<ContainerId, Map<String, Datum>> source : content.sources().entrySet()) {
            Set<String> names = properties.get(source.getKey());
            Set<String> held = source.getValue().keySet();
            if (!held.isEmpty() && (names == null || !names.containsAll(held))) {
                return false;
            }
        }
        return true;
    }

    /// This, and what some contents fill.
    public Filled with(Collection<Content> contents) {
        Map<ContainerId, Set<String>> all = new HashMap<>();
        properties.forEach((container, names) -> all.put(container, new HashSet<>(names)));
        for (Content content : contents) {
            content.sources()
                    .forEach(
                            (container, values) -> {
                                if (!values.isEmpty()) {
                                    all.computeIfAbsent(container, _ -> new HashSet<>())
                                            .addAll(values.keySet());
                                }
                            });
        }
        return new Filled(all);
    }

    /// How many there are.
    public int count() {
        return properties.values().stream().mapToInt(Set::size).sum();
    }

    byte[] encode() {
        ByteOut out = new ByteOut().one(VERSION).unsigned(properties.size());
        new TreeMap<>(properties)
                .forEach(
                        (container, names) -> {
                            out.text(container.space().value()).text(container.externalId());
                            out.unsigned(names.size());
                            new TreeSet<>(names).forEach(out::text);
                        });
        return out.bytes();
    }

    private static Filled decode(byte[] value) {
        ByteIn in = new ByteIn(value);
        int version = in.one();
        if (version != VERSION) {
            throw new IllegalStateException("filled properties of an unknown version: " + version);
        }
        Map<ContainerId, Set<String>> properties = new HashMap<>();
        long containers = in.unsigned();
        for (long i = 0; i < containers; i++) {
            ContainerId container = new ContainerId(new SpaceId(in.text()), in.text());
            Set<String> names = new HashSet<>();
            long count = in.unsigned();
            for (long j = 0; j < count; j++) {
                names.add(in.text());
            }
            properties.put(container, names);
        }
        return new Filled(properties);
    }
}
