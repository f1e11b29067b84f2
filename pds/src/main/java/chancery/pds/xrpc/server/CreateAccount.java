package chancery.pds.xrpc.server;

import chancery.atproto.crypto.DidKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.SyntaxException;
import chancery.pds.account.Email;
import chancery.pds.account.HandleRules;
import chancery.pds.limit.PdsLimits;
import chancery.pds.signup.SignUp;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.auth.Caller;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.Optional;

/// `com.atproto.server.createAccount`: a new account with an identity made here, or one that moves
/// in with its own identity and a token that its key signed.
public final class CreateAccount implements XrpcHandler {
    private static final int PASSWORD_MIN = 1;

    private final HandleRules handles;
    private final HandleProof proof;
    private final SignUp signUp;
    private final PdsLimits limits;

    public CreateAccount(HandleRules handles, HandleProof proof, SignUp signUp, PdsLimits limits) {
        this.handles = handles;
        this.proof = proof;
        this.signUp = signUp;
        this.limits = limits;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map input = call.json();
        if (input.contains("plcOp")) {
            throw Refusal.invalid("Unsupported input: \"plcOp\"");
        }
        String password = password(input);
        Email email = email(input);
        Optional<Did> moving = input.text("did").map(Did::parse);
        moving.ifPresent(did -> requireOwner(call, did));
        SignUp.Application form =
                new SignUp.Application(
                        handle(input, moving),
                        Optional.of(email),
                        Fields.text(input, "email"),
                        password,
                        recoveryKey(input));
        SignUp.Opened opened =
                moving.map(did -> signUp.move(form, did)).orElseGet(() -> signUp.open(form));
        return new Reply.Json(
                Value.Map.builder()
                        .put("did", opened.account().did().value())
                        .put("handle", opened.account().handle().value())
                        .put("accessJwt", opened.session().access())
                        .put("refreshJwt", opened.session().refresh())
                        .build());
    }

    private String password(Value.Map input) {
        String password =
                input.text("password")
                        .filter(text -> text.length() >= PASSWORD_MIN)
                        .orElseThrow(() -> Refusal.invalid("Password is required"));
        if (password.length() > limits.passwordCharsMax()) {
            throw Refusal.invalid(
                    "Password too long. Maximum length is "
                            + limits.passwordCharsMax()
                            + " characters.");
        }
        return password;
    }

    private static Email email(Value.Map input) {
        String text = input.text("email").orElseThrow(() -> Refusal.invalid("Email is required"));
        if (!Email.valid(text)) {
            throw Refusal.invalid(
                    "This email address is not supported, please use a different email.");
        }
        return new Email(text);
    }

    private Handle handle(Value.Map input, Optional<Did> moving) {
        Handle handle = handles.parse(Fields.text(input, "handle"));
        Optional<String> domain = handles.domainOf(handle);
        if (domain.isPresent()) {
            handles.requireFree(handle, domain.get());
            return handle;
        }
        if (moving.isEmpty()) {
            throw Refusal.invalid("UnsupportedDomain", "Not a supported handle domain");
        }
        proof.require(handle, moving.get());
        return handle;
    }

    private static Optional<PublicKey> recoveryKey(Value.Map input) {
        try {
            return input.text("recoveryKey").map(DidKey::parse);
        } catch (SyntaxException e) {
            throw Refusal.invalid("recoveryKey must be a did:key");
        }
    }

    private static void requireOwner(Call call, Did did) {
        boolean owner = call.caller() instanceof Caller.Service(var issuer) && issuer.equals(did);
        if (!owner) {
            throw new Refusal(
                    Refusal.Kind.UNAUTHENTICATED,
                    "AuthenticationRequired",
                    "Missing auth to create account with did: " + did);
        }
    }

    /// Proof that a handle of another domain belongs to an identity.
    @FunctionalInterface
    public interface HandleProof {
        /// @throws Refusal when the handle does not resolve to this identity
        void require(Handle handle, Did did);
    }
}
