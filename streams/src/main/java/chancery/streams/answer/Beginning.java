package chancery.streams.answer;

import chancery.streams.truth.Place;

/// A place before all changes of a stream. It moves on as the first changes are superseded: each
/// that was there leaves a trace in the store for a while, which takes time to pass over.
public final class Beginning {
    private static final int INDEX_MAX = 0xffff;

    private volatile Place place = Place.START;

    Place place() {
        return place;
    }

    /// Takes notice of the first change there is. Changes are only ever added behind all others.
    void first(Place change) {
        if (change.index() > 0) {
            place = new Place(change.position(), change.index() - 1);
        } else if (change.position() > 0) {
            place = new Place(change.position() - 1, INDEX_MAX);
        }
    }
}
