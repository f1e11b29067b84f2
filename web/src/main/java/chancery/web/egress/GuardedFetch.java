package chancery.web.egress;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.web.Fanout;
import chancery.web.Refusal;
import chancery.web.WebLimits;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/// Requests to other hosts: public addresses only, checked where they are connected to; bounded in
/// time, size and number; without cookies, proxies of the environment, or redirects that nobody
/// asked for.
public final class GuardedFetch implements Fetch, AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Set<String> allow;
    private final WebLimits.Egress limits;
    private final EgressClient client;

    /// @param allow `host:port` of places that may be private and may speak plain HTTP
    public GuardedFetch(AddressSource addresses, Set<String> allow, WebLimits.Egress limits) {
        this.allow = Set.copyOf(allow);
        this.limits = limits;
        this.client = new EgressClient(new GuardedResolver(addresses, this.allow), limits);
    }

    @Override
    public Answer send(Request request) {
        Destination first = Destination.of(request.uri(), allow);
        Duration time =
                request.timeout().compareTo(limits.exchangeMax()) > 0
                        ? limits.exchangeMax()
                        : request.timeout();
        Callable<Answer> exchange = () -> follow(request, first);
        try {
            return Fanout.all(List.of(exchange), time).getFirst();
        } catch (Refusal slow) {
            throw new FetchException("no complete answer in time from " + first.host(), slow);
        }
    }

    private Answer follow(Request request, Destination first) {
        Request current = request;
        Destination to = first;
        for (int redirects = 0; ; redirects++) {
            Answer answer = exchange(current, to);
            String location = answer.headers().get("location");
            if (!REDIRECTS.contains(answer.status())
                    || location == null
                    || request.redirectsMax() == 0) {
                return answer;
            }
            if (redirects == request.redirectsMax()) {
                throw new FetchException("too many redirects from " + first.host());
            }
            Request next = redirected(current, location);
            Destination there = Destination.of(next.uri(), allow);
            boolean secretsStay = there.host().equals(to.host()) && there.port() == to.port();
            current = secretsStay ? next : withoutSecrets(next);
            to = there;
        }
    }

    private static Request redirected(Request request, String location) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw new FetchException("only reading requests are redirected");
        }
        try {
            return at(request, request.uri().resolve(location), request.headers());
        } catch (IllegalArgumentException malformed) {
            throw new FetchException("a redirect to no address", malformed);
        }
    }

    private static Request withoutSecrets(Request request) {
        Map<String, String> kept = new HashMap<>(request.headers());
        kept.keySet()
                .removeIf(
                        name -> {
                            String lower = name.toLowerCase(Locale.ROOT);
                            return lower.equals("authorization") || lower.equals("dpop");
                        });
        return at(request, request.uri(), kept);
    }

    private static Request at(Request request, URI uri, Map<String, String> headers) {
        return new Request(
                request.method(),
                uri,
                headers,
                request.body(),
                request.timeout(),
                request.answerBytesMax(),
                request.redirectsMax());
    }

    private Answer exchange(Request request, Destination to) {
        ClassicRequestBuilder wire = ClassicRequestBuilder.create(request.method());
        wire.setUri(request.uri());
        wire.setHeader("accept-encoding", "identity");
        request.headers().forEach(wire::setHeader);
        if (request.body().length > 0) {
            wire.setEntity(new ByteArrayEntity(request.body(), (ContentType) null));
        }
        HttpHost host = new HttpHost(to.scheme(), to.host(), to.port());
        int bytesMax = Math.min(request.answerBytesMax(), limits.answerBytesMax());
        try {
            return client.get()
                    .execute(host, wire.build(), null, answer -> read(answer, bytesMax, to.host()));
        } catch (IOException failed) {
            throw new FetchException("no answer from " + to.host(), failed);
        }
    }

    private static Answer read(ClassicHttpResponse answer, int bytesMax, String host)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            return new Answer(answer.getCode(), headers, new byte[0]);
        }
        if (entity.getContentLength() > bytesMax) {
            throw tooLarge(host);
        }
        InputStream in = entity.getContent();
        byte[] body = in.readNBytes(bytesMax);
        if (body.length == bytesMax && in.read() >= 0) {
            throw tooLarge(host);
        }
        return new Answer(answer.getCode(), headers, body);
    }

    private static FetchException tooLarge(String host) {
        return new FetchException("the answer is too large, from " + host);
    }

    @Override
    public void close() {
        client.close();
    }
}
