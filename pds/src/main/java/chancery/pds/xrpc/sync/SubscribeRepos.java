package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.pds.sequencer.Firehose;
import chancery.web.xrpc.FrameSource;

import java.time.Duration;
import java.util.Optional;

/// `com.atproto.sync.subscribeRepos`: every event of this host, from a cursor or from now on.
public final class SubscribeRepos implements FrameSource {
    private final Firehose firehose;

    public SubscribeRepos(Firehose firehose) {
        this.firehose = firehose;
    }

    @Override
    public Frames open(Value.Map params) {
        return new Following(firehose.open(params.integer("cursor")));
    }

    /// One subscriber's frames in the words of the edge.
    private record Following(Firehose.Follower follower) implements Frames {
        @Override
        public Optional<Frame> next(Duration wait) throws InterruptedException {
            return follower.next(wait).map(Following::frame);
        }

        private static Frame frame(Firehose.Frame frame) {
            return frame.closeReason()
                    .<Frame>map(reason -> new Frame.Last(frame.bytes(), reason))
                    .orElseGet(() -> new Frame.Message(frame.bytes()));
        }

        @Override
        public void close() {
            // The follower holds nothing but its place.
        }
    }
}
