package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.time.Duration;

@DisplayName("records.md 7: tokens, capabilities, errors")
final class AccessApiTest {
    private static final String LIVE = "streams/live/records";
    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
        api.post(LIVE, Api.items(Api.item("mine", 1), Api.item("other", "theirs", "'severity':2")))
                .is(202);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Api.Answer token(String form) {
        return api.send(
                api.request("/api/v1/token")
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Test
    @DisplayName("7.2: no token, or one that nobody knows, answers 401")
    void needsATokenOfOurs() {
        api.send(api.request("/api/v1/projects/test/streams").GET()).fails(401);
        api.getAs("unknown", "streams").fails(401);
        api.getAs("cst_forged", "streams").fails(401);
        api.send(api.request("/api/v1/token/inspect").GET()).fails(401);
        api.send(
                        api.request("/api/v1/projects/test/streams")
                                .header("authorization", "Basic all")
                                .GET())
                .fails(401);
    }

    @Test
    @DisplayName("7.1: inspect shows who asks and what they may do")
    void inspects() {
        Api.Answer answer =
                api.send(
                                api.request("/api/v1/token/inspect")
                                        .header("authorization", "Bearer plant-only")
                                        .GET())
                        .is(200);

        assertThat(answer.textAt("subject")).isEqualTo("plant");
        assertThat(answer.at("projects"))
                .isEqualTo(
                        Api.json(
                                "[{'projectUrlName':'other','groups':[]},"
                                        + "{'projectUrlName':'test','groups':[]}]"));
        assertThat(answer.at("capabilities", 0))
                .isEqualTo(
                        Api.json(
                                "{'streamRecordsAcl':{'actions':['READ','WRITE'],'scope':"
                                        + "{'spaceIdScope':{'spaceIds':['plant']}}},"
                                        + "'projectScope':{'allProjects':{}}}"));
    }

    @Test
    @DisplayName("7.1: a client gets a token for its secret, good for a time")
    void issuesTokens() {
        Api.Answer issued =
                token(
                                "grant_type=client_credentials&client_secret=secret&scope=x"
                                        + "&client_id=robot")
                        .is(200);

        assertThat(issued.textAt("token_type")).isEqualTo("Bearer");
        assertThat(issued.at("expires_in")).isEqualTo(new Json.Int(3_600));
        String bearer = issued.textAt("access_token");
        api.getAs(bearer, "streams").is(200);
        api.getAs(bearer + "x", "streams").fails(401);
        api.pass(Duration.ofHours(1));
        api.getAs(bearer, "streams").fails(401);
    }

    @Test
    @DisplayName("7.1: other credentials are refused in the words of OAuth")
    void refusesClients() {
        assertThat(
                        token("grant_type=client_credentials&client_id=robot&client_secret=wrong")
                                .is(401)
                                .json())
                .isEqualTo(Api.json("{'error':'invalid_client'}"));
        assertThat(token("grant_type=password&client_id=robot&client_secret=secret").is(400).json())
                .isEqualTo(Api.json("{'error':'unsupported_grant_type'}"));
        assertThat(token("").is(400).json()).isEqualTo(Api.json("{'error':'invalid_request'}"));
        assertThat(token("grant_type=%zz").is(400).json())
                .isEqualTo(Api.json("{'error':'invalid_request'}"));
    }

    @Test
    @DisplayName("7.2: what a capability lacks answers 403")
    void refusesWithoutCapability() {
        api.getAs("reader", "streams").is(200);
        api.postAs("reader", "streams", "{'items':[]}").fails(403);
        api.postAs("reader", "streams/delete", "{'items':[]}").fails(403);
        api.postAs("reader", LIVE, Api.items(Api.item("x", 1))).fails(403);
        api.postAs("reader", LIVE + "/filter", "{}").fails(403);
        api.postAs("reader", LIVE + "/sync", "{}").fails(403);
        api.postAs("reader", LIVE + "/aggregate", "{}").fails(403);
        api.getAs("reader", "models/spaces").fails(403);
        api.getAs("reader", "models/containers").fails(403);
        api.getAs("plant-only", "streams").fails(403);
    }

    @Test
    @DisplayName("7.2: a project that one has nothing to do with answers 403, as one that is not")
    void hidesProjects() {
        for (String project : new String[] {"other", "unknown", "X"}) {
            api.send(
                            api.request("/api/v1/projects/" + project + "/streams")
                                    .header("authorization", "Bearer reader")
                                    .GET())
                    .fails(403);
        }
    }

    @Test
    @DisplayName("7.2: a scope of spaces binds writes and hides records")
    void bindsToSpaces() {
        String theirs = Api.item("other", "new", "'severity':1");

        api.postAs("plant-only", LIVE, Api.items(Api.item("plant", "new", "'severity':1"))).is(202);
        api.postAs("plant-only", LIVE, Api.items(theirs)).fails(403);
        api.postAs(
                        "plant-only",
                        LIVE + "/delete",
                        "{'items':[{'space':'other','externalId':'theirs'}]}")
                .fails(403);
        api.postAs("plant-only", "models/spaces", "{'items':[{'space':'other'}]}").fails(403);

        assertThat(api.postAs("plant-only", LIVE + "/filter", "{}").is(200).text())
                .contains("mine")
                .doesNotContain("theirs");
        assertThat(
                        api.postAs("plant-only", LIVE + "/sync", "{'initializeCursor':'1d-ago'}")
                                .is(200)
                                .text())
                .contains("mine")
                .doesNotContain("theirs");
        assertThat(api.getAs("plant-only", "models/spaces").is(200).text())
                .contains("plant")
                .doesNotContain("\"other\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "projects", "projects/test", "projects/test/unknown"})
    @DisplayName("7.5: a path that is not there answers 404 in the envelope")
    void answersUnknownPaths(String path) {
        api.send(api.request("/api/v1/" + path).header("authorization", "Bearer all").GET())
                .fails(404);
    }

    @Test
    @DisplayName("7.5: a verb that is not there answers 405")
    void answersUnknownVerbs() {
        Api.Answer answer =
                api.send(
                                api.request("/api/v1/projects/test/streams")
                                        .header("authorization", "Bearer all")
                                        .DELETE())
                        .fails(405);

        assertThat(answer.textAt("error", "message")).contains("GET, POST");
    }

    @Test
    @DisplayName("7.3: every answer has an id, and none asks for retries")
    void hasHeaders() {
        Api.Answer answer = api.get("streams").is(200);

        assertThat(answer.raw().headers().firstValue("x-request-id")).isPresent();
        assertThat(answer.raw().headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.raw().headers().firstValue("cdf-is-auto-retryable")).isEmpty();
    }
}
