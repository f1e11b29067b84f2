package chancery.appview.script.library;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.appview.script.MethodCalls;
import chancery.appview.script.Run;
import chancery.atproto.syntax.Nsid;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.web.Refusal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Calls of other methods, in the name of the script's caller.
public final class XrpcLibrary implements HostLibrary {
    private static final ParameterType METHOD = new ParameterType.Text(512);

    private final Supplier<MethodCalls> calls;
    private final AppViewLimits.Scripts limits;

    /// @param calls asked when a script calls: what answers methods runs scripts itself
    public XrpcLibrary(Supplier<MethodCalls> calls, AppViewLimits.Scripts limits) {
        this.calls = calls;
        this.limits = limits;
    }

    @Override
    public List<HostFunction> functions() {
        String answer = "a table of `status` and `body`, the text of its JSON; raises ";
        return List.of(
                new HostFunction(
                        "xrpc.query",
                        "Calls a query: one of this server, or at its authority.",
                        List.of(
                                Parameter.required("method", METHOD, "its NSID"),
                                Parameter.optional(
                                        "params", new ParameterType.Table(), "its parameters")),
                        answer + "`xrpc query failed: …`",
                        this::query),
                new HostFunction(
                        "xrpc.procedure",
                        "Calls a procedure in the name of the caller, without whom it raises.",
                        List.of(
                                Parameter.required("method", METHOD, "its NSID"),
                                Parameter.optional("input", new ParameterType.Any(), "its input"),
                                Parameter.optional(
                                        "params", new ParameterType.Table(), "its parameters")),
                        answer + "`xrpc procedure failed: …`",
                        this::procedure));
    }

    private Object query(HostCall call) {
        return call(call, "query", 2, Optional.empty());
    }

    private Object procedure(HostCall call) {
        Run run = call.context(Run.class);
        if (run.occasion().caller().account().isEmpty()) {
            throw new LuaError("xrpc.procedure requires authentication (no caller_did)");
        }
        Json input = call.has(2) ? JsonLua.toJson(call.state(), call.value(2)) : Json.Members.EMPTY;
        run.act();
        return call(call, "procedure", 3, Optional.of(input));
    }

    private Object call(HostCall call, String kind, int params, Optional<Json> input) {
        Run run = call.context(Run.class);
        Budget budget = call.state().budget();
        String text = call.text(1).toString();
        if (!Nsid.valid(text)) {
            throw failed(kind, "not a method: " + text);
        }
        if (run.depth() >= limits.xrpcDepth()) {
            throw failed(kind, "methods call each other more than " + limits.xrpcDepth() + " deep");
        }
        Json.Members given = call.has(params) ? members(call, params) : Json.Members.EMPTY;
        run.chargeDb();
        MethodCalls.Answer answer =
                call.await(() -> answer(run, kind, Nsid.parse(text), given, input));
        budget.steps(answer.body().length() / 16);
        budget.allocate(LuaString.cost(3L * answer.body().length()) + LuaTable.cost(0, 4));
        LuaTable table = new LuaTable();
        table.put(budget, LuaString.of("status"), (long) answer.status());
        table.put(budget, LuaString.of("body"), LuaString.of(answer.body()));
        return table;
    }

    private static Json.Members members(HostCall call, int number) {
        if (JsonLua.toJson(call.state(), call.value(number)) instanceof Json.Members members) {
            return members;
        }
        throw call.wrong(number, "names and values expected");
    }

    private MethodCalls.Answer answer(
            Run run, String kind, Nsid method, Json.Members params, Optional<Json> input) {
        try {
            return calls.get().call(run, method, params, input);
        } catch (Refusal refusal) {
            throw failed(kind, refusal.text());
        }
    }

    private static LuaError failed(String kind, String reason) {
        return new LuaError("xrpc " + kind + " failed: " + reason);
    }
}
