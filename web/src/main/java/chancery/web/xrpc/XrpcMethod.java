package chancery.web.xrpc;

import chancery.atproto.syntax.Nsid;
import chancery.web.auth.Access;
import chancery.web.http.Handler;

/// A method of the API. Its kind, parameters, input and output stand in the lexicon of its name.
public sealed interface XrpcMethod {
    Nsid nsid();

    Access access();

    /// A query or a procedure.
    ///
    /// @param bodyBytesMax how large a body may be; 0 stands for the default of its kind
    record Call(Nsid nsid, Access access, long bodyBytesMax, XrpcHandler handler)
            implements XrpcMethod {}

    /// A subscription: a stream of frames over a websocket.
    record Subscription(Nsid nsid, Access access, FrameSource source) implements XrpcMethod {}

    /// A method whose door checks everything itself and answers in its own envelope; no lexicon of
    /// its name is needed.
    record Delegated(Nsid nsid, Handler handler) implements XrpcMethod {
        /// Whatever the door asks for.
        @Override
        public Access access() {
            return Access.OPEN;
        }
    }

    /// A query or procedure with the default limit of the body.
    static XrpcMethod of(String nsid, Access access, XrpcHandler handler) {
        return new Call(Nsid.parse(nsid), access, 0, handler);
    }
}
