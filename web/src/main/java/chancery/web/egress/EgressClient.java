package chancery.web.egress;

import chancery.web.WebLimits;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// The HTTP client of the egress, made at the first request: its certificates take longer to read
/// than the rest of a start.
final class EgressClient implements AutoCloseable {
    private final GuardedResolver resolver;
    private final WebLimits.Egress limits;
    private @Nullable CloseableHttpClient client;
    private boolean closed;

    EgressClient(GuardedResolver resolver, WebLimits.Egress limits) {
        this.resolver = resolver;
        this.limits = limits;
    }

    synchronized CloseableHttpClient get() {
        CloseableHttpClient known = client;
        if (known == null) {
            known = make();
            client = known;
            if (closed) {
                known.close(CloseMode.IMMEDIATE);
            }
        }
        return known;
    }

    private CloseableHttpClient make() {
        return HttpClientBuilder.create()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(timeout(limits.exchangeMax()))
                                .setResponseTimeout(timeout(limits.exchangeMax()))
                                .build())
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .setUserAgent("chancery")
                .build();
    }

    private PoolingHttpClientConnectionManager connections() {
        Http1Config head =
                Http1Config.custom()
                        .setMaxLineLength(limits.headBytesMax())
                        .setMaxHeaderCount(limits.headFieldsMax())
                        .setMaxEmptyLineCount(1)
                        .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(limits.concurrentMax())
                .setMaxConnPerRoute(limits.perHostMax())
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder().http1Config(head).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(timeout(limits.connect()))
                                .setSocketTimeout(timeout(limits.exchangeMax()))
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
    }
}
