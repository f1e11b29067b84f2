package chancery.appview.truth;

import chancery.atproto.data.Value;
import chancery.store.Batch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/// When rows end by themselves: an index by time, and its sweep. An entry is written in the batch
/// that writes what will end, and stands in the same place.
public final class Expiries {
    private static final int PAGE = 256;

    private final Place place;
    private final Shelf<String> shelf;
    private final InstantSource clock;

    /// @param name of the shelf of the index
    public Expiries(Place place, String name, InstantSource clock) {
        this.place = place;
        this.shelf = new Shelf<>(place, name, new What());
        this.clock = clock;
    }

    /// What ends, as a row.
    private static final class What implements Codec<String> {
        @Override
        public Value.Map encode(String what) {
            return Value.Map.builder().put("what", what).build();
        }

        @Override
        public String decode(Value.Map kept) {
            return Kept.text(kept, "what");
        }
    }

    /// Notes as part of a batch that the row of this name ends.
    public void note(Batch batch, Instant end, String what) {
        shelf.put(batch, HexFormat.of().toHexDigits(end.toEpochMilli()) + "/" + what, what);
    }

    /// Ends the rows whose time has come, each by adding to a batch what ends it; answers how many
    /// entries there were.
    public int sweep(BiConsumer<Batch, String> end) {
        String now = HexFormat.of().toHexDigits(clock.instant().toEpochMilli());
        int ended = 0;
        while (true) {
            List<Shelf.Entry<String>> due =
                    shelf.page("", PAGE).stream()
                            .takeWhile(entry -> entry.id().compareTo(now) < 0)
                            .toList();
            if (due.isEmpty()) {
                return ended;
            }
            Batch batch = new Batch();
            for (Shelf.Entry<String> entry : due) {
                end.accept(batch, entry.row());
                shelf.delete(batch, entry.id());
            }
            place.store().commit(batch);
            ended += due.size();
        }
    }
}
