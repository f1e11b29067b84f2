package chancery.appview.xrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.appview.caller.Allowance;
import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Identified;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.auth.Access;
import chancery.web.auth.Caller;
import chancery.web.auth.Scope;
import chancery.web.http.FakeRequest;
import chancery.web.http.Request;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Optional;

final class SchemeCallersTest {
    private static final Did ALICE = Did.parse("did:plc:alice");
    private static final Identified.Client CLIENT =
            new Identified.Client("c1", "hvc_known", Allowance.STANDARD);

    private final SchemeCallers callers =
            new SchemeCallers(
                    SchemeCallersTest::authenticate,
                    key -> Optional.of(CLIENT).filter(client -> client.key().equals(key)),
                    _ ->
                            new Identified(
                                    new AppCaller.Remote(ALICE, "c1"),
                                    Optional.of("hvc_known"),
                                    Optional.of(CLIENT)));

    private static Caller authenticate(Request request, Access access) {
        return switch (request.header("authorization").orElse("")) {
            case "Bearer here" -> new Caller.Session(ALICE, Scope.ACCESS);
            case "Bearer old" -> throw Refusal.invalid("ExpiredToken", "Token has expired");
            default -> throw Refusal.invalid("InvalidToken", "Token could not be verified");
        };
    }

    private static FakeRequest request() {
        return FakeRequest.of("GET", "/xrpc/com.example.list");
    }

    private Refusal refused(Request request) {
        return catchThrowableOfType(Refusal.class, () -> callers.identify(request));
    }

    @Test
    void knowsNobodyWithoutCredentials() {
        Identified identified = callers.identify(request().with("x-client-key", "hvc_other"));

        assertThat(identified.caller()).isEqualTo(new AppCaller.Anonymous());
        assertThat(identified.clientKey()).contains("hvc_other");
        assertThat(identified.client()).isEmpty();
    }

    @Test
    void takesTheClientKeyFromTheQueryAsWell() {
        Identified identified =
                callers.identify(request().withParameter("client_key", "hvc_known"));

        assertThat(identified.client()).contains(CLIENT);
    }

    @Test
    void prefersTheHeaderOfTheClientKey() {
        Request request =
                request().with("x-client-key", "hvc_known").withParameter("client_key", "other");

        assertThat(callers.identify(request).client()).contains(CLIENT);
    }

    @Test
    void knowsAccountsOfThisServerByTheirTokens() {
        Identified identified =
                callers.identify(
                        request()
                                .with("authorization", "Bearer here")
                                .with("x-client-key", "hvc_known"));

        assertThat(identified.caller()).isEqualTo(new AppCaller.Local(ALICE, Scope.ACCESS));
        assertThat(identified.client()).contains(CLIENT);
    }

    @Test
    @DisplayName("#50 a bearer token of elsewhere is refused")
    void refusesBearerTokensOfElsewhere() {
        Refusal refusal = refused(request().with("authorization", "Bearer hv_0123"));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
        assertThat(refusal.text()).startsWith("XRPC routes do not accept Bearer auth");
    }

    @Test
    void saysOfExpiredTokensWhatClientsRefreshOn() {
        Refusal refusal = refused(request().with("authorization", "Bearer old"));

        assertThat(refusal.name()).isEqualTo("ExpiredToken");
    }

    @Test
    void refusesOtherSchemes() {
        Refusal refusal = refused(request().with("authorization", "Basic YTpi"));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
        assertThat(refusal.text()).isEqualTo("invalid Authorization scheme");
    }

    @Test
    void leavesProofsOfKeysToWhoChecksThem() {
        Identified identified = callers.identify(request().with("authorization", "DPoP token"));

        assertThat(identified.caller()).isEqualTo(new AppCaller.Remote(ALICE, "c1"));
    }
}
