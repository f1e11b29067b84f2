package chancery.appview.xrpc;

import chancery.appview.http.Errors;
import chancery.appview.setting.Feature;
import chancery.appview.setting.Settings;
import chancery.atproto.syntax.Nsid;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.util.Optional;

/// The methods of spaces, none of which is here: their names are this server's own, so that they
/// are never looked for elsewhere, and say whether the flag of spaces is on.
public final class SpaceMethods implements Methods {
    private static final String PREFIX = "dev.happyview.space.";

    private final Settings settings;

    public SpaceMethods(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<XrpcMethod> find(Nsid nsid, Request request) {
        return nsid.value().startsWith(PREFIX)
                ? Optional.of(new XrpcMethod.Delegated(nsid, this::answer))
                : Optional.empty();
    }

    private Response answer(Request request) {
        request.label(PREFIX + "*");
        Feature spaces = Feature.SPACES;
        return spaces.enabled(settings)
                ? Errors.response(501, "MethodNotImplemented", "Method Not Implemented")
                : Errors.response(
                        404,
                        "FeatureDisabled",
                        "The feature '"
                                + spaces.key()
                                + "' is not currently enabled on this instance");
    }
}
