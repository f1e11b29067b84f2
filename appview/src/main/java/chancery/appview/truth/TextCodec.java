package chancery.appview.truth;

import chancery.atproto.data.Value;

/// A row that holds one text, such as the id of another row.
///
/// @param name of the text in the row
public record TextCodec(String name) implements Codec<String> {
    @Override
    public Value.Map encode(String text) {
        return Value.Map.builder().put(name, text).build();
    }

    @Override
    public String decode(Value.Map kept) {
        return Kept.text(kept, name);
    }
}
