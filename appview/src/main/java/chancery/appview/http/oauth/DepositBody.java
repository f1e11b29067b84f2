package chancery.appview.http.oauth;

import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.Deposit;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Reads the body of a deposit.
final class DepositBody {
    private static final int URL_MAX = 2_048;
    private static final int YEAR_MAX = 9_999;

    private DepositBody() {}

    static Deposit read(Input input, AppViewLimits.Sessions limits) {
        return new Deposit(
                input.text("provision_id"),
                input.findText("pkce_verifier"),
                did(input.text("did")),
                new Deposit.Tokens(
                        token("access_token", input.text("access_token"), limits),
                        input.findText("refresh_token")
                                .map(text -> token("refresh_token", text, limits)),
                        input.findText("expires_at").map(DepositBody::moment)),
                input.text("scopes"),
                input.findText("pds_url").map(text -> url("pds_url", text)),
                input.findText("issuer").map(text -> url("issuer", text)));
    }

    /// A DID as a client wrote it.
    static Did did(String text) {
        try {
            return Did.parse(text);
        } catch (SyntaxException _) {
            throw Errors.invalid("invalid did");
        }
    }

    private static String token(String name, String text, AppViewLimits.Sessions limits) {
        boolean plain = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (text.isEmpty() || !plain || text.length() > limits.tokenMax()) {
            throw Errors.invalid("invalid " + name);
        }
        return text;
    }

    private static Instant moment(String text) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            if (moment.getYear() >= 0 && moment.getYear() <= YEAR_MAX) {
                return moment.toInstant();
            }
        } catch (DateTimeException _) {
            throw Errors.invalid("expires_at must be an RFC 3339 date and time");
        }
        throw Errors.invalid("expires_at must be an RFC 3339 date and time");
    }

    private static URI url(String name, String text) {
        return web(text).orElseThrow(() -> Errors.invalid(name + " must be an http or https URL"));
    }

    private static Optional<URI> web(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean plain =
                    uri.getRawUserInfo() == null
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null;
            return web && plain && uri.getHost() != null && text.length() <= URL_MAX
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
