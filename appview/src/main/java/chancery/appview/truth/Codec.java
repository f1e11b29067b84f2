package chancery.appview.truth;

import chancery.atproto.data.Value;

/// How a row is kept: as a map of the data model. Both ways are each other's inverse.
public interface Codec<T> {
    Value.Map encode(T row);

    T decode(Value.Map kept);
}
