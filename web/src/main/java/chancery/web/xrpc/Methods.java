package chancery.web.xrpc;

import chancery.atproto.syntax.Nsid;
import chancery.web.http.Request;

import java.util.Optional;

/// A live source of methods. Sources stand in a chain; the first that knows the name answers.
@FunctionalInterface
public interface Methods {
    /// The method of this name, as this request means it.
    Optional<XrpcMethod> find(Nsid nsid, Request request);
}
