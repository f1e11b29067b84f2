package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.ScriptKit;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class HttpLibraryTest {
    private static final AppViewLimits.Scripts LIMITS = AppViewLimits.Scripts.STANDARD;

    private final List<Fetch.Request> sent = new ArrayList<>();
    private final ScriptKit kit = kit(this::answer);

    private static ScriptKit kit(Fetch fetch) {
        return ScriptKit.with(new HttpLibrary(fetch, LIMITS));
    }

    private Fetch.Answer answer(Fetch.Request request) {
        sent.add(request);
        byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
        return new Fetch.Answer(201, Map.of("x-a", "1"), body);
    }

    @Test
    void answersStatusBodyAndHeaders() {
        assertThat(kit.answer("return http.get('https://example.com/a?b=c')"))
                .isEqualTo(
                        "{\"body\":\"{\\\"ok\\\":true}\",\"headers\":{\"x-a\":\"1\"},"
                                + "\"status\":201}");
        assertThat(sent.getFirst().method()).isEqualTo("GET");
        assertThat(sent.getFirst().uri()).hasToString("https://example.com/a?b=c");
    }

    @ParameterizedTest
    @CsvSource({
        "get,GET,0,10",
        "head,HEAD,0,10",
        "post,POST,4,0",
        "put,PUT,4,0",
        "patch,PATCH,4,0",
        "delete,DELETE,4,0"
    })
    void sendsEachMethod(String name, String method, int bytes, int redirects) {
        kit.answer(
                "return http."
                        + name
                        + "('https://example.com', { body = 'text', headers = { ['X-Key'] = 5 }"
                        + " })");

        Fetch.Request request = sent.getFirst();
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.body()).hasSize(bytes);
        assertThat(request.headers()).isEqualTo(Map.of("x-key", "5"));
        assertThat(request.redirectsMax()).isEqualTo(redirects);
        assertThat(request.answerBytesMax()).isEqualTo(LIMITS.httpBytes());
        assertThat(request.timeout()).isPositive().isLessThanOrEqualTo(LIMITS.httpTime());
    }

    @Test
    void aHeadHasNoBody() {
        assertThat(kit.answer("return http.head('https://example.com').body")).isEqualTo("\"\"");
    }

    @Test
    void escapesWhatAnAddressMayNotHold() {
        kit.answer("return http.put('https://a.example/x/at://did:plc:a/b c/é', {})");

        assertThat(sent.getFirst().uri())
                .hasToString("https://a.example/x/at://did:plc:a/b%20c/%C3%A9");
    }

    @Test
    void failuresAreErrorsOfTheScript() {
        ScriptKit failing =
                kit(
                        _ -> {
                            throw new FetchException("no answer from example.com");
                        });

        assertThat(failing.failure("http.get('https://example.com')").message())
                .startsWith("HTTP request failed: no answer from example.com");
        assertThat(failing.failure("http.get('http://[')").message())
                .startsWith("HTTP request failed: not an address: http://[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host = 'internal'",
                "['Content-Length'] = '0'",
                "['transfer-encoding'] = 'chunked'",
                "['x y'] = '1'",
                "[''] = '1'",
                "x = 'a\\r\\nHost: b'"
            })
    void headersOfTheConnectionAreNotTheScripts(String header) {
        String body = "http.get('https://example.com', { headers = { " + header + " } })";

        assertThat(kit.failure(body).message()).contains("cannot be set");
        assertThat(sent).isEmpty();
    }

    @Test
    void aRunHasSoManyRequests() {
        String loop = "for i = 1, %d do http.get('https://example.com') end";

        kit.answer(loop.formatted(LIMITS.httpCalls()));

        assertThat(kit.failure(loop.formatted(LIMITS.httpCalls() + 1)).message())
                .startsWith("too many http calls: at most 20");
    }
}
