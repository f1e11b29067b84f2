package chancery.streams.stream;

import chancery.streams.name.StreamId;

import java.util.Optional;

/// The mutable stream of tests that need no more than one.
public final class LiveStream {
    public static final Stream STREAM =
            new Stream(
                    new StreamId("live"),
                    "BasicLiveData",
                    Template.STANDARD.stream()
                            .filter(template -> template.name().equals("BasicLiveData"))
                            .findFirst()
                            .orElseThrow()
                            .settings(),
                    1,
                    Optional.empty());

    private LiveStream() {}
}
