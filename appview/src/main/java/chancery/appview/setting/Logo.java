package chancery.appview.setting;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.store.KeyValue;

import java.util.Optional;

/// The picture that stands for the installation, if one was uploaded.
public final class Logo {
    private static final String ROW = "current";

    private final Shelf<Picture> shelf;
    private volatile Optional<Picture> current;

    /// Reads what is kept.
    public Logo(KeyValue store) {
        this.shelf = new Shelf<>(Place.registry(store), "logo", Picture.CODEC);
        this.current = shelf.find(ROW);
    }

    /// A picture.
    public record Picture(String contentType, Value.Bytes bytes) {
        static final Codec<Picture> CODEC =
                new Codec<>() {
                    @Override
                    public Value.Map encode(Picture picture) {
                        return Value.Map.builder()
                                .put("type", picture.contentType())
                                .put("bytes", picture.bytes())
                                .build();
                    }

                    @Override
                    public Picture decode(Value.Map row) {
                        return new Picture(
                                Kept.text(row, "type"),
                                (Value.Bytes) row.find("bytes").orElseThrow());
                    }
                };
    }

    /// What was uploaded last.
    public Optional<Picture> current() {
        return current;
    }

    /// Puts a picture in place of an earlier one.
    public synchronized void put(Picture picture) {
        shelf.put(ROW, picture);
        current = Optional.of(picture);
    }

    /// Takes the picture away, if there is one.
    public synchronized void remove() {
        shelf.remove(ROW);
        current = Optional.empty();
    }
}
