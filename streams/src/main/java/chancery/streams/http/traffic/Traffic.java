package chancery.streams.http.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Lets requests in, as far as their lanes have room, and tells all others when to come again.
public final class Traffic {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Meter meter;
    private final Parallel<String> parallel = new Parallel<>();

    Traffic(Meter meter) {
        this.meter = meter;
    }

    /// One side of a lane.
    private record Side(Lane lane, Share share, String key, String words) {
        Meter.Quota rate() {
            String name = lane.name() + "/" + words;
            String told = lane.words() + " a second of " + words;
            return new Meter.Quota(name, key, share.perSecond(), SECOND, told);
        }
    }

    /// A request that was let in. To be closed when it is answered.
    public final class Pass implements AutoCloseable {
        private final Deque<String> places = new ArrayDeque<>();

        private Pass() {}

        private void enter(Side side) {
            String place = side.lane().name() + "/" + side.key();
            long max = (long) side.share().atATime() * meter.factor();
            if (!parallel.enter(place, max)) {
                String words = side.lane().words() + " of " + side.words();
                throw Meter.refused(
                        "Too many requests at the same time: at most " + max + " " + words, SECOND);
            }
            places.add(place);
        }

        @Override
        public void close() {
            places.forEach(parallel::leave);
            places.clear();
        }
    }

    /// Lets a request in.
    ///
    /// @throws chancery.streams.fault.Fault of kind `TOO_MANY` when one of its lanes is full
    public Pass enter(Who who, List<Lane> lanes) {
        var pass = new Pass();
        if (meter.factor() == 0) {
            return pass;
        }
        List<Side> sides = sides(who, lanes);
        boolean entered = false;
        try {
            sides.forEach(pass::enter);
            meter.take(sides.stream().map(side -> new Meter.Cost(side.rate(), 1)).toList());
            entered = true;
            return pass;
        } finally {
            if (!entered) {
                pass.close();
            }
        }
    }

    private static List<Side> sides(Who who, List<Lane> lanes) {
        List<Side> sides = new ArrayList<>();
        for (Lane lane : lanes) {
            String project = who.project().value();
            sides.add(new Side(lane, lane.project(), project, "a project"));
            sides.add(new Side(lane, lane.caller(), project + "/" + who.caller(), "one caller"));
        }
        return sides;
    }
}
