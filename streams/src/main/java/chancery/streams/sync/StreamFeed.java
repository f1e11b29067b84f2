package chancery.streams.sync;

import chancery.streams.truth.Change;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/// The changes of a stream of a project.
public record StreamFeed(StreamTruth truth) implements Feed {
    private static final int INDEX_MAX = 0xffff;

    @Override
    public String name() {
        return truth.partition().toString();
    }

    @Override
    public Spot since(long millis) {
        return spot(truth.since(millis));
    }

    @Override
    public Spot end() {
        return spot(new Place(truth.tail(), INDEX_MAX));
    }

    @Override
    public Spot forgotten() {
        return spot(truth.forgotten());
    }

    @Override
    public Spot each(Spot after, Predicate<News> take) {
        truth.each(Place.of(ByteBuffer.wrap(after.bytes())), change -> take.test(news(change)));
        return after;
    }

    @Override
    public void await(Spot end, Duration wait) throws InterruptedException {
        boolean _ = truth.log().await(end.position(), wait);
    }

    private static News news(Change change) {
        return new News(spot(change.place()), change.status(), change.record());
    }

    private static Spot spot(Place place) {
        return Spot.of(
                place.position(), Arrays.copyOfRange(place.bytes(), Long.BYTES, Place.BYTES));
    }
}
