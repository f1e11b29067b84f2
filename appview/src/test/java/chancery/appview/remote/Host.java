package chancery.appview.remote;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A host of repositories and its authorization server, on loopback. Every proof is checked, by the
/// JDK alone: a wrong one is answered 401 and noted.
public final class Host implements AutoCloseable {
    private final Loopback server = Loopback.empty();
    private final Map<String, Grant> access = new ConcurrentHashMap<>();
    private final Map<String, Grant> expired = new ConcurrentHashMap<>();
    private final Map<String, String> refresh = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final Map<String, Function<Seen, Response>> special = new ConcurrentHashMap<>();
    private volatile Optional<String> nonce = Optional.empty();

    /// Whose an access token is, and the key that it is bound to.
    public record Grant(String did, String thumbprint) {}

    /// A request that came in.
    ///
    /// @param problem what was wrong with its proof; empty for a right one
    public record Seen(String verb, String path, Json.Members claims, byte[] body, String problem) {
        public Json.Members json() {
            return JsonText.parseObject(new String(body, StandardCharsets.UTF_8));
        }

        public Map<String, String> form() {
            Map<String, String> form = new HashMap<>();
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                int at = pair.indexOf('=');
                form.put(pair.substring(0, at), decoded(pair.substring(at + 1)));
            }
            return form;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    public Host() {
        server.mount(
                List.of(
                        Mount.below(Door.SERVER, "/xrpc/", this::resource)
                                .withBodyBytesMax(64 << 20),
                        Mount.post(Door.SERVER, "/oauth/token", this::token),
                        Mount.get(
                                Door.SERVER,
                                "/.well-known/oauth-protected-resource",
                                _ -> json(200, "{\"authorization_servers\":[\"" + url() + "\"]}")),
                        Mount.get(
                                Door.SERVER,
                                "/.well-known/oauth-authorization-server",
                                _ -> json(200, metadata()))));
    }

    private String metadata() {
        return "{\"issuer\":\"%s\",\"token_endpoint\":\"%s/oauth/token\"}".formatted(url(), url());
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /// Issues tokens to an account, bound to a key.
    public String issue(String did, Json.Members jwk) {
        String token = "access-" + issued.incrementAndGet() + "-of-" + did;
        access.put(token, new Grant(did, Smith.thumbprint(jwk)));
        refresh.put(refreshFor(token), token);
        return token;
    }

    /// The refresh token that was issued with an access token.
    public static String refreshFor(String token) {
        return "refresh-for-" + token;
    }

    /// Lets an access token expire.
    public void expire(String token) {
        expired.put(token, access.get(token));
        access.remove(token);
    }

    /// Takes a refresh token back.
    public void revoke(String refreshToken) {
        refresh.remove(refreshToken);
    }

    /// Asks for this nonce from now on.
    public void demand(String text) {
        nonce = Optional.of(text);
    }

    /// Answers a path in another way.
    public void answer(String path, Function<Seen, Response> how) {
        special.put(path, how);
    }

    /// What came in on this path.
    public List<Seen> seen(String path) {
        return seen.stream().filter(one -> one.path().equals(path)).toList();
    }

    /// What was wrong with proofs, apart from nonces.
    public List<String> problems() {
        return seen.stream()
                .map(Seen::problem)
                .filter(problem -> !problem.isEmpty() && !problem.equals("nonce"))
                .toList();
    }

    private Response resource(Request request) {
        String token = request.header("authorization").orElse("").replaceFirst("^DPoP ", "");
        Grant grant = access.get(token);
        Seen one = note(request, Optional.of(token), grant);
        if (one.problem().equals("nonce")) {
            return unauthorized("use_dpop_nonce");
        }
        if (!one.problem().isEmpty()) {
            return unauthorized("invalid_dpop_proof");
        }
        if (grant == null) {
            return unauthorized("invalid_token");
        }
        Function<Seen, Response> other = special.get(one.path());
        return other != null ? other.apply(one) : usual(one, grant);
    }

    private Response unauthorized(String error) {
        Response answer = json(401, "{\"error\":\"" + error + "\",\"message\":\"no\"}");
        return nonced(answer);
    }

    private Response nonced(Response answer) {
        return nonce.map(text -> answer.with("dpop-nonce", text)).orElse(answer);
    }

    private Response usual(Seen one, Grant grant) {
        String method = one.path().substring("/xrpc/".length());
        return nonced(
                switch (method) {
                    case "com.atproto.server.getSession" ->
                            json(200, "{\"did\":\"" + grant.did() + "\",\"handle\":\"a.test\"}");
                    case "com.atproto.repo.createRecord", "com.atproto.repo.putRecord" ->
                            json(200, written(one.json()));
                    case "com.atproto.repo.deleteRecord" -> json(200, "{}");
                    case "com.atproto.repo.uploadBlob" ->
                            json(200, "{\"blob\":{\"size\":" + one.body().length + "}}");
                    default -> json(501, "{\"error\":\"MethodNotImplemented\"}");
                });
    }

    private static String written(Json.Members input) {
        return "{\"uri\":\"at://%s/%s/%s\",\"cid\":\"%s\"}"
                .formatted(
                        input.text("repo").orElseThrow(),
                        input.text("collection").orElseThrow(),
                        input.text("rkey").orElse("3kabcdefghi2k"),
                        "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a");
    }

    private Response token(Request request) {
        Seen one = note(request, Optional.empty(), null);
        if (one.problem().equals("nonce")) {
            return nonced(json(400, "{\"error\":\"use_dpop_nonce\"}"));
        }
        Function<Seen, Response> other = special.get(one.path());
        if (other != null) {
            return other.apply(one);
        }
        String old = refresh.remove(one.form().getOrDefault("refresh_token", ""));
        if (!one.problem().isEmpty() || old == null) {
            return nonced(json(400, "{\"error\":\"invalid_grant\"}"));
        }
        Grant grant = Optional.ofNullable(access.remove(old)).orElseGet(() -> expired.get(old));
        String next = "access-" + issued.incrementAndGet() + "-of-" + grant.did();
        access.put(next, grant);
        refresh.put(refreshFor(next), next);
        return nonced(
                json(
                        200,
                        ("{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":900,"
                                        + "\"token_type\":\"DPoP\",\"sub\":\"%s\"}")
                                .formatted(next, refreshFor(next), grant.did())));
    }

    private Seen note(Request request, Optional<String> token, @Nullable Grant grant) {
        Checked checked = check(request, token, grant);
        Seen one =
                new Seen(
                        request.method(),
                        request.path(),
                        checked.claims(),
                        body(request),
                        checked.problem());
        seen.add(one);
        return one;
    }

    private record Checked(Json.Members claims, String problem) {}

    private Checked check(Request request, Optional<String> token, @Nullable Grant grant) {
        String[] parts = request.header("dpop").orElse("a.b.c").split("\\.", -1);
        try {
            Json.Members header = JsonText.parseObject(decoded(parts[0]));
            Json.Members claims = JsonText.parseObject(decoded(parts[1]));
            Json.Members jwk = header.object("jwk").orElseThrow();
            if (!verified(parts, jwk)) {
                return new Checked(claims, "signature");
            }
            if (grant != null && !grant.thumbprint().equals(Smith.thumbprint(jwk))) {
                return new Checked(claims, "key");
            }
            return new Checked(claims, problem(request, token, claims));
        } catch (RuntimeException | GeneralSecurityException e) {
            return new Checked(Json.Members.EMPTY, e.toString());
        }
    }

    private String problem(Request request, Optional<String> token, Json.Members claims) {
        if (!claims.text("htm").equals(Optional.of(request.method()))) {
            return "htm";
        }
        if (!claims.text("htu").equals(Optional.of(url() + request.path()))) {
            return "htu " + claims.text("htu");
        }
        if (!claims.text("ath").equals(token.map(text -> Smith.base64(Smith.sha256(text))))) {
            return "ath";
        }
        return claims.text("nonce").equals(nonce) || nonce.isEmpty() ? "" : "nonce";
    }

    private static boolean verified(String[] parts, Json.Members jwk)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key(jwk));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static PublicKey key(Json.Members jwk) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(
                                point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(Json.Members jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.text(name).orElseThrow()));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static byte[] body(Request request) {
        try {
            return request.body().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A JSON answer.
    public static Response json(int status, String text) {
        return Response.of(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
