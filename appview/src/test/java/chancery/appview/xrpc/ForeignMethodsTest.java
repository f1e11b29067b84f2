package chancery.appview.xrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.proxy.ProxyPolicy;
import chancery.appview.proxy.ProxyRules;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.script.MethodCalls;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.lua.runtime.LuaError;
import chancery.web.Refusal;
import chancery.web.auth.Scope;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.http.TestServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Unknown methods, passed on to a host that stands in for their authority; and calls of methods by
/// scripts.
final class ForeignMethodsTest {
    private static final Did AUTHORITY = Did.parse("did:plc:authority");
    private static final String METHOD = "com.example.get";
    private static final String PATH = "/xrpc/" + METHOD;

    private final XrpcKit kit = new XrpcKit();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Response next = Response.of(200, "text/plain", bytes("hello"));
    private final TestServer host = TestServer.of(Mount.below(Door.SERVER, "/xrpc/", this::answer));

    @BeforeEach
    void publish() {
        kit.dns.put("_lexicon.example.com", List.of("did=" + AUTHORITY.value()));
        String json =
                """
                {"id":"%s","service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer",
                 "serviceEndpoint":"http://127.0.0.1:%d"}]}
                """
                        .formatted(AUTHORITY.value(), host.port());
        kit.documents.put(AUTHORITY, DidDocument.parse(bytes(json)));
    }

    @AfterEach
    void close() {
        kit.close();
        host.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Response answer(Request request) {
        try {
            String body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(
                    "%s %s?%s %s %s"
                            .formatted(
                                    request.method(),
                                    request.path(),
                                    request.rawQuery(),
                                    request.header("authorization").orElse("nobody"),
                                    body));
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leavesRequestsWithoutAClientKeyToTheChain() {
        XrpcKit.Answer answer = kit.get(PATH, "accept", "*/*");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().text("error")).contains("MethodNotImplemented");
    }

    @Test
    @DisplayName("#42 an unknown method with a client key answers 502 when nobody is found")
    void answers502WithoutAnAuthority() {
        XrpcKit.Answer answer = kit.get("/xrpc/org.nowhere.get");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().text("error").orElseThrow())
                .startsWith("failed to resolve authority for org.nowhere.get: ");
        assertThat(answer.header("ratelimit-remaining")).isEqualTo("999");
    }

    @Test
    void relaysWhatTheAuthorityAnswers() {
        XrpcKit.Answer answer = kit.get(PATH + "?a=1&client_key=k&a=%20+");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.header("content-type")).isEqualTo("text/plain");
        assertThat(seen).containsExactly("GET " + PATH + "?a=1&a=%20+ nobody ");
    }

    @Test
    void passesBodiesOnInNobodysName() {
        kit.post(PATH, "{\"b\": 1}");

        assertThat(seen).containsExactly("POST " + PATH + "? nobody {\"b\":1}");
    }

    @Test
    void relaysErrorsAsJson() {
        next = Response.of(418, "text/html", bytes("{\"error\":\"Teapot\"}"));

        XrpcKit.Answer answer = kit.get(PATH);

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.text()).isEqualTo("{\"error\":\"Teapot\"}");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void answers502WhenTheHostIsAway() {
        host.close();

        XrpcKit.Answer answer = kit.get(PATH);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().text("error")).contains("upstream request failed for " + METHOD);
    }

    @Test
    @DisplayName("G.13 a disabled proxy answers 403")
    void refusesWhatThePolicyForbids() {
        new ProxyRules(kit.settings).set(new ProxyPolicy(ProxyPolicy.Mode.DISABLED, List.of()));

        XrpcKit.Answer answer = kit.get(PATH);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().text("error")).contains("NSID not allowed by proxy policy");
        assertThat(seen).isEmpty();
    }

    @Test
    void costsWhatTheSettingSays() {
        kit.settings.set("rate_limit.default_proxy_cost", "5");

        assertThat(kit.get(PATH).header("ratelimit-remaining")).isEqualTo("995");
    }

    private static Run run(int depth) {
        Occasion occasion =
                new Occasion.Query(
                        Nsid.parse("com.example.outer"),
                        Json.Members.EMPTY,
                        new AppCaller.Local(XrpcKit.ALICE, Scope.ACCESS),
                        Optional.empty());
        return new Run(occasion, AppViewLimits.Scripts.STANDARD, depth, Run.Turn.SHARED);
    }

    private MethodCalls.Answer called(Run run, String params) {
        return kit.calls.call(
                run, Nsid.parse(METHOD), JsonText.parseObject(params), Optional.empty());
    }

    private void script(String type, String body) {
        String main =
                """
                {"type":"%s","parameters":{"type":"params","properties":{"n":{"type":"integer"}}}}
                """
                        .formatted(type);
        Options options =
                new Options(
                        Optional.empty(),
                        Options.NONE.action(),
                        Optional.of("function handle() " + body + " end"),
                        Optional.empty(),
                        Options.NONE.tokenCost(),
                        true);
        kit.register(METHOD, main, options);
    }

    @Test
    void letsScriptsCallRegisteredMethodsAsTheirCallers() {
        script("query", "return {caller_did, params.n}");

        MethodCalls.Answer answer = called(run(0), "{\"n\":\"5\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[\"" + XrpcKit.ALICE.value() + "\",5]");
        assertThat(seen).isEmpty();
    }

    @Test
    void letsMethodsCallEachOtherFourDeep() {
        script("query", "return 1");

        assertThat(called(run(2), "{}").body()).isEqualTo("1");
        assertThat(called(run(3), "{}").body()).isEqualTo("1");
        assertThatThrownBy(() -> called(run(4), "{}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("deeper than 4");
    }

    @Test
    void refusesCallsThatFail() {
        script("query", "error('boom')");

        assertThatThrownBy(() -> called(run(0), "{}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("boom");
    }

    @Test
    void refusesCallsOfTheOtherKind() {
        script("procedure", "return 1");

        assertThatThrownBy(() -> called(run(0), "{}"))
                .isInstanceOf(Refusal.class)
                .hasMessage(METHOD + " is not a query endpoint");
    }

    @Test
    void letsScriptsCallProceduresAndNotesThatTheyActed() {
        script("procedure", "return input.a");
        Run run = run(0);

        MethodCalls.Answer answer =
                kit.calls.call(
                        run,
                        Nsid.parse(METHOD),
                        Json.Members.EMPTY,
                        Optional.of(JsonText.parse("{\"a\":[1]}")));

        assertThat(answer.body()).isEqualTo("[1]");
        assertThat(run.acted()).isTrue();
    }

    @Test
    void letsScriptsCallMethodsElsewhere() {
        Run run = run(0);

        MethodCalls.Answer answer = called(run, "{\"a\":[\"x y\",true],\"b\":2}");

        assertThat(answer.body()).isEqualTo("hello");
        assertThat(seen).containsExactly("GET " + PATH + "?a=x%20y&a=true&b=2 nobody ");
        assertThat(run.acted()).isFalse();
    }

    @Test
    void refusesAnswersOfElsewhereThatAreNotGood() {
        next = Response.of(404, "application/json", bytes("{\"error\":\"Gone\"}"));

        assertThatThrownBy(() -> called(run(0), "{}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("404")
                .hasMessageContaining("Gone");
    }

    @Test
    void countsCallsOfElsewhere() {
        Run run = run(0);

        for (int i = 0; i < 20; i++) {
            called(run, "{}");
        }

        assertThatThrownBy(() -> called(run, "{}")).isInstanceOf(LuaError.class);
        assertThat(seen).hasSize(20);
    }
}
