package chancery.atproto.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// One request to the outside world, answered or refused within its limits. The implementation
/// decides which addresses may be reached at all.
public interface Fetch {
    /// Sends the request and reads the whole answer.
    ///
    /// @throws FetchException when nobody answered in time, the answer was too large, or the
    /// address
    ///     may not be reached
    Answer send(Request request);

    /// A request; `body` empty for none.
    ///
    /// @param timeout for the whole exchange
    /// @param answerBytesMax how many bytes of body are accepted
    /// @param redirectsMax how many redirects are followed, each under the same guard
    record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            int answerBytesMax,
            int redirectsMax) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /// A GET without redirects.
        public static Request get(URI uri, Duration timeout, int answerBytesMax) {
            return new Request("GET", uri, Map.of(), new byte[0], timeout, answerBytesMax, 0);
        }
    }

    /// An answer; header names in lower case.
    record Answer(int status, Map<String, String> headers, byte[] body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
