package chancery.web;

import java.time.Duration;

/// Every limit of the edge, in one place. The values of [#STANDARD] follow the threat model.
public record WebLimits(Heads heads, Bodies bodies, Load load, Sockets sockets, Egress egress) {
    /// What a server has when nobody says otherwise.
    public static final WebLimits STANDARD =
            new WebLimits(
                    Heads.STANDARD,
                    Bodies.STANDARD,
                    Load.STANDARD,
                    Sockets.STANDARD,
                    Egress.STANDARD);

    /// These limits with others for bodies.
    public WebLimits with(Bodies other) {
        return new WebLimits(heads, other, load, sockets, egress);
    }

    /// These limits with others for load.
    public WebLimits with(Load other) {
        return new WebLimits(heads, bodies, other, sockets, egress);
    }

    /// These limits with others for websockets.
    public WebLimits with(Sockets other) {
        return new WebLimits(heads, bodies, load, other, egress);
    }

    /// These limits with others for heads.
    public WebLimits with(Heads other) {
        return new WebLimits(other, bodies, load, sockets, egress);
    }

    /// The head of a request.
    ///
    /// @param bytesMax request line and fields together
    /// @param timeMax from the first byte to the last
    public record Heads(int bytesMax, int fieldsMax, int targetBytesMax, Duration timeMax) {
        public static final Heads STANDARD =
                new Heads(16 * 1024, 100, 8 * 1024, Duration.ofSeconds(10));
    }

    /// The body of a request.
    ///
    /// @param jsonBytesMax a JSON body, where the method says nothing else
    /// @param textBytesMax a text body, where the method says nothing else
    /// @param otherBytesMax any other body, where the method says nothing else
    /// @param inflateRatioMax how many bytes one compressed byte may become
    /// @param inflateFreeBytes how many bytes may come out before the ratio counts
    /// @param bytesPerSecondMin how fast a body must arrive
    /// @param rateGrace how long a body may arrive at any pace
    /// @param discardBytesMax how much of a body that nobody wants is read, so that its sender
    /// comes
    ///     to read the answer
    /// @param discardTime how long such a body is read
    public record Bodies(
            long jsonBytesMax,
            long textBytesMax,
            long otherBytesMax,
            int inflateRatioMax,
            long inflateFreeBytes,
            int bytesPerSecondMin,
            Duration rateGrace,
            long discardBytesMax,
            Duration discardTime) {
        public static final Bodies STANDARD =
                new Bodies(
                        150 * 1024,
                        100 * 1024,
                        5 * 1024 * 1024,
                        100,
                        1024 * 1024,
                        1024,
                        Duration.ofSeconds(5),
                        16 * 1024 * 1024,
                        Duration.ofSeconds(5));
    }

    /// What one process takes on at a time.
    ///
    /// @param requestsMax requests in work; one more is answered 503
    /// @param connectionsMax connections accepted; one more waits in the backlog
    /// @param idle how long a connection may rest between requests
    /// @param stall how long a read or write inside a request may make no progress
    /// @param drain how long a stop waits for requests in work
    public record Load(
            int requestsMax, int connectionsMax, Duration idle, Duration stall, Duration drain) {
        public static final Load STANDARD =
                new Load(
                        2_000,
                        18_000,
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10));
    }

    /// Websockets.
    ///
    /// @param perAddressMax of one IPv4 address or one IPv6 /64
    /// @param inboundBytesMax a message from a client
    /// @param inboundFramesMax frames from a client within ten seconds
    /// @param ping between pings
    /// @param pong how long after a ping the peer must have said something
    /// @param write how long one message may take to leave
    public record Sockets(
            int totalMax,
            int perAddressMax,
            int inboundBytesMax,
            int inboundFramesMax,
            Duration ping,
            Duration pong,
            Duration write) {
        public static final Sockets STANDARD =
                new Sockets(
                        10_000,
                        50,
                        4 * 1024,
                        200,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30));
    }

    /// Requests to other hosts.
    ///
    /// @param concurrentMax requests in work
    /// @param perHostMax requests in work to one host
    /// @param headBytesMax one line of an answer's head
    /// @param headFieldsMax fields of an answer's head
    /// @param exchangeMax no exchange takes longer, whatever its caller allows
    /// @param answerBytesMax no answer is larger, whatever its caller allows
    public record Egress(
            int concurrentMax,
            int perHostMax,
            int headBytesMax,
            int headFieldsMax,
            Duration connect,
            Duration exchangeMax,
            int answerBytesMax) {
        public static final Egress STANDARD =
                new Egress(
                        64,
                        4,
                        8 * 1024,
                        100,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(30),
                        16 * 1024 * 1024);
    }
}
