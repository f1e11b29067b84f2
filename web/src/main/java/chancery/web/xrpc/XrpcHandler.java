package chancery.web.xrpc;

/// Answers a call whose parameters, caller and input have been checked.
@FunctionalInterface
public interface XrpcHandler {
    Reply handle(Call call);
}
