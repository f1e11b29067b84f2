package chancery.appview.setting;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.store.KeyValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Settings by key, as operators set them while the server runs, with what the configuration says
/// where nobody did. All threads read the same snapshot.
public final class Settings {
    private final Shelf<Setting> shelf;
    private final InstantSource clock;
    private final SortedMap<String, String> configured;
    private volatile SortedMap<String, Setting> all;

    /// Reads what is set.
    ///
    /// @param configured by key, for where nothing is set
    public Settings(KeyValue store, InstantSource clock, Map<String, String> configured) {
        this.shelf = new Shelf<>(Place.registry(store), "setting", Setting.CODEC);
        this.clock = clock;
        this.configured = Collections.unmodifiableSortedMap(new TreeMap<>(configured));
        SortedMap<String, Setting> kept = new TreeMap<>();
        shelf.page("", Integer.MAX_VALUE).forEach(entry -> kept.put(entry.id(), entry.row()));
        this.all = Collections.unmodifiableSortedMap(kept);
    }

    /// A value and when it was set.
    public record Setting(String value, Instant updatedAt) {
        static final Codec<Setting> CODEC =
                new Codec<>() {
                    @Override
                    public Value.Map encode(Setting row) {
                        return Value.Map.builder()
                                .put("value", row.value())
                                .put("updated", Kept.micros(row.updatedAt()))
                                .build();
                    }

                    @Override
                    public Setting decode(Value.Map kept) {
                        return new Setting(Kept.text(kept, "value"), Kept.instant(kept, "updated"));
                    }
                };
    }

    /// The value under this key: as it was set, else as it is configured.
    public Optional<String> get(String key) {
        return Optional.ofNullable(all.get(key))
                .map(Setting::value)
                .or(() -> Optional.ofNullable(configured.get(key)));
    }

    /// What the configuration says, by key.
    public Map<String, String> configured() {
        return configured;
    }

    /// All that is set, by key.
    public Map<String, Setting> all() {
        return all;
    }

    /// Sets a value; live for all threads when this returns.
    public synchronized void set(String key, String value) {
        Setting setting = new Setting(value, clock.instant());
        shelf.put(key, setting);
        SortedMap<String, Setting> next = new TreeMap<>(all);
        next.put(key, setting);
        all = Collections.unmodifiableSortedMap(next);
    }

    /// Unsets a value; whether there was one.
    public synchronized boolean unset(String key) {
        SortedMap<String, Setting> next = new TreeMap<>(all);
        if (next.remove(key) == null) {
            return false;
        }
        shelf.remove(key);
        all = Collections.unmodifiableSortedMap(next);
        return true;
    }
}
