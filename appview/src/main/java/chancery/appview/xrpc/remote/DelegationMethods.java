package chancery.appview.xrpc.remote;

import chancery.appview.caller.AppCaller;
import chancery.appview.delegation.Delegate;
import chancery.appview.delegation.Delegation;
import chancery.appview.http.Answers;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.json.Json;
import chancery.appview.xrpc.Callers;
import chancery.atproto.syntax.Did;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.List;
import java.util.function.Function;

/// `dev.happyview.delegation.*`.
public final class DelegationMethods {
    private static final String PREFIX = "dev.happyview.delegation.";

    private final Delegation delegation;

    private DelegationMethods(Delegation delegation) {
        this.delegation = delegation;
    }

    /// The source of these methods.
    public static OwnMethods of(Delegation delegation, Callers callers) {
        DelegationMethods methods = new DelegationMethods(delegation);
        return new OwnMethods(callers, "delegation requires DPoP authentication")
                .procedure(PREFIX + "linkAccount", methods::link)
                .procedure(PREFIX + "unlinkAccount", methods::unlink)
                .procedure(PREFIX + "addDelegate", methods::add)
                .procedure(PREFIX + "removeDelegate", methods::remove)
                .query(PREFIX + "listAccounts", methods::accounts)
                .query(PREFIX + "getAccount", methods::account)
                .query(PREFIX + "listDelegates", methods::delegates);
    }

    private Response link(AppCaller.Remote caller, Request request) {
        Did account = OwnMethods.did(Input.of(request), "did");
        delegation.link(caller, account);
        return Answers.json(201, Json.Members.builder().put("did", account.value()).build());
    }

    private Response unlink(AppCaller.Remote caller, Request request) {
        delegation.unlink(caller, OwnMethods.did(Input.of(request), "did"));
        return Answers.json(200, Json.Members.EMPTY);
    }

    private Response add(AppCaller.Remote caller, Request request) {
        Input input = Input.of(request);
        delegation.add(
                caller,
                OwnMethods.did(input, "accountDid"),
                OwnMethods.did(input, "userDid"),
                input.text("role"));
        return Answers.json(201, Json.Members.EMPTY);
    }

    private Response remove(AppCaller.Remote caller, Request request) {
        Input input = Input.of(request);
        delegation.remove(
                caller, OwnMethods.did(input, "accountDid"), OwnMethods.did(input, "userDid"));
        return Answers.json(200, Json.Members.EMPTY);
    }

    private Response accounts(AppCaller.Remote caller, Request request) {
        return list("accounts", delegation.accounts(caller), DelegationMethods::account);
    }

    private static Json account(Delegate delegate) {
        return Json.Members.builder()
                .put("did", delegate.account().value())
                .put("role", delegate.role().wire())
                .put("createdAt", Moment.text(delegate.createdAt()))
                .build();
    }

    private Response account(AppCaller.Remote caller, Request request) {
        Did account = OwnMethods.did("did", OwnMethods.parameter(request, "did"));
        Delegation.Seen seen = delegation.require(caller, account);
        return Answers.json(
                200,
                Json.Members.builder()
                        .put("did", account.value())
                        .put("role", seen.delegate().role().wire())
                        .put("linkedBy", seen.account().linkedBy().value())
                        .put("createdAt", Moment.text(seen.account().createdAt()))
                        .build());
    }

    private Response delegates(AppCaller.Remote caller, Request request) {
        Did account = OwnMethods.did("accountDid", OwnMethods.parameter(request, "accountDid"));
        return list(
                "delegates", delegation.delegates(caller, account), DelegationMethods::delegate);
    }

    private static Json delegate(Delegate delegate) {
        return Json.Members.builder()
                .put("userDid", delegate.user().value())
                .put("role", delegate.role().wire())
                .put("grantedBy", delegate.grantedBy().value())
                .put("createdAt", Moment.text(delegate.createdAt()))
                .build();
    }

    private static Response list(
            String name, List<Delegate> delegates, Function<Delegate, Json> view) {
        List<Json> views = delegates.stream().map(view).toList();
        return Answers.json(200, Json.Members.builder().put(name, views).build());
    }
}
